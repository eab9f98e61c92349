import shutil
from datetime import datetime
from pathlib import Path

import pytest

from ynreview.kernel.clock import SystemClock
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Duty, PlatformKind
from ynreview.panel.entries import Attachment, Entry
from ynreview.storage.backups import keep_backups, restore
from ynreview.storage.dossier import Dossier
from ynreview.storage.encrypted_file import read_salt
from ynreview.storage.records import StoredPackage

PDF, SCORE, TASK = b"%PDF " * 90_000, b"score " * 1000, b"task " * 200_000


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def filled(dossier: Dossier, at: datetime):
    """A dossier with an attachment, a score package and a task package."""
    with dossier.unit_of_work() as uow:
        pdf, score, task = (uow.put_blob(body) for body in (PDF, SCORE, TASK))
        file = Attachment("总结报告.pdf", pdf.digest, pdf.size)
        uow.put_entry(Entry("009", "平台㛃", PlatformKind.LABORATORY, attachments=(file,)))
        uow.put_package(StoredPackage(score.digest, "score", "E03-score-r1.ynr", at, "E03", 1))
        uow.put_package(StoredPackage(task.digest, "task", "E03-task-v1.ynr", at, "E03", 1))
        uow.record_decision("vote", "009", {"agree": 5}, at)
        uow.journal.append("chair", "test", "009", {}, at)
    return dossier


def state_of(dossier: Dossier):
    with dossier.unit_of_work() as uow:
        bodies = (uow.entries()[0].attachments[0].digest, *(p.digest for p in uow.packages()))
        held = tuple(uow.open_blob(digest).read() for digest in bodies if uow.has_blob(digest))
        return uow.entries(), uow.packages(), uow.decisions(), uow.journal_lines(), held


def code_of(caught: pytest.ExceptionInfo[YnReviewError]) -> str:
    return caught.value.code


