import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import ynreview
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.journal_chain import verify_chain
from ynreview.storage.backups import keep_backups
from ynreview.storage.dossier import Dossier
from ynreview.storage.unit_of_work import UnitOfWork

Tell = Callable[[UnitOfWork], str]
ROOT = Path(ynreview.__file__).parents[1]
OPENED = """
import os, resource, sys
from pathlib import Path
from ynreview.kernel.clock import SystemClock
from ynreview.kernel.errors import YnReviewError
from ynreview.storage.dossier import Dossier
from collections.abc import Callable
from ynreview.storage.unit_of_work import UnitOfWork

Tell = Callable[[UnitOfWork], str]
now = SystemClock().now()
dossier = Dossier.open(Path(sys.argv[1]), sys.argv[2])
"""
ENDLESS = f"""{OPENED}
number = int(sys.argv[3])
while True:
    with dossier.unit_of_work() as uow:
        uow.put_document(f"{{number:06}}", os.urandom(5000))
        uow.journal.append("E03", "test", str(number), {{}}, now)
    print(number, flush=True)
    number += 1
"""
KILLED_IN_A_CHANGE = f"""{OPENED}
dossier._file.run("PRAGMA cache_size = 5")
with dossier.unit_of_work() as uow:
    for number in range(200):
        uow.put_document(f"big/{{number:03}}", b"new" * 1000)
    uow.journal.append("E03", "test", "", {{}}, now)
    uow.document_names()
    os.kill(os.getpid(), 9)
"""


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(YnReviewError) as caught:
        act()
    return caught.value.code


def test_that_every_acknowledged_number_survives_a_kill_at_any_moment(closed: Path, pin: str):
    dice = random.Random()  # noqa: S311 - dice, not keys
    acknowledged: list[int] = []
    for _ in range(16):
        child = start(ENDLESS, str(closed), pin, str(len(acknowledged)))
        assert child.stdout is not None
        acknowledged.append(int(child.stdout.readline()))
        time.sleep(dice.uniform(0, 0.05))
        child.kill()
        rest, _ = child.communicate()
        acknowledged += [int(line) for line in rest.splitlines()]
        with Dossier.open(closed, pin) as dossier, dossier.unit_of_work() as uow:
            kept = [int(name) for name in uow.document_names() if name.isdigit()]
            assert verify_chain(uow.journal_lines(), uow.journal_head())
        assert kept[: len(acknowledged)] == acknowledged
        assert len(kept) <= len(acknowledged) + 1  # kept, but killed before it could say so
        acknowledged = kept
    with Dossier.open(closed, pin) as dossier:
        dossier.require_sound()


@pytest.mark.parametrize("wrong_first", [False, True])
def test_that_a_half_written_change_is_undone_even_after_a_wrong_pin(
    dossier: Dossier, tell: Tell, pin: str, wrong_first: bool
):
    with dossier.unit_of_work() as uow:
        for number in range(200):
            uow.put_document(f"big/{number:03}", b"old" * 1000)
        tell(uow)
    dossier.close()
    before = dossier.path.read_bytes()
    child = start(KILLED_IN_A_CHANGE, str(dossier.path), pin)
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert dossier.path.read_bytes() != before
    if wrong_first:
        wrong = code_of(lambda: Dossier.open(dossier.path, "wrong"))
        assert wrong == "storage.wrong_pin_or_damaged"
    with Dossier.open(dossier.path, pin) as again, again.unit_of_work() as uow:
        assert {uow.document(name) for name in uow.document_names("big/")} == {b"old" * 1000}
        assert len(uow.journal_lines()) == 2
    with Dossier.open(dossier.path, pin) as again:
        again.require_sound()


def test_that_a_full_disk_loses_nothing_that_was_kept(closed: Path, pin: str, tell: Tell):
    with Dossier.open(closed, pin) as dossier:
        pages = dossier._file.number("PRAGMA page_count")
        dossier._file.run(f"PRAGMA max_page_count = {pages + 20}")
        with dossier.unit_of_work() as uow:
            uow.put_document("small", b"1")
            tell(uow)

        def fill() -> None:
            with dossier.unit_of_work() as uow:
                uow.put_document("small", b"2")
                uow.put_blob(os.urandom(1 << 20))
                tell(uow)

        assert code_of(fill) == "storage.disk_full"
        with dossier.unit_of_work() as uow:  # and the work goes on
            assert uow.document("small") == b"1"
            uow.put_document("small", b"3")
            tell(uow)
        dossier.require_sound()
    with Dossier.open(closed, pin) as dossier, dossier.unit_of_work() as uow:
        assert uow.document("small") == b"3"


