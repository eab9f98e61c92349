"""The Qt face of a review session: runs commands, answers queries, tells what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.preload import preload
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Duty

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ynreview.app.commands import Command
    from ynreview.app.outcome import Outcome
    from ynreview.app.session import ReviewSession
    from ynreview.kernel.finding import Finding

T = TypeVar("T")


class Workspace(QObject):
    """At most one open dossier; screens read and change it only through here.

    ``changed`` carries the outcome of every command that changed something, ``opened`` is sent
    when another dossier is open or none is.
    """

    changed = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._session: ReviewSession | None = None
        self.path: Path | None = None

    @property
    def duty(self) -> Duty | None:
        """Whose dossier is open."""
        return self._session.duty if self._session else None

    @property
    def session(self) -> ReviewSession:
        """The open session; asking without one is a bug."""
        assert self._session is not None
        return self._session

    def open(self, path: Path, pin: str) -> None:
        """Open a dossier in place of the present one, which stays when YnReviewError is raised."""
        preload().join()
        from ynreview.app.session import ReviewSession

        session = ReviewSession.open(path, pin)
        self.close(quiet=True)
        self._session, self.path = session, path
        self.opened.emit()

    def close(self, *, quiet: bool = False) -> None:
        """Close the dossier, if one is open."""
        if self._session is not None:
            self._session.close()
            self._session, self.path = None, None
            if not quiet:
                self.opened.emit()

    def run(self, command: Command) -> Outcome:
        """Carry a command out; a refusal of the world comes back as a blocking finding."""
        outcome = self.carried_out(command)
        self.tell(outcome)
        return outcome

    def carried_out(self, command: Command, progress: Progress | None = None) -> Outcome:
        """Carry a command out without telling the screens: for workers, which tell when back."""
        from ynreview.app.outcome import Outcome
        from ynreview.app.work import say_nothing

        try:
            return self.session.execute(command, progress.tell if progress else say_nothing)
        except YnReviewError as error:
            return Outcome((refused(error),), changed=False)

    def tell(self, outcome: Outcome) -> None:
        """Let the screens know what a worker changed."""
        if outcome.ok and outcome.changed:
            self.changed.emit(outcome)

    def ask(self, query: Callable[..., T]) -> T:
        """Return what a query finds in the open dossier."""
        return self.session.ask(query)


def refused(error: YnReviewError) -> Finding:
    """Return a refusal of the world as a finding, so that it is shown where the eye is."""
    from ynreview.kernel.finding import Finding, Severity
    from ynreview.messages import explain_error

    return Finding("app.refused", Severity.BLOCKING, "", {"text": explain_error(error)})
