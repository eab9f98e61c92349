"""Where the bytes of a file come from: memory, a path, or a stream of known size."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ynreview.kernel.errors import YnReviewError
from ynreview.packages import limits


@dataclass(frozen=True, slots=True)
class Stream:
    """A content of known size that can be opened for reading, again and again."""

    size: int
    open: Callable[[], BinaryIO]


Source = bytes | Path | Stream


def size_of(source: Source) -> int:
    """Return how many bytes the source holds; raises ``packages.source_unreadable``."""
    if isinstance(source, bytes):
        return len(source)
    if isinstance(source, Stream):
        return source.size
    try:
        return source.stat().st_size
    except OSError as error:
        raise _unreadable(source) from error


def chunks_of(source: Source, name: str) -> Iterator[bytes]:
    """Yield the source piece by piece; ``name`` stands in ``packages.source_unreadable``."""
    try:
        with _opened(source) as stream:
            while chunk := stream.read(limits.CHUNK):
                yield chunk
    except OSError as error:
        raise YnReviewError("packages.source_unreadable", name=name) from error


def _opened(source: Source) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if isinstance(source, Stream):
        return source.open()
    if not source.is_file():  # a pipe would wait for ever
        raise FileNotFoundError(source)
    return source.open("rb")


def _unreadable(path: Path) -> YnReviewError:
    return YnReviewError("packages.source_unreadable", name=path.name)
