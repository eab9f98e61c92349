"""A file of the organiser into its sheets, judged by its content and not by its name."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from ynreview.intake.aside import read_workbook_aside
from ynreview.intake.delimited import read_delimited
from ynreview.intake.table import Sheet
from ynreview.intake.workbook import DAMAGE, read_workbook
from ynreview.kernel.errors import YnReviewError

MAX_BYTES = 64 << 20
_TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SURVEYED_PART = "xl/workbook.xml"
_WORKBOOK_PARTS = {_SURVEYED_PART, "xl/workbook.bin", "content.xml"}


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the visible sheets of a workbook or the one of a text file.

    Raises YnReviewError when the file is missing, empty, encrypted, damaged or no table at all.
    """
    content = read_content(path)
    name = path.name
    if path.suffix.lower() in _TEXT_SUFFIXES:
        _require_text(content, name)
        return (read_delimited(content, name),)
    _require_workbook(content, name)
    sheets, hidden = _reader(content)(content, name)
    if not sheets:
        raise YnReviewError("intake.only_hidden", file=name, sheets="、".join(hidden))
    return sheets


def _reader(content: bytes) -> Callable[[bytes, str], tuple[tuple[Sheet, ...], tuple[str, ...]]]:
    if content.startswith(_OLE):
        return read_workbook_aside
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return read_workbook if _SURVEYED_PART in archive.namelist() else read_workbook_aside


def read_content(path: Path) -> bytes:
    """Return the bytes of a file; YnReviewError when it is missing, empty or too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise YnReviewError("intake.too_large", file=path.name)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise YnReviewError("intake.no_such_file", file=path.name) from error
    except OSError as error:
        raise YnReviewError("intake.cannot_open", file=path.name) from error
    if not content.strip():
        raise YnReviewError("intake.empty_file", file=path.name)
    return content


def _require_text(content: bytes, name: str) -> None:
    if content.startswith((b"PK\x03\x04", _OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise YnReviewError("intake.not_a_table", file=name)


def _require_workbook(content: bytes, name: str) -> None:
    if content.startswith(_OLE):
        if _OLE_ENCRYPTED in content:
            raise YnReviewError("intake.encrypted", file=name)
        return
    if not content.startswith(b"PK"):
        raise YnReviewError("intake.not_a_table", file=name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            encrypted = _is_encrypted(archive, names)
    except DAMAGE as error:
        raise YnReviewError("intake.damaged", file=name) from error
    if not names & _WORKBOOK_PARTS:
        raise YnReviewError("intake.not_a_table", file=name)
    if encrypted:
        raise YnReviewError("intake.encrypted", file=name)


def _is_encrypted(archive: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)
