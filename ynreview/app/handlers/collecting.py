"""收卷: score packages in, each proven and judged on its own; the last awaited one closes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ynreview.app import commands as c
from ynreview.app.handlers.roster_taking import take_roster
from ynreview.app.outcome import Outcome
from ynreview.app.queries.desk import Closing, Desk, chair_desk
from ynreview.app.stored import store_submission
from ynreview.app.work import Work
from ynreview.kernel.codec import to_plain
from ynreview.kernel.codes import normal_code
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding
from ynreview.messages import label
from ynreview.packages.bag import PackageType
from ynreview.packages.documents import SUBMISSION, CollectedPackage, Submission
from ynreview.packages.reader import OpenedPackage, open_package
from ynreview.packages.score import check_submission, read_submission
from ynreview.packages.verdicts import PackageError
from ynreview.rulebook.kinds import Kind
from ynreview.signing.certificates import Certificate
from ynreview.storage.records import Identity, StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork

ACCEPTED = "accepted"
UNCHANGED = "unchanged"
NEEDS_CONFIRMATION = "needs_confirmation"


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A proven score package on the chair's machine."""

    package: OpenedPackage
    submission: Submission
    path: Path

    @property
    def certificate(self) -> Certificate:
        return self.package.signers[0].certificate


def collect_package(command: c.CollectPackage, work: Work) -> Outcome:
    """Take one package in, or say in one sentence why not; the same again changes nothing."""
    desk = chair_desk(work.uow)
    with open_package(command.file) as package:
        _require_of_the_round(package, desk)
        if package.head.type is PackageType.ROSTER:
            return take_roster(package, command.file, desk, work)
        submission = read_submission(package)
        arrival = _Arrival(package, submission, command.file)
        finding = _belongs(arrival, desk) or _signed_by_the_expert(arrival, desk, work.uow)
        if finding is None:
            known = _known(arrival, desk)
            if known is not None:
                return _answer(arrival, UNCHANGED, desk, changed=False)
            finding = _in_sequence(arrival, desk) or _after_close(arrival, desk)
        if finding is not None:
            return _set_aside(arrival, desk, finding)
        problems = check_submission(submission, desk.basis, desk.roster)
        if problems:
            return _set_aside(arrival, desk, *problems)
        if not _confirmed(arrival, command, work.uow):
            return _set_aside(
                arrival,
                desk,
                desk.finding(
                    NEEDS_CONFIRMATION,
                    "signature_standing",
                    expert=submission.expert,
                    code=arrival.certificate.key_code,
                ),
            )
        _take_in(arrival, work)
        return _closing_itself(arrival, desk, work)


def _require_of_the_round(package: OpenedPackage, desk: Desk) -> None:
    name, setup = package.file_name, desk.basis.setup
    if package.head.type not in {PackageType.SCORE, PackageType.ROSTER}:
        raise PackageError("not_a_score", name, type=label(package.head.type))
    if package.head.round_id != setup.round_id:
        raise PackageError(
            "other_round", name, found=package.head.round_id, own=setup.round_id, title=setup.title
        )


def _belongs(arrival: _Arrival, desk: Desk) -> Finding | None:
    submission = arrival.submission
    expert = desk.roster.expert(submission.expert)
    params = {"package": arrival.path.name, "expert": submission.expert}
    if submission.round_id != desk.basis.setup.round_id:
        return desk.finding("other_round", "result_code", **params)
    if submission.basis_digest != desk.basis.digest:
        return desk.finding("other_basis", "result_code", **params)
    if expert is None:
        return desk.finding("unknown_signer", "result_code", **params)
    return None


def _signed_by_the_expert(arrival: _Arrival, desk: Desk, uow: UnitOfWork) -> Finding | None:
    expert, certificate = arrival.submission.expert, arrival.certificate
    rule, code = "signature_standing", certificate.key_code
    for one in uow.identities():
        same = one.certificate == certificate.pem
        if one.expert == expert and not same:
            return desk.finding("other_signer", rule, expert=expert, known=one.key_code, found=code)
        if one.expert != expert and same:
            return desk.finding("shared_key", rule, expert=expert, other=one.expert, code=code)
    return None


def _known(arrival: _Arrival, desk: Desk) -> CollectedPackage | None:
    return next((one for one in desk.collected if one.digest == arrival.package.digest), None)


