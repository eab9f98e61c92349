"""What 我的总览 shows: all my totals, and one item across all platforms; no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ynreview.app.commands import EnterSheet
from ynreview.kernel.points import Points

if TYPE_CHECKING:
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.overview_view import OverviewView, Place


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the small distribution: from which total, how many platforms."""

    start: int
    count: int


def overview(workspace: Workspace) -> OverviewView:
    """Return all my totals."""
    from ynreview.app.queries.overview_view import overview_view

    return workspace.ask(overview_view)


def bars(places: tuple[Place, ...]) -> tuple[Bar, ...]:
    """Return how many totals lie in each ten points."""
    counts = dict.fromkeys(range(0, 100, 10), 0)
    for place in places:
        if place.total:
            whole = int(place.total.partition(".")[0])
            counts[min(whole // 10 * 10, 90)] += 1
    return tuple(Bar(start, count) for start, count in counts.items())


def rank_text(place: Place) -> str:
    """Return my own rank of a platform."""
    return "—" if place.rank is None else str(place.rank)


def set_points(workspace: Workspace, number: str, item: str, points: Points | None) -> Outcome:
    """Change one item of one platform from the comparison."""
    from ynreview.app.queries.scoring_view import sheet_view

    sheet = workspace.ask(lambda uow: sheet_view(uow, number)).sheet
    return workspace.run(EnterSheet(sheet.with_points(item, points)))
