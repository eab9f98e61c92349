"""Small parts of issuing: amounts in words, sizes, what was written, and who is next."""

import io

import pytest

from ynreview.app.sizes import size_text
from ynreview.app.watched import Meter, watched

MIB = 1 << 20


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 KB"),
        (1, "1 KB"),
        (MIB - 1, "1024 KB"),
        (MIB, "1 MB"),
        (200 * MIB + 1, "201 MB"),
        (1 << 30, "1.0 GB"),
        ((11 << 30) + (1 << 28), "11.3 GB"),
    ],
)
def test_that_sizes_are_told_rounded_up(size: int, text: str) -> None:
    assert size_text(size) == text


def test_that_a_meter_tells_once_a_mebibyte_and_never_more_than_all() -> None:
    heard: list[tuple[str, int, int]] = []
    meter = Meter(lambda *said: heard.append(said), 2 * MIB + 1)
    meter.begin("写入")
    stream = watched(io.BytesIO(b"x" * (4 * MIB)), meter.heard)

    while stream.read(MIB // 2):
        pass

    assert heard == [("写入", 0, 3), ("写入", 1, 3), ("写入", 2, 3), ("写入", 3, 3)]


def test_that_what_a_listener_raises_ends_the_reading() -> None:
    def stop(size: int) -> None:
        raise KeyboardInterrupt(size)

    with pytest.raises(KeyboardInterrupt), watched(io.BytesIO(b"x"), stop) as stream:
        stream.read()
