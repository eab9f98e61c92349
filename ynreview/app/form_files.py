"""Score forms from and to files outside the dossier: TOML, workbook, and paper to fill in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.messages import explain, label
from ynreview.messages.explain import cell_address
from ynreview.rulebook.form_checks import check_form
from ynreview.rulebook.form_table_reading import FormReading
from ynreview.rulebook.form_writing import form_to_toml
from ynreview.rulebook.forms import ScoreForm, load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnchorLevels
from ynreview.rulebook.model import RulebookProblems

TOML, WORKBOOK, PAPER = ".toml", ".xlsx", ".pdf"


@dataclass(frozen=True, slots=True)
class FormIntake:
    """What a file holds: the form as TOML, None when it cannot be read, and every fault found.

    A form with faults of content can still be worked on.
    """

    content: bytes | None
    form: ScoreForm | None
    findings: tuple[Finding, ...]


def read_form_file(
    path: Path, base: ScoreForm, rules: RulesInForce, anchors: AnchorLevels
) -> FormIntake:
    """Read a form from TOML or a workbook; ``base`` gives what a workbook leaves out.

    Raises YnReviewError when the file is neither, or of another evaluation or kind.
    """
    from ynreview.intake.source import read_content

    if path.suffix.lower() != TOML:
        return _from_workbook(path, base, rules, anchors)
    content = read_content(path)
    try:
        form = load_form(content, anchors)
    except RulebookProblems as error:
        return FormIntake(None, None, error.problems)
    if (form.type, form.kind) != (base.type, base.kind):
        found, wanted = (f"{label(one.type)} · {label(one.kind)}" for one in (form, base))
        raise YnReviewError("forms.other_form", found=found, wanted=wanted)
    return FormIntake(content, form, check_form(form, rules))


def _from_workbook(
    path: Path, base: ScoreForm, rules: RulesInForce, anchors: AnchorLevels
) -> FormIntake:
    from ynreview.intake.form_book import read_form_book

    reading = read_form_book(path, base, anchors, label)
    if reading.form is None:
        return FormIntake(None, None, reading.findings)
    faults = (_in_workbook(one, reading) for one in check_form(reading.form, rules))
    content = form_to_toml(reading.form)
    return FormIntake(content, reading.form, (*reading.findings, *faults))


def _in_workbook(finding: Finding, reading: FormReading) -> Finding:
    """Say a fault of the linter with the cell it stands in, where there is one."""
    subject = dict(finding.subject) if not isinstance(finding.subject, str) else {}
    place = reading.places.get((subject.get("table", ""), subject.get("key", "")))
    if place is None:
        return finding
    params = {"place": cell_address(dict(place)), "text": explain(finding)}
    return replace(finding, code="forms.in_workbook", subject=dict(place), params=params)


def write_form_file(path: Path, form: ScoreForm, content: bytes | None = None) -> None:
    """Write a form by the file's ending; ``content`` is its TOML where that is at hand.

    Raises UsageError for another ending and YnReviewError when the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending == TOML:
        _write(path, content or form_to_toml(form))
    elif ending == WORKBOOK:
        from ynreview.reports.form_book import form_to_workbook

        _write(path, form_to_workbook(form))
    else:
        raise UsageError("forms.file_kind", file=path.name)


def write_form_paper(path: Path, form: ScoreForm, round_title: str, reviewed_on: str) -> None:
    """Write an empty form to fill in by hand; raises UsageError and YnReviewError as above."""
    from ynreview.reports.form_paper import form_to_pdf

    if path.suffix.lower() != PAPER:
        raise UsageError("forms.print_kind", file=path.name)
    _write(path, form_to_pdf(form, round_title, reviewed_on))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise YnReviewError("forms.file_not_written", file=path.name) from error
