"""Which rows below a header are data: empty, total, remark and repeated header rows are not."""

import re
from collections.abc import Mapping, Sequence

from ynreview.intake.header import Header
from ynreview.intake.table import Row, Sheet, is_empty, shown
from ynreview.intake.vocabulary import words
from ynreview.intake.wording import word_key
from ynreview.kernel.finding import Finding, Severity

_NAMED_ROWS = 5
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十\d]+[组批类部]"
)
_SORTS = {"totals": "rows_total", "remarks": "rows_remark"}
_AFTER_WORD = re.compile(r"[:：(（\d].*", re.DOTALL)


def body_rows(sheet: Sheet, header: Header) -> tuple[list[Row], list[Finding]]:
    """Return the rows that hold records, and a note for each sort of row passed over."""
    sorts: dict[str, list[int]] = {}
    body = []
    texts = {h.position: h.text for h in header.known}
    for row in _without_tail(header.body):
        sort = _sort(row, header, texts)
        if sort is None:
            body.append(row)
        else:
            sorts.setdefault(sort, []).append(row.number)
    numbers = {row.number for row in body}
    for sort, rows in (("rows_merged", sheet.merged_rows), ("rows_hidden", sheet.hidden_rows)):
        if told := sorted(numbers.intersection(rows)):
            sorts[sort] = told
    return body, [_note(sheet, sort, rows) for sort, rows in sorts.items()]


def _without_tail(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    end = len(rows)
    while end and not rows[end - 1].is_filled:
        end -= 1
    return rows[:end]


def _sort(row: Row, header: Header, texts: Mapping[int, str]) -> str | None:
    filled = next((value for value in row.cells if not is_empty(value)), None)
    if filled is None:
        return "rows_empty"
    word = _AFTER_WORD.sub("", word_key(shown(filled)))
    for sort in ("totals", "remarks"):
        if word in words()["rows"][sort] and _is_no_record(row, header):
            return _SORTS[sort]
    if _is_section(row, header):
        return "rows_section"
    if _repeats_header(row, texts):
        return "rows_header"
    return None


def _is_no_record(row: Row, header: Header) -> bool:
    """Whether an essential cell is empty, a bare figure, or says the same as another one."""
    essential = [row.cell(h.position) for h in header.known if h.column.essential]
    texts = [shown(value) for value in essential]
    return len(set(texts)) < len(texts) or any(
        not isinstance(value, str) or not text or text.isdecimal()
        for value, text in zip(essential, texts, strict=True)
    )


def _is_section(row: Row, header: Header) -> bool:
    """Whether the row is a title over the next ones: 一、国际联合实验室, alone or merged."""
    essential = [shown(row.cell(h.position)) for h in header.known if h.column.essential]
    said = {text for text in essential if text}
    if len(said) != 1 or {shown(value) for value in row.filled} != said:
        return False
    (text,) = said
    return essential.count(text) > 1 or _NUMBERED.match(text) is not None


def _repeats_header(row: Row, texts: Mapping[int, str]) -> bool:
    """Whether more than half of the headings stand there again."""
    others = 0
    for position, text in texts.items():
        value = row.cell(position)
        others += not isinstance(value, str) or "".join(value.split()) != text
        if others * 2 >= len(texts):
            return False
    return bool(texts)


def _note(sheet: Sheet, sort: str, rows: list[int]) -> Finding:
    subject = {"sheet": sheet.name, "row": "", "column": "", "found": "", "expected": ""}
    # What the eye does not see but is read, a person has to confirm.
    severity = Severity.WARNING if sort == "rows_hidden" else Severity.NOTE
    return Finding(
        f"intake.{sort}", severity, subject, {"rows": row_list(rows), "count": len(rows)}
    )


def row_list(rows: Sequence[int]) -> str:
    """Return row numbers for a sentence: ``第 3、8 行``; of many only the first ones."""
    first = "、".join(str(row) for row in rows[:_NAMED_ROWS])
    return f"第 {first} 行" + ("等" if len(rows) > _NAMED_ROWS else "")
