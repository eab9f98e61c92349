"""A score form written as TOML, always the same text for the same form; it knows no file.

Comments of a form that was read are not kept: the text is made from the values alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ynreview.kernel.points import Points
from ynreview.kernel.rounding import ratio_text
from ynreview.rulebook.forms import Item, ScoreForm, Section, VetoItem

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FIRST_PRINTABLE = " "
_DELETE = "\x7f"
_Value = str | int | bool | Points | tuple[str, ...]


def form_to_toml(form: ScoreForm) -> bytes:
    """Return the form as TOML that ``load_form`` reads to an equal form."""
    blocks = [_head(form), *map(_veto, form.veto)]
    for section in form.sections:
        blocks += [_section(section), *map(_item, section.items)]
    return "\n".join(blocks).encode()


def short_points(points: Points) -> str:
    """Return points as a person writes them: ``8``, ``8.5``, ``8.25``."""
    return str(points).rstrip("0").rstrip(".")


def _head(form: ScoreForm) -> str:
    return _table(
        "",
        {
            "id": form.id,
            "type": form.type.value,
            "kind": form.kind.value,
            "title": form.title,
            "source": form.source,
            "step": form.step,
            "main_section": form.main_section,
            "remark_below": ratio_text(form.remark_below),
            "remark_at_full": form.remark_at_full,
            "remark_min": form.remark_min,
            "remark_hint": form.remark_hint,
            "overall_min": form.overall_min,
            "overall_hint": form.overall_hint,
            "has_vote": form.has_vote,
            "has_suggested_amount": form.has_suggested_amount,
        },
    )


def _veto(veto: VetoItem) -> str:
    return _table(
        "[[veto]]",
        {
            "code": veto.code,
            "question": veto.question,
            "guidance": veto.guidance,
            "cites": veto.cites,
        },
    )


def _section(section: Section) -> str:
    return _table(
        "[[section]]",
        {
            "code": section.code,
            "name": section.name,
            "full": section.full,
            "task_block": section.task_block,
            "kind": section.kind.value,
        },
    )


def _item(item: Item) -> str:
    text = _table(
        "[[section.item]]",
        {
            "code": item.code,
            "name": item.name,
            "full": item.full,
            "objective": item.objective,
            "cites": item.cites,
            "guidance": item.guidance,
            "excellent": item.excellent,
            "good": item.good,
            "fair": item.fair,
            "poor": item.poor,
        },
    )
    by_subtype = {subtype.value: told for subtype, told in sorted(item.guidance_by_subtype.items())}
    added = _table("[section.item.guidance_by_subtype]", by_subtype) if by_subtype else ""
    return text + added


def _table(head: str, values: Mapping[str, _Value]) -> str:
    lines = [head] if head else []
    lines += [f"{key} = {_written(value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _written(value: _Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Points):
        return _quoted(short_points(value))
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return _quoted(value)


def _quoted(text: str) -> str:
    return f'"{"".join(_characters(text))}"'


def _characters(text: str) -> Iterator[str]:
    for char in text:
        if char in _ESCAPED:
            yield _ESCAPED[char]
        elif char < _FIRST_PRINTABLE or char == _DELETE:
            yield f"\\u{ord(char):04X}"
        else:
            yield char
