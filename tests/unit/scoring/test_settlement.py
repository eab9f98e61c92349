"""Grades changed by vote: reason and majority are needed, the quota never breaks."""

from collections.abc import Callable, Iterable

import pytest

from tests.rounds import concluded, counting, marked, round_of
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Grade, Ground
from ynreview.panel.people import Recusal
from ynreview.scoring.grading import GradedBy
from ynreview.scoring.quota import TieVote
from ynreview.scoring.result import Conclusion, RoundInputs
from ynreview.scoring.settlement import GradeChange, VoteCount, settle

SaidOnce = Callable[[Iterable[Finding], str], Finding]
CARRIED = VoteCount(3, 1, 1)


def twenty(**totals: str) -> RoundInputs:
    """Return twenty entries (two places): ``_001="95"`` and fillers of 75.00."""
    sheets = {name[1:]: marked(name[1:], total) for name, total in totals.items()}
    return round_of(sheets, size=20)


def change(
    number: str, grade: Grade, reason: str = "理由", vote: VoteCount | None = CARRIED
) -> GradeChange:
    return GradeChange(number, grade, reason, vote)


def grades(conclusion: Conclusion, *numbers: str) -> list[Grade | None]:
    return [conclusion.settlement.grades[number].grade for number in numbers]


def blocking(conclusion: Conclusion) -> list[str]:
    return [one.code.removeprefix("scoring.") for one in conclusion.findings if one.blocks]


def test_that_without_changes_the_proposal_stands():
    found = concluded(twenty(_001="95", _002="90"))

    assert found.settlement.grades == found.proposal.grades
    assert blocking(found) == []


def test_that_a_carried_vote_changes_a_grade_and_says_so(said_once: SaidOnce):
    found = concluded(twenty(_001="95"), changes=(change("001", Grade.GOOD),))

    assert grades(found, "001") == [Grade.GOOD]
    assert found.settlement.grades["001"].by is GradedBy.VOTE
    because = said_once([found.settlement.grades["001"].because], "because_vote")
    assert (because.params["agree"], because.params["reason"]) == (3, "理由")


def test_that_a_grade_equal_to_the_proposal_needs_no_vote():
    same = GradeChange("001", Grade.EXCELLENT)

    found = concluded(twenty(_001="95"), changes=(same,))

    assert found.settlement.grades["001"].by is GradedBy.RULE
    assert blocking(found) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (change("001", Grade.GOOD, vote=None), "change_needs_vote"),
        (change("001", Grade.GOOD, reason="  "), "change_needs_vote"),
        (change("001", Grade.GOOD, vote=VoteCount(2, 3, 0)), "vote_not_carried"),
        (change("001", Grade.GOOD, vote=VoteCount(2, 0, 3)), "vote_not_carried"),
        (change("001", Grade.GOOD, vote=VoteCount(2, 0, 0)), "vote_not_carried"),
        (change("001", Grade.GOOD, vote=VoteCount(5, 1, 0)), "vote_exceeds_entitled"),
        (change("001", Grade.GOOD, vote=VoteCount(6, -1, 0)), "vote_exceeds_entitled"),
        (change("001", Grade.PASSED), "grade_of_other_type"),
    ],
)
def test_that_an_unlawful_change_is_refused(given: GradeChange, code: str, said_once: SaidOnce):
    found = concluded(twenty(_001="95"), changes=(given,))

    assert said_once(found.findings, code).subject == "001"
    assert blocking(found) == [code]


def test_that_a_recused_expert_is_not_entitled():
    recusal = Recusal("E05", "001", Ground.SAME_UNIT)
    inputs = round_of({"001": marked("001", "95")}, size=10, experts=6, recusals=[recusal])

    five = concluded(inputs, changes=(change("001", Grade.GOOD, vote=VoteCount(6, 0, 0)),))
    carried = concluded(inputs, changes=(change("001", Grade.GOOD, vote=VoteCount(3, 2, 0)),))

    assert blocking(five) == ["vote_exceeds_entitled"]
    assert blocking(carried) == []


def test_that_a_set_that_breaks_the_quota_is_refused_with_the_article(said_once: SaidOnce):
    found = concluded(
        twenty(_001="95", _002="90", _003="88"), changes=(change("003", Grade.EXCELLENT),)
    )

    finding = said_once(found.findings, "quota_exceeded")
    assert (finding.params["excellent"], finding.params["places"]) == (3, 2)
    assert "第二十四条" in finding.cites


