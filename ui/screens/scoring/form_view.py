"""The score form, made from the data: 重点核查项 first, sections, overall opinion, vote, amount."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.screens.scoring.item_card import ItemCard, RemarkField
from ui.screens.scoring.presenter import length_of
from ui.widgets.citation import Citation
from ui.widgets.layout import card, label, line, prose, row
from ui.widgets.money_edit import MoneyEdit
from ynreview.kernel.points import total
from ynreview.kernel.terms import Vote
from ynreview.messages import label as term_label
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm, Section, VetoItem


class OverallField(QPlainTextEdit):
    """总体意见; ``left`` tells that it is to be stored. Tab moves on."""

    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName("总体意见")
        self.setMinimumHeight(88)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(self.toPlainText())


class VetoCard(QWidget):
    """One 重点核查项: 否 or 是, nothing chosen for anyone; 是 opens a text that is required."""

    answered = Signal(str, bool)
    remarked = Signal(str, str)

    def __init__(self, veto: VetoItem) -> None:
        super().__init__()
        self.veto = veto
        self._group = QButtonGroup(self)
        self.no, self.yes = QRadioButton("否"), QRadioButton("是")
        for place, one in enumerate((self.no, self.yes)):
            one.setAccessibleName(f"{veto.code} {veto.question} {one.text()}")
            self._group.addButton(one, place)
        self._group.idClicked.connect(lambda place: self.answered.emit(veto.code, bool(place)))
        self.remark = RemarkField()
        self.remark.setAccessibleName(f"{veto.code} 说明")
        self.remark.setPlaceholderText("请写明事实和依据")
        self.remark.left.connect(lambda text: self.remarked.emit(veto.code, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(prose(veto.question))
        if veto.guidance:
            column.addWidget(prose(veto.guidance, "muted"))
        column.addWidget(Citation(veto.cites))
        column.addLayout(row(self.no, self.yes, None))
        column.addWidget(self.remark)

    def show_values(self, answer: bool | None, remark: str) -> None:
        """Show what the core holds."""
        self._group.setExclusive(False)
        self.no.setChecked(answer is False)
        self.yes.setChecked(answer is True)
        self._group.setExclusive(True)
        if not self.remark.hasFocus():
            self.remark.setText(remark)
        self.remark.setVisible(bool(answer or remark))


class FormView(QScrollArea):
    """All of one form; signals carry each change, the screen turns them into commands."""

    points_stored = Signal(str, object)
    remarked = Signal(str, str)
    veto_answered = Signal(str, bool)
    overall_left = Signal(str)
    voted = Signal(object)
    amount_stored = Signal(object)
    finished = Signal()

    def __init__(self, form: ScoreForm, skipped: frozenset[str], subtype: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("评分表")
        self.form, self._skipped = form, skipped
        self.items: dict[str, ItemCard] = {}
        self._vetoes: dict[str, VetoCard] = {}
        self._sums: dict[str, QLabel] = {}
        self.overall = OverallField()
        self.overall.left.connect(self.overall_left)
        self.overall.textChanged.connect(self._count)
        self._counted = label("", "muted")
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._add_vetoes()
        for section in form.sections:
            self._add_section(section, subtype)
        self._add_end()
        self._column.addStretch(1)
        self.setWidget(inner)

    def _add_vetoes(self) -> None:
        cards = []
        for veto in self.form.veto:
            one = VetoCard(veto)
            one.answered.connect(self.veto_answered)
            one.remarked.connect(self.remarked)
            self._vetoes[veto.code] = one
            cards.append(one)
        if cards:
            self._column.addWidget(card(*cards, title="重点核查项（有“是”原则上不通过）"))

    def _add_section(self, section: Section, subtype: str) -> None:
        pieces: list[QWidget] = []
        for item in section.items:
            if item.code in self._skipped:
                pieces.append(label(f"{item.code} {item.name}  不适用", "muted"))
                continue
            one = ItemCard(self.form, item, subtype)
            one.stored.connect(self.points_stored)
            one.remarked.connect(self.remarked)
            one.entered.connect(lambda code=item.code: self.go_on_from(code))
            self.items[item.code] = one
            pieces += [one, line()]
        self._sums[section.code] = label("", "heading")
        name = label(f"{section.code} {section.name}", "heading")
        head = row(name, None, self._sums[section.code])
        self._column.addWidget(card(head, *pieces[:-1]))

    def _add_end(self) -> None:
        hint = prose(self.form.overall_hint, "muted")
        self._column.addWidget(card(hint, self.overall, self._counted, title="总体意见"))
        if self.form.has_vote:
            self._votes = QButtonGroup(self)
            buttons = []
            for place, vote in enumerate(Vote):
                one = QRadioButton(term_label(vote))
                self._votes.addButton(one, place)
                buttons.append(one)
            self._votes.idClicked.connect(lambda place: self.voted.emit(list(Vote)[place]))
            self._column.addWidget(card(row(*buttons, None), title="结论意见"))
        if self.form.has_suggested_amount:
            self.amount = MoneyEdit()
            self.amount.setAccessibleName("建议支持金额（万元）")
            self.amount.stored.connect(self.amount_stored)
            self._column.addWidget(card(self.amount, title="建议支持金额（万元）"))

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Show what the core holds of my sheet."""
        for code, one in self.items.items():
            one.show_values(sheet.points.get(code), sheet.remarks.get(code, ""))
        for code, veto in self._vetoes.items():
            veto.show_values(sheet.veto.get(code), sheet.remarks.get(code, ""))
        if not self.overall.hasFocus():
            self.overall.setPlainText(sheet.overall)
        self._count()
        for section in self.form.sections:
            marks = [sheet.points[item.code] for item in section.items if item.code in sheet.points]
            self._sums[section.code].setText(f"{total(marks)} / {section.full}")
        if self.form.has_vote and sheet.vote is not None:
            self._votes.button(list(Vote).index(sheet.vote)).setChecked(True)
        if self.form.has_suggested_amount:
            self.amount.set_money(sheet.suggested_amount)

    def go_to(self, code: str) -> None:
        """Go to an item or a 重点核查项 by its code."""
        if code in self.items:
            target: QWidget = self.items[code].field
            self.items[code].field.selectAll()
        else:
            target = self._vetoes[code].no
        target.setFocus()
        self.ensureWidgetVisible(target, 0, 120)

    def go_on_from(self, code: str) -> None:
        """Go to the field after this item: the next item, at the end the overall opinion."""
        known = list(self.items)
        place = known.index(code) + 1
        if place < len(known):
            self.go_to(known[place])
        else:
            self.overall.setFocus()
            self.ensureWidgetVisible(self.overall)

    @property
    def current(self) -> ItemCard | None:
        """The item that has the focus."""
        return next((one for one in self.items.values() if one.isAncestorOf(_focused(self))), None)

    def _count(self) -> None:
        count, least = length_of(self.overall.toPlainText()), self.form.overall_min
        self._counted.setText(f"{count} 字（不少于 {least} 字）")


def _focused(widget: QWidget) -> QWidget:
    window = widget.window()
    return window.focusWidget() or window
