"""What a workbook's parts say before it is opened: faulty cells, extent, size; no values."""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from ynreview.kernel.errors import YnReviewError

MAX_UNPACKED = 512 << 20
MAX_ROW = 100_000
MAX_COLUMN = 1_000
MAX_CELLS = 2_000_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Survey:
    """Cells of one sheet whose formula failed, by (row, column) from 0, with the text shown."""

    faults: dict[tuple[int, int], str] = field(default_factory=dict)


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
            with archive.open(target) as stream:
                surveys[sheet] = _survey_sheet(sheet, stream)
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


def _survey_sheet(sheet: str, stream: IO[bytes]) -> Survey:
    survey = Survey()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    start, text, end = _handlers(sheet, survey)
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.ParseFile(stream)
    return survey


def _handlers(
    sheet: str, survey: Survey
) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]:
    place = (0, 0)
    faulty = reading = False
    words: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal place, faulty, reading
        name = tag.rpartition(" ")[2]
        if name == "c":
            place = _place(attributes.get("r", ""))
            faulty = attributes.get("t") == "e"
        elif name in {"v", "is"}:
            reading = faulty
            require_extent(sheet, *place)

    def text(piece: str) -> None:
        if reading:
            words.append(piece)

    def end(tag: str) -> None:
        nonlocal reading
        if reading and tag.rpartition(" ")[2] == "v":
            survey.faults[place] = "".join(words).strip()
            words.clear()
            reading = False

    return start, text, end


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)) - 1, column - 1


def require_extent(sheet: str, row: int, column: int) -> None:
    """Raise YnReviewError when the rectangle up to that cell (from 0) is more than is read."""
    if row >= MAX_ROW or column >= MAX_COLUMN or (row + 1) * (column + 1) > MAX_CELLS:
        params = {"row": row + 1, "column": column + 1}
        raise YnReviewError("intake.sheet_too_large", sheet=sheet, **params)
