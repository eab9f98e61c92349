"""会次设定 as they are typed, turned into the values that a rule takes; the core judges them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ynreview.app.queries.round_view import ParamKind, ParamLine, SettingLine
from ynreview.kernel.errors import UsageError
from ynreview.panel.round import Overrides, Setting

_YES = {"是", "true", "yes", "1"}
_NO = {"否", "false", "no", "0"}


def overrides_of(
    lines: Iterable[SettingLine], texts: Iterable[str], overrides: Overrides
) -> dict[str, dict[str, Setting]]:
    """Return settings of a file together with those typed as ``rule.parameter=value``.

    Raises UsageError for a text of another shape and for a value that cannot be read.
    """
    params = {f"{line.id}.{one.name}": one for line in lines for one in line.params}
    found = {rule: dict(changed) for rule, changed in overrides.items()}
    for text in texts:
        place, sign, value = text.partition("=")
        rule, dot, name = place.strip().partition(".")
        if not (sign and dot and rule and name):
            raise UsageError("preparation.setting_wrong", text=text)
        param = params.get(place.strip())
        found.setdefault(rule, {})[name] = value if param is None else typed_value(param, value)
    return found


def typed_value(param: ParamLine, text: str) -> Setting:
    """Return what was typed for a parameter; raises UsageError when it cannot be read."""
    plain = text.strip()
    if param.kind is ParamKind.SWITCH and plain.lower() in _YES | _NO:
        return plain.lower() in _YES
    if param.kind is ParamKind.NUMBER and plain.isdecimal():
        return int(plain)
    if param.kind in {ParamKind.ORDER, ParamKind.TICKS}:
        return tuple(_codes(param.choices, plain.replace("，", ",").replace("、", ",").split(",")))
    if param.kind is ParamKind.OPTION:
        return _codes(param.choices, [plain])[0]
    if param.kind is ParamKind.TEXT and plain:
        return plain
    raise UsageError("preparation.setting_value", text=text, name=param.label)


def _codes(choices: Iterable[tuple[str, str]], words: Iterable[str]) -> list[str]:
    """Return the codes of words; a word that is none of them stays, for the rule to refuse."""
    known: Mapping[str, Any] = {word: code for code, word in choices}
    return [known.get(one.strip(), one.strip()) for one in words if one.strip()]
