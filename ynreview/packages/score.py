"""A score package as its reader sees it, and whether its sheets are complete and possible."""

from __future__ import annotations

from ynreview.kernel.finding import Finding, Severity
from ynreview.packages import documents
from ynreview.packages.basis import Basis
from ynreview.packages.documents import Submission
from ynreview.packages.reader import OpenedPackage
from ynreview.packages.task import read_document
from ynreview.packages.verdicts import PackageError
from ynreview.panel.people import Roster
from ynreview.scoring.checks import SheetRules, check_sheet


def read_submission(package: OpenedPackage) -> Submission:
    """Read the submission; raises PackageError when head and signer speak of someone else."""
    submission = read_document(package, documents.SUBMISSION, Submission)
    if [signer.name for signer in package.signers] != [submission.expert]:
        raise PackageError("parts_do_not_match", package.file_name)
    if submission.round_id != package.head.round_id:
        raise PackageError("parts_do_not_match", package.file_name)
    return submission


def check_submission(submission: Submission, basis: Basis, roster: Roster) -> tuple[Finding, ...]:
    """Say what makes a submission unusable: missing, foreign or impossible sheets."""
    rules = SheetRules.of(basis.rules)
    known = {one.entry for one in roster.recusals if one.expert == submission.expert}
    recused = known | {one.entry for one in submission.recusals}
    due = [entry for entry in basis.entries if entry.takes_part and entry.number not in recused]
    sheets = {sheet.entry: sheet for sheet in submission.sheets}
    if set(sheets) != {entry.number for entry in due} or len(sheets) != len(submission.sheets):
        params: dict[str, str | int] = {"sheets": len(sheets), "due": len(due)}
        params["expert"] = submission.expert
        cites = rules.missing.citations
        severity = Severity.BLOCKING
        return (Finding("packages.sheets_differ", severity, submission.expert, params, cites),)
    found: list[Finding] = []
    for entry in due:
        form, skipped = basis.form_of(entry), basis.skipped(entry.number)
        found.extend(check_sheet(form, sheets[entry.number], skipped, rules))
    return tuple(finding for finding in found if finding.blocks)
