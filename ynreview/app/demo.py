"""The example round: everything the room can throw at a panel, driven through the same commands.

A tie on the cut, a known and a declared recusal, an outlier, a withdrawn platform, an absent
expert replaced by an alternate, grades under the quota, amounts under a budget.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from ynreview.app import commands as c
from ynreview.app.collecting import collect_files
from ynreview.app.decision_files import read_opinions, read_votes
from ynreview.app.demo_data import LEDGER_HEADINGS, PANEL_HEADINGS, demo_experts, demo_platforms
from ynreview.app.demo_scores import Wish, score_file
from ynreview.app.opening import open_desk, open_task
from ynreview.app.outcome import Outcome
from ynreview.app.queries.standing import standing_view
from ynreview.app.queries.task import expert_task
from ynreview.app.queries.verification import verify_file
from ynreview.app.session import ReviewSession
from ynreview.app.setup import create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.errors import UsageError
from ynreview.kernel.money import Money
from ynreview.kernel.terms import EntryState, EvaluationType, Ground
from ynreview.panel.round import NewRound

PIN = "示例口令-2026"
_LEAST_ENTRIES, _LEAST_EXPERTS = 20, 7
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """How large the example is; the same seed gives the same scores."""

    STEPS: ClassVar[int] = 9
    type: EvaluationType = EvaluationType.POST_EVALUATION
    entries: int = 23
    experts: int = 7
    seed: int = 1


@dataclass(slots=True)
class _Stage:
    """The folders and people of one example round."""

    root: Path
    demo: Demo
    around: Surroundings
    tasks: dict[str, Path] = field(default_factory=dict)
    scores: list[Path] = field(default_factory=list)

    @property
    def organiser(self) -> Path:
        return self.root / "organiser.ynd"

    @property
    def chair(self) -> Path:
        return self.root / "chair.ynd"

    def expert(self, code: str) -> Path:
        return self.root / "experts" / f"{code}.ynd"

    def folder(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def run_demo(root: Path, demo: Demo, tell: Tell, around: Surroundings | None = None) -> Outcome:
    """Build the example in an empty folder and return its result, verified.

    Raises UsageError for a folder in use or a size too small to show everything.
    """
    _require_sensible(root, demo)
    stage = _Stage(root, demo, around or Surroundings.real())
    root.mkdir(parents=True, exist_ok=True)
    (root / "口令.txt").write_text(PIN + "\n", encoding="utf-8")
    tell("组织方：新建会次，导入台账和名单")
    _prepare(stage)
    tell("组织方：冻结并发放任务包")
    _issue(stage)
    tell("专家：打开任务包，评分，签名提交")
    _score(stage)
    tell("组长：收卷，核对身份")
    collected = _collect(stage)
    tell("组长：得分汇总")
    with ReviewSession.open(stage.chair, PIN, stage.around) as session:
        _, standing = session.ask(standing_view)
        tell("组长：评定，并列表决")
        grades = _grade(session, stage)
        tell("组长：建议金额，意见")
        awards = _award(session, stage, grades)
        tell("组长：定稿，封存")
        sealed = _done(session.execute(c.SealResult(stage.folder("sealed"))))
    tell("验证结果包")
    verified = verify_file(sealed.files[0].path)
    data: dict[str, Any] = {
        "dir": str(root),
        "chair": str(stage.chair),
        "pin": PIN,
        "pin_file": str(root / "口令.txt"),
        "collected": collected,
        "standing": standing,
        "grades": grades,
        "awards": awards,
        "result_code": sealed.data["result_code"],
        "key_code": verified.data["signers"][0]["key_code"],
        "verify": verified.data,
        "verdict_sentence": verified.data["sentence"],
    }
    return Outcome((*sealed.findings, *verified.findings), data, sealed.files)


def open_practice(root: Path, around: Surroundings | None = None) -> Path:
    """Open the task of the expert who stayed away, so that a person can practise with it."""
    target = root / "experts" / "E05.ynd"
    (package,) = (root / "tasks").glob("*-E05-task-*.ynr")
    _done(open_task(package, target, PIN, around or Surroundings.real()))
    return target


def _require_sensible(root: Path, demo: Demo) -> None:
    if demo.type is not EvaluationType.POST_EVALUATION:
        raise UsageError("app.demo_other_type")
    if demo.entries < _LEAST_ENTRIES or demo.experts < _LEAST_EXPERTS:
        raise UsageError("app.demo_too_small", entries=_LEAST_ENTRIES, experts=_LEAST_EXPERTS)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError("app.demo_folder_not_empty", folder=str(root))


def _done(outcome: Outcome) -> Outcome:
    if not outcome.ok:
        raise AssertionError([finding.code for finding in outcome.findings])
    return outcome


def _prepare(stage: _Stage) -> None:
    wanted = NewRound(
        title="2026年度后评估（示例）",
        type=stage.demo.type,
        review_date=date(2026, 11, 24),
        rulebook_id="yn-2022-2",
        reason="示例会次，仅作练习",
        rehearsal=True,
        venue="示例会议室",
        commissioned_by="示例主管部门",
        institution="示例专业机构",
        budget=Money.parse_wan("600"),
    )
    _done(create_round(stage.organiser, PIN, wanted, stage.around))
    ledger, panel = stage.root / "平台台账.csv", stage.root / "专家名单.csv"
    _write_table(ledger, LEDGER_HEADINGS, demo_platforms(stage.demo.entries))
    _write_table(panel, PANEL_HEADINGS, demo_experts(stage.demo.experts))
    with ReviewSession.open(stage.organiser, PIN, stage.around) as session:
        _done(session.execute(c.ImportPlatforms(ledger)))
        _done(session.execute(c.ImportPanel(panel)))
        _done(session.execute(c.RecuseExpert("E03", "009", Ground.SAME_UNIT, "任职未满三年")))


def _write_table(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)


def _issue(stage: _Stage) -> None:
    with ReviewSession.open(stage.organiser, PIN, stage.around) as session:
        issued = _done(session.execute(c.IssuePackages(stage.folder("tasks"))))
    stage.tasks.update({file.recipient: file.path for file in issued.files})


def _score(stage: _Stage) -> None:
    """Let everyone score but E05, who stays away; the alternate is ready."""
    chance = random.Random(stage.demo.seed)  # noqa: S311 - an example, not a secret
    stage.folder("experts")
    out = stage.folder("scores")
    wish = Wish(stage.demo.entries, chance)
    for code, package in stage.tasks.items():
        if code == "E05":
            continue
        _done(open_task(package, stage.expert(code), PIN, stage.around))
        with ReviewSession.open(stage.expert(code), PIN, stage.around) as session:
            task = session.ask(expert_task)
            file = out / f"{code}.json"
            file.write_text(json.dumps(score_file(task, wish), ensure_ascii=False), "utf-8")
            _done(session.execute(c.EnterScores(file)))
            submitted = _done(session.execute(c.SubmitSheets(out)))
        stage.scores.append(submitted.files[0].path)


def _collect(stage: _Stage) -> dict[str, Any]:
    _done(open_desk(stage.tasks["E01"], stage.chair, PIN, stage.around))
    alternate = f"E{stage.demo.experts + 1:02d}"
    with ReviewSession.open(stage.chair, PIN, stage.around) as session:
        taken = _done(collect_files(session, stage.scores, (), confirm_all=True))
        closing = c.CloseCollection(reason="E05 因病缺席", replaced={"E05": alternate})
        closed = _done(session.execute(closing))
        number = f"{stage.demo.entries:03d}"
        withdrawal = c.ChangeState(
            number, EntryState.WITHDRAWN, "牵头单位书面申请撤回", "示例〔2026〕1号"
        )
        _done(session.execute(withdrawal))
    return {"received": taken.data["received"], "expected": closed.data["expected"]}


def _grade(session: ReviewSession, stage: _Stage) -> dict[str, Any]:
    proposed = _done(session.execute(c.ProposeGrades()))
    ties = []
    for tie in proposed.data["unresolved_ties"]:
        votes = dict.fromkeys(tie, 0) | {tie[0]: 4, tie[1]: 2}
        reason = "该平台在周边国家的应用更扎实"
        ties.append(
            {"among": tie, "votes": votes, "abstain": 0, "chosen": [tie[0]], "reason": reason}
        )
    low = [n for n, one in proposed.data["grades"].items() if one["grade"] == "不合格"]
    count = {"agree": 6, "disagree": 0, "abstain": 0, "reason": "存在问题属实"}
    file = stage.root / "表决.json"
    confirmations = dict.fromkeys(low, count)
    text = json.dumps({"ties": ties, "confirmations": confirmations}, ensure_ascii=False)
    file.write_text(text, "utf-8")
    voted = _done(session.execute(read_votes(file)))
    return dict(voted.data)


def _award(session: ReviewSession, stage: _Stage, grades: dict[str, Any]) -> dict[str, Any]:
    awarded = _done(session.execute(c.SuggestAwards(c.AwardMethod.BY_SCORE)))
    low = [n for n, one in grades["grades"].items() if one["grade"] == "不合格"]
    words = {
        "problems": "外方投入没有落实，年度报告缺两个年度，成果多数没有标注平台名称。",
        "suggestions": "重新签订合作协议，明确双方投入；按期提交年度报告；规范成果标注。",
    }
    overall = "本次后评估程序规范，参评平台总体运行良好，建议加强与南亚东南亚国家的实质合作。"
    text = json.dumps(
        {"overall": overall, "entries": dict.fromkeys(low, words)}, ensure_ascii=False
    )
    file = stage.root / "专家组意见.json"
    file.write_text(text, "utf-8")
    _done(session.execute(read_opinions(file)))
    return dict(awarded.data)
