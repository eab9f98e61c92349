"""Guards against what was seen to go wrong: lost references to None, widgets that stay."""

import gc
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.models.table import ColumnSpec
from ui.theme.appearance import Look
from ui.widgets.citation import Citation
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import HeatDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.findings import FindingList
from ui.widgets.layout import card
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.package_drop import PackageDrop
from ui.widgets.points_edit import PointsEdit
from ui.widgets.refusal import Refusal
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.points import Points

CALLS = 500


@pytest.mark.usefixtures("qapp")
def test_that_calls_into_qt_lose_no_reference_to_none() -> None:
    label = QLabel()
    label.setText("warm")
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < CALLS // 10


def everything(look: Look) -> QWidget:
    table = DataTable([ColumnSpec("得分", str), ColumnSpec("编号", str)], frozen=1)
    table.setItemDelegateForColumn(1, HeatDelegate(look, lambda _: 1))
    table.show_rows(range(50))
    findings, refusal = FindingList(), Refusal()
    findings.show_findings([Finding("app.reason_missing", Severity.BLOCKING, "001")])
    refusal.tell("请写明理由。")
    return card(
        *(table, findings, refusal, PointsEdit(Points(1000), Points(50)), MoneyEdit()),
        *(Citation(("第十八条",)), CodeLabel("身份核对码"), EmptyState("没有", "导入", list)),
        PackageDrop("拖到这里", "选择文件", list),
        title="全部",
    )


def test_that_widgets_closed_are_widgets_gone(qapp: QApplication, look: Look) -> None:
    def round_trip() -> None:
        whole = everything(look)
        whole.show()
        QCoreApplication.processEvents()
        whole.close()
        whole.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def alive() -> int:
        gc.collect()
        return len(qapp.allWidgets())

    round_trip()
    before = alive()
    for _ in range(5):
        round_trip()
    assert alive() == before


def test_that_python_lets_go_of_a_widget_too(look: Look) -> None:
    def kept() -> int:
        gc.collect()
        kinds = (DataTable, FindingList, PointsEdit, Citation, PackageDrop)
        return sum(isinstance(one, kinds) for one in gc.get_objects())

    def make_and_drop() -> None:
        whole = everything(look)
        whole.deleteLater()
        del whole
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    before = kept()
    for _ in range(3):
        make_and_drop()
    assert kept() == before


def test_that_every_control_has_a_name_and_a_way_in_by_key(stage: Callable, look: Look) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

    whole = everything(look)
    for kind, name in ((PointsEdit, "得分"), (MoneyEdit, "金额"), (DataTable, "得分汇总")):
        whole.findChild(kind).setAccessibleName(name)
    stage(whole)
    controls = [
        one
        for kind in (QAbstractButton, QLineEdit, QTableView)
        for one in whole.findChildren(kind)
        if one.isVisible() and type(one).__name__ not in {"QTableCornerButton", "FrozenColumns"}
    ]
    assert len(controls) > 5
    assert [one for one in controls if not one.accessibleName()] == []
    policy = Qt.FocusPolicy.TabFocus
    assert [one for one in controls if one.isEnabled() and not one.focusPolicy() & policy] == []
