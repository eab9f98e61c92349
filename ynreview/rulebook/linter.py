"""Is a rulebook sound, is a form usable; it says every fault and changes nothing."""

from collections.abc import Iterator, Mapping
from datetime import date

from ynreview.kernel.calendar import add_days
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.rulebook.examples import ExampleError, computes, worked
from ynreview.rulebook.kinds import KINDS
from ynreview.rulebook.loader import problem, rulebook_from_files
from ynreview.rulebook.model import Example, Mark, Rule, Rulebook, RulebookProblems


def check_files(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return every fault of a rulebook's files, those that keep it from being read included."""
    try:
        rulebook = rulebook_from_files(files)
    except RulebookProblems as error:
        return error.problems
    return check_rulebook(rulebook)


def check_rulebook(rulebook: Rulebook) -> tuple[Finding, ...]:
    """Return every fault of a rulebook that could be read; all of them block."""
    found = [*_unknown_articles(rulebook, "rulebook", rulebook.header.cites)]
    for rule in rulebook.rules:
        found += _check_rule(rulebook, rule)
    for index, example in enumerate(rulebook.examples, 1):
        found += _check_example(rulebook, example, index)
    return tuple(found)


def _check_rule(rulebook: Rulebook, rule: Rule) -> Iterator[Finding]:
    table = f"rule {rule.id}"
    file = _file_of(rulebook, rule.id)
    if not rule.cites:
        yield problem("uncited", file, table, "cites", title=rule.title)
    yield from _unknown_articles(rulebook, table, rule.cites, file)
    if rule.mark is Mark.READING and not ("按" in rule.note and "理解" in rule.note):
        yield problem("reading_unexplained", file, table, "note", title=rule.title)
    yield from _check_wordings(rulebook, rule, file)
    if computes(KINDS[rule.kind]) and all(e.rule != rule.id for e in rulebook.examples):
        yield problem("example_missing", file, table, "", title=rule.title)


def _unknown_articles(
    rulebook: Rulebook, table: str, cites: tuple[str, ...], file: str = "rulebook.toml"
) -> Iterator[Finding]:
    for cite in cites:
        if rulebook.article(cite) is None:
            yield problem("unknown_article", file, table, "cites", cite=cite)


def _check_wordings(rulebook: Rulebook, rule: Rule, file: str) -> Iterator[Finding]:
    """Every day in force has exactly one wording."""
    table = f"rule {rule.id}"
    for day in _days_of_change(rulebook, rule):
        count = len(rule.versions_on(day))
        if count != 1:
            code = "overlap" if count else "gap"
            yield problem(code, file, table, "version", title=rule.title, day=day.isoformat())


def _days_of_change(rulebook: Rulebook, rule: Rule) -> list[date]:
    days = {rulebook.in_force_from}
    days |= {version.since for version in rule.versions}
    days |= {add_days(version.until, 1) for version in rule.versions if version.until}
    return sorted(day for day in days if rulebook.is_in_force(day))


def _check_example(rulebook: Rulebook, example: Example, index: int) -> Iterator[Finding]:
    table = f"example {index}"
    params = {"rule": example.rule, "ask": example.ask}
    try:
        found = worked(rulebook, example)
    except (ExampleError, YnReviewError) as error:
        detail = str(error)
        yield problem("example_unanswerable", "examples.toml", table, "", detail=detail, **params)
        return
    if type(found) is not type(example.expect) or found != example.expect:
        params |= {"expected": str(example.expect), "found": str(found)}
        yield problem("example_fails", "examples.toml", table, "expect", **params)


def _file_of(rulebook: Rulebook, rule_id: str) -> str:
    mark = f'id = "{rule_id}"'.encode()
    return next((name for name, content in rulebook.files.items() if mark in content), "")
