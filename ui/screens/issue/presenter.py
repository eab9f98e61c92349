"""What 核对与发放 shows and does; no widget."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ynreview.app.commands import IssuePackages
from ynreview.app.sizes import size_text
from ynreview.kernel.errors import YnReviewError

if TYPE_CHECKING:
    from ui.tasks import Progress
    from ui.workspace import Workspace
    from ynreview.app.outcome import Outcome
    from ynreview.app.queries.delivery import DeliveryLine, DeliveryView

READY = (
    "发放即冻结规则、评分表和名单，并生成规则校验码。"
    "U 盘可以一个接一个写，也可以全部写到一个文件夹。"
)
BLOCKED = "还有必须处理的问题，处理后才能发放。"
ISSUED = "已经发放，规则、评分表和名单已冻结。再次写出的任务包与原来逐字节相同。"
CODES = "请把两个核对码印在会议须知上，供专家打开任务包时核对。"
WRITING, PULL = "写入中", "已读回核对，可以拔出"
_SEPARATOR = re.compile(r"[/\\_.-]")
_WHOSE = re.compile(r"写入 (\S+) ")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One line of the delivery board as it is shown."""

    code: str
    name: str
    role: str
    panel: str
    file: str
    size: str
    state: str
    place: str
    counts: bool
    done: bool


def board(workspace: Workspace) -> DeliveryView:
    """Return the delivery board."""
    from ynreview.app.queries.delivery import delivery_view

    return workspace.ask(delivery_view)


def parcels(view: DeliveryView, now: Mapping[str, str]) -> list[Parcel]:
    """Return the lines; ``now`` are states of this very moment by 编号."""
    return [_parcel(one, now) for one in view.lines]


def _parcel(one: DeliveryLine, now: Mapping[str, str]) -> Parcel:
    from ynreview.app.queries.delivery import DeliveryState

    counts = one.state is not DeliveryState.SUPERSEDED
    written = one.state is DeliveryState.WRITTEN
    about = "" if one.file else "约 "
    return Parcel(
        one.expert,
        one.name,
        one.role,
        one.panel,
        one.file,
        f"{about}{size_text(one.size)}",
        (now.get(one.expert) if counts else None) or one.state_text,
        one.place,
        counts,
        written and now.get(one.expert) != WRITING,
    )


def amount_text(view: DeliveryView) -> str:
    """Return how much there is to write, and how long it takes."""
    if not view.lines:
        return ""
    count = len({one.expert for one in view.lines if one.name})
    total = f"任务包 {count} 个，共 {size_text(view.bytes)}，普通 U 盘约 {view.minutes} 分钟"
    if not view.issued:
        return total
    waiting = len(view.waiting)
    return f"{total}；{f'还有 {waiting} 个待写入' if waiting else '已全部写出'}"


def action_text(view: DeliveryView) -> str:
    """Return the verb of the one action."""
    if view.issued:
        return "再次写出任务包"
    return "发放任务包" if view.version == 1 else f"发放第 {view.version} 版任务包"


def breakable(place: object) -> str:
    """Return a path that may break over lines after every separator."""
    return _SEPARATOR.sub(lambda one: f"{one[0]}\u200b", str(place))


def whose(text: str) -> str:
    """Return the 编号 that a word of progress is about, "" when it is about none."""
    found = _WHOSE.match(text)
    return found[1] if found else ""


def papers(workspace: Workspace, folder: Path, progress: Progress) -> str:
    """Write the papers to print and return what was written; raises YnReviewError."""
    from ynreview.app.meeting_papers import write_papers
    from ynreview.kernel.clock import SystemClock

    progress.tell("排版打印材料")
    now = SystemClock().now()
    outcome = workspace.ask(lambda uow: write_papers(uow, folder, now))
    names = "、".join(one.path.stem.rpartition("-")[2] for one in outcome.files)
    draft = "会次尚未发放，均为草稿。" if outcome.data["draft"] else ""
    return f"{names}已写入 {breakable(folder)}。{draft}"


def write(
    workspace: Workspace, folder: Path, experts: tuple[str, ...], progress: Progress
) -> Outcome:
    """Freeze the round the first time and write packages; again = the same bytes."""
    progress.tell("冻结规则、评分表和名单")
    return workspace.carried_out(IssuePackages(folder, experts=experts), progress)


def write_stick(workspace: Workspace, stick: Path, expert: str, progress: Progress) -> Outcome:
    """Write one expert's package to a stick of its own; raises YnReviewError.

    A stick with the package of somebody else stays as it is: what one is recused from must not
    travel with another one's files.
    """
    for other in sorted(stick.glob("*-task-v*.ynr")):
        if f"-{expert}-task-v" not in other.name:
            raise YnReviewError("issue.stick_of_another", file=other.name, expert=expert)
    return write(workspace, stick, (expert,), progress)
