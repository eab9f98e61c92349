"""Where the preparation stands, read beside the window and only when the journal has grown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.tasks import Progress, Tasks
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ynreview.app.queries.preparation import PreparationView
    from ynreview.app.session import ReviewSession


class PreparationReading(QObject):
    """One for a workspace, shared by the organiser's screens; ``read`` tells of a new view."""

    read = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._tasks = Tasks(self._broke)
        self._session: ReviewSession | None = None
        self._head = self._wanted = ""
        self.view: PreparationView | None = None
        workspace.opened.connect(self._forget)

    @classmethod
    def of(cls, workspace: Workspace) -> PreparationReading:
        """Return the one of the workspace."""
        found = workspace.findChild(cls)
        return found if isinstance(found, cls) else cls(workspace)

    @property
    def is_reading(self) -> bool:
        """Whether a newer view is on its way."""
        return self._tasks.is_busy

    def refresh(self) -> None:
        """Read again if anything was changed since; what is shown stays until then."""
        self._wanted = self._workspace.ask(lambda uow: uow.journal_head())
        if self._wanted != self._head and not self._tasks.is_busy:
            self._start()

    def _start(self) -> None:
        session, head = self._workspace.session, self._wanted
        self._session = session

        def read(_progress: Progress) -> PreparationView:
            from ynreview.app.queries.preparation import preparation_view

            return session.ask(preparation_view)

        self._tasks.start("核对", read, lambda view: self._done(view, session, head), self._failed)

    def _done(self, view: PreparationView, session: ReviewSession, head: str) -> None:
        if session is self._session:
            self.view, self._head = view, head
            self.read.emit()
        if self._is_open and self._wanted != self._head:
            self._start()

    def _failed(self, _text: str) -> None:
        """Keep what is shown: the screen itself meets the same trouble and tells it."""

    def _forget(self) -> None:
        self._tasks.wait()
        self._session, self.view = None, None
        self._head = self._wanted = ""

    def _broke(self, error: Exception) -> None:
        if self._is_open and self._workspace.session is self._session:
            raise error

    @property
    def _is_open(self) -> bool:
        return self._workspace.duty is not None
