"""The organiser's score forms: kept while being worked on, put to use, taken back, 不适用."""

from __future__ import annotations

from dataclasses import replace

from ynreview.app import commands as c
from ynreview.app.handlers.preparing import require_entry, require_open_for_change
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.form_findings import (
    DRAFTS,
    SKIPS_RULE,
    anchors_of,
    check_skips,
    form_document,
    forms_in_use,
    placed,
)
from ynreview.app.queries.readiness import stored_rules
from ynreview.app.ruled import note
from ynreview.app.work import Work
from ynreview.kernel.codes import sha256_hex
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.messages import label
from ynreview.rulebook.form_checks import check_form
from ynreview.rulebook.form_edits import carried_codes
from ynreview.rulebook.forms import ScoreForm, default_form, load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.model import RulebookProblems
from ynreview.storage.unit_of_work import UnitOfWork

_NO_DRAFT = b""


def save_form_draft(command: c.SaveFormDraft, work: Work) -> Outcome:
    """Keep a form that is being worked on, with whatever faults."""
    require_open_for_change(work.uow)
    rules = stored_rules(work.uow)
    if command.content:
        _require_form(work.uow, command.kind, load_form(command.content, anchors_of(rules)))
    name = f"{DRAFTS}{command.kind}.toml"
    if (work.uow.document(name) or _NO_DRAFT) == command.content:
        return Outcome(changed=False)
    work.uow.put_document(name, command.content)
    digest = sha256_hex(command.content) if command.content else ""
    told = {"kind": command.kind.value, "digest": digest}
    return Outcome(data=told, subject=command.kind.value, detail=told)


def replace_form(command: c.ReplaceForm, work: Work) -> Outcome:
    """Judge by another form from now on; refused whole while a fault blocks."""
    require_open_for_change(work.uow)
    rules = stored_rules(work.uow)
    try:
        form = load_form(command.content, anchors_of(rules))
    except RulebookProblems as error:
        return refusal(*error.problems)
    _require_form(work.uow, command.kind, form)
    faults = tuple(placed(one, command.kind) for one in check_form(form, rules))
    if faults:
        return refusal(*faults)
    return _put_to_use(command.kind, command.content, form, rules, work)


def reset_form(command: c.ResetForm, work: Work) -> Outcome:
    """Judge by the shipped form again, its comments included."""
    require_open_for_change(work.uow)
    rules = stored_rules(work.uow)
    content = default_form(work.uow.round_setup().type, command.kind)
    return _put_to_use(command.kind, content, load_form(content, anchors_of(rules)), rules, work)


def set_not_applicable(command: c.SetNotApplicable, work: Work) -> Outcome:
    """Set items of one entry 不适用 for every expert; no items take the setting back."""
    require_open_for_change(work.uow)
    setup = work.uow.round_setup()
    skips = {n: codes for n, codes in setup.not_applicable.items() if n != command.entry}
    if command.items:
        form = _form_of(command.entry, work.uow)
        faults = tuple(check_skips(command.entry, command.items, form, stored_rules(work.uow)))
        if faults:
            return refusal(*faults)
        wanted = set(command.items)
        skips[command.entry] = tuple(one.code for one in form.items if one.code in wanted)
    work.uow.put_round_setup(replace(setup, not_applicable=dict(sorted(skips.items()))))
    detail = {"entry": command.entry, "items": list(skips.get(command.entry, ()))}
    return Outcome(data=detail, subject=command.entry, detail=detail)


def form_name(type_: EvaluationType, kind: PlatformKind) -> str:
    """Return which form it is, in words: 后评估 · 联合实验室."""
    return f"{label(type_)} · {label(kind)}"


def _form_of(number: str, uow: UnitOfWork) -> ScoreForm:
    require_entry(uow, number)
    entry = next(one for one in uow.entries() if one.number == number)
    return forms_in_use(uow, stored_rules(uow))[entry.kind]


def _require_form(uow: UnitOfWork, kind: PlatformKind, form: ScoreForm) -> None:
    """Refuse a form of another evaluation or kind."""
    wanted = uow.round_setup().type
    if (form.type, form.kind) != (wanted, kind):
        found, asked = form_name(form.type, form.kind), form_name(wanted, kind)
        raise YnReviewError("forms.other_form", found=found, wanted=asked)


def _put_to_use(
    kind: PlatformKind, content: bytes, form: ScoreForm, rules: RulesInForce, work: Work
) -> Outcome:
    old = forms_in_use(work.uow, rules)[kind]
    findings = _carry_skips(old, form, rules, work.uow)
    work.uow.put_document(form_document(work.uow, kind), content)
    work.uow.put_document(f"{DRAFTS}{kind}.toml", _NO_DRAFT)
    detail = {"kind": kind.value, "form": form.title, "digest": sha256_hex(content)}
    return Outcome(findings, data=detail, subject=kind.value, detail=detail)


def _carry_skips(
    old: ScoreForm, new: ScoreForm, rules: RulesInForce, uow: UnitOfWork
) -> tuple[Finding, ...]:
    """Keep 不适用 with the items it was said of, and tell where its codes changed."""
    setup = uow.round_setup()
    of_kind = {entry.number for entry in uow.entries() if entry.kind is new.kind}
    skips, told = dict(setup.not_applicable), []
    for number, codes in setup.not_applicable.items():
        carried = carried_codes(old, new, codes)
        if number in of_kind and set(carried) != set(codes):
            told.append(f"{number} 号 {'、'.join(codes)} 改为 {'、'.join(carried) or '无'}")
            skips[number] = carried
    if not told:
        return ()
    kept = {number: codes for number, codes in skips.items() if codes}
    uow.put_round_setup(replace(setup, not_applicable=kept))
    return (note("forms.skips_carried", rules, SKIPS_RULE, changed="；".join(told)),)
