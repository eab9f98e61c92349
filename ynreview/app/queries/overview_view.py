"""我的总览: my totals in my own order, and every item's marks beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ynreview.app.queries.scoring_view import Progress, scoring_view
from ynreview.app.queries.task import expert_task
from ynreview.kernel.points import Points
from ynreview.rulebook.forms import ScoreForm
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Place:
    """One of my platforms with my own rank; ``points`` are my marks by item."""

    number: str
    name: str
    kind: str
    total: str
    rank: int | None
    tied: bool
    missing: int
    points: Mapping[str, Points]


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item that can be compared across the platforms of one kind."""

    kind: str
    code: str
    name: str
    full: Points
    step: Points


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything on the screen."""

    places: tuple[Place, ...]
    items: tuple[ComparedItem, ...]


def overview_view(uow: UnitOfWork) -> OverviewView:
    """Return my totals, the highest first, unfinished platforms last."""
    view, task, sheets = scoring_view(uow), expert_task(uow), uow.sheets()
    lines = [line for line in view.lines if line.progress is not Progress.RECUSED]
    totals = {line.number: Points.parse(line.total) for line in lines if line.total}
    shared = Counter(totals.values())
    ordered = sorted(totals.values(), reverse=True)
    places = []
    for line in lines:
        entry = task.basis.entry(line.number)
        assert entry is not None
        own = totals.get(line.number)
        sheet = sheets.get(line.number)
        places.append(
            Place(
                number=line.number,
                name=line.name,
                kind=entry.kind.value,
                total=line.total,
                rank=ordered.index(own) + 1 if own is not None else None,
                tied=own is not None and shared[own] > 1,
                missing=len(line.missing),
                points=dict(sheet.points) if sheet else {},
            )
        )
    places.sort(key=lambda place: (place.rank is None, place.rank or 0, place.number))
    return OverviewView(tuple(places), _items(task.basis.forms.values(), places))


def _items(forms: Iterable[ScoreForm], places: list[Place]) -> tuple[ComparedItem, ...]:
    kinds = {place.kind for place in places}
    return tuple(
        ComparedItem(form.kind.value, item.code, item.name, item.full, form.step)
        for form in forms
        if form.kind.value in kinds
        for item in form.items
    )
