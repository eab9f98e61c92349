"""Where one is among the platforms, kept between screens and over a power cut."""

from __future__ import annotations

from ui.context import Context

_KEY = "place"


def kept_place(context: Context) -> str:
    """Return the number of the platform one was at in the open dossier, "" when not known."""
    dossier, _, number = str(context.settings.value(_KEY, "")).rpartition("|")
    return number if dossier == str(context.workspace.path) else ""


def keep_place(context: Context, number: str) -> None:
    """Keep which platform one is at; 评分 opens there."""
    context.settings.setValue(_KEY, f"{context.workspace.path}|{number}")
