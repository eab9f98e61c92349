"""One transaction on a dossier: all of it happens, with its journal entry, or nothing does."""

from typing import BinaryIO

from sqlmodel import Session

from ynreview.kernel.errors import YnReviewError
from ynreview.storage.blobs import BlobStore
from ynreview.storage.encrypted_file import EncryptedFile
from ynreview.storage.exchange_store import ExchangeStore
from ynreview.storage.journal import Journal
from ynreview.storage.records import StoredBlob
from ynreview.storage.round_store import RoundStore


class UnitOfWork(RoundStore, ExchangeStore):
    """Everything a use case may read and change, as values; made by ``Dossier.unit_of_work``."""

    def __init__(self, session: Session, file: EncryptedFile) -> None:
        RoundStore.__init__(self, session)
        ExchangeStore.__init__(self, session)
        self.journal = Journal(session)
        self._blobs = BlobStore(file)
        self._file = file

    def require_document(self, name: str) -> bytes:
        """Return the bytes kept under a name that must be there; raises storage.damaged."""
        found = self.document(name)
        if found is None:
            raise YnReviewError("storage.damaged", name=self._file.path.name)
        return found

    def journal_lines(self) -> tuple[str, ...]:
        """Return every line of the journal, oldest first."""
        return self.journal.lines()

    def journal_head(self) -> str:
        """Return the hash of the last journal entry."""
        return self.journal.head()

    def put_blob(self, source: bytes | BinaryIO) -> StoredBlob:
        """Keep bytes or a whole seekable stream under their SHA-256; known ones cost nothing."""
        return self._blobs.put(source)

    def drop_blob(self, digest: str) -> None:
        """Forget a file that nothing needs any more; what is not there is no trouble."""
        self._blobs.drop(digest)

    def open_blob(self, digest: str) -> BinaryIO:
        """Return a seekable stream, read as it goes; raises storage.file_absent."""
        return self._blobs.open(digest)

    def blob_size(self, digest: str) -> int:
        """Return the size in bytes; raises storage.file_absent."""
        return self._blobs.size(digest)

    def has_blob(self, digest: str) -> bool:
        """Whether the bytes are here."""
        return self._blobs.holds(digest)
