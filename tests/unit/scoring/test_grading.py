"""Grades by threshold and quota, each with its reason."""

from collections.abc import Callable, Iterable
from fractions import Fraction

import pytest

from tests.rounds import concluded, marked, round_of
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Grade
from ynreview.scoring.grading import GradedBy
from ynreview.scoring.quota import TieVote
from ynreview.scoring.result import Conclusion

SaidOnce = Callable[[Iterable[Finding], str], Finding]


def graded(conclusion: Conclusion, number: str) -> tuple[Grade | None, GradedBy, str]:
    one = conclusion.proposal.grades[number]
    return one.grade, one.by, one.because.code.removeprefix("scoring.")


@pytest.mark.parametrize(
    ("total", "grade", "because"),
    [
        ("85", Grade.EXCELLENT, "because_excellent"),
        ("84.99", Grade.GOOD, "because_good"),
        ("70", Grade.GOOD, "because_good"),
        ("69.99", Grade.QUALIFIED, "because_qualified"),
        ("60", Grade.QUALIFIED, "because_qualified"),
        ("59.99", Grade.UNQUALIFIED, "because_unqualified"),
        ("0", Grade.UNQUALIFIED, "because_unqualified"),
    ],
)
def test_that_the_thresholds_grade(total: str, grade: Grade, because: str, said_once: SaidOnce):
    found = concluded(round_of({"001": marked("001", total)}, size=10))

    assert graded(found, "001") == (grade, GradedBy.RULE, because)
    finding = said_once([found.proposal.grades["001"].because], because)
    assert "第二十四条" in finding.cites


def test_that_a_printed_score_reaches_the_threshold_that_its_exact_mean_misses():
    totals = ["84.99", "84.99", "85", "85", "85"]
    sheets = [marked("001", total) for total in totals]

    found = concluded(round_of({"001": sheets}, size=10))

    assert found.standing.places[0].score.exact == Fraction(84996, 1000)
    assert graded(found, "001")[0] is Grade.EXCELLENT


def test_that_nine_entries_give_no_place_and_the_best_is_good_because_of_the_quota(
    said_once: SaidOnce,
):
    found = concluded(round_of({"001": marked("001", "95")}, size=9))

    assert graded(found, "001") == (Grade.GOOD, GradedBy.RULE, "because_quota")
    assert said_once([found.proposal.grades["001"].because], "because_quota").params["places"] == 0


def test_that_a_candidate_beyond_the_quota_is_good_because_of_the_quota():
    sheets = {"001": marked("001", "95"), "002": marked("002", "90")}

    found = concluded(round_of(sheets, size=19))

    assert graded(found, "001")[0] is Grade.EXCELLENT
    assert graded(found, "002") == (Grade.GOOD, GradedBy.RULE, "because_quota")


def test_that_an_entry_with_four_valid_experts_gets_no_grade(said_once: SaidOnce):
    found = concluded(round_of({"001": [marked("001", "95")] * 4}, experts=4, size=10))

    assert graded(found, "001") == (None, GradedBy.RULE, "too_few_experts")
    assert said_once([found.proposal.grades["001"].because], "too_few_experts").blocks
    assert found.proposal.allotment.winners == ()


def test_that_an_open_tie_is_graded_neither_way(said_once: SaidOnce):
    sheets = {n: marked(n, "90") for n in ("001", "002", "003")}

    found = concluded(round_of(sheets, size=20))

    assert {graded(found, n) for n in sheets} == {(None, GradedBy.TIE, "because_tie_open")}
    assert found.settlement.unresolved_ties == (("001", "002", "003"),)
    said_once([found.proposal.grades["001"].because], "because_tie_open")


def test_that_a_tie_separated_by_the_main_section_says_so(said_once: SaidOnce):
    sheets = {"001": marked("001", "90", main="55"), "002": marked("002", "90", main="56")}

    found = concluded(round_of(sheets, size=10))

    assert graded(found, "001") == (Grade.GOOD, GradedBy.TIE, "because_tie_lost")
    assert graded(found, "002") == (Grade.EXCELLENT, GradedBy.TIE, "because_tie_won")
    assert found.settlement.unresolved_ties == ()
    said_once([found.proposal.grades["002"].because], "because_tie_won")
    said_once([found.proposal.grades["001"].because], "because_tie_lost")


def test_that_a_tie_separated_by_the_exact_mean_needs_no_vote():
    near = [marked("002", total, main="55") for total in ("90", "90", "90", "90", "90.01")]
    sheets = {"001": marked("001", "90", main="55"), "002": near}

    found = concluded(round_of(sheets, size=10))

    assert found.standing.places[0].score.printed == 90
    assert graded(found, "002") == (Grade.EXCELLENT, GradedBy.TIE, "because_tie_won")


def test_that_a_vote_settles_the_tie():
    sheets = {n: marked(n, "90") for n in ("001", "002", "003")}
    vote = TieVote(
        frozenset(sheets), frozenset({"001", "003"}), {"001": 4, "002": 1, "003": 4}, 0, "理由"
    )

    found = concluded(round_of(sheets, size=20), tie_votes=(vote,))

    assert graded(found, "001") == (Grade.EXCELLENT, GradedBy.VOTE, "because_tie_won")
    assert graded(found, "002") == (Grade.GOOD, GradedBy.VOTE, "because_tie_lost")
    assert graded(found, "003") == (Grade.EXCELLENT, GradedBy.VOTE, "because_tie_won")
