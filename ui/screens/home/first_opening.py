"""The first opening of a task package: 核对身份, 设置口令, 承诺与回避; three pages, no more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.dialogs.new_round_words import pin_strength
from ui.screens.home import presenter
from ui.tasks import Progress
from ui.widgets.code_label import CodeLabel
from ui.widgets.layout import button, card, label, row
from ui.widgets.scroller import Scroller
from ynreview.kernel.terms import Ground
from ynreview.messages import label as term_label

if TYPE_CHECKING:
    from ynreview.app.queries.task_facts import TaskFacts

_PIN_NOTE = "本口令只在这台电脑上使用。忘记后可凭恢复信封取回未提交的评分，但须重新核对身份。"


class FirstOpening(QWidget):
    """Walks through the three pages; ``opened`` gives the new dossier and its 口令."""

    opened = Signal(object, str)
    given_up = Signal()

    def __init__(self, context: Context, package: Path, facts: TaskFacts, folder: Path) -> None:
        super().__init__()
        self._context = context
        self._package, self._facts, self._folder = package, facts, folder
        self._pages = QStackedWidget()
        self._head = label("", "title")
        self._said = label("", "danger")
        self._said.setWordWrap(True)
        self._back = button("返回(&B)")
        self._next = button("下一步(&N)", "primary")
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._next.setDefault(True)
        for page in (self._identity(), self._pin(), self._recusals()):
            self._pages.addWidget(page)
        buttons = QHBoxLayout()
        buttons.addWidget(self._said, 1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
        self._show(0)

    def _identity(self) -> QWidget:
        facts = self._facts
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        lines = (
            ("姓名", facts.name),
            ("工作单位", facts.unit),
            ("角色", f"{facts.role}（{facts.expert}）"),
            ("会次", facts.title),
            ("规则校验码", facts.basis_code),
        )
        for place, (name, value) in enumerate(lines):
            grid.addWidget(label(name, "muted"), place, 0)
            shown = label(value, "heading" if place == 0 else "")
            shown.setWordWrap(True)
            grid.addWidget(shown, place, 1)
        code = CodeLabel("组织方身份核对码")
        code.show_code(facts.organiser_key_code)
        self._same = QCheckBox("与会议须知上的核对码一致(&Y)")
        self._same.toggled.connect(self._check)
        return _page(card(grid), card(code, self._same))

    def _pin(self) -> QWidget:
        self._first, self._again = QLineEdit(), QLineEdit()
        self._strength = label("", "muted")
        rows = []
        for field, name in ((self._first, "口令(&P)"), (self._again, "再输一次(&A)")):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(200)
            field.setMaximumWidth(420)
            caption = label(name)
            caption.setBuddy(field)
            field.setAccessibleName(name.partition("(")[0])
            field.textChanged.connect(self._check)
            rows += [caption, field]
        shown = QCheckBox("显示口令(&S)")
        shown.toggled.connect(self._show_pin)
        note = label(_PIN_NOTE, "muted")
        note.setWordWrap(True)
        return _page(card(*rows, self._strength, shown, note))

    def _recusals(self) -> QWidget:
        text = label(self._facts.undertaking)
        text.setWordWrap(True)
        self._agreed = QCheckBox("我已阅读并作出以上承诺(&Y)")
        self._agreed.toggled.connect(self._check)
        self._rows: dict[str, tuple[QCheckBox, QComboBox, QLineEdit]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        for place, (number, name, lead) in enumerate(self._facts.entries):
            self._add_row(grid, place, number, name, lead)
        grid.setRowStretch(2 * len(self._facts.entries), 1)
        inner = QWidget()
        inner.setLayout(grid)
        head = label("我与下列平台没有应当回避的情形；有的，请在该行申报回避。", "heading")
        head.setWordWrap(True)
        return _page(card(text, self._agreed), card(head, inner), stretch_last=True)

    def _add_row(self, grid: QGridLayout, place: int, number: str, name: str, lead: str) -> None:
        told = label(f"{number}  {name}（{lead}）" if lead else f"{number}  {name}")
        told.setWordWrap(True)
        declared = QCheckBox("申报回避")
        declared.setAccessibleName(f"申报回避 {number} {name}")
        ground = QComboBox()
        ground.setAccessibleName(f"回避情形 {number}")
        for one in Ground:
            ground.addItem(term_label(one), one)
        note = QLineEdit()
        note.setPlaceholderText("说明")
        note.setAccessibleName(f"回避说明 {number}")
        for widget in (ground, note):
            widget.setVisible(False)
            declared.toggled.connect(widget.setVisible)
        grid.addWidget(told, 2 * place, 0)
        grid.addWidget(declared, 2 * place, 1)
        below = row(ground, note)
        below.setStretch(1, 1)
        grid.addLayout(below, 2 * place + 1, 0, 1, 2)
        self._rows[number] = (declared, ground, note)

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        names = ("核对身份", "设置口令", "承诺与回避")
        self._head.setText(f"{page + 1} / 3  {names[page]}")
        self._next.setText("进入评审(&N)" if page == len(names) - 1 else "下一步(&N)")
        self._said.setText("")
        self._check()
        self.arrive()

    def arrive(self) -> None:
        """Go to what is to be done on the page in view."""
        self.window().setWindowTitle(self._head.text())
        (self._same, self._first, self._agreed)[self._pages.currentIndex()].setFocus()

    def _check(self) -> None:
        pin, again = self._first.text(), self._again.text()
        if pin:
            same = "" if pin == again or not again else "，两次输入不一致"
            self._strength.setText(f"强度：{pin_strength(pin)}{same}")
        else:
            self._strength.setText("不少于 6 个字符。")
        ready = (
            self._same.isChecked(),
            presenter.is_acceptable(pin, again),
            self._agreed.isChecked(),
        )
        self._next.setEnabled(ready[self._pages.currentIndex()])

    def _show_pin(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self._first, self._again):
            field.setEchoMode(mode)

    def _go_back(self) -> None:
        if self._pages.currentIndex() == 0:
            self.given_up.emit()
        else:
            self._show(self._pages.currentIndex() - 1)

    def _go_on(self) -> None:
        if self._pages.currentIndex() < self._pages.count() - 1:
            self._show(self._pages.currentIndex() + 1)
            return
        recusals = {
            number: (Ground(ground.currentData()), note.text().strip())
            for number, (declared, ground, note) in self._rows.items()
            if declared.isChecked()
        }
        target = presenter.dossier_path(self._folder, self._facts)
        pin = self._first.text()
        self._next.setEnabled(False)
        self._context.tasks.start(
            "建立本机评审数据",
            lambda progress: self._make(progress, target, pin, recusals),
            lambda _: self.opened.emit(target, pin),
            self._refused,
        )

    def _make(
        self, progress: Progress, target: Path, pin: str, recusals: dict[str, tuple[Ground, str]]
    ) -> str:
        progress.tell("建立本机评审数据和签名密钥")
        return presenter.open_first(self._package, target, pin, self._facts, recusals)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, else goes on."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        (focused if isinstance(focused, QPushButton) else self._next).click()

    def _refused(self, text: str) -> None:
        self._said.setText(text)
        self._next.setEnabled(True)


def _page(*cards: QWidget, stretch_last: bool = False) -> Scroller:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for place, one in enumerate(cards):
        column.addWidget(one, int(stretch_last and place == len(cards) - 1))
    if not stretch_last:
        column.addStretch(1)
    return Scroller(page)
