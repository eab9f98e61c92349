"""One expert's task package, sealed straight onto its stick, read back, and put on record."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ynreview.app.delivery import Parcel, put_delivery, stored_delivery
from ynreview.app.due import due_entries
from ynreview.app.issue import Issue
from ynreview.app.outcome import Ask, HandOver, IssuedFile
from ynreview.app.owner import ORGANISER
from ynreview.app.queries.readiness import stored_rules
from ynreview.app.watched import Meter, watched
from ynreview.kernel.clock import Clock
from ynreview.kernel.errors import YnReviewError
from ynreview.packages import documents
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.sources import Source, Stream, size_of
from ynreview.packages.writer import seal_onto
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert
from ynreview.panel.round import RoundSetup
from ynreview.panel.sequence import own_order, presented
from ynreview.rulebook.kinds import Option
from ynreview.signing.keys import SigningKey
from ynreview.storage.unit_of_work import UnitOfWork

_ORDER, _OWN = "presentation_order", "own"


@dataclass(frozen=True, slots=True)
class Sender:
    """What every task package of one issue has in common."""

    issue: Issue
    key: SigningKey
    out: Path
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Task:
    """A task package ready to be sealed; ``known`` is the digest it had when written before."""

    name: str
    head: PackageHead
    payload: Mapping[str, Source]
    at: datetime
    roster: int
    known: str

    @property
    def size(self) -> int:
        return sum(map(size_of, self.payload.values()))


def writing(sender: Sender, expert: Expert, meter: Meter) -> HandOver:
    """Return the step that writes one expert's package.

    The dossier is free for others while the stick is written, which takes minutes.
    """

    def hand_over(ask: Ask) -> tuple[IssuedFile, ...]:
        meter.begin(f"写入 {expert.code} {expert.name} 的任务包")
        task: _Task = ask(lambda uow: _prepared(uow, sender, expert, meter))
        target = sender.out / f"{task.name}.ynr"
        _require_room(target, task.size)
        written = seal_onto(
            task.name, task.head, task.payload, sender.key, ORGANISER, task.at, target, task.known
        )
        parcel = Parcel(
            expert=expert.code,
            version=sender.issue.version,
            roster=task.roster,
            file=target.name,
            digest=written.digest,
            size=written.size,
            place=str(sender.out),
            at=sender.clock.now(),
        )
        ask(lambda uow: _record(uow, parcel))
        kind = PackageType.TASK.value
        return (IssuedFile(written.path, written.digest, written.size, kind, expert.code),)

    return hand_over


def in_sequence(uow: UnitOfWork, entries: list[Entry], expert: str) -> tuple[Entry, ...]:
    """Return entries in the order the round sets for an expert."""
    if stored_rules(uow).ruling(_ORDER, Option).params.value == _OWN:
        return own_order(entries, uow.round_setup().round_id, expert)
    return presented(entries)


def _require_room(target: Path, size: int) -> None:
    """Say at once, not after minutes, that a stick is too small."""
    if target.exists():
        return
    with suppress(OSError):  # a folder that cannot be looked at is told by writing to it
        if shutil.disk_usage(target.parent).free < size:
            raise YnReviewError("packages.disk_full", name=target.name)


def _record(uow: UnitOfWork, parcel: Parcel) -> None:
    put_delivery(uow, stored_delivery(uow).with_parcel(parcel))
    detail = {"file": parcel.file, "digest": parcel.digest, "place": parcel.place}
    uow.journal.append(ORGANISER, "WriteTask", parcel.expert, detail, parcel.at)


def _prepared(uow: UnitOfWork, sender: Sender, expert: Expert, meter: Meter) -> _Task:
    setup, issue = uow.round_setup(), sender.issue
    entries = in_sequence(uow, due_entries(uow, expert), expert.code)
    files, payload = _attachments(uow, entries, meter)
    roster, at = issue.handed_with(expert.code)
    assignment = documents.Assignment(
        round_id=setup.round_id,
        basis_digest=issue.basis,
        roster_digest=roster,
        expert=expert.code,
        role=expert.role,
        version=issue.version,
        entries=tuple(entry.number for entry in entries),
        files=files,
    )
    payload |= {
        documents.ASSIGNMENT: documents.to_bytes(assignment),
        documents.BASIS_FILE: _blob(uow, issue.basis, meter),
        documents.ROSTER_FILE: _blob(uow, roster, meter),
    }
    name = f"{setup.round_id}-{expert.code}-task-v{assignment.version}"
    number = issue.rosters.index(roster) + 1
    known = _written_before(uow, expert.code, issue.version, number)
    return _Task(name, _head(name, setup, expert, issue.basis, at), payload, at, number, known)


def _head(name: str, setup: RoundSetup, expert: Expert, basis: str, at: datetime) -> PackageHead:
    return PackageHead(
        package_id=name,
        round_id=setup.round_id,
        type=PackageType.TASK,
        created=at,
        signer_role=ORGANISER,
        extra={"Expert": expert.code, "Basis-Digest": basis},
    )


def _written_before(uow: UnitOfWork, expert: str, version: int, roster: int) -> str:
    for one in stored_delivery(uow).parcels:
        if (one.expert, one.version, one.roster) == (expert, version, roster):
            return one.digest
    return ""


def _attachments(
    uow: UnitOfWork, entries: tuple[Entry, ...], meter: Meter
) -> tuple[tuple[documents.IssuedFile, ...], dict[str, Source]]:
    files = []
    payload: dict[str, Source] = {}
    for place, entry in enumerate(entries, start=1):
        for count, attachment in enumerate(entry.attachments, start=1):
            path = f"files/{place:04d}/{count:02d}.pdf"
            payload[path] = _blob(uow, attachment.digest, meter)
            files.append(
                documents.IssuedFile(
                    entry.number, path, attachment.name, attachment.digest, attachment.size
                )
            )
    return tuple(files), payload


def _blob(uow: UnitOfWork, digest: str, meter: Meter) -> Stream:
    return Stream(uow.blob_size(digest), lambda: watched(uow.open_blob(digest), meter.heard))
