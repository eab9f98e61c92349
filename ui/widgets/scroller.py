"""A page higher than its room: what has the focus comes into view; and dialogs kept in theirs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QScrollArea, QWidget

_AROUND = 16
_LEFT_FREE = 48  # of the window that a dialog lies over


class Scroller(QScrollArea):
    """Scrolls up and down only; never stops Tab; Page Up and Page Down work from every control."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = page
        self.setWidget(page)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def sizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return self.page.sizeHint() + QSize(bar, 0)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), self.sizeHint().height()))

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _AROUND)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._keep_in_view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        self._focus_moved(None, self.window().focusWidget())


def fit_dialog(dialog: QDialog, wanted: QSize) -> None:
    """Give a dialog the size wanted, as far as the window it lies over has room."""
    below = dialog.parentWidget()
    assert below is not None
    room = below.window().size() - QSize(_LEFT_FREE, _LEFT_FREE)
    dialog.resize(wanted.boundedTo(room).expandedTo(dialog.minimumSizeHint()))


def fit_around(dialog: QDialog, area: Scroller, width: int, said: QWidget | None = None) -> None:
    """Make a dialog as high as its page, if there is room; what was just said comes into view."""
    inner, whole = area.page.layout(), dialog.layout()
    assert inner is not None
    assert whole is not None
    inner.invalidate()
    whole.invalidate()
    sides = whole.contentsMargins()
    inside = width - sides.left() - sides.right()
    around = whole.totalMinimumSize().height() - area.minimumSizeHint().height()
    high = max(area.page.heightForWidth(inside), area.page.sizeHint().height())
    fit_dialog(dialog, QSize(width, around + high))
    if said is not None:
        QTimer.singleShot(0, said, lambda: area.ensureWidgetVisible(said, 0, 0))
