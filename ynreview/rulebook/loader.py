"""TOML files → rulebook; every fault is collected with file, table and key before any is raised."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from ynreview.kernel.codec import CodecError, from_plain
from ynreview.kernel.finding import Finding, Severity
from ynreview.rulebook.kinds import KINDS
from ynreview.rulebook.model import Article, Example, Header, Rule, Rulebook, RulebookProblems

T = TypeVar("T")
_TABLES = {"rulebook", "article", "rule", "example"}


def load_rulebook(folder: Traversable | Path) -> Rulebook:
    """Read every TOML file of a folder; raises RulebookProblems with all faults found."""
    return rulebook_from_files(rulebook_files(folder))


def rulebook_files(folder: Traversable | Path) -> dict[str, bytes]:
    """Return the TOML files of a rulebook's folder verbatim, by name."""
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return {entry.name: entry.read_bytes() for entry in sorted(found, key=lambda e: e.name)}


def rulebook_from_files(files: Mapping[str, bytes]) -> Rulebook:
    """Build a rulebook from its files; raises RulebookProblems with all faults found."""
    reading = _Reading()
    for name in sorted(files):
        reading.read_file(name, files[name])
    return reading.finished(files)


def problem(code: str, file: str, table: str, key: str, **params: str | int) -> Finding:
    """Return a fault of the data as a blocking finding with its place."""
    place = {"file": file, "table": table, "key": key}
    return Finding(f"rulebook.{code}", Severity.BLOCKING, place, {**place, **params})


def wrong_value(file: str, table: str, error: CodecError) -> Finding:
    """Return the fault of a value that does not fit; the codec names the place."""
    key, _, detail = str(error).partition(": ")
    return problem("wrong_value", file, table, key, detail=detail)


def parse_toml(file: str, content: bytes, problems: list[Finding]) -> dict[str, Any]:
    """Return the tables of a TOML file; a broken file is a problem and gives none."""
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=_refuse_float)
    except ValueError as error:
        problems.append(problem("broken_toml", file, "", "", detail=str(error)))
        return {}


def _refuse_float(text: str) -> NoReturn:
    raise ValueError(f"numbers with a fraction are written as text here: {text}")


class _Reading:
    """Collects tables and faults from file to file."""

    def __init__(self) -> None:
        self.problems: list[Finding] = []
        self.headers: list[Header] = []
        self.articles: list[Article] = []
        self.rules: list[Rule] = []
        self.examples: list[Example] = []

    def read_file(self, file: str, content: bytes) -> None:
        tables = parse_toml(file, content, self.problems)
        for key in sorted(tables.keys() - _TABLES):
            self.problems.append(problem("unknown_table", file, key, ""))
        if "rulebook" in tables:
            self._read(Header, tables["rulebook"], (file, "rulebook"), self.headers)
        for index, table in enumerate(_listed(tables, "article"), 1):
            place = (file, _name_of("article", index, table))
            self._read(Article, table, place, self.articles)
        for index, table in enumerate(_listed(tables, "example"), 1):
            place = (file, _name_of("example", index, table))
            self._read(Example, table, place, self.examples)
        for index, table in enumerate(_listed(tables, "rule"), 1):
            self._read_rule(file, _name_of("rule", index, table), table)

    def _read_rule(self, file: str, place: str, table: Any) -> None:
        before = len(self.rules)
        plain = dict(table) if isinstance(table, dict) else {}
        plain["versions"] = plain.pop("version", [])
        self._read(Rule, plain, (file, place), self.rules)
        for rule in self.rules[before:]:
            self._check_kind(file, place, rule)

    def _check_kind(self, file: str, place: str, rule: Rule) -> None:
        kind = KINDS.get(rule.kind)
        if kind is None:
            self.problems.append(problem("unknown_kind", file, place, "kind", kind=rule.kind))
            return
        for version in rule.versions:
            try:
                from_plain(kind, dict(version.params), "params")
            except CodecError as error:
                self.problems.append(wrong_value(file, place, error))

    def _read(self, kind: type[T], table: Any, place: tuple[str, str], into: list[T]) -> None:
        try:
            into.append(from_plain(kind, table, place[1]))
        except CodecError as error:
            self.problems.append(wrong_value(*place, error))

    def finished(self, files: Mapping[str, bytes]) -> Rulebook:
        self._check_repeated("rule", [rule.id for rule in self.rules])
        self._check_repeated("article", [article.label for article in self.articles])
        if len(self.headers) != 1 and not self.problems:
            self.problems.append(
                problem("no_header", "rulebook.toml", "rulebook", "", count=len(self.headers))
            )
        if self.problems:
            raise RulebookProblems("、".join(sorted(files)), tuple(self.problems))
        return Rulebook(
            self.headers[0],
            tuple(sorted(self.articles, key=lambda article: article.number)),
            tuple(self.rules),
            tuple(self.examples),
            dict(files),
        )

    def _check_repeated(self, table: str, names: list[str]) -> None:
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.problems.append(problem("repeated", "", f"{table} {name}", "id", name=name))


def _listed(tables: Mapping[str, Any], name: str) -> list[Any]:
    found = tables.get(name, [])
    return found if isinstance(found, list) else [found]


def _name_of(table: str, index: int, content: Any) -> str:
    given = content if isinstance(content, dict) else {}
    name = given.get("id") or given.get("label") or given.get("rule") or f"#{index}"
    return f"{table} {name}"
