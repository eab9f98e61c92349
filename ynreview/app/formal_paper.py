"""The table of the formal check from a dossier to paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ynreview.app.queries.formal import FormalView, formal_view
from ynreview.app.queries.readiness import stored_rulebook
from ynreview.app.setup import check_validity, chinese_date
from ynreview.kernel.codes import code_of
from ynreview.kernel.terms import Compliance
from ynreview.messages import explain, label, sentence
from ynreview.packages.disk import write_out
from ynreview.panel.formal.table import ItemCheck
from ynreview.panel.round import RoundSetup
from ynreview.reports.formal_paper import FormalPaper, FormalRemark, FormalRow, formal_pdf
from ynreview.storage.unit_of_work import UnitOfWork

_SIGNS = {Compliance.MET: "√", Compliance.NOT_MET: "×", Compliance.OPEN: "？", None: "—"}


def write_formal_paper(uow: UnitOfWork, target: Path, moment: datetime) -> None:
    """Write the 形式审查表 of the round; raises YnReviewError when it cannot be written."""
    write_out(formal_pdf(formal_paper(uow, moment)), target)


def formal_paper(uow: UnitOfWork, moment: datetime) -> FormalPaper:
    """Return everything on the paper, as it stands in the dossier now."""
    view, setup = formal_view(uow), uow.round_setup()
    return FormalPaper(
        title=setup.title,
        round_id=setup.round_id,
        codes=_codes(uow, setup, moment),
        produced_at=moment,
        facts=_facts(view, setup),
        banners=tuple(map(explain, check_validity(stored_rulebook(uow), setup))),
        items=tuple(label(item) for item in view.items),
        rows=tuple(
            FormalRow(row.entry.number, row.entry.name, tuple(map(_sign, row.items)))
            for row in view.rows
        ),
        remarks=_remarks(view),
        rehearsal=setup.rehearsal,
    )


def _codes(uow: UnitOfWork, setup: RoundSetup, moment: datetime) -> str:
    params = {"round_id": setup.round_id, "moment": f"{moment:%Y-%m-%d %H:%M}"}
    basis = uow.packages("basis")
    if not basis:
        return sentence("reports.formal_codes", **params)
    code = code_of(basis[0].digest)
    return sentence("reports.formal_frozen_codes", basis_code=code, **params)


def _facts(view: FormalView, setup: RoundSetup) -> tuple[str, str]:
    day, kind = chinese_date(setup.review_date), label(setup.type)
    replied = sum(cell.overridden for row in view.rows for cell in row.items)
    return (
        sentence("reports.formal_facts", evaluation=kind, day=day, count=len(view.rows)),
        sentence(
            "reports.formal_counts",
            met=view.count(Compliance.MET),
            not_met=view.count(Compliance.NOT_MET),
            open=view.count(Compliance.OPEN),
            replied=replied,
        ),
    )


def _sign(cell: ItemCheck) -> str:
    return _SIGNS[cell.answer] + ("*" if cell.overridden else "")


def _remarks(view: FormalView) -> tuple[FormalRemark, ...]:
    """Return what is to be explained, platforms with the same words in one line."""
    numbers: dict[tuple[str, str, str, str], list[str]] = {}
    for item in view.items:
        for row in view.rows:
            cell = row.item(item)
            assert cell is not None
            if cell.answer is None or (cell.answer is Compliance.MET and not cell.overridden):
                continue
            said = label(item), label(cell.answer), explain(cell.because), cell.reason
            numbers.setdefault(said, []).append(row.entry.number)
    return tuple(FormalRemark("、".join(those), *said) for said, those in numbers.items())
