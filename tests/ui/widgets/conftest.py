"""A place to put one widget into, shown and in focus, beside another control."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.theme.appearance import Look


@pytest.fixture
def stage(look: Look) -> Callable[[QWidget], QWidget]:
    """Show a widget above a plain field and give it the focus; returns what holds both."""

    assert look.theme
    places = []  # kept, or the place and all in it would go with the last name for it

    def put(widget: QWidget) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.addWidget(widget)
        column.addWidget(QLineEdit())
        places.append(place)
        place.resize(700, 420)
        place.show()
        place.activateWindow()
        widget.setFocus()
        QApplication.processEvents()
        return place

    return put


@pytest.fixture
def commit() -> Callable[[QWidget, str], None]:
    """Hand a text over as an input method does when a candidate was chosen."""

    def send(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return send