def test_that_the_panel_may_lower_one_excellent_and_lift_another_entry():
    changes = (change("002", Grade.GOOD), change("003", Grade.EXCELLENT))

    found = concluded(twenty(_001="95", _002="90", _003="88"), changes=changes)

    assert grades(found, "001", "002", "003") == [Grade.EXCELLENT, Grade.GOOD, Grade.EXCELLENT]
    assert blocking(found) == []


def test_that_the_order_of_such_changes_does_not_matter():
    changes = (change("003", Grade.EXCELLENT), change("002", Grade.GOOD))

    assert blocking(concluded(twenty(_001="95", _002="90", _003="88"), changes=changes)) == []


def test_that_a_later_change_of_the_same_entry_takes_the_earlier_ones_place():
    changes = (change("001", Grade.QUALIFIED), GradeChange("001", Grade.EXCELLENT))

    found = concluded(twenty(_001="95"), changes=changes)

    assert found.settlement.grades["001"] == found.proposal.grades["001"]


def test_that_too_few_experts_cannot_be_voted_away(said_once: SaidOnce):
    inputs = round_of({"001": marked("001", "95")}, size=10, experts=4)

    found = concluded(inputs, changes=(change("001", Grade.GOOD, vote=VoteCount(4, 0, 0)),))

    assert said_once(found.findings, "too_few_experts").blocks


def test_that_a_change_of_a_stranger_is_refused(said_once: SaidOnce):
    found = concluded(twenty(_001="95"))
    strange = [change("777", Grade.GOOD)]

    settled = settle(found.proposal, strange, {}, found.standing.counted, counting())

    assert said_once(settled.findings, "unknown_entry").blocks
    assert "777" not in settled.grades


def test_that_a_recorded_change_of_an_entry_that_left_the_round_is_passed_over():
    found = concluded(twenty(_001="95"), changes=(change("777", Grade.GOOD),))

    assert blocking(found) == []


def test_that_an_open_tie_stays_open_when_a_place_is_left():
    tied = twenty(_001="90", _002="90", _003="90")

    found = concluded(tied, changes=(change("001", Grade.EXCELLENT),))

    assert grades(found, "001", "002", "003") == [Grade.EXCELLENT, None, None]
    assert found.settlement.unresolved_ties == (("002", "003"),)


def test_that_the_rest_of_a_tie_is_good_once_votes_have_used_up_the_places(said_once: SaidOnce):
    tied = twenty(_001="90", _002="90", _003="90")
    changes = (change("001", Grade.EXCELLENT), change("003", Grade.EXCELLENT))

    found = concluded(tied, changes=changes)

    assert grades(found, "001", "002", "003") == [Grade.EXCELLENT, Grade.GOOD, Grade.EXCELLENT]
    assert found.settlement.unresolved_ties == ()
    said_once([found.settlement.grades["002"].because], "because_places_taken")


def test_that_a_tie_ends_with_good_when_the_panel_gives_its_place_to_another_entry():
    tied = twenty(_001="95", _002="90", _003="90", _004="84")

    found = concluded(tied, changes=(change("004", Grade.EXCELLENT),))

    assert grades(found, "002", "003", "004") == [Grade.GOOD, Grade.GOOD, Grade.EXCELLENT]
    assert found.settlement.grades["002"].because.code == "scoring.because_places_taken"
    assert blocking(found) == []


def test_that_a_place_freed_above_an_open_tie_leaves_it_open():
    tied = twenty(_001="95", _002="90", _003="90")

    found = concluded(tied, changes=(change("001", Grade.GOOD),))

    assert found.settlement.unresolved_ties == (("002", "003"),)


def test_that_none_of_the_tied_may_be_excellent_by_their_own_vote():
    tied = twenty(_001="90", _002="90", _003="90")
    changes = tuple(change(number, Grade.GOOD) for number in ("001", "002", "003"))

    found = concluded(tied, changes=changes)

    assert grades(found, "001", "002", "003") == [Grade.GOOD] * 3
    assert found.settlement.unresolved_ties == ()


def test_that_a_change_of_a_tied_entry_is_voted_by_those_who_may_vote_on_the_whole_tie():
    recusal = Recusal("E06", "002", Ground.SAME_UNIT)
    sheets = {number: marked(number, "90") for number in ("001", "002")}
    inputs = round_of(sheets, size=10, experts=6, recusals=[recusal])
    tie_vote = TieVote(frozenset(sheets), frozenset({"002"}), {"001": 1, "002": 4}, 0, "理由")

    for decided in ((), (tie_vote,)):
        found = concluded(
            inputs,
            tie_votes=decided,
            changes=(change("001", Grade.QUALIFIED, vote=VoteCount(6, 0, 0)),),
        )
        assert blocking(found) == ["vote_exceeds_entitled"]
