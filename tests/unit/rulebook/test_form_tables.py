"""A form as tables and back: nothing lost, every fault with its cell."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.messages import explain, label
from ynreview.rulebook import form_edits as edits
from ynreview.rulebook.form_edits import ItemPlace
from ynreview.rulebook.form_table_reading import FormReading, ReadRow, ReadTable, tables_to_form
from ynreview.rulebook.form_tables import TextTable, form_to_tables, share_text, vocabulary
from ynreview.rulebook.forms import ScoreForm, SectionKind, default_anchors, shipped_form

Change = Mapping[tuple[str, int, str], str]


def read_tables(form: ScoreForm, change: Change | None = None) -> tuple[ReadTable, ...]:
    """Return the form's tables as a workbook would give them, some cells changed.

    ``change`` maps (sheet, row below the headings, heading) to another text.
    """
    return tuple(_read(table, change or {}) for table in form_to_tables(form, label))


def _read(table: TextTable, change: Change) -> ReadTable:
    letters = {text: chr(ord("A") + at) for at, text in enumerate(table.headings)}
    rows = []
    for place, row in enumerate(table.rows):
        cells = dict(zip(table.headings, row, strict=True))
        cells |= {
            name: text for (of, at, name), text in change.items() if (of, at) == (table.name, place)
        }
        rows.append(ReadRow(place + 2, cells))
    return ReadTable(table.name, letters, tuple(rows))


def reading_of(form: ScoreForm, change: Change | None = None) -> FormReading:
    return tables_to_form(read_tables(form, change), form, default_anchors(), label)


@pytest.fixture
def form() -> ScoreForm:
    return shipped_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY)


@pytest.mark.parametrize("form_type", EvaluationType)
@pytest.mark.parametrize("kind", PlatformKind)
def test_that_every_shipped_form_comes_back_equal(form_type: EvaluationType, kind: PlatformKind):
    form = shipped_form(form_type, kind)

    reading = reading_of(form)

    assert reading.findings == ()
    assert reading.form == form


def test_that_extras_and_sections_without_items_come_back_equal(form: ScoreForm):
    wider = edits.add_section(form, "加分项")
    bonus = replace(wider.sections[4], kind=SectionKind.BONUS, full=Points.parse("5"))
    wider = edits.with_section(wider, 4, bonus)

    assert reading_of(wider).form == wider


WORD = st.text(st.characters(categories=["Lo", "Ll", "Nd", "Po"]), min_size=1).filter(str.strip)


@given(name=WORD, guidance=WORD, share=st.fractions(0, 1, max_denominator=9999))
def test_that_texts_and_shares_come_back_equal(name: str, guidance: str, share: Fraction):
    form = shipped_form(EvaluationType.MIDTERM, PlatformKind.RD_CENTER)
    item = replace(form.items[0], name=name.strip(), guidance=guidance.strip())
    changed = replace(edits.with_item(form, ItemPlace(0, 0), item), remark_below=share)

    assert reading_of(changed).form == changed


@pytest.mark.parametrize(
    ("share", "text"), [(Fraction(3, 5), "60%"), (Fraction(2, 3), "2/3"), (Fraction(1), "100%")]
)
def test_that_shares_are_written_as_a_person_writes_them(share: Fraction, text: str):
    assert share_text(share) == text


def test_that_decimals_of_a_spreadsheet_are_shares_too(form: ScoreForm):
    row = list(vocabulary()["settings"]).index("remark_below")

    reading = reading_of(form, {("设定", row, "内容"): "0.6"})

    assert reading.form == form


def fault(reading: FormReading, code: str) -> Finding:
    found = [one for one in reading.findings if one.code == f"forms.{code}"]
    assert len(found) == 1, [one.code for one in reading.findings]
    assert explain(found[0]).endswith("。")
    assert reading.form is None
    return found[0]


SETTING = list(vocabulary()["settings"]).index


@pytest.mark.parametrize(
    ("change", "code", "row", "column"),
    [
        ({("指标", 1, "满分"): "十"}, "cell_points", "3", "H"),
        ({("指标", 1, "指标编号"): ""}, "cell_missing", "3", "F"),
        ({("指标", 2, "指标名称"): "  "}, "cell_missing", "4", "G"),
        ({("指标", 2, "客观指标"): "对"}, "cell_word", "4", "I"),
        ({("指标", 0, "性质"): "附加"}, "cell_word", "2", "C"),
        ({("指标", 1, "一级指标满分"): "31"}, "cell_differs", "3", "D"),
        (
            {
                ("指标", 0, "一级指标满分"): "-1",
                ("指标", 1, "一级指标满分"): "",
                ("指标", 2, "一级指标满分"): "",
            },
            "cell_points",
            "2",
            "D",
        ),
        ({("重点核查项", 0, "问题"): ""}, "cell_missing", "2", "B"),
        ({("设定", SETTING("type"), "内容"): "中期评估"}, "cell_other_form", "2", "B"),
        ({("设定", SETTING("kind"), "内容"): "联合研发中心"}, "cell_other_form", "3", "B"),
        ({("设定", SETTING("step"), "内容"): "0"}, "cell_step", "6", "B"),
        ({("设定", SETTING("step"), "内容"): "半"}, "cell_points", "6", "B"),
        ({("设定", SETTING("main_section"), "内容"): "9"}, "cell_main", "7", "B"),
        ({("设定", SETTING("remark_below"), "内容"): "六成"}, "cell_share", "8", "B"),
        ({("设定", SETTING("remark_at_full"), "内容"): "Y"}, "cell_word", "9", "B"),
        ({("设定", SETTING("remark_min"), "内容"): "十"}, "cell_count", "10", "B"),
    ],
)
def test_that_a_fault_is_told_with_its_row_and_column(
    form: ScoreForm, change: Change, code: str, row: str, column: str
):
    found = fault(reading_of(form, change), code)

    assert isinstance(found.subject, dict)
    assert (found.subject["row"], found.subject["column"]) == (row, column)


def test_that_every_fault_is_told_at_once(form: ScoreForm):
    change = {("指标", 1, "满分"): "十", ("指标", 3, "满分"): "", ("设定", 4, "内容"): "x"}

    assert len(reading_of(form, change).findings) == 3


def test_that_rows_of_a_section_may_leave_its_head_to_the_first(form: ScoreForm):
    blank = {
        ("指标", row, name): ""
        for row in (1, 2)
        for name in ("一级指标编号", "一级指标", "一级指标满分", "性质", "合同任务")
    }

    assert reading_of(form, blank).form == form


def test_that_a_first_row_without_a_section_is_told(form: ScoreForm):
    reading = reading_of(form, {("指标", 0, "一级指标编号"): ""})

    assert "forms.cell_missing" in {one.code for one in reading.findings}


def test_that_a_workbook_without_items_is_refused(form: ScoreForm):
    tables = tuple(table for table in read_tables(form) if table.name != "指标")

    fault(tables_to_form(tables, form, default_anchors(), label), "sheet_missing")


def test_that_a_missing_heading_is_told(form: ScoreForm):
    items, *rest = read_tables(form)
    letters = {name: letter for name, letter in items.letters.items() if name != "良"}

    tables = (replace(items, letters=letters), *rest)

    found = fault(tables_to_form(tables, form, default_anchors(), label), "heading_missing")
    assert found.params["heading"] == "良"


def test_that_a_heading_of_ones_own_is_noted(form: ScoreForm):
    items, *rest = read_tables(form)
    tables = (replace(items, letters={**items.letters, "备注": "Z"}), *rest)

    reading = tables_to_form(tables, form, default_anchors(), label)

    assert reading.form == form
    assert [one.code for one in reading.findings] == ["forms.heading_unknown"]


def test_that_what_is_not_in_the_workbook_stays_as_it_was(form: ScoreForm):
    items = read_tables(form)[:1]
    base = replace(form, title="另一个名称", veto=form.veto)

    assert tables_to_form(items, base, default_anchors(), label).form == base


def test_that_a_main_section_is_told_without_a_sheet_of_settings(form: ScoreForm):
    items = read_tables(form, {("指标", at, "一级指标编号"): "7" for at in range(3)})[:1]

    fault(tables_to_form(items, form, default_anchors(), label), "cell_main")


def test_that_the_linter_can_point_at_cells(form: ScoreForm):
    places = reading_of(form).places

    assert places["item 1.2", "full"]["row"] == "3"
    assert places["section 2", "full"]["column"] == "D"


def test_that_a_setting_that_is_left_out_stays_as_it_was(form: ScoreForm):
    items, settings, veto = read_tables(form)
    fewer = replace(settings, rows=settings.rows[:5])

    assert tables_to_form((items, fewer, veto), form, default_anchors(), label).form == form
