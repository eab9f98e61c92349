"""What the score forms of a round still lack before issuing, each fault with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ynreview.app.ruled import blocking, warning
from ynreview.app.setup import FORMS
from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points
from ynreview.kernel.terms import PlatformKind
from ynreview.messages import label
from ynreview.panel.entries import Entry
from ynreview.rulebook.form_checks import check_form
from ynreview.rulebook.forms import ANCHOR_RULE, ScoreForm, load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnchorLevels
from ynreview.storage.unit_of_work import UnitOfWork

DRAFTS = "form-draft/"
SKIPS_RULE = "not_applicable_for_everyone"
_SUGGESTED = "forms_are_suggestions"


def anchors_of(rules: RulesInForce) -> AnchorLevels:
    """Return the levels of the round."""
    return rules.ruling(ANCHOR_RULE, AnchorLevels).params


def form_document(uow: UnitOfWork, kind: PlatformKind) -> str:
    """Return the name under which the form of a kind is kept."""
    return f"{FORMS}{uow.round_setup().type}-{kind}.toml"


def forms_in_use(uow: UnitOfWork, rules: RulesInForce) -> dict[PlatformKind, ScoreForm]:
    """Return the forms of the round."""
    anchors = anchors_of(rules)
    names = {kind: form_document(uow, kind) for kind in PlatformKind}
    return {kind: _loaded(uow.require_document(n), anchors) for kind, n in names.items()}


def stored_draft(uow: UnitOfWork, kind: PlatformKind, anchors: AnchorLevels) -> ScoreForm | None:
    """Return the form that is being worked on, None when there is none."""
    content = uow.document(f"{DRAFTS}{kind}.toml")
    return _loaded(content, anchors) if content else None


@lru_cache(maxsize=8)
def _loaded(content: bytes, anchors: AnchorLevels) -> ScoreForm:
    """Read a form again only when its bytes changed."""
    return load_form(content, anchors)


def form_findings(uow: UnitOfWork, rules: RulesInForce) -> tuple[Finding, ...]:
    """Return the faults of the forms that are judged by, drafts that wait, and odd 不适用."""
    forms, entries = forms_in_use(uow, rules), uow.entries()
    judged = {entry.kind for entry in entries if entry.takes_part} or set(PlatformKind)
    found = [
        placed(one, kind)
        for kind, form in forms.items()
        if kind in judged
        for one in check_form(form, rules)
    ]
    for kind in PlatformKind:
        draft = stored_draft(uow, kind, anchors_of(rules))
        if kind in judged and draft is not None and draft != forms[kind]:
            found.append(_draft_waiting(kind, rules))
    return (*found, *skip_findings(uow.round_setup().not_applicable, forms, entries, rules))


def placed(finding: Finding, kind: PlatformKind) -> Finding:
    """Return a finding of the linter with its place in words: ``laboratory item 1.1 full``."""
    place = dict(finding.subject) if not isinstance(finding.subject, str) else {}
    told = f"{kind.value} {place.get('table', '')} {place.get('key', '')}"
    return replace(finding, subject=told)


def skip_findings(
    skips: Mapping[str, tuple[str, ...]],
    forms: Mapping[PlatformKind, ScoreForm],
    entries: Iterable[Entry],
    rules: RulesInForce,
) -> list[Finding]:
    """Say which items set 不适用 are none of the entry's form, or leave nothing to mark."""
    known = {entry.number: entry for entry in entries}
    found: list[Finding] = []
    for number, codes in sorted(skips.items()):
        entry = known.get(number)
        if entry is None:
            found.append(blocking("forms.skipped_entry_unknown", rules, SKIPS_RULE, entry=number))
        else:
            found += check_skips(number, codes, forms[entry.kind], rules)
    return found


def check_skips(
    number: str, codes: Iterable[str], form: ScoreForm, rules: RulesInForce
) -> Iterator[Finding]:
    """Say which of an entry's 不适用 its form does not have, and that something must be left."""
    skipped = frozenset(codes)
    for code in sorted(skipped - {item.code for item in form.items}):
        yield blocking("forms.skipped_item_unknown", rules, SKIPS_RULE, entry=number, item=code)
    if form.applicable_full(skipped) == Points.zero():
        yield blocking("forms.skipped_everything", rules, SKIPS_RULE, entry=number)


def _draft_waiting(kind: PlatformKind, rules: RulesInForce) -> Finding:
    told = warning("forms.draft_waiting", rules, _SUGGESTED, kind=label(kind))
    return replace(told, subject=kind.value)
