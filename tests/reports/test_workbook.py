"""The workbook computes the program's result again, exactly, in a real spreadsheet program."""

import random
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import RoundingMode
from ynreview.reports.document import Mark, Quota, ResultReport, ScoreRow, ScoreTable, Threshold
from ynreview.reports.recount import differing_rows
from ynreview.reports.workbook import write_result_workbook

THRESHOLDS = (
    Threshold("优秀", Points(8500)),
    Threshold("良好", Points(7000)),
    Threshold("合格", Points(6000)),
    Threshold("不合格", Points(0)),
)
CHAIN = ("main_section_rate", "exact_mean", "panel_vote")
RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def _settled(value: Fraction, digits: int, mode: RoundingMode) -> Fraction:
    """Round by the decimal module: another way than the program's own."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        way = ROUND_HALF_UP if mode is RoundingMode.HALF_UP else ROUND_HALF_EVEN
        return Fraction(exact.quantize(Decimal(1).scaleb(-digits), rounding=way))


def _with_results(
    marks: Sequence[tuple[int, int, Sequence[Mark]]],
    *,
    mode: RoundingMode = RoundingMode.HALF_UP,
    digits: int = 2,
    trimming: bool = False,
    quota: bool = True,
) -> ScoreTable:
    """Build a table with the results computed straight from the definition.

    ``marks`` holds per entry the applicable full marks, those of the 主要指标 and the marks.
    """
    found = [_by_definition(*entry, mode, digits, trimming=trimming) for entry in marks]
    printed = [entry[0] for entry in found]
    seats = len(marks) // 10 if quota else 0
    proposals = _proposed(found, seats if quota else None)
    rows = tuple(
        ScoreRow(
            number=f"{index:03d}",
            name=f"云南省第{index}国际联合实验室",
            kind="联合实验室",
            applicable=Points(full),
            main_applicable=Points(main_full),
            marks=found[index][3],
            valid_experts=found[index][2],
            printed=printed[index],
            rank=_rank(printed, index),
            proposal=proposals[index],
            grade=proposals[index],
        )
        for index, (full, main_full, _) in enumerate(marks)
    )
    return ScoreTable(
        experts=tuple(f"E{index:02d}" for index in range(1, len(marks[0][2]) + 1)),
        rows=rows,
        rounding=mode,
        digits=digits,
        trimming=trimming,
        trim_from=7,
        floor=5,
        thresholds=THRESHOLDS,
        quota=Quota(len(marks), 1, 10, seats) if quota else None,
        tie_chain=CHAIN,
        main_section="研发能力与贡献",
    )


Found = tuple[Fraction | None, tuple[Fraction, Fraction], int, tuple[Mark, ...]]


def _by_definition(
    full: int,
    main_full: int,
    marks: Sequence[Mark],
    mode: RoundingMode,
    digits: int,
    *,
    trimming: bool,
) -> Found:
    valid = [mark for mark in marks if mark.scored is not None]
    kept = list(marks)
    if trimming and len(valid) >= 7:
        ordered = sorted(valid, key=lambda mark: mark.scored.hundredths)
        for extreme in (ordered[0], ordered[-1]):
            at = next(i for i, mark in enumerate(kept) if mark is extreme)
            kept[at] = replace(extreme, trimmed=True)
    counted = [mark for mark in kept if mark.is_counted]
    if not counted:
        return None, (Fraction(0), Fraction(0)), 0, tuple(kept)
    exact = sum(Fraction(100 * mark.scored.hundredths, full) for mark in counted) / len(counted)
    rate = Fraction(0)
    if main_full:
        rates = [Fraction(mark.main.hundredths, main_full) for mark in counted]
        rate = sum(rates) / len(rates)
    return _settled(exact, digits, mode), (rate, exact), len(valid), tuple(kept)


def _rank(printed: Sequence[Fraction | None], index: int) -> int | None:
    own = printed[index]
    if own is None:
        return None
    return 1 + sum(other is not None and other > own for other in printed)


def _proposed(found: Sequence[Found], seats: int | None) -> list[str]:
    keys = [(entry[0], *entry[1]) for entry in found]
    candidates = [
        key for key, entry in zip(keys, found, strict=True) if entry[2] >= 5 and key[0] >= 85
    ]
    grades = []
    for key, entry in zip(keys, found, strict=True):
        score = entry[0]
        if entry[2] < 5:
            grades.append("有效专家不足")
        elif score >= 85 and seats is not None:
            before = sum(other > key for other in candidates)
            level = sum(other == key for other in candidates)
            tied = "并列待定" if before < seats else "良好，因名额"
            grades.append("优秀" if before + level <= seats else tied)
        else:
            grades.append(next(t.label for t in THRESHOLDS if score >= t.at_least.fraction))
    return grades


def _expert_marks(chance: random.Random, full: int, main_full: int, low: int) -> Mark:
    if chance.random() < 0.12:
        return Mark(None, reason=chance.choice(("回避", "缺席", "作废", "未收")))
    share = chance.randint(low, 100)
    step = chance.choice((1, 5, 50))
    scored = min(full, full * share // 100 // step * step)
    return Mark(Points(scored), Points(min(scored, main_full * share // 100)))


def _random_table(seed: int, entries: int, experts: int, **settings: object) -> ScoreTable:
    chance = random.Random(seed)  # noqa: S311 - the same cases every time
    drawn = []
    for _ in range(entries):
        full, main_full = chance.choice(
            ((10000, 3000), (9000, 2700), (8800, 2500), (6600, 2000), (9300, 0), (2700, 900))
        )
        low = chance.choice((50, 84, 98))
        drawn.append(
            (full, main_full, [_expert_marks(chance, full, main_full, low) for _ in range(experts)])
        )
    return _with_results(drawn, **settings)


def _even(
    points: Sequence[int], full: int = 10000, main: int = 2700
) -> tuple[int, int, list[Mark]]:
    return full, 3000, [Mark(Points(value), Points(main)) for value in points]


def _edge_entries() -> list[tuple[int, int, list[Mark]]]:
    """Cases that binary floating point gets wrong, ties, and the cut."""
    return [
        _even([9000, 8998, 8999, 8999, 8998, 8997, 8999, 8998]),  # 89.985 exactly
        _even([8999, 8998] * 4),
        _even([8858] * 8),
        _even([8858] * 8),
        _even([8858] * 8, main=2701),
        _even([8499, 8500] * 4),
        _even([0] * 8),
        (8700, 2400, [Mark(Points(7717 + i), Points(2000)) for i in range(8)]),
        (6600, 2000, [Mark(Points(5939), Points(1800))] * 8),
        (10000, 3000, [Mark(None, reason="回避")] * 8),
        (10000, 3000, [*[Mark(Points(9500), Points(3000))] * 4, *[Mark(None, reason="缺席")] * 4]),
        *[_even([7000 + 50 * i] * 8) for i in range(12)],
    ]


def _tables() -> dict[str, ScoreTable]:
    up, even = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN
    return {
        "edge_up": _with_results(_edge_entries()),
        "edge_even": _with_results(_edge_entries(), mode=even),
        "edge_trimmed": _with_results(_edge_entries(), trimming=True),
        "many": _random_table(1, 140, 9, mode=up),
        "trimmed": _random_table(2, 60, 7, mode=up, trimming=True),
        "even_digit": _random_table(3, 60, 5, mode=even, digits=1),
        "four_digits": _random_table(4, 60, 15, mode=up, digits=4, trimming=True),
        "no_quota": _random_table(5, 30, 6, mode=up, quota=False),
    }


@pytest.fixture(scope="module")
def tables() -> Mapping[str, ScoreTable]:
    return _tables()


def _written(report: ResultReport, table: ScoreTable) -> bytes:
    target = BytesIO()
    write_result_workbook(report, table, target)
    return target.getvalue()


def _without_cached_values(content: bytes) -> bytes:
    """Take every stored result away, so that only a real recalculation can give one."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as bare:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            bare.writestr(name, part)
    return target.getvalue()


