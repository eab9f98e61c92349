"""规则: the articles on the left, the chosen one in full, the rules that come from it below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.models.table import ColumnSpec
from ui.screen import Screen
from ui.screens.rulebook import presenter
from ui.widgets.data_table import DataTable
from ui.widgets.layout import card, label

_ROW = 24  # with half a line of text beside it, a target of 32 at the first text size
_NONE = "本条没有由程序计算或核对的规则，以条文为准。"
_COLUMNS = (
    ColumnSpec("规则", lambda rule: rule["title"]),
    ColumnSpec("标记", lambda rule: rule["mark"], width=92),
    ColumnSpec("本会次取值", lambda rule: rule["values"]),
    ColumnSpec("条款", lambda rule: "、".join(rule["cites"])),
    ColumnSpec("说明", lambda rule: rule["note"]),
)


class RulebookScreen(Screen):
    """The law as it is loaded, every rule with its mark; nothing can be changed here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._book: dict[str, Any] = {}
        self._head = label("", "title")
        self._head.setWordWrap(True)
        self._window = label("", "muted")
        self._window.setWordWrap(True)
        self._find = QLineEdit()
        self._find.setPlaceholderText("查找条文或规则")
        self._find.setAccessibleName("查找")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._list_articles)
        self._articles = QListWidget()
        self._articles.setAccessibleName("条文")
        self._articles.currentItemChanged.connect(self._show_article)
        self._text = label("")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._none = label(_NONE, "muted", wrap=True)
        self._rules = DataTable(_COLUMNS)
        self._rules.setAccessibleName("由本条而来的规则")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._window)
        column.addWidget(self._split(), 1)

    def _split(self) -> QSplitter:
        left, right = QWidget(), QWidget()
        for side, widgets in (
            (left, (self._find, self._articles)),
            (right, (card(self._text), self._none, self._rules)),
        ):
            inner = QVBoxLayout(side)
            inner.setContentsMargins(0, 0, 0, 0)
            for widget in widgets:
                inner.addWidget(widget, int(widget in {self._articles, self._rules}))
            inner.addStretch(0)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([280, 900])
        return split

    def refresh(self) -> None:
        """Read the rulebook of the open round, else the shipped one."""
        self._book = presenter.rulebook(self.context.workspace)
        self._head.setText(f"{self._book['title']}（{self._book['document']}）")
        self._window.setText(presenter.window_line(self._book))
        self._list_articles()

    def _list_articles(self) -> None:
        chosen = self._articles.currentItem()
        before = chosen.text() if chosen is not None else ""
        self._articles.clear()
        for article in presenter.matching(self._book, self._find.text()):
            item = QListWidgetItem(article["label"])
            item.setData(Qt.ItemDataRole.UserRole, article["label"])
            item.setSizeHint(QSize(0, _ROW + self.fontMetrics().height() // 2))
            item.setToolTip(article["text"][:80])
            self._articles.addItem(item)
            if article["label"] == before:
                self._articles.setCurrentItem(item)
        if self._articles.count() and self._articles.currentRow() < 0:
            self._articles.setCurrentRow(0)

    def _show_article(self) -> None:
        if self._articles.currentRow() < 0:
            self._text.setText("没有找到相符的条文。")
            self._show_rules([])
            self._none.hide()
            return
        label_ = self._articles.currentItem().data(Qt.ItemDataRole.UserRole)
        self._text.setText(presenter.article_text(self._book, label_))
        self._show_rules(presenter.rules_of(self._book, label_))

    def _show_rules(self, rules: list[dict[str, Any]]) -> None:
        self._rules.show_rows(rules)
        self._rules.setVisible(bool(rules))
        self._none.setVisible(not rules)


def make(context: Context) -> RulebookScreen:
    """Return the screen."""
    return RulebookScreen(context)
