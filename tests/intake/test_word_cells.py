from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ynreview.intake.cells import Oddity, Unreadable
from ynreview.intake.cells.answer import read_answer, read_choice
from ynreview.intake.cells.listing import read_list
from ynreview.intake.cells.text import read_code, read_memo, read_text
from ynreview.intake.cells.years import read_years
from ynreview.intake.wording import heading_key
from ynreview.kernel.terms import PlatformKind, UnitNature


@pytest.mark.parametrize("name", ["赵㛃", "吴䶮㛃", "王𬀩", "朱镕基", "金福\uf914", "⻢某"])
def test_that_rare_and_compatibility_characters_of_names_stay_as_they_are(name: str):
    assert read_text(f"\u3000{name} ").value == name


def test_that_blanks_inside_chinese_names_go_and_those_between_latin_words_stay():
    assert read_text("李　 喆").value == "李喆"
    assert read_text("云南\n大学").value == "云南大学"
    assert read_text("Kunming  Institute of\nBotany").value == "Kunming Institute of Botany"
    assert read_text("第１研究所").value == "第1研究所"


def test_that_a_note_keeps_its_lines():
    assert read_memo(" 第一行\r\n第二行 ").value == "第一行\n第二行"


@pytest.mark.parametrize(
    ("written", "code"),
    [("001", "001"), (" ００１ ", "001"), ("2026－001", "2026-001"), ("云001", "云001"), (7, "7")],
)
def test_that_a_number_keeps_its_zeros(written: object, code: str):
    assert read_code(written).value == code


@pytest.mark.parametrize("written", ["../1", "a/b", "1:2", "", "-1", "x" * 33, "a\\b", "*"])
def test_that_a_number_that_could_not_name_a_file_is_refused(written: str):
    with pytest.raises(Unreadable):
        read_code(written)


def test_that_a_number_turned_into_a_date_is_refused():
    with pytest.raises(Unreadable) as refusal:
        read_code(date(2026, 1, 2))

    assert refusal.value.code == "intake.code_is_day"


def test_that_a_number_cell_for_a_number_is_marked():
    assert read_code(1).oddity is Oddity.CODE_AS_NUMBER


@pytest.mark.parametrize("written", ["是", "有", "√", " 是 ", True, "\uff39", "1", 1])
def test_that_yes_is_read(written: object):
    assert read_answer(written).value is True


@pytest.mark.parametrize("written", ["否", "无", "×", "没有", False, "n", 0])
def test_that_no_is_read(written: object):
    assert read_answer(written).value is False


@pytest.mark.parametrize("written", ["是否", "部分", "待定", "?"])
def test_that_half_an_answer_is_refused(written: str):
    with pytest.raises(Unreadable):
        read_answer(written)


def test_that_variants_of_a_term_are_read_and_others_refused():
    assert read_choice("国际联合实验室", kind="PlatformKind").value is PlatformKind.LABORATORY
    assert read_choice(" 高 校", kind="UnitNature").value is UnitNature.UNIVERSITY
    with pytest.raises(Unreadable):
        read_choice("个体户", kind="UnitNature")


@pytest.mark.parametrize("separator", ["、", "，", ",", "; ", "；", "／", "/", "\n"])
def test_that_lists_are_split_at_every_usual_mark(separator: str):
    assert read_list(separator.join(["老挝", "越南", "老挝"])).value == ("老挝", "越南")


def test_that_brackets_hold_a_name_together():
    assert read_list("云岭大学（呈贡、东陆校区）、苍洱医学院").value == (
        "云岭大学（呈贡、东陆校区）",
        "苍洱医学院",
    )


@given(st.lists(st.integers(2000, 2099), min_size=1, max_size=8))
def test_that_any_years_are_read_back_sorted_and_once(years: list[int]):
    assert read_years("、".join(f"{year}年" for year in years)).value == tuple(sorted(set(years)))


@pytest.mark.parametrize(
    "written",
    ["2019-2022", "2019 — 2022年", "2019至2022年度", "2019、2020-2022", "２０１９～２０２２"],
)
def test_that_spans_of_years_are_read(written: str):
    assert read_years(written).value == (2019, 2020, 2021, 2022)


@pytest.mark.parametrize(
    "written", ["2022-2019", "2019-22", "2022-08", "近三年", "1922", date(2022, 1, 1)]
)
def test_that_what_are_no_years_is_refused(written: object):
    with pytest.raises(Unreadable):
        read_years(written)


def test_that_headings_are_compared_without_widths_blanks_and_marks():
    assert heading_key(" *合作国家 （地区）\n") == heading_key("合作国家(地区)")
