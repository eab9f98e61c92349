"""Names for things that never had one: random, so that two machines never choose the same."""

import secrets
from typing import Protocol

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class IdSource(Protocol):
    """Gives out fresh identifiers."""

    def fresh(self, length: int) -> str:
        """Return ``length`` letters and digits that were not given out before."""
        ...


class RandomIds:
    """Identifiers from the machine's source of randomness."""

    def fresh(self, length: int) -> str:
        """Return ``length`` random letters and digits, none that look alike."""
        return "".join(secrets.choice(_ALPHABET) for _ in range(length))
