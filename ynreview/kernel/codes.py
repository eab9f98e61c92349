"""Codes people compare: the first 80 bits of a digest in Crockford's Base32."""

import hashlib
import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 80
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def code_of(digest_hex: str) -> str:
    """Return the comparison code of a SHA-256 digest: ``81JM-XW0M-VJSV-NP4H``."""
    number = int(digest_hex[: _BITS // 4], 16)
    letters = [_ALPHABET[(number >> shift) & 31] for shift in range(_BITS - 5, -1, -5)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


def normal_code(text: str) -> str:
    """Return a code as it is printed, whatever the case, spacing and look-alikes typed.

    Raises ValueError when the text is no such code.
    """
    plain = text.strip().upper().translate(_LOOKALIKES)
    if not re.fullmatch(f"[{_ALPHABET}]{{16}}", plain):
        msg = f"not a comparison code: {text!r}"
        raise ValueError(msg)
    return "-".join(plain[start : start + 4] for start in range(0, 16, 4))
