"""收入新名单: roster n + 1 on the chair's desk; what was collected must go on to count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.desk import Desk, TakenRoster, chair_desk
from ynreview.app.stored import store_roster, stored_submission
from ynreview.kernel.codec import to_plain
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Role
from ynreview.packages.score import check_submission
from ynreview.packages.task import read_roster
from ynreview.panel.people import Roster
from ynreview.storage.records import StoredPackage

if TYPE_CHECKING:
    from ynreview.app.work import Work
    from ynreview.packages.reader import OpenedPackage
    from ynreview.storage.unit_of_work import UnitOfWork

TAKEN, UNCHANGED = "roster", "unchanged"


def take_roster(package: OpenedPackage, path: Path, desk: Desk, work: Work) -> Outcome:
    """Put a proven roster package in force, or say in one sentence why not."""
    uow = work.uow
    roster = read_roster(package)
    if package.digest in desk.rosters:
        return _answer(package, path, roster, desk, UNCHANGED)
    finding = _check_origin(package, roster, desk) or _check_collected(roster, desk, uow)
    if finding is not None:
        answer = _answer(package, path, roster, desk, finding.code.partition(".")[2])
        return Outcome(refusal(finding).findings, answer.data, changed=False)
    now = work.around.clock.now()
    with package.open_whole() as stream:
        blob = uow.put_blob(stream)
    store_roster(uow, package)
    kind, code = package.head.type.value, package.signers[0].key_code
    uow.put_package(StoredPackage(blob.digest, kind, path.name, now, key_code=code))
    taken = TakenRoster(roster.number, blob.digest)
    uow.record_decision("roster", str(roster.number), to_plain(taken), now)
    return _answer(package, path, roster, chair_desk(uow), TAKEN)


def _check_origin(package: OpenedPackage, roster: Roster, desk: Desk) -> Finding | None:
    given, wanted = package.signers[0].key_code, desk.owner.organiser_key_code
    name, expected = package.file_name, len(desk.rosters) + 1
    if given != wanted:
        return _refused("roster_of_another_signer", package=name, found=given, wanted=wanted)
    if roster.basis_digest != desk.basis.digest:
        return _refused("roster_of_another_basis", package=name)
    if roster.number != expected:
        return _refused("roster_out_of_turn", number=roster.number, expected=expected)
    if desk.closed:
        return _refused("roster_after_close", number=roster.number)
    return None


def _check_collected(roster: Roster, desk: Desk, uow: UnitOfWork) -> Finding | None:
    """Require everyone who handed in to stay, with sheets that are still whole and no more."""
    owner = roster.expert(desk.owner.expert)
    if owner is None or owner.role not in {Role.CHAIR, Role.DEPUTY}:
        return _refused("roster_without_chair", number=roster.number, expert=desk.owner.expert)
    for one in desk.collected:
        if roster.expert(one.expert) is None:
            return _refused("roster_drops_collected", number=roster.number, expert=one.expert)
        submission = stored_submission(uow, one.digest)
        if check_submission(submission, desk.basis, roster):
            return _refused("roster_against_sheets", number=roster.number, expert=one.expert)
    return None


def _refused(what: str, **params: str | int) -> Finding:
    subject = str(params.get("expert", ""))
    return Finding(f"issue.{what}", Severity.BLOCKING, subject, params)


def _answer(
    package: OpenedPackage, path: Path, roster: Roster, desk: Desk, verdict: str
) -> Outcome:
    data = {
        "path": str(path),
        "expert": None,
        "revision": roster.number,
        "key_code": package.signers[0].key_code,
        "verdict": verdict,
        "digest": package.digest,
        "closed": desk.closed,
        "expected": len(desk.expected),
        "received": sum(code in desk.submissions for code in desk.expected),
    }
    detail = {"roster": roster.number, "digest": package.digest, "reason": roster.reason}
    return Outcome(data=data, subject="", detail=detail, changed=verdict == TAKEN)
