"""Rounds that the journeys share; each is made once, tests work on copies of the dossiers."""

import functools
import shutil
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from journey_call import PIN, call
from journey_reference import Reference
from journey_stage import (
    DATA,
    EXPERTS,
    SMALL_PANEL,
    Stage,
    judged,
    open_chair,
    prepare,
    score,
    small_share,
)

from ynreview.signing.derivation import derive_key

_FIXED = {"014": 95, "004": 90, "012": 90, "005": 88, "018": 52}


def share(expert: str, number: str, item: str) -> Fraction:
    """What an expert gives: a winner, two equal on the cut, one outlier, one 不合格."""
    if (expert, number) == ("E02", "011"):
        return Fraction(1, 2)
    if number in _FIXED:
        return Fraction(_FIXED[number], 100)
    wiggle = (int(expert[1:]) * 3 + int(item.replace(".", "")) + int(number)) % 7 - 3
    return Fraction(69 + int(number) * 7 % 15 + wiggle, 100)


@pytest.fixture(scope="session", autouse=True)
def pin() -> Iterator[str]:
    """Everyone of these rounds has the same 口令, given by the environment.

    A copy of a dossier has its salt: the costly key of one 口令 and one salt is derived once.
    """
    with pytest.MonkeyPatch.context() as patch:
        once = functools.cache(derive_key)
        patch.setattr("ynreview.storage.encrypted_file.derive_key", once)
        patch.setattr("ynreview.signing.keys.derive_key", once)
        patch.setenv("YNREVIEW_PIN", PIN)
        patch.setenv("COLUMNS", "100")
        yield PIN


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The real ledger and panel, issued and scored by all seven; the chair's desk is open."""
    stage = Stage(tmp_path_factory.mktemp("real"))
    known = [("E03", "009"), ("E07", "021")]
    prepare(stage, DATA / "platforms.xlsx", DATA / "panel.xlsx", recusals=known)
    score(stage, EXPERTS, share, E06="016")
    open_chair(stage)
    return stage


@pytest.fixture(scope="session")
def reference(scored: Stage) -> Reference:
    """The same round computed independently."""
    return judged(scored)


@pytest.fixture(scope="session")
def closed(scored: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The same round with every package collected, which closes the collection."""
    stage = scored.copied(tmp_path_factory.mktemp("closed"), "chair")
    collected = call("chair", "collect", stage.chair, *stage.packages.values(), "--confirm-all")
    stage.answers["collect"] = collected.done()
    return stage


@pytest.fixture(scope="session")
def graded(closed: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The same round, graded by the rules and the tie on the cut voted."""
    stage = closed.copied(tmp_path_factory.mktemp("graded"), "chair")
    stage.answers["propose"] = call("chair", "grade", stage.chair, "--propose").done()
    tie = {"among": ["004", "012"], "votes": {"004": 2, "012": 5}, "reason": "应用更扎实"}
    confirmed = {"agree": 7, "disagree": 0, "abstain": 0, "reason": "存在问题属实"}
    votes = stage.file("votes.json", {"ties": [tie], "confirmations": {"018": confirmed}})
    stage.answers["vote"] = call("chair", "vote", stage.chair, votes).done()
    return stage


_HEADINGS = "编号,平台名称,平台类型,牵头单位,验收通过日期"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Eleven platforms, seven members and an alternate; all have scored, nothing is collected."""
    root = tmp_path_factory.mktemp("small")
    rows = [
        f"{n:03d},云南省第{n}国际联合实验室,联合实验室,单位{n},2022-06-01" for n in range(1, 12)
    ]
    ledger, panel = root / "ledger.csv", root / "panel.csv"
    ledger.write_text("\n".join([_HEADINGS, *rows]) + "\n", encoding="utf-8-sig")
    panel.write_text(SMALL_PANEL, encoding="utf-8-sig")
    stage = Stage(root)
    prepare(stage, ledger, panel, recusals=[("E02", "003")])
    score(stage, [*EXPERTS, "E08"], small_share)
    open_chair(stage)
    return stage


@pytest.fixture
def at_desk(tmp_path: Path) -> Callable[[Stage], Stage]:
    """Copy a stage's chair dossier to a folder of the test's own."""
    return lambda stage: stage.copied(tmp_path, "chair")


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Path]:
    """Copy one file to a folder of the test's own."""
    return lambda path: Path(shutil.copy(path, tmp_path / path.name))