@pytest.fixture(scope="module")
def recalculated(
    report: ResultReport,
    tables: Mapping[str, ScoreTable],
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, openpyxl.Workbook]:
    """Every table as LibreOffice computes it, in one run."""
    folder = tmp_path_factory.mktemp("recalculated")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS, encoding="utf-8")
    sources = [folder / f"{name}.xlsx" for name in tables]
    for source, table in zip(sources, tables.values(), strict=True):
        source.write_bytes(_without_cached_values(_written(report, table)))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            *("--convert-to", "xlsx", "--outdir", str(folder / "out")),
            *map(str, sources),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: _values(folder / "out" / f"{name}.xlsx") for name in tables}


def _values(source: Path | BytesIO) -> openpyxl.Workbook:
    return openpyxl.load_workbook(source, data_only=True)


def _column(book: openpyxl.Workbook, sheet: str, head: str) -> list[object]:
    cells = book[sheet]
    heads = [cell.value for cell in cells[4]]
    at = heads.index(head) + 1
    return [cells.cell(row, at).value for row in range(5, cells.max_row + 1)]


NAMES = tuple(_tables())


@pytest.mark.parametrize("name", NAMES)
def test_that_a_spreadsheet_program_computes_every_score_and_rank_exactly(
    name: str, tables: Mapping[str, ScoreTable], recalculated: Mapping[str, openpyxl.Workbook]
):
    table, book = tables[name], recalculated[name]
    scale = 10**table.digits

    scores = _column(book, "得分", "得分")
    units = _column(book, "得分", "修约后得分（末位为单位）")
    ranks = _column(book, "得分", "名次")

    expected = [row.printed for row in table.rows]
    assert units == [-1 if value is None else int(value * scale) for value in expected]
    assert scores == ["—" if value is None else float(value) for value in expected]
    assert ranks == [row.rank or "—" for row in table.rows]
    assert _column(book, "得分", "有效专家") == [row.valid_experts for row in table.rows]
    assert set(_column(book, "得分", "核对")) == {"一致"}


