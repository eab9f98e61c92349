"""Care of a dossier besides the review: restoring a backup, exporting the journal."""

from __future__ import annotations

from pathlib import Path

from ynreview.app.outcome import IssuedFile, Outcome
from ynreview.kernel.journal_chain import journal_to_bytes
from ynreview.packages.disk import write_out
from ynreview.storage.backups import restore
from ynreview.storage.unit_of_work import UnitOfWork


def restore_dossier(backup: Path, target: Path, pin: str) -> None:
    """Make a new dossier from a backup; raises YnReviewError, nothing is overwritten."""
    restore(backup, target, pin)


def export_journal(uow: UnitOfWork, out: Path | None) -> Outcome:
    """Return the journal with its head; with ``out`` it is also written there and read back."""
    lines = uow.journal_lines()
    data = {"head": uow.journal_head(), "count": len(lines)}
    if out is None:
        return Outcome(data={**data, "lines": list(lines)}, changed=False)
    written = write_out(journal_to_bytes(lines), out)
    file = IssuedFile(written.path, written.digest, written.size, "journal")
    return Outcome(data=data, files=(file,), changed=False)
