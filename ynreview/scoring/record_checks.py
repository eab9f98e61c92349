"""Is what people put on record lawful: states, absences, votes; not grades, not amounts."""

from __future__ import annotations

from collections.abc import Iterator

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import EntryState, Grade
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Kind, VoteShare
from ynreview.scoring.consolidate import Attendance
from ynreview.scoring.quota import TieBreak, TieVote, contested
from ynreview.scoring.record import Confirmation, Record
from ynreview.scoring.result import Conclusion, RoundInputs, Standing

_AWAY = frozenset({Attendance.ABSENT, Attendance.LEFT, Attendance.REPLACED})


def check_record(
    inputs: RoundInputs, record: Record, conclusion: Conclusion, rules: RulesInForce
) -> tuple[Finding, ...]:
    """Say what on record is not lawful, and which entries have too few valid experts.

    The chair's desk asks before it finalises, the verifier asks again.
    """
    return (
        *_check_completed(record, rules),
        *_check_states(inputs, record, rules),
        *_check_absences(inputs, record, rules),
        *_check_votes(record, conclusion, rules),
        *(
            graded.because
            for _, graded in sorted(conclusion.settlement.grades.items())
            if graded.because.code == "scoring.too_few_experts"
        ),
        *_check_amounts_wanted(inputs, record, rules),
    )


def check_tie_vote(
    vote: TieVote, tie: TieBreak, standing: Standing, rules: RulesInForce
) -> tuple[Finding, ...]:
    """Say why a vote among the entries of a tie does not settle it."""
    among, room = contested(tie)
    names = "、".join(sorted(among))
    if not vote.reason.strip():
        return (_refusal("tie_needs_reason", names, rules, "tie_chain", among=names),)
    if not vote.chosen <= among or len(vote.chosen) > room:
        return (_refusal("tie_too_many", names, rules, "tie_chain", among=names, room=room),)
    if not _possible(vote, among, room, standing):
        cast, entitled = sum(vote.votes.values()) + vote.abstain, standing.entitled(among)
        return (_too_many(names, cast, entitled, rules),)
    worst = min((vote.votes.get(one, 0) for one in vote.chosen), default=0)
    best = max((vote.votes.get(one, 0) for one in among - vote.chosen), default=0)
    if vote.chosen and worst <= best:
        return (_refusal("tie_not_separated", names, rules, "tie_chain", among=names),)
    return ()


def check_confirmation(
    confirmation: Confirmation, standing: Standing, rules: RulesInForce
) -> tuple[Finding, ...]:
    """Say when those entitled cannot have cast the votes that confirm 不合格."""
    vote, entitled = confirmation.vote, standing.entitled(frozenset({confirmation.entry}))
    if min(vote.agree, vote.disagree, vote.abstain) >= 0 and vote.cast <= entitled:
        return ()
    return (_too_many(confirmation.entry, vote.cast, entitled, rules),)


def _possible(vote: TieVote, among: frozenset[str], room: int, standing: Standing) -> bool:
    """Whether those entitled can have cast these votes: one for each place, none twice."""
    entitled = standing.entitled(among)
    counts = (*vote.votes.values(), vote.abstain)
    return (
        among.issuperset(vote.votes)
        and 0 <= min(counts) <= max(counts) <= entitled
        and sum(counts) <= entitled * room
    )


def _check_completed(record: Record, rules: RulesInForce) -> Iterator[Finding]:
    if not (record.proposed and record.closed_reason.strip()):
        yield _refusal("record_unfinished", "", rules, "outcomes_post_evaluation")


def _check_states(inputs: RoundInputs, record: Record, rules: RulesInForce) -> Iterator[Finding]:
    entries = {entry.number: entry for entry in inputs.entries}
    for change in record.states:
        entry = entries.get(change.entry)
        back = change.state is EntryState.TAKING_PART
        what = {
            "state_of_unknown": entry is None,
            "state_without_reason": not change.reason.strip(),
            "state_never_issued": entry is not None and back and not entry.takes_part,
        }
        for code, holds in what.items():
            if holds:
                yield _refusal(code, change.entry, rules, "denominator", entry=change.entry)


def _check_absences(inputs: RoundInputs, record: Record, rules: RulesInForce) -> Iterator[Finding]:
    experts = {expert.code: expert for expert in inputs.roster.experts}
    named = [code for note in record.absences for code in (note.expert, note.alternate) if code]
    for note in record.absences:
        alternate = experts.get(note.alternate)
        what = {
            "absence_of_unknown": note.expert not in experts,
            "absence_without_reason": not note.reason.strip(),
            "absence_impossible": note.attendance not in _AWAY
            or (note.attendance is Attendance.REPLACED) is not bool(note.alternate),
            "absence_alternate": bool(note.alternate)
            and (alternate is None or not alternate.is_alternate),
        }
        for code, holds in what.items():
            if holds:
                yield _refusal(code, note.expert, rules, "who_is_valid", expert=note.expert)
    for twice in sorted({code for code in named if named.count(code) > 1}):
        yield _refusal("absence_twice", twice, rules, "who_is_valid", expert=twice)


def _check_votes(record: Record, conclusion: Conclusion, rules: RulesInForce) -> Iterator[Finding]:
    standing = conclusion.standing
    tie = conclusion.proposal.allotment.tie
    if tie is not None and tie.vote is not None:
        yield from check_tie_vote(tie.vote, tie, standing, rules)
    grades = conclusion.settlement.grades
    for one in record.confirmations:
        if one.entry in grades:
            yield from check_confirmation(one, standing, rules)
            if grades[one.entry].grade is Grade.UNQUALIFIED:
                yield from _check_carried(one, standing, rules)


def _check_carried(
    confirmation: Confirmation, standing: Standing, rules: RulesInForce
) -> Iterator[Finding]:
    """Say when the vote that should confirm 不合格 did not."""
    entry, agree = confirmation.entry, confirmation.vote.agree
    entitled = standing.entitled(frozenset({entry}))
    if not rules.ruling("unqualified_vote", VoteShare).params.carried(agree, entitled):
        params: dict[str, str | int] = {"entry": entry, "agree": agree, "entitled": entitled}
        yield _refusal("confirmation_not_carried", entry, rules, "unqualified_vote", **params)


def _check_amounts_wanted(
    inputs: RoundInputs, record: Record, rules: RulesInForce
) -> Iterator[Finding]:
    if record.award is not None and not inputs.rules.suggest_amounts.params.enabled:
        yield _refusal("award_not_wanted", "", rules, "suggest_amounts")


def _too_many(subject: str, cast: int, entitled: int, rules: RulesInForce) -> Finding:
    params: dict[str, str | int] = {"entry": subject, "cast": cast, "entitled": entitled}
    return _refusal("too_many_votes", subject, rules, "tie_vote_entitled", **params)


def _refusal(
    what: str, subject: str, rules: RulesInForce, rule: str, /, **params: str | int
) -> Finding:
    cites = rules.ruling(rule, Kind).citations
    return Finding(f"scoring.{what}", Severity.BLOCKING, subject, params, cites)
