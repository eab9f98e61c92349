"""The chain of hashes over a journal's lines."""

import hashlib

import pytest

from ynreview.kernel.journal_chain import (
    NO_JOURNAL,
    bytes_to_journal,
    chain_head,
    journal_to_bytes,
    link,
    verify_chain,
)

LINES = ('{"seq":1}', '{"seq":2,"who":"组长"}')


def by_hand(lines: tuple[str, ...]) -> str:
    head = "0" * 64
    for line in lines:
        head = hashlib.sha256(head.encode() + b"\n" + line.encode() + b"\n").hexdigest()
    return head


def test_that_the_head_is_the_hash_of_hashes():
    assert chain_head(()) == NO_JOURNAL
    assert chain_head(LINES) == by_hand(LINES)
    assert chain_head(LINES[:1]) == link(NO_JOURNAL, LINES[0])


@pytest.mark.parametrize(
    "lines", [LINES[:1], LINES[1:], LINES[::-1], (*LINES, LINES[1]), (LINES[0], LINES[1] + " ")]
)
def test_that_a_changed_journal_does_not_lead_to_the_head(lines: tuple[str, ...]):
    assert verify_chain(LINES, by_hand(LINES))
    assert not verify_chain(lines, by_hand(LINES))


@pytest.mark.parametrize("lines", [(), LINES])
def test_that_a_journal_file_holds_the_lines(lines: tuple[str, ...]):
    assert bytes_to_journal(journal_to_bytes(lines)) == lines


@pytest.mark.parametrize("content", [b"a\nb", b"\xff\n"])
def test_that_a_cut_or_garbled_journal_is_refused(content: bytes):
    with pytest.raises(ValueError):  # noqa: PT011 - a decoding error has its own words
        bytes_to_journal(content)
