"""定稿与封存 as a screen shows it: what was checked, what stands in the way, who signs."""

from __future__ import annotations

from dataclasses import dataclass

from ynreview.app.queries.desk import Desk, chair_desk
from ynreview.app.queries.finalisable import check_finalisable
from ynreview.kernel.codes import code_of
from ynreview.kernel.finding import Finding
from ynreview.kernel.terms import Grade
from ynreview.messages import explain, label
from ynreview.scoring.result import Conclusion
from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SealingView:
    """Everything on the screen; ``number`` is the 定稿 in force, 0 for none.

    ``checks`` are (what, how it stands); ``signers`` are (角色, 姓名, 身份核对码).
    """

    refused: str = ""
    checks: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    number: int = 0
    result_code: str = ""
    signers: tuple[tuple[str, str, str], ...] = ()
    sealed: bool = False
    file_code: str = ""


def sealing_view(uow: UnitOfWork) -> SealingView:
    """Return how far the result of the open desk is."""
    desk = chair_desk(uow)
    if not desk.closed:
        return SealingView(refused=explain(desk.not_closed()))
    conclusion = desk.conclusion()
    finalised = desk.finalised
    sealed = [
        one
        for one in uow.packages("result")
        if finalised is not None and one.revision == finalised.number
    ]
    codes = {one.expert: one.key_code for one in desk.collected}
    return SealingView(
        checks=_checks(desk, conclusion),
        findings=check_finalisable(desk, conclusion),
        number=finalised.number if finalised else 0,
        result_code=code_of(finalised.digest) if finalised else "",
        signers=tuple(
            (label(one.role), one.name, codes[one.code])
            for one in desk.roster.experts
            if one.code in codes
        ),
        sealed=bool(sealed),
        file_code=code_of(sealed[0].digest) if sealed else "",
    )


def _checks(desk: Desk, conclusion: Conclusion) -> tuple[tuple[str, str], ...]:
    scores = [one for place in conclusion.standing.places for one in place.score.scores]
    counted = conclusion.standing.counted
    excellent = sum(one.grade is Grade.EXCELLENT for one in conclusion.settlement.grades.values())
    flags = [flag for found in conclusion.standing.flags.values() for flag in found]
    review = sum(flag.code.startswith("outlier:") for flag in flags)
    valid, recused = (
        sum(one.is_valid for one in scores),
        sum(one.counting.value == "recused" for one in scores),
    )
    ties = len(conclusion.settlement.unresolved_ties)
    return (
        ("评分单", f"有效 {valid}，另回避 {recused}"),
        ("缺席、退出、接替", f"{len(desk.record.absences)} 人"),
        ("需复核", f"{review} 项"),
        ("并列压线", f"{ties} 处未处理" if ties else "无未处理"),
        ("优秀", f"{excellent} 个，名额 {counted.excellent_max} 个"),
        (
            "建议金额",
            f"{len(conclusion.awards.awards)} 个，合计 {conclusion.awards.total.wan} 万元",
        ),
    )
