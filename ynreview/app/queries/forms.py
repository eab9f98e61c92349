"""The score forms of a round as their screen and the command line show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ynreview.app.form_files import FormIntake, read_form_file
from ynreview.app.queries.form_findings import (
    anchors_of,
    form_document,
    form_findings,
    forms_in_use,
    placed,
    stored_draft,
)
from ynreview.app.queries.readiness import stored_rules
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points, total
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.rulebook.form_checks import WHOLE_RULE, check_form
from ynreview.rulebook.form_writing import short_points
from ynreview.rulebook.forms import ScoreForm, Section, default_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Amount, AnchorLevels
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FormState:
    """The form of one kind: as it is used, and as it is being worked on where that differs."""

    kind: PlatformKind
    form: ScoreForm
    draft: ScoreForm | None
    shipped: bool


@dataclass(frozen=True, slots=True)
class SkipLine:
    """One entry with the items that are 不适用 for it."""

    number: str
    name: str
    kind: PlatformKind
    skipped: frozenset[str]


@dataclass(frozen=True, slots=True)
class FormsView:
    """Both forms, the rules they are held under, and 不适用 by entry."""

    type: EvaluationType
    forms: tuple[FormState, ...]
    rules: RulesInForce
    anchors: AnchorLevels
    entries: tuple[SkipLine, ...]
    issued: bool


def forms_view(uow: UnitOfWork) -> FormsView:
    """Return the forms of the round."""
    rules, setup = stored_rules(uow), uow.round_setup()
    anchors = anchors_of(rules)
    states = []
    for kind, form in forms_in_use(uow, rules).items():
        draft = stored_draft(uow, kind, anchors)
        shipped = uow.document(form_document(uow, kind)) == default_form(setup.type, kind)
        states.append(FormState(kind, form, None if draft == form else draft, shipped))
    lines = tuple(
        SkipLine(
            entry.number,
            entry.name,
            entry.kind,
            frozenset(setup.not_applicable.get(entry.number, ())),
        )
        for entry in uow.entries()
        if entry.takes_part
    )
    issued = uow.document(ISSUE_DOCUMENT) is not None
    return FormsView(setup.type, tuple(states), rules, anchors, lines, issued)


def checked_form(form: ScoreForm, rules: RulesInForce) -> tuple[Finding, ...]:
    """Return the faults of a form, each with its place in words."""
    return tuple(placed(one, form.kind) for one in check_form(form, rules))


def whole_of(form: ScoreForm) -> Points:
    """Return the sum of the sections, 加分项 and 扣分项 left out."""
    return total([section.full for section in form.sections if not section.is_extra])


def forms_as_plain(view: FormsView) -> Mapping[str, Any]:
    """Return both forms and 不适用 as plain values for scripts."""
    skipped = {line.number: sorted(line.skipped) for line in view.entries if line.skipped}
    forms = [_plain_form(state) for state in view.forms]
    return {"type": view.type.value, "forms": forms, "not_applicable": skipped}


def _plain_form(state: FormState) -> dict[str, Any]:
    form = state.form
    return {
        "kind": state.kind.value,
        "title": form.title,
        "step": short_points(form.step),
        "sum": str(whole_of(form)),
        "main_section": form.main_section,
        "default": state.shipped,
        "draft": state.draft is not None,
        "sections": [_plain_section(section) for section in form.sections],
        "veto": [{"code": veto.code, "question": veto.question} for veto in form.veto],
    }


def _plain_section(section: Section) -> dict[str, Any]:
    items = [
        {"code": one.code, "name": one.name, "full": str(one.full), "objective": one.objective}
        for one in section.items
    ]
    return {
        "code": section.code,
        "name": section.name,
        "kind": section.kind.value,
        "full": str(section.full),
        "items": items,
    }


def form_in_use(uow: UnitOfWork, kind: PlatformKind) -> tuple[ScoreForm, bytes]:
    """Return the form of a kind and the TOML it is frozen as."""
    form = forms_in_use(uow, stored_rules(uow))[kind]
    return form, uow.require_document(form_document(uow, kind))


def forms_findings(uow: UnitOfWork) -> tuple[Finding, ...]:
    """Return what the forms of the round still lack before issuing."""
    return form_findings(uow, stored_rules(uow))


def form_from_file(uow: UnitOfWork, kind: PlatformKind, file: Path) -> FormIntake:
    """Read a form of a kind from a file, storing nothing; raises YnReviewError."""
    rules = stored_rules(uow)
    return read_form_file(file, forms_in_use(uow, rules)[kind], rules, anchors_of(rules))


def whole_asked(rules: RulesInForce) -> Points:
    """Return what the sections of a form must come to."""
    return Points.parse(str(rules.ruling(WHOLE_RULE, Amount).params.value))
