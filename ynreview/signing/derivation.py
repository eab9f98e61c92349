"""From the 口令 of a person to a key; nothing of either is kept here."""

import unicodedata

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

KEY_BYTES = 32
_MEMORY_KIB = 64 * 1024
_PASSES = 3
_LANES = 4


def derive_key(pin: str, salt: bytes) -> bytes:
    """Return 32 bytes derived with Argon2id (RFC 9106; 64 MiB, 3 passes, 4 lanes).

    The 口令 is brought to NFC first, so that two input methods give one key. ``salt`` has at
    least 8 bytes; the dossier uses its first 16.
    """
    secret = unicodedata.normalize("NFC", pin).encode()
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB
    )
    return kdf.derive(secret)
