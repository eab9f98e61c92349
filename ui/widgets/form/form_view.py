"""The score form, made from the data: 重点核查项 first, sections, overall opinion, vote, amount."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.form.fields import OverallField
from ui.widgets.form.item_card import ItemCard
from ui.widgets.form.steps import Part, Step
from ui.widgets.form.veto_card import VetoCard
from ui.widgets.form.words import length_of, section_sum
from ui.widgets.layout import card, label, line, prose, row
from ui.widgets.money_edit import MoneyEdit
from ynreview.kernel.terms import Vote
from ynreview.messages import label as term_label
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm, Section

_ROOM = 150  # pixels below a field that are to be in view with it


class FormView(QScrollArea):
    """All of one form; signals carry each change, the screen turns them into commands.

    ``arrived`` carries the code of the item that has the focus now, ``here`` keeps the last one.
    """

    points_stored = Signal(str, object)
    remarked = Signal(str, str)
    veto_answered = Signal(str, bool)
    overall_left = Signal(str)
    voted = Signal(object)
    amount_stored = Signal(object)
    counted = Signal(str)
    arrived = Signal(str)

    def __init__(self, form: ScoreForm, skipped: frozenset[str], subtype: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("评分表")
        self.form, self._skipped = form, skipped
        self.items: dict[str, ItemCard] = {}
        self.vetoes: dict[str, VetoCard] = {}
        self._sums: dict[str, QLabel] = {}
        self.here = ""
        self.amount: MoneyEdit | None = None
        self.votes: QButtonGroup | None = None
        self.overall = OverallField()
        self.overall.left.connect(self.overall_left)
        self.overall.textChanged.connect(self._count)
        self._counted = label("", "muted")
        self._inner = inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._add_vetoes()
        for section in form.sections:
            self._add_section(section, subtype)
        self._add_end()
        self._column.addStretch(1)
        self.setWidget(inner)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        code = self._code_at(now) if now is not None else ""
        if code:
            self.here = code
            self.arrived.emit(code)

    def _code_at(self, widget: QWidget) -> str:
        """Return the item or 重点核查项 that a widget belongs to, "" for none."""
        cards: dict[str, VetoCard | ItemCard] = {**self.vetoes, **self.items}
        return next(
            (
                code
                for code, one in cards.items()
                if one.isAncestorOf(widget) or (isinstance(one, ItemCard) and one.field is widget)
            ),
            "",
        )

    def _add_vetoes(self) -> None:
        for veto in self.form.veto:
            one = VetoCard(veto, self.form.remark_min)
            one.answered.connect(self.veto_answered)
            one.remarked.connect(self.remarked)
            self.vetoes[veto.code] = one
        if self.vetoes:
            title = "重点核查项（有“是”原则上不通过）"
            self._column.addWidget(card(*self.vetoes.values(), title=title))

    def _add_section(self, section: Section, subtype: str) -> None:
        pieces: list[QWidget] = []
        for item in section.items:
            if item.code in self._skipped:
                pieces += [label(f"{item.code} {item.name}  不适用", "muted"), line()]
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
            self.votes = QButtonGroup(self)
            buttons = []
            for place, vote in enumerate(Vote):
                one = QRadioButton(term_label(vote))
                one.setAccessibleName(f"结论意见 {term_label(vote)}")
                self.votes.addButton(one, place)
                buttons.append(one)
            self.votes.idClicked.connect(lambda place: self.voted.emit(list(Vote)[place]))
            self._column.addWidget(card(row(*buttons, None), title="结论意见"))
        if self.form.has_suggested_amount:
            self.amount = MoneyEdit()
            self.amount.setAccessibleName("建议支持金额（万元）")
            self.amount.stored.connect(self.amount_stored)
            self._column.addWidget(card(self.amount, title="建议支持金额（万元）"))

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Show what the core holds of my sheet; nothing that is being typed is touched."""
        for code, one in self.items.items():
            one.show_values(sheet.points.get(code), sheet.remarks.get(code, ""))
        for code, veto in self.vetoes.items():
            veto.show_values(sheet.veto.get(code), sheet.remarks.get(code, ""))
        self.overall.show_text(sheet.overall)
        self._count()
        for section in self.form.sections:
            marks = [sheet.points[item.code] for item in section.items if item.code in sheet.points]
            self._sums[section.code].setText(section_sum(section, marks))
        if self.votes is not None:
            self.votes.setExclusive(False)
            for place, vote in enumerate(Vote):
                self.votes.button(place).setChecked(vote is sheet.vote)
            self.votes.setExclusive(True)
        if self.amount is not None:
            self.amount.set_money(sheet.suggested_amount)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and (self.isAncestorOf(focused) or self._code_at(focused)):
            self._show(focused)

    def _show(self, target: QWidget) -> None:
        """Bring a field into view; of one that is lent away, its item, from the name on."""
        if self.isAncestorOf(target):
            room = max(self.viewport().height() - target.height() - 8, 0) >> 1
            self.ensureWidgetVisible(target, 0, min(_ROOM, room))
        else:
            card = self.items[self._code_at(target)]
            top = card.mapTo(self._inner, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top)

    def stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in the order of reading."""
        found: list[QWidget] = []
        for veto in self.vetoes.values():
            found += [veto.no, veto.yes, veto.remark]
        for one in self.items.values():
            found += [one.field, one.remark]
        found.append(self.overall)
        if self.votes is not None:
            found += self.votes.buttons()
        return [*found, self.amount] if self.amount is not None else found

    def neighbour(self, widget: QWidget, *, forwards: bool) -> QWidget | None:
        """Return the stop after this one, or before it, though its field is lent away."""
        fields = [one.field for one in self.items.values()]
        stops = [one for one in self.stops() if one in fields or one.isVisibleTo(self)]
        if widget not in stops:
            return None
        place = stops.index(widget) + (1 if forwards else -1)
        return stops[place] if 0 <= place < len(stops) else None

    def settle(self) -> bool:
        """Store what is being typed; an impossible number stays, gets the focus and is False."""
        self.overall.settle()
        for veto in self.vetoes.values():
            veto.remark.settle()
        impossible = [code for code, one in self.items.items() if not one.settle()]
        if impossible:
            self.go_to(impossible[0])
            return False
        if self.amount is not None and not self.amount.settle():
            self.arrive(self.amount)
            return False
        return True

    def go_to(self, code: str) -> None:
        """Go to an item or a 重点核查项 by its code."""
        if code in self.items:
            self.arrive(self.items[code].field)
            self.items[code].field.selectAll()
        else:
            self.arrive(self.vetoes[code].no)

    def go_to_step(self, step: Step) -> None:
        """Go to what was undone and show it, though one is in its field."""
        words = str(step.before or "")
        if step.part is Part.OVERALL:
            self.overall.setPlainText(words)
            self.arrive(self.overall)
        elif step.part is Part.REMARK:
            cards: dict[str, VetoCard | ItemCard] = {**self.vetoes, **self.items}
            remark = cards[step.item].remark
            remark.setText(words)
            remark.show()
            self.arrive(remark)
        elif step.part is Part.VOTE and self.votes is not None:
            self.arrive(self.votes.buttons()[0])
        elif step.part is Part.AMOUNT and self.amount is not None:
            self.arrive(self.amount)
        else:
            self.go_to(step.item)

    def go_to_open(self) -> None:
        """Go to the first word that is still asked for: a remark, the overall opinion, the vote."""
        cards: list[VetoCard | ItemCard] = [*self.vetoes.values(), *self.items.values()]
        for one in cards:
            if one.lacks_remark:
                one.remark.show()
                self.arrive(one.remark)
                return
        short_of = length_of(self.overall.toPlainText()) < self.form.overall_min
        if self.votes is not None and self.votes.checkedButton() is None and not short_of:
            self.arrive(self.votes.buttons()[0])
        else:
            self.arrive(self.overall)

    def go_on_from(self, code: str) -> None:
        """Go to the field after this item: the next item, at the end the overall opinion."""
        known = list(self.items)
        place = known.index(code) + 1
        if place < len(known):
            self.go_to(known[place])
        else:
            self.arrive(self.overall)

    @property
    def current(self) -> ItemCard | None:
        """The item that has the focus."""
        return self.items.get(self.current_code)

    @property
    def current_code(self) -> str:
        """The item or 重点核查项 that has the focus, "" when none has."""
        focused = self.window().focusWidget()
        return self._code_at(focused) if focused is not None else ""

    @property
    def has_focus(self) -> bool:
        """Whether one is in this form, or in a number field of it."""
        focused = self.window().focusWidget()
        return focused is not None and (
            self.isAncestorOf(focused) or self.current_code in self.items
        )

    def arrive(self, target: QWidget) -> None:
        """Go to a stop of this form."""
        self.arrived.emit(self._code_at(target))  # a lent field is shown before it takes the focus
        target.setFocus()
        self._show(target)

    def _count(self) -> None:
        count, least = length_of(self.overall.toPlainText()), self.form.overall_min
        said = f"{count} 字（不少于 {least} 字）"
        self._counted.setText(said)
        self.counted.emit(f"总体意见 {said}")
