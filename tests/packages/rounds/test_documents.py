"""What is written is what is read: every document of the packages comes back as it was."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from forging import Bench
from hypothesis import given, settings
from hypothesis import strategies as st

from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.packages import documents
from ynreview.panel.people import Roster
from ynreview.panel.round import RoundSetup

KINDS = [
    RoundSetup,
    documents.EntryList,
    Roster,
    documents.Assignment,
    documents.Submission,
    documents.Identities,
    documents.ResultDocument,
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WHOLE = st.integers(-(10**17) + 1, 10**17)
HOURS = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
SCALARS = {
    str: TEXT,
    int: WHOLE,
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=HOURS | st.just(UTC)),
    Points: st.integers(0, 99_999_999).map(Points),
    Money: WHOLE.map(Money),
    Fraction: st.fractions(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one return per kind
    """Return any value of an annotated kind."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in SCALARS:
        return SCALARS[kind]
    if kind is type(None):
        return st.none()
    if origin is tuple:
        return st.lists(values(parts[0]), max_size=2).map(tuple)
    if origin is frozenset:
        return st.frozensets(values(parts[0]), max_size=2)
    if origin is not None and origin is not Union and len(parts) == 2 and hasattr(origin, "keys"):
        return st.dictionaries(values(parts[0]), values(parts[1]), max_size=2)
    if parts:
        return st.one_of([values(part) for part in parts])
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_that_reading_gives_back_what_was_written(kind: type, data: st.DataObject):
    document = data.draw(values(kind))
    content = documents.to_bytes(document)
    assert documents.from_bytes(kind, content) == document
    assert documents.to_bytes(documents.from_bytes(kind, content)) == content


@pytest.mark.parametrize("kind", KINDS)
def test_that_nothing_but_defaults_may_be_left_out_and_nothing_added(kind: type):
    with pytest.raises(ValueError, match="unknown key"):
        documents.from_bytes(kind, b'{"surprise": 1}')
    if any(field.default is field.default_factory is MISSING for field in fields(kind)):
        with pytest.raises(ValueError, match="is missing"):
            documents.from_bytes(kind, b"{}")


def test_that_the_documents_of_a_real_round_come_back_byte_for_byte(bench: Bench):
    inside = {
        "round.json": (bench.basis, RoundSetup),
        "entries.json": (bench.basis, documents.EntryList),
        "roster.json": (bench.roster, Roster),
        "assignment.json": (bench.task("E03"), documents.Assignment),
        "submission.json": (bench.score("E04", 2), documents.Submission),
        "identities.json": (bench.result, documents.Identities),
        "result.json": (bench.result, documents.ResultDocument),
    }
    for name, (parts, kind) in inside.items():
        content = parts.payload[name]
        assert documents.to_bytes(documents.from_bytes(kind, content)) == content
