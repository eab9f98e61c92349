"""Which rows below a header are data: empty, total, remark and repeated header rows are not."""

import re
from collections.abc import Sequence

from ynreview.intake.header import Header
from ynreview.intake.table import Row, Sheet, is_empty, shown
from ynreview.intake.vocabulary import words
from ynreview.intake.wording import heading_key, word_key
from ynreview.kernel.finding import Finding, Severity

_NAMED_ROWS = 5
_AFTER_WORD = re.compile(r"[:：(（\d].*", re.DOTALL)


def body_rows(sheet: Sheet, header: Header) -> tuple[list[Row], list[Finding]]:
    """Return the rows that hold records, and a note for each sort of row passed over."""
    sorts: dict[str, list[int]] = {}
    body = []
    for row in _without_tail(header.body):
        sort = _sort(row, header)
        if sort is None:
            body.append(row)
        else:
            sorts.setdefault(sort, []).append(row.number)
    merged = sorted(set(sheet.merged_rows) & {row.number for row in body})
    if merged:
        sorts["rows_merged"] = merged
    return body, [_note(sheet, sort, rows) for sort, rows in sorts.items()]


def _without_tail(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    last = max((index for index, row in enumerate(rows) if row.filled), default=-1)
    return rows[: last + 1]


def _sort(row: Row, header: Header) -> str | None:
    filled = row.filled
    if not filled:
        return "rows_empty"
    first = word_key(shown(filled[0]))
    word = _AFTER_WORD.sub("", first)
    if word in words()["rows"]["totals"] and _lacks_essentials(row, header):
        return "rows_total"
    if word in words()["rows"]["remarks"] and _lacks_essentials(row, header):
        return "rows_remark"
    if _repeats_header(row, header):
        return "rows_header"
    return None


def _lacks_essentials(row: Row, header: Header) -> bool:
    """Whether no second essential cell says something of its own."""
    essential = [h.position for h in header.known if h.column.essential]
    texts = {shown(row.cell(place)) for place in essential if not is_empty(row.cell(place))}
    return len(texts) <= 1


def _repeats_header(row: Row, header: Header) -> bool:
    pairs = [(heading_key(shown(row.cell(h.position))), heading_key(h.text)) for h in header.known]
    return bool(pairs) and sum(cell == text for cell, text in pairs) * 2 > len(pairs)


def _note(sheet: Sheet, sort: str, rows: list[int]) -> Finding:
    subject = {"sheet": sheet.name, "row": "", "column": "", "found": "", "expected": ""}
    return Finding(
        f"intake.{sort}", Severity.NOTE, subject, {"rows": row_list(rows), "count": len(rows)}
    )


def row_list(rows: Sequence[int]) -> str:
    """Return row numbers for a sentence: ``第 3、8 行``; of many only the first ones."""
    first = "、".join(str(row) for row in rows[:_NAMED_ROWS])
    return f"第 {first} 行" + ("等" if len(rows) > _NAMED_ROWS else "")
