"""Locks when nobody was at the machine for a while: keys, clicks and scrolling are activity."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

IDLE_MINUTES = 20  # a presentation with questions lasts 15
_MINUTE = 60_000  # milliseconds
_ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class Idle(QObject):
    """Calls ``lock`` after ``interval`` milliseconds without activity; while busy it waits again.

    It looks at what arrives at the windows of the program, dialogs too, not at every event.
    """

    def __init__(
        self,
        lock: Callable[[], None],
        is_busy: Callable[[], bool],
        parent: QObject,
        interval: int = IDLE_MINUTES * _MINUTE,
    ) -> None:
        super().__init__(parent)
        self._lock, self._is_busy = lock, is_busy
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self._run_out)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin again at every sign of a person; nothing is kept from anyone."""
        if event.type() in _ACTIVITY:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _run_out(self) -> None:
        if not self._is_busy():
            self._lock()
        self._timer.start()
