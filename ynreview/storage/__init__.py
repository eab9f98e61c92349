"""One round on one machine: an encrypted file per duty, the dossier; it decides nothing."""

from ynreview.storage.backups import keep_backups, restore
from ynreview.storage.dossier import Dossier
from ynreview.storage.journal import (
    NO_JOURNAL,
    chain_head,
    journal_to_bytes,
    verify_chain,
)
from ynreview.storage.records import (
    Decision,
    Identity,
    RecusalSource,
    StoredBlob,
    StoredKey,
    StoredPackage,
)
from ynreview.storage.unit_of_work import UnitOfWork

__all__ = [
    "NO_JOURNAL",
    "Decision",
    "Dossier",
    "Identity",
    "RecusalSource",
    "StoredBlob",
    "StoredKey",
    "StoredPackage",
    "UnitOfWork",
    "chain_head",
    "journal_to_bytes",
    "keep_backups",
    "restore",
    "verify_chain",
]
