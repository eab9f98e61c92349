"""First opening of a task package: everything in it is checked, then becomes a new dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ynreview.app.keys import make_key
from ynreview.app.outcome import Outcome
from ynreview.app.owner import OWNER, TASK, Owner
from ynreview.app.stored import store_basis, store_roster
from ynreview.app.work import Surroundings
from ynreview.kernel.codes import normal_code
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.terms import Duty, Role
from ynreview.messages import label
from ynreview.packages import documents
from ynreview.packages.bag import PackageType
from ynreview.packages.documents import BASIS_FILE, ROSTER_FILE
from ynreview.packages.reader import OpenedPackage, open_package
from ynreview.packages.task import Task, read_task
from ynreview.panel.people import Expert
from ynreview.storage.dossier import Dossier
from ynreview.storage.new_file import built_beside
from ynreview.storage.records import StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork


def open_task(
    package: Path, path: Path, pin: str, around: Surroundings, organiser: str = ""
) -> Outcome:
    """Make an expert's dossier from a task package; raises YnReviewError when it is refused."""
    return _open(package, path, pin, around, organiser, Duty.EXPERT, _anyone)


def open_desk(
    package: Path, path: Path, pin: str, around: Surroundings, organiser: str = ""
) -> Outcome:
    """Make the chair's dossier from the chair's or the deputy's own task package."""
    return _open(package, path, pin, around, organiser, Duty.CHAIR, _require_chair)


def _open(  # noqa: PLR0913, PLR0917 - the two doors above name them
    package: Path,
    path: Path,
    pin: str,
    around: Surroundings,
    organiser: str,
    duty: Duty,
    require: Callable[[Expert], None],
) -> Outcome:
    with open_package(package) as opened:
        require_task(opened)
        organiser_code = opened.signers[0].key_code
        _require_organiser(organiser, organiser_code)
        task = read_task(opened)
        require(task.expert)
        with (
            built_beside(path) as part,
            Dossier.create(part, pin, duty, around.clock) as dossier,
            dossier.unit_of_work() as uow,
        ):
            key_code = _store(uow, opened, task, pin, around)
        data = {
            "expert": task.expert.code,
            "name": task.expert.name,
            "role": label(task.expert.role),
            "round_id": task.basis.setup.round_id,
            "title": task.basis.setup.title,
            "rehearsal": task.basis.setup.rehearsal,
            "key_code": key_code,
            "organiser_key_code": organiser_code,
            "basis_code": task.basis.code,
            "entries": list(task.assignment.entries),
        }
        return Outcome(data=data, subject=task.expert.code)


def _store(
    uow: UnitOfWork, opened: OpenedPackage, task: Task, pin: str, around: Surroundings
) -> str:
    now = around.clock.now()
    owner = store_task(uow, opened, task, now)
    key = make_key(uow, owner.expert, pin)
    code = owner.organiser_key_code
    detail = {"task": opened.digest, "organiser": code, "key_code": key.certificate.key_code}
    uow.journal.append(owner.expert, "OpenTask", owner.expert, detail, now)
    return key.certificate.key_code


def store_task(uow: UnitOfWork, opened: OpenedPackage, task: Task, now: datetime) -> Owner:
    """Keep everything of a proven task, in place of an earlier version's."""
    code = opened.signers[0].key_code
    for name, store in ((BASIS_FILE, store_basis), (ROSTER_FILE, store_roster)):
        with opened.open_nested(name) as nested, opened.open(name) as stream:
            blob, kind = uow.put_blob(stream), nested.head.type.value
            store(uow, nested)
        uow.put_package(StoredPackage(blob.digest, kind, name, now, key_code=code))
    for file in task.assignment.files:
        with opened.open(file.path) as stream:
            uow.put_blob(stream)
    uow.put_round_setup(task.basis.setup)
    uow.put_document(TASK, opened.read(documents.ASSIGNMENT))
    owner = Owner(
        expert=task.expert.code,
        task_digest=opened.digest,
        basis_digest=task.basis.digest,
        roster_digest=task.assignment.roster_digest,
        organiser_key_code=code,
    )
    uow.put_document(OWNER, documents.to_bytes(owner))
    return owner


def require_task(opened: OpenedPackage) -> None:
    """Refuse a package that is no task."""
    if opened.head.type is not PackageType.TASK:
        type_ = label(opened.head.type)
        raise YnReviewError("app.not_a_task", package=opened.file_name, type=type_)


def _require_organiser(given: str, found: str) -> None:
    if not given:
        return
    try:
        wanted = normal_code(given)
    except ValueError as error:
        raise UsageError("app.not_a_code", text=given) from error
    if wanted != found:
        raise YnReviewError("app.other_organiser", wanted=wanted, found=found)


def _anyone(expert: Expert) -> None:
    del expert


def _require_chair(expert: Expert) -> None:
    if expert.role not in {Role.CHAIR, Role.DEPUTY}:
        raise YnReviewError("app.not_the_chair", expert=expert.code, role=label(expert.role))
