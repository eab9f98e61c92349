"""No number of entries, no tie, no vote and no set of changes passes the quota."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rounds import concluded, counting, marked, round_of
from ynreview.kernel.terms import EntryState, Grade
from ynreview.scoring.consolidate import Counting, ExpertScore, PanelScore
from ynreview.scoring.grading import Proposal, propose
from ynreview.scoring.quota import Contender, TieVote, allot
from ynreview.scoring.ranking import Denominator, denominator, ranked
from ynreview.scoring.settlement import GradeChange, Settlement, VoteCount, settle

RULES = counting()
STEPS = st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)])
PRINTED = st.sampled_from(
    [Fraction(score) for score in ("59.99", "84.99", "85", "88.5", "90", "95")]
)
CHAINS = st.permutations(["main_section_rate", "exact_mean", "panel_vote"]).flatmap(
    lambda steps: st.integers(1, 3).map(lambda length: tuple(steps[:length]))
)
VALID = (ExpertScore("E01", Counting.COUNTED, None),) * 7


@st.composite
def scores(draw: st.DrawFn) -> list[PanelScore]:
    size = draw(st.integers(0, 45))
    found = []
    for place in range(size):
        printed = draw(PRINTED)
        exact = printed + draw(st.sampled_from([Fraction(0), Fraction(1, 300)]))
        found.append(PanelScore(f"{place:03d}", VALID, exact, printed, draw(STEPS)))
    return found


def proposed(found: list[PanelScore], votes: list[TieVote]) -> tuple[Proposal, Denominator]:
    states = {score.number: EntryState.TAKING_PART for score in found}
    counted = denominator(states, RULES)
    return propose(ranked(found), counted, RULES, votes), counted


def excellent(grades: dict) -> list[str]:
    return [number for number, graded in grades.items() if graded.grade is Grade.EXCELLENT]


@st.composite
def tie_votes(draw: st.DrawFn, tied: tuple[str, ...], numbers: list[str]) -> list[TieVote]:
    pool = st.frozensets(st.sampled_from([*numbers, "stranger"]), max_size=6)
    votes = []
    for _ in range(draw(st.integers(0, 3))):
        among = draw(st.one_of(st.just(frozenset(tied)), pool))
        chosen = draw(st.one_of(st.frozensets(st.sampled_from(sorted(among) or ["x"])), pool))
        votes.append(TieVote(among, chosen, {}, 0, ""))
    return votes


@settings(max_examples=100, deadline=None)
@given(found=scores(), data=st.data())
def test_that_no_number_no_tie_and_no_vote_exceeds_the_quota(
    found: list[PanelScore], data: st.DataObject
):
    first, _ = proposed(found, [])
    tied = first.allotment.tie.open if first.allotment.tie else ()
    votes = data.draw(tie_votes(tied, [score.number for score in found]))

    proposal, _ = proposed(found, votes)

    assert 10 * len(excellent(proposal.grades)) <= len(found)
    still_open = proposal.allotment.tie.open if proposal.allotment.tie else ()
    assert not set(still_open) & set(excellent(proposal.grades))
    assert all(proposal.grades[number].grade is None for number in still_open)


@settings(max_examples=100, deadline=None)
@given(
    contenders=st.lists(st.tuples(PRINTED, STEPS, PRINTED), max_size=12),
    places=st.integers(0, 6),
    chain=CHAINS,
)
def test_that_an_allotment_is_never_larger_than_its_places(
    contenders: list[tuple[Fraction, Fraction, Fraction]], places: int, chain: tuple[str, ...]
):
    given_ones = [Contender(str(n), *values) for n, values in enumerate(contenders)]

    found = allot(given_ones, places, chain)

    assert len(found.winners) == len(set(found.winners)) <= places
    beaten = [one for one in given_ones if one.number not in found.winners]
    winners = [one for one in given_ones if one.number in found.winners]
    assert all(won.printed >= lost.printed for won in winners for lost in beaten)


@st.composite
def changes(draw: st.DrawFn, numbers: list[str]) -> list[GradeChange]:
    count = st.integers(-1, 8)
    vote = st.one_of(st.none(), st.builds(VoteCount, count, count, count))
    carried = st.just(VoteCount(7, 0, 0))
    one = st.builds(
        GradeChange,
        number=st.sampled_from([*numbers, "stranger"]),
        grade=st.one_of(st.just(Grade.EXCELLENT), st.sampled_from(Grade)),
        reason=st.sampled_from(["理由", "", " "]),
        vote=st.one_of(carried, vote),
    )
    return draw(st.lists(one, max_size=12))


@settings(max_examples=100, deadline=None)
@given(found=scores(), data=st.data())
def test_that_a_set_of_changes_blocks_or_keeps_the_quota(
    found: list[PanelScore], data: st.DataObject
):
    proposal, counted = proposed(found, [])
    numbers = [score.number for score in found]
    wanted = data.draw(changes(numbers))

    settled = settle(proposal, wanted, dict.fromkeys(numbers, 7), counted, RULES)

    if any(finding.blocks for finding in settled.findings):
        return
    assert 10 * len(excellent(settled.grades)) <= len(found)
    _require_reasons(settled, proposal, wanted)


def _require_reasons(settled: Settlement, proposal: Proposal, wanted: list[GradeChange]) -> None:
    """A grade that differs from the proposal was voted for, or ends a tie without a place."""
    tie = proposal.allotment.tie
    tied = set(tie.open) if tie else set()
    last = {change.number: change for change in wanted}
    for number, graded in settled.grades.items():
        if graded.grade is proposal.grades[number].grade:
            continue
        change = last.get(number)
        if change is None:
            assert number in tied
            assert graded.grade is Grade.GOOD
        else:
            assert change.grade is graded.grade
            assert change.reason.strip()
            assert change.vote is not None
            assert 2 * change.vote.agree > 7


def test_that_the_findings_of_a_broken_quota_are_the_only_way_out():
    sheets = {f"{place:03d}": marked(f"{place:03d}", "95") for place in range(12)}
    every = tuple(GradeChange(n, Grade.EXCELLENT, "理由", VoteCount(5, 0, 0)) for n in sheets)

    found = concluded(round_of(sheets), changes=every)

    assert [one.code for one in found.findings] == ["scoring.quota_exceeded"]
