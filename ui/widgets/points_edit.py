"""The field for the marks of one item."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.number_edit import NumberEdit
from ui.widgets.number_reading import PointsReading
from ynreview.kernel.points import Points


class PointsEdit(NumberEdit):
    """Marks from 0 to ``full`` on ``step``; accepts 8.5, ８．５, 8。5 and 8,5 alike."""

    def __init__(self, full: Points, step: Points, parent: QWidget | None = None) -> None:
        reading = PointsReading(full, step)
        said = f"0 至 {reading.write(full)} 分，步长 {reading.write(step)} 分"
        super().__init__(reading, said, parent)

    @property
    def points(self) -> Points | None:
        """What is stored; None is 未填, never 0."""
        value: Points | None = self.value
        return value

    def set_points(self, points: Points | None) -> None:
        """Show what the core holds."""
        self.set_value(points)
