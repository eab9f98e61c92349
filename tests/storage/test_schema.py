import re
import tomllib
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

import ynreview.storage
from ynreview.kernel.errors import YnReviewError
from ynreview.storage.dossier import Dossier
from ynreview.storage.encrypted_file import CipherKey, EncryptedFile, read_salt
from ynreview.storage.migrations import Migration, load_migrations, upgrade

STORAGE = Path(ynreview.storage.__file__).parent
SENTENCES = STORAGE.parents[1] / "resources" / "messages" / "zh_CN" / "storage.toml"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(closed: Path, pin: str):
    file = EncryptedFile(closed, CipherKey.from_pin(pin, read_salt(closed)))
    yield file
    file.close()


def next_step(sql: str) -> tuple[Migration, ...]:
    known = load_migrations()
    return (*known, Migration(len(known) + 1, sql))


def test_that_every_table_is_strict(file: EncryptedFile):
    tables = file.run("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    assert {name for name, strict in tables if not strict} <= {"sqlite_schema"}
    assert len(tables) > 10


def test_that_every_row_class_has_the_columns_of_its_table(file: EncryptedFile):
    for name, table in SQLModel.metadata.tables.items():
        columns = file.run("SELECT name FROM pragma_table_info(?) ORDER BY cid", (name,))
        assert {column for (column,) in columns} == set(table.columns.keys()), name


def test_that_a_new_file_has_the_mark_and_number_of_the_schema(file: EncryptedFile):
    assert file.number("PRAGMA application_id").to_bytes(4, "big") == b"YNR1"
    assert file.number("PRAGMA user_version") == len(load_migrations())


def test_that_a_step_keeps_the_contents_and_lays_a_copy_beside_first(file: EncryptedFile, pin: str):
    before = file.run("SELECT name, body FROM document")
    upgrade(file, next_step("CREATE TABLE later (a TEXT) STRICT; INSERT INTO later VALUES ('㛃');"))
    assert file.run("SELECT a FROM later") == [("㛃",)]
    assert file.run("SELECT name, body FROM document") == before
    version = len(load_migrations())
    assert file.number("PRAGMA user_version") == version + 1
    copy = file.path.with_name(f"{file.path.stem}.schema-{version}.ynd")
    with Dossier.open(copy, pin) as old, old.unit_of_work() as uow:
        assert uow.document_names() == ("note",)


def test_that_a_step_that_fails_changes_nothing(file: EncryptedFile, pin: str):
    steps = next_step("CREATE TABLE later (a TEXT) STRICT; INSERT INTO nowhere VALUES (1);")
    for _ in range(2):
        with pytest.raises(dbapi2.OperationalError, match="nowhere"):
            upgrade(file, steps)
    file.close()
    with Dossier.open(file.path, pin) as dossier, dossier.unit_of_work() as uow:
        assert uow.document_names() == ("note",)


def test_that_steps_one_by_one_end_where_all_at_once_do(file: EncryptedFile, tmp_path: Path):
    first = next_step("CREATE TABLE later (a TEXT) STRICT;")
    both = (*first, Migration(len(first) + 1, "ALTER TABLE later ADD COLUMN b TEXT;"))
    upgrade(file, first)
    upgrade(file, both)
    fresh = EncryptedFile(tmp_path / "fresh.ynd", file.key)
    upgrade(fresh, both)
    schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
    assert fresh.run(schema) == file.run(schema)
    fresh.close()


def test_that_nothing_is_laid_beside_when_nothing_is_to_do(file: EncryptedFile):
    upgrade(file, load_migrations())
    assert sorted(names_in(file.path.parent)) == sorted({file.path.name, *journal_of(file)})


def journal_of(file: EncryptedFile) -> set[str]:
    name = f"{file.path.name}-journal"
    return {name} & set(names_in(file.path.parent))


def test_that_every_refusal_has_its_own_sentence_and_no_sentence_is_idle():
    code = "\n".join(path.read_text(encoding="utf-8") for path in STORAGE.rglob("*.py"))
    raised = set(re.findall(r'"storage\.([a-z_]+)"', code))
    sentences = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["storage"]
    assert raised == set(sentences)
    assert len(set(sentences.values())) == len(sentences)


def test_that_every_sentence_can_be_filled(closed: Path, pin: str):
    sentences = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["storage"]
    told = {"name": "a.ynd", "version": 2, "known": 1}
    assert all("{" not in sentence.format_map(told) for sentence in sentences.values())
    with pytest.raises(YnReviewError) as caught:
        Dossier.open(closed.with_name("missing.ynd"), pin)
    assert "missing.ynd" in sentences["missing"].format_map(caught.value.params)
