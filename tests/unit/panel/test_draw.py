"""A draw can be worked out again by anyone from its seed."""

import hashlib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.rounds import entry
from ynreview.kernel.terms import EntryState
from ynreview.panel.draw import draw_value, drawn_order

NUMBERS = [f"{place:03}" for place in range(1, 13)]


def test_that_the_value_is_the_digest_of_seed_colon_number() -> None:
    assert draw_value("20261124", "003") == hashlib.sha256(b"20261124:003").hexdigest()


@given(st.text(min_size=1, max_size=12), st.permutations(NUMBERS))
def test_that_the_order_of_the_ledger_does_not_matter(seed: str, numbers: list[str]) -> None:
    order = drawn_order(seed, [entry(one) for one in numbers])

    assert order == drawn_order(seed, [entry(one) for one in NUMBERS])
    assert sorted(order.values()) == list(range(1, len(NUMBERS) + 1))


def test_that_every_panel_begins_at_one_and_who_is_out_has_no_place() -> None:
    away = replace(entry("004"), state=EntryState.WITHDRAWN)
    entries = [*(replace(entry(n), panel="甲") for n in ("001", "002")), entry("003"), away]

    order = drawn_order("S", entries)

    assert sorted((order["001"], order["002"])) == [1, 2]
    assert order["003"] == 1
    assert "004" not in order
