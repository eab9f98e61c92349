"""What lies in the packages, as unzip, openssl, sha256sum and bagit see it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import bagit
import pikepdf
import pytest
from journey_call import call
from journey_stage import EXPERTS, Stage, prepare

TOOLS = ("unzip", "openssl", "sha256sum", "base32", "sh")
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason="the stock tools are the witnesses"
)


@pytest.fixture(scope="module")
def with_files(small: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The small round once more, two PDFs for 003 and one for 004; E02 is recused from 003."""
    stage = Stage(tmp_path_factory.mktemp("files"))
    folder = stage.root / "材料"
    folder.mkdir()
    for name in ("003 总结报告.pdf", "003-佐证.pdf", "004总结报告.pdf"):
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(200 + len(name), 300))
        pdf.docinfo["/Title"] = name
        pdf.save(folder / name)
    prepare(
        stage,
        small.root / "ledger.csv",
        small.root / "panel.csv",
        recusals=[("E02", "003")],
        import_options=("--attachments", folder),
    )
    return stage


@pytest.fixture(scope="module")
def result(small: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    stage = small.copied(tmp_path_factory.mktemp("result"), "chair")
    paths = [stage.packages[expert] for expert in EXPERTS]
    call("chair", "collect", stage.chair, *paths, "--confirm-all").done()
    call("chair", "grade", stage.chair, "--propose").done()
    sealed = call("chair", "seal", stage.chair, "--out", stage.root / "out").done()
    return Path(sealed.data["files"][0]["path"])


def digests(package: Path) -> set[str]:
    with zipfile.ZipFile(package) as archive:
        return {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def test_that_files_of_recused_entries_are_absent_from_the_task(with_files: Stage):
    folder = with_files.root / "材料"
    third = {hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.glob("003*")}
    fourth = {hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.glob("004*")}
    assert len(third | fourth) == 3

    for expert, task in with_files.tasks.items():
        present = digests(task)
        assert fourth <= present
        assert (third & present == set()) if expert == "E02" else (third <= present)


def test_that_a_task_names_its_files_as_the_organiser_did(with_files: Stage):
    with zipfile.ZipFile(with_files.tasks["E03"]) as archive:
        name = next(n for n in archive.namelist() if n.endswith("assignment.json"))
        assignment = json.loads(archive.read(name))

    names = {(file["entry"], file["name"]) for file in assignment["files"]}
    assert names == {
        ("003", "003 总结报告.pdf"),
        ("003", "003-佐证.pdf"),
        ("004", "004总结报告.pdf"),
    }


@pytest.mark.parametrize("kind", ["task", "score", "result"])
def test_that_unzip_lists_plain_ascii_names_under_one_folder(
    with_files: Stage, small: Stage, result: Path, kind: str
):
    package = {"task": with_files.tasks["E03"], "score": small.packages["E03"], "result": result}
    path = package[kind]

    listing = subprocess.run(["unzip", "-l", path], capture_output=True, check=True).stdout

    names = re.findall(rb"\d\d:\d\d +(\S.*)", listing)
    assert names == sorted(names)
    assert all(name.isascii() and name.startswith(path.stem.encode() + b"/") for name in names)
    for wanted in (b"bagit.txt", b"VERIFY.txt", b"manifest-sha256.txt", b"tagmanifest-sha256.txt"):
        assert any(name.endswith(wanted) for name in names)


def unpacked(package: Path, folder: Path) -> Path:
    """Do what VERIFY.txt says, command by command, with sh; returns the bag."""
    place = folder / package.stem
    place.mkdir()
    shutil.copy(package, place / package.name)
    with zipfile.ZipFile(package) as archive:
        text = archive.read(f"{package.stem}/VERIFY.txt").decode("utf-8")
    commands = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    steps = [step for step in commands if step.split()[0] in {"unzip", "openssl", "sha256sum"}]
    assert len(steps) >= 4
    script = "set -e\n" + "\n".join(steps) + "\n"
    done = subprocess.run(
        ["sh", "-c", script], cwd=place, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "CAdES Verification successful" in done.stderr
    codes = re.findall(r"身份核对码为 (\S+)", text)
    shown = done.stdout.split()
    assert [code.replace("-", "") for code in codes] == shown[-len(codes) :]
    return place / package.stem


def test_that_the_commands_of_verify_txt_work_on_a_result_and_all_within(
    result: Path, tmp_path: Path
):
    bag = unpacked(result, tmp_path)

    nested = sorted((bag / "data").rglob("*.ynr"))
    assert len(nested) == 2 + len(EXPERTS)
    for package in nested:
        with zipfile.ZipFile(package) as archive:
            top = archive.namelist()[0].partition("/")[0]
        inner = tmp_path / f"nested-{package.stem}"
        inner.mkdir()
        proper = Path(shutil.copy(package, inner / f"{top}.ynr"))
        unpacked(proper, inner)


def test_that_nested_score_packages_are_the_collected_bytes(
    small: Stage, result: Path, tmp_path: Path
):
    del tmp_path
    with zipfile.ZipFile(result) as archive:
        for expert in EXPERTS:
            name = f"{result.stem}/data/scores/{expert}-r1.ynr"
            assert archive.read(name) == small.packages[expert].read_bytes()


@pytest.mark.parametrize("kind", ["task", "score", "result"])
def test_that_bagit_validates_every_type(
    with_files: Stage, small: Stage, result: Path, tmp_path: Path, kind: str
):
    packages = {"task": with_files.tasks["E03"], "score": small.packages["E03"], "result": result}
    with zipfile.ZipFile(packages[kind]) as archive:
        archive.extractall(tmp_path)

    bag = bagit.Bag(str(tmp_path / packages[kind].stem))

    assert bag.is_valid()
    assert bag.info["External-Identifier"] == packages[kind].stem


LOOP = r"""
head=$(printf '0%.0s' $(seq 64))
while IFS= read -r line; do
  head=$(printf '%s\n%s\n' "$head" "$line" | sha256sum | cut -d' ' -f1)
done < journal.jsonl
echo "$head"
"""


def test_that_a_shell_loop_reproduces_the_head_of_the_journal(small: Stage, tmp_path: Path):
    out = tmp_path / "journal.jsonl"
    data = call("journal", "export", small.expert("E03"), "--out", out).done().data

    loop = subprocess.run(
        ["sh", "-c", LOOP], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert loop.stdout.strip() == data["head"]
    assert len(out.read_text(encoding="utf-8").splitlines()) == data["count"]


def test_that_the_journal_in_a_package_leads_to_the_head_in_its_bag(small: Stage, tmp_path: Path):
    package = small.packages["E03"]
    with zipfile.ZipFile(package) as archive:
        journal = archive.read(f"{package.stem}/data/journal.jsonl")
        info = archive.read(f"{package.stem}/bag-info.txt").decode("ascii")
    (tmp_path / "journal.jsonl").write_bytes(journal)

    loop = subprocess.run(
        ["sh", "-c", LOOP], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert f"Journal-Head: {loop.stdout.strip()}" in info
