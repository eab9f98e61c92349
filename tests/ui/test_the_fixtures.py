"""The shared fixtures hold what they promise."""

from PySide6.QtWidgets import QApplication, QLabel

from ui.application import Application


def test_that_the_real_application_opens_its_first_page(application: Application) -> None:
    application.window.show()
    assert application.window.screen_id == "home"


def test_that_a_widget_to_be_deleted_is_gone_after_the_test(qapp: QApplication) -> None:
    label = QLabel("x")
    label.setObjectName("left behind")
    label.show()
    assert label in qapp.allWidgets()


def test_that_nothing_of_the_former_test_is_left(qapp: QApplication) -> None:
    assert [one for one in qapp.allWidgets() if one.objectName() == "left behind"] == []
