"""Which task packages were written where and when; the organiser's own record, signed by none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ynreview.packages import documents
from ynreview.storage.unit_of_work import UnitOfWork

_DOCUMENT = "delivery.json"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One task package that was written and read back; ``place`` is the folder or stick."""

    expert: str
    version: int
    roster: int
    file: str
    digest: str
    size: int
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything written, the latest last; one parcel for each expert, version and roster."""

    parcels: tuple[Parcel, ...] = ()

    def latest(self, expert: str) -> Parcel | None:
        """Return what an expert was given last."""
        return next((one for one in reversed(self.parcels) if one.expert == expert), None)

    def with_parcel(self, parcel: Parcel) -> Delivery:
        """Return the record with a parcel, in place of the same one written before."""
        kept = tuple(
            one
            for one in self.parcels
            if (one.expert, one.version, one.roster)
            != (parcel.expert, parcel.version, parcel.roster)
        )
        return replace(self, parcels=(*kept, parcel))


def stored_delivery(uow: UnitOfWork) -> Delivery:
    """Return what was written so far."""
    content = uow.document(_DOCUMENT)
    return documents.from_bytes(Delivery, content) if content is not None else Delivery()


def put_delivery(uow: UnitOfWork, delivery: Delivery) -> None:
    """Keep the record in place of what stood there."""
    uow.put_document(_DOCUMENT, documents.to_bytes(delivery))
