"""依据 of an item: chosen from the articles of the round's rulebook, never typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.citation import Citation
from ui.widgets.layout import button, label, prose, row
from ynreview.rulebook.model import Rulebook

_POINT = re.compile(r"（[一二三四五六七八九十]+）")
_AROUND = 10
_SHOWN = 160  # characters of an article below the list
_NONE = "还没有选择条款"


def known_cites(rulebook: Rulebook) -> list[tuple[str, str]]:
    """Return every article and point that can be cited, with its words."""
    found = []
    for article in rulebook.articles:
        found.append((article.label, article.text.strip()))
        for line in article.text.strip().splitlines():
            point = _POINT.match(line)
            if point is not None:
                found.append((f"{article.label}第{point[0]}项", line))
    return found


class CitesField(QWidget):
    """The articles as a link, and a button to choose others; ``stored`` carries them."""

    stored = Signal(object)

    def __init__(self, rulebook: Callable[[], Rulebook]) -> None:
        super().__init__()
        self._rulebook = rulebook
        self._cites: tuple[str, ...] = ()
        self._shown = Citation((), rulebook)
        self._none = label(_NONE, "muted")
        self.choose = button("选择条款")
        self.choose.clicked.connect(self.ask)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._shown, 1)
        line.addWidget(self._none, 1)
        line.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self.show_cites(())

    def show_cites(self, cites: tuple[str, ...]) -> None:
        """Show what is kept."""
        self._cites = cites
        self._shown.show_cites(cites)
        self._shown.setVisible(bool(cites))
        self._none.setVisible(not cites)
        self.choose.setAccessibleDescription("、".join(cites) or _NONE)

    def settle(self) -> None:
        """Keep nothing: what is chosen is kept at once."""

    def ask(self) -> CitesDialog:
        """Offer the articles."""
        dialog = CitesDialog(self, known_cites(self._rulebook()), self._cites)
        dialog.chosen.connect(self._chosen)
        dialog.open()
        return dialog

    def _chosen(self, cites: tuple[str, ...]) -> None:
        if cites != self._cites:
            self.stored.emit(cites)


class CitesDialog(QDialog):
    """Every article and point with a box to tick; a word narrows them down."""

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, known: list[tuple[str, str]], cites: tuple[str, ...]
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("选择条款")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._texts = dict(known)
        self._find = QLineEdit()
        self._find.setPlaceholderText("查找条款或条文中的词")
        self._find.setAccessibleName("查找条款")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("条款，空格键选中或取消")
        for name, _ in known:
            one = QListWidgetItem(name, self.list)
            one.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + _AROUND))
            one.setFlags(one.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if name in cites else Qt.CheckState.Unchecked
            one.setCheckState(state)
        self._told: QLabel = prose()
        self._told.setMinimumHeight(84)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list.currentTextChanged.connect(self._tell)
        self.take, no = button("采用", "primary"), button("取消")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._find)
        column.addWidget(self.list, 1)
        column.addWidget(self._told)
        column.addLayout(row(None, no, self.take))
        room = parent.window().size()
        self.resize(min(560, room.width() - 48), min(600, room.height() - 48))
        first = next((n for n, (name, _) in enumerate(known) if name in cites), 0)
        self.list.setCurrentRow(first)
        self.list.setFocus()

    def _tell(self, name: str) -> None:
        text = self._texts.get(name, "")
        self._told.setText(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")

    def _narrow(self, wanted: str) -> None:
        for place in range(self.list.count()):
            one = self.list.item(place)
            text = one.text() + self._texts[one.text()]
            one.setHidden(wanted.strip() not in text)

    def _take(self) -> None:
        rows = (self.list.item(place) for place in range(self.list.count()))
        ticked = tuple(one.text() for one in rows if one.checkState() is Qt.CheckState.Checked)
        self.chosen.emit(ticked)
        self.accept()
