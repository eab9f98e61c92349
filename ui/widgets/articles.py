"""依据: the text of the articles cited, the point in question marked."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from ui.theme.style import set_role
from ui.widgets.layout import LINE_HEIGHT, label

if TYPE_CHECKING:
    from ynreview.rulebook.model import Rulebook

_POINT = re.compile(r"第(（[^）]+）)项")


def show_article(parent: QWidget, citation: str, rulebook: Rulebook | None = None) -> QDialog:
    """Show one article, by default of the shipped rulebook."""
    return show_articles(parent, (citation,), rulebook)


def show_articles(
    parent: QWidget, cites: tuple[str, ...], rulebook: Rulebook | None = None
) -> QDialog:
    """Show the articles cited one below the other without stopping the program."""
    if rulebook is None:
        from ynreview.app.setup import shipped_rulebook
        from ynreview.rulebook.forms import DEFAULT_RULEBOOK

        rulebook = shipped_rulebook(DEFAULT_RULEBOOK)
    dialog = QDialog(parent.window())
    dialog.setWindowTitle("依据")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = QTextBrowser()
    text.setAccessibleName("条文")
    text.setHtml(articles_as_html(rulebook, cites))
    close = QPushButton("知道了")
    close.setDefault(True)
    set_role(close, "primary")
    close.clicked.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(8)
    column.addWidget(label(f"{rulebook.title}　{rulebook.document}", "muted", wrap=True))
    column.addWidget(text, 1)
    column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
    room = parent.window().size()
    dialog.resize(min(680, room.width() - 48), min(520, room.height() - 48))
    dialog.open()
    close.setFocus()
    return dialog


def articles_as_html(rulebook: Rulebook, cites: tuple[str, ...]) -> str:
    """Return the articles, each once, with the points cited in bold."""
    points: dict[int, set[str]] = {}
    for cite in cites:
        article = rulebook.article(cite)
        if article is not None:
            points.setdefault(article.number, set()).update(_POINT.findall(cite))
    parts = []
    for article in rulebook.articles:
        if article.number in points:
            parts.append(f"<h3>{html.escape(article.chapter)}　{article.label}</h3>")
            parts.extend(_lines(article.text, points[article.number]))
    return "".join(parts)


def _lines(text: str, points: set[str]) -> list[str]:
    lines = []
    for one in text.strip().splitlines():
        safe = html.escape(one)
        cited = any(one.startswith(point) for point in points)
        lines.append(
            f'<p style="line-height:{LINE_HEIGHT}%">{f"<b>{safe}</b>" if cited else safe}</p>'
        )
    return lines
