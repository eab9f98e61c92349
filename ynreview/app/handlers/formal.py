"""The organiser's answers to items of the formal check."""

from __future__ import annotations

from collections.abc import Sequence

from ynreview.app import commands as c
from ynreview.app.formal_document import put_replies, stored_replies
from ynreview.app.handlers.preparing import require_entry, require_open_for_change
from ynreview.app.outcome import Outcome, refusal
from ynreview.app.queries.formal import stored_table
from ynreview.app.work import Work
from ynreview.kernel.codec import to_plain
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, Severity
from ynreview.messages import label
from ynreview.panel.formal.replies import FormalReplies, FormalReply
from ynreview.panel.formal.table import EntryCheck, ItemCheck
from ynreview.storage.unit_of_work import UnitOfWork


def answer_formal(command: c.AnswerFormal, work: Work) -> Outcome:
    """Keep the answers with the facts they were given for; 待核 without a reason takes one back.

    Every other answer needs a reason. Answers to entries that are gone go with them.
    """
    require_open_for_change(work.uow)
    table = stored_table(work.uow)
    cells = {(one.entry, one.item): _cell(work.uow, table, one) for one in command.answers}
    unexplained = [
        _reason_missing(cells[one.entry, one.item])
        for one in command.answers
        if not one.reason.strip() and not one.takes_back
    ]
    if unexplained:
        return refusal(*unexplained)
    given = {
        (one.entry, one.item): _reply(one, cells[one.entry, one.item])
        for one in command.answers
        if not one.takes_back
    }
    known = {entry.number for entry in work.uow.entries()}
    kept = [
        reply
        for reply in stored_replies(work.uow).replies
        if (reply.entry, reply.item) not in cells and reply.entry in known
    ]
    replies = sorted((*kept, *given.values()), key=lambda one: (one.entry, one.item.value))
    put_replies(work.uow, FormalReplies(tuple(replies)))
    data = {"answered": len(given), "taken_back": len(cells) - len(given)}
    subject = " ".join(dict.fromkeys(one.entry for one in command.answers))
    return Outcome(data=data, subject=subject, detail={"answers": to_plain(command.answers)})


def _cell(uow: UnitOfWork, table: Sequence[EntryCheck], wanted: c.ItemAnswer) -> ItemCheck:
    require_entry(uow, wanted.entry)
    row = next((one for one in table if one.entry.number == wanted.entry), None)
    if row is None:
        raise UsageError("formal.not_taking_part", entry=wanted.entry)
    cell = row.item(wanted.item)
    if cell is None:
        known = "、".join(f"{label(one.item)}（{one.item.value}）" for one in row.items)
        raise UsageError("formal.not_asked", item=label(wanted.item), known=known)
    return cell


def _reply(given: c.ItemAnswer, cell: ItemCheck) -> FormalReply:
    return FormalReply(
        entry=given.entry,
        item=given.item,
        answer=given.answer,
        reason=given.reason.strip(),
        computed=cell.computed,
        facts=cell.facts,
    )


def _reason_missing(cell: ItemCheck) -> Finding:
    entry, cites = str(cell.because.subject), cell.because.cites
    params = {"entry": entry, "item": label(cell.item)}
    return Finding("formal.reason_missing", Severity.BLOCKING, entry, params, cites)
