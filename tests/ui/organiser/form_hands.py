"""What an organiser does at 评分表, by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from ui.application import Application
from ui.dialogs.confirm import ConfirmDialog
from ui.preparation.reading import PreparationReading
from ui.screens.forms.presenter import Node
from ui.screens.forms.screen import FormsScreen
from ui.screens.forms.tree import FormTree
from ui.shell.main_window import MainWindow
from ui.widgets.findings import FindingList
from ui.widgets.refusal import Refusal
from ynreview.app.queries.forms import FormsView, forms_view
from ynreview.kernel.terms import PlatformKind
from ynreview.rulebook.forms import ScoreForm


class Hands:
    """An organiser at 评分表."""

    def __init__(self, screen: FormsScreen, window: MainWindow, qtbot: object) -> None:
        self.screen, self.window, self._qtbot = screen, window, qtbot
        self.tree = screen.findChild(FormTree)
        self.application: Application

    def view(self) -> FormsView:
        return self.screen.context.workspace.ask(forms_view)

    def stored(self, kind: PlatformKind = PlatformKind.LABORATORY) -> ScoreForm:
        return next(one.form for one in self.view().forms if one.kind is kind)

    def draft(self, kind: PlatformKind = PlatformKind.LABORATORY) -> ScoreForm | None:
        return next(one.draft for one in self.view().forms if one.kind is kind)

    def go(self, node: Node) -> None:
        """Walk to a part of the form by the arrow keys."""
        self.tree.setFocus()
        QTest.keyClick(self.tree, Qt.Key.Key_Home)
        for _ in range(60):
            if self.tree.currentItem().data(0, Qt.ItemDataRole.UserRole) == node:
                return
            QTest.keyClick(self.tree, Qt.Key.Key_Down)
        raise AssertionError(node)

    def field(self, name: str, kind: type = QWidget) -> QWidget:
        found = [
            one
            for one in self.screen.findChildren(kind)
            if one.accessibleName() == name and one.isVisible()
        ]
        assert len(found) == 1, (name, found)
        return found[0]

    def type(self, name: str, text: str) -> QWidget:
        """Put words into a field as a person would, and leave it."""
        one = self.field(name)
        one.setFocus()
        one.selectAll()
        if isinstance(one, QPlainTextEdit):
            one.insertPlainText(text)
        else:
            assert isinstance(one, QLineEdit)
            one.insert(text)
            one.textEdited.emit(one.text())
        QTest.keyClick(one, Qt.Key.Key_Tab)
        return one

    def press(self, name: str) -> None:
        one = self.field(name, QAbstractButton)
        assert one.isEnabled(), name
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Space)

    def undo(self) -> None:
        QTest.keyClick(
            self.window.focusWidget() or self.screen,
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier,
        )

    def faults(self) -> list[str]:
        lists = [one for one in self.screen.findChildren(FindingList) if one.isVisible()]
        return [finding.code for one in lists for finding in one.findings]

    def refusal(self) -> str:
        return "".join(one.text for one in self.screen.findChildren(Refusal) if one.isVisible())

    def tab(self, bar: str, place: int) -> None:
        found = next(b for b in self.screen.findChildren(QTabBar) if b.accessibleName() == bar)
        found.setCurrentIndex(place)

    def side(self, name: str) -> None:
        bars = self.screen.findChildren(QTabBar)
        found = next(bar for bar in bars if bar.accessibleName() == "编辑、不适用、预览")
        found.setCurrentIndex([found.tabText(at) for at in range(found.count())].index(name))
        QApplication.processEvents()

    def confirm(self) -> None:
        (dialog,) = (one for one in self.window.findChildren(ConfirmDialog) if one.isVisible())
        dialog.yes.click()
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow, timeout=2_000)  # type: ignore[attr-defined]

    def settled(self) -> None:
        reading = PreparationReading.of(self.screen.context.workspace)
        self._qtbot.waitUntil(lambda: not reading.is_reading, timeout=20_000)  # type: ignore[attr-defined]
