"""The list of platforms as one line, where there is no room for it: ◀ 008 云南省茶树… 7 / 22 ▶."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui.screens.scoring import presenter
from ui.theme.appearance import Look
from ui.widgets.form.fields import OneLine
from ui.widgets.layout import label

if TYPE_CHECKING:
    from ynreview.app.queries.scoring_view import EntryLine


class Strip(QWidget):
    """``moved`` is a step to the previous or next platform, ``chosen`` the number picked.

    ``filter_asked`` asks for those still to be judged, or for all again.
    """

    moved = Signal(int)
    chosen = Signal(str)
    filter_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: tuple[EntryLine, ...] = ()
        self._only_waiting = False
        self._name, self._count = OneLine("", "heading"), label("", "muted")
        self.back, self.pick, self.on = (QToolButton() for _ in range(3))
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.on.clicked.connect(lambda: self.moved.emit(1))
        self.pick.clicked.connect(self._offer)
        for one, name in (
            (self.back, "上一个平台"),
            (self.pick, "选择平台"),
            (self.on, "下一个平台"),
        ):
            one.setAccessibleName(name)
            one.setMinimumSize(36, 32)
        self.back.setToolTip("上一个平台　Alt+←")
        self.on.setToolTip("下一个平台　Alt+→")
        self.pick.setToolTip("我的平台")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self._name, 1)
        row.addWidget(self._count)
        row.addWidget(self.pick)
        row.addWidget(self.on)
        look.changed.connect(self._dress)
        self._dress()

    def show_lines(
        self, lines: tuple[EntryLine, ...], number: str, *, only_waiting: bool = False
    ) -> None:
        """Show which platform of how many one is at; they may be only those to be judged."""
        self._lines, self._only_waiting = lines, only_waiting
        numbers = [line.number for line in lines]
        if number in numbers:
            place = numbers.index(number)
            self._name.show_text(f"{number} {lines[place].name}")
            what = "待评 " if only_waiting else ""
            self._count.setText(f"{what}{place + 1} / {len(lines)}")

    def _offer(self) -> None:
        menu = QMenu(self)
        for line in self._lines:
            sign = presenter.shape_of(line).sign
            text = f"{line.number}  {sign} {presenter.state_text(line)}  {line.name}"
            action = menu.addAction(text)
            action.setEnabled(line.progress != "recused")
            action.triggered.connect(lambda _=False, one=line.number: self.chosen.emit(one))
        menu.addSeparator()
        turn = menu.addAction("看全部平台" if self._only_waiting else "只看待评的平台")
        turn.triggered.connect(lambda _=False: self.filter_asked.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.pick.mapToGlobal(QPoint(0, self.pick.height())))

    def _dress(self) -> None:
        for one, icon in (
            (self.back, "chevron-left"),
            (self.pick, "list"),
            (self.on, "chevron-right"),
        ):
            one.setIcon(self._look.icon(icon, "text"))
