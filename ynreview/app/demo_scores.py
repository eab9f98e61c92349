"""Scores for the example round: plausible, reproducible, with the oddities it must show."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from ynreview.app.queries.task import ExpertTask
from ynreview.kernel.points import Points
from ynreview.rulebook.forms import ScoreForm

_REMARK = "材料齐全，佐证可核对，见总结报告第12页。"
_OVERALL = (
    "主要成效：合作实质，成果服务云南需求。主要问题：外方投入记录不全。建议：完善协议和年度报告，"
)
_OVERALL += "加强与周边国家的联合培养，规范成果标注，按期报送材料。"
_OUTLIER = ("E02", 11)
_OUTLYING_SHARE = 4_500
_TIED = frozenset({9, 13})
_RECUSED = ("E06", "014")


@dataclass(slots=True)
class Wish:
    """What each expert would like to give each entry, in hundredths of the full marks."""

    entries: int
    chance: Random

    def share(self, place: int) -> int:
        """Return the part of the full marks in ten-thousandths."""
        if place == 4:  # noqa: PLR2004 - the clear winner of the example
            return 9_400
        if place in _TIED:
            return 9_000
        if place == self.entries - 2:
            return 5_500
        return 7_000 + (place * 811) % 1_700 + self.chance.randrange(-400, 400)


def score_file(task: ExpertTask, wish: Wish) -> dict[str, Any]:
    """Return a score file for every entry of the task, with one declared recusal."""
    entries: dict[str, Any] = {}
    for entry in task.open_entries:
        if (task.expert.code, entry.number) == _RECUSED:
            entries[entry.number] = {"recuse": {"ground": "joint_work", "note": "近两年合作论文"}}
            continue
        place = int(entry.number)
        share = wish.share(place)
        if (task.expert.code, place) == _OUTLIER:
            share = _OUTLYING_SHARE
        form = task.basis.form_of(entry)
        entries[entry.number] = _sheet(form, share)
    return {"entries": entries}


def _sheet(form: ScoreForm, share: int) -> dict[str, Any]:
    items, remarks = {}, {}
    for item in form.items:
        steps = item.full.hundredths * share // (10_000 * form.step.hundredths)
        points = Points(steps * form.step.hundredths)
        items[item.code] = str(points)
        if form.remark_required(item, points):
            remarks[item.code] = _REMARK
    veto = {one.code: False for one in form.veto}
    return {"items": items, "remarks": remarks, "overall": _OVERALL, "veto": veto}
