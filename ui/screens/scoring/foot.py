"""In the narrowest window: the number of the item one is at and the total, always in view."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.theme.style import set_role
from ui.widgets.form.fields import OneLine
from ui.widgets.form.item_card import ItemCard
from ui.widgets.form.words import short
from ui.widgets.layout import label, prose, row


class NumberFoot(QWidget):
    """Borrows the number fields of the form, so that there is one field for each number."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, ItemCard] = {}
        self._shown: ItemCard | None = None
        self._name, self._full = OneLine("", "heading"), label("", "muted")
        self._filled, self._missing = label("", "heading"), label("", "warning")
        self._fields, self._said = QStackedWidget(), prose("", "danger")
        self._fields.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        number = row(self._name, self._fields, self._full, self._filled, self._missing)
        number.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._said)
        column.addLayout(number)
        self._said.hide()

    def borrow(self, cards: dict[str, ItemCard]) -> None:
        """Take the number fields of a form; those of another form go back first."""
        self.give_back()
        self._cards = dict(cards)
        for card in self._cards.values():
            self._fields.addWidget(card.lend())
            card.told.connect(self._tell)

    def give_back(self) -> None:
        """Let each card of the form have its field again."""
        for card in self._cards.values():
            card.told.disconnect(self._tell)
            self._fields.removeWidget(card.field)
            card.take_back()
        self._cards, self._shown = {}, None

    def show_item(self, code: str) -> None:
        """Show the field of an item; at anything else the last one stays, at first the first."""
        card = self._cards.get(code) or self._shown or next(iter(self._cards.values()), None)
        if card is None:
            return
        self._shown = card
        self._name.show_text(f"{card.item.code} {card.item.name}")
        self._full.setText(f"/ {short(card.item.full)}")
        self._fields.setCurrentWidget(card.field)
        self._tell()

    def show_filled(self, filled: str, missing: str, role: str) -> None:
        """Show what is filled in and what is missing."""
        self._filled.setText(filled)
        self._missing.setText(missing)
        set_role(self._missing, role)

    def _tell(self) -> None:
        said = self._shown.said if self._shown is not None else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
