"""Answers of the organiser: in force only for the facts they were given for; what is left."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from formal_world import APPLICANT, DAY, FOUNDED, applied, cells, rules_of, setup_of

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Compliance, EntryState, EvaluationType, FormalItem, Subtype
from ynreview.messages import explain
from ynreview.panel.entries import Entry
from ynreview.panel.formal.findings import formal_findings
from ynreview.panel.formal.replies import FormalReplies, FormalReply, ItemAnswer
from ynreview.panel.formal.table import formal_table

MET, NOT_MET, OPEN = Compliance.MET, Compliance.NOT_MET, Compliance.OPEN
ESTABLISHMENT, POST = EvaluationType.ESTABLISHMENT, EvaluationType.POST_EVALUATION
FEW_FOREIGN = replace(APPLICANT, facts=replace(APPLICANT.facts, foreign_researchers=4))


def reply_to(entry: Entry, item: FormalItem, answer: Compliance, reason: str) -> FormalReply:
    cell = cells(entry, ESTABLISHMENT)[item]
    return FormalReply(entry.number, item, answer, reason, cell.computed, cell.facts)


def told(
    entries: list[Entry], kind: EvaluationType, *replies: FormalReply, **setup: Any
) -> list[Finding]:
    rules = rules_of(DAY)
    table = formal_table(entries, setup_of(kind, DAY, **setup), rules, FormalReplies(replies))
    return list(formal_findings(table, rules))


def test_that_an_answer_stands_in_place_of_what_was_open() -> None:
    reply = reply_to(APPLICANT, FormalItem.FIELD_CONFORMS, MET, "已核对申报书")

    cell = cells(APPLICANT, ESTABLISHMENT, DAY, reply)[FormalItem.FIELD_CONFORMS]

    assert (cell.answer, cell.computed, cell.reason) == (MET, OPEN, "已核对申报书")
    assert (cell.overridden, cell.is_open) == (True, False)


def test_that_a_reason_lets_a_platform_take_part_and_leaves_it_not_met() -> None:
    before = cells(FEW_FOREIGN, ESTABLISHMENT)[FormalItem.FOREIGN_STAFF]
    reply = reply_to(FEW_FOREIGN, FormalItem.FOREIGN_STAFF, NOT_MET, "1 人在签证中")

    cell = cells(FEW_FOREIGN, ESTABLISHMENT, DAY, reply)[FormalItem.FOREIGN_STAFF]

    assert (before.answer, before.is_open) == (NOT_MET, True)
    assert (cell.answer, cell.is_open) == (NOT_MET, False)


@pytest.mark.parametrize("facts", [{"foreign_researchers": 3}, {"full_time_staff": 23}])
def test_that_an_answer_falls_with_the_facts_it_was_given_for(facts: dict[str, int]) -> None:
    reply = reply_to(FEW_FOREIGN, FormalItem.FOREIGN_STAFF, NOT_MET, "1 人在签证中")
    imported = replace(FEW_FOREIGN, facts=replace(FEW_FOREIGN.facts, **facts))

    cell = cells(imported, ESTABLISHMENT, DAY, reply)[FormalItem.FOREIGN_STAFF]
    again = [one for one in told([imported], ESTABLISHMENT, reply) if "answer_again" in one.code]

    assert (cell.answer, cell.reply, cell.outdated) == (NOT_MET, None, reply)
    assert [one.params for one in again] == [{"entry": "003", "item": "外籍研究人员"}]


def test_that_an_answer_outlives_facts_that_its_item_does_not_read() -> None:
    reply = reply_to(FEW_FOREIGN, FormalItem.FOREIGN_STAFF, NOT_MET, "1 人在签证中")
    imported = replace(FEW_FOREIGN, facts=replace(FEW_FOREIGN.facts, director="李明"))

    cell = cells(imported, ESTABLISHMENT, DAY, reply)[FormalItem.FOREIGN_STAFF]

    assert cell.reply == reply


def test_that_an_answer_falls_when_another_day_changes_what_is_worked_out() -> None:
    day, later = date(2025, 6, 10), date(2025, 6, 11)
    young = cells(FOUNDED, POST, day)[FormalItem.POST_EVALUATION_AFTER]
    item = FormalItem.POST_EVALUATION_AFTER
    reply = FormalReply(FOUNDED.number, item, NOT_MET, "提前", young.computed, young.facts)

    assert cells(FOUNDED, POST, day, reply)[item].reply == reply
    assert cells(FOUNDED, POST, later, reply)[item].reply is None


def test_that_what_is_not_met_is_told_in_the_model_s_words_until_a_reason_is_given() -> None:
    reply = reply_to(FEW_FOREIGN, FormalItem.FOREIGN_STAFF, NOT_MET, "1 人在签证中")

    (found,) = [one for one in told([FEW_FOREIGN], ESTABLISHMENT) if one.subject == "003"][:1]
    after = told([FEW_FOREIGN], ESTABLISHMENT, reply)

    assert (found.severity, found.cites) == (Severity.WARNING, ("第九条第（四）项",))
    assert explain(found) == (
        "003 号专职科技人员 22 人，其中外籍研究人员 4 人，少于 5 人（第九条第（四）项；"
        "外籍人员计入专职人数）。请核对申报书；仍予参评的，请填写理由。"
    )
    assert found not in after


def test_that_only_the_general_conditions_are_waived_without_naming_the_department() -> None:
    no_tasks = replace(APPLICANT, facts=replace(APPLICANT.facts, tasks_led=0))

    codes = [one.code for one in told([no_tasks], ESTABLISHMENT)]

    assert "formal.further_condition_not_met" in codes
    assert "formal.condition_not_met" not in codes


def test_that_open_items_are_told_once_with_every_platform() -> None:
    other = replace(APPLICANT, number="004")

    found = {one.params["item"]: one for one in told([APPLICANT, other], ESTABLISHMENT)}

    assert found.keys() == {"设在省内", "研究方向", "不重复支持"}
    assert found["研究方向"].params["entries"] == "003、004"
    assert found["研究方向"].severity is Severity.WARNING


def test_that_nothing_blocks_and_names_are_notes_only() -> None:
    odd = replace(APPLICANT, name="高原咖啡实验室", subtype=Subtype.OVERSEAS)

    found = told([odd], ESTABLISHMENT)

    assert not any(one.blocks for one in found)
    notes = [one.params["text"] for one in found if one.severity is Severity.NOTE]
    assert len(notes) == 2
    assert any("没有描述的合作方式" in str(text) for text in notes)


def test_that_a_platform_out_of_range_is_told_how_to_leave_the_round() -> None:
    day = {"review_date": date(2025, 6, 10)}
    rules = rules_of(DAY)
    setup = replace(setup_of(POST), **day)
    table = formal_table([FOUNDED], setup, rules, FormalReplies())

    (found,) = [one for one in formal_findings(table, rules) if one.code == "formal.out_of_range"]

    assert "请将状态改为不符合评估条件" in explain(found)


def test_that_who_does_not_take_part_is_not_asked() -> None:
    gone = replace(APPLICANT, state=EntryState.WITHDRAWN)

    assert formal_table([gone], setup_of(ESTABLISHMENT), rules_of(), FormalReplies()) == ()


def test_that_open_without_a_reason_takes_an_answer_back() -> None:
    item = FormalItem.STAFF

    assert ItemAnswer("003", item, OPEN).takes_back
    assert not ItemAnswer("003", item, OPEN, "数字待单位说明").takes_back
    assert not ItemAnswer("003", item, MET).takes_back


def test_that_every_cell_has_a_sentence_with_its_article() -> None:
    blank = replace(APPLICANT.facts, **dict.fromkeys(("full_time_staff", "has_agreement")))
    entries = [APPLICANT, FOUNDED, FEW_FOREIGN, replace(APPLICANT, facts=blank)]
    for kind in EvaluationType:
        for row in formal_table(entries, setup_of(kind), rules_of(), FormalReplies()):
            for cell in row.items:
                assert cell.because.cites
                assert cell.because.cites[0] in explain(cell.because)


def test_that_the_facts_of_a_cell_are_said_in_words() -> None:
    facts = applied()[FormalItem.OWN_FUNDS].facts

    assert facts == {
        "lead_nature": "企业",
        "own_monetary_funds": "600",
        "provincial_grant": "",
        "requested_grant": "200",
    }
