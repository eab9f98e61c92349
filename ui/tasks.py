"""Long work beside the window: a worker thread, progress with count, cancel; one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from ui.preload import preload
from ynreview.kernel.errors import YnReviewError

Done = Callable[[Any], None]
Failed = Callable[[str], None]


class CancelledError(Exception):
    """The person asked for the work to stop; nothing half-done is left behind."""


class Progress(QObject):
    """How far the work is, told from the worker and shown in the window."""

    told = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def tell(self, text: str, count: int = 0, total: int = 0) -> None:
        """Say what is being done, ``count`` of ``total``; raises CancelledError when asked to."""
        if self._stop.is_set():
            raise CancelledError
        self.told.emit(text, count, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next word."""
        self._stop.set()


class _Ends(QObject):
    """Carries the end of the work over to the window's thread."""

    done = Signal(object)
    failed = Signal(str)
    broke = Signal(object)
    cancelled = Signal()


class _Job(QRunnable):
    def __init__(self, work: Callable[[Progress], Any], progress: Progress, ends: _Ends) -> None:
        super().__init__()
        self._work, self._progress, self._ends = work, progress, ends

    def run(self) -> None:
        preload().join()
        try:
            result = self._work(self._progress)
        except CancelledError:
            self._ends.cancelled.emit()
        except YnReviewError as error:
            from ynreview.messages import explain_error

            self._ends.failed.emit(explain_error(error))
        except Exception as error:  # noqa: BLE001 - a bug in a worker reaches the faults dialog
            self._ends.broke.emit(error)
        else:
            self._ends.done.emit(result)


def _nobody(_ended: object) -> None:
    """Hear the end of a work when the window is gone."""


class Tasks(QObject):
    """Runs one long work at a time; ``busy`` tells the shell to show it, ``idle`` to hide it."""

    busy = Signal(str)
    told = Signal(str, int, int)
    idle = Signal()

    def __init__(self, broke: Callable[[Exception], None]) -> None:
        super().__init__()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._broke = broke
        self._progress: Progress | None = None
        self._then: tuple[Done, Failed] | None = None
        self._ends = _Ends(self)
        # bound methods, so that they are called in the window's thread
        self._ends.done.connect(self._done)
        self._ends.failed.connect(self._failed)
        self._ends.cancelled.connect(self._cancelled)
        self._ends.broke.connect(self._bug)

    @property
    def is_busy(self) -> bool:
        """Whether a work is under way."""
        return self._progress is not None

    def start(
        self, label: str, work: Callable[[Progress], Any], done: Done, failed: Failed
    ) -> None:
        """Run ``work`` in a worker; ``done`` or ``failed`` is called in the window's thread.

        Starting a second work while one runs is a bug of the screen.
        """
        assert self._progress is None, "a work is under way"
        self._progress, self._then = Progress(), (done, failed)
        self._progress.told.connect(self.told)
        self.busy.emit(label)
        self._pool.start(_Job(work, self._progress, self._ends))

    def cancel(self) -> None:
        """Ask the running work to stop."""
        if self._progress is not None:
            self._progress.cancel()

    def wait(self) -> None:
        """Wait for the running work, before the application ends; nobody is told of its end."""
        self._pool.waitForDone()
        self._then = (_nobody, _nobody)

    def _done(self, result: object) -> None:
        self._finished()[0](result)

    def _failed(self, text: str) -> None:
        self._finished()[1](text)

    def _cancelled(self) -> None:
        self._finished()[1]("已取消，没有改动任何内容。")

    def _bug(self, error: object) -> None:
        self._finished()
        assert isinstance(error, Exception)
        self._broke(error)

    def _finished(self) -> tuple[Done, Failed]:
        then = self._then
        assert then is not None
        self._progress = self._then = None
        self.idle.emit()
        return then
