"""What was signed is kept before it is written out: a refused stick never makes a second claim."""

import shutil
from pathlib import Path

from journey_call import call, fingerprint
from journey_stage import DATA, REASON, Stage

E03 = "E03"


def test_that_packages_issued_before_a_refusal_stay_valid_and_the_rest_follows(
    tmp_path: Path,
) -> None:
    dossier, out = tmp_path / "organiser.ynd", tmp_path / "tasks"
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    made = call("round", "new", dossier, *new, "--reason", REASON).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()
    call("round", "panel", dossier, DATA / "panel.xlsx").done()
    out.mkdir()
    in_the_way = out / f"{made.data['round_id']}-{E03}-task-v1.ynr"
    in_the_way.write_text("别的内容", encoding="utf-8")

    refused = call("round", "issue", dossier, "--out", out)
    written = fingerprint(out)
    in_the_way.unlink()
    again = call("round", "issue", dossier, "--out", out).done()

    assert (refused.status, list(refused.blocking)) == (3, ["packages.name_taken"])
    assert len(written) > 1
    kept = {name: digest for name, digest in fingerprint(out).items() if E03 not in name}
    assert written.items() - {(in_the_way.name, written[in_the_way.name])} <= kept.items()
    assert len(again.data["files"]) == len(fingerprint(out))


def test_that_a_submission_is_signed_once_though_its_file_could_not_be_written(
    scored: Stage, tmp_path: Path
) -> None:
    dossier = tmp_path / "expert.ynd"
    call("expert", "open", scored.tasks[E03], "--out", dossier).done()
    call("expert", "enter", dossier, scored.root / f"{E03}.json").done()

    refused = call("expert", "submit", dossier, "--out", tmp_path / ("x" * 252))
    status = call("expert", "status", dossier).done()
    first = call("expert", "submit", dossier, "--out", tmp_path / "a.ynr").done()
    second = call("expert", "submit", dossier, "--out", tmp_path / "b.ynr").done()

    assert (refused.status, status.data["revision"]) == (3, 1)
    assert first.data["revision"] == second.data["revision"] == 1
    assert (tmp_path / "a.ynr").read_bytes() == (tmp_path / "b.ynr").read_bytes()


def test_that_nothing_is_signed_for_a_folder_that_is_not_there(
    scored: Stage, tmp_path: Path
) -> None:
    dossier = tmp_path / "expert.ynd"
    call("expert", "open", scored.tasks[E03], "--out", dossier).done()
    call("expert", "enter", dossier, scored.root / f"{E03}.json").done()

    refused = call("expert", "submit", dossier, "--out", tmp_path / "gone" / "a.ynr")

    assert (refused.status, list(refused.blocking)) == (3, ["packages.disk_gone"])
    assert call("expert", "status", dossier).data["revision"] == 0


def test_that_unchanged_marks_with_a_new_reason_are_a_new_submission(
    scored: Stage, tmp_path: Path
) -> None:
    dossier = Path(shutil.copy(scored.expert(E03), tmp_path / "expert.ynd"))
    kept = ("--ground", "outlier", "--reason", "复核后维持原分，依据见总结报告第12页")

    plain = call("expert", "submit", dossier, "--out", tmp_path / "r1.ynr").done()
    confirmed = call("expert", "submit", dossier, "--out", tmp_path / "r2.ynr", *kept).done()
    again = call("expert", "submit", dossier, "--out", tmp_path / "again.ynr", *kept).done()

    revisions = [answer.data["revision"] for answer in (plain, confirmed, again)]
    assert revisions == [1, 2, 2]
    assert confirmed.data["digest"] == again.data["digest"]
