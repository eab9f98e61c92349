"""Words from closed lists: 是 and 否, and the field's standard terms."""

from ynreview.intake.cells.reading import Reading, Unreadable
from ynreview.intake.table import CellValue, shown
from ynreview.intake.vocabulary import choices, words
from ynreview.intake.wording import word_key


def read_answer(value: CellValue) -> Reading:
    """Read 是, 否, 有, 无, √, × and a spreadsheet's TRUE and FALSE."""
    if isinstance(value, bool):
        return Reading(value)
    key = word_key(shown(value))
    for answer, spellings in ((True, "yes"), (False, "no")):
        if key in words()["answers"][spellings]:
            return Reading(answer)
    raise Unreadable("intake.answer_unreadable")


def read_choice(value: CellValue, *, kind: str) -> Reading:
    """Read a word for a member of the terms class ``kind``."""
    member = choices(kind).get(word_key(shown(value)))
    if member is None:
        raise Unreadable("intake.choice_unreadable")
    return Reading(member)
