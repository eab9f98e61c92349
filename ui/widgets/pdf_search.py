"""The line to search in a document: what to look for, how often it stands there, next, previous."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton

from ui.theme.appearance import Look
from ui.widgets.layout import label
from ui.widgets.pdf_text import Hits

NOTHING = "没有找到"
NO_TEXT = "这份文件是扫描件，没有可以查找的文字。"
_PAUSE = 300  # ms after the last key
_TARGET = 32


def tool(name: str, tip: str) -> QToolButton:
    """Return a small button with a spoken name and a tooltip."""
    found = QToolButton()
    found.setAccessibleName(name)
    found.setToolTip(tip)
    found.setMinimumSize(_TARGET, _TARGET)
    found.setIconSize(QSize(20, 20))
    return found


class PdfSearch(QFrame):
    """Hidden until asked for; ``asked`` carries the text, ``stepped`` +1 or -1, ``left`` Esc."""

    asked = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sent = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText("查找文字")
        self.field.setAccessibleName("在文件中查找")
        self.field.setClearButtonEnabled(False)
        self.field.setMinimumWidth(96)
        self.said = label("", "muted")
        self.said.setAccessibleName("查找结果")
        self.previous = tool("上一处", "上一处　Shift+Enter")
        self.next = tool("下一处", "下一处　Enter")
        self.leave = tool("结束查找", "结束查找　Esc")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        for widget in (self.said, self.previous, self.next, self.leave):
            row.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._send)
        self.field.textChanged.connect(self._typed)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.leave.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def ask(self) -> None:
        """Show the line, ready to type; what was looked for before is looked for again."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._sent = ""
        if self.field.text():
            self._send()

    def tell(self, hits: Hits, left: int, *, has_text: bool) -> None:
        """Say how often the text stands there, while ``left`` pages are still to be read."""
        self.said.setText(self._sentence(hits, left, has_text=has_text))
        for button in (self.previous, self.next):
            button.setEnabled(hits.count > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if back else 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _sentence(self, hits: Hits, left: int, *, has_text: bool) -> str:
        if not self._sent.strip():
            return ""
        if hits.count:
            more = f"，还有 {left} 页未查" if left else ""
            return f"第 {hits.position} / {hits.count} 处{more}"
        if left:
            return f"正在查找，还有 {left} 页"
        return NOTHING if has_text else NO_TEXT

    def _typed(self) -> None:
        self._pause.start()

    def _send(self) -> None:
        self._pause.stop()
        if self.field.text() != self._sent:
            self._sent = self.field.text()
            self.asked.emit(self._sent)

    def _step(self, change: int) -> None:
        """Go on to the next place, or look first if the text is a new one."""
        if self.field.text() == self._sent:
            self.stepped.emit(change)
        else:
            self._send()

    def _dress(self) -> None:
        self.previous.setIcon(self._look.icon("chevron-up"))
        self.next.setIcon(self._look.icon("chevron-down"))
        self.leave.setIcon(self._look.icon("x"))
