"""A dossier in use: every command goes through here, once, in one transaction with its journal."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from ynreview.app import commands as c
from ynreview.app.commands import Command
from ynreview.app.keys import lock_for_next_pin
from ynreview.app.outcome import Outcome
from ynreview.app.owner import key_owner
from ynreview.app.permissions import require_owner, require_permission
from ynreview.app.work import Surroundings, Tell, Work, say_nothing
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Duty
from ynreview.messages import explain_error
from ynreview.storage.backups import keep_backups
from ynreview.storage.dossier import Dossier
from ynreview.storage.unit_of_work import UnitOfWork

T = TypeVar("T")
_MILESTONES = (c.IssuePackages, c.SubmitSheets, c.CloseCollection, c.SealResult)


class _StoppedError(Exception):
    """Carries an outcome with blocking findings out of the transaction, which is undone."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def _require_ok(outcome: Outcome) -> None:
    if not outcome.ok:
        raise _StoppedError(outcome)


class ReviewSession:
    """One person at one open dossier."""

    def __init__(self, dossier: Dossier, pin: str, around: Surroundings) -> None:
        self._dossier = dossier
        self._pin = pin
        self._around = around

    @classmethod
    def open(cls, path: Path, pin: str, around: Surroundings | None = None) -> Self:
        """Open a dossier; raises YnReviewError when it cannot be opened or is in use."""
        return cls(Dossier.open(path, pin), pin, around or Surroundings.real())

    @property
    def duty(self) -> Duty:
        """Whose dossier it is."""
        return self._dossier.duty

    def is_own_pin(self, pin: str) -> bool:
        """Whether it is the 口令 that this session was opened with."""
        return hmac.compare_digest(pin.encode(), self._pin.encode())

    def require_duty(self, command: type) -> None:
        """Refuse a question that belongs to another duty than this dossier's."""
        require_owner(self.duty, command)

    def execute(self, command: Command, tell: Tell = say_nothing) -> Outcome:
        """Carry a command out; when it returns with ``ok``, its effect is on disk.

        ``tell`` hears how far a long one is; what it raises leaves the dossier as it was.

        Raises YnReviewError when the world refuses; nothing is changed then, but for a file that
        could not be handed over: what was signed is kept, and the same command writes it again.
        """
        handler = require_permission(self.duty, command)
        try:
            with self._dossier.unit_of_work() as uow:
                outcome = handler(command, self._work(uow, tell))
                _require_ok(outcome)
                if outcome.changed:
                    self._journal(uow, command, outcome)
        except _StoppedError as stopped:
            return stopped.outcome
        if outcome.changed and isinstance(command, _MILESTONES):
            outcome = self._backed_up(outcome)
        return self._handed_over(outcome)

    def _handed_over(self, outcome: Outcome) -> Outcome:
        files = tuple(file for step in outcome.hand_over for file in step(self.ask))
        return replace(outcome, files=files, hand_over=())

    def _backed_up(self, outcome: Outcome) -> Outcome:
        """Keep a copy beside the dossier; without room for it the work is done all the same."""
        try:
            keep_backups(self._dossier)
        except YnReviewError as error:
            told = Finding(
                "app.backup_failed", Severity.WARNING, "", {"text": explain_error(error)}
            )
            return replace(outcome, findings=(*outcome.findings, told))
        return outcome

    def ask(self, query: Callable[[UnitOfWork], T]) -> T:
        """Return what a query finds; it changes nothing."""
        with self._dossier.unit_of_work() as uow:
            return query(uow)

    def _work(self, uow: UnitOfWork, tell: Tell) -> Work:
        return Work(uow, self._around, self._pin, self.duty, self._dossier.path.parent, tell)

    def _journal(self, uow: UnitOfWork, command: Any, outcome: Outcome) -> None:
        uow.journal.append(
            self.duty.value,
            type(command).__name__,
            outcome.subject,
            dict(outcome.detail),
            self._around.clock.now(),
        )

    def backup(self, target: Path, *, attachments: bool = True) -> None:
        """Write a copy that opens alone with the same 口令."""
        self._dossier.backup(target, attachments=attachments)

    def change_pin(self, new: str) -> None:
        """Encrypt the dossier and its signing keys under a new 口令."""
        now = self._around.clock.now()
        with self._dossier.unit_of_work() as uow:
            lock_for_next_pin(uow, key_owner(uow), self._pin, new)
            uow.journal.append(self.duty.value, "ChangePin", "", {}, now)
        self._dossier.change_pin(self._pin, new)
        self._pin = new

    def close(self) -> None:
        """Close the dossier."""
        self._dossier.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
