import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import ynreview
from ynreview.kernel.clock import SystemClock
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.terms import Duty
from ynreview.storage.dossier import Dossier
from ynreview.storage.encrypted_file import CipherKey, EncryptedFile, read_salt

ROOT = Path(ynreview.__file__).parents[1]
NOBODY = 65534


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(YnReviewError) as caught:
        act()
    return caught.value.code


def alter(path: Path, pin: str, statement: str) -> None:
    file = EncryptedFile(path, CipherKey.from_pin(pin, read_salt(path)))
    file.run(statement)
    file.close()


def test_that_a_dossier_opens_with_what_was_put_in(closed: Path, pin: str):
    with Dossier.open(closed, pin) as dossier, dossier.unit_of_work() as uow:
        assert dossier.duty is Duty.CHAIR
        assert uow.document("note") == "㛃䶮𬀩".encode()


def test_that_the_file_starts_with_its_mark_and_says_nothing_else(closed: Path):
    content = closed.read_bytes()
    assert content.startswith(b"YNR1")
    assert b"SQLite" not in content
    assert "㛃".encode() not in content


def test_that_two_dossiers_of_one_pin_share_no_salt(closed: Path, pin: str, tmp_path: Path):
    with Dossier.create(tmp_path / "other.ynd", pin, Duty.EXPERT, SystemClock()) as other:
        pass
    assert read_salt(closed) != read_salt(other.path)


def test_that_opening_and_reading_change_no_byte(closed: Path, pin: str):
    before = closed.read_bytes()
    with Dossier.open(closed, pin) as dossier, dossier.unit_of_work() as uow:
        assert uow.journal_lines()
    assert closed.read_bytes() == before
    assert names_in(closed.parent) == [closed.name]


def test_that_the_pin_is_the_same_however_it_was_typed(path: Path):
    composed, decomposed = "caf\u00e9 2026", "cafe\u0301 2026"
    Dossier.create(path, composed, Duty.EXPERT, SystemClock()).close()
    Dossier.open(path, decomposed).close()


def test_that_a_wrong_pin_is_refused_and_changes_nothing(closed: Path):
    before = closed.read_bytes()
    assert refusal(lambda: Dossier.open(closed, "滇池 2025㛃")) == "storage.wrong_pin_or_damaged"
    assert closed.read_bytes() == before


