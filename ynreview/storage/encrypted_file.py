"""One SQLCipher database that this process alone holds open; it knows no table."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from ynreview.kernel.errors import YnReviewError
from ynreview.signing.derivation import derive_key
from ynreview.storage.new_file import PART, built_beside

MAGIC = b"YNR1"
SALT_BYTES = 16
_PAGE_BYTES = 4096
_SETTINGS = (
    "PRAGMA cipher_compatibility = 4",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = DELETE",
    # FULL does not sync the folder after the journal is unlinked.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "BEGIN EXCLUSIVE",
    "COMMIT",
)
_REFUSALS = {
    dbapi2.SQLITE_BUSY: "storage.locked",
    dbapi2.SQLITE_LOCKED: "storage.locked",
    dbapi2.SQLITE_FULL: "storage.disk_full",
    dbapi2.SQLITE_READONLY: "storage.read_only",
    dbapi2.SQLITE_PERM: "storage.read_only",
    dbapi2.SQLITE_CANTOPEN: "storage.read_only",
    dbapi2.SQLITE_IOERR: "storage.disk_trouble",
    dbapi2.SQLITE_CORRUPT: "storage.damaged",
    dbapi2.SQLITE_NOTADB: "storage.wrong_pin_or_damaged",
}

# Closing any descriptor of a file drops every POSIX lock this process has on it, so a file that
# is open here must not even be looked into a second time.
_open_here: set[tuple[int, int]] = set()


@dataclass(frozen=True, slots=True, repr=False)
class CipherKey:
    """A raw SQLCipher key with the salt that stands in the first 16 bytes of the file."""

    key: bytes
    salt: bytes

    @classmethod
    def from_pin(cls, pin: str, salt: bytes) -> CipherKey:
        """Return the key of a 口令; takes a noticeable part of a second on purpose."""
        return cls(derive_key(pin, salt), salt)

    @property
    def literal(self) -> str:
        """The key as SQLCipher reads it: 64 hexadecimal digits of key, 32 of salt."""
        return f"\"x'{self.key.hex()}{self.salt.hex()}'\""


def fresh_salt() -> bytes:
    """Return ``YNR1`` and 12 random bytes."""
    return MAGIC + secrets.token_bytes(SALT_BYTES - len(MAGIC))


def read_salt(path: Path) -> bytes:
    """Return the first 16 bytes of a dossier, touching nothing.

    Raises storage.missing, locked (open in this very process), unreadable or not_a_dossier.
    """
    if not path.exists():
        raise YnReviewError("storage.missing", name=path.name)
    _require_not_open_here(path)
    try:
        with path.open("rb") as stream:
            salt = stream.read(SALT_BYTES)
            size = stream.seek(0, os.SEEK_END)
    except IsADirectoryError:
        raise YnReviewError("storage.not_a_dossier", name=path.name) from None
    except OSError as error:
        raise YnReviewError("storage.unreadable", name=path.name) from error
    if not salt.startswith(MAGIC):
        raise YnReviewError("storage.not_a_dossier", name=path.name)
    if size < _PAGE_BYTES:
        raise YnReviewError("storage.wrong_pin_or_damaged", name=path.name)
    return salt


def require_writable(path: Path) -> None:
    """Raise storage.read_only early: SQLite opens such a file and fails at the first change."""
    try:
        path.open("r+b").close()
    except OSError as error:
        raise YnReviewError("storage.read_only", name=path.name) from error


class EncryptedFile:
    """The connection to one file; every statement runs under ``lock``, one thread at a time."""

    def __init__(self, path: Path, key: CipherKey) -> None:
        """Open ``path``, or begin a new file there, and keep every other process out.

        Raises storage.locked, wrong_pin_or_damaged, read_only; the file is then unchanged.
        """
        self.path = path
        self.key = key
        self.lock = threading.RLock()
        with self.refusals():
            self.connection = dbapi2.connect(
                str(path), isolation_level=None, check_same_thread=False, timeout=0
            )
        try:
            self._set_up()
        except BaseException:
            self.connection.close()
            raise
        self._claim = _identity(path)
        _open_here.add(self._claim)

    def _set_up(self) -> None:
        # Before the key, for the cipher writes its complaints to stderr.
        self.run("PRAGMA cipher_log_level = NONE")
        self.run(f"PRAGMA key = {self.key.literal}")
        for setting in _SETTINGS:
            self.run(setting)

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run one statement and return its rows; a refusal of the world is told as such."""
        with self.lock, self.refusals():
            return list(self.connection.execute(sql, values).fetchall())

    def run_script(self, sql: str) -> None:
        """Run several statements as one transaction: all of them or none."""
        with self.lock, self.refusals():
            try:
                self.connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\nCOMMIT;")
            finally:
                self.connection.rollback()

    def number(self, sql: str) -> int:
        """Return the one integer that a statement gives."""
        return int(self.run(sql)[0][0])

    def rekey(self, key: CipherKey) -> None:
        """Encrypt every page anew, as one transaction; after a refusal only closing is left."""
        try:
            self.run(f"PRAGMA rekey = {key.literal}")
        except dbapi2.OperationalError as error:  # the cipher does not say what the disk refused
            raise YnReviewError("storage.disk_trouble") from error
        self.key = key

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Tell what the disk and the cipher refuse as sentences; bugs pass unchanged."""
        try:
            yield
        except (DBAPIError, dbapi2.Error) as error:
            told = self._told(error.orig if isinstance(error, DBAPIError) else error)
            if told is None:
                raise
            raise told from error

    def _told(self, error: BaseException | None) -> YnReviewError | None:
        number = getattr(error, "sqlite_errorcode", None)
        code = _REFUSALS.get(number & 0xFF) if isinstance(number, int) else None
        return YnReviewError(code, name=self.path.name.removesuffix(PART)) if code else None

    def copy_to(self, target: Path) -> None:
        """Write a copy of everything, of the same key and salt, to a new file."""
        with built_beside(target) as part:
            self.run("VACUUM INTO ?", (str(part),))

    def require_sound(self) -> None:
        """Read every page and every index; raises storage.damaged."""
        broken = self.run("PRAGMA cipher_integrity_check")
        if broken or self.run("PRAGMA integrity_check") != [("ok",)]:
            raise YnReviewError("storage.damaged", name=self.path.name)

    def close(self) -> None:
        """Close the file; a second time has no effect."""
        with self.lock:
            self.connection.close()
            _open_here.discard(self._claim)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _require_not_open_here(path: Path) -> None:
    if _identity(path) in _open_here:
        raise YnReviewError("storage.locked", name=path.name)
