"""What came from or went to other machines, and what was decided, inside one unit of work."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from ynreview.storage import mapping
from ynreview.storage.records import Decision, Identity, StoredKey, StoredPackage
from ynreview.storage.tables import DecisionRow, IdentityRow, PackageRow, SigningKeyRow


class ExchangeStore:
    """Packages, keys, confirmed certificates and recorded inputs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def packages(
        self,
        type: str | None = None,  # noqa: A002 - the word the packages themselves use
        expert: str | None = None,
    ) -> tuple[StoredPackage, ...]:
        """Return the packages of a type and an expert, by type, expert and revision."""
        query = select(PackageRow)
        if type is not None:
            query = query.where(col(PackageRow.type) == type)
        if expert is not None:
            query = query.where(col(PackageRow.expert) == expert)
        order = (PackageRow.type, PackageRow.expert, PackageRow.revision, PackageRow.digest)
        rows = self._session.exec(query.order_by(*(col(column) for column in order)))
        return tuple(mapping.row_to_package(row) for row in rows)

    def put_package(self, package: StoredPackage) -> None:
        """Keep a package whose bytes are a blob already; the same one again changes nothing."""
        self._session.merge(mapping.package_to_row(package))

    def set_package_state(self, digest: str, state: str) -> None:
        """Note what became of a package that is kept here."""
        self._session.get_one(PackageRow, digest).state = state

    def signing_key(self, owner: str) -> StoredKey | None:
        """Return the encrypted signing key of an owner, or None."""
        row = self._session.get(SigningKeyRow, owner)
        return mapping.row_to_key(row) if row else None

    def put_signing_key(self, key: StoredKey) -> None:
        """Keep an encrypted signing key, in place of the owner's former one."""
        self._session.merge(mapping.key_to_row(key))

    def identities(self) -> tuple[Identity, ...]:
        """Return the confirmed certificates by expert."""
        rows = self._session.exec(select(IdentityRow).order_by(col(IdentityRow.expert)))
        return tuple(mapping.row_to_identity(row) for row in rows)

    def put_identity(self, identity: Identity) -> None:
        """Keep a confirmed certificate, in place of the expert's former one."""
        self._session.merge(mapping.identity_to_row(identity))

    def decisions(self, kind: str | None = None) -> tuple[Decision, ...]:
        """Return the recorded inputs, all or of one kind, oldest first."""
        query = select(DecisionRow).order_by(col(DecisionRow.seq))
        if kind is not None:
            query = query.where(col(DecisionRow.kind) == kind)
        return tuple(mapping.row_to_decision(row) for row in self._session.exec(query))

    def record_decision(self, kind: str, subject: str, payload: Any, at: datetime) -> Decision:
        """Record an input for good; a later one of the same kind and subject supersedes it.

        ``payload`` is plain JSON; raises ValueError for floats and other oddities.
        """
        last = self._session.exec(select(func.max(DecisionRow.seq))).one()
        row = mapping.decision_to_row(Decision((last or 0) + 1, kind, subject, payload, at))
        self._session.add(row)
        self._session.flush()
        return mapping.row_to_decision(row)
