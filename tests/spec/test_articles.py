"""Articles → rules → tests, as an accepted table; no article with a rule goes untested."""

import ast
from collections.abc import Callable
from pathlib import Path

from ynreview.rulebook.model import Article, Rulebook

HERE = Path(__file__).parent
MARKS = {"law": "办法规定", "reading": "条文理解", "default": "会次设定"}


def rules_of(rulebook: Rulebook, article: Article) -> list[str]:
    return [
        f"{rule.id}（{MARKS[rule.mark]}）"
        for rule in rulebook.rules
        if any(rulebook.article(cite) == article for cite in rule.cites)
    ]


def written_tests(article: Article) -> list[str]:
    file = HERE.joinpath(f"test_article_{article.number:02d}.py")
    if not file.is_file():
        return []
    nodes = ast.parse(file.read_text(encoding="utf-8")).body
    return [node.name for node in nodes if isinstance(node, ast.FunctionDef)]


def table(rulebook: Rulebook) -> str:
    lines = [
        f"# {rulebook.title}（{rulebook.document}）",
        "",
        "| 条 | 规则 | 测试 |",
        "|---|---|---|",
    ]
    for article in rulebook.articles:
        rules = "<br>".join(rules_of(rulebook, article)) or "没有规则"
        tests = "<br>".join(written_tests(article)) or "—"
        lines.append(f"| {article.label} | {rules} | {tests} |")
    return "\n".join(lines) + "\n"


def test_that_every_article_with_a_rule_has_its_tests(rulebook: Rulebook):
    for article in rulebook.articles:
        assert bool(written_tests(article)) == bool(rules_of(rulebook, article)), article.label


def test_that_the_table_of_articles_is_the_accepted_one(
    rulebook: Rulebook, accepted: Callable[[str, str], None]
):
    accepted("articles.md", table(rulebook))
