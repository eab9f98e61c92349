"""重新发放: an issue is taken back so that what it froze can be changed and issued anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ynreview.app import commands as c
from ynreview.app.issue import Withdrawn, stored_issue, withdraw_issue
from ynreview.app.outcome import Outcome
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding, Severity

if TYPE_CHECKING:
    from ynreview.app.work import Work


def withdraw(command: c.WithdrawIssue, work: Work) -> Outcome:
    """Open the round for changes; the next issue is a new version of everything.

    Nobody here can know whether an expert has handed in: the chair's desk refuses sheets of
    another basis, and an expert's desk keeps marks only while nothing was handed in.
    """
    uow, reason = work.uow, command.reason.strip()
    issue = stored_issue(uow)
    if issue is None:
        raise YnReviewError("issue.nothing_to_reissue")
    if not reason:
        raise UsageError("app.reason_missing")
    version = issue.version + 1
    setup = replace(uow.round_setup(), version=version, change_reason=reason)
    uow.put_round_setup(setup)
    withdraw_issue(uow, Withdrawn(issue, work.around.clock.now(), reason))
    told = Finding("issue.withdrawn", Severity.WARNING, "", {"version": version})
    detail = {"version": version, "basis": issue.basis, "reason": reason}
    return Outcome((told,), {"version": version}, detail=detail)
