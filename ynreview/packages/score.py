"""A score package as its reader sees it, and whether its sheets are complete and possible."""

from __future__ import annotations

from ynreview.kernel.finding import Finding, Severity
from ynreview.packages import documents
from ynreview.packages.basis import Basis
from ynreview.packages.documents import Submission
from ynreview.packages.parts import read_document, require_contents, require_journal
from ynreview.packages.reader import OpenedPackage
from ynreview.packages.verdicts import PackageError
from ynreview.panel.people import Roster
from ynreview.rulebook.kinds import Kind
from ynreview.scoring.checks import SheetRules, check_sheet


def read_submission(package: OpenedPackage) -> Submission:
    """Read the submission; raises PackageError when head and signer speak of someone else."""
    require_contents(package, (documents.SUBMISSION, documents.JOURNAL))
    submission = read_document(package, documents.SUBMISSION, Submission)
    head = package.head
    if (
        [signer.name for signer in package.signers] != [submission.expert]
        or submission.round_id != head.round_id
        or head.extra.get("Expert", submission.expert) != submission.expert
        or head.extra.get("Basis-Digest", submission.basis_digest) != submission.basis_digest
        or any(one.expert != submission.expert for one in submission.recusals)
        or submission.revision < 1
        or (submission.revision == 1) is not (submission.previous_digest is None)
    ):
        raise PackageError("parts_do_not_match", package.file_name)
    require_journal(package)
    return submission


def check_submission(submission: Submission, basis: Basis, roster: Roster) -> tuple[Finding, ...]:
    """Say what makes a submission unusable: missing, foreign or impossible sheets."""
    rules = SheetRules.of(basis.rules)
    recused = {one.entry for one in submission.recusals}
    due = [e for e in basis.due_from(submission.expert, roster) if e.number not in recused]
    sheets = {sheet.entry: sheet for sheet in submission.sheets}
    if set(sheets) != {entry.number for entry in due} or len(sheets) != len(submission.sheets):
        counts = {"sheets": len(submission.sheets), "due": len(due)}
        return (_refusal("sheets_differ", submission, rules.missing.citations, **counts),)
    if submission.revision > 1 and not (submission.reason.strip() or submission.ground):
        cites = basis.rules.ruling("correction_reasons", Kind).citations
        params = {"revision": submission.revision}
        return (_refusal("correction_unexplained", submission, cites, **params),)
    found: list[Finding] = []
    for entry in due:
        form, skipped = basis.form_of(entry), basis.skipped(entry.number)
        found.extend(check_sheet(form, sheets[entry.number], skipped, rules))
    return tuple(finding for finding in found if finding.blocks)


def _refusal(what: str, submission: Submission, cites: tuple[str, ...], **params: int) -> Finding:
    named: dict[str, str | int] = {"expert": submission.expert, **params}
    return Finding(f"packages.{what}", Severity.BLOCKING, submission.expert, named, cites)
