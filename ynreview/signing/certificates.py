"""Certificates: who a public key says it is; equal byte for byte, trusted by comparison only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

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
        public_key = parsed.public_key()
        _require_suited(public_key)
        key_info = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        object.__setattr__(self, "der", parsed.public_bytes(Encoding.DER))
        object.__setattr__(self, "key_code", code_of(sha256_hex(key_info)))
        object.__setattr__(self, "subject_cn", _common_name(parsed))

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


def _parsed(pem: bytes) -> x509.Certificate:
    try:
        parsed = x509.load_pem_x509_certificate(pem)
        canonical = parsed.public_bytes(Encoding.PEM)
        parsed.public_key()
    except Exception as error:  # the parser's errors are many, and each means the same here
        raise YnReviewError("signing.certificate_unreadable") from error
    if canonical != pem:
        raise YnReviewError("signing.certificate_unreadable")
    return parsed


def _require_suited(key: object) -> None:
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= MIN_RSA_BITS:
        return
    raise YnReviewError("signing.certificate_unsuited", bits=MIN_RSA_BITS)


def _common_name(parsed: x509.Certificate) -> str:
    names = parsed.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""
