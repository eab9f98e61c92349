"""Values a dossier keeps besides those of the panel; plain, frozen, without any row behind."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class RecusalSource(StrEnum):
    """Who made a recusal known."""

    ORGANISER = "organiser"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """Bytes kept under their SHA-256 (64 hexadecimal digits); ``size`` in bytes."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class StoredPackage:
    """A signed package whose bytes are the blob of the same digest.

    ``expert`` is empty where a package concerns nobody alone, ``state`` is the application's word.
    """

    digest: str
    type: str
    name: str
    at: datetime
    expert: str = ""
    revision: int = 0
    key_code: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A signing key as PKCS#8 encrypted under the 口令, with its certificate (PEM)."""

    owner: str
    certificate: bytes
    encrypted: bytes


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate whose 身份核对码 was compared in person."""

    expert: str
    certificate: bytes
    key_code: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded input of the panel or its chair; ``payload`` is plain JSON, ``seq`` from 1."""

    seq: int
    kind: str
    subject: str
    payload: Any
    at: datetime
