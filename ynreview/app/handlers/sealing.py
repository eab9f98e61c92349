"""定稿 and 封存: freeze what is printed, then sign it with everything it was computed from."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ynreview.app import commands as c
from ynreview.app.keys import unlock_key
from ynreview.app.outcome import IssuedFile, Outcome, refusal
from ynreview.app.queries.desk import Desk, Finalised, chair_desk
from ynreview.app.queries.finalisable import check_finalisable
from ynreview.app.queries.report import result_report, score_table
from ynreview.app.sealed_here import sealed_here
from ynreview.app.work import Work
from ynreview.kernel.codec import to_plain
from ynreview.kernel.codes import code_of, sha256_hex
from ynreview.kernel.finding import Finding, any_blocking
from ynreview.kernel.journal_chain import journal_to_bytes
from ynreview.packages import documents
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.disk import write_out
from ynreview.packages.sources import Source, Stream
from ynreview.scoring.result import Conclusion, figures_of
from ynreview.storage.records import StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork

CHAIR = "chair"
_PAPERS = ((documents.RESULT_PDF, "pdf"), (documents.RESULT_WORKBOOK, "xlsx"))


@dataclass(frozen=True, slots=True)
class _Papers:
    """The papers of one 定稿, kept so that what was signed by hand is what is sealed."""

    number: int

    def name(self, what: str) -> str:
        return f"finalised/{self.number:04d}/{what}"


def finalise_result(command: c.FinaliseResult, work: Work) -> Outcome:
    """Freeze the result as 定稿 n and write the papers; unchanged, it stays the same 定稿."""
    desk = chair_desk(work.uow)
    findings, finalised = _finalised(desk, work)
    if finalised is None:
        return refusal(*findings)
    return Outcome(
        findings,
        _answer(finalised),
        detail={"number": finalised.number, "digest": finalised.digest},
        changed=desk.finalised is None,
        hand_over=(lambda ask: ask(lambda uow: _write_papers(uow, desk, finalised, command.out)),),
    )


def seal_result(command: c.SealResult, work: Work) -> Outcome:
    """Sign the result package and write it with its papers; again = the same bytes."""
    desk = chair_desk(work.uow)
    findings, finalised = _finalised(desk, work)
    if finalised is None:
        return refusal(*findings)
    sealed = _sealed_before(work.uow, finalised)
    changed = sealed is None
    package = sealed or _seal(desk, finalised, work)

    def hand_over(uow: UnitOfWork) -> tuple[IssuedFile, ...]:
        written = write_out(_blob(uow, package.digest), command.out / package.name)
        result = IssuedFile(written.path, written.digest, written.size, PackageType.RESULT.value)
        return (result, *_write_papers(uow, desk, finalised, command.out))

    data = {**_answer(finalised), "file_code": code_of(package.digest)}
    detail = {"number": finalised.number, "package": package.digest}
    return Outcome(
        findings, data, detail=detail, changed=changed, hand_over=(lambda ask: ask(hand_over),)
    )


def _answer(finalised: Finalised) -> dict[str, str | int]:
    return {"result_code": code_of(finalised.digest), "number": finalised.number}


def _finalised(desk: Desk, work: Work) -> tuple[tuple[Finding, ...], Finalised | None]:
    refused = desk.not_ready()
    if refused is not None:
        return (refused,), None
    conclusion = desk.conclusion()
    findings = check_finalisable(desk, conclusion)
    if any_blocking(findings):
        return findings, None
    if desk.finalised is not None:
        return findings, desk.finalised
    return findings, _freeze(desk, conclusion, work)


def _freeze(desk: Desk, conclusion: Conclusion, work: Work) -> Finalised:
    uow, number = work.uow, desk.finalised_count + 1
    document = documents.ResultDocument(
        round_id=desk.basis.setup.round_id,
        number=number,
        basis_digest=desk.basis.digest,
        rosters=desk.rosters,
        collected=desk.collected,
        record=desk.record,
        figures=figures_of(conclusion, desk.basis.counting),
    )
    content = documents.to_bytes(document)
    finalised = Finalised(number, sha256_hex(content))
    papers = _Papers(number)
    at = work.around.clock.now()
    uow.put_document(papers.name(documents.RESULT), content)
    pdf, workbook = _printed(desk, conclusion, finalised, uow.journal_head(), at)
    uow.put_document(papers.name(documents.RESULT_PDF), pdf)
    uow.put_document(papers.name(documents.RESULT_WORKBOOK), workbook)
    uow.record_decision("finalised", "", to_plain(finalised), at)
    return finalised


def _printed(
    desk: Desk, conclusion: Conclusion, finalised: Finalised, head: str, at: datetime
) -> tuple[bytes, bytes]:
    from ynreview.reports.paper import write_result_pdf
    from ynreview.reports.workbook import write_result_workbook

    code = code_of(finalised.digest)
    report = result_report(desk, conclusion, code, finalised.number, code_of(head), at)
    pdf, workbook = io.BytesIO(), io.BytesIO()
    write_result_pdf(report, pdf)
    write_result_workbook(report, score_table(desk, conclusion), workbook)
    return pdf.getvalue(), workbook.getvalue()


def _write_papers(
    uow: UnitOfWork, desk: Desk, finalised: Finalised, out: Path
) -> tuple[IssuedFile, ...]:
    files = []
    stem = f"{desk.basis.setup.round_id}-P1-result-{finalised.number}"
    for name, kind in _PAPERS:
        content = uow.require_document(_Papers(finalised.number).name(name))
        written = write_out(content, out / f"{stem}.{kind}")
        files.append(IssuedFile(written.path, written.digest, written.size, kind))
    return tuple(files)


def _sealed_before(uow: UnitOfWork, finalised: Finalised) -> StoredPackage | None:
    sealed = uow.packages(PackageType.RESULT.value)
    return next((one for one in sealed if one.revision == finalised.number), None)


def _seal(desk: Desk, finalised: Finalised, work: Work) -> StoredPackage:
    uow, setup = work.uow, desk.basis.setup
    at = work.around.clock.now()
    key = unlock_key(uow, desk.owner.expert, work.pin)
    name = f"{setup.round_id}-P1-result-{finalised.number}"
    head = PackageHead(
        package_id=name,
        round_id=setup.round_id,
        type=PackageType.RESULT,
        created=at,
        signer_role=CHAIR,
        journal_head=uow.journal_head(),
        extra={"Result-Code": code_of(finalised.digest), "Basis-Digest": desk.basis.digest},
    )
    payload = _payload(desk, finalised, uow)
    return sealed_here(uow, head, payload, key, CHAIR, revision=finalised.number)


def _payload(desk: Desk, finalised: Finalised, uow: UnitOfWork) -> dict[str, Source]:
    papers = _Papers(finalised.number)
    certificates = {one.expert: one.certificate.decode("ascii") for one in uow.identities()}
    payload: dict[str, Source] = {
        documents.BASIS_FILE: _blob(uow, desk.basis.digest),
        documents.IDENTITIES: documents.to_bytes(documents.Identities(certificates)),
        documents.JOURNAL: journal_to_bytes(uow.journal_lines()),
    }
    for number, digest in enumerate(desk.rosters, start=1):
        payload[documents.roster_path(number)] = _blob(uow, digest)
    for one in desk.collected:
        path = documents.score_path(one.expert, one.revision)
        payload[path] = _blob(uow, one.digest)
    for name in (documents.RESULT, documents.RESULT_PDF, documents.RESULT_WORKBOOK):
        payload[name] = uow.require_document(papers.name(name))
    return payload


def _blob(uow: UnitOfWork, digest: str) -> Stream:
    return Stream(uow.blob_size(digest), lambda: uow.open_blob(digest))
