"""From a 口令 to a key: the agreed function with the agreed costs."""

from ynreview.signing.derivation import derive_key


def test_that_derivation_is_argon2id_with_the_agreed_costs() -> None:
    # Made once with argon2-cffi 25.1: t=3, m=64 MiB, p=4, 32 bytes.
    expected = "84bf358c28df0fa759236b303aa8458344e83167174ee8334cea3b591c31c8e1"

    assert derive_key("口令é", b"YNR1" + bytes(12)).hex() == expected


def test_that_two_ways_of_typing_a_letter_give_one_key() -> None:
    assert derive_key("é", bytes(16)) == derive_key("e\u0301", bytes(16))
    assert derive_key("e", bytes(16)) != derive_key("é", bytes(16))
