"""The workbook and the GB18030 table of one ledger make the same entries of a round."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from journey_call import call, spoken
from journey_stage import DATA, Stage, prepare

from ynreview.packages import documents
from ynreview.packages.reader import open_package


def entries_digest(task: Path) -> str:
    with open_package(task) as opened, opened.open_nested(documents.BASIS_FILE) as basis:
        return hashlib.sha256(basis.read(documents.ENTRIES)).hexdigest()


@pytest.fixture(scope="module")
def from_table(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = Stage(tmp_path_factory.mktemp("table"))
    known = [("E03", "009"), ("E07", "021")]
    prepare(stage, DATA / "platforms-gb18030.csv", DATA / "panel.xlsx", recusals=known)
    return stage


def test_that_workbook_and_table_give_the_same_entries(scored: Stage, from_table: Stage):
    ours, theirs = (dict(one.answers["import"].data) for one in (from_table, scored))
    assert ours.pop("source") != theirs.pop("source")
    assert ours == theirs
    assert entries_digest(from_table.tasks["E01"]) == entries_digest(scored.tasks["E01"])


def test_that_the_rounds_are_not_the_same(scored: Stage, from_table: Stage):
    ours, theirs = scored.answers["issue"].data, from_table.answers["issue"].data

    assert ours["round_id"] != theirs["round_id"]
    assert ours["basis_code"] != theirs["basis_code"]


def test_that_a_table_names_letter_and_heading(from_table: Stage):
    findings = from_table.answers["import"].json["findings"]

    columns = [f["subject"]["column"] for f in findings if f["subject"]]
    assert any("近五年研发转化项数" in column for column in columns)


def test_that_importing_again_says_what_changed(from_table: Stage, tmp_path: Path):
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    dossier = tmp_path / "o.ynd"
    call("round", "new", dossier, *new).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()

    again = call("round", "import", dossier, DATA / "platforms-gb18030.csv").done()

    assert (again.data["added"], again.data["changed"], again.data["gone"]) == ([], [], [])
    assert spoken("round", "import", from_table.organiser, DATA / "platforms.xlsx").status == 3
