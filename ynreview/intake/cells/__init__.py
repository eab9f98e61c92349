"""What one cell means: one reader per sort of column; a reader refuses rather than guesses."""

from ynreview.intake.cells.reading import Oddity, Reading, Unreadable
from ynreview.intake.cells.registry import expectation, read_cell

__all__ = ["Oddity", "Reading", "Unreadable", "expectation", "read_cell"]
