"""What a rulebook is made of: articles, rules with dated wordings, worked examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from ynreview.kernel.codes import sha256_hex
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.kernel.strict_json import to_line
from ynreview.kernel.terms import EvaluationType

Params = Mapping[str, Any]
_CITATION = re.compile(r"(第[一二三四五六七八九十百]+条)(?:第(（[一二三四五六七八九十]+）)项)?")


class Mark(StrEnum):
    """办法规定, 条文理解, 会次设定."""

    LAW = "law"
    READING = "reading"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the regulation in its own words, paragraphs and points kept."""

    number: int
    label: str
    chapter: str
    text: str

    def has_point(self, point: str) -> bool:
        """Whether the article has a point numbered so, ``（二）``."""
        return any(line.startswith(point) for line in self.text.splitlines())


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a rule: plain parameters and the days it applies, both included."""

    since: date
    params: Params = field(default_factory=dict)
    until: date | None = None

    def applies_on(self, day: date) -> bool:
        """Whether this wording applies on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what kind it is, who says so and where; its figures stand in the versions.

    ``refers_to`` names other law that served as a model (参照), never as a ground.
    """

    id: str
    title: str
    kind: str
    mark: Mark
    cites: tuple[str, ...]
    checked_on: date
    versions: tuple[Version, ...]
    types: tuple[EvaluationType, ...] = ()
    note: str = ""
    refers_to: tuple[str, ...] = ()

    def versions_on(self, day: date) -> tuple[Version, ...]:
        """Return the wordings that apply on that day; in a sound rulebook exactly one."""
        return tuple(version for version in self.versions if version.applies_on(day))


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: ask a rule's kind by the name of its method, given → expect."""

    rule: str
    ask: str
    expect: Any
    given: Params = field(default_factory=dict)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Successor:
    """The regulation that came after: named, never imitated."""

    title: str
    document: str
    date: date


@dataclass(frozen=True, slots=True)
class Header:
    """Which regulation a rulebook holds and when it is in force, both days included."""

    id: str
    title: str
    document: str
    issuer: str
    in_force_from: date
    in_force_until: date
    cites: tuple[str, ...]
    checked_on: date
    successor: Successor | None = None


@dataclass(frozen=True)
class Rulebook:
    """A regulation as data, together with the very files it was read from."""

    header: Header
    articles: tuple[Article, ...]
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    files: Mapping[str, bytes]

    @property
    def id(self) -> str:
        """The rulebook's own id, ``yn-2022-2``."""
        return self.header.id

    @property
    def title(self) -> str:
        """The regulation's title."""
        return self.header.title

    @property
    def document(self) -> str:
        """The regulation's document number."""
        return self.header.document

    @property
    def in_force_from(self) -> date:
        """The first day in force."""
        return self.header.in_force_from

    @property
    def in_force_until(self) -> date:
        """The last day in force."""
        return self.header.in_force_until

    @property
    def successor(self) -> Successor | None:
        """The regulation that came after."""
        return self.header.successor

    @property
    def digest(self) -> str:
        """SHA-256 over the names and digests of all files, as hexadecimal digits."""
        return sha256_hex(to_line({n: sha256_hex(c) for n, c in self.files.items()}).encode())

    def is_in_force(self, day: date) -> bool:
        """Whether the regulation is in force on that day."""
        return self.in_force_from <= day <= self.in_force_until

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of that id, if there is one."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def article(self, citation: str) -> Article | None:
        """Return the article that a citation names: the article alone when it names a point.

        None when there is no such article or the article has no such point.
        """
        match = _CITATION.fullmatch(citation)
        if match is None:
            return None
        label, point = match.groups()
        found = next((article for article in self.articles if article.label == label), None)
        return None if found is None or (point and not found.has_point(point)) else found


class RulebookProblems(YnReviewError):  # noqa: N818 - it carries many, it is not one
    """A rulebook or score form cannot be used; ``problems`` holds every fault found.

    Each is a blocking finding whose subject names ``file``, ``table`` and ``key``.
    """

    def __init__(self, source: str, problems: tuple[Finding, ...]) -> None:
        super().__init__("rulebook.problems", source=source, count=len(problems))
        self.problems = problems