@pytest.mark.parametrize("name", NAMES)
def test_that_a_spreadsheet_program_proposes_the_same_grades_inside_the_quota(
    name: str, tables: Mapping[str, ScoreTable], recalculated: Mapping[str, openpyxl.Workbook]
):
    table, book = tables[name], recalculated[name]

    proposals = _column(book, "名额", "规则建议")

    assert proposals == [row.proposal for row in table.rows]
    assert set(_column(book, "名额", "核对")) == {"一致"}
    if table.quota:
        settings = {row[0]: row[1] for row in book["设定"].iter_rows(values_only=True)}
        assert settings["优秀名额"] == table.quota.places
        assert proposals.count("优秀") <= table.quota.places


def test_that_a_half_hundredth_goes_up_or_to_even_as_the_round_has_set(
    recalculated: Mapping[str, openpyxl.Workbook],
):
    assert _column(recalculated["edge_up"], "得分", "得分")[0] == 89.99
    assert _column(recalculated["edge_even"], "得分", "得分")[0] == 89.98


def test_that_a_tie_on_the_cut_is_left_to_the_panel(
    recalculated: Mapping[str, openpyxl.Workbook],
):
    proposals = _column(recalculated["edge_up"], "名额", "规则建议")
    assert proposals[0] == "优秀"
    assert "并列待定" not in proposals[2:5]
    assert _column(recalculated["edge_trimmed"], "名额", "完全相同的平台数")[2] == 2


