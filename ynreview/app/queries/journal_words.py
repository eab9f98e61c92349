"""What an entry of the journal holds, as one Chinese line of known facts; it reads no dossier."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from ynreview.kernel.codes import code_of
from ynreview.kernel.money import Money
from ynreview.kernel.terms import (
    Compliance,
    CorrectionGround,
    EntryState,
    EvaluationType,
    ExpertCategory,
    FormalItem,
    Grade,
    Ground,
    PlatformKind,
    Role,
    Vote,
)
from ynreview.messages import label, sentence, term
from ynreview.messages.catalogue import area

_KINDS: Mapping[str, tuple[type[Enum], ...]] = {
    "answer": (Compliance,),
    "category": (ExpertCategory,),
    "before": (EntryState,),
    "grade": (Grade,),
    "ground": (Ground, CorrectionGround),
    "item": (FormalItem,),
    "kind": (PlatformKind,),
    "role": (Role,),
    "state": (EntryState,),
    "type": (EvaluationType,),
    "vote": (Vote,),
}
_MONEY = {"amounts", "budget", "step", "suggested_amount"}
_CHANGE = {"before", "after"}
_WHO = ("entry", "expert", "number", "code")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SPOKEN = re.compile(r"[^a-z]+")  # a number, a code or Chinese; the program's own keys are neither
_FEW_RECORDS, _FEW_WORDS, _SHOWN = 3, 12, 3


def detail_words(action: str, detail: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Return what is known by a Chinese name of an entry's detail; the rest is left out.

    ``detail`` is the plain JSON of the entry, ``titles`` are rule id → title, for 会次设定.
    """
    return "；".join(_Words(action, titles).facts(detail))


class _Words:
    """The words of one entry: names may differ from one command to the other."""

    def __init__(self, action: str, titles: Mapping[str, str]) -> None:
        self._action = action
        self._titles = titles

    def facts(self, table: Mapping[str, Any]) -> list[str]:
        """Return name and value of everything that has both, in the order of the names."""
        return [f"{name} {said}" for name, said in self._pairs(table)]

    def _pairs(self, table: Mapping[str, Any]) -> list[tuple[str, str]]:
        order = {key: place for place, key in enumerate(area("journal_names"))}
        found = []
        for key in sorted(table, key=lambda one: order.get(one, len(order))):
            name, value = self._name(key), table[key]
            said = self._settings(value) if key == "overrides" else self._value(key, value)
            if name and said:
                found.append((name, said))
        return found

    def _name(self, key: str) -> str:
        names = area("journal_names")
        own = names.get(f"{self._action}_{key}") or names.get(key, "")
        return own or (key if _SPOKEN.fullmatch(key) else "")

    def _value(self, key: str, value: Any) -> str:
        match value:
            case None | "":
                return ""
            case bool():
                return sentence("settings.on" if value else "settings.off")
            case int():
                return f"{Money(value).wan} 万元" if key in _MONEY else str(value)
            case str():
                return _text(key, value)
            case Mapping():
                return self._table(key, value)
            case _:
                return self._list(key, value)

    def _table(self, key: str, value: Mapping[str, Any]) -> str:
        if set(value) == _CHANGE:
            before, after = (self._value(key, value[side]) or "空" for side in ("before", "after"))
            return f"由 {before} 改为 {after}"
        if not all(map(_SPOKEN.fullmatch, value)):
            return "，".join(self.facts(value))
        pairs = ((code, self._brief(key, one)) for code, one in value.items())
        return _listed([f"{code} {said}" for code, said in pairs if said], _FEW_WORDS)

    def _brief(self, key: str, value: Any) -> str:
        """Return a value; of a record with one fact the fact alone, without its name."""
        if isinstance(value, Mapping):
            pairs = self._pairs(value)
            return pairs[0][1] if len(pairs) == 1 else "，".join(map(" ".join, pairs))
        return self._value(key, value)

    def _list(self, key: str, value: Sequence[Any]) -> str:
        records = [one for one in value if isinstance(one, Mapping)]
        if not records:
            return _listed([self._value(key, one) for one in value], _FEW_WORDS)
        if len(records) > _FEW_RECORDS:
            return _listed([_who(one) for one in records], _FEW_RECORDS)
        return "；".join("，".join(self.facts(one)) for one in records)

    def _settings(self, value: Any) -> str:
        """Return rule by rule what was set; ``value`` may be a change of all of them."""
        if set(value) == _CHANGE:
            value = value["after"]
        return "；".join(
            f"“{self._titles[rule]}”{_params(params)}"
            for rule, params in value.items()
            if rule in self._titles
        )


def _text(key: str, value: str) -> str:
    for kind in _KINDS.get(key, ()):
        found = term(kind, value)
        if found is not None:
            return label(found)
    if _DIGEST.fullmatch(value):
        return code_of(value)
    return area("journal_values").get(value) or " ".join(value.split()).removesuffix("。")


def _params(params: Mapping[str, Any]) -> str:
    names = area("settings")
    return "，".join(
        f"{names[name]} {_set_to(value, names)}" for name, value in params.items() if name in names
    )


def _set_to(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return names["on" if value else "off"]
    if isinstance(value, list):
        return "、".join(_set_to(one, names) for one in value)
    return names.get(str(value), str(value))


def _who(record: Mapping[str, Any]) -> str:
    return next((str(record[key]) for key in _WHO if key in record), "")


def _listed(words: Sequence[str], few: int) -> str:
    """Return all words, or the first of them and how many there are."""
    if len(words) <= few:
        return "、".join(words)
    return f"{'、'.join(words[:_SHOWN])} 等 {len(words)} 项"
