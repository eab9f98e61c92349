"""What is missing or odd before issuing, each with its article; the organiser's check list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ynreview.app.due import oversize_findings
from ynreview.app.formal_document import stored_replies
from ynreview.app.queries.form_findings import form_findings
from ynreview.app.queries.panel_checks import (
    assignment_findings,
    panel_findings,
    recusal_findings,
    suggested_recusals,
)
from ynreview.app.recusal_reviews import stored_reviews
from ynreview.app.ruled import blocking, note, warning
from ynreview.app.setup import FORMS, RULEBOOK, check_validity, chinese_date
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import EvaluationType
from ynreview.panel.entries import Entry
from ynreview.panel.formal.findings import formal_findings
from ynreview.panel.formal.table import formal_table
from ynreview.panel.round import RoundSetup
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import ShareCeiling
from ynreview.rulebook.loader import rulebook_from_files
from ynreview.rulebook.model import Rulebook
from ynreview.storage.unit_of_work import UnitOfWork

Files = tuple[tuple[str, bytes], ...]


def stored_files(uow: UnitOfWork, prefix: str) -> dict[str, bytes]:
    """Return the documents below a prefix, by the rest of their names."""
    return {name.removeprefix(prefix): content for name, content in uow.documents(prefix).items()}


def stored_rulebook(uow: UnitOfWork) -> Rulebook:
    """Return the rulebook that the round was made with."""
    return _rulebook(tuple(sorted(stored_files(uow, RULEBOOK).items())))


@lru_cache(maxsize=4)
def _rulebook(files: Files) -> Rulebook:
    return rulebook_from_files(dict(files))


def stored_forms(uow: UnitOfWork) -> dict[str, bytes]:
    """Return the score forms of the round as TOML, by file name."""
    return stored_files(uow, FORMS)


def stored_rules(uow: UnitOfWork) -> RulesInForce:
    """Return the rules in force for the round with its settings."""
    setup = uow.round_setup()
    return RulesInForce(stored_rulebook(uow), setup.review_date, setup.overrides)


def check_readiness(uow: UnitOfWork) -> tuple[Finding, ...]:
    """Return everything that is missing or odd; a blocking one keeps the packages unissued."""
    rules, setup = stored_rules(uow), uow.round_setup()
    entries, experts = uow.entries(), uow.experts()
    recusals = [recusal for recusal, _ in uow.recusals()]
    return (
        *check_validity(rules.rulebook, setup),
        *_check_round(setup, rules),
        *_check_entries(entries, setup.type, rules),
        *form_findings(uow, rules),
        *formal_findings(formal_table(entries, setup, rules, stored_replies(uow)), rules),
        *panel_findings(experts, rules),
        *recusal_findings(entries, experts, recusals, rules),
        *suggested_recusals(entries, experts, recusals, rules, stored_reviews(uow)),
        *assignment_findings(setup, entries, experts, rules),
        *oversize_findings(uow),
    )


def _check_round(setup: RoundSetup, rules: RulesInForce) -> Iterator[Finding]:
    """Say what a reader of the papers would miss, and days in the wrong order."""
    if setup.type is EvaluationType.POST_EVALUATION:
        if not (setup.institution.strip() and setup.commissioned_by.strip()):
            yield warning("preparation.round_institution", rules, "commissioned_institution")
        if setup.period_from is None or setup.period_until is None:
            yield note("preparation.round_period", rules, "evaluation_period")
    if setup.material_deadline is not None and setup.material_deadline > setup.review_date:
        days = {
            "deadline": chinese_date(setup.material_deadline),
            "day": chinese_date(setup.review_date),
        }
        yield warning("preparation.round_deadline_late", rules, "reference_date", **days)
    since, until = setup.period_from, setup.period_until
    if since is not None and until is not None and since > until:
        days = {"since": chinese_date(since), "until": chinese_date(until)}
        yield warning("preparation.round_period_crossed", rules, "evaluation_period", **days)


def _check_entries(
    entries: tuple[Entry, ...], evaluation: EvaluationType, rules: RulesInForce
) -> list[Finding]:
    if not entries:
        return [blocking("app.no_entries", rules, "forms_are_suggestions")]
    found = []
    if len({entry.panel for entry in entries if entry.takes_part}) > 1:
        found.append(blocking("app.several_panels", rules, "several_panels_recommend"))
    count = sum(entry.takes_part for entry in entries)
    quota = rules.ruling("excellent_quota", ShareCeiling)
    if evaluation is EvaluationType.POST_EVALUATION and quota.params.most(count) == 0:
        found.append(
            note("app.no_excellent", rules, "quota_below_ten", count=count, share=quota.params.text)
        )
    without = [entry.number for entry in entries if entry.takes_part and not entry.attachments]
    if without:
        names = "、".join(without)
        rule = "forms_are_suggestions"
        found.append(note("app.no_attachments", rules, rule, count=len(without), entries=names))
    return found
