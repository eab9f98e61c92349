"""The dossier: one round on one machine for one duty, in one encrypted file; it keeps no rule."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import StaticPool, create_engine
from sqlcipher3 import dbapi2
from sqlmodel import Session

from ynreview.kernel.clock import Clock
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Duty
from ynreview.storage.encrypted_file import (
    CipherKey,
    EncryptedFile,
    fresh_salt,
    read_salt,
    require_writable,
)
from ynreview.storage.light_copy import copy_light
from ynreview.storage.migrations import load_migrations, require_known, upgrade
from ynreview.storage.new_file import built_beside
from ynreview.storage.unit_of_work import UnitOfWork


class Dossier:
    """An open dossier; this process alone holds it until it is closed.

    Threads may share it: units of work run one after the other.
    """

    def __init__(self, file: EncryptedFile) -> None:
        self._file = file
        self._at_work = False
        self._engine = create_engine(
            "sqlite://", module=dbapi2, creator=lambda: file.connection, poolclass=StaticPool
        )
        self.duty = Duty(file.run("SELECT value FROM meta WHERE key = 'duty'")[0][0])

    @classmethod
    def create(cls, path: Path, pin: str, duty: Duty, clock: Clock) -> Dossier:
        """Make a new dossier with its first journal entry and return it open.

        Raises storage.already_there, no_folder, read_only, disk_full; no half file is left.
        """
        with built_beside(path) as part:
            key = CipherKey.from_pin(pin, fresh_salt())
            file = EncryptedFile(part, key)
            try:
                upgrade(file, load_migrations())
                _begin(file, duty, clock)
            finally:
                file.close()
            if read_salt(part) != key.salt:
                raise AssertionError("the cipher did not keep the salt it was given")
        return cls(EncryptedFile(path, key))

    @classmethod
    def open(cls, path: Path, pin: str) -> Dossier:
        """Open an existing dossier without changing a byte of it, unless its schema is older.

        Raises storage.missing, unreadable, not_a_dossier, wrong_pin_or_damaged, locked,
        read_only, foreign, newer; the file is then as it was.
        """
        salt = read_salt(path)
        require_writable(path)
        file = EncryptedFile(path, CipherKey.from_pin(pin, salt))
        try:
            steps = load_migrations()
            require_known(file, steps)
            upgrade(file, steps)
            return cls(file)
        except BaseException:
            file.close()
            raise

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """Give one transaction: kept on a clean exit, undone on any exception.

        Raises RuntimeError when something changed and no journal entry tells of it.
        """
        with self._alone(), self._file.refusals():
            self._at_work = True
            session = Session(self._engine, close_resets_only=False)
            try:
                session.connection().exec_driver_sql("BEGIN")
                unit = UnitOfWork(session, self._file)
                untouched = self._file.connection.total_changes
                yield unit
                session.flush()
                if self._file.connection.total_changes > untouched and not unit.journal.appended:
                    raise RuntimeError("a change without a journal entry")
                session.commit()
            finally:
                session.close()
                self._at_work = False

    def backup(self, target: Path, *, attachments: bool = True) -> None:
        """Write a whole dossier of the same 口令 to a new file, which opens alone.

        Without attachments it lacks the entries' files and the task packages; these exist on
        sticks. Raises storage.already_there, no_folder, disk_full, disk_trouble.
        """
        with self._alone():
            if attachments:
                self._file.copy_to(target)
            else:
                copy_light(self._file, target)

    def require_sound(self) -> None:
        """Read the whole file and its indexes; raises storage.damaged."""
        with self._alone():
            self._file.require_sound()

    def change_pin(self, old: str, new: str) -> None:
        """Encrypt the file anew under another 口令; earlier backups keep the old one.

        Raises storage.wrong_pin. After any other refusal the dossier is closed and still opens
        with the old 口令.
        """
        with self._alone():
            salt = self._file.key.salt
            if not hmac.compare_digest(CipherKey.from_pin(old, salt).key, self._file.key.key):
                raise YnReviewError("storage.wrong_pin")
            try:
                self._file.rekey(CipherKey.from_pin(new, salt))
            except BaseException:
                self.close()
                raise

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._file.lock:
            if self._at_work:
                raise RuntimeError("a unit of work is open already")
            yield

    def close(self) -> None:
        """Close the file; a second time has no effect."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _begin(file: EncryptedFile, duty: Duty, clock: Clock) -> None:
    file.run("INSERT INTO meta VALUES ('duty', ?)", (duty.value,))
    with Dossier(file).unit_of_work() as unit:
        unit.journal.append(duty.value, "create_dossier", "", {}, clock.now())
