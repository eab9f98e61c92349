"""A copy of a dossier without the bytes that exist on sticks anyway."""

from pathlib import Path

from ynreview.storage.encrypted_file import EncryptedFile
from ynreview.storage.migrations import load_migrations, upgrade
from ynreview.storage.new_file import built_beside

_TASK = "task"
_COPY_CHUNKS = """
INSERT INTO light.blob_chunk SELECT * FROM main.blob_chunk WHERE digest NOT IN (
    SELECT digest FROM main.attachment
    WHERE digest NOT IN (SELECT digest FROM main.package WHERE type <> ?1)
    UNION SELECT digest FROM main.package WHERE type = ?1
)
"""


def copy_light(file: EncryptedFile, target: Path) -> None:
    """Copy everything but the bytes of the entries' files and of task packages."""
    with built_beside(target) as part:
        _make_empty(file, part)
        file.run(f"ATTACH DATABASE ? AS light KEY {file.key.literal}", (str(part),))
        try:
            file.run("BEGIN")
            file.run("PRAGMA defer_foreign_keys = ON")
            _fill(file)
            file.run("COMMIT")
        finally:
            file.connection.rollback()
            file.run("DETACH DATABASE light")


def _make_empty(file: EncryptedFile, part: Path) -> None:
    empty = EncryptedFile(part, file.key)
    try:
        upgrade(empty, load_migrations())
    finally:
        empty.close()


def _fill(file: EncryptedFile) -> None:
    tables = file.run("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
    for (table,) in tables:
        if table == "blob_chunk":
            file.run(
                _COPY_CHUNKS,
                (_TASK,),
            )
        else:
            sql = f"INSERT INTO light.{table} SELECT * FROM main.{table}"  # noqa: S608 - own names
            file.run(sql)
