"""Codes that people compare."""

import hashlib

import pytest

from ynreview.kernel.codes import code_of, normal_code, sha256_hex

EMPTY = hashlib.sha256(b"").hexdigest()


def test_that_the_digest_is_sha_256():
    assert sha256_hex(b"") == EMPTY


def test_that_a_code_has_four_groups_of_four():
    assert code_of("0" * 64) == "0000-0000-0000-0000"
    assert code_of("f" * 64) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert code_of(f"{1:020x}" + "f" * 44) == "0000-0000-0000-0001"


@pytest.mark.parametrize(
    "typed",
    [
        "81JM-XW0M-VJSV-NP4H",
        "81jmxw0mvjsvnp4h",
        " 81JM XW0M VJSV NP4H ",
        "8IJM-XWOM-VJSV-NP4H",
        "8ljm-xwom-vjsv-np4h",
    ],
)
def test_that_a_code_is_recognised_however_it_is_typed(typed: str):
    assert normal_code(typed) == "81JM-XW0M-VJSV-NP4H"


@pytest.mark.parametrize(
    "typed", ["", "81JM", "81JM-XW0M-VJSV-NP4U", "81JM-XW0M-VJSV-NP4H-0", "八"]
)
def test_that_anything_else_is_no_code(typed: str):
    with pytest.raises(ValueError, match="not a comparison code"):
        normal_code(typed)
