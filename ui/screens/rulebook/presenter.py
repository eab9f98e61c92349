"""What 规则 shows, as plain values; no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.workspace import Workspace

DEFAULT = "yn-2022-2"


def rulebook(workspace: Workspace) -> dict[str, Any]:
    """Return the rulebook of the open round with its settings, else the shipped one."""
    from ynreview.app.queries.rulebook import rulebook_of_round, show_rulebook

    if workspace.duty is None:
        return dict(show_rulebook(DEFAULT).data)
    return workspace.ask(rulebook_of_round)


def window_line(book: dict[str, Any]) -> str:
    """Return from when until when the rulebook is in force, and how much it holds."""
    return (
        f"有效期 {book['in_force_from']} 至 {book['in_force_until']}，"
        f"条文 {len(book['articles'])} 条，规则 {len(book['rules'])} 项，算例 {book['examples']} 个"
    )


def matching(book: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """Return the articles whose label, text or rules hold the text."""
    wanted = text.strip()
    if not wanted:
        return list(book["articles"])
    return [
        article
        for article in book["articles"]
        if wanted in article["label"]
        or wanted in article["text"]
        or any(wanted in rule["title"] for rule in rules_of(book, article["label"]))
    ]


def article_text(book: dict[str, Any], label: str) -> str:
    """Return an article in full, with its chapter."""
    article = next(one for one in book["articles"] if one["label"] == label)
    return f"{article['chapter']}\n{article['label']}\n\n{article['text']}"


def rules_of(book: dict[str, Any], label: str) -> list[dict[str, Any]]:
    """Return the rules that cite an article or one of its points."""
    return [rule for rule in book["rules"] if any(_names(cite, label) for cite in rule["cites"])]


def _names(cite: str, label: str) -> bool:
    return cite == label or cite.startswith(f"{label}第")