def _in_sequence(arrival: _Arrival, desk: Desk) -> Finding | None:
    submission = arrival.submission
    earlier = [one for one in desk.collected if one.expert == submission.expert]
    if not earlier:
        return None
    last = earlier[-1]
    params: dict[str, str | int] = {
        "expert": submission.expert,
        "revision": submission.revision,
        "last": last.revision,
    }
    same = [one for one in earlier if one.revision == submission.revision]
    if same:
        return desk.finding("revision_conflict", "old_submissions_stay", **params)
    if submission.revision < last.revision:
        return desk.finding("older_revision", "old_submissions_stay", **params)
    if submission.revision != last.revision + 1 or submission.previous_digest != last.digest:
        return desk.finding("revision_gap", "old_submissions_stay", **params)
    return None


def _after_close(arrival: _Arrival, desk: Desk) -> Finding | None:
    expert = arrival.submission.expert
    if not desk.closed:
        return None
    if expert not in desk.submissions:
        return desk.finding("late_after_close", "chair_scores_first", expert=expert)
    if arrival.submission.ground is None:
        grounds = "correction_grounds"
        model = "、".join(desk.basis.rules.ruling(grounds, Kind).refers_to)
        return desk.finding("collection_closed", grounds, expert=expert, model=model)
    return None


def _confirmed(arrival: _Arrival, command: c.CollectPackage, uow: UnitOfWork) -> bool:
    if any(one.expert == arrival.submission.expert for one in uow.identities()):
        return True
    return command.confirm_all or arrival.certificate.key_code in confirmed_codes(command.confirm)


def confirmed_codes(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the codes as they are printed; raises UsageError for what is none."""
    try:
        return frozenset(normal_code(text) for text in texts)
    except ValueError as error:
        raise UsageError("app.not_a_code", text="、".join(texts)) from error


def _take_in(arrival: _Arrival, work: Work) -> None:
    uow, submission = work.uow, arrival.submission
    now = work.around.clock.now()
    code = arrival.certificate.key_code
    if all(one.expert != submission.expert for one in uow.identities()):
        pem = arrival.certificate.pem
        uow.put_identity(Identity(submission.expert, pem, code, now))
    with arrival.package.open_whole() as stream:
        blob = uow.put_blob(stream)
    uow.put_package(
        StoredPackage(
            digest=blob.digest,
            type=PackageType.SCORE.value,
            name=arrival.path.name,
            at=now,
            expert=submission.expert,
            revision=submission.revision,
            key_code=code,
            state=ACCEPTED,
        )
    )
    store_submission(uow, blob.digest, arrival.package.read(SUBMISSION))
    taken = CollectedPackage(submission.expert, submission.revision, blob.digest, code)
    uow.record_decision("collected", submission.expert, to_plain(taken), now)


def _closing_itself(arrival: _Arrival, before: Desk, work: Work) -> Outcome:
    """Close with the last awaited package; a correction of one that was in closes nothing."""
    desk = chair_desk(work.uow)
    awaited = arrival.submission.expert in before.outstanding
    if awaited and desk.closes_itself and not desk.closed and not desk.outstanding:
        closing = Closing(reason="应收评分包已全部收入")
        now = work.around.clock.now()
        work.uow.record_decision("closed", "", to_plain(closing), now)
        desk = chair_desk(work.uow)
    return _answer(arrival, ACCEPTED, desk, changed=True)


def _answer(arrival: _Arrival, verdict: str, desk: Desk, *, changed: bool) -> Outcome:
    submission = arrival.submission
    data = {
        "path": str(arrival.path),
        "expert": submission.expert,
        "revision": submission.revision,
        "key_code": arrival.certificate.key_code,
        "verdict": verdict,
        "digest": arrival.package.digest,
        "closed": desk.closed,
        **counts(desk),
    }
    detail = {key: data[key] for key in ("expert", "revision", "key_code", "digest", "closed")}
    return Outcome(data=data, subject=submission.expert, detail=detail, changed=changed)


def counts(desk: Desk) -> dict[str, int]:
    """Return how many packages are expected and how many of them are in."""
    received = sum(code in desk.submissions for code in desk.expected)
    return {"expected": len(desk.expected), "received": received}


def _set_aside(arrival: _Arrival, desk: Desk, *findings: Finding) -> Outcome:
    answer = _answer(arrival, findings[0].code.partition(".")[2], desk, changed=False)
    return Outcome(tuple(findings), answer.data, changed=False)
