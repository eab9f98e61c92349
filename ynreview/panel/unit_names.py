"""Names of units made comparable: brackets, endings, short and former names; it decides nothing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from resources import resource

_BRACKETS = re.compile(r"\(([^()]*)\)")
_SEPARATORS = re.compile(r"[;；、/|\n]")
_LATIN_WORD = re.compile(r"[a-z]+")
_LEAST_LATIN = 2


@dataclass(frozen=True, slots=True)
class UnitName:
    """One unit as compared: ``chain`` is its own name and every unit that it is a part of.

    The outermost comes first, the whole name last. ``branch`` is what a bracket adds, such as
    华东, by which two units of the same name are told apart.
    """

    chain: tuple[str, ...]
    branch: str = ""

    @property
    def whole(self) -> str:
        """The whole name."""
        return self.chain[-1]

    def is_related_to(self, other: UnitName) -> bool:
        """Whether both are one unit, one is a part of the other, or both are parts of one unit."""
        if self.branch and other.branch and self.branch != other.branch:
            return False
        if self.whole in other.chain or other.whole in self.chain:
            return True
        return self.chain[0] == other.chain[0] and self.chain[0] not in _words().umbrellas


@dataclass(frozen=True, slots=True)
class _Words:
    ends: tuple[str, ...]
    umbrellas: frozenset[str]
    dropped_ends: tuple[str, ...]
    dropped_brackets: frozenset[str]
    dropped_bracket_ends: tuple[str, ...]
    former: tuple[str, ...]
    beginnings: tuple[tuple[str, str], ...]
    same: Mapping[str, str]
    latin_dropped: frozenset[str]
    latin_words: Mapping[str, str]


@cache
def _words() -> _Words:
    table = tomllib.loads(resource("intake", "units.toml").read_text(encoding="utf-8"))
    beginnings = sorted(table["beginnings"].items(), key=lambda pair: -len(pair[0]))
    return _Words(
        ends=tuple(table["ends"]),
        umbrellas=frozenset(table["umbrellas"]),
        dropped_ends=tuple(table["dropped_ends"]),
        dropped_brackets=frozenset(table["dropped_brackets"]),
        dropped_bracket_ends=tuple(table["dropped_bracket_ends"]),
        former=tuple(table["former"]),
        beginnings=tuple(beginnings),
        same={name: group["names"][0] for group in table["same"] for name in group["names"]},
        latin_dropped=frozenset(table["latin"]["dropped"]),
        latin_words=table["latin"]["words"],
    )


@lru_cache(maxsize=20_000)
def read_units(text: str) -> tuple[UnitName, ...]:
    """Return the units that a cell names, former names among them; none for an empty one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found: dict[UnitName, None] = {}
    for piece in _SEPARATORS.split(plain):
        for unit in _units_of(piece.strip()):
            found[unit] = None
    return tuple(found)


def _units_of(piece: str) -> Iterable[UnitName]:
    words = _words()
    name, branch = _BRACKETS.sub("", piece), ""
    for inside in map(str.strip, _BRACKETS.findall(piece)):
        former = next((word for word in words.former if inside.startswith(word)), None)
        if former is not None and len(inside) > len(former) + 1:
            yield from _units_of(inside.removeprefix(former).lstrip(":"))
        elif inside not in words.dropped_brackets and not inside.endswith(
            words.dropped_bracket_ends
        ):
            branch = "".join(inside.split())
    unit = _latin(name) if _is_latin(name) else _chinese(name)
    if unit:
        yield UnitName(unit, branch)


def _is_latin(name: str) -> bool:
    return not any("\u4e00" <= sign <= "\u9fff" for sign in name)


def _chinese(name: str) -> tuple[str, ...]:
    words = _words()
    plain = "".join(sign for sign in name if sign.isalnum())
    for ending in words.dropped_ends:
        plain = plain.removesuffix(ending)
    for short, full in words.beginnings:
        if plain.startswith(short):
            plain = full + plain.removeprefix(short)
            break
    if not plain:
        return ()
    cuts = [
        place
        for place in range(2, len(plain))
        if plain[:place].endswith(words.ends) and place > 2  # noqa: PLR2004 - 学院 alone is no name
    ]
    parts = [plain[:place] for place in cuts] + [plain]
    return tuple(words.same.get(part, part) for part in parts)


def _latin(name: str) -> tuple[str, ...]:
    """Return a foreign name: its words in their order, the largest unit (last part) first."""
    parts = [found for part in name.split(",") if (found := _latin_part(part))]
    kept = [part for part in parts if len(part.split()) >= _LEAST_LATIN]
    return tuple(reversed(kept)) or tuple(parts[:1])


def _latin_part(part: str) -> str:
    words = _words()
    found = (words.latin_words.get(word, word) for word in _LATIN_WORD.findall(_plain_latin(part)))
    return " ".join(word for word in found if word not in words.latin_dropped)


def _plain_latin(text: str) -> str:
    """Return the letters without their accents: Universität is universitat."""
    split = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def plain_person(name: str) -> str:
    """Return a person's name as compared: without blanks and signs, in one form of letters."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
