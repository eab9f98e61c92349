"""The field for one amount in 万元."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.number_edit import NumberEdit
from ui.widgets.number_reading import MoneyReading
from ynreview.kernel.money import Money


class MoneyEdit(NumberEdit):
    """An amount in 万元; with a ``step`` ↑ and ↓ go by it and nothing between is stored."""

    def __init__(self, step: Money | None = None, parent: QWidget | None = None) -> None:
        said = f"以万元计，步长 {step.wan} 万元" if step else "以万元计"
        super().__init__(MoneyReading(step), said, parent)

    @property
    def money(self) -> Money | None:
        """What is stored; None when nothing is."""
        value: Money | None = self.value
        return value

    def set_money(self, money: Money | None) -> None:
        """Show what the core holds."""
        self.set_value(money)
