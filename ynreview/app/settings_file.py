"""会次设定 and column maps from TOML files, as an organiser writes them; shape only."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.money import Money
from ynreview.panel.round import Overrides

_TEXTS = ("venue", "commissioned_by", "institution", "supervisor")
_DAYS = ("period_from", "period_until", "material_deadline")
_NAMES = "secretaries"


@dataclass(frozen=True, slots=True)
class Settings:
    """Facts of the round by the field of NewRound, changed rules, items 不适用 for an entry."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    overrides: Overrides = field(default_factory=dict)
    not_applicable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_SETTINGS = Settings()


def read_settings(path: Path) -> Settings:
    """Read ``[round]`` (venue, budget, …), ``[rules.<id>]`` and ``[not_applicable]``.

    The last maps the number of an entry to the codes of items: ``"012" = ["2.3"]``. Raises
    YnReviewError.
    """
    table = _toml(path)
    _only(table, {"round", "rules", "not_applicable"}, path)
    facts = _facts(table.get("round", {}), path)
    rules = table.get("rules", {})
    if not isinstance(rules, dict) or not all(isinstance(one, dict) for one in rules.values()):
        raise _odd(path, "“rules”应为一组 [rules.规则编号] 表")
    overrides = {
        rule: {key: _plain(value, f"{rule}.{key}", path) for key, value in changed.items()}
        for rule, changed in rules.items()
    }
    return Settings(facts, overrides, _not_applicable(table.get("not_applicable", {}), path))


def read_mapping(path: Path) -> Mapping[str, str]:
    """Read ``[columns]``: heading text → field name; raises YnReviewError."""
    from ynreview.intake.toml_files import read_map

    return read_map(path)


def _facts(table: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise _odd(path, "“round”应为一个表")
    _only(table, {*_TEXTS, *_DAYS, _NAMES, "budget"}, path)
    return {name: _fact(name, value, path) for name, value in table.items()}


def _fact(name: str, value: Any, path: Path) -> Any:
    if name == "budget":
        return _budget(value, path)
    if name == _NAMES:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise _odd(path, f'“{name}”应为姓名的列表，如 ["何霖"]')
        return tuple(value)
    if name in _TEXTS and not isinstance(value, str):
        raise _odd(path, f"“{name}”应为文字")
    if name in _DAYS and type(value) is not date:
        raise _odd(path, f"“{name}”应为日期，如 2026-11-24")
    return value


def _not_applicable(table: Any, path: Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise _odd(path, "“not_applicable”应为一个表")
    found: dict[str, tuple[str, ...]] = {}
    for number, codes in table.items():
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise _odd(path, f'“{number}”应为指标编号的列表，如 ["2.3"]')
        found[number] = tuple(codes)
    return found


def _budget(value: Any, path: Path) -> Money:
    try:
        return Money.parse_wan(str(value) if type(value) is int else value)
    except (ValueError, TypeError) as error:
        raise _odd(path, "“budget”应为以万元计的数，如 500") from error


def _plain(value: Any, place: str, path: Path) -> str | int | bool | tuple[str, ...]:
    if isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise _odd(path, f'“{place}”不能是小数或嵌套的表，分值请加引号写，如 "85"')


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise YnReviewError("app.settings_file_missing", file=path.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _odd(path, "不是 TOML 格式") from error


def _only(table: Mapping[str, Any], names: set[str], path: Path) -> None:
    unknown = sorted(set(table) - names)
    if unknown:
        raise _odd(path, f"有不认识的项“{unknown[0]}”")


def _odd(path: Path, detail: str) -> YnReviewError:
    return YnReviewError("app.settings_file_unreadable", file=path.name, detail=detail)
