"""What a workbook's parts say before it is opened: faulty cells, hidden rows, extent; no values."""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET
from xml.parsers import expat

from ynreview.kernel.errors import YnReviewError

MAX_UNPACKED = 512 << 20
MAX_SHEET = 256 << 20
MAX_ROW = 100_000
MAX_COLUMN = 1_000
MAX_CELLS = 2_000_000
_REFERENCE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
# A sheet has hundreds of thousands of cells and one shape; expressions look at it ten times as
# fast as a parser that calls back for each. What no spreadsheet program writes is refused.
_NEVER_WRITTEN = re.compile(rb"<!DOCTYPE|<!ENTITY|\0|\sr\s*=\s*[\"'][^\"'<]*&")
_END = re.compile(rb"(?:</(?:\w+:)?\w*sheet|/)>\s*$")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PLACES = re.compile(rb"\sr=[\"']([A-Z]{1,3}[0-9]{1,7})[\"']")
_FILLED = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>\s*<(?:\w+:)?(?:v|is|f)\b")
_FAILED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*\bt=[\"']e[\"'](?:[^>]*[^>/])?)>(.*?)</(?:\w+:)?c>", re.DOTALL
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^>/])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)"
)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_TAIL = 200
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TEXT_RESULT = re.compile(rb"\bt=[\"']str[\"']")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Survey:
    """What cannot be seen in the values of one sheet; rows and columns count from 0.

    ``faults`` are cells whose formula failed with the text shown, "" where a formula was never
    computed; ``hidden_rows`` and ``hidden_columns`` are there but not shown.
    """

    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def survey_workbook(archive: zipfile.ZipFile) -> Mapping[str, Survey]:
    """Return the survey of every worksheet of an .xlsx or .xlsm by the sheet's name.

    The reader of values knows neither: it drops failed formulas and reserves memory for the whole
    rectangle up to the farthest cell. Raises YnReviewError for a sheet that is too large.
    """
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        raise YnReviewError("intake.too_large")
    targets = _targets(archive)
    surveys = {}
    for sheet, identity in _sheets(archive):
        target = targets.get(identity, "")
        if target in archive.namelist():
            if archive.getinfo(target).file_size > MAX_SHEET:
                raise YnReviewError("intake.too_large")
            surveys[sheet] = _survey_sheet(sheet, archive.read(target))
    return surveys


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    root = _parsed(archive, "xl/workbook.xml")
    return [
        (element.get("name", ""), element.get(_RELATIONSHIP, ""))
        for element in root.iter()
        if element.tag.endswith("}sheet")
    ]


def _targets(archive: zipfile.ZipFile) -> Mapping[str, str]:
    root = _parsed(archive, "xl/_rels/workbook.xml.rels")
    found = {}
    for element in root:
        target = element.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
        found[element.get("Id", "")] = path
    return found


def _parsed(archive: zipfile.ZipFile, part: str) -> ET.Element:
    content = archive.read(part)
    _refuse_doctype(content)
    return ET.fromstring(content)  # noqa: S314 - a part with a DOCTYPE was refused


def _refuse_doctype(content: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)  # noqa: FBT003 - its only form


def _refuse(*_: object) -> None:
    raise YnReviewError("intake.damaged")


def _survey_sheet(sheet: str, content: bytes) -> Survey:
    if _NEVER_WRITTEN.search(content):
        raise YnReviewError("intake.damaged")
    if b"<!--" in content:
        content = _COMMENT.sub(b"", content)
    if not _END.search(content[-_TAIL:]):
        raise YnReviewError("intake.damaged")
    _require_extents(sheet, content)
    return Survey(
        dict(_faults(content)),
        frozenset(_hidden_rows(content)),
        frozenset(_hidden_columns(content)),
    )


def _require_extents(sheet: str, content: bytes) -> None:
    """Refuse a sheet whose farthest cell with a value is too far; empty ones may lie anywhere."""
    try:
        _require_farthest(sheet, _PLACES.findall(content))
    except YnReviewError:
        filled = (_attribute(found[1], b"r") for found in _FILLED.finditer(content))
        _require_farthest(sheet, list(filled))


def _require_farthest(sheet: str, places: list[bytes]) -> None:
    columns = {_column(letters) for letters in {place.rstrip(_DIGITS) for place in places}}
    rows = {int(digits) for digits in {place.lstrip(_LETTERS) for place in places} if digits}
    require_extent(sheet, max(rows, default=1) - 1, max(columns, default=0))


def _faults(content: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b"f>" in content:
        for found in _FORMULA.finditer(content):
            place = _place(found[1])
            if place is not None and not _TEXT_RESULT.search(found[1]):
                yield place, ""
    for found in _FAILED.finditer(content) if b't="e"' in content or b"t='e'" in content else ():
        place, value = _place(found[1]), _VALUE.search(found[2])
        if place is not None:
            yield place, html.unescape(value[1].decode()).strip() if value else ""


def _hidden_rows(content: bytes) -> Iterator[int]:
    for found in _ROW.finditer(content) if b"hidden" in content else ():
        number = _attribute(found[1], b"r")
        if number.isdigit():
            yield int(number) - 1


def _hidden_columns(content: bytes) -> Iterator[int]:
    for found in _COLUMN.finditer(content):
        first, last = _attribute(found[1], b"min"), _attribute(found[1], b"max")
        if first.isdigit() and last.isdigit():
            yield from range(int(first) - 1, min(int(last), MAX_COLUMN))


def _attribute(attributes: bytes, name: bytes) -> bytes:
    found = re.search(rb"(?:^|\s)" + name + rb"\s*=\s*[\"']([^\"']*)", attributes)
    return found[1] if found else b""


def _place(attributes: bytes) -> tuple[int, int] | None:
    """Return row and column from 0; None for a cell that does not say where it is."""
    match = _REFERENCE.fullmatch(_attribute(attributes, b"r"))
    return (int(match[2]) - 1, _column(match[1])) if match else None


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1


def require_extent(sheet: str, row: int, column: int) -> None:
    """Raise YnReviewError when the rectangle up to that cell (from 0) is more than is read."""
    if row >= MAX_ROW or column >= MAX_COLUMN or (row + 1) * (column + 1) > MAX_CELLS:
        params = {"row": row + 1, "column": column + 1}
        raise YnReviewError("intake.sheet_too_large", sheet=sheet, **params)
