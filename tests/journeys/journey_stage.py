"""One round on disk with its people: made through the command line only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from journey_call import Answer, call
from journey_reference import Reference

DATA = Path(__file__).parents[1] / "data" / "post-evaluation"
EXPERTS = [f"E0{place}" for place in range(1, 8)]
REASON = "平台按原办法立项，按原办法评估"
OVERALL = (
    "主要成效：合作实质，成果服务云南需求。主要问题：外方投入记录不全。建议：完善协议和年度报告，"
    "加强与周边国家的联合培养，规范成果标注，按期报送材料。"
)
REMARK = "材料齐全，佐证可核对，见总结报告第12页。"
Share = Callable[[str, str, str], Fraction | None]
Sheets = dict[str, dict[str, Any]]

SMALL_PANEL = """编号,姓名,工作单位,角色
E01,甲一,甲单位,组长
E02,乙二,乙单位,副组长
E03,丙三,丙单位,成员
E04,丁四,丁单位,成员
E05,戊五,戊单位,成员
E06,己六,己单位,成员
E07,庚七,庚单位,成员
E08,辛八,辛单位,备选
"""


def small_share(expert: str, number: str, item: str) -> Fraction:
    """What an expert gives in the small round: one winner, the rest good."""
    del item
    return Fraction(95 if number == "001" else 74 + (int(number) + int(expert[1:])) % 5, 100)


@dataclass
class Stage:
    """The folders of one round; ``sheets`` is what each expert entered, as the script knows it."""

    root: Path
    tasks: dict[str, Path] = field(default_factory=dict)
    packages: dict[str, Path] = field(default_factory=dict)
    sheets: dict[str, Sheets] = field(default_factory=dict)
    key_codes: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def organiser(self) -> Path:
        """The organiser's dossier."""
        return self.root / "organiser.ynd"

    @property
    def chair(self) -> Path:
        """The chair's dossier."""
        return self.root / "chair.ynd"

    def expert(self, code: str) -> Path:
        """An expert's dossier."""
        return self.root / f"{code}.ynd"

    def file(self, name: str, value: object) -> Path:
        """Write a JSON file for a command."""
        path = self.root / name
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return path

    def copied(self, folder: Path, *names: str) -> Stage:
        """Return the stage with copies of its dossiers in another folder, to try things on."""
        for name in names:
            shutil.copy(self.root / f"{name}.ynd", folder / f"{name}.ynd")
        return Stage(
            folder,
            dict(self.tasks),
            dict(self.packages),
            dict(self.sheets),
            dict(self.key_codes),
            dict(self.answers),
        )

    def copied_beside(self) -> Stage:
        """Return the stage with the chair's dossier copied, as it lies there with its journal."""
        folder = self.root / f"copy{len(list(self.root.iterdir()))}"
        folder.mkdir()
        for file in self.root.glob("chair.ynd*"):
            shutil.copy(file, folder / file.name)
        return Stage(folder)


def prepare(
    stage: Stage,
    ledger: Path,
    panel: Path,
    *options: object,
    recusals: Sequence[tuple[str, str]] = (),
    import_options: Sequence[object] = (),
) -> None:
    """Make the round and issue it: new, import, panel, recuse, check, issue."""
    stage.root.mkdir(parents=True, exist_ok=True)
    new = ("--title", "2026年度后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    answers = stage.answers
    reason = () if "--reason" in options else ("--reason", REASON)
    answers["new"] = call("round", "new", stage.organiser, *new, *reason, *options).done()
    answers["import"] = call("round", "import", stage.organiser, ledger, *import_options).done()
    answers["panel"] = call("round", "panel", stage.organiser, panel).done()
    for expert, entry in recusals:
        why = ("--ground", "same_unit", "--note", "近三年同单位")
        answers["recuse"] = call("round", "recuse", stage.organiser, expert, entry, *why).done()
    answers["check"] = call("round", "check", stage.organiser)
    answers["issue"] = call("round", "issue", stage.organiser, "--out", stage.root / "tasks").done()
    stage.tasks = {file["for"]: Path(file["path"]) for file in answers["issue"].data["files"]}


def score(stage: Stage, codes: Sequence[str], share: Share, **declared: str) -> None:
    """Let experts open, enter and submit; ``declared`` is expert → entry recused on the way."""
    for code in codes:
        dossier = stage.expert(code)
        opened = call("expert", "open", stage.tasks[code], "--out", dossier).done()
        stage.key_codes[code] = opened.data["key_code"]
        status = call("expert", "status", dossier).done()
        given = score_file(status.data, code, share, declared.get(code))
        stage.sheets[code] = given
        call("expert", "enter", dossier, stage.file(f"{code}.json", {"entries": given})).done()
        out = stage.root / "scores"
        out.mkdir(exist_ok=True)
        submitted = call("expert", "submit", dossier, "--out", out).done()
        stage.packages[code] = Path(submitted.data["files"][0]["path"])
        stage.answers |= {f"open {code}": opened, f"status {code}": status}
        stage.answers[f"submit {code}"] = submitted


def open_chair(stage: Stage, code: str = "E01") -> None:
    """Make the chair's dossier of the chair's own task package."""
    stage.answers["desk"] = call("chair", "open", stage.tasks[code], "--out", stage.chair).done()


def score_file(
    status: Mapping[str, Any], expert: str, share: Share, declared: str | None = None
) -> Sheets:
    """Return a score file's entries for an ``expert status``, as a judge's script would."""
    found: Sheets = {}
    for entry in status["entries"]:
        if entry["recused"]:
            continue
        if entry["number"] == declared:
            found[entry["number"]] = {"recuse": {"ground": "joint_work", "note": "近两年合作论文"}}
            continue
        found[entry["number"]] = sheet(entry, expert, share)
    return found


def sheet(entry: Mapping[str, Any], expert: str, share: Share) -> dict[str, Any]:
    """Return one sheet: marks on the step, a remark for each, every 重点核查项 answered."""
    items, veto = {}, {}
    for item in entry["items"]:
        if item["veto"]:
            veto[item["code"]] = False
        elif item["applicable"]:
            items[item["code"]] = mark(item, share(expert, entry["number"], item["code"]))
    remarks = dict.fromkeys(items, REMARK)
    return {"items": items, "remarks": remarks, "overall": OVERALL, "veto": veto}


def mark(item: Mapping[str, Any], share: Fraction | None) -> str:
    """Return the highest mark on the step that is no more than this share of the full marks."""
    assert share is not None
    step = Fraction(item["step"])
    steps = Fraction(item["full"]) * share / step
    value = steps.numerator // steps.denominator * step
    return f"{value.numerator * 100 // value.denominator // 100}.{_cents(value):02d}"


def _cents(value: Fraction) -> int:
    hundredths = value * 100
    assert hundredths.denominator == 1
    return hundredths.numerator % 100


def judged(stage: Stage, **settings: Any) -> Reference:
    """Compute the round of a stage independently, from what its experts entered."""
    return Reference(stage.answers["status E01"].data["entries"], stage.sheets, **settings)
