"""组织评审会: open a round that exists, or say what a new one is and make its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resources import resource
from ui.context import Context
from ui.dialogs.new_round_words import SHORTEST, dossier_path, pin_strength, read_day
from ui.widgets.layout import button, card, field, label, prose, row
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.refusal import Refusal
from ui.widgets.scroller import Scroller, fit_dialog
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import EvaluationType
from ynreview.messages import explain_error, sentence
from ynreview.messages import label as term_label
from ynreview.rulebook.forms import DEFAULT_RULEBOOK
from ynreview.rulebook.loader import load_rulebook

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ynreview.app.outcome import Outcome
    from ynreview.panel.round import NewRound

_FILES = "会次文件 (*.ynd)"
_DAY = "如 2026-11-24"
_PIN_NOTE = "口令保护会次文件，忘记后无法打开，请妥善保管。"


class NewRoundDialog(QDialog):
    """Two pages: which of the two, then the facts of the new round."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("组织评审会")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._file: Path | None = None
        self._rulebook = load_rulebook(resource("rulebooks", DEFAULT_RULEBOOK))
        self._refusal = Refusal()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choice())
        self._pages.addWidget(self._form())
        self._make = button("新建会次", "primary", key="Ctrl+Return")
        self._make.clicked.connect(self._ask_make)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label("组织评审会", "title"))
        column.addWidget(self._pages, 1)
        column.addWidget(self._refusal)
        column.addLayout(row(None, cancel, self._make))
        self._make.setVisible(False)
        fit_dialog(self, QSize(820, 640))
        self._new.setFocus()

    def _choice(self) -> QWidget:
        self._new = button("新建会次(&N)", "primary")
        self._new.clicked.connect(self._begin)
        self._open = button("打开已有会次文件(&O)")
        self._open.clicked.connect(self._ask_open)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        told = "填写会次信息，设置口令，生成会次文件；再导入平台台账和专家名单。"
        column.addWidget(card(prose(told), row(self._new, None), title="新建"))
        told = "继续准备或再次发放。会次文件的扩展名为 .ynd，打开时输入口令。"
        column.addWidget(card(prose(told), row(self._open, None), title="打开已有会次"))
        column.addStretch(1)
        return Scroller(page)

    def _form(self) -> QWidget:
        self._title, self._venue = QLineEdit(), QLineEdit()
        self._commissioned, self._institution = QLineEdit(), QLineEdit()
        self._day, self._since, self._until = QLineEdit(), QLineEdit(), QLineEdit()
        for one in (self._day, self._since, self._until):
            one.setPlaceholderText(_DAY)
        self._type, self._budget = QComboBox(), MoneyEdit()
        for kind in EvaluationType:
            self._type.addItem(term_label(kind), kind)
        self._type.setCurrentIndex(self._type.findData(EvaluationType.POST_EVALUATION))
        self._rehearsal = QCheckBox("演练会次，不作任何依据(&R)")
        self._reason, self._outside = QLineEdit(), prose("", "warning")
        self._reason_box = QWidget()
        inside = QVBoxLayout(self._reason_box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._outside)
        inside.addLayout(field("依据说明", self._reason, key="Y"))
        self._reason_box.hide()
        self._day.textChanged.connect(self._check_day)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addLayout(field("会次名称", self._title, key="T"), 0, 0, 1, 2)
        grid.addLayout(field("评估类型", self._type), 1, 0)
        grid.addLayout(field("评审日期", self._day, key="D"), 1, 1)
        grid.addWidget(self._reason_box, 2, 0, 1, 2)
        pairs = (
            (("地点（可不填）", self._venue), ("委托单位（可不填）", self._commissioned)),
            (
                ("承担评估的专业机构（可不填）", self._institution),
                ("预算，万元（可不填）", self._budget),
            ),
            (("评估期起（可不填）", self._since), ("材料截止日（可不填）", self._until)),
        )
        for line, pair in enumerate(pairs, start=3):
            for place, (name, control) in enumerate(pair):
                grid.addLayout(field(name, control), line, place)
        grid.addWidget(self._rehearsal, 6, 0, 1, 2)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(card(grid, title="会次信息"))
        column.addWidget(self._file_and_pin())
        return Scroller(inner)

    def _file_and_pin(self) -> QWidget:
        self._pin, self._again = QLineEdit(), QLineEdit()
        self._strength = label("", "muted")
        for one in (self._pin, self._again):
            one.setEchoMode(QLineEdit.EchoMode.Password)
            one.setMaxLength(200)
            one.textChanged.connect(self._show_strength)
        shown = QCheckBox("显示口令(&S)")
        shown.toggled.connect(self._show_pin)
        self._where = prose("", "muted")
        change = button("另选位置(&L)")
        change.clicked.connect(self._ask_where)
        self._title.textChanged.connect(self._show_where)
        self._show_where()
        self._show_strength()
        return card(
            row(self._where, change),
            row(field("口令", self._pin, key="P"), field("再输一次", self._again, key="A")),
            row(self._strength, None, shown),
            prose(_PIN_NOTE, "muted"),
            title="会次文件和口令",
        )

    def _begin(self) -> None:
        self._pages.setCurrentIndex(1)
        self._make.setVisible(True)
        self._title.setFocus()

    def _ask_open(self) -> None:
        chosen = self._context.files.open_one(self, "打开已有会次文件", _FILES)
        if chosen is not None:
            self.accept()
            self._context.open_file(chosen)

    def _target(self) -> Path:
        return self._file or dossier_path(self._context.data, self._title.text().strip())

    def _show_where(self) -> None:
        self._where.setText(f"保存为 {self._target()}")

    def _ask_where(self) -> None:
        name = str(self._target())
        chosen = self._context.files.save_one(self, "会次文件保存到哪里", name, _FILES)
        if chosen is not None:
            self._file = chosen.with_suffix(".ynd")
            self._show_where()

    def _show_pin(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for one in (self._pin, self._again):
            one.setEchoMode(mode)

    def _show_strength(self) -> None:
        pin, again = self._pin.text(), self._again.text()
        if not pin:
            self._strength.setText(f"不少于 {SHORTEST} 个字符。")
            return
        same = "" if pin == again or not again else "，两次输入不一致"
        self._strength.setText(f"强度：{pin_strength(pin)}{same}")

    def _check_day(self) -> None:
        day, book = read_day(self._day.text()), self._rulebook
        outside = day is not None and not book.is_in_force(day)
        if day is not None and outside:
            days = (day, book.in_force_from, book.in_force_until)
            told = [f"{one.year}年{one.month}月{one.day}日" for one in days]
            cites = "、".join(book.header.cites)
            text = sentence(
                "app.out_of_force", day=told[0], since=told[1], until=told[2], cites=cites
            )
            self._outside.setText(text)
        self._reason_box.setVisible(outside)

    def _missing(self) -> tuple[str, QLineEdit] | None:
        """Return what still has to be said and where, None when nothing has."""
        dates = ((self._since, "评估期起"), (self._until, "材料截止日"))
        pin = self._pin.text()
        checks = [
            (bool(self._title.text().strip()), "请填写会次名称。", self._title),
            (
                read_day(self._day.text()) is not None,
                f"请填写评审日期，{_DAY}。",
                self._day,
            ),
            (
                self._reason_box.isHidden() or bool(self._reason.text().strip()),
                "评审日不在办法有效期之内，请填写依据说明。",
                self._reason,
            ),
            *(
                (
                    not one.text().strip() or read_day(one.text()) is not None,
                    f"{name}读不出日期，请写成{_DAY}的样子，或留空。",
                    one,
                )
                for one, name in dates
            ),
            (len(pin) >= SHORTEST, f"口令太短，请不少于 {SHORTEST} 个字符。", self._pin),
            (pin == self._again.text(), "两次输入的口令不一致，请重新输入。", self._again),
        ]
        return next(((text, where) for fine, text, where in checks if not fine), None)

    def _wanted(self) -> NewRound:
        from ynreview.panel.round import NewRound

        day = read_day(self._day.text())
        assert day is not None
        return NewRound(
            title=self._title.text().strip(),
            type=EvaluationType(self._type.currentData()),
            review_date=day,
            rulebook_id=DEFAULT_RULEBOOK,
            reason="" if self._reason_box.isHidden() else self._reason.text().strip(),
            rehearsal=self._rehearsal.isChecked(),
            venue=self._venue.text().strip(),
            commissioned_by=self._commissioned.text().strip(),
            institution=self._institution.text().strip(),
            period_from=read_day(self._since.text()),
            material_deadline=read_day(self._until.text()),
            budget=self._budget.money,
        )

    def _ask_make(self) -> None:
        missing = self._missing()
        if missing is not None:
            self._refusal.tell(missing[0])
            missing[1].setFocus()
            return
        if self._context.tasks.is_busy:
            return
        self._refusal.clear()
        self._make.setEnabled(False)
        wanted, pin, target = self._wanted(), self._pin.text(), self._target()

        def make(progress: Progress) -> Outcome:
            from ynreview.app.setup import create_round
            from ynreview.app.work import Surroundings

            progress.tell("建立会次文件")
            target.parent.mkdir(parents=True, exist_ok=True)
            return create_round(target, pin, wanted, Surroundings.real())

        self._context.tasks.start(
            "新建会次", make, lambda outcome: self._made(outcome, target, pin), self._failed
        )

    def _made(self, outcome: Outcome, target: Path, pin: str) -> None:
        if not outcome.ok:
            self._refusal.tell([one for one in outcome.findings if one.blocks])
            self._make.setEnabled(True)
            return
        try:
            self._context.open_with_pin(target, pin)
        except YnReviewError as error:
            self._failed(explain_error(error))
            return
        self.accept()

    def _failed(self, text: str) -> None:
        self._refusal.tell(text)
        self._make.setEnabled(True)


def ask_new_round(parent: QWidget, context: Context) -> NewRoundDialog:
    """Show the question without stopping the program; returns the dialog."""
    dialog = NewRoundDialog(parent, context)
    dialog.open()
    return dialog
