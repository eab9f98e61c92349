"""Many score packages at once: each on its own, a bad one is set aside and the good ones go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ynreview.app import commands as c
from ynreview.app.handlers.collecting import confirmed_codes, counts
from ynreview.app.outcome import Outcome
from ynreview.app.queries.desk import chair_desk
from ynreview.app.session import ReviewSession
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.messages import explain, explain_error
from ynreview.packages.verdicts import PackageError


def collect_files(
    session: ReviewSession, files: Sequence[Path], confirm: tuple[str, ...], *, confirm_all: bool
) -> Outcome:
    """Collect the packages one after the other; what was accepted is on disk before the next.

    Raises UsageError, before anything is taken in, for a text that is no 身份核对码.
    """
    codes = tuple(confirmed_codes(confirm))
    collected: list[dict[str, Any]] = []
    set_aside: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for file in files:
        try:
            outcome = session.execute(c.CollectPackage(file, codes, confirm_all))
        except UsageError:
            raise
        except YnReviewError as error:
            told = Finding("app.set_aside", Severity.BLOCKING, file.name, _text(error))
            findings.append(told)
            set_aside.append(_unread(file, error))
            continue
        findings.extend(outcome.findings)
        line = {key: outcome.data[key] for key in ("path", "expert", "revision", "key_code")}
        line["verdict"] = outcome.data["verdict"]
        if outcome.ok:
            collected.append({**line, "message": ""})
        else:
            set_aside.append({**line, "message": explain(outcome.findings[0])})
    desk = session.ask(chair_desk)
    data = {"collected": collected, "set_aside": set_aside, "closed": desk.closed, **counts(desk)}
    return Outcome(tuple(findings), data, changed=bool(collected))


def _text(error: YnReviewError) -> dict[str, str | int]:
    return {"text": explain_error(error)}


def _unread(file: Path, error: YnReviewError) -> dict[str, Any]:
    known = error.code.partition(".")[2]
    plain = {"not_a_score": "wrong_type", "other_round": "wrong_round"}
    verdict = plain.get(known) or (
        error.verdict.value if isinstance(error, PackageError) else "unreadable"
    )
    return {
        "path": str(file),
        "expert": None,
        "revision": None,
        "key_code": None,
        "verdict": verdict,
        "message": explain_error(error),
    }
