"""Buttons that do not fit wait behind 更多 and can still be pressed."""

from PySide6.QtWidgets import QApplication, QPushButton

from ui.theme.appearance import Look
from ui.widgets.action_row import ActionRow
from ui.widgets.layout import button

NAMES = ("选择文件", "列对应", "导出标注副本", "下载模板")


def made(look: Look) -> tuple[ActionRow, list[QPushButton], list[str]]:
    del look
    pressed: list[str] = []
    buttons = [button(name) for name in NAMES]
    for name, one in zip(NAMES, buttons, strict=True):
        one.clicked.connect(lambda _=False, name=name: pressed.append(name))
    actions = ActionRow(buttons)
    actions.show()
    return actions, buttons, pressed


def resized(actions: ActionRow, width: int) -> None:
    actions.resize(width, 40)
    QApplication.processEvents()


def test_that_everything_stands_side_by_side_where_there_is_room(look: Look):
    actions, buttons, _ = made(look)

    resized(actions, actions.sizeHint().width() + 10)

    assert [one.isVisible() for one in buttons] == [True] * 4
    assert actions.hidden_actions() == ()


def test_that_what_does_not_fit_waits_in_a_menu_in_its_order(look: Look):
    actions, buttons, pressed = made(look)

    resized(actions, buttons[0].sizeHint().width() + 90)

    assert buttons[0].isVisible()
    assert actions.hidden_actions()[-1] == "下载模板"
    last = actions._menu.actions()[-1]
    last.trigger()
    assert pressed == ["下载模板"]


def test_that_what_is_not_offered_stands_nowhere(look: Look):
    actions, buttons, _ = made(look)
    actions.offer(buttons[1], offered=False)

    resized(actions, 90)

    assert not buttons[1].isVisible()
    assert "列对应" not in actions.hidden_actions()


def test_that_an_action_that_cannot_be_done_now_cannot_be_chosen(look: Look):
    actions, buttons, pressed = made(look)
    resized(actions, 90)

    buttons[3].setEnabled(False)
    actions._menu.aboutToShow.emit()

    assert not actions._menu.actions()[-1].isEnabled()
    assert pressed == []
