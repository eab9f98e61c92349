"""The model behind every table: orders, ties, empty values, many rows."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from ui.models.table import ColumnSpec, TableModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Row:
    number: str
    score: int | None


COLUMNS = (
    ColumnSpec("编号", lambda row: row.number),
    ColumnSpec(
        "得分",
        lambda row: "" if row.score is None else str(row.score),
        sort_key=lambda row: row.score,
        align_right=True,
    ),
)
ROWS = [Row("003", 9), Row("001", None), Row("004", 88), Row("002", 9)]


@pytest.fixture
def model() -> TableModel:
    found = TableModel(COLUMNS)
    found.show_rows(ROWS)
    return found


def numbers(model: TableModel) -> list[str]:
    return [row.number for row in model.rows]


def test_that_numbers_are_ordered_as_numbers_and_missing_ones_come_last(model: TableModel) -> None:
    model.sort(1, UP)
    assert numbers(model) == ["003", "002", "004", "001"]


def test_that_missing_ones_come_last_downwards_too_and_ties_keep_their_order(
    model: TableModel,
) -> None:
    model.sort(1, DOWN)
    assert numbers(model) == ["004", "003", "002", "001"]


def test_that_no_column_is_the_order_given(model: TableModel) -> None:
    model.sort(0, UP)
    model.sort(-1, UP)
    assert numbers(model) == ["003", "001", "004", "002"]


def test_that_new_rows_come_in_the_order_in_force(model: TableModel) -> None:
    model.sort(1, DOWN)
    model.show_rows([*ROWS, Row("005", 50)])
    assert numbers(model) == ["004", "005", "003", "002", "001"]


def test_that_a_changed_row_moves_to_its_new_place(model: TableModel) -> None:
    model.sort(1, DOWN)
    model.show_rows([replace(row, score=100) if row.number == "002" else row for row in ROWS])
    assert numbers(model)[0] == "002"
    assert model.index(0, 1).data() == "100"


def test_that_who_holds_a_place_follows_the_row(model: TableModel) -> None:
    held = QPersistentModelIndex(model.index(2, 0))
    model.sort(0, UP)
    assert held.data() == "004"
    assert held.row() == 3


def test_that_no_rows_are_no_trouble(model: TableModel) -> None:
    model.sort(1, UP)
    model.show_rows([])
    assert model.rowCount() == 0
    model.show_rows([])


def test_that_figures_stand_at_the_right_below_their_title(model: TableModel) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.index(0, 1).data(role) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight


def test_that_a_hundred_thousand_rows_are_ordered_by_asking_each_once() -> None:
    asked = []
    count = 100_000

    def score(row: int) -> int:
        asked.append(row)
        return row * 7919 % count

    model = TableModel([ColumnSpec("得分", str, sort_key=score)])
    model.show_rows(range(count))
    model.sort(0, UP)
    assert len(asked) == count
    assert [row * 7919 % count for row in model.rows] == list(range(count))
