"""What a table read again would change: old beside new, one field a line."""

from __future__ import annotations

from ui.models.table import ColumnSpec
from ui.theme.appearance import Look
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import StateDelegate
from ui.widgets.shapes import Shape

OF_CHANGE = {"新增": Shape.NOTE, "有改动": Shape.ATTENTION, "将移除": Shape.BLOCKED}
_CHANGE = 2


def changes_table(look: Look, *, named: str = "平台名称") -> DataTable:
    """Return a table for rows of ``ynreview.app.queries.ledger.ChangeLine``."""
    table = DataTable(
        (
            ColumnSpec("编号", lambda one: one.number, width=72),
            ColumnSpec(named, lambda one: one.name, width=176, tooltip=lambda one: one.name),
            ColumnSpec("变化", lambda one: one.change, width=80),
            ColumnSpec("项目", lambda one: one.heading, width=120, tooltip=lambda one: one.heading),
            ColumnSpec("原内容", lambda one: one.old, tooltip=lambda one: one.old),
            ColumnSpec("新内容", lambda one: one.new, tooltip=lambda one: one.new),
        ),
        frozen=1,
    )
    table.setAccessibleName("变化")
    table.setItemDelegateForColumn(
        _CHANGE, StateDelegate(look, lambda one: OF_CHANGE.get(one.change))
    )
    return table
