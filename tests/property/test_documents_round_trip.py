"""Every document that is written is read as the same value, and written as the same bytes."""

from collections.abc import Iterator
from dataclasses import is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ynreview.kernel import strict_json
from ynreview.kernel.codec import from_plain, to_plain
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.packages import documents
from ynreview.panel.entries import Entry
from ynreview.panel.people import Roster
from ynreview.panel.round import RoundSetup
from ynreview.panel.sheets import ScoreSheet
from ynreview.scoring.record import Record
from ynreview.scoring.result import Ballot, Figures

SMALL = st.integers(-(10**16), 10**16)
DOCUMENTS = [
    Entry,
    Roster,
    RoundSetup,
    ScoreSheet,
    Ballot,
    Record,
    Figures,
    *(
        kind
        for kind in vars(documents).values()
        if is_dataclass(kind) and kind.__module__ == documents.__name__
    ),
]


@pytest.fixture(scope="module", autouse=True)
def _plain_numbers() -> Iterator[None]:
    """Let marks be what can be typed, and integers what JSON may hold."""
    kept = {int: st.integers(), Points: st.builds(Points), Money: st.builds(Money)}
    st.register_type_strategy(int, SMALL)
    st.register_type_strategy(Points, st.builds(Points, st.integers(0, 99_999_999)))
    st.register_type_strategy(Money, st.builds(Money, SMALL))
    yield
    for kind, strategy in kept.items():
        st.register_type_strategy(kind, strategy)


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_that_a_document_is_read_as_it_was_written(kind: type, data: st.DataObject):
    document = data.draw(st.from_type(kind))

    content = strict_json.to_bytes(to_plain(document))
    found = from_plain(kind, strict_json.from_bytes(content))

    assert found == document
    assert strict_json.to_bytes(to_plain(found)) == content


PLAIN = st.recursive(
    st.none() | st.booleans() | SMALL | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_that_plain_values_are_read_as_they_were_written(value: object):
    assert strict_json.from_bytes(strict_json.to_bytes(value)) == value
    assert strict_json.from_bytes(strict_json.to_line(value).encode()) == value
    assert "\n" not in strict_json.to_line(value)


@given(st.binary(max_size=60) | st.text(alphabet='[]{}",:0123456789.eE-+ \\ud8Nan').map(str.encode))
def test_that_any_bytes_are_plain_or_refused_in_one_way(content: bytes):
    try:
        value = strict_json.from_bytes(content)
    except ValueError:
        return
    assert strict_json.from_bytes(strict_json.to_bytes(value)) == value
