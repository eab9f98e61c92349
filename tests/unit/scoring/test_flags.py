"""需复核 and 提示: exactly on the line counts, just short of it does not."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from tests.rounds import TRIMMED, counting, panel_of, shipped_form, tiny_form
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.points import Points
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import ScoreForm
from ynreview.scoring.consolidate import Attendance, Panelist, consolidate
from ynreview.scoring.flags import Flag, flags_of

SaidOnce = Callable[[Iterable[Finding], str], Finding]
NOTHING: frozenset[str] = frozenset()


def flags(
    panel: list[Panelist],
    form: ScoreForm | None = None,
    skipped: frozenset[str] = NOTHING,
    overrides: dict | None = None,
) -> tuple[Flag, ...]:
    form = form or tiny_form()
    rules = counting(overrides)
    score = consolidate("001", form, panel, skipped, rules)
    valid = {one.expert for one in score.valid}
    sheets = {one.code: one.sheets["001"] for one in panel if one.code in valid}
    return flags_of(score, form, sheets, skipped, rules)


def codes(found: Iterable[Flag]) -> list[str]:
    return [flag.code for flag in found]


def test_that_a_quiet_panel_has_no_flag():
    assert flags(panel_of("001", ["80", "81", "82", "83", "84"])) == ()


def test_that_a_total_exactly_fifteen_away_is_an_outlier(said_once: SaidOnce):
    found = flags(panel_of("001", ["80", "80", "80", "80", "95"]))

    finding = said_once([flag.finding for flag in found], "outlier")
    assert codes(found) == ["outlier:E05"]
    assert finding.severity is Severity.WARNING
    assert finding.params["distance"] == "15.00"
    assert (finding.params["own"], finding.params["mean"]) == ("95.00", "80.00")


def test_that_a_total_14_99_away_is_none():
    assert flags(panel_of("001", ["80", "80", "80", "80", "94.99"])) == ()


def test_that_an_outlier_may_lie_below():
    assert codes(flags(panel_of("001", ["80", "80", "65", "80", "80"]))) == ["outlier:E03"]


def test_that_a_trimmed_score_is_still_looked_at():
    panel = panel_of("001", ["80", "80", "80", "80", "80", "80", "95"])

    assert codes(flags(panel, overrides=TRIMMED)) == ["outlier:E07"]


def test_that_a_lone_expert_has_nobody_to_differ_from(said_once: SaidOnce):
    found = flags(panel_of("001", ["0"]))

    assert codes(found) == ["too_few_experts"]
    assert said_once([flag.finding for flag in found], "too_few_experts").blocks


def test_that_four_valid_experts_are_too_few_and_five_are_not():
    assert codes(flags(panel_of("001", ["80"] * 4))) == ["too_few_experts"]
    assert codes(flags(panel_of("001", ["80"] * 5))) == []


def test_that_an_even_number_of_experts_is_a_hint(said_once: SaidOnce):
    found = flags(panel_of("001", ["80"] * 6))

    assert codes(found) == ["even_experts"]
    assert said_once([found[0].finding], "even_experts").severity is Severity.NOTE


def test_that_an_untrimmed_entry_is_marked(said_once: SaidOnce):
    found = flags(panel_of("001", ["80"] * 5), overrides=TRIMMED)

    assert codes(found) == ["untrimmed"]
    assert said_once([found[0].finding], "untrimmed").params["needed"] == 7


def test_that_an_absent_expert_is_no_outlier():
    panel = panel_of("001", ["80"] * 5 + ["0"])
    panel[-1] = replace(panel[-1], attendance=Attendance.ABSENT)

    assert flags(panel) == ()


def of_item(marks: list[str], code: str) -> list[Panelist]:
    """Return experts who differ on one item of the shipped form and agree on the others."""
    form = shipped_form()
    half = {item.code: Points(item.full.hundredths // 2) for item in form.items}
    return [
        Panelist(
            f"E{place:02d}",
            Attendance.PRESENT,
            NOTHING,
            {"001": ScoreSheet("001", {**half, code: Points.parse(mark)})},
        )
        for place, mark in enumerate(marks, start=1)
    ]


@pytest.mark.parametrize(
    ("own", "flagged"),
    [("8.5", ["item_spread:E05:2.2"]), ("8", ["item_spread:E05:2.2"]), ("7.5", [])],
)
def test_that_an_item_exactly_forty_percent_away_is_a_hint(own: str, flagged: list[str]):
    assert codes(flags(of_item(["4", "4", "4", "4", own], "2.2"), shipped_form())) == flagged


def test_that_the_hint_on_an_item_only_notes(said_once: SaidOnce):
    found = flags(of_item(["9", "9", "5", "9", "9"], "1.3"), shipped_form())

    assert said_once([found[0].finding], "item_spread").severity is Severity.NOTE
    assert found[0].finding.params["mean"] == "9.00"


def test_that_items_below_eight_marks_are_not_compared():
    assert flags(of_item(["0", "6", "6", "6", "6"], "4.1"), shipped_form()) == ()


def test_that_an_item_of_eight_marks_is_compared():
    found = flags(of_item(["4", "8", "8", "8", "8"], "1.1"), shipped_form())

    assert codes(found) == ["item_spread:E01:1.1"]


def test_that_a_skipped_item_is_not_compared():
    panel = of_item(["4", "8", "8", "8", "8"], "1.1")

    assert flags(panel, shipped_form(), frozenset({"1.1"})) == ()
