"""Which sheet of a file is the table that was meant; it reads no rows."""

from pathlib import Path

from ynreview.intake.header import Header, find_header
from ynreview.intake.source import read_sheets
from ynreview.intake.table import Sheet
from ynreview.intake.vocabulary import Vocabulary
from ynreview.kernel.errors import YnReviewError


def read_table(
    path: Path, vocabulary: Vocabulary, sheet: str | None = None
) -> tuple[Sheet, Header]:
    """Return the named sheet, or the first visible one with a header that can be recognised.

    Raises YnReviewError when the file is no table, the sheet does not exist or has no header.
    """
    sheets = read_sheets(path)
    if sheet is not None:
        sheets = tuple(found for found in sheets if found.name == sheet)
        if not sheets:
            raise YnReviewError("intake.no_such_sheet", file=path.name, sheet=sheet)
    if not any(row.filled for found in sheets for row in found.rows):
        raise YnReviewError("intake.empty_file", file=path.name)
    for found in sheets:
        header = find_header(found, vocabulary)
        if header is not None:
            return found, header
    raise YnReviewError("intake.no_header", file=path.name, headings=vocabulary.essential_headings)
