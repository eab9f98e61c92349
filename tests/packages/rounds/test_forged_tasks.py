"""Task packages that nobody may open: parts that differ, recusals ignored, files exchanged."""

from pathlib import Path
from typing import Any

import pytest
from forging import Bench, Edit, Refuse, Round

from ynreview.app.opening import open_desk, open_task
from ynreview.app.work import Surroundings
from ynreview.kernel.codes import sha256_hex
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.messages import explain_error
from ynreview.packages.verdicts import Verdict
from ynreview.signing.keys import SigningKey

PIN = "测试口令-2026"


def digest_of(content: bytes) -> str:
    return sha256_hex(content)


@pytest.fixture
def refused(bench: Bench, tmp_path: Path, around: Surroundings):
    """Return a function that opens a package that must be refused, and returns the refusal."""

    def refusal(content: bytes, door: Any = open_task, **more: str) -> YnReviewError:
        target = tmp_path / "new.ynd"
        with pytest.raises(YnReviewError) as caught:
            door(bench.file(content), target, PIN, around, **more)
        assert list(tmp_path.iterdir()) == []
        assert explain_error(caught.value).endswith("。")
        return caught.value

    return refusal


def unchanged(document: Any) -> None:
    del document


def assigning(bench: Bench, expert: str, change: Edit, **files: bytes) -> bytes:
    task = bench.task(expert).edited("assignment.json", change)
    return task.having(files).sealed(bench.held.keys["organiser"])


def test_that_an_honest_task_opens_once(held: Round, tmp_path: Path, around: Surroundings):
    target = tmp_path / "new.ynd"
    outcome = open_task(held.tasks["E02"], target, PIN, around, held.code("organiser").lower())
    assert (outcome.data["expert"], len(outcome.data["entries"])) == ("E02", 12)
    before = target.read_bytes()
    with pytest.raises(YnReviewError):
        open_task(held.tasks["E02"], target, PIN, around)
    assert target.read_bytes() == before


def test_that_files_of_recused_entries_are_absent(bench: Bench):
    task = bench.task("E03")
    assert [one["entry"] for one in task.plain("assignment.json")["files"]] == ["001"]
    assert "009" not in task.plain("assignment.json")["entries"]


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.append("009"),
        lambda entries: entries.remove("001"),
        lambda entries: entries.append("001"),
        lambda entries: entries.append("099"),
        lambda entries: entries.clear(),
    ],
)
def test_that_an_assignment_keeps_to_the_recusals(bench: Bench, refused: Refuse, change: Edit):
    forged = assigning(bench, "E03", lambda d: change(d["entries"]))
    assert refused(forged).code == "packages.assignment_differs"
    assert bench.verified(forged).verdict is Verdict.TAMPERED


def test_that_the_files_of_a_recused_entry_cannot_be_slipped_in(bench: Bench, refused: Refuse):
    given = bench.task("E02")
    files = given.plain("assignment.json")["files"]
    extra = next(one for one in files if one["entry"] == "009")
    content = given.payload[extra["path"]]
    listed = assigning(bench, "E03", lambda d: d["files"].append(extra), **{extra["path"]: content})
    assert refused(listed).code == "packages.assignment_differs"
    hidden = assigning(bench, "E03", unchanged, **{extra["path"]: content})
    assert refused(hidden).code == "packages.file_unexpected"


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.update(digest="0" * 64),
        lambda file: file.update(size=1),
        lambda file: file.update(name="other.pdf"),
        lambda file: file.update(entry="002"),
    ],
)
def test_that_a_file_is_that_of_the_basis(bench: Bench, refused: Refuse, change: Edit):
    forged = assigning(bench, "E03", lambda d: change(d["files"][0]))
    assert refused(forged).code == "packages.assignment_differs"


def test_that_a_file_exchanged_with_its_digest_is_not_that_of_the_basis(
    bench: Bench, refused: Refuse
):
    content = b"%PDF-1.4 another report"
    new = {"digest": digest_of(content), "size": len(content)}
    path = bench.task("E03").plain("assignment.json")["files"][0]["path"]
    forged = assigning(bench, "E03", lambda d: d["files"][0].update(new), **{path: content})
    assert refused(forged).code == "packages.assignment_differs"


