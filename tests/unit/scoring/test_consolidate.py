"""The panel score: who counts, what is trimmed, one rounding of the exact mean."""

from fractions import Fraction

import pytest

from tests.rounds import (
    HALF_EVEN,
    MAIN,
    REST,
    TRIMMED,
    counting,
    marked,
    panel_of,
    panelist,
    tiny_form,
)
from ynreview.kernel.points import Points
from ynreview.kernel.rounding import decimal_text
from ynreview.panel.sheets import ScoreSheet
from ynreview.scoring.consolidate import Attendance, Counting, Panelist, PanelScore, consolidate


def score_of(panel: list[Panelist], overrides: dict | None = None) -> PanelScore:
    return consolidate("001", tiny_form(), panel, frozenset(), counting(overrides))


def printed(score: PanelScore) -> str:
    assert score.printed is not None
    return decimal_text(score.printed, 2)


def trimmed_experts(score: PanelScore) -> list[str]:
    return [one.expert for one in score.scores if one.counting is Counting.TRIMMED]


def test_that_89_985_is_printed_as_89_99():
    score = score_of(panel_of("001", ["89.98", "89.99", "89.98", "89.99"]))

    assert score.exact == Fraction(89985, 1000)
    assert printed(score) == "89.99"


def test_that_half_even_is_a_setting():
    up = ["89.98", "89.99", "89.98", "89.99"]
    down = ["89.96", "89.97", "89.96", "89.97"]

    assert printed(score_of(panel_of("001", up), HALF_EVEN)) == "89.98"
    assert printed(score_of(panel_of("001", down), HALF_EVEN)) == "89.96"


def test_that_the_mean_is_rounded_once_and_from_the_exact_value():
    sheets = [ScoreSheet("001", {MAIN: Points.parse("49.99")})] * 3
    panel = [panelist(f"E{place}", [sheet]) for place, sheet in enumerate(sheets)]

    score = consolidate("001", tiny_form(), panel, frozenset({REST}), counting())

    assert score.exact == Fraction(4999, 60)
    assert printed(score) == "83.32"


def test_that_a_third_of_a_point_is_no_surprise():
    score = score_of(panel_of("001", ["90", "90", "91"]))

    assert score.exact == Fraction(271, 3)
    assert printed(score) == "90.33"


@pytest.mark.parametrize(
    "attendance",
    [Attendance.ABSENT, Attendance.LEFT, Attendance.REPLACED, Attendance.STANDBY],
)
def test_that_an_expert_who_is_not_there_counts_for_nothing(attendance: Attendance):
    gone = panelist("E09", [marked("001", "10")], attendance)

    score = score_of([*panel_of("001", ["90", "80"]), gone])

    assert printed(score) == "85.00"
    assert score.scores[-1].counting.value == attendance.value
    assert score.scores[-1].total is not None


def test_that_a_recused_expert_has_no_score_even_with_a_sheet():
    recused = panelist("E09", [marked("001", "10")], recused=["001"])

    score = score_of([*panel_of("001", ["90", "80"]), recused])

    assert printed(score) == "85.00"
    assert score.scores[-1].counting is Counting.RECUSED
    assert score.scores[-1].total is None


@pytest.mark.parametrize("sheets", [[], [ScoreSheet("001", {MAIN: Points.parse("50")})]])
def test_that_a_missing_or_unfinished_sheet_is_not_received(sheets: list[ScoreSheet]):
    score = score_of([*panel_of("001", ["90"]), panelist("E09", sheets)])

    assert score.scores[-1].counting is Counting.NOT_RECEIVED
    assert len(score.valid) == 1


def test_that_an_entry_without_any_sheet_has_no_score():
    score = score_of([panelist("E01", [])])

    assert (score.exact, score.printed, score.main_rate) == (None, None, None)
    assert not score.counted


def test_that_trimming_drops_exactly_one_of_several_equal_highest_and_lowest():
    totals = ["95", "80", "95", "60", "60", "95", "80"]

    score = score_of(panel_of("001", totals), TRIMMED)

    assert trimmed_experts(score) == ["E01", "E04"]
    assert score.exact == Fraction(80 + 95 + 60 + 95 + 80, 5)
    assert len(score.valid) == 7
    assert not score.untrimmed


def test_that_trimming_equal_totals_drops_two():
    score = score_of(panel_of("001", ["88"] * 7), TRIMMED)

    assert trimmed_experts(score) == ["E01", "E02"]
    assert (len(score.counted), printed(score)) == (5, "88.00")


def test_that_six_valid_experts_are_computed_untrimmed_and_marked():
    score = score_of(panel_of("001", ["100", "80", "80", "80", "80", "0"]), TRIMMED)

    assert trimmed_experts(score) == []
    assert score.untrimmed
    assert printed(score) == "70.00"


def test_that_a_recused_expert_may_take_an_entry_below_seven():
    panel = panel_of("001", ["100", "80", "80", "80", "80", "0"])
    panel.append(panelist("E07", [marked("001", "80")], recused=["001"]))

    assert score_of(panel, TRIMMED).untrimmed


def test_that_nothing_is_trimmed_unless_the_round_says_so():
    score = score_of(panel_of("001", ["100", "80", "80", "80", "80", "80", "0"]))

    assert trimmed_experts(score) == []
    assert not score.untrimmed


def test_that_the_main_rate_is_the_mean_over_those_who_entered_the_mean():
    mains = ["60", "30", "30", "30", "30", "30", "0"]
    panel = [
        panelist(f"E{place:02d}", [marked("001", str(int(main) + 35), main=main)])
        for place, main in enumerate(mains, start=1)
    ]

    assert score_of(panel).main_rate == Fraction(210, 420)
    assert score_of(panel, TRIMMED).main_rate == Fraction(1, 2)
    assert trimmed_experts(score_of(panel, TRIMMED)) == ["E01", "E07"]


def test_that_an_entry_without_main_items_has_no_main_rate():
    panel = panel_of("001", ["90", "80"])

    score = consolidate("001", tiny_form(), panel, frozenset({MAIN}), counting())

    assert score.main_rate is None
    assert score.exact == Fraction(25, 40) * 100
