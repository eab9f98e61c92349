"""The table of the formal check: every item of every entry, worked out and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Compliance, FormalItem
from ynreview.panel.entries import Entry
from ynreview.panel.formal.items import Item, Weight, items_of
from ynreview.panel.formal.question import Question, fact_text
from ynreview.panel.formal.replies import FormalReplies, FormalReply
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.in_force import RulesInForce


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """One cell: what the rules make of the facts, and what the organiser answered.

    ``computed`` None is an item that is not asked of this entry. ``because`` is the working,
    ``facts`` are name → value in words. ``reply`` is in force; ``outdated`` was given for other
    facts and counts for nothing.
    """

    item: FormalItem
    weight: Weight
    computed: Compliance | None
    because: Finding
    facts: Mapping[str, str]
    remarked: bool
    reply: FormalReply | None = None
    outdated: FormalReply | None = None

    @property
    def answer(self) -> Compliance | None:
        """The answer in force: the organiser's, else the one worked out."""
        return self.reply.answer if self.reply else self.computed

    @property
    def reason(self) -> str:
        """What the organiser wrote to the answer in force."""
        return self.reply.reason if self.reply else ""

    @property
    def overridden(self) -> bool:
        """Whether the organiser answered or gave a reason."""
        return self.reply is not None

    @property
    def is_open(self) -> bool:
        """Whether it is to be dealt with: 待核, or 不符合 without a reason."""
        return self.answer is Compliance.OPEN or (
            self.answer is Compliance.NOT_MET and not self.overridden
        )


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """One row: an entry with every item of the type of review."""

    entry: Entry
    items: tuple[ItemCheck, ...]

    def item(self, wanted: FormalItem) -> ItemCheck | None:
        """Return one cell, None for an item that this type of review does not have."""
        return next((one for one in self.items if one.item is wanted), None)


def formal_table(
    entries: Iterable[Entry], setup: RoundSetup, rules: RulesInForce, replies: FormalReplies
) -> tuple[EntryCheck, ...]:
    """Return the table of a round: the entries that take part, in their order."""
    asked = items_of(setup.type)
    given = {(one.entry, one.item): one for one in replies.replies}
    return tuple(
        EntryCheck(
            entry,
            tuple(
                _cell(item, Question(entry, setup, rules, item.rule), given.get((number, item.id)))
                for item in asked
            ),
        )
        for entry in entries
        if entry.takes_part
        for number in (entry.number,)
    )


def _cell(item: Item, question: Question, reply: FormalReply | None) -> ItemCheck:
    ruled = item.check(question)
    facts = {name: fact_text(question.entry, name) for name in item.facts}
    stands = reply is not None and reply.computed is ruled.answer and dict(reply.facts) == facts
    return ItemCheck(
        item=item.id,
        weight=item.weight,
        computed=ruled.answer,
        because=ruled.because,
        facts=facts,
        remarked=ruled.remarked,
        reply=reply if stands else None,
        outdated=None if stands else reply,
    )