def test_that_a_wrong_pin_writes_nothing_to_the_terminal(
    closed: Path, capfd: pytest.CaptureFixture[str]
):
    refusal(lambda: Dossier.open(closed, "no"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("place", [20, 2000, 4090])
def test_that_a_damaged_first_page_is_refused(closed: Path, pin: str, place: int):
    content = bytearray(closed.read_bytes())
    content[place] ^= 1
    closed.write_bytes(content)
    assert refusal(lambda: Dossier.open(closed, pin)) == "storage.wrong_pin_or_damaged"
    assert closed.read_bytes() == content


@pytest.mark.parametrize("size", [16, 17, 4095])
def test_that_a_file_cut_short_is_never_taken_for_an_empty_dossier(
    closed: Path, pin: str, size: int
):
    rest = closed.read_bytes()[:size]
    closed.write_bytes(rest)
    assert refusal(lambda: Dossier.open(closed, pin)) == "storage.wrong_pin_or_damaged"
    assert closed.read_bytes() == rest


@pytest.mark.parametrize("content", [b"", b"YNR", "编号,平台名称\n".encode(), b"PK\x03\x04" * 2000])
def test_that_other_files_are_not_dossiers(path: Path, pin: str, content: bytes):
    path.write_bytes(content)
    assert refusal(lambda: Dossier.open(path, pin)) == "storage.not_a_dossier"
    assert path.read_bytes() == content


def test_that_a_plain_database_is_not_a_dossier(path: Path, pin: str):
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE entry (number TEXT)")
    assert refusal(lambda: Dossier.open(path, pin)) == "storage.not_a_dossier"


def test_that_a_folder_is_not_a_dossier(path: Path, pin: str):
    path.mkdir()
    assert refusal(lambda: Dossier.open(path, pin)) == "storage.not_a_dossier"


def test_that_a_missing_file_is_not_made(path: Path, pin: str):
    assert refusal(lambda: Dossier.open(path, pin)) == "storage.missing"
    assert not path.exists()


def test_that_a_file_of_a_newer_program_is_left_untouched(closed: Path, pin: str):
    alter(closed, pin, "PRAGMA user_version = 99")
    before = closed.read_bytes()
    assert refusal(lambda: Dossier.open(closed, pin)) == "storage.newer"
    assert closed.read_bytes() == before


def test_that_an_encrypted_file_of_another_program_is_left_untouched(closed: Path, pin: str):
    alter(closed, pin, "PRAGMA application_id = 7")
    before = closed.read_bytes()
    assert refusal(lambda: Dossier.open(closed, pin)) == "storage.foreign"
    assert closed.read_bytes() == before


def test_that_the_same_process_cannot_open_a_dossier_twice(dossier: Dossier, pin: str):
    assert refusal(lambda: Dossier.open(dossier.path, pin)) == "storage.locked"


def test_that_a_second_process_is_told_politely(dossier: Dossier, pin: str):
    refusal(lambda: Dossier.open(dossier.path, pin))  # must not loosen the lock either
    script = """
import sys
from pathlib import Path
from ynreview.kernel.errors import YnReviewError
from ynreview.storage.dossier import Dossier
try:
    Dossier.open(Path(sys.argv[1]), sys.argv[2])
except YnReviewError as error:
    print(error.code)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(dossier.path), pin],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "storage.locked"
    assert not done.stderr


def test_that_a_closed_dossier_can_be_opened_again_at_once(dossier: Dossier, pin: str):
    dossier.close()
    dossier.close()
    Dossier.open(dossier.path, pin).close()


def test_that_creating_never_replaces_a_file(path: Path, pin: str):
    path.write_bytes(b"precious")
    create = lambda: Dossier.create(path, pin, Duty.EXPERT, SystemClock())  # noqa: E731 - called late
    assert refusal(create) == "storage.already_there"
    assert path.read_bytes() == b"precious"


def test_that_creating_in_a_missing_folder_is_told(tmp_path: Path, pin: str):
    path = tmp_path / "stick" / "a.ynd"
    create = lambda: Dossier.create(path, pin, Duty.EXPERT, SystemClock())  # noqa: E731 - called late
    assert refusal(create) == "storage.no_folder"


def test_that_the_rest_of_a_creation_that_was_killed_is_no_trouble(path: Path, pin: str):
    path.with_name(path.name + ".part").write_bytes(b"YNR1 half a file")
    Dossier.create(path, pin, Duty.EXPERT, SystemClock()).close()
    assert names_in(path.parent) == [path.name]


def test_that_a_read_only_file_is_refused_and_a_hidden_one_too(closed: Path, pin: str):
    with ordinary_folder() as folder:
        copy = folder / "a.ynd"
        copy.write_bytes(closed.read_bytes())
        copy.chmod(0o444)
        with ordinary_user():
            read_only = refusal(lambda: Dossier.open(copy, pin))
        copy.chmod(0o000)
        with ordinary_user():
            hidden = refusal(lambda: Dossier.open(copy, pin))
            created = refusal(
                lambda: Dossier.create(folder / "new.ynd", pin, Duty.EXPERT, SystemClock())
            )
        copy.chmod(0o600)
        assert (read_only, hidden, created) == (
            "storage.read_only",
            "storage.unreadable",
            "storage.read_only",
        )
        assert copy.read_bytes() == closed.read_bytes()
        assert names_in(folder) == [copy.name]


@contextmanager
def ordinary_folder() -> Iterator[Path]:
    """A folder that everybody may look into and nobody but its owner may change."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Give up the rights of root, to whom nothing is read-only."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
