"""The two TOML files of an organiser: a list of experts and a map of headings; no settings."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ynreview.intake.choosing import Table
from ynreview.intake.header import find_header
from ynreview.intake.source import read_content
from ynreview.intake.table import CellValue, Row, Sheet
from ynreview.intake.vocabulary import Vocabulary
from ynreview.kernel.errors import YnReviewError


def read_toml_table(path: Path, words: Vocabulary) -> Table:
    """Read ``[[experts]]`` tables as the rows of a sheet; row n is the n-th table.

    Raises YnReviewError when the file is no such TOML.
    """
    tables = _parsed(path).get("experts", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise YnReviewError("intake.toml_malformed", file=path.name)
    keys = list(dict.fromkeys(key for table in tables for key in table))
    headings = [_heading_of(words, key) for key in keys]
    rows = [Row(0, tuple(headings))]
    rows += [
        Row(n, tuple(_cell(table.get(key)) for key in keys)) for n, table in enumerate(tables, 1)
    ]
    sheet = Sheet("", tuple(rows))
    header = find_header(sheet, words)
    if header is None:
        raise YnReviewError("intake.no_header", file=path.name, headings=words.essential_headings)
    return Table(sheet, header, words)


def _heading_of(words: Vocabulary, key: str) -> str:
    return next((column.heading for column in words.columns if column.field == key), key)


def _cell(value: Any) -> CellValue:
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    if value is None or isinstance(value, str | bool | int | Decimal | date):
        return value
    return str(value)


def read_map(path: Path) -> Mapping[str, str]:
    """Read a ``--map`` file: the table ``[columns]`` from headings to fields.

    Raises YnReviewError when it is no TOML or holds anything but text.
    """
    columns = _parsed(path).get("columns")
    if not isinstance(columns, dict) or not all(isinstance(v, str) for v in columns.values()):
        raise YnReviewError("intake.map_malformed", file=path.name)
    return columns


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_content(path).decode("utf-8-sig"), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise YnReviewError("intake.toml_malformed", file=path.name) from error
