"""Certificates: who a public key says it is; equal byte for byte, trusted by comparison only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, TypeGuard

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from ynreview.kernel.codes import code_of, sha256_hex
from ynreview.kernel.errors import YnReviewError

MIN_RSA_BITS = 3072
_NOT_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
_NOT_AFTER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One X.509 certificate over an ECDSA P-256 key, or RSA of at least 3072 bits.

    ``pem`` is exactly what standard tools write, so equal bytes and equal certificates are one.
    Raises ``signing.certificate_unreadable`` or ``signing.certificate_unsuited``.
    """

    pem: bytes
    der: bytes = field(init=False, repr=False, compare=False)
    key_code: str = field(init=False, compare=False)
    subject_cn: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        parsed = _parsed(self.pem)
        key_info = parsed.key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        object.__setattr__(self, "der", parsed.der)
        object.__setattr__(self, "key_code", code_of(sha256_hex(key_info)))
        object.__setattr__(self, "subject_cn", parsed.common_name)

    @classmethod
    def self_signed(cls, key: ec.EllipticCurvePrivateKey, label: str) -> Certificate:
        """Return the certificate ``CN=ynreview <label>`` that a key issues for itself.

        Only ASCII labels: rare characters crash the name preparation of X.509 readers.
        """
        if not (label.isascii() and label.isprintable() and label):
            raise ValueError("the label of a certificate is printable ASCII")
        issued = _builder(key.public_key(), f"ynreview {label}").sign(
            key, SHA256(), ecdsa_deterministic=True
        )
        return cls(issued.public_bytes(Encoding.PEM))


def _builder(key: ec.EllipticCurvePublicKey, common_name: str) -> x509.CertificateBuilder:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    return (
        x509.CertificateBuilder(subject_name=name, issuer_name=name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOT_BEFORE)
        .not_valid_after(_NOT_AFTER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signing_only(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _for_signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


class _Parsed(NamedTuple):
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey
    der: bytes
    common_name: str


def _parsed(pem: bytes) -> _Parsed:
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        is_canonical = certificate.public_bytes(Encoding.PEM) == pem
        key, der = certificate.public_key(), certificate.public_bytes(Encoding.DER)
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    except Exception as error:  # the parser reads late and its errors are many
        raise YnReviewError("signing.certificate_unreadable") from error
    if not is_canonical:
        raise YnReviewError("signing.certificate_unreadable")
    if not _is_suited(key):
        raise YnReviewError("signing.certificate_unsuited", bits=MIN_RSA_BITS)
    return _Parsed(key, der, str(names[0].value) if names else "")


def _is_suited(key: object) -> TypeGuard[ec.EllipticCurvePublicKey | rsa.RSAPublicKey]:
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= MIN_RSA_BITS
    return isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)
