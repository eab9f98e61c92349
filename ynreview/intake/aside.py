"""Workbooks of the old and open formats, read in a process of their own; the same values.

Inside a damaged .xls, .xlsb or .ods the reader may ask for absurd memory and take its process
down; an .xlsx is surveyed before and read at once.
"""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from ynreview.intake.table import Sheet
from ynreview.intake.workbook import read_workbook
from ynreview.kernel.errors import YnReviewError

_Answer = tuple[tuple[Sheet, ...], tuple[str, ...]]
_Refusal = tuple[str, Mapping[str, str | int]]


def read_workbook_aside(content: bytes, name: str) -> _Answer:
    """Return what ``read_workbook`` returns; a reader that dies means a damaged file."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            answer, refusal = pool.submit(_attempt, content, name).result()
        except BrokenProcessPool as error:
            raise YnReviewError("intake.damaged", file=name) from error
    if refusal:
        code, params = refusal
        raise YnReviewError(code, **params)
    return answer


def _attempt(content: bytes, name: str) -> tuple[_Answer, _Refusal | None]:
    try:
        return read_workbook(content, name), None
    except YnReviewError as error:
        return ((), ()), (error.code, dict(error.params))
