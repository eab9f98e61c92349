"""Whatever a ledger says or leaves out: every item is answered, none silently, each in words."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.rounds import in_force
from ynreview.kernel.money import Money
from ynreview.kernel.terms import (
    Compliance,
    DirectorBasis,
    DueState,
    EvaluationType,
    PlatformKind,
    Subtype,
    UnitNature,
)
from ynreview.messages import explain
from ynreview.panel.entries import Entry, Facts
from ynreview.panel.formal.due import due_on
from ynreview.panel.formal.findings import formal_findings
from ynreview.panel.formal.replies import FormalReplies, FormalReply
from ynreview.panel.formal.table import EntryCheck, formal_table
from ynreview.panel.round import RoundSetup

DAYS = st.dates(date(2015, 1, 1), date(2032, 12, 31))
WORDS = st.sampled_from(["", "高原咖啡", "老挝", "Yunnan International Joint Laboratory of Tea"])
BY_TYPE = {
    "bool | None": st.none() | st.booleans(),
    "int | None": st.none() | st.integers(0, 60),
    "date | None": st.none() | DAYS,
    "Money | None": st.none() | st.integers(0, 9_000_000).map(Money),
    "UnitNature | None": st.none() | st.sampled_from(UnitNature),
    "DirectorBasis | None": st.none() | st.sampled_from(DirectorBasis),
    "tuple[str, ...]": st.lists(st.sampled_from(["老挝", "泰国", "越南"]), max_size=3).map(tuple),
    "tuple[int, ...]": st.sets(st.integers(2015, 2032)).map(sorted).map(tuple),
    "str": WORDS,
}


def key(annotation: object) -> str:
    text = str(annotation) if not isinstance(annotation, type) else annotation.__name__
    for noise in ("ynreview.kernel.money.", "ynreview.kernel.terms.", "datetime."):
        text = text.replace(noise, "")
    return text


FACTS = st.builds(Facts, **{one.name: BY_TYPE[key(one.type)] for one in fields(Facts)})
ENTRIES = st.builds(
    Entry,
    number=st.just("001"),
    name=st.sampled_from(["云南省高原咖啡国际联合实验室", "咖啡中心"]),
    kind=st.sampled_from(PlatformKind),
    subtype=st.none() | st.sampled_from(Subtype),
    facts=FACTS,
)
SETUPS = st.builds(
    RoundSetup,
    round_id=st.just("R"),
    type=st.sampled_from(EvaluationType),
    title=st.just("会次"),
    review_date=DAYS,
    rulebook_id=st.just("yn-2022-2"),
    period_from=st.none() | DAYS,
    material_deadline=st.none() | DAYS,
)


def row(entry: Entry, setup: RoundSetup, *replies: FormalReply) -> EntryCheck:
    (found,) = formal_table([entry], setup, in_force(), FormalReplies(replies))
    return found


@given(ENTRIES, SETUPS)
def test_that_every_cell_is_answered_in_words_with_its_article(
    entry: Entry, setup: RoundSetup
) -> None:
    for cell in row(entry, setup).items:
        told = explain(cell.because)
        assert told.endswith("。")
        assert cell.because.cites[0] in told
        assert cell.computed in {None, *Compliance}


@given(ENTRIES, SETUPS)
def test_that_an_empty_ledger_decides_nothing_but_what_the_name_says(
    entry: Entry, setup: RoundSetup
) -> None:
    blank = replace(entry, subtype=None, facts=Facts())

    decided = {
        cell.item for cell in row(blank, setup).items if cell.computed is not Compliance.OPEN
    }

    assert decided <= {
        *("platform_name", "changed_before_approval", "laboratory_tasks", "rd_center_results"),
        "annual_report",
    }


@given(ENTRIES, SETUPS, st.sampled_from(Compliance))
def test_that_an_answer_stands_for_the_same_facts_and_never_changes_the_working(
    entry: Entry, setup: RoundSetup, answer: Compliance
) -> None:
    before = row(entry, setup)
    replies = [
        FormalReply("001", cell.item, answer, "已核对", cell.computed, cell.facts)
        for cell in before.items
    ]

    after = row(entry, setup, *replies)

    assert [cell.because for cell in after.items] == [cell.because for cell in before.items]
    assert {cell.answer for cell in after.items} == {answer}
    assert formal_findings([after], in_force()) == () or answer is Compliance.OPEN


@given(ENTRIES, DAYS)
def test_that_every_step_has_a_state_and_says_which_date_is_lacking(
    entry: Entry, day: date
) -> None:
    (due,) = due_on([entry], day, in_force())

    for line in due.lines:
        assert explain(line.because).endswith("。")
        assert line.state is DueState.UNKNOWN or not line.missing
        if line.since and line.until and line.state is DueState.NOW:
            assert line.since <= day <= line.until
