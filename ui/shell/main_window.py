"""The window: rail, banner, the screen in the middle, the lines below; it decides nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.screen import Screen
from ui.shell.banner import Banner
from ui.shell.destinations import destination, destinations_for
from ui.shell.rail import Rail
from ui.shell.status_line import StatusLine
from ui.tiers import LEAST_HEIGHT, LEAST_WIDTH, Tier, is_low, tier_of
from ui.widgets.package_drop import local_files
from ui.widgets.task_bar import TaskBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from ynreview.app.queries.round_head import RoundHead

_FREE = QSizePolicy.Policy.Ignored
TITLE = "云南省国际联合创新平台评审"


class MainWindow(QMainWindow):
    """One window for every duty; ``tier_changed`` tells screens how much room there is."""

    tier_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.tier = Tier.WIDE
        self._context: Context | None = None
        self._screens: dict[str, Screen] = {}
        self._shown = ""

    def furnish(self, context: Context) -> None:
        """Put everything in place but for the screens."""
        self._context = context
        self.rail = Rail(context.look)
        self.banner = Banner(context)
        self.status = StatusLine()
        self.stack = QStackedWidget()
        self.stack.setObjectName("workArea")
        self.stack.setSizePolicy(_FREE, _FREE)  # the screen in view fits itself, not all of them
        middle = QWidget()
        middle.setObjectName("workArea")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.banner, self.stack, TaskBar(context.tasks), self.status):
            column.addWidget(widget, 1 if widget is self.stack else 0)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(middle, 1)
        self.setCentralWidget(whole)
        self.rail.chosen.connect(self.go)
        context.workspace.opened.connect(self._opened)
        context.workspace.changed.connect(self._changed)
        self._offer()

    def say(self, text: str) -> None:
        """Put a sentence into the status line."""
        self.status.say(text)

    def show_head(self, head: RoundHead) -> None:
        """Show who works on which round, by which rules, and that nothing is unsaved."""
        self.status.show_saved("已全部保存")
        self.status.show_who(f"{head.who} · {head.title}")
        code = f" · 规则校验码 {head.code}" if head.code else ""
        self.status.show_rules(f"{head.rulebook}{code}")

    @property
    def screen_id(self) -> str:
        """Where one is."""
        return self._shown

    @property
    def screen_shown(self) -> Screen:
        """The screen in the middle."""
        return self._screens[self._shown]

    def go(self, target: str) -> None:
        """Leave the present screen and show another one, read anew.

        ``panel#E03`` shows the screen ``panel`` at what concerns E03.
        """
        screen_id, _, subject = target.partition("#")
        if self._shown in self._screens:
            self._screens[self._shown].settle()
        if screen_id not in self._screens:
            assert self._context is not None
            screen = destination(screen_id).make(self._context)
            self._screens[screen_id] = screen
            self.stack.addWidget(screen)
        screen = self._screens[screen_id]
        screen.refresh()
        self.stack.setCurrentWidget(screen)
        self._shown = screen_id
        self.rail.mark(screen_id)
        self.setWindowTitle(f"{destination(screen_id).label} · {TITLE}")
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        if subject:
            screen.point_at(subject)

    def settle(self) -> None:
        """Store what is being typed on the present screen."""
        if self._shown in self._screens:
            self._screens[self._shown].settle()

    def _opened(self) -> None:
        for screen in self._screens.values():
            self.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens, self._shown = {}, ""
        for clear in (self.status.show_who, self.status.show_rules, self.status.show_saved):
            clear("")
        self._offer()

    def _offer(self) -> None:
        assert self._context is not None
        self.rail.show_destinations(destinations_for(self._context.workspace.duty))
        self.banner.refresh()

    def _changed(self) -> None:
        now = datetime.now().astimezone()
        self.status.show_saved(f"已保存 {now:%H:%M:%S}")
        self.banner.refresh()
        if self._shown in self._screens:
            self._screens[self._shown].refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.set_low(low=is_low(event.size().height()))
        tier = tier_of(event.size().width())
        if tier is not self.tier:
            self.tier = tier
            self.rail.set_tier(tier)
            self.tier_changed.emit(tier)

    def closeEvent(self, event: QCloseEvent) -> None:
        assert self._context is not None
        self.settle()
        self._context.tasks.cancel()
        self._context.tasks.wait()
        self._context.workspace.close(quiet=True)
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        assert self._context is not None
        files = local_files(event.mimeData())
        if files and not self.screen_shown.take(files):
            self._context.open_file(files[0])
