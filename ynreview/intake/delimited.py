"""CSV and other delimited text into one sheet; finds encoding and delimiter, nothing else."""

import codecs
import csv
import re
from io import StringIO

from ynreview.intake.table import Row, Sheet
from ynreview.kernel.errors import YnReviewError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 20
# How spreadsheet users keep the zeros of 001 in a text file.
_KEPT_AS_TEXT = re.compile(r"=\"([^\"]*)\"|'(\d.*)", re.DOTALL)
_END_OF_FILE = "\x1a"


def read_delimited(content: bytes, name: str) -> Sheet:
    """Return the text file as one sheet without a name, every value text or None.

    A row's number counts records, as a spreadsheet does. Raises YnReviewError when the text
    cannot be decoded or a quotation mark is left open.
    """
    text = decoded(content, name).rstrip(_END_OF_FILE)
    try:
        records = list(
            csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        )
    except csv.Error as error:
        raise YnReviewError("intake.csv_malformed", file=name) from error
    rows = tuple(
        Row(index, tuple(_plain(cell) for cell in record))
        for index, record in enumerate(records, start=1)
    )
    return Sheet("", rows, typed=False)


def _plain(cell: str) -> str | None:
    if cell[:1] in {"=", "'"}:
        kept = _KEPT_AS_TEXT.fullmatch(cell)
        if kept is not None:
            cell = kept[1] if kept[1] is not None else kept[2]
    return cell or None


def decoded(content: bytes, name: str) -> str:
    """Return the text of UTF-8 (with or without mark), UTF-16 or GB18030 bytes."""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise YnReviewError("intake.encoding", file=name)


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    zeros = content.count(b"\0")
    if zeros:
        # The high halves of commas and line ends: first in one order of bytes, second in the other.
        return ("utf-16-be",) if content[::2].count(b"\0") * 2 > zeros else ("utf-16-le",)
    return ("utf-8", "gb18030")


def _delimiter(text: str) -> str:
    lines = text.splitlines()[:_SAMPLE_LINES]
    counts = {mark: max((line.count(mark) for line in lines), default=0) for mark in _DELIMITERS}
    return max(counts, key=lambda mark: counts[mark])
