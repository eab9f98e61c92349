"""Freezing a round and issuing one signed task package per expert."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ynreview.app import commands as c
from ynreview.app.keys import make_key, unlock_key
from ynreview.app.outcome import IssuedFile, Outcome, refusal
from ynreview.app.owner import ORGANISER
from ynreview.app.queries.readiness import check_readiness, stored_forms, stored_rulebook
from ynreview.app.sealed_here import sealed_here
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.app.work import Work
from ynreview.kernel.codes import code_of
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.packages import documents
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.basis import basis_payload
from ynreview.packages.disk import write_out
from ynreview.packages.sources import Source, Stream
from ynreview.packages.writer import seal_package
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Roster
from ynreview.signing.keys import SigningKey
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Issue:
    """What was frozen: the digests of basis and roster, and the moment of signing."""

    basis: str
    roster: str
    at: datetime


def issue_packages(command: c.IssuePackages, work: Work) -> Outcome:
    """Freeze the round the first time, then write every task package; again = the same bytes."""
    issue = _issued(work.uow)
    _fill_reason(command.reason.strip(), work.uow, issue)
    findings: tuple[Finding, ...] = ()
    if issue is None:
        findings = check_readiness(work.uow)
        if any_blocking(findings):
            return refusal(*findings)
        issue = _freeze(work)
    key = unlock_key(work.uow, ORGANISER, work.pin)
    experts = work.uow.experts()
    frozen, out = issue, command.out

    def hand_over(uow: UnitOfWork) -> tuple[IssuedFile, ...]:
        return tuple(_task(uow, expert, frozen, key, out) for expert in experts)

    data = {
        "basis_code": code_of(issue.basis),
        "organiser_key_code": key.certificate.key_code,
        "round_id": work.uow.round_setup().round_id,
    }
    detail = {"basis": issue.basis, "roster": issue.roster, "experts": [e.code for e in experts]}
    return Outcome(findings, data, detail=detail, hand_over=(hand_over,))


def _fill_reason(reason: str, uow: UnitOfWork, issue: Issue | None) -> None:
    """Put the 依据说明 into a round that has none; a frozen or given one stays as it is."""
    setup = uow.round_setup()
    if reason in {"", setup.reason}:
        return
    if setup.reason or issue is not None:
        raise UsageError("app.reason_stands", reason=setup.reason or "无")
    uow.put_round_setup(replace(setup, reason=reason))


def _issued(uow: UnitOfWork) -> Issue | None:
    content = uow.document(ISSUE_DOCUMENT)
    return documents.from_bytes(Issue, content) if content is not None else None


def _freeze(work: Work) -> Issue:
    uow = work.uow
    at = work.around.clock.now()
    key = make_key(uow, ORGANISER, work.pin)
    setup = uow.round_setup()
    forms = stored_forms(uow)
    payload = basis_payload(setup, uow.entries(), stored_rulebook(uow).files, forms)
    basis = _frozen(uow, PackageType.BASIS, payload, key, at, f"{setup.round_id}-basis")
    recusals = tuple(recusal for recusal, _ in uow.recusals())
    roster = Roster(setup.round_id, basis, 1, uow.experts(), recusals)
    content: dict[str, Source] = {documents.ROSTER: documents.to_bytes(roster)}
    name = f"{setup.round_id}-roster-1"
    issue = Issue(basis, _frozen(uow, PackageType.ROSTER, content, key, at, name), at)
    uow.put_document(ISSUE_DOCUMENT, documents.to_bytes(issue))
    return issue


def _frozen(  # noqa: PLR0913, PLR0917 - what a package is made of
    uow: UnitOfWork,
    kind: PackageType,
    payload: dict[str, Source],
    key: SigningKey,
    at: datetime,
    name: str,
) -> str:
    head = PackageHead(
        package_id=name,
        round_id=uow.round_setup().round_id,
        type=kind,
        created=at,
        signer_role=ORGANISER,
        journal_head=uow.journal_head(),
    )
    return sealed_here(uow, head, payload, key, ORGANISER).digest


def _task(uow: UnitOfWork, expert: Expert, issue: Issue, key: SigningKey, out: Path) -> IssuedFile:
    setup = uow.round_setup()
    recused = {recusal.entry for recusal, _ in uow.recusals() if recusal.expert == expert.code}
    entries = [entry for entry in uow.entries() if entry.takes_part and entry.number not in recused]
    files, payload = _attachments(uow, entries)
    assignment = documents.Assignment(
        round_id=setup.round_id,
        basis_digest=issue.basis,
        roster_digest=issue.roster,
        expert=expert.code,
        role=expert.role,
        version=1,
        entries=tuple(entry.number for entry in entries),
        files=files,
    )
    payload |= {
        documents.ASSIGNMENT: documents.to_bytes(assignment),
        documents.BASIS_FILE: _blob(uow, issue.basis),
        documents.ROSTER_FILE: _blob(uow, issue.roster),
    }
    name = f"{setup.round_id}-{expert.code}-task-v{assignment.version}"
    head = PackageHead(
        package_id=name,
        round_id=setup.round_id,
        type=PackageType.TASK,
        created=issue.at,
        signer_role=ORGANISER,
        extra={"Expert": expert.code, "Basis-Digest": issue.basis},
    )
    with tempfile.TemporaryDirectory(prefix="ynreview-") as folder:
        sealed = Path(folder, f"{name}.ynr")
        seal_package(name, head, payload, key, ORGANISER, issue.at, sealed)
        written = write_out(sealed, out / sealed.name)
    return IssuedFile(
        written.path, written.digest, written.size, PackageType.TASK.value, expert.code
    )


def _attachments(
    uow: UnitOfWork, entries: list[Entry]
) -> tuple[tuple[documents.IssuedFile, ...], dict[str, Source]]:
    files = []
    payload: dict[str, Source] = {}
    for place, entry in enumerate(entries, start=1):
        for count, attachment in enumerate(entry.attachments, start=1):
            path = f"files/{place:04d}/{count:02d}.pdf"
            payload[path] = _blob(uow, attachment.digest)
            files.append(
                documents.IssuedFile(
                    entry.number, path, attachment.name, attachment.digest, attachment.size
                )
            )
    return tuple(files), payload


def _blob(uow: UnitOfWork, digest: str) -> Stream:
    return Stream(uow.blob_size(digest), lambda: uow.open_blob(digest))
