"""Rows as they lie in the file: flat, unchecked, and never seen outside this package."""

from sqlmodel import Field, SQLModel


class DocumentRow(SQLModel, table=True):
    """Bytes under a name: rulebook files, score forms, settings."""

    __tablename__ = "document"
    name: str = Field(primary_key=True)
    body: bytes


class EntryRow(SQLModel, table=True):
    """An entry; ``turn`` is its order of presentation, ``facts`` is JSON."""

    __tablename__ = "entry"
    number: str = Field(primary_key=True)
    position: int
    name: str
    kind: str
    subtype: str | None
    panel: str
    turn: int | None
    state: str
    facts: str


class AttachmentRow(SQLModel, table=True):
    """A file that belongs to an entry."""

    __tablename__ = "attachment"
    entry: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    name: str
    digest: str
    size: int


class ExpertRow(SQLModel, table=True):
    """An expert; ``recent_units`` is JSON."""

    __tablename__ = "expert"
    code: str = Field(primary_key=True)
    position: int
    name: str
    unit: str
    title: str
    field: str
    category: str | None
    role: str
    panel: str
    recent_units: str


class RecusalRow(SQLModel, table=True):
    """A recusal and who made it known."""

    __tablename__ = "recusal"
    expert: str = Field(primary_key=True)
    entry: str = Field(primary_key=True)
    ground: str
    note: str
    source: str


class SheetRow(SQLModel, table=True):
    """A score sheet of the dossier's owner; three columns are JSON, the amount is in 元."""

    __tablename__ = "sheet"
    entry: str = Field(primary_key=True)
    points: str
    remarks: str
    veto: str
    overall: str
    vote: str | None
    suggested_amount: int | None


class PackageRow(SQLModel, table=True):
    """A signed package; its bytes are a blob."""

    __tablename__ = "package"
    digest: str = Field(primary_key=True)
    type: str
    name: str
    expert: str
    revision: int
    key_code: str
    state: str
    at: str


class SigningKeyRow(SQLModel, table=True):
    """An encrypted signing key."""

    __tablename__ = "signing_key"
    owner: str = Field(primary_key=True)
    certificate: bytes
    encrypted: bytes


class IdentityRow(SQLModel, table=True):
    """A confirmed certificate."""

    __tablename__ = "identity"
    expert: str = Field(primary_key=True)
    certificate: bytes
    key_code: str
    confirmed_at: str


class DecisionRow(SQLModel, table=True):
    """A recorded input; ``payload`` is JSON."""

    __tablename__ = "decision"
    seq: int = Field(primary_key=True)
    kind: str
    subject: str
    payload: str
    at: str


class JournalRow(SQLModel, table=True):
    """A line of the journal with its link."""

    __tablename__ = "journal"
    seq: int = Field(primary_key=True)
    at: str
    line: str
    prev: str
    hash: str
