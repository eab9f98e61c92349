"""What is reviewed and by whom, inside one unit of work; values go in and come out, never rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlmodel import Session, SQLModel, col, delete, func, select

from ynreview.kernel import strict_json
from ynreview.kernel.codec import from_plain, to_plain
from ynreview.kernel.errors import YnReviewError
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert, Recusal
from ynreview.panel.round import RoundSetup
from ynreview.panel.sheets import ScoreSheet
from ynreview.storage import mapping
from ynreview.storage.records import RecusalSource
from ynreview.storage.tables import (
    AttachmentRow,
    DocumentRow,
    EntryRow,
    ExpertRow,
    RecusalRow,
    SheetRow,
)

ROUND_DOCUMENT = "round.json"


class RoundStore:
    """Documents, settings, entries, experts, recusals and the owner's own score sheets."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def document(self, name: str) -> bytes | None:
        """Return the bytes kept under the name, or None."""
        row = self._session.get(DocumentRow, name)
        return row.body if row else None

    def put_document(self, name: str, body: bytes) -> None:
        """Keep the bytes under the name, in place of what stood there."""
        self._session.merge(DocumentRow(name=name, body=body))

    def drop_document(self, name: str) -> None:
        """Forget a document; what is not there is no trouble."""
        row = self._session.get(DocumentRow, name)
        if row:
            self._session.delete(row)
            self._session.flush()

    def documents(self, prefix: str) -> Mapping[str, bytes]:
        """Return what is kept under all names that begin so, by name."""
        name = col(DocumentRow.name)
        begins = func.substr(name, 1, len(prefix)) == prefix
        rows = self._session.exec(select(name, DocumentRow.body).where(begins).order_by(name))
        return dict(rows.all())

    def document_names(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names that begin so, in the order of their characters."""
        name = col(DocumentRow.name)
        begins = func.substr(name, 1, len(prefix)) == prefix
        return tuple(self._session.exec(select(name).where(begins).order_by(name)))

    def round_setup(self) -> RoundSetup:
        """Return the settings of the round; raises storage.no_round before there are any."""
        body = self.document(ROUND_DOCUMENT)
        if body is None:
            raise YnReviewError("storage.no_round")
        return from_plain(RoundSetup, strict_json.from_bytes(body))

    def put_round_setup(self, setup: RoundSetup) -> None:
        """Keep the settings of the round, as the document ``round.json``."""
        self.put_document(ROUND_DOCUMENT, strict_json.to_bytes(to_plain(setup)))

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries in the order of the ledger."""
        files = defaultdict(list)
        by_place = col(AttachmentRow.entry), col(AttachmentRow.position)
        for file in self._session.exec(select(AttachmentRow).order_by(*by_place)):
            files[file.entry].append(file)
        rows = self._session.exec(select(EntryRow).order_by(col(EntryRow.position)))
        return tuple(mapping.row_to_entry(row, files[row.number]) for row in rows)

    def replace_entries(self, entries: Iterable[Entry]) -> None:
        """Keep these entries, in this order, in place of all there were."""
        self._clear(AttachmentRow, EntryRow)
        for position, entry in enumerate(entries):
            self._add(mapping.entry_to_row(entry, position), *mapping.attachments_to_rows(entry))

    def put_entry(self, entry: Entry) -> None:
        """Keep one entry at the place it has in the ledger, a new one at the end."""
        known = self._session.get(EntryRow, entry.number)
        position = known.position if known else self._next_position()
        self._session.exec(delete(AttachmentRow).where(col(AttachmentRow.entry) == entry.number))
        self._session.merge(mapping.entry_to_row(entry, position))
        self._add(*mapping.attachments_to_rows(entry))

    def _next_position(self) -> int:
        last = self._session.exec(select(func.max(EntryRow.position))).one()
        return 0 if last is None else last + 1

    def experts(self) -> tuple[Expert, ...]:
        """Return the experts in the order of the panel list."""
        rows = self._session.exec(select(ExpertRow).order_by(col(ExpertRow.position)))
        return tuple(mapping.row_to_expert(row) for row in rows)

    def replace_experts(self, experts: Iterable[Expert]) -> None:
        """Keep these experts, in this order, in place of all there were."""
        self._clear(ExpertRow)
        self._add(*(mapping.expert_to_row(expert, place) for place, expert in enumerate(experts)))

    def recusals(self) -> tuple[tuple[Recusal, RecusalSource], ...]:
        """Return every recusal with who made it known, by expert and entry."""
        order = col(RecusalRow.expert), col(RecusalRow.entry)
        rows = self._session.exec(select(RecusalRow).order_by(*order))
        return tuple(mapping.row_to_recusal(row) for row in rows)

    def put_recusal(self, recusal: Recusal, source: RecusalSource) -> None:
        """Keep a recusal, in place of the one of the same expert and entry."""
        self._session.merge(mapping.recusal_to_row(recusal, source))

    def drop_recusal(self, expert: str, entry: str) -> None:
        """Take a recusal back; what is not there is no trouble."""
        row = self._session.get(RecusalRow, (expert, entry))
        if row:
            self._session.delete(row)

    def sheets(self) -> Mapping[str, ScoreSheet]:
        """Return the owner's score sheets by the number of the entry."""
        rows = self._session.exec(select(SheetRow).order_by(col(SheetRow.entry)))
        return {row.entry: mapping.row_to_sheet(row) for row in rows}

    def put_sheet(self, sheet: ScoreSheet) -> None:
        """Keep a score sheet, in place of the one of the same entry."""
        self._session.merge(mapping.sheet_to_row(sheet))

    def drop_sheet(self, entry: str) -> None:
        """Take a score sheet away (a recusal voids it; the journal keeps what it said)."""
        row = self._session.get(SheetRow, entry)
        if row:
            self._session.delete(row)

    def _clear(self, *tables: type[SQLModel]) -> None:
        for table in tables:
            self._session.exec(delete(table))

    def _add(self, *rows: SQLModel) -> None:
        self._session.add_all(rows)
        self._session.flush()
