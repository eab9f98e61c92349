"""Lines break as Chinese print breaks them."""

from hypothesis import given
from hypothesis import strategies as st

from ynreview.reports.lines import broken

ANY_TEXT = st.text(st.sampled_from("云南省国际，。（）“”： 0123456789.-AZaz%"), max_size=60)


def _measure(text: str) -> float:
    return sum(1 if char.isascii() else 2 for char in text)


def test_that_a_code_a_date_and_a_figure_stay_in_one_piece():
    text = "结果校验码 K7QD-2M9X-04TE-HW3R 生成于 2026-11-24，得分 88.58 分"
    lines = broken(text, 24, _measure)
    for word in ("K7QD-2M9X-04TE-HW3R", "2026-11-24，", "88.58"):
        assert any(word in line for line in lines)


def test_that_no_line_begins_with_a_full_stop_or_ends_with_an_opening_bracket():
    lines = broken("参评二十三个，（第二十四条）。" * 6, 20, _measure)
    assert all(line[0] not in "，。）" and line[-1] != "（" for line in lines)


def test_that_a_word_longer_than_the_line_is_cut():
    assert broken("A" * 25, 10, _measure) == ["A" * 10, "A" * 10, "A" * 5]


def test_that_an_empty_text_is_one_empty_line():
    assert broken("", 10, _measure) == [""]


@given(ANY_TEXT, st.integers(2, 40))
def test_that_nothing_is_lost_and_every_line_fits(text: str, width: int):
    lines = broken(text, width, _measure)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(_measure(line) <= width for line in lines)
