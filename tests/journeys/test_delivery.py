"""The delivery board: what was written where, one by one, and what a refusal leaves to do."""

from pathlib import Path

import pikepdf
import pytest
from journey_call import PIN, call, refused, spoken
from journey_stage import DATA, REASON

from ynreview.app import commands as c
from ynreview.app.session import ReviewSession
from ynreview.packages import limits


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of the real ledger and panel, not issued yet."""
    dossier = tmp_path_factory.mktemp("ready") / "organiser.ynd"
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    call("round", "new", dossier, *new, "--reason", REASON).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()
    call("round", "panel", dossier, DATA / "panel.xlsx").done()
    return dossier


@pytest.fixture
def organiser(ready: Path, tmp_path: Path) -> Path:
    path = tmp_path / ready.name
    path.write_bytes(ready.read_bytes())
    return path


def states(dossier: Path) -> dict[str, str]:
    lines = call("round", "board", dossier).done().data["lines"]
    return {line["expert"]: line["state_text"] for line in lines}


def test_that_the_board_follows_every_package(organiser: Path, tmp_path: Path) -> None:
    before = call("round", "board", organiser).done().data
    assert {line["state"] for line in before["lines"]} == {"not_issued"}
    assert (before["issued"], before["basis_code"]) == (False, "")

    first = call("round", "issue", organiser, "--out", tmp_path / "a", "--expert", "E02").done()
    middle = states(organiser)
    rest = call("round", "issue", organiser, "--out", tmp_path / "b").done()
    after = call("round", "board", organiser).done().data

    assert [file["for"] for file in first.data["files"]] == ["E02"]
    assert middle == {f"E0{n}": "已读回核对" if n == 2 else "待写入" for n in range(1, 8)}
    assert {line["state"] for line in after["lines"]} == {"written"}
    by_expert = {file["for"]: file for file in rest.data["files"]}
    assert by_expert["E02"]["digest"] == first.data["files"][0]["digest"]
    line = next(line for line in after["lines"] if line["expert"] == "E02")
    assert (line["place"], line["size"]) == (str(tmp_path / "b"), by_expert["E02"]["bytes"])
    assert after["bytes"] == sum(file["bytes"] for file in rest.data["files"])


def test_that_a_refusal_keeps_what_was_written_on_record(organiser: Path, tmp_path: Path) -> None:
    out = tmp_path / "tasks"
    out.mkdir()
    round_id = call("round", "board", organiser).done() and _round_id(organiser)
    in_the_way = out / f"{round_id}-E03-task-v1.ynr"
    in_the_way.write_bytes(b"x")

    refused(call("round", "issue", organiser, "--out", out), 3, "packages.name_taken")

    written = {code for code, state in states(organiser).items() if state == "已读回核对"}
    assert written == {"E01", "E02"}
    in_the_way.unlink()
    call("round", "issue", organiser, "--out", out).done()
    assert set(states(organiser).values()) == {"已读回核对"}


def _round_id(dossier: Path) -> str:
    with ReviewSession.open(dossier, PIN) as session:
        return session.ask(lambda uow: uow.round_setup()).round_id


def test_that_a_stopped_issue_leaves_no_half_package(organiser: Path, tmp_path: Path) -> None:
    out = tmp_path / "tasks"
    out.mkdir()

    def stop(text: str, count: int, total: int) -> None:
        del count, total
        if "E03" in text:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), ReviewSession.open(organiser, PIN) as session:
        session.execute(c.IssuePackages(out), stop)

    assert sorted(path.name[-15:] for path in out.iterdir()) == [
        "E01-task-v1.ynr",
        "E02-task-v1.ynr",
    ]
    assert {code for code, state in states(organiser).items() if state == "待写入"} == {
        f"E0{n}" for n in range(3, 8)
    }


def test_that_an_unknown_expert_is_refused(organiser: Path, tmp_path: Path) -> None:
    unknown = call("round", "issue", organiser, "--out", tmp_path / "a", "--expert", "E99")

    refused(unknown, 2, "app.unknown_expert")
    assert set(states(organiser).values()) == {"未发放"}


def test_that_the_board_is_a_table_for_people(organiser: Path) -> None:
    told = spoken("round", "board", organiser).done().text

    assert "未发放" in told
    assert "E07" in told


def test_that_what_fits_into_no_package_is_told_before_issue(
    organiser: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(folder / "001.pdf")
    call("round", "attach", organiser, folder).done()
    monkeypatch.setattr(limits, "PACKAGE", limits.OVERHEAD)

    refused(
        call("round", "issue", organiser, "--out", tmp_path / "out"), 1, "issue.package_too_large"
    )
