"""Freezing a round and issuing one signed task package per expert."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ynreview.app import commands as c
from ynreview.app.due import payload_sizes
from ynreview.app.issue import Issue, put_issue, stored_issue
from ynreview.app.keys import make_key, unlock_key
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.owner import ORGANISER
from ynreview.app.queries.formal import standing_replies, stored_table
from ynreview.app.queries.readiness import check_readiness, stored_forms, stored_rulebook
from ynreview.app.sealed_here import sealed_here
from ynreview.app.task_writing import Sender, writing
from ynreview.app.watched import Meter
from ynreview.app.work import Work
from ynreview.kernel.codes import code_of
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.packages import documents
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.basis import basis_payload
from ynreview.packages.sources import Source
from ynreview.panel.people import Expert, Roster
from ynreview.signing.keys import SigningKey
from ynreview.storage.unit_of_work import UnitOfWork


def issue_packages(command: c.IssuePackages, work: Work) -> Outcome:
    """Freeze the round the first time, then write task packages; again = the same bytes."""
    uow = work.uow
    issue = stored_issue(uow)
    _fill_reason(command.reason.strip(), uow, issue)
    findings: tuple[Finding, ...] = ()
    if issue is None:
        findings = check_readiness(uow)
        if any_blocking(findings):
            return refusal(*findings)
        issue = _freeze(work)
    key = unlock_key(uow, ORGANISER, work.pin)
    experts = _wanted(command.experts, uow.experts())
    data = {
        "basis_code": code_of(issue.basis),
        "organiser_key_code": key.certificate.key_code,
        "round_id": uow.round_setup().round_id,
    }
    detail = {"basis": issue.basis, "roster": issue.roster, "experts": [e.code for e in experts]}
    sender = Sender(issue, key, command.out, work.around.clock)
    sizes = payload_sizes(uow)
    meter = Meter(work.tell, sum(sizes[expert.code] for expert in experts))
    steps = tuple(writing(sender, expert, meter) for expert in experts)
    return Outcome(findings, data, detail=detail, hand_over=steps)


def _wanted(codes: tuple[str, ...], experts: tuple[Expert, ...]) -> tuple[Expert, ...]:
    known = {expert.code: expert for expert in experts}
    for code in codes:
        if code not in known:
            raise UsageError("app.unknown_expert", expert=code)
    return tuple(known[code] for code in codes) or experts


def _fill_reason(reason: str, uow: UnitOfWork, issue: Issue | None) -> None:
    """Put the 依据说明 into a round that has none; a frozen or given one stays as it is."""
    setup = uow.round_setup()
    if reason in {"", setup.reason}:
        return
    if setup.reason or issue is not None:
        raise UsageError("app.reason_stands", reason=setup.reason or "无")
    uow.put_round_setup(replace(setup, reason=reason))


def _freeze(work: Work) -> Issue:
    uow = work.uow
    at = work.around.clock.now()
    key = make_key(uow, ORGANISER, work.pin)
    setup = uow.round_setup()
    forms = stored_forms(uow)
    replies = standing_replies(stored_table(uow))
    payload = basis_payload(setup, uow.entries(), stored_rulebook(uow).files, forms, replies)
    again = f"-v{setup.version}" if setup.version > 1 else ""
    basis = _frozen(uow, PackageType.BASIS, payload, key, at, f"{setup.round_id}-basis{again}")
    recusals = tuple(recusal for recusal, _ in uow.recusals())
    roster = Roster(setup.round_id, basis, 1, uow.experts(), recusals)
    content: dict[str, Source] = {documents.ROSTER: documents.to_bytes(roster)}
    name = f"{setup.round_id}-roster-1{again}"
    frozen = _frozen(uow, PackageType.ROSTER, content, key, at, name)
    issue = Issue(basis, frozen, at, setup.version)
    put_issue(uow, issue)
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
