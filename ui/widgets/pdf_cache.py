"""Pages already drawn, as many as a bound in bytes allows; the one used longest ago goes first."""

from __future__ import annotations

from PySide6.QtGui import QImage

BOUND = 96 << 20


class PageCache:
    """At most one picture for each page, all together not above ``bound`` bytes.

    A picture of another size than wanted is better than an empty page: it stays until the
    right one comes.
    """

    def __init__(self, bound: int = BOUND) -> None:
        self._bound = bound
        self._images: dict[int, QImage] = {}

    @property
    def used(self) -> int:
        """Bytes in use."""
        return sum(image.sizeInBytes() for image in self._images.values())

    def get(self, page: int) -> QImage | None:
        """Return the picture of a page, which counts as used now."""
        image = self._images.pop(page, None)
        if image is not None:
            self._images[page] = image
        return image

    def has(self, page: int, width: int, height: int) -> bool:
        """Whether a page is here in exactly that size in pixels."""
        image = self._images.get(page)
        return image is not None and (image.width(), image.height()) == (width, height)

    def put(self, page: int, image: QImage) -> None:
        """Keep a picture; the latest is kept even if it alone is above the bound."""
        self._images.pop(page, None)
        self._images[page] = image
        while self.used > self._bound and len(self._images) > 1:
            del self._images[next(iter(self._images))]

    def clear(self) -> None:
        """Forget everything."""
        self._images.clear()
