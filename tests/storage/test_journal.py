import json
import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ynreview.kernel import journal_chain
from ynreview.kernel.journal_chain import NO_JOURNAL, chain_head, journal_to_bytes, verify_chain
from ynreview.storage.dossier import Dossier
from ynreview.storage.unit_of_work import UnitOfWork

Tell = Callable[[UnitOfWork], str]

DETAIL = {"平台": "云南省“㛃䶮𬀩”\\n%s\\0", "list": [1, None, True], "nul": "\x00\r\n\u2028"}


@pytest.fixture
def written(dossier: Dossier, at: datetime):
    """A dossier whose journal has four entries."""
    with dossier.unit_of_work() as uow:
        for number in range(3):
            uow.journal.append("E03", "enter_points", f"00{number}", DETAIL, at)
    return dossier


def lines_and_head(dossier: Dossier):
    with dossier.unit_of_work() as uow:
        return uow.journal_lines(), uow.journal_head()


def test_that_every_line_says_who_did_what_when(written: Dossier):
    lines, _ = lines_and_head(written)
    assert [json.loads(line)["seq"] for line in lines] == [1, 2, 3, 4]
    assert json.loads(lines[0])["action"] == "create_dossier"
    assert json.loads(lines[-1]) == {
        "seq": 4,
        "at": "2026-11-24T12:00:00+08:00",
        "actor": "E03",
        "action": "enter_points",
        "subject": "002",
        "detail": DETAIL,
    }


def test_that_the_head_proves_the_lines(written: Dossier):
    lines, head = lines_and_head(written)
    assert verify_chain(lines, head)
    assert not verify_chain(lines[:-1], head)
    assert not verify_chain(lines[1:], head)
    assert not verify_chain((lines[1], lines[0], *lines[2:]), head)
    assert not verify_chain((lines[0].replace("chair", "E0003"), *lines[1:]), head)
    assert not verify_chain((), head)
    assert verify_chain((), NO_JOURNAL)


def test_that_appending_returns_the_new_head(dossier: Dossier, at: datetime):
    with dossier.unit_of_work() as uow:
        head = uow.journal.append("E03", "test", "", {}, at)
        assert uow.journal_head() == head == chain_head(uow.journal_lines())


def test_that_the_documented_shell_loop_gives_the_head(written: Dossier, tmp_path: Path):
    lines, head = lines_and_head(written)
    (tmp_path / "journal.jsonl").write_bytes(journal_to_bytes(lines))
    loop = "\n".join(re.findall(r"^ {4}(.*)$", journal_chain.__doc__, re.MULTILINE))
    done = subprocess.run(["sh", "-c", loop], cwd=tmp_path, capture_output=True, check=True)
    assert "sha256sum" in loop
    assert done.stdout.decode().strip() == head


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET line = '{}' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 4",
        "DELETE FROM journal",
        "REPLACE INTO journal SELECT seq, at, '{}', prev, hash FROM journal WHERE seq = 4",
        "INSERT OR IGNORE INTO journal SELECT 9, at, line, hash, hash FROM journal WHERE seq = 4",
        "INSERT INTO journal SELECT 5, at, line, prev, hash FROM journal WHERE seq = 4",
        "INSERT INTO journal SELECT 6, at, line, hash, hash FROM journal WHERE seq = 4",
        "INSERT INTO journal SELECT 0, at, line, hash, hash FROM journal WHERE seq = 4",
        "REPLACE INTO journal SELECT 1, at, line, :zeros, hash FROM journal WHERE seq = 4",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_that_the_file_itself_refuses_to_rewrite_the_journal(
    written: Dossier, statement: str, recursive: str
):
    before = lines_and_head(written)
    connection = written._file.connection
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(dbapi2.IntegrityError, match="journal"):
        connection.execute(statement, {"zeros": NO_JOURNAL} if ":zeros" in statement else {})
    assert lines_and_head(written) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET payload = '[]'",
        "DELETE FROM decision",
        "REPLACE INTO decision SELECT seq, kind, subject, '[]', at FROM decision WHERE seq = 1",
        "INSERT INTO decision SELECT 7, kind, subject, payload, at FROM decision WHERE seq = 1",
    ],
)
def test_that_recorded_decisions_are_never_changed(
    dossier: Dossier, tell: Tell, at: datetime, statement: str
):
    with dossier.unit_of_work() as uow:
        uow.record_decision("vote", "009", {"agree": 4}, at)
        uow.record_decision("vote", "011", {"agree": 3}, at)
        tell(uow)
    connection = dossier._file.connection
    connection.execute("PRAGMA recursive_triggers = OFF")
    with pytest.raises(dbapi2.IntegrityError, match="decision"):
        connection.execute(statement)
    with dossier.unit_of_work() as uow:
        assert [decision.payload["agree"] for decision in uow.decisions()] == [4, 3]


@pytest.mark.parametrize("odd", [1.5, 10**18, float("nan"), "\ud800"])
def test_that_what_could_not_be_read_again_is_never_written(
    dossier: Dossier, at: datetime, odd: object
):
    with dossier.unit_of_work() as uow:
        with pytest.raises((ValueError, TypeError)):
            uow.journal.append("E03", "test", "", {"odd": odd}, at)
        with pytest.raises((ValueError, TypeError)):
            uow.record_decision("vote", "009", [odd], at)
    assert len(lines_and_head(dossier)[0]) == 1
