"""首页: continue, one door for every task package, other work, what lies on this machine."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.screen import Screen
from ui.screens.home import presenter
from ui.screens.home.look_menu import LookMenu
from ui.tasks import Progress
from ui.tiers import Tier, tier_of
from ui.widgets.layout import button, card, empty, label, prose, row
from ui.widgets.package_drop import PackageDrop
from ui.widgets.refusal import Refusal

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from ynreview.app.queries.task_facts import TaskFacts

_WARNING = "严禁录入涉密内容。本程序不联网，数据只保存在本机和您指定的 U 盘。"
_EMPTY = "这台电脑上还没有评审数据。请插入工作人员发给您的 U 盘，或打开示例会次先作练习。"
_BASIS = "依据：云科规〔2022〕2号，有效期 2022-03-09 至 2025-03-08"
_BACKUPS = "备份 (*.ynd)"
_KINDS = "评审数据 (*.ynr *.ynd)"
_LOOK_EVERY = 2_000


class HomeScreen(Screen):
    """The first page; while a task package is opened for the first time it shows those pages."""

    keys = (("Enter", "继续评审"), ("Ctrl+O", "选择文件"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._refusal = Refusal()
        self._note = prose("", "good")
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._recent_box, self._stick_box = QVBoxLayout(), QVBoxLayout()
        self._resume = button("继续评审(&C)", "primary")
        self._resume.clicked.connect(self._continue)
        self._resume_card = self._made_resume_card()
        self._stack.addWidget(self._front())
        self._sticks: list[Path] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look_for_sticks)

    def _front(self) -> QWidget:
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(16)
        for side, share in ((self._left, 3), (self._right, 2)):
            side.setSpacing(16)
            self._sides.addLayout(side, share)
        self._left.addWidget(self._resume_card)
        self._left.addWidget(self._door())
        self._left.addStretch(1)
        self._right.addWidget(self._other_work())
        self._right.addWidget(self._on_this_machine())
        self._right.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self._refusal)
        column.addWidget(self._note)
        self._note.hide()
        column.addLayout(self._sides, 1)
        column.addWidget(label(_BASIS, "small", wrap=True))
        front = QScrollArea()
        front.setWidgetResizable(True)
        front.setAccessibleName("首页")
        front.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        front.setWidget(inner)
        return front

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        slim = tier_of(self.window().width()) is Tier.NARROW
        way = QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, else goes on with the review."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif self._stack.currentIndex() == 0:
            self._continue()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._stack.currentIndex() == 0:
            there = self._resume_card.isVisibleTo(self)
            (self._resume if there else self._choose_file).setFocus()

    def _head(self) -> QVBoxLayout:
        title = label("云南省国际联合创新平台评审", "title")
        warning = label(_WARNING, "warning")
        warning.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(LookMenu(self.context.look))
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addLayout(top)
        head.addWidget(warning)
        return head

    def _made_resume_card(self) -> QWidget:
        self._resume_title = label("", "heading")
        self._resume_title.setWordWrap(True)
        self._resume_at = label("", "muted")
        last = QHBoxLayout()
        last.addWidget(self._resume_at, 1)
        last.addWidget(self._resume)
        return card(self._resume_title, last, title="继续评审")

    def _door(self) -> QWidget:
        drop = PackageDrop("把任务包拖到这里，或", "选择文件(&O)")
        drop.asked.connect(self._choose)
        self._choose_file = drop.button
        drop.dropped.connect(lambda paths: self.context.open_file(paths[0]))
        note = label("身份由任务包决定，不必选择角色。", "muted")
        restore = button("从 U 盘备份继续(&B)")
        restore.clicked.connect(self._restore)
        after = row(label("换机或中断后：", "muted"), restore, None)
        title = label("打开任务包（专家、组长、副组长都从这里进入）", "heading", wrap=True)
        return card(title, drop, self._stick_box, note, after)

    def _other_work(self) -> QWidget:
        works = (
            ("组织评审会(&Z)", "新建或打开会次", self._organise),
            ("验证数据包(&V)", "核对签名，重新计算", lambda: self._leave_for("verify")),
            ("打开示例会次(&D)", "先练习，不影响正式会次", self._demo),
        )
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        for place, (name, what, action) in enumerate(works):
            one = button(name)
            one.clicked.connect(action)
            grid.addWidget(one, place, 0)
            told = label(what, "muted")
            told.setWordWrap(True)
            grid.addWidget(told, place, 1)
        return card(grid, title="其他工作")

    def _on_this_machine(self) -> QWidget:
        return card(self._recent_box, title="本机评审数据")

    def refresh(self) -> None:
        """Show what is here now."""
        recents = presenter.recents(self.context.settings)
        self._resume_card.setVisible(bool(recents))
        if recents:
            first = recents[0]
            self._resume_title.setText(f"{first.title}  {first.who}")
            self._resume_at.setText(f"上次打开 {first.at}")
            self._resume.setDefault(True)
        empty(self._recent_box)
        if not recents:
            note = label(_EMPTY, "muted")
            note.setWordWrap(True)
            self._recent_box.addWidget(note)
        for one in recents:
            self._recent_box.addWidget(self._recent_row(one), 0, Qt.AlignmentFlag.AlignLeft)
        self._look_for_sticks()

    def _recent_row(self, one: presenter.Recent) -> QWidget:
        opened = button(f"{one.title} · {one.who}", "link")
        opened.setToolTip(one.path)
        opened.clicked.connect(lambda: self.context.open_file(Path(one.path)))
        return opened

    def _look_for_sticks(self) -> None:
        found = presenter.packages_on_sticks()
        if found == self._sticks:
            return
        self._sticks = found
        empty(self._stick_box)
        for path in found:
            one = button(f"U 盘 {path.parent} 上有 {path.name}，打开", "link")
            one.clicked.connect(lambda _=False, chosen=path: self.context.open_file(chosen))
            self._stick_box.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def tell(self, text: str) -> None:
        """Say where the eye is why a file was not opened."""
        self._stack.setCurrentIndex(0)
        self._refusal.tell(text)

    def open_task(self, package: Path) -> None:
        """Begin the first opening of a task package."""
        self._refusal.clear()
        self.context.tasks.start(
            "核对任务包",
            lambda progress: _facts(progress, package),
            lambda facts: self._begin(package, facts),
            self.tell,
        )

    def _begin(self, package: Path, facts: TaskFacts) -> None:
        from ui.screens.home.first_opening import FirstOpening

        pages = FirstOpening(self.context, package, facts, self.context.data)
        pages.given_up.connect(self._back_to_front)
        pages.opened.connect(self._opened)
        self._stack.addWidget(pages)
        self._stack.setCurrentWidget(pages)
        pages.arrive()

    def _back_to_front(self) -> None:
        pages = self._stack.currentWidget()
        assert pages is not None
        self._stack.setCurrentIndex(0)
        self._stack.removeWidget(pages)
        pages.deleteLater()

    def _opened(self, target: Path, pin: str) -> None:
        self.context.open_with_pin(target, pin)

    def _continue(self) -> None:
        recents = presenter.recents(self.context.settings)
        if recents:
            self.context.open_file(Path(recents[0].path))

    def _restore(self) -> None:
        backup = self.context.files.open_one(self, "选择备份", _BACKUPS)
        if backup is None:
            return
        from ui.dialogs.pin import ask_pin

        self._refusal.clear()
        ask_pin(
            self.window(),
            f"从备份继续：{backup.stem}",
            lambda pin: presenter.restored(self.context, backup, pin),
            "恢复并打开",
        )

    def _choose(self) -> None:
        chosen = self.context.files.open_one(self, "选择任务包或评审数据", _KINDS)
        if chosen is not None:
            self._refusal.clear()
            self.context.open_file(chosen)

    def _leave_for(self, screen_id: str) -> None:
        self.context.workspace.close()
        self.context.go(screen_id)

    def _organise(self) -> None:
        from ui.dialogs.new_round import ask_new_round

        ask_new_round(self, self.context)

    def _demo(self) -> None:
        now = datetime.now().astimezone()
        folder = self.context.data / f"示例-{now:%Y%m%d-%H%M%S}"
        self.context.tasks.start(
            "建立示例会次",
            lambda progress: presenter.build_demo(folder, progress),
            self._demo_ready,
            self.tell,
        )

    def _demo_ready(self, desks: presenter.DemoDesks) -> None:
        for recent in (desks.chair, desks.expert):
            presenter.remember(self.context.settings, recent)
        self.refresh()
        self._note.setText(
            f"示例会次已建好，口令是“{desks.pin}”。上面可以继续评审：专家的评分从头练习，"
            "组长的会次已走到封存。"
        )
        self._note.show()


def _facts(progress: Progress, package: Path) -> TaskFacts:
    from ynreview.app.queries.task_facts import task_facts

    progress.tell("核对任务包的签名和内容")
    return task_facts(package)


def make(context: Context) -> HomeScreen:
    """Return the first page."""
    return HomeScreen(context)
