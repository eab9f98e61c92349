"""Making a new round: the organiser's dossier with rulebook, forms and settings in it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

from resources import resource
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.work import Surroundings
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, Severity, any_blocking
from ynreview.kernel.terms import Duty, EvaluationType, PlatformKind
from ynreview.panel.round import NewRound, RoundSetup
from ynreview.rulebook.forms import default_form
from ynreview.rulebook.in_force import RulesInForce, check_overrides
from ynreview.rulebook.kinds import Switch
from ynreview.rulebook.loader import load_rulebook, rulebook_files
from ynreview.rulebook.model import Rulebook
from ynreview.storage.dossier import Dossier
from ynreview.storage.new_file import built_beside
from ynreview.storage.unit_of_work import UnitOfWork

RULEBOOK = "rulebook/"
FORMS = "form/"
_OUTSIDE = "review_outside_window"
ISSUE_DOCUMENT = "issued/basis.json"
_ROUND_CODES = {
    EvaluationType.ESTABLISHMENT: "LXPS",
    EvaluationType.MIDTERM: "ZQPG",
    EvaluationType.ACCEPTANCE: "XMYS",
    EvaluationType.POST_EVALUATION: "HPG",
}


def create_round(path: Path, pin: str, wanted: NewRound, around: Surroundings) -> Outcome:
    """Make the organiser's dossier of a new round; nothing is left of it when a rule says no."""
    if not wanted.title.strip():
        raise UsageError("app.title_missing")
    rulebook = shipped_rulebook(wanted.rulebook_id)
    findings = check_overrides(rulebook, wanted.overrides)
    if not any_blocking(findings):
        findings = (*findings, *check_validity(rulebook, wanted))
    if any_blocking(findings):
        return refusal(*findings)
    setup = _setup(wanted, around)
    with (
        built_beside(path) as part,
        Dossier.create(part, pin, Duty.ORGANISER, around.clock) as dossier,
        dossier.unit_of_work() as uow,
    ):
        _store(uow, setup)
        now = around.clock.now()
        uow.journal.append(
            Duty.ORGANISER.value, "CreateRound", setup.round_id, to_plain(setup), now
        )
    data = {"round_id": setup.round_id, "rulebook": rulebook.id, "rulebook_digest": rulebook.digest}
    return Outcome(findings=findings, data=data, subject=setup.round_id)


def shipped_rulebook(rulebook_id: str) -> Rulebook:
    """Return a rulebook that comes with the program; raises UsageError for an unknown one."""
    known = [found.name for found in resource("rulebooks").iterdir() if found.is_dir()]
    if rulebook_id not in known:
        raise UsageError("app.unknown_rulebook", rulebook=rulebook_id, known="、".join(known))
    return load_rulebook(resource("rulebooks", rulebook_id))


def check_validity(rulebook: Rulebook, wanted: NewRound) -> tuple[Finding, ...]:
    """Say when the review date lies outside the rulebook's window; a reason is asked for then.

    A round may be set to refuse such a date.
    """
    day = wanted.review_date
    if rulebook.in_force_from <= day <= rulebook.in_force_until:
        return ()
    given = bool(wanted.reason.strip())
    allowed = RulesInForce(rulebook, day, wanted.overrides).ruling(_OUTSIDE, Switch)
    params = {
        "day": chinese_date(day),
        "since": chinese_date(rulebook.in_force_from),
        "until": chinese_date(rulebook.in_force_until),
    }
    if not allowed.params.enabled:
        cites = allowed.citations
        return (Finding("app.out_of_force_refused", Severity.BLOCKING, "", params, cites),)
    what = "out_of_force_with_reason" if given else "out_of_force"
    severity = Severity.NOTE if given else Severity.WARNING
    told = {**params, "reason": wanted.reason}
    return (Finding(f"app.{what}", severity, "", told, rulebook.header.cites),)


def chinese_date(day: date) -> str:
    """Return a date as prose writes it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _setup(wanted: NewRound, around: Surroundings) -> RoundSetup:
    round_id = f"{wanted.review_date.year}{_ROUND_CODES[wanted.type]}-{around.ids.fresh(4)}"
    said = {one.name: getattr(wanted, one.name) for one in fields(NewRound)}
    said["title"], said["reason"] = wanted.title.strip(), wanted.reason.strip()
    return RoundSetup(round_id=round_id, **said)


def _store(uow: UnitOfWork, setup: RoundSetup) -> None:
    uow.put_round_setup(setup)
    for name, content in rulebook_files(resource("rulebooks", setup.rulebook_id)).items():
        uow.put_document(RULEBOOK + name, content)
    for kind in PlatformKind:
        uow.put_document(f"{FORMS}{setup.type}-{kind}.toml", default_form(setup.type, kind))
