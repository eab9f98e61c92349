"""A dossier of every released schema is kept in tests/data/dossiers and must open for ever.

A new schema adds a file: raise NAME and run
``PYTHONPATH=. python tests/storage/test_golden_dossier.py --accept`` from the top folder.
A file that is there already is never replaced.
"""

import shutil
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from ynreview.kernel.clock import CHINA, FixedClock
from ynreview.kernel.journal_chain import verify_chain
from ynreview.kernel.money import Money
from ynreview.kernel.points import Points
from ynreview.kernel.terms import (
    Duty,
    EvaluationType,
    Ground,
    PlatformKind,
    Role,
    Subtype,
    Vote,
)
from ynreview.panel.entries import Attachment, Entry, Facts
from ynreview.panel.people import Expert, Recusal
from ynreview.panel.round import RoundSetup
from ynreview.panel.sheets import ScoreSheet
from ynreview.storage.dossier import Dossier
from ynreview.storage.records import Identity, RecusalSource, StoredKey, StoredPackage
from ynreview.storage.unit_of_work import UnitOfWork

FOLDER = Path(__file__).parents[1] / "data" / "dossiers"
NAME = "v1-chair.ynd"
PIN = "滇池 2026㛃"
AT = datetime(2026, 11, 24, 9, tzinfo=CHINA)
HEAD = "ec28a8521adbad9f4398788491f5daeb5dd696a323b7ddcd7f900f3721bb3746"

ENTRIES = (
    Entry(
        number="009",
        name="云南省光伏制氢国际联合实验室",
        kind=PlatformKind.LABORATORY,
        subtype=Subtype.BILATERAL,
        panel="P1",
        order=1,
        facts=Facts(
            lead_unit="云南师范大学“清洁能源”学院",
            academic_committee=("赵㛃", "李䶮", "𬀩敏"),
            full_time_staff=22,
            requested_grant=Money(1_200_000),
            accepted_on=date(2023, 6, 30),
            annual_report_years=(2024, 2025),
        ),
        attachments=(Attachment("总结报告.pdf", "ab" * 32, 4096),),
    ),
    Entry("010", "云南省傣医药活性成分国际联合研究中心", PlatformKind.RD_CENTER),
)
EXPERTS = (
    Expert("E01", "赵㛃", "云南大学", role=Role.CHAIR, panel="P1"),
    Expert("E03", "李喆", "昆明理工大学", panel="P1", recent_units=("云南农业大学",)),
)
RECUSALS = ((Recusal("E03", "010", Ground.SAME_UNIT, "曾任职"), RecusalSource.ORGANISER),)
SHEETS = {
    "009": ScoreSheet(
        "009",
        points={"1.1": Points(850), "1.2": Points.zero()},
        remarks={"1.1": "总结报告第12页，外方到账 60 万元"},
        veto={"V1": False},
        overall="主要成效明显。",
        vote=Vote.AGREE,
        suggested_amount=Money(500_000),
    )
}
SETUP = RoundSetup(
    round_id="2026HPG",
    type=EvaluationType.POST_EVALUATION,
    title="2026年度后评估",
    review_date=date(2026, 11, 24),
    rulebook_id="yn-2022-2",
    budget=Money(5_000_000),
    overrides={"points.step": {"step": "0.5", "units": ("a", "b"), "on": True, "least": 5}},
    not_applicable={"010": ("2.3",)},
)
PACKAGE = b"score package " * 100
KEY = StoredKey("E01", b"certificate", b"encrypted key")
IDENTITY = Identity("E03", b"certificate", "81JM-XW0M-VJSV-NP4H", AT)


def make_golden(path: Path) -> None:
    """Write a dossier with something in every table."""
    with Dossier.create(path, PIN, Duty.CHAIR, FixedClock(AT)) as dossier:
        with dossier.unit_of_work() as uow:
            fill(uow)
        with dossier.unit_of_work() as uow:
            print(uow.journal_head())  # noqa: T201 - to be written into HEAD


def fill(uow: UnitOfWork) -> None:
    uow.put_round_setup(SETUP)
    uow.put_document("rulebook/rules.toml", "规则".encode())
    uow.replace_entries(ENTRIES)
    uow.replace_experts(EXPERTS)
    for recusal, source in RECUSALS:
        uow.put_recusal(recusal, source)
    for sheet in SHEETS.values():
        uow.put_sheet(sheet)
    uow.put_package(package_of(uow.put_blob(PACKAGE).digest))
    uow.put_signing_key(KEY)
    uow.put_identity(IDENTITY)
    uow.record_decision("vote", "009", {"agree": 5, "reason": "并列压线"}, AT)
    uow.journal.append("E01", "collect_package", "E03", {"revision": 1, "name": "李䶮"}, AT)


def package_of(digest: str) -> StoredPackage:
    return StoredPackage(
        digest, "score", "2026HPG-E03-score-r1.ynr", AT, "E03", 1, "81JM", "accepted"
    )


@pytest.fixture
def golden(tmp_path: Path):
    path = tmp_path / NAME
    shutil.copyfile(FOLDER / NAME, path)
    with Dossier.open(path, PIN) as dossier:
        yield dossier


def test_that_a_dossier_of_the_first_schema_is_read_in_full(golden: Dossier):
    golden.require_sound()
    assert golden.duty is Duty.CHAIR
    with golden.unit_of_work() as uow:
        assert uow.round_setup() == SETUP
        assert uow.document("rulebook/rules.toml") == "规则".encode()
        assert uow.entries() == ENTRIES
        assert uow.experts() == EXPERTS
        assert uow.recusals() == RECUSALS
        assert uow.sheets() == SHEETS
        assert uow.signing_key("E01") == KEY
        assert uow.identities() == (IDENTITY,)
        (package,) = uow.packages("score", "E03")
        assert package == package_of(package.digest)
        assert uow.open_blob(package.digest).read() == PACKAGE
        (decision,) = uow.decisions("vote")
        assert (decision.subject, decision.at) == ("009", AT)
        assert decision.payload == {"agree": 5, "reason": "并列压线"}
        assert uow.journal_head() == HEAD
        assert verify_chain(uow.journal_lines(), HEAD)


def test_that_a_dossier_of_the_first_schema_can_still_be_written(golden: Dossier):
    with golden.unit_of_work() as uow:
        fill_again = uow.put_blob(b"later")
        uow.journal.append("E01", "test", "", {}, AT)
    with golden.unit_of_work() as uow:
        assert uow.open_blob(fill_again.digest).read() == b"later"


if __name__ == "__main__" and sys.argv[1:] == ["--accept"]:
    make_golden(FOLDER / NAME)
