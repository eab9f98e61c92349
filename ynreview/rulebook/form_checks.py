"""Is a score form usable: weights, levels, articles; it says every fault and changes nothing."""

from collections.abc import Iterator
from dataclasses import replace

from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points, total
from ynreview.rulebook.forms import Item, ScoreForm, Section
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Amount, Level
from ynreview.rulebook.loader import problem
from ynreview.rulebook.model import Rulebook

WHOLE_RULE = "form_total"


def check_form(form: ScoreForm, rules: RulesInForce) -> tuple[Finding, ...]:
    """Return what keeps a form from being used; every finding blocks."""
    return (
        *_check_codes(form),
        *_check_weights(form, rules),
        *(finding for item in form.items for finding in _check_item(form, item)),
        *_check_articles(form, rules.rulebook),
    )


def _check_codes(form: ScoreForm) -> Iterator[Finding]:
    codes = [
        *(section.code for section in form.sections),
        *(item.code for item in form.items),
        *(veto.code for veto in form.veto),
    ]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield problem("form_repeated_code", form.id, f"item {code}", "code", item=code)
    if not form.veto:
        yield problem("form_without_veto", form.id, "veto", "", title=form.title)


def _check_weights(form: ScoreForm, rules: RulesInForce) -> Iterator[Finding]:
    ruling = rules.ruling(WHOLE_RULE, Amount)
    found = total([section.full for section in form.sections])
    if found != Points.parse(str(ruling.params.value)):
        params: dict[str, str | int] = {"sum": str(found), "whole": ruling.params.value}
        finding = problem("form_total", form.id, "section", "full", title=form.title, **params)
        yield replace(finding, cites=ruling.citations)
    yield from (finding for section in form.sections for finding in _check_section(form, section))


def _check_section(form: ScoreForm, section: Section) -> Iterator[Finding]:
    found = total([item.full for item in section.items])
    if found != section.full:
        params = {"section": section.code, "sum": str(found), "full": str(section.full)}
        yield problem("form_section_total", form.id, f"section {section.code}", "full", **params)


def _check_item(form: ScoreForm, item: Item) -> Iterator[Finding]:
    table = f"item {item.code}"
    params = {"item": item.code, "name": item.name, "full": str(item.full), "step": str(form.step)}
    if not item.full.is_multiple_of(form.step):
        yield problem("form_off_step", form.id, table, "full", **params)
    possible = item.levels
    for level in Level:
        if level not in possible:
            yield problem("form_level_impossible", form.id, table, level.value, **params)
        if not item.level_text(level).strip():
            yield problem("form_level_text", form.id, table, level.value, **params)
    if not item.guidance.strip():
        yield problem("form_guidance", form.id, table, "guidance", **params)


def _check_articles(form: ScoreForm, rulebook: Rulebook) -> Iterator[Finding]:
    parts = [(veto.code, veto.cites) for veto in form.veto]
    parts += [(item.code, item.cites) for item in form.items]
    for code, cites in parts:
        if not cites:
            yield problem("form_uncited", form.id, f"item {code}", "cites", item=code)
        for cite in cites:
            if rulebook.article(cite) is None:
                params = {"item": code, "cite": cite}
                yield problem("form_unknown_article", form.id, f"item {code}", "cites", **params)
