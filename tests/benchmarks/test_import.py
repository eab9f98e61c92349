"""A ledger of ten thousand rows against the bare reader of its values."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from ynreview.intake.platforms import read_platforms
from ynreview.kernel.terms import EvaluationType

pytestmark = pytest.mark.benchmark
Compare = Callable[..., float]
ROWS = 10_000
ALLOWED, SECONDS = 1.5, 2.0
HEADINGS = (
    *("编号", "平台名称", "平台类型", "子类", "研究方向", "牵头单位", "牵头单位性质", "参与单位"),
    *("国外参与单位", "合作国家（地区）", "境外实体所在地", "推荐部门", "牵头单位设立日期"),
    *("合作开始日期", "合作协议", "专职科技人员数", "外籍研究人员数", "主任聘用方式"),
    *("主任聘期（年）", "近五年牵头任务数", "近五年参与任务数", "近五年研发转化项数"),
    *("申请经费（万元）", "省级财政科技经费（万元）", "财政资助资金（万元）"),
    *("自筹货币资金（万元）", "实施开始日期", "实施结束日期", "验收通过日期", "年度报告"),
    *("已获后评估奖补", "状态", "备注"),
)


def a_row(n: int) -> list[object]:
    day = date(2015, 1, 1) + timedelta(days=n % 900)
    return [
        *(f"{n:05d}", f"云南省第{n}号资源与生态国际联合实验室", "联合实验室", "多边共建"),
        *(f"方向{n}、资源评价{n % 97}", f"云岭大学{n % 311}院", "高校", f"单位{n}、单位{n + 1}"),
        *(f"University {n}", "老挝、越南", "", f"部门{n % 17}", day, day, "是", 20 + n % 40),
        *(n % 9, "编制内", n % 5, n % 30, n % 20, f"{n % 12}", n % 300 + 0.5, n % 211, n % 400),
        *(n % 700 + 0.25, day, day + timedelta(days=1000), day + timedelta(days=1100)),
        *("2019、2020、2021", "否", "参评", f"第 {n} 行的备注"),
    ]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "台账.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet("台账")
        sheet.write_row(0, 0, HEADINGS)
        for n in range(ROWS):
            sheet.write_row(n + 1, 0, a_row(n))
    return path


def test_that_ten_thousand_rows_are_read_and_checked_at_once(compare: Compare, ledger: Path):
    assert len(HEADINGS) == 33
    assert read_platforms(ledger, EvaluationType.POST_EVALUATION).accepted == ROWS
    least: list[float] = []

    def bare() -> None:
        begun = time.process_time()
        CalamineWorkbook.from_path(ledger).get_sheet_by_index(0).to_python()
        least.append(time.process_time() - begun)

    ratio = compare(
        f"reading {ROWS} × {len(HEADINGS)}, checked, against bare",
        lambda: read_platforms(ledger, EvaluationType.POST_EVALUATION),
        bare,
        clock=time.process_time,
    )

    floor = min(least)
    assert ratio * floor <= ALLOWED * floor + SECONDS
