"""The table on screen: keys, clicks on the header, copying, frozen columns, text size."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QToolTip

from ui.models.table import ColumnSpec
from ui.theme.appearance import Look
from ui.widgets.data_table import DataTable

KEYS, NO_KEY, LEFT = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
NAME = "云南省热带作物病虫害绿色防控与生物多样性国际联合实验室"


@dataclass(frozen=True)
class Row:
    number: str
    name: str
    score: int


COLUMNS = (
    ColumnSpec("编号", lambda row: row.number, width=64),
    ColumnSpec("平台名称", lambda row: row.name),
    ColumnSpec(
        "得分", lambda row: f"{row.score}.00", lambda row: row.score, align_right=True, width=90
    ),
    *(ColumnSpec(f"专家{n}", lambda row, n=n: str(row.score + n), width=120) for n in range(1, 8)),
)
ROWS = [Row("002", NAME, 70), Row("001", "甲", 90), Row("003", "乙", 80)]


@pytest.fixture
def table(stage: Callable) -> DataTable:
    found = DataTable(COLUMNS, frozen=2, key=lambda row: row.number)
    found.setAccessibleName("得分汇总")
    found.show_rows(ROWS)
    found.place = stage(found)
    return found


def shown(table: DataTable) -> list[str]:
    return [row.number for row in table.table_model.rows]


def click_header(table: DataTable, column: int) -> None:
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, NO_KEY, at)


def test_that_arriving_by_key_shows_where_one_is(table: DataTable) -> None:
    assert table.current_row() == ROWS[0]
    assert table.selectionModel().isRowSelected(0)


def test_that_arrows_home_and_end_walk_the_rows(table: DataTable) -> None:
    arrived = QSignalSpy(table.current_row_changed)
    QTest.keyClick(table, KEYS.Key_Down)
    QTest.keyClick(table, KEYS.Key_End)
    QTest.keyClick(table, KEYS.Key_Home)
    assert [arrived.at(n)[0].number for n in range(arrived.count())] == ["001", "003", "002"]


def test_that_enter_opens_the_row_one_is_on(table: DataTable) -> None:
    opened = QSignalSpy(table.activated_row)
    QTest.keyClick(table, KEYS.Key_Down)
    QTest.keyClick(table, KEYS.Key_Return)
    assert opened.at(0)[0] == ROWS[1]


def test_that_a_double_click_opens_a_row_in_both_parts(table: DataTable) -> None:
    opened = QSignalSpy(table.activated_row)
    for view, column in ((table, 2), (table._frozen, 0)):
        at = view.visualRect(table.table_model.index(2, column)).center()
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, at)
        QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, at)
    assert [opened.at(n)[0].number for n in range(opened.count())] == ["003", "003"]


def test_that_tab_leaves_the_table(table: DataTable) -> None:
    QTest.keyClick(table, KEYS.Key_Tab)
    assert not table.hasFocus()


def test_that_clicks_on_a_header_order_up_down_and_as_given(table: DataTable) -> None:
    click_header(table, 2)
    assert shown(table) == ["002", "003", "001"]
    assert table.horizontalHeader().sortIndicatorSection() == 2
    click_header(table, 2)
    assert shown(table) == ["001", "003", "002"]
    click_header(table, 2)
    assert shown(table) == ["002", "001", "003"]


def test_that_a_click_on_a_frozen_header_orders_both_parts(table: DataTable) -> None:
    click_header(table._frozen, 0)
    assert shown(table) == ["001", "002", "003"]
    assert table.horizontalHeader().sortIndicatorSection() == 0
    click_header(table, 2)
    assert table._frozen.horizontalHeader().sortIndicatorSection() == 2


def test_that_the_row_one_is_on_is_found_again_after_new_rows(table: DataTable) -> None:
    table.select_where(lambda row: row.number == "003")
    arrived = QSignalSpy(table.current_row_changed)
    table.show_rows([Row("000", "丙", 10), *ROWS])
    assert table.current_row() == ROWS[2]
    assert arrived.count() == 0
    table.show_rows([replace(row, score=row.score + 1) for row in ROWS])
    assert table.current_row() == Row("003", "乙", 81)
    assert arrived.at(0)[0] == Row("003", "乙", 81)


def test_that_a_row_that_is_gone_leaves_no_other_in_its_place(table: DataTable) -> None:
    table.select_where(lambda row: row.number == "003")
    arrived = QSignalSpy(table.current_row_changed)
    table.show_rows(ROWS[:2])
    assert table.current_row() is None
    assert arrived.at(0)[0] is None
    assert not table.select_where(lambda row: row.number == "003")


def test_that_one_row_is_copied_as_text(table: DataTable) -> None:
    QTest.keySequence(table, QKeySequence.StandardKey.Copy)
    assert QApplication.clipboard().text().split("\t")[:3] == ["002", NAME, "70.00"]


def test_that_several_rows_are_copied_below_their_titles_in_the_order_seen(
    table: DataTable,
) -> None:
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.selectAll()
    QTest.keySequence(table, QKeySequence.StandardKey.Copy)
    lines = QApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in lines] == ["编号", "001", "002", "003"]


def test_that_a_cell_of_two_lines_stays_one_cell_when_copied(table: DataTable) -> None:
    table.show_rows([Row("002", "上\n下\t右", 1), *ROWS[1:]])
    assert table.copied_text().split("\t")[1] == "上 下 右"


def test_that_identity_columns_never_scroll_away(table: DataTable) -> None:
    frozen = table._frozen
    assert table.horizontalScrollBar().maximum() > 0
    before = frozen.visualRect(table.table_model.index(0, 0)).x()
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    assert frozen.visualRect(table.table_model.index(0, 0)).x() == before
    assert table.visualRect(table.table_model.index(0, 0)).x() < 0
    assert frozen.width() == table.columnWidth(0) + table.columnWidth(1)
    assert frozen.isVisible()


def test_that_both_parts_scroll_down_together_row_by_row(table: DataTable) -> None:
    table.show_rows([Row(f"{n:03}", "甲", n) for n in range(200)])
    table.scrollToBottom()
    last = table.table_model.index(199, 0)
    assert table._frozen.visualRect(last).y() == table.visualRect(last).y()
    assert table._frozen.rowHeight(7) == table.rowHeight(7)


def test_that_a_frozen_column_made_wider_stays_over_its_own(table: DataTable) -> None:
    table._frozen.horizontalHeader().resizeSection(0, 100)
    assert table.columnWidth(0) == 100
    assert table._frozen.width() == 100 + table.columnWidth(1)


def test_that_widths_chosen_by_hand_are_kept(table: DataTable) -> None:
    table.horizontalHeader().resizeSection(2, 133)
    table.place.resize(900, 420)
    QApplication.processEvents()
    assert table.columnWidth(2) == 133


def test_that_the_room_left_goes_to_the_names(table: DataTable) -> None:
    table.place.resize(2000, 420)
    QApplication.processEvents()
    whole = sum(table.columnWidth(n) for n in range(len(COLUMNS)))
    assert table.columnWidth(1) > 400
    assert whole == table.viewport().width()


def test_that_rows_grow_with_the_text(table: DataTable, look: Look) -> None:
    assert table.rowHeight(0) == 36
    for _ in range(5):
        look.resize_text(1)
    QApplication.processEvents()
    assert table.rowHeight(0) == 36 * 22 // 14
    assert table._frozen.rowHeight(0) == table.rowHeight(0)


def test_that_a_text_cut_short_is_told_whole(table: DataTable) -> None:
    index = table.table_model.index(0, 1)
    view = table._frozen
    at = view.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == NAME
    QToolTip.hideText()


def test_that_a_frame_asks_each_cell_in_view_once_and_no_other(stage: Callable) -> None:
    asked = []

    def text(row: int) -> str:
        asked.append(row)
        return str(row)

    table = DataTable([ColumnSpec("编号", text)])
    stage(table)
    table.show_rows(range(100_000))
    QApplication.processEvents()
    asked.clear()
    table.viewport().grab()
    in_view = table.viewport().height() // table.rowHeight(0) + 1
    assert asked == list(range(in_view))
