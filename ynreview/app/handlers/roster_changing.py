"""名单变更 after issue: roster n + 1, and task packages for those who are new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ynreview.app import commands as c
from ynreview.app.column_maps import known_maps
from ynreview.app.due import payload_sizes
from ynreview.app.issue import Issue, LaterRoster, put_issue, stored_issue
from ynreview.app.keys import unlock_key
from ynreview.app.outcome import Ask, HandOver, IssuedFile, Outcome, refusal
from ynreview.app.owner import ORGANISER
from ynreview.app.queries.panel_checks import panel_findings, suggested_recusals
from ynreview.app.queries.readiness import stored_rules
from ynreview.app.sealed_here import sealed_here
from ynreview.app.task_writing import Sender, writing
from ynreview.app.watched import Meter
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Role
from ynreview.messages import label
from ynreview.packages import documents
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.disk import write_out
from ynreview.packages.sources import Stream
from ynreview.panel.people import Expert, Recusal, Roster
from ynreview.storage.records import RecusalSource

if TYPE_CHECKING:
    from ynreview.app.work import Work
    from ynreview.signing.keys import SigningKey

Experts = tuple[Expert, ...]


def change_roster(command: c.ChangeRoster, work: Work) -> Outcome:
    """Sign the next roster and write it, with task packages for new experts, into ``out``.

    Those who stay keep their packages and sheets. The same list again writes the same files.
    """
    from ynreview.intake.people import read_panel

    uow, reason = work.uow, command.reason.strip()
    issue = stored_issue(uow)
    if issue is None:
        raise YnReviewError("issue.not_issued_yet")
    if not reason:
        raise UsageError("app.reason_missing")
    panel = read_panel(command.file, known=known_maps(uow, "panel"))
    before, after = uow.experts(), panel.experts
    blocking = [finding for finding in panel.findings if finding.blocks]
    blocking += _check_change(before, after, command.recusals, work) if not blocking else []
    if blocking:
        return refusal(*blocking)
    changed = after != before
    if not (changed or issue.later):
        raise UsageError("issue.roster_unchanged")
    told = _told(after, before, work)
    if command.dry_run:
        data = _data(len(issue.rosters) + changed, before, after)
        return Outcome(told, data, changed=False)
    key = unlock_key(uow, ORGANISER, work.pin)
    if changed:
        issue = _next_roster(command, before, after, issue, key, work)
    newest = issue.later[-1]
    data = {**_data(newest.number, before, after), "added_experts": list(newest.experts)}
    detail = {**data, "digest": newest.digest, "reason": reason}
    steps = _steps(newest, Sender(issue, key, command.out, work.around.clock), work)
    return Outcome(told, data, detail=detail, changed=changed, hand_over=steps)


def _data(number: int, before: Experts, after: Experts) -> dict[str, Any]:
    codes, former = {one.code for one in after}, {one.code for one in before}
    return {
        "roster_number": number,
        "added_experts": [one.code for one in after if one.code not in former],
        "removed_experts": [one.code for one in before if one.code not in codes],
    }


def _steps(newest: LaterRoster, sender: Sender, work: Work) -> tuple[HandOver, ...]:
    sizes = payload_sizes(work.uow)
    meter = Meter(work.tell, sum(sizes[code] for code in newest.experts))
    known = {expert.code: expert for expert in work.uow.experts()}
    tasks = (writing(sender, known[code], meter) for code in newest.experts)
    return (_roster_file(newest, sender.out, work.uow.round_setup().round_id), *tasks)


def _check_change(
    before: Experts, after: Experts, recusals: tuple[Recusal, ...], work: Work
) -> list[Finding]:
    """Say what of a change would make sheets that are under way worthless or the panel unfit."""
    kept = {one.code: one for one in after}
    fresh = set(kept) - {one.code for one in before}
    numbers = {entry.number for entry in work.uow.entries()}
    found = [finding for one in before for finding in _check_kept(one, kept.get(one.code))]
    for recusal in set(recusals) - {one for one, _ in work.uow.recusals()}:
        if recusal.entry not in numbers:
            raise UsageError("app.unknown_entry", entry=recusal.entry)
        if recusal.expert not in fresh:
            found.append(_blocking("roster_recusal_of_kept", recusal.expert))
        elif recusal.lacks_note:
            found.append(_blocking("roster_recusal_needs_note", recusal.expert))
    told = panel_findings(after, stored_rules(work.uow))
    return [*found, *(finding for finding in told if finding.blocks)]


def _check_kept(before: Expert, after: Expert | None) -> Iterator[Finding]:
    if after is None:
        if before.role in {Role.CHAIR, Role.DEPUTY}:
            role = label(before.role)
            yield _blocking("roster_leader_stays", before.code, name=before.name, role=role)
        return
    if after.name != before.name:
        names = {"before": before.name, "after": after.name}
        yield _blocking("roster_code_used_again", before.code, **names)
    elif after.role is not before.role:
        roles = {"before": label(before.role), "after": label(after.role)}
        yield _blocking("roster_role_changed", before.code, name=before.name, **roles)


def _blocking(what: str, expert: str, **params: str) -> Finding:
    told = {"expert": expert, **params}
    return Finding(f"issue.{what}", Severity.BLOCKING, expert, told)


def _told(after: Experts, before: Experts, work: Work) -> tuple[Finding, ...]:
    """Return what is worth knowing of the new panel: its size, and likely recusals of the new."""
    uow = work.uow
    rules, recusals = stored_rules(uow), [recusal for recusal, _ in uow.recusals()]
    known = {one.code for one in before}
    people = [one for one in after if one.code not in known]
    return (
        *panel_findings(after, rules),
        *suggested_recusals(uow.entries(), people, recusals, rules),
    )


def _next_roster(  # noqa: PLR0913, PLR0917 - what a roster is made of
    command: c.ChangeRoster,
    before: Experts,
    after: Experts,
    issue: Issue,
    key: SigningKey,
    work: Work,
) -> Issue:
    uow, setup = work.uow, work.uow.round_setup()
    kept = {one.code for one in after}
    uow.replace_experts(after)
    for one, _ in uow.recusals():
        if one.expert not in kept:
            uow.drop_recusal(one.expert, one.entry)
    for recusal in command.recusals:
        uow.put_recusal(recusal, RecusalSource.ORGANISER)
    number, at = len(issue.rosters) + 1, work.around.clock.now()
    recusals = tuple(recusal for recusal, _ in uow.recusals())
    roster = Roster(setup.round_id, issue.basis, number, after, recusals, command.reason.strip())
    head = PackageHead(
        package_id=f"{setup.round_id}-roster-{number}",
        round_id=setup.round_id,
        type=PackageType.ROSTER,
        created=at,
        signer_role=ORGANISER,
        journal_head=uow.journal_head(),
    )
    content = {documents.ROSTER: documents.to_bytes(roster)}
    sealed = sealed_here(uow, head, content, key, ORGANISER)
    fresh = tuple(sorted(kept - {one.code for one in before}))
    later = LaterRoster(number, sealed.digest, at, fresh, roster.reason)
    issue = replace(issue, later=(*issue.later, later))
    put_issue(uow, issue)
    return issue


def _roster_file(roster: LaterRoster, out: Path, round_id: str) -> HandOver:
    def hand_over(ask: Ask) -> tuple[IssuedFile, ...]:
        source = ask(
            lambda uow: Stream(uow.blob_size(roster.digest), lambda: uow.open_blob(roster.digest))
        )
        written = write_out(source, out / f"{round_id}-roster-{roster.number}.ynr")
        kind = PackageType.ROSTER.value
        return (IssuedFile(written.path, written.digest, written.size, kind, _CHAIR),)

    return hand_over


_CHAIR = "chair"
