"""Signing keys: made on the signer's own machine, kept encrypted, never leaving in the clear."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ynreview.kernel.errors import YnReviewError
from ynreview.signing.certificates import Certificate
from ynreview.signing.derivation import derive_key
from ynreview.signing.signatures import sign_detached

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private ECDSA P-256 key with the certificate that goes into every signature of it."""

    certificate: Certificate
    _private: ec.EllipticCurvePrivateKey = field(repr=False, compare=False)

    @classmethod
    def generate(cls, label: str) -> SigningKey:
        """Make a new key; its certificate reads ``CN=ynreview <label>`` (ASCII only)."""
        private = ec.generate_private_key(ec.SECP256R1())
        return cls(Certificate.self_signed(private, label), private)

    @classmethod
    def from_encrypted(cls, blob: bytes, certificate_pem: bytes, pin: str) -> SigningKey:
        """Unlock what ``to_encrypted`` wrote.

        Raises ``signing.pin_wrong``, also for a damaged blob (the two look alike), or
        ``signing.key_of_another`` when the key is not the certificate's.
        """
        certificate = Certificate(certificate_pem)
        try:
            private = serialization.load_pem_private_key(blob, _password(pin, certificate))
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise YnReviewError("signing.pin_wrong") from error
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise YnReviewError("signing.key_of_another")
        if _key_info(private.public_key()) not in certificate.der:
            raise YnReviewError("signing.key_of_another")
        return cls(certificate, private)

    def to_encrypted(self, pin: str) -> bytes:
        """Return the key as PKCS#8 PEM, encrypted with PBES2 (RFC 8018) under the 口令.

        The password of PBES2 is the hexadecimal Argon2id key of the 口令, salted with the
        certificate, because the library fixes PBKDF2 at few rounds.
        """
        return self._private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(_password(pin, self.certificate)),
        )

    def sign(self, content: bytes, at: datetime) -> bytes:
        """Return a detached CAdES-B signature as CMS DER; the same input gives the same bytes.

        ``at`` is timezone-aware and becomes the signing time, to the second. Raises
        ``signing.clock_unusable`` for a year that CMS cannot hold.
        """
        return sign_detached(self._private, self.certificate, content, at)


def _password(pin: str, certificate: Certificate) -> bytes:
    salt = certificate.key_code.replace("-", "").encode()[:_SALT_BYTES]
    return derive_key(pin, salt).hex().encode()


def _key_info(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
