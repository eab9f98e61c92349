"""The sentences and labels of resources/messages, read once; it decides nothing."""

import tomllib
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import TypeVar

from resources import resource

E = TypeVar("E", bound=Enum)
_TERMS = "terms"


@cache
def _areas() -> Mapping[str, Mapping[str, str]]:
    areas: dict[str, Mapping[str, str]] = {}
    for file in sorted(resource("messages", "zh_CN").iterdir(), key=lambda found: found.name):
        if file.name.endswith(".toml") and not file.name.startswith(_TERMS):
            areas.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return areas


@cache
def _terms() -> Mapping[str, Mapping[str, str]]:
    text = resource("messages", "zh_CN", f"{_TERMS}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def template(code: str) -> str:
    """Return the sentence of a code, with its fields still open; KeyError when there is none."""
    area, _, what = code.partition(".")
    return _areas()[area][what]


def codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(f"{area}.{what}" for area, table in _areas().items() for what in table)


def area(name: str) -> Mapping[str, str]:
    """Return every sentence of one area, in the order of its file."""
    return _areas()[name]


def sentence(code: str, /, **params: str | int) -> str:
    """Return the sentence of a code with its fields filled."""
    return template(code).format_map(params)


def label(member: Enum) -> str:
    """Return the Chinese word for a term: ``Grade.GOOD`` is 良好."""
    return _terms()[type(member).__name__][str(member.value)]


def known_terms(kind: type[Enum]) -> str:
    """Return every word of a kind with the code that may be typed for it: 撤回（withdrawn）、…."""
    return "、".join(f"{label(member)}（{member.value}）" for member in kind)


def term(kind: type[E], text: str) -> E | None:
    """Return the member meant by a Chinese word or a code, None when there is none."""
    plain = text.strip()
    for member in kind:
        if plain in {str(member.value), label(member)}:
            return member
    return None
