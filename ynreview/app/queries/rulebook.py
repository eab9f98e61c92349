"""规则: the articles, the rules with their marks, and whether a rulebook's data is sound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ynreview.app.outcome import Outcome
from ynreview.app.owner import OWNER, stored_owner
from ynreview.app.queries.readiness import stored_rulebook
from ynreview.app.setup import shipped_rulebook
from ynreview.app.stored import stored_basis
from ynreview.kernel.errors import YnReviewError
from ynreview.messages import label
from ynreview.panel.round import Overrides
from ynreview.rulebook.linter import check_files
from ynreview.rulebook.loader import rulebook_files
from ynreview.rulebook.model import Rule, Rulebook
from ynreview.storage.unit_of_work import UnitOfWork


def check_rulebook_folder(folder: Path) -> Outcome:
    """Run the linter over a rulebook's folder, worked examples included."""
    if not folder.is_dir():
        raise YnReviewError("app.no_rulebook_folder", folder=folder.name)
    findings = check_files(rulebook_files(folder))
    return Outcome(tuple(findings), {"problems": len(findings)}, changed=False)


def show_rulebook(rulebook_id: str) -> Outcome:
    """Return a shipped rulebook: header, articles, rules with marks and articles."""
    return Outcome(data=_shown(shipped_rulebook(rulebook_id), {}), changed=False)


def rulebook_of_round(uow: UnitOfWork) -> dict[str, Any]:
    """Return the rulebook that the open round is held under, with the settings of the round."""
    setup = uow.round_setup()
    if uow.document(OWNER) is None:
        rulebook = stored_rulebook(uow)
    else:
        rulebook = stored_basis(uow, stored_owner(uow).basis_digest).rules.rulebook
    return _shown(rulebook, setup.overrides)


def _shown(rulebook: Rulebook, overrides: Overrides) -> dict[str, Any]:
    return {
        "id": rulebook.id,
        "title": rulebook.title,
        "document": rulebook.document,
        "in_force_from": rulebook.in_force_from.isoformat(),
        "in_force_until": rulebook.in_force_until.isoformat(),
        "digest": rulebook.digest,
        "articles": [
            {"label": one.label, "chapter": one.chapter, "text": one.text}
            for one in rulebook.articles
        ],
        "rules": [
            {
                "id": rule.id,
                "title": rule.title,
                "kind": rule.kind,
                "mark": label(rule.mark),
                "cites": list(rule.cites),
                "note": rule.note,
                "values": _values(rule, overrides.get(rule.id, {})),
            }
            for rule in rulebook.rules
        ],
        "examples": len(rulebook.examples),
    }


def _values(rule: Rule, changed: Mapping[str, Any]) -> str:
    """Return the figures of a rule's newest wording in words, a changed setting marked so."""
    params = {**rule.versions[-1].params, **changed}
    shown = [f"{name} {value}" for name, value in params.items() if name != "text"]
    return "、".join(shown) + ("（本会次已改）" if changed else "")