def test_that_a_file_that_is_listed_but_left_out_is_missed(bench: Bench, refused: Refuse):
    task = bench.task("E03")
    path = task.plain("assignment.json")["files"][0]["path"]
    forged = task.without(path).sealed(bench.held.keys["organiser"])
    assert refused(forged).code == "packages.file_missing"


@pytest.mark.parametrize(
    "change",
    [
        {"round_id": "2026HPG-ZZZZ"},
        {"basis_digest": "0" * 64},
        {"roster_digest": "0" * 64},
        {"expert": "E99"},
        {"expert": "E02"},
        {"role": "chair"},
    ],
)
def test_that_an_assignment_names_its_own_parts(bench: Bench, refused: Refuse, change: Edit):
    forged = assigning(bench, "E03", lambda d: d.update(change))
    assert refused(forged).code in {
        "packages.parts_do_not_match",
        "packages.assignment_differs",
    }


def test_that_task_basis_and_roster_come_from_one_organiser(
    bench: Bench, refused: Refuse, stranger: SigningKey
):
    task, organiser = bench.task("E03"), bench.held.keys["organiser"]
    foreign = bench.basis.sealed(stranger)
    assert refused(task.sealed(stranger)).code == "packages.parts_do_not_match"
    assert (
        refused(task.having({"basis.ynr": foreign}).sealed(organiser)).code
        == "packages.parts_do_not_match"
    )
    roster = bench.roster.sealed(stranger)
    bound = task.edited("assignment.json", lambda d: d.update(roster_digest=digest_of(roster)))
    assert (
        refused(bound.having({"roster.ynr": roster}).sealed(organiser)).code
        == "packages.parts_do_not_match"
    )


@pytest.mark.parametrize("name", ["basis.ynr", "roster.ynr"])
def test_that_a_part_of_another_type_is_refused(bench: Bench, refused: Refuse, name: str):
    other = {"basis.ynr": bench.roster, "roster.ynr": bench.basis}[name]
    content = other.sealed(bench.held.keys["organiser"])
    forged = assigning(bench, "E03", unchanged, **{name: content})
    assert refused(forged).code == "packages.parts_do_not_match"


@pytest.mark.parametrize(
    "change",
    [
        lambda roster: roster["experts"].append(roster["experts"][0]),
        lambda roster: roster["recusals"][0].update(expert="E99"),
        lambda roster: roster.update(round_id="2026HPG-ZZZZ"),
    ],
)
def test_that_a_roster_that_contradicts_itself_is_refused(bench: Bench, change: Edit):
    roster = bench.roster.edited("roster.json", change).sealed(bench.held.keys["organiser"])
    found = bench.verified(roster)
    assert (found.verdict, found.problem.code) == (
        Verdict.TAMPERED,
        "packages.parts_do_not_match",
    )


def test_that_other_packages_are_no_task(held: Round, refused: Refuse):
    for path in (held.result, held.scores["E02", 1]):
        assert refused(path.read_bytes()).code == "app.not_a_task"


def test_that_the_organisers_code_is_asked_before_anything_is_made(
    held: Round, refused: Refuse, stranger: SigningKey
):
    content = held.tasks["E03"].read_bytes()
    code = stranger.certificate.key_code
    error = refused(content, organiser=code)
    assert error.code == "app.other_organiser"
    assert held.code("organiser") in explain_error(error)
    assert isinstance(refused(content, organiser="no code"), UsageError)


def test_that_only_chair_and_deputy_open_a_desk(
    held: Round, refused: Refuse, tmp_path_factory: pytest.TempPathFactory, around: Surroundings
):
    assert refused(held.tasks["E03"].read_bytes(), open_desk).code == "app.not_the_chair"
    folder = tmp_path_factory.mktemp("deputy")
    outcome = open_desk(held.tasks["E02"], folder / "deputy.ynd", PIN, around)
    assert outcome.data["expert"] == "E02"
