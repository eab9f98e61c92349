"""All widgets together in both themes and three widths: for the eye, when pictures are wanted."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from ui.models.table import ColumnSpec
from ui.theme.appearance import Look
from ui.theme.tokens import Appearance
from ui.widgets.citation import Citation
from ui.widgets.code_label import CodeLabel
from ui.widgets.data_table import DataTable
from ui.widgets.delegates import HeatDelegate, StateDelegate
from ui.widgets.empty_state import EmptyState
from ui.widgets.findings import FindingList
from ui.widgets.layout import button, card, column, field, prose, row
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.package_drop import PackageDrop
from ui.widgets.points_edit import PointsEdit
from ui.widgets.refusal import Refusal
from ui.widgets.shapes import Shape
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.points import Points

NAMES = ("云南省热带作物病虫害绿色防控国际联合实验室", "云南省光伏制氢国际联合研发中心")
STATES = {
    "已提交": Shape.DONE,
    "缺 3 项": Shape.PARTIAL,
    "未评": Shape.OPEN,
    "回避": Shape.RECUSED,
    "材料待更正": Shape.ATTENTION,
    "须重新确认": Shape.AGAIN,
}
FINDINGS = (
    Finding("app.no_excellent", Severity.NOTE, "", {"count": 7, "share": "10%"}, ("第二十四条",)),
    Finding(
        "app.panel_even", Severity.WARNING, "E03", {"panel": "第一组", "count": 6}, ("会次设定",)
    ),
    Finding("app.reason_missing", Severity.BLOCKING, "012"),
)
QUOTA = "参评 23 个，优秀名额 2 个（10% 取整，第二十四条），已评 2 个。结果没有变化。"


def scores(look: Look) -> DataTable:
    columns = [
        ColumnSpec("名次", str, int, align_right=True, width=64),
        ColumnSpec("平台名称", lambda n: NAMES[n % 2]),
        ColumnSpec("状态", lambda n: list(STATES)[n % 6], width=130),
        *(ColumnSpec(f"专家{k}", lambda n, k=k: f"{90 - n + k}.0", width=90) for k in range(7)),
    ]
    table = DataTable(columns, frozen=2)
    table.setAccessibleName("得分汇总")
    table.setItemDelegateForColumn(2, StateDelegate(look, lambda n: list(STATES.values())[n % 6]))
    for k in range(7):
        heat = HeatDelegate(look, lambda n, k=k: (n + k) % 5 - 2)
        table.setItemDelegateForColumn(3 + k, heat)
    table.show_rows(range(12))
    return table


def gallery(look: Look) -> QWidget:
    points, impossible, said = PointsEdit(Points(1000), Points(50)), None, prose(role="danger")
    points.set_points(Points(850))
    impossible = PointsEdit(Points(1000), Points(50))
    impossible.impossible.connect(said.setText)
    impossible.setText("8.3")
    impossible.settle()
    findings, refusal, code = FindingList(), Refusal(), CodeLabel("身份核对码")
    findings.show_findings(FINDINGS)
    refusal.tell(QUOTA)
    code.show_code("81JM-XW0M-VJSV-NP4H")
    fields = row(
        field("得分", points), field("不可能", impossible), field("金额", MoneyEdit()), None
    )
    cited = Citation(("第三条第（一）项", "第十八条"))
    left = column(card(fields, said, cited, title="3.1 队伍"), refusal, card(findings), None)
    right = column(
        card(code),
        PackageDrop("把任务包拖到这里，或", "选择文件"),
        card(EmptyState("还没有参评平台。请导入平台台账。", "选择文件")),
        row(None, button("作废定稿 1", "danger"), button("完成，看下一个", "primary")),
    )
    whole, above = QWidget(), QHBoxLayout()
    above.addLayout(left, 3)
    above.addLayout(right, 2)
    below = QVBoxLayout(whole)
    below.addLayout(above)
    below.addWidget(scores(look), 1)
    return whole


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK], indirect=True)
@pytest.mark.parametrize("width", [683, 1000, 1366])
def test_that_all_widgets_find_room_side_by_side(
    qtbot: Callable, look: Look, shoot: Callable, width: int
) -> None:
    whole = gallery(look)
    qtbot.addWidget(whole)
    whole.resize(width, 900)
    whole.show()
    QApplication.processEvents()
    shoot(whole, "widgets")
    assert whole.width() == width
    assert whole.findChild(QTableView).height() > 100
