"""The organiser's papers of a meeting, put together from the dossier and written to a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ynreview.app.issue import stored_issue
from ynreview.app.outcome import IssuedFile, Outcome
from ynreview.app.queries.delivery import DeliveryLine, DeliveryState, delivery_view
from ynreview.app.queries.readiness import stored_rulebook
from ynreview.app.queries.round_head import version_line
from ynreview.app.setup import chinese_date
from ynreview.app.sizes import size_text
from ynreview.kernel.codes import code_of, sha256_hex
from ynreview.messages import label, sentence
from ynreview.packages.disk import fresh_file, require_read_back
from ynreview.panel.people import Expert
from ynreview.panel.round import RoundSetup
from ynreview.reports.meeting import Attendee, Meeting
from ynreview.reports.meeting_papers import meeting_papers
from ynreview.reports.wording import label as line
from ynreview.rulebook.model import Rulebook
from ynreview.storage.unit_of_work import UnitOfWork

PAPER = "paper"


def meeting(uow: UnitOfWork, now: datetime) -> Meeting:
    """Return what the papers say; ``now`` stands on them until the round is issued."""
    setup, issue = uow.round_setup(), stored_issue(uow)
    board = delivery_view(uow)
    written = {one.expert: one for one in board.lines if one.state is DeliveryState.WRITTEN}
    return Meeting(
        title=setup.title,
        round_id=setup.round_id,
        evaluation=label(setup.type),
        day=chinese_date(setup.review_date),
        produced_at=issue.at if issue is not None else now,
        attendees=tuple(_attendee(one, written.get(one.code)) for one in uow.experts()),
        venue=setup.venue,
        commissioned_by=setup.commissioned_by,
        institution=setup.institution,
        basis_code=board.basis_code,
        organiser_code=board.organiser_key_code,
        rehearsal=setup.rehearsal,
        staff=_staff(setup),
        banners=(*version_line(setup), *_out_of_force(setup, stored_rulebook(uow))),
    )


def write_papers(uow: UnitOfWork, out: Path, now: datetime) -> Outcome:
    """Write every paper below ``out``, in place of an earlier print of the same name.

    Raises YnReviewError when the folder cannot be written.
    """
    facts = meeting(uow, now)
    files = []
    for name, content in meeting_papers(facts).items():
        target = out / f"{facts.round_id}-{name}.pdf"
        with fresh_file(target) as file:
            file.write(content)
        digest = sha256_hex(content)
        require_read_back(target, digest)
        files.append(IssuedFile(target, digest, len(content), PAPER))
    data = {"draft": facts.is_draft, "basis_code": facts.basis_code}
    return Outcome(data=data, files=tuple(files), changed=False)


def _staff(setup: RoundSetup) -> tuple[tuple[str, str], ...]:
    people = [(name, sentence("papers.secretary")) for name in setup.secretaries]
    if setup.supervisor:
        people.append((setup.supervisor, sentence("papers.supervisor")))
    return tuple(people)


def _attendee(expert: Expert, sent: DeliveryLine | None) -> Attendee:
    return Attendee(
        code=expert.code,
        name=expert.name,
        unit=expert.unit,
        title=expert.title,
        role=label(expert.role),
        panel=expert.panel,
        file=sent.file if sent is not None else "",
        file_code=code_of(sent.digest) if sent is not None else "",
        size=size_text(sent.size) if sent is not None else "",
    )


def _out_of_force(setup: RoundSetup, rulebook: Rulebook) -> tuple[str, ...]:
    if rulebook.in_force_from <= setup.review_date <= rulebook.in_force_until:
        return ()
    text = line(
        "out_of_force",
        day=chinese_date(setup.review_date),
        from_day=chinese_date(rulebook.in_force_from),
        until_day=chinese_date(rulebook.in_force_until),
        reason=setup.reason or line("no_reason"),
    )
    return (text,)
