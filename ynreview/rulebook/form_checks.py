"""Is a score form usable: weights, levels, articles; it says every fault and changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points, total
from ynreview.rulebook.forms import Item, ScoreForm, Section, shipped_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import Amount, Level
from ynreview.rulebook.loader import problem
from ynreview.rulebook.model import Rulebook

WHOLE_RULE = "form_total"
_WHOLE_SHARE = 1


def check_form(form: ScoreForm, rules: RulesInForce) -> tuple[Finding, ...]:
    """Return what keeps a form from being used; every finding blocks."""
    whole = Points.parse(str(rules.ruling(WHOLE_RULE, Amount).params.value))
    return (
        *_check_codes(form),
        *_check_names(form),
        *_check_duties(form),
        *_check_weights(form, rules),
        *(finding for item in form.items for finding in _check_item(form, item, whole)),
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


def _check_names(form: ScoreForm) -> Iterator[Finding]:
    """Ask for a code and a name of every section, item and question."""
    parts = [("section", one.code, one.name) for one in form.sections]
    parts += [("item", one.code, one.name) for one in form.items]
    parts += [("item", one.code, one.question) for one in form.veto]
    for table, code, name in parts:
        if not code.strip() or not name.strip():
            params = {"item": code, "name": name}
            yield problem("form_name", form.id, f"{table} {code}", "name", **params)


def _check_duties(form: ScoreForm) -> Iterator[Finding]:
    """Ask for what the shipped form of the same evaluation has, and for sensible remark rules."""
    asked = shipped_form(form.type, form.kind)
    duties = (form.has_vote, form.has_suggested_amount, bool(form.task_items))
    if duties != (asked.has_vote, asked.has_suggested_amount, bool(asked.task_items)):
        yield problem("form_duties", form.id, "", "has_vote", title=form.title)
    if not (0 <= form.remark_below <= _WHOLE_SHARE and form.remark_min >= 0 <= form.overall_min):
        yield problem("form_remarks", form.id, "", "remark_below", title=form.title)


def _check_weights(form: ScoreForm, rules: RulesInForce) -> Iterator[Finding]:
    ruling = rules.ruling(WHOLE_RULE, Amount)
    found = total([section.full for section in form.sections if not section.is_extra])
    if found != Points.parse(str(ruling.params.value)):
        params: dict[str, str | int] = {"sum": str(found), "whole": ruling.params.value}
        finding = problem("form_total", form.id, "section", "full", title=form.title, **params)
        yield replace(finding, cites=ruling.citations)
    yield from (finding for section in form.sections for finding in _check_section(form, section))


def _check_section(form: ScoreForm, section: Section) -> Iterator[Finding]:
    if not section.items:
        params = {"section": section.code, "name": section.name}
        yield problem("form_section_empty", form.id, f"section {section.code}", "item", **params)
    found = total([item.full for item in section.items])
    if section.is_extra:
        yield from _check_cap(form, section, found)
    elif found != section.full:
        params = {"section": section.code, "sum": str(found), "full": str(section.full)}
        yield problem("form_section_total", form.id, f"section {section.code}", "full", **params)


def _check_cap(form: ScoreForm, section: Section, most: Points) -> Iterator[Finding]:
    """Ask for a cap above 0 and within what the items can come to, and for no tasks in it."""
    params = {"section": section.code, "name": section.name, "cap": str(section.full)}
    table = f"section {section.code}"
    if section.items and not Points.zero() < section.full <= most:
        yield problem("form_cap", form.id, table, "full", sum=str(most), **params)
    if section.task_block:
        yield problem("form_extra_tasks", form.id, table, "task_block", **params)


def _check_item(form: ScoreForm, item: Item, whole: Points) -> Iterator[Finding]:
    table = f"item {item.code}"
    params = {"item": item.code, "name": item.name, "full": str(item.full), "step": str(form.step)}
    if not item.full.is_multiple_of(form.step) or item.full == Points.zero():
        yield problem("form_off_step", form.id, table, "full", **params)
    if not item.is_extra:
        yield from _check_levels(form, item, whole, params)
    if not item.guidance.strip():
        yield problem("form_guidance", form.id, table, "guidance", **params)


def _check_levels(
    form: ScoreForm, item: Item, whole: Points, params: Mapping[str, str]
) -> Iterator[Finding]:
    # an item of more marks than the whole form is told by the sums; its scores are not listed
    possible = item.levels if item.full <= whole else Level
    lacking = [level.value for level in Level if level not in possible]
    unwritten = [level.value for level in Level if not item.level_text(level).strip()]
    for code, levels in (("form_level_impossible", lacking), ("form_level_text", unwritten)):
        if levels:
            yield problem(code, form.id, f"item {item.code}", levels[0], **params)


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
