"""From one schema to the next: numbered SQL files, applied in order; it never goes back."""

import re
from dataclasses import dataclass
from importlib.resources import files

from ynreview.kernel.errors import YnReviewError
from ynreview.storage.encrypted_file import EncryptedFile

APPLICATION_ID = 0x594E5231
_FILE_NAME = re.compile(r"(\d{4})\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """The step that makes schema ``version`` (from 1) out of the one before."""

    version: int
    sql: str


def load_migrations() -> tuple[Migration, ...]:
    """Return the steps of this program, in order and without a gap."""
    folder = files("ynreview.storage").joinpath("schema")
    found = {
        int(match[1]): resource.read_text(encoding="utf-8")
        for resource in folder.iterdir()
        if (match := _FILE_NAME.fullmatch(resource.name))
    }
    if sorted(found) != list(range(1, len(found) + 1)):
        raise ValueError("the numbers of the schema files have a gap")
    return tuple(Migration(version, found[version]) for version in sorted(found))


def require_known(file: EncryptedFile, steps: tuple[Migration, ...]) -> None:
    """Refuse a file of another program (storage.foreign) or of a newer one (storage.newer)."""
    if file.number("PRAGMA application_id") != APPLICATION_ID:
        raise YnReviewError("storage.foreign", name=file.path.name)
    version = file.number("PRAGMA user_version")
    if version > len(steps):
        raise YnReviewError("storage.newer", name=file.path.name, version=version, known=len(steps))


def upgrade(file: EncryptedFile, steps: tuple[Migration, ...]) -> None:
    """Bring the file to the last step; a copy is laid beside before the first change."""
    version = file.number("PRAGMA user_version")
    missing = steps[version:]
    if version and missing:
        _lay_copy_beside(file, version)
    for step in missing:
        file.run_script(f"{step.sql}\nPRAGMA user_version = {step.version};")


def _lay_copy_beside(file: EncryptedFile, version: int) -> None:
    copy = file.path.with_name(f"{file.path.stem}.schema-{version}{file.path.suffix}")
    if not copy.exists():  # an earlier attempt at this very step may have laid it
        file.copy_to(copy)
