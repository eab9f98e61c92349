"""The delivery board: whose task package is written, which one is out of date, what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ynreview.app.delivery import Delivery, Parcel, stored_delivery
from ynreview.app.due import payload_sizes
from ynreview.app.issue import Issue, stored_issue
from ynreview.kernel.codes import code_of
from ynreview.messages import label
from ynreview.panel.people import Expert
from ynreview.storage.unit_of_work import UnitOfWork

_BYTES_A_MINUTE = 360_000_000  # a slow stick, written and read back
_LEAST = 250_000  # what every package holds besides PDFs, at most


class DeliveryState(StrEnum):
    """Where a task package stands."""

    NOT_ISSUED = "not_issued"
    WAITING = "waiting"
    WRITTEN = "written"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One task package; ``size`` is an estimate until it is written, ``state_text`` is in words."""

    expert: str
    name: str
    role: str
    panel: str
    version: int
    file: str
    digest: str
    size: int
    state: DeliveryState
    state_text: str
    place: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """Every package, those out of date below those that count; codes are empty before issue."""

    lines: tuple[DeliveryLine, ...]
    issued: bool
    version: int
    roster: int
    basis_code: str
    organiser_key_code: str

    @property
    def waiting(self) -> tuple[DeliveryLine, ...]:
        """What is still to be written."""
        return tuple(one for one in self.lines if one.state is DeliveryState.WAITING)

    @property
    def bytes(self) -> int:
        """How large all packages that count are together."""
        return sum(one.size for one in self.lines if one.state is not DeliveryState.SUPERSEDED)

    @property
    def minutes(self) -> int:
        """How long writing all of them takes on a slow stick, in whole minutes."""
        return -(-self.bytes // _BYTES_A_MINUTE)


def delivery_view(uow: UnitOfWork) -> DeliveryView:
    """Return the board."""
    issue, delivery = stored_issue(uow), stored_delivery(uow)
    experts = uow.experts()
    sizes = payload_sizes(uow)
    lines = [_line(one, sizes[one.code] + _LEAST, issue, delivery) for one in experts]
    version = uow.round_setup().version
    lines += _superseded(experts, issue, delivery, version)
    if issue is None:
        return DeliveryView(
            tuple(lines),
            issued=False,
            version=version,
            roster=1,
            basis_code="",
            organiser_key_code="",
        )
    key_codes = {one.digest: one.key_code for one in uow.packages("basis")}
    return DeliveryView(
        tuple(lines),
        issued=True,
        version=version,
        roster=len(issue.rosters),
        basis_code=code_of(issue.basis),
        organiser_key_code=key_codes[issue.basis],
    )


def _line(expert: Expert, estimate: int, issue: Issue | None, delivery: Delivery) -> DeliveryLine:
    parcel = _current(expert.code, issue, delivery)
    state = DeliveryState.NOT_ISSUED
    if issue is not None:
        state = DeliveryState.WRITTEN if parcel is not None else DeliveryState.WAITING
    words = {
        DeliveryState.NOT_ISSUED: "未发放",
        DeliveryState.WAITING: "待写入",
        DeliveryState.WRITTEN: "已读回核对",
    }
    return DeliveryLine(
        expert=expert.code,
        name=expert.name,
        role=label(expert.role),
        panel=expert.panel,
        version=issue.version if issue is not None else 1,
        file=parcel.file if parcel is not None else "",
        digest=parcel.digest if parcel is not None else "",
        size=parcel.size if parcel is not None else estimate,
        state=state,
        state_text=words[state],
        place=parcel.place if parcel is not None else "",
        at=parcel.at if parcel is not None else None,
    )


def _current(expert: str, issue: Issue | None, delivery: Delivery) -> Parcel | None:
    parcel = delivery.latest(expert)
    if parcel is None or issue is None:
        return None
    roster = issue.rosters.index(issue.handed_with(expert)[0]) + 1
    return parcel if (parcel.version, parcel.roster) == (issue.version, roster) else None


def _superseded(
    experts: tuple[Expert, ...], issue: Issue | None, delivery: Delivery, version: int
) -> Iterator[DeliveryLine]:
    people = {expert.code: expert for expert in experts}
    for one in delivery.parcels:
        person = people.get(one.expert)
        if one == _current(one.expert, issue, delivery) and person is not None:
            continue
        by = f"第 {version} 版" if one.version < version else "新名单"
        yield DeliveryLine(
            expert=one.expert,
            name=person.name if person is not None else "",
            role=label(person.role) if person is not None else "",
            panel=person.panel if person is not None else "",
            version=one.version,
            file=one.file,
            digest=one.digest,
            size=one.size,
            state=DeliveryState.SUPERSEDED,
            state_text=f"已被{by}取代",
            place=one.place,
            at=one.at,
        )
