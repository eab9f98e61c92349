"""The law stands in resources/rulebooks; code knows only the shape of an article's name."""

import ast
import re
from collections.abc import Iterator, Sequence

ARTICLE = re.compile(r"第[一二三四五六七八九十百零0-9]+条")


def articles_named(tree: ast.AST) -> Iterator[str]:
    """Yield every article that code would name itself, docstrings included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for found in ARTICLE.findall(node.value):
                yield f"{node.lineno}: {found}"


def test_that_no_article_is_named_in_code(modules: Sequence) -> None:
    found = [f"{m.name}:{what}" for m in modules for what in articles_named(m.tree)]
    assert found == []


def test_that_a_planted_article_would_be_seen() -> None:
    planted = 'def f(n):\n    """By 第九条."""\n    return f"{n}（第二十四条第（一）项）"\n'
    assert list(articles_named(ast.parse(planted))) == ["2: 第九条", "3: 第二十四条"]


def test_that_no_article_is_named_in_a_comment(modules: Sequence) -> None:
    assert [m.name for m in modules if ARTICLE.search(m.text)] == []
