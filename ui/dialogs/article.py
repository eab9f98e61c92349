"""依据, asked for by a screen itself: one article or several, as a citation opens them."""

from ui.widgets.articles import show_article, show_articles

__all__ = ["show_article", "show_articles"]
