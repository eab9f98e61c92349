"""One item asked of one platform: its facts, its rule, and the answer with its working."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money
from ynreview.kernel.terms import Compliance
from ynreview.messages import label, sentence
from ynreview.panel.entries import Entry, Facts
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Chain, Kind

K = TypeVar("K", bound=Kind)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule makes of a platform; ``answer`` None means that it does not ask this one.

    ``because`` is the working in words with its articles; ``remarked`` is worth a note although
    nothing is wrong.
    """

    answer: Compliance | None
    because: Finding
    remarked: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One rule asked of one entry in one round."""

    entry: Entry
    setup: RoundSetup
    rules: RulesInForce
    rule: str

    @property
    def facts(self) -> Facts:
        """What the ledger says of the entry."""
        return self.entry.facts

    @property
    def day(self) -> date:
        """The day of the review."""
        return self.setup.review_date

    @property
    def reference_day(self) -> date:
        """The day that ages and the last years are counted from."""
        days = {"material_deadline": self.setup.material_deadline, "review_date": self.day}
        steps = self.rules.ruling("reference_date", Chain).params.steps
        return next((day for step in steps if (day := days[step]) is not None), self.day)

    def params(self, kind: type[K]) -> K:
        """Return the parameters of the rule that asks."""
        return self.rules.ruling(self.rule, kind).params

    def said(self, answer: Compliance | None, what: str, **params: str | int) -> Ruled:
        """Return an answer with its working, which cites the rule that asks."""
        cites = self.rules.ruling(self.rule, Kind).citations
        number = self.entry.number
        return Ruled(answer, Finding(f"formal.{what}", Severity.NOTE, number, params, cites))

    def weighed(self, what: str, *, holds: bool, **params: str | int) -> Ruled:
        """Return 符合 or 不符合, each with its own sentence."""
        if holds:
            return self.said(Compliance.MET, f"{what}_met", **params)
        return self.said(Compliance.NOT_MET, f"{what}_not_met", **params)

    def missing(self, *names: str) -> Ruled:
        """Return 待核, because the ledger does not say what is asked for."""
        told = "、".join(f"“{fact_name(name)}”" for name in names)
        return self.said(Compliance.OPEN, "missing", facts=told)


def fact_name(name: str) -> str:
    """Return what a fact is called on screen."""
    return sentence("formal.fact_name") if name == "name" else sentence(f"facts.{name}")


def fact_text(entry: Entry, name: str) -> str:
    """Return a fact of an entry in words, "" for one that the ledger does not say."""
    whole = name in {"name", "kind", "subtype"}
    value: Any = getattr(entry if whole else entry.facts, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return sentence("formal.yes" if value else "formal.no")
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, Money):
        return value.wan
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return str(value)
