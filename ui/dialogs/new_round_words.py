"""What 新建会次 reads from what was typed: days, where the file goes, how good a 口令 is."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

SHORTEST, _LONG = 6, 10
_COMPACT = 8


def read_day(text: str) -> date | None:
    """Return the day meant by 2026-11-24, 2026.11.24, 2026年11月24日 or 20261124, else None."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) == _COMPACT and plain.isdigit():
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    match = re.fullmatch(r"(\d{4})\s*[-./年。]\s*(\d{1,2})\s*[-./月。]\s*(\d{1,2})\s*日?", plain)
    if match is None:
        return None
    try:
        return date(*(int(one) for one in match.groups()))
    except ValueError:
        return None


def dossier_path(folder: Path, title: str) -> Path:
    """Return where a new round is to lie; an earlier file is never overwritten."""
    name = re.sub(r'[\\/:*?"<>|\s]+', "", title) or "新会次"
    path, count = folder / f"{name}.ynd", 2
    while path.exists():
        path, count = folder / f"{name}-{count}.ynd", count + 1
    return path


def pin_strength(pin: str) -> str:
    """Return how good a 口令 is, in words: 太短, 可用, 较强."""
    sorts = len({"数" if one.isdigit() else "字" if one.isalpha() else "符" for one in pin})
    if len(pin) < SHORTEST:
        return "太短"
    return "较强" if len(pin) >= _LONG and sorts > 1 else "可用"
