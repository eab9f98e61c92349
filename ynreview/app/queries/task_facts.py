"""What a task package says before it is opened for good: whose, which round, what to judge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ynreview.app.opening import require_task
from ynreview.app.queries.task import expert_task
from ynreview.kernel.terms import Role
from ynreview.messages import label, sentence
from ynreview.packages.reader import open_package
from ynreview.packages.task import read_task
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """The three pages of a first opening: 身份, 口令, 承诺与回避.

    ``entries`` are (编号, 平台名称, 牵头单位); ``leads`` tells a chair or a deputy; ``version``
    is above 1 once the round was issued again.
    """

    expert: str
    name: str
    unit: str
    role: str
    leads: bool
    round_id: str
    title: str
    organiser_key_code: str
    basis_code: str
    rehearsal: bool
    undertaking: str
    entries: tuple[tuple[str, str, str], ...]
    version: int = 1


def task_facts(path: Path) -> TaskFacts:
    """Prove a task package and read what it says; raises YnReviewError when it is refused."""
    with open_package(path) as package:
        require_task(package)
        task = read_task(package)
        expert, setup = task.expert, task.basis.setup
        return TaskFacts(
            expert=expert.code,
            name=expert.name,
            unit=expert.unit,
            role=label(expert.role),
            leads=expert.role in {Role.CHAIR, Role.DEPUTY},
            round_id=setup.round_id,
            title=setup.title,
            organiser_key_code=package.signers[0].key_code,
            basis_code=task.basis.code,
            rehearsal=setup.rehearsal,
            undertaking=sentence("app.undertaking"),
            entries=tuple(
                (entry.number, entry.name, entry.facts.lead_unit)
                for entry in task.basis.entries
                if entry.number in task.assignment.entries
            ),
            version=task.assignment.version,
        )


def is_next_version(uow: UnitOfWork, facts: TaskFacts) -> bool:
    """Whether a task is a newer version of the one that this dossier was made from."""
    own = expert_task(uow)
    same = (own.basis.setup.round_id, own.expert.code) == (facts.round_id, facts.expert)
    return same and facts.version > own.assignment.version
