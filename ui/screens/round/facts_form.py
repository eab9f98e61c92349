"""The facts of the round as fields that store themselves when they are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.screens.round import presenter
from ui.widgets.layout import label, prose

if TYPE_CHECKING:
    from ynreview.app.queries.round_view import SetupView
    from ynreview.panel.round import RoundSetup

_SLIM = 36  # characters side by side, below which the fields stand in one column


class FactField(QWidget):
    """One fact: ``stored`` carries its name and value once it was changed and can be read."""

    stored = Signal(str, object)

    def __init__(self, fact: presenter.Fact) -> None:
        super().__init__()
        self.fact = fact
        self._kept = ""
        self.edit = QLineEdit()
        self.edit.setAccessibleName(fact.caption)
        self.edit.setPlaceholderText(fact.hint)
        self.edit.editingFinished.connect(self.settle)
        head = label(fact.caption, "muted")
        head.setBuddy(self.edit)
        self.told: QLabel = prose("", "danger")
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for one in (head, self.edit, self.told):
            column.addWidget(one)

    def show_setup(self, setup: RoundSetup) -> None:
        """Show what is kept, unless something else is being typed."""
        text = self.fact.write(getattr(setup, self.fact.name))
        typing = self.edit.hasFocus() and self.edit.text() != self._kept
        if not typing and not self.told.text():
            self.edit.setText(text)
        self._kept = text

    def settle(self) -> bool:
        """Store what was typed; returns whether it could be read."""
        text = self.edit.text()
        try:
            value = self.fact.read(text)
        except ValueError as error:
            self._tell(str(error))
            return False
        self._tell("")
        if text != self._kept:
            self._kept = text
            self.stored.emit(self.fact.name, value)
        return True

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.edit.setProperty("state", "impossible" if text else "")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)


class FactsForm(QWidget):
    """The fields in two columns, or one where there is no room."""

    stored = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[FactField, ...] = ()
        self._slim: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._fixed, self._skipped = prose("", "muted"), prose("", "muted")

    def show_view(self, view: SetupView) -> None:
        """Show the facts of the round."""
        if not self._fields:
            self._fields = tuple(FactField(one) for one in presenter.facts_of(view.setup.type))
            for field in self._fields:
                field.stored.connect(self.stored)
            self._arrange()
        for field in self._fields:
            field.show_setup(view.setup)
            field.edit.setReadOnly(view.issued)
        self._fixed.setText(presenter.fixed_text(view))
        self._skipped.setText(presenter.skipped_text(view.setup))
        self._skipped.setVisible(bool(self._skipped.text()))

    def settle(self) -> bool:
        """Store every field; returns whether all could be read."""
        readable = [field.settle() for field in self._fields]
        return all(readable)

    def point_at(self, name: str) -> None:
        """Go to a field."""
        for field in self._fields:
            if field.fact.name == name:
                field.edit.setFocus()

    def _is_slim(self) -> bool:
        return self.width() < _SLIM * self.fontMetrics().horizontalAdvance("字")

    def _arrange(self) -> None:
        slim = self._slim = self._is_slim()
        place = 0
        for field in self._fields:
            whole = slim or field.fact.wide
            place += place % 2 if whole else 0
            self._grid.addWidget(field, place // 2, place % 2, 1, 2 if whole else 1)
            place += 2 if whole else 1
        for below, one in enumerate((self._fixed, self._skipped), start=1):
            self._grid.addWidget(one, place // 2 + below, 0, 1, 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fields and self._is_slim() is not self._slim:
            self._arrange()