def test_that_a_backup_opens_alone_and_is_the_same(filled: Dossier, pin: str, tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    filled.backup(stick / "copy.ynd")
    before = state_of(filled)
    assert names_in(stick) == ["copy.ynd"]
    assert read_salt(stick / "copy.ynd") == filled._file.key.salt
    with Dossier.open(stick / "copy.ynd", pin) as copy:
        assert state_of(copy) == before
        assert copy.duty is filled.duty


def test_that_a_copied_file_opens_alone(filled: Dossier, pin: str, tmp_path: Path):
    before = state_of(filled)
    filled.close()
    lone = tmp_path / "lone" / "x.ynd"
    lone.parent.mkdir()
    shutil.copyfile(filled.path, lone)
    with Dossier.open(lone, pin) as copy:
        assert state_of(copy) == before


def test_that_a_light_backup_keeps_all_but_what_lies_on_sticks(
    filled: Dossier, pin: str, tmp_path: Path
):
    target = tmp_path / "light.ynd"
    filled.backup(target, attachments=False)
    assert target.stat().st_size < len(PDF)
    entries, packages, decisions, lines, held = state_of(filled)
    with Dossier.open(target, pin) as light:
        light.require_sound()
        assert state_of(light) == (entries, packages, decisions, lines, (SCORE,))
        assert held == (PDF, SCORE, TASK)
        with light.unit_of_work() as uow:
            uow.put_blob(PDF)
            uow.journal.append("chair", "bring_back", "009", {}, SystemClock().now())
        assert state_of(light)[-1] == (PDF, SCORE)


def test_that_a_file_that_is_also_a_package_stays_in_a_light_backup(
    filled: Dossier, pin: str, tmp_path: Path, at: datetime
):
    with filled.unit_of_work() as uow:
        digest = uow.entries()[0].attachments[0].digest
        uow.put_package(StoredPackage(digest, "basis", "basis.ynr", at))
        uow.journal.append("chair", "test", "", {}, at)
    filled.backup(tmp_path / "light.ynd", attachments=False)
    with Dossier.open(tmp_path / "light.ynd", pin) as light, light.unit_of_work() as uow:
        assert uow.has_blob(digest)


@pytest.mark.parametrize("attachments", [True, False])
def test_that_a_backup_never_replaces_a_file(filled: Dossier, tmp_path: Path, attachments: bool):
    target = tmp_path / "precious.ynd"
    target.write_bytes(b"precious")
    with pytest.raises(YnReviewError) as caught:
        filled.backup(target, attachments=attachments)
    assert code_of(caught) == "storage.already_there"
    assert target.read_bytes() == b"precious"


def test_that_no_backup_is_made_in_the_middle_of_a_unit_of_work(filled: Dossier, tmp_path: Path):
    with filled.unit_of_work(), pytest.raises(RuntimeError):
        filled.backup(tmp_path / "x.ynd")


def test_that_the_last_three_backups_are_kept(filled: Dossier, pin: str, at: datetime):
    for number in range(5):
        with filled.unit_of_work() as uow:
            uow.put_document("round", str(number).encode())
            uow.journal.append("chair", "test", "", {}, at)
        newest = keep_backups(filled)
    names = sorted(name for name in names_in(filled.path.parent) if "backup" in name)
    stem = filled.path.stem
    assert names == [f"{stem}.backup-{number}.ynd" for number in (1, 2, 3)]
    assert newest.name == names[0]
    found = []
    for name in names:
        with Dossier.open(newest.with_name(name), pin) as old, old.unit_of_work() as uow:
            found.append(uow.document("round"))
    assert found == [b"4", b"3", b"2"]


def test_that_a_backup_is_restored_to_a_new_place(filled: Dossier, pin: str, tmp_path: Path):
    before = state_of(filled)
    filled.backup(tmp_path / "backup.ynd")
    content = (tmp_path / "backup.ynd").read_bytes()
    restore(tmp_path / "backup.ynd", tmp_path / "again.ynd", pin)
    assert (tmp_path / "backup.ynd").read_bytes() == content
    with Dossier.open(tmp_path / "again.ynd", pin) as again:
        assert state_of(again) == before


@pytest.mark.parametrize(
    ("place", "pin", "code"),
    [
        (None, "wrong", "storage.wrong_pin_or_damaged"),
        (0, "滇池 2026㛃", "storage.not_a_dossier"),
        (100, "滇池 2026㛃", "storage.wrong_pin_or_damaged"),
        (-9000, "滇池 2026㛃", "storage.damaged"),
    ],
)
def test_that_a_bad_backup_leaves_nothing_at_the_new_place(
    filled: Dossier, tmp_path: Path, place: int, pin: str, code: str
):
    backup = tmp_path / "backup.ynd"
    filled.backup(backup)
    content = bytearray(backup.read_bytes())
    if place is not None:
        content[place] ^= 1
    backup.write_bytes(content)
    target = tmp_path / "new" / "again.ynd"
    target.parent.mkdir()
    with pytest.raises(YnReviewError) as caught:
        restore(backup, target, pin)
    assert (code_of(caught), caught.value.params["name"]) == (code, "backup.ynd")
    assert names_in(target.parent) == []


def test_that_restoring_never_replaces_a_file(filled: Dossier, pin: str, tmp_path: Path):
    filled.backup(tmp_path / "backup.ynd")
    with pytest.raises(YnReviewError) as caught:
        restore(tmp_path / "backup.ynd", filled.path, pin)
    assert code_of(caught) == "storage.already_there"


def test_that_a_changed_pin_opens_a_lone_copy_and_the_old_one_no_longer(
    filled: Dossier, pin: str, tmp_path: Path
):
    before = state_of(filled)
    filled.change_pin(pin, "新口令 2027")
    assert state_of(filled) == before
    filled.close()
    lone = tmp_path / "lone.ynd"
    shutil.copyfile(filled.path, lone)
    with Dossier.open(lone, "新口令 2027") as copy:
        assert state_of(copy) == before
        copy.require_sound()
        copy.backup(tmp_path / "light.ynd", attachments=False)
    Dossier.open(tmp_path / "light.ynd", "新口令 2027").close()
    with pytest.raises(YnReviewError) as caught:
        Dossier.open(lone, pin)
    assert code_of(caught) == "storage.wrong_pin_or_damaged"


def test_that_a_wrong_old_pin_changes_nothing(filled: Dossier, pin: str):
    with pytest.raises(YnReviewError) as caught:
        filled.change_pin("wrong", "new")
    assert code_of(caught) == "storage.wrong_pin"
    filled.close()
    Dossier.open(filled.path, pin).close()


def test_that_a_duty_survives(tmp_path: Path, pin: str):
    for duty in Duty:
        Dossier.create(tmp_path / f"{duty}.ynd", pin, duty, SystemClock()).close()
        with Dossier.open(tmp_path / f"{duty}.ynd", pin) as dossier:
            assert dossier.duty is duty


def test_that_a_place_that_cannot_be_written_is_told(filled: Dossier, pin: str, tmp_path: Path):
    filled.backup(tmp_path / "backup.ynd")
    (tmp_path / "again.ynd.part").mkdir()
    with pytest.raises(YnReviewError) as caught:
        restore(tmp_path / "backup.ynd", tmp_path / "again.ynd", pin)
    assert code_of(caught) == "storage.disk_trouble"
