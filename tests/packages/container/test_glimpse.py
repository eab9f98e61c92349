"""What an unproven package says of itself, as far as it can be read at all."""

import io
import zipfile
from pathlib import Path

from ynreview.packages.glimpse import glimpse


def archive(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name in names:
            made.writestr(name, "")
    return written.getvalue()


def test_that_an_empty_archive_says_nothing(tmp_path: Path):
    (tmp_path / "empty.ynr").write_bytes(archive())

    assert glimpse(tmp_path / "empty.ynr") is None


def test_that_an_archive_behind_other_bytes_says_nothing(tmp_path: Path):
    (tmp_path / "behind.ynr").write_bytes(b"other bytes" + archive("P/bag-info.txt"))

    assert glimpse(tmp_path / "behind.ynr") is None
