"""The formal check of a round as screen, script and paper show it; from a dossier or a basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ynreview.app.formal_document import stored_replies
from ynreview.app.queries.readiness import stored_rules
from ynreview.app.setup import ISSUE_DOCUMENT
from ynreview.kernel.errors import UsageError
from ynreview.kernel.terms import Compliance, EvaluationType, FormalItem
from ynreview.messages import explain, label
from ynreview.packages.basis import Basis
from ynreview.panel.formal.items import items_of
from ynreview.panel.formal.replies import FormalReplies
from ynreview.panel.formal.table import EntryCheck, ItemCheck, formal_table
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FormalView:
    """The table of a round: entries as rows, items of the type of review as columns."""

    type: EvaluationType
    items: tuple[FormalItem, ...]
    rows: tuple[EntryCheck, ...]
    issued: bool

    def count(self, answer: Compliance) -> int:
        """Return how many items have that answer in force."""
        return sum(cell.answer is answer for row in self.rows for cell in row.items)


def stored_table(uow: UnitOfWork) -> tuple[EntryCheck, ...]:
    """Return the table of the round in a dossier of the organiser."""
    return formal_table(uow.entries(), uow.round_setup(), stored_rules(uow), stored_replies(uow))


def formal_view(uow: UnitOfWork) -> FormalView:
    """Return the table of the round with its columns."""
    kind = uow.round_setup().type
    columns = tuple(item.id for item in items_of(kind))
    issued = uow.document(ISSUE_DOCUMENT) is not None
    return FormalView(kind, columns, stored_table(uow), issued)


def frozen_check(basis: Basis, number: str) -> EntryCheck:
    """Return the row of one entry as it was when the round was frozen, for its experts.

    Raises UsageError for an entry that does not take part.
    """
    table = formal_table(basis.entries, basis.setup, basis.rules, basis.replies)
    found = next((row for row in table if row.entry.number == number), None)
    if found is None:
        raise UsageError("app.unknown_entry", entry=number)
    return found


def standing_replies(table: Iterable[EntryCheck]) -> FormalReplies:
    """Return the answers that are in force."""
    cells = (cell for row in table for cell in row.items)
    return FormalReplies(tuple(cell.reply for cell in cells if cell.reply is not None))


def formal_data(view: FormalView) -> dict[str, Any]:
    """Return the table under the names of the command-line contract."""
    return {
        "type": view.type.value,
        "counts": {answer.value: view.count(answer) for answer in Compliance},
        "entries": [
            {
                "number": row.entry.number,
                "name": row.entry.name,
                "items": [_cell_data(cell) for cell in row.items if cell.answer is not None],
            }
            for row in view.rows
        ],
    }


def _cell_data(cell: ItemCheck) -> Mapping[str, Any]:
    assert cell.answer is not None
    return {
        "id": cell.item.value,
        "name": label(cell.item),
        "answer": cell.answer.value,
        "because": explain(cell.because),
        "cites": list(cell.because.cites),
        "facts": dict(cell.facts),
        "overridden": cell.overridden,
        "computed": cell.computed.value if cell.computed is not None else None,
        "reason": cell.reason,
        "answer_again": cell.outdated is not None,
    }
