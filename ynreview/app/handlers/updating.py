"""更新任务包: a newer version over the expert's dossier; marks on unchanged items stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ynreview.app import commands as c
from ynreview.app.opening import require_task, store_task
from ynreview.app.outcome import Outcome
from ynreview.app.queries.task import ExpertTask, expert_task
from ynreview.kernel.errors import YnReviewError
from ynreview.packages.reader import OpenedPackage, open_package
from ynreview.packages.task import Task, read_task
from ynreview.panel.entries import Entry
from ynreview.scoring.carry_over import carried_over, emptied

if TYPE_CHECKING:
    from ynreview.app.work import Work
    from ynreview.storage.unit_of_work import UnitOfWork


def update_task(command: c.UpdateTask, work: Work) -> Outcome:
    """Put a newer task in the place of the present one, unless something was handed in by it."""
    uow, old = work.uow, expert_task(work.uow)
    with open_package(command.file) as package:
        require_task(package)
        if package.digest == old.owner.task_digest:
            return Outcome(data=_data(old.assignment.version, {}, ()), changed=False)
        new = read_task(package)
        _require_next(package, new, old)
        _require_nothing_handed_in(uow, old)
        before = {file.digest for file in old.assignment.files}
        store_task(uow, package, new, work.around.clock.now())
        for digest in before - {file.digest for file in new.assignment.files}:
            uow.drop_blob(digest)
    gone = _carry_over(uow, old, expert_task(uow))
    changed = _changed(old, new)
    data = _data(new.assignment.version, gone, changed)
    detail = {**data, "task": expert_task(uow).owner.task_digest}
    return Outcome(data=data, subject=old.expert.code, detail=detail)


def _require_next(package: OpenedPackage, new: Task, old: ExpertTask) -> None:
    name, owner = package.file_name, old.owner
    if new.basis.setup.round_id != old.basis.setup.round_id:
        title = new.basis.setup.title
        raise YnReviewError("issue.task_of_another_round", package=name, title=title)
    if new.expert.code != owner.expert:
        own = {"expert": new.expert.code, "own": owner.expert}
        raise YnReviewError("issue.task_of_another_expert", package=name, **own)
    found, wanted = package.signers[0].key_code, owner.organiser_key_code
    if found != wanted:
        raise YnReviewError("issue.task_of_another_organiser", found=found, wanted=wanted)
    if new.assignment.version <= old.assignment.version:
        versions = {"found": new.assignment.version, "own": old.assignment.version}
        raise YnReviewError("issue.task_not_newer", package=name, **versions)


def _require_nothing_handed_in(uow: UnitOfWork, old: ExpertTask) -> None:
    if uow.packages("score", old.expert.code) or uow.decisions():
        raise YnReviewError("issue.handed_in_before", version=old.assignment.version)


def _carry_over(uow: UnitOfWork, old: ExpertTask, new: ExpertTask) -> dict[str, tuple[str, ...]]:
    """Keep what still stands of every sheet; return the items that are 未填 now, by entry."""
    due = set(new.assignment.entries)
    for recusal in old.own_recusals:
        if recusal.entry not in due:
            uow.drop_recusal(recusal.expert, recusal.entry)
    gone: dict[str, tuple[str, ...]] = {}
    for number, sheet in uow.sheets().items():
        if number not in due:
            uow.drop_sheet(number)
            continue
        skipped = new.basis.skipped(number)
        kept = carried_over(sheet, old.form(number), new.form(number), skipped)
        uow.put_sheet(kept)
        if emptied(sheet, kept):
            gone[number] = emptied(sheet, kept)
    return gone


def _changed(old: ExpertTask, new: Task) -> tuple[str, ...]:
    """Return the entries whose facts or files are other ones now."""
    former = {entry.number: _essence(entry) for entry in old.basis.entries}
    return tuple(
        entry.number
        for entry in new.basis.entries
        if entry.number in new.assignment.entries and former.get(entry.number) != _essence(entry)
    )


def _essence(entry: Entry) -> Entry:
    return replace(entry, order=None)


def _data(
    version: int, gone: Mapping[str, tuple[str, ...]], changed: tuple[str, ...]
) -> dict[str, object]:
    items = [f"{number} 号 {'、'.join(codes)}" for number, codes in gone.items()]
    return {"task_version": version, "emptied": items, "changed_entries": list(changed)}
