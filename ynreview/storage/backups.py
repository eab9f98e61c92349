"""Backups beside a dossier and the way back; they keep the salt and the 口令 of their day."""

import shutil
from pathlib import Path

from ynreview.kernel.errors import YnReviewError
from ynreview.storage.dossier import Dossier
from ynreview.storage.encrypted_file import (
    CipherKey,
    EncryptedFile,
    read_salt,
)
from ynreview.storage.migrations import load_migrations, require_known
from ynreview.storage.new_file import built_beside, write_refusals

KEPT = 3


def restore(backup: Path, target: Path, pin: str) -> None:
    """Lay a copy of a backup at a new place, once the copy opened and proved sound.

    The backup may be write-protected. Raises what ``Dossier.open`` raises, storage.damaged and
    storage.already_there.
    """
    key = CipherKey.from_pin(pin, read_salt(backup))
    with built_beside(target) as part:
        shutil.copyfile(backup, part)
        try:
            _require_good(part, key)
        except YnReviewError as error:
            raise YnReviewError(error.code, **{**error.params, "name": backup.name}) from error


def _require_good(part: Path, key: CipherKey) -> None:
    file = EncryptedFile(part, key)
    try:
        require_known(file, load_migrations())
        file.require_sound()
    finally:
        file.close()


def keep_backups(dossier: Dossier) -> Path:
    """Write a backup without attachments beside the dossier and keep the last three.

    Returns the newest, ``<name>.backup-1.ynd``; an older one moves up a number.
    """
    newest, *older = (_numbered(dossier.path, number) for number in range(1, KEPT + 1))
    fresh = _numbered(dossier.path, 0)
    with write_refusals(newest.name):
        fresh.unlink(missing_ok=True)
        dossier.backup(fresh, attachments=False)
        for younger, elder in reversed(list(zip([newest, *older], older, strict=False))):
            if younger.exists():
                younger.replace(elder)
        return fresh.replace(newest)


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.backup-{number}{path.suffix}")
