"""Where each page lies on the long sheet that is scrolled, known before any page is drawn."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from ui.widgets.pdf_document import Size

GAP = 12
_NORMAL = 96 / 72  # pixels of the screen to a point of the page at 100 %
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)


class Fit(Enum):
    """How wide pages are shown: each as wide as the view, whole in the view, or by a factor."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Zoom:
    """The size chosen; ``factor`` counts for FREE only, 1 is 100 %."""

    fit: Fit = Fit.WIDTH
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the document that no zoom changes: a page from 0 and the part of its height."""

    page: int = 0
    part: float = 0.0


def next_step(factor: float, change: int) -> float:
    """Return the next larger (+1) or smaller (-1) step beside a factor."""
    if change > 0:
        return next((step for step in STEPS if step > factor * 1.001), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < factor * 0.999), STEPS[0])


class Sheet:
    """The pages one below the other in pixels, for one zoom and one size of the view."""

    def __init__(self, sizes: list[Size], zoom: Zoom, width: int, height: int) -> None:
        self._scales = [_scale(size, zoom, width - 2 * GAP, height - 2 * GAP) for size in sizes]
        pairs = list(zip(sizes, self._scales, strict=True))
        self.widths = [max(round(size[0] * scale), 1) for size, scale in pairs]
        self.heights = [max(round(size[1] * scale), 1) for size, scale in pairs]
        ends = accumulate((height + GAP for height in self.heights), initial=0)
        *self.starts, end = ends
        self.height = end + GAP
        self.width = max(self.widths, default=0) + 2 * GAP

    def __len__(self) -> int:
        return len(self.starts)

    def top(self, page: int) -> int:
        """Return the height at which the paper of a page begins, below its gap."""
        return self.starts[page] + GAP

    def factor(self, page: int) -> float:
        """Return the zoom of a page, 1 for 100 %."""
        return self._scales[page] / _NORMAL

    def scale(self, page: int) -> float:
        """Return the pixels to a point of a page."""
        return self._scales[page]

    def page_at(self, y: float) -> int:
        """Return the page at a height of the sheet; a gap belongs to the page below it."""
        return max(bisect_right(self.starts, y) - 1, 0)

    def pages_between(self, top: int, bottom: int) -> range:
        """Return the pages that show between two heights."""
        return range(self.page_at(top), min(self.page_at(bottom) + 1, len(self)))

    def place_at(self, y: float) -> Place:
        """Return a height of the sheet as a place that no zoom changes."""
        page = self.page_at(y)
        return Place(page, (y - self.starts[page]) / (self.heights[page] + GAP))

    def y_of(self, place: Place) -> int:
        """Return the height of a place."""
        page = min(place.page, len(self) - 1)
        return round(self.starts[page] + place.part * (self.heights[page] + GAP))


def _scale(size: Size, zoom: Zoom, width: int, height: int) -> float:
    if zoom.fit is Fit.FREE:
        return zoom.factor * _NORMAL
    across = max(width, 1) / size[0]
    return across if zoom.fit is Fit.WIDTH else min(across, max(height, 1) / size[1])