REKEYED_FOR_EVER = f"""{OPENED}
from ynreview.storage.encrypted_file import CipherKey
old = dossier._file.key
new = CipherKey.from_pin("new", old.salt)
while True:
    for name, key in (("new", new), ("old", old)):
        print(name, flush=True)
        dossier._file.rekey(key)
"""


def test_that_a_kill_while_the_pin_changes_leaves_the_old_or_the_new_one(
    dossier: Dossier, tell: Tell, pin: str
):
    body = os.urandom(4 << 20)
    with dossier.unit_of_work() as uow:
        digest = uow.put_blob(body).digest
        tell(uow)
    dossier.close()
    dice = random.Random()  # noqa: S311 - dice, not keys
    for _ in range(4):
        child = start(REKEYED_FOR_EVER, str(dossier.path), pin)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(dice.uniform(0, 0.3))
        child.kill()
        child.communicate()
        with opened_with_either(dossier.path, pin) as again:
            with again.unit_of_work() as uow:
                assert uow.open_blob(digest).read() == body
            if again._file.key.key != dossier._file.key.key:
                again.change_pin("new", pin)


def opened_with_either(path: Path, pin: str) -> Dossier:
    try:
        return Dossier.open(path, pin)
    except YnReviewError:
        return Dossier.open(path, "new")


LIMITED = f"""{OPENED}
def attempt(name, act):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        act()
    except YnReviewError as error:
        print(name, error.code)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)

def put():
    with dossier.unit_of_work() as uow:
        uow.put_blob(os.urandom(3 << 20))
        uow.journal.append("E03", "test", "", {{}}, now)

path = Path(sys.argv[1])
limit = path.stat().st_size + 100_000
attempt("put", put)
limit = 20_000
attempt("backup", lambda: dossier.backup(path.with_name("a.ynd")))
attempt("light", lambda: dossier.backup(path.with_name("b.ynd"), attachments=False))
attempt("create", lambda: Dossier.create(path.with_name("c.ynd"), "x", dossier.duty, SystemClock()))
with dossier.unit_of_work() as uow:
    print(uow.document("note").decode(), len(uow.journal_lines()))
attempt("pin", lambda: dossier.change_pin(sys.argv[2], "new"))
"""


def test_that_a_disk_that_takes_no_more_is_told_and_leaves_no_half_file(closed: Path, pin: str):
    child = start(LIMITED, str(closed), pin)
    said, _ = child.communicate()
    assert said.splitlines() == [
        "put storage.disk_trouble",
        "backup storage.disk_trouble",
        "light storage.disk_trouble",
        "create storage.disk_trouble",
        "㛃䶮𬀩 2",
        "pin storage.disk_trouble",
    ]
    assert child.returncode == 0
    with Dossier.open(closed, pin) as dossier:
        dossier.require_sound()
    assert names_in(closed.parent) == [closed.name]


def test_that_a_medium_turned_read_only_is_told(closed: Path, pin: str, tell: Tell):
    with Dossier.open(closed, pin) as dossier:
        dossier._file.run("PRAGMA query_only = ON")

        def put() -> None:
            with dossier.unit_of_work() as uow:
                uow.put_document("a", b"")
                tell(uow)

        assert code_of(put) == "storage.read_only"


def test_that_a_page_damaged_later_is_told_when_it_is_read(dossier: Dossier, tell: Tell, pin: str):
    with dossier.unit_of_work() as uow:
        digest = uow.put_blob(os.urandom(1 << 20)).digest
        tell(uow)
    dossier.close()
    content = bytearray(dossier.path.read_bytes())
    for place in range(500_000, len(content), 4096):
        content[place] ^= 1
    dossier.path.write_bytes(content)
    with Dossier.open(dossier.path, pin) as damaged:
        with damaged.unit_of_work() as uow:
            stream = uow.open_blob(digest)
        assert code_of(stream.read) == "storage.damaged"
        assert code_of(damaged.require_sound) == "storage.damaged"


def test_that_a_failed_backup_moves_no_earlier_one(dossier: Dossier):
    kept = keep_backups(dossier).read_bytes()
    blocked = dossier.path.with_name(f"{dossier.path.stem}.backup-0.ynd.part")
    blocked.mkdir()
    assert code_of(lambda: keep_backups(dossier)) == "storage.read_only"
    assert dossier.path.with_name(f"{dossier.path.stem}.backup-1.ynd").read_bytes() == kept
