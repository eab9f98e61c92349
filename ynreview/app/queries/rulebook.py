"""规则: the articles, the rules with their marks, and whether a rulebook's data is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ynreview.app.outcome import Outcome
from ynreview.app.setup import shipped_rulebook
from ynreview.kernel.errors import YnReviewError
from ynreview.messages import label
from ynreview.rulebook.linter import check_files
from ynreview.rulebook.loader import rulebook_files


def check_rulebook_folder(folder: Path) -> Outcome:
    """Run the linter over a rulebook's folder, worked examples included."""
    if not folder.is_dir():
        raise YnReviewError("app.no_rulebook_folder", folder=folder.name)
    findings = check_files(rulebook_files(folder))
    return Outcome(tuple(findings), {"problems": len(findings)}, changed=False)


def show_rulebook(rulebook_id: str) -> Outcome:
    """Return a shipped rulebook: header, articles, rules with marks and articles."""
    rulebook = shipped_rulebook(rulebook_id)
    data: dict[str, Any] = {
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
            }
            for rule in rulebook.rules
        ],
        "examples": len(rulebook.examples),
    }
    return Outcome(data=data, changed=False)
