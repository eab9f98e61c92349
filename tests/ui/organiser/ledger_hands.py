"""What an organiser does with a table read from a file, by keys."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.application import Application
from ui.preparation.reading import PreparationReading
from ui.widgets.data_table import DataTable
from ui.widgets.refusal import Refusal


def settled(application: Application, qtbot: object) -> None:
    """Wait for the work and for the check list beside it."""
    reading = PreparationReading.of(application.workspace)
    qtbot.waitUntil(lambda: not application.tasks.is_busy, timeout=30_000)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not reading.is_reading, timeout=30_000)  # type: ignore[attr-defined]
    QApplication.processEvents()


def press(place: QWidget, name: str) -> None:
    buttons = place.findChildren(QAbstractButton)
    one = next(b for b in buttons if b.accessibleName() == name and b.isVisible())
    assert one.isEnabled(), name
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)
    QApplication.processEvents()


def offered(place: QWidget, name: str) -> bool:
    buttons = place.findChildren(QAbstractButton)
    return any(b.accessibleName() == name and b.isVisible() for b in buttons)


def table(place: QWidget, name: str) -> DataTable:
    return next(one for one in place.findChildren(DataTable) if one.accessibleName() == name)


def refused(place: QWidget) -> str:
    return "".join(one.text for one in place.findChildren(Refusal))


def book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    made = openpyxl.Workbook()
    made.active.title = "台账"
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path
