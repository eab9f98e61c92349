"""Rows to values of the domain and back, one pair per table; nothing is judged here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ynreview.kernel import strict_json
from ynreview.kernel.codec import from_plain, to_plain
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.kernel.terms import (
    EntryState,
    ExpertCategory,
    Ground,
    PlatformKind,
    Role,
    Subtype,
    Vote,
)
from ynreview.panel.entries import Attachment, Entry, Facts
from ynreview.panel.people import Expert, Recusal
from ynreview.panel.sheets import ScoreSheet
from ynreview.storage.records import (
    Decision,
    Identity,
    RecusalSource,
    StoredKey,
    StoredPackage,
)
from ynreview.storage.tables import (
    AttachmentRow,
    DecisionRow,
    EntryRow,
    ExpertRow,
    IdentityRow,
    PackageRow,
    RecusalRow,
    SheetRow,
    SigningKeyRow,
)


def entry_to_row(entry: Entry, position: int) -> EntryRow:
    """Return the row of an entry at its place in the ledger; attachments are rows of their own."""
    return EntryRow(
        number=entry.number,
        position=position,
        name=entry.name,
        kind=entry.kind.value,
        subtype=_code(entry.subtype),
        panel=entry.panel,
        turn=entry.order,
        state=entry.state.value,
        facts=_json(entry.facts),
    )


def attachments_to_rows(entry: Entry) -> list[AttachmentRow]:
    """Return the rows of an entry's files, in their order."""
    return [
        AttachmentRow(
            entry=entry.number,
            position=position,
            name=attachment.name,
            digest=attachment.digest,
            size=attachment.size,
        )
        for position, attachment in enumerate(entry.attachments)
    ]


def row_to_entry(row: EntryRow, attachments: list[AttachmentRow]) -> Entry:
    """Return the entry of a row and of its files."""
    return Entry(
        number=row.number,
        name=row.name,
        kind=PlatformKind(row.kind),
        subtype=Subtype(row.subtype) if row.subtype else None,
        panel=row.panel,
        order=row.turn,
        state=EntryState(row.state),
        facts=from_plain(Facts, _plain(row.facts)),
        attachments=tuple(Attachment(file.name, file.digest, file.size) for file in attachments),
    )


def expert_to_row(expert: Expert, position: int) -> ExpertRow:
    """Return the row of an expert at the place in the panel list."""
    return ExpertRow(
        code=expert.code,
        position=position,
        name=expert.name,
        unit=expert.unit,
        title=expert.title,
        field=expert.field,
        category=_code(expert.category),
        role=expert.role.value,
        panel=expert.panel,
        recent_units=_json(expert.recent_units),
    )


def row_to_expert(row: ExpertRow) -> Expert:
    """Return the expert of a row."""
    return Expert(
        code=row.code,
        name=row.name,
        unit=row.unit,
        title=row.title,
        field=row.field,
        category=ExpertCategory(row.category) if row.category else None,
        role=Role(row.role),
        panel=row.panel,
        recent_units=tuple(_plain(row.recent_units)),
    )


def recusal_to_row(recusal: Recusal, source: RecusalSource) -> RecusalRow:
    """Return the row of a recusal."""
    return RecusalRow(
        expert=recusal.expert,
        entry=recusal.entry,
        ground=recusal.ground.value,
        note=recusal.note,
        source=source.value,
    )


def row_to_recusal(row: RecusalRow) -> tuple[Recusal, RecusalSource]:
    """Return the recusal of a row and who made it known."""
    recusal = Recusal(row.expert, row.entry, Ground(row.ground), row.note)
    return recusal, RecusalSource(row.source)


def sheet_to_row(sheet: ScoreSheet) -> SheetRow:
    """Return the row of a score sheet."""
    return SheetRow(
        entry=sheet.entry,
        points=_json(sheet.points),
        remarks=_json(sheet.remarks),
        veto=_json(sheet.veto),
        overall=sheet.overall,
        vote=_code(sheet.vote),
        suggested_amount=None if sheet.suggested_amount is None else sheet.suggested_amount.yuan,
    )


def row_to_sheet(row: SheetRow) -> ScoreSheet:
    """Return the score sheet of a row."""
    amount = row.suggested_amount
    points: Mapping[str, str] = _plain(row.points)
    return ScoreSheet(
        entry=row.entry,
        points={item: Points.parse(text) for item, text in points.items()},
        remarks=_plain(row.remarks),
        veto=_plain(row.veto),
        overall=row.overall,
        vote=Vote(row.vote) if row.vote else None,
        suggested_amount=None if amount is None else Money(amount),
    )


def package_to_row(package: StoredPackage) -> PackageRow:
    """Return the row of a package."""
    return PackageRow(**to_plain(package))


def row_to_package(row: PackageRow) -> StoredPackage:
    """Return the package of a row."""
    return from_plain(StoredPackage, row.model_dump())


def key_to_row(key: StoredKey) -> SigningKeyRow:
    """Return the row of an encrypted signing key."""
    return SigningKeyRow(owner=key.owner, certificate=key.certificate, encrypted=key.encrypted)


def row_to_key(row: SigningKeyRow) -> StoredKey:
    """Return the encrypted signing key of a row."""
    return StoredKey(row.owner, row.certificate, row.encrypted)


def identity_to_row(identity: Identity) -> IdentityRow:
    """Return the row of a confirmed certificate."""
    return IdentityRow(
        expert=identity.expert,
        certificate=identity.certificate,
        key_code=identity.key_code,
        confirmed_at=identity.confirmed_at.isoformat(),
    )


def row_to_identity(row: IdentityRow) -> Identity:
    """Return the confirmed certificate of a row."""
    confirmed_at = datetime.fromisoformat(row.confirmed_at)
    return Identity(row.expert, row.certificate, row.key_code, confirmed_at)


def decision_to_row(decision: Decision) -> DecisionRow:
    """Return the row of a recorded input."""
    return DecisionRow(
        seq=decision.seq,
        kind=decision.kind,
        subject=decision.subject,
        payload=plain_to_line(decision.payload),
        at=decision.at.isoformat(),
    )


def row_to_decision(row: DecisionRow) -> Decision:
    """Return the recorded input of a row."""
    at = datetime.fromisoformat(row.at)
    return Decision(row.seq, row.kind, row.subject, _plain(row.payload), at)


def plain_to_line(value: Any) -> str:
    """Return plain JSON on one line; raises ValueError for what could not be read again."""
    line = strict_json.to_line(value)
    strict_json.from_bytes(line.encode())
    return line


def _code(term: Subtype | ExpertCategory | Vote | None) -> str | None:
    return None if term is None else term.value


def _json(value: Any) -> str:
    return strict_json.to_line(to_plain(value))


def _plain(text: str) -> Any:
    return strict_json.from_bytes(text.encode())
