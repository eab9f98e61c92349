"""The owner's signing key: made once per dossier, unlocked by the 口令, never shown."""

from __future__ import annotations

from ynreview.kernel.errors import YnReviewError
from ynreview.signing.keys import SigningKey
from ynreview.storage.records import StoredKey
from ynreview.storage.unit_of_work import UnitOfWork

_NEXT = "/next"


def make_key(uow: UnitOfWork, owner: str, pin: str) -> SigningKey:
    """Make the owner's key and keep it encrypted; one that is there already is unlocked."""
    if uow.signing_key(owner) is not None:
        return unlock_key(uow, owner, pin)
    key = SigningKey.generate(owner)
    uow.put_signing_key(StoredKey(owner, key.certificate.pem, key.to_encrypted(pin)))
    return key


def unlock_key(uow: UnitOfWork, owner: str, pin: str) -> SigningKey:
    """Return the owner's key; raises YnReviewError when the 口令 does not open it."""
    for name in (owner, owner + _NEXT):
        stored = uow.signing_key(name)
        if stored is None:
            continue
        try:
            return SigningKey.from_encrypted(stored.encrypted, stored.certificate, pin)
        except YnReviewError as error:
            if error.code != "signing.pin_wrong" or name != owner:
                raise
    raise YnReviewError("signing.pin_wrong")


def lock_for_next_pin(uow: UnitOfWork, owner: str, old: str, new: str) -> None:
    """Keep a second copy of the key under the new 口令, so that no moment is without one.

    The file's own encryption changes after this; whichever 口令 then opens it opens the key.
    """
    if uow.signing_key(owner) is None:
        return
    key = unlock_key(uow, owner, old)
    uow.put_signing_key(StoredKey(owner + _NEXT, key.certificate.pem, key.to_encrypted(new)))
