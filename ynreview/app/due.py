"""What each expert of the organiser's round is to judge, and how large its files are."""

from __future__ import annotations

from collections.abc import Iterator

from ynreview.app.sizes import size_text
from ynreview.kernel.finding import Finding, Severity
from ynreview.packages import limits
from ynreview.panel.entries import Entry
from ynreview.panel.people import Expert
from ynreview.storage.unit_of_work import UnitOfWork


def payload_sizes(uow: UnitOfWork) -> dict[str, int]:
    """Return how many bytes of PDFs each expert is given, by 编号."""
    sizes = {one.number: sum(file.size for file in one.attachments) for one in uow.entries()}
    return {
        expert.code: sum(sizes[one.number] for one in due)
        for expert, due in _due(uow, uow.experts())
    }


def oversize_findings(uow: UnitOfWork) -> tuple[Finding, ...]:
    """Say whose files do not fit into one package, on the day they can still be scanned smaller."""
    room = limits.PACKAGE - limits.OVERHEAD
    return tuple(
        Finding(
            "issue.package_too_large",
            Severity.BLOCKING,
            code,
            {"expert": code, "size": size_text(size)},
        )
        for code, size in payload_sizes(uow).items()
        if size > room
    )


def due_entries(uow: UnitOfWork, expert: Expert) -> list[Entry]:
    """Return what an expert is to judge: 参评 without the known recusals."""
    ((_, due),) = _due(uow, (expert,))
    return due


def _due(uow: UnitOfWork, experts: tuple[Expert, ...]) -> Iterator[tuple[Expert, list[Entry]]]:
    entries = [one for one in uow.entries() if one.takes_part]
    recused = {(recusal.expert, recusal.entry) for recusal, _ in uow.recusals()}
    for expert in experts:
        yield expert, [one for one in entries if (expert.code, one.number) not in recused]