@pytest.mark.parametrize("name", NAMES)
def test_that_viewers_without_recalculation_show_the_same_values(
    name: str,
    report: ResultReport,
    tables: Mapping[str, ScoreTable],
    recalculated: Mapping[str, openpyxl.Workbook],
):
    cached = _values(BytesIO(_written(report, tables[name])))
    computed = recalculated[name]

    for sheet in cached.sheetnames:
        for cached_row, row in zip(
            cached[sheet].iter_rows(values_only=True),
            computed[sheet].iter_rows(values_only=True),
            strict=True,
        ):
            assert [_comparable(cell) for cell in cached_row] == [_comparable(c) for c in row]


def _comparable(cell: object) -> object:
    if isinstance(cell, float):
        return pytest.approx(cell, rel=1e-12)
    return None if cell == "" else cell


def test_that_no_formula_rounds_a_mean(report: ResultReport, tables: Mapping[str, ScoreTable]):
    book = openpyxl.load_workbook(BytesIO(_written(report, tables["edge_up"])))
    formulas = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f"
    ]
    assert len(formulas) > 300
    assert not [formula for formula in formulas if "AVERAGE" in formula]
    assert all("*100,0)" in part or "^" in part for f in formulas for part in f.split("ROUND(")[1:])


def test_that_equal_values_give_equal_bytes(report: ResultReport, tables: Mapping[str, ScoreTable]):
    table = tables["edge_up"]
    assert _written(report, table) == _written(report, table)


def test_that_a_workbook_never_contradicts_the_program(
    report: ResultReport, tables: Mapping[str, ScoreTable]
):
    table = tables["edge_up"]
    wrong = replace(table.rows[0], printed=Fraction(8998, 100))
    contradicting = replace(table, rows=(wrong, *table.rows[1:]))
    target = BytesIO()

    with pytest.raises(ValueError, match="000"):
        write_result_workbook(report, contradicting, target)

    assert target.getvalue() == b""
    assert differing_rows(table) == ()


def test_that_a_quota_that_is_not_the_rule_s_is_named(tables: Mapping[str, ScoreTable]):
    table = tables["edge_up"]
    generous = replace(table, quota=Quota(23, 1, 10, 3))
    assert "quota" in differing_rows(generous)


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "001"])
def test_that_text_from_outside_never_becomes_a_formula(
    name: str, report: ResultReport, tables: Mapping[str, ScoreTable]
):
    table = tables["no_quota"]
    odd = replace(table, rows=(replace(table.rows[0], name=name, number=name), *table.rows[1:]))

    book = openpyxl.load_workbook(BytesIO(_written(replace(report, title=name), odd)))

    cell = book["得分"]["C5"]
    assert (cell.value, cell.data_type) == (name, "s")
    assert book["得分"]["B5"].data_type == "s"
    assert book["说明"]["A1"].data_type == "s"
    assert cell.quotePrefix == (name != "001")


def test_that_sheets_print_on_a4_with_the_result_code_at_the_foot(
    report: ResultReport, tables: Mapping[str, ScoreTable]
):
    book = openpyxl.load_workbook(BytesIO(_written(report, tables["edge_up"])))
    assert book.sheetnames == ["说明", "设定", "得分", "主要指标", "名额"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert report.result_code in sheet.oddFooter.left.text
        assert "工作秘密" in sheet.oddHeader.left.text
    assert book["得分"].freeze_panes == "D5"
    assert book["得分"].print_title_rows == "$4:$4"


def test_that_the_workbook_prints_reason_and_window_when_the_day_lies_outside(
    report: ResultReport, tables: Mapping[str, ScoreTable]
):
    book = openpyxl.load_workbook(BytesIO(_written(report, tables["no_quota"])))
    lines = [row[0] for row in book["说明"].iter_rows(min_row=4, values_only=True)]
    assert "不在本办法有效期（2022年3月9日至2025年3月8日）内" in lines[0]
    assert report.reason in lines[0]


def test_that_a_row_without_a_mark_for_every_expert_is_refused():
    table = _with_results(_edge_entries()[:2], quota=False)
    with pytest.raises(ValueError, match="one mark for each expert"):
        replace(table, experts=("E01",))
