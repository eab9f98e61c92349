"""Keys, certificates and signatures, with stock openssl as the second opinion."""

import logging
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from ynreview.kernel.clock import CHINA
from ynreview.kernel.errors import YnReviewError
from ynreview.signing.certificates import Certificate
from ynreview.signing.derivation import derive_key
from ynreview.signing.keys import SigningKey
from ynreview.signing.signatures import verify_signature

AT = datetime(2026, 11, 24, 17, 5, 9, tzinfo=CHINA)
CONTENT = b"what is signed\n"
PIN = "云南2026-评审"


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return SigningKey.generate("E08")


@pytest.fixture(scope="module")
def other() -> SigningKey:
    return SigningKey.generate("E08")


@pytest.fixture(scope="module")
def p7s(key: SigningKey) -> bytes:
    return key.sign(CONTENT, AT)


def openssl(*arguments: str | Path, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    assert shutil.which("openssl"), "install openssl to run the tests"
    return subprocess.run(
        ["openssl", *map(str, arguments)], input=content, capture_output=True, check=False
    )


def refusal(p7s: bytes, content: bytes, certificate: Certificate) -> str:
    with pytest.raises(YnReviewError) as caught:
        verify_signature(p7s, content, certificate)
    return caught.value.code


def test_that_a_good_signature_tells_its_time(key: SigningKey, p7s: bytes) -> None:
    assert verify_signature(p7s, CONTENT, key.certificate) == AT


def test_that_equal_content_and_time_give_equal_signatures(key: SigningKey, p7s: bytes) -> None:
    assert key.sign(CONTENT, AT) == p7s
    assert key.sign(CONTENT, AT.astimezone(UTC) + timedelta(microseconds=7)) == p7s
    assert key.sign(CONTENT, AT + timedelta(seconds=1)) != p7s


def test_that_a_signature_of_other_content_is_wrong(key: SigningKey, p7s: bytes) -> None:
    assert refusal(p7s, CONTENT + b" ", key.certificate) == "signing.signature_wrong"


def test_that_another_certificate_of_the_same_name_is_refused(
    other: SigningKey, p7s: bytes
) -> None:
    assert refusal(p7s, CONTENT, other.certificate) == "signing.signer_differs"


def test_that_another_certificate_over_the_same_key_is_refused(key: SigningKey, p7s: bytes) -> None:
    again = Certificate.self_signed(key._private, "E08")

    assert again.key_code == key.certificate.key_code
    assert refusal(p7s, CONTENT, again) == "signing.signer_differs"


def leaf_issued_by(key: SigningKey) -> SigningKey:
    """Return a key whose certificate was issued by one that is no authority."""
    private = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.load_pem_x509_certificate(key.certificate.pem)
    mine = x509.load_pem_x509_certificate(Certificate.self_signed(private, "leaf").pem)
    builder = x509.CertificateBuilder(
        issuer.subject,
        mine.subject,
        private.public_key(),
        7,
        mine.not_valid_before_utc,
        mine.not_valid_after_utc,
        list(mine.extensions),
    )
    issued = builder.sign(key._private, hashes.SHA256())
    return SigningKey(Certificate(issued.public_bytes(serialization.Encoding.PEM)), private)


def test_that_a_leaf_issued_by_the_pinned_certificate_is_refused(key: SigningKey) -> None:
    forged = leaf_issued_by(key).sign(CONTENT, AT)

    assert refusal(forged, CONTENT, key.certificate) == "signing.signer_differs"


def test_that_a_certificate_put_over_a_strangers_signature_is_found(
    key: SigningKey, other: SigningKey
) -> None:
    posing = replace(other, certificate=key.certificate).sign(CONTENT, AT)

    assert refusal(posing, CONTENT, key.certificate) == "signing.signature_wrong"


@pytest.mark.parametrize("content", [b"", b"0", b"0\x80", b"\x30\x03\x02\x01\x01", bytes(99)])
def test_that_what_is_no_signature_is_unreadable(content: bytes, key: SigningKey) -> None:
    assert refusal(content, CONTENT, key.certificate) == "signing.signature_unreadable"


def test_that_bytes_behind_a_signature_are_refused(key: SigningKey, p7s: bytes) -> None:
    assert refusal(p7s + b"\x00", CONTENT, key.certificate) == "signing.signature_unreadable"


def tampered(p7s: bytes, change: str) -> bytes:
    """Return a signature whose unsigned parts were changed."""
    message = cms.ContentInfo.load(p7s)
    signed = message["content"]
    info = signed["signer_infos"][0]
    if change == "two signers":
        signed["signer_infos"] = [info, info.copy()]
    elif change == "no signer":
        signed["signer_infos"] = []
    elif change == "no certificate":
        signed["certificates"] = []
    elif change == "two certificates":
        certificate = signed["certificates"][0]
        signed["certificates"] = [certificate, certificate.copy()]
    elif change == "content inside":
        signed["encap_content_info"]["content"] = CONTENT
    elif change == "an unsigned attribute":
        signing_time = info["signed_attrs"][0].copy()
        info["unsigned_attrs"] = [signing_time]
    elif change == "SHA-1":
        info["digest_algorithm"] = {"algorithm": "sha1"}
    elif change == "no signed attributes":
        info["signed_attrs"] = None
    return bytes(message.dump(force=True))


def test_that_writing_a_signature_again_changes_nothing(key: SigningKey, p7s: bytes) -> None:
    assert verify_signature(tampered(p7s, "nothing"), CONTENT, key.certificate) == AT


@pytest.mark.parametrize(
    "change",
    [
        "two signers",
        "no signer",
        "no certificate",
        "two certificates",
        "content inside",
        "an unsigned attribute",
        "SHA-1",
        "no signed attributes",
    ],
)
def test_that_only_one_plain_signer_is_accepted(change: str, key: SigningKey, p7s: bytes) -> None:
    assert refusal(tampered(p7s, change), CONTENT, key.certificate) == (
        "signing.signature_unreadable"
    )


def test_that_a_refusal_prints_nothing(
    key: SigningKey, p7s: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    refusal(p7s, b"other", key.certificate)

    assert capfd.readouterr() == ("", "")
    for name in ("pyhanko", "pyhanko_certvalidator"):
        assert logging.getLogger(name).propagate is False


def test_that_openssl_agrees_on_good_and_bad(
    key: SigningKey, other: SigningKey, p7s: bytes, tmp_path: Path
) -> None:
    for name, content in {
        "p7s": p7s,
        "content": CONTENT,
        "changed": CONTENT + b" ",
        "pem": key.certificate.pem,
        "other": other.certificate.pem,
    }.items():
        (tmp_path / name).write_bytes(content)

    def agrees(content: str, pem: str) -> bool:
        done = openssl(
            *[
                "cms",
                "-verify",
                "-cades",
                "-binary",
                "-inform",
                "DER",
                "-purpose",
                "any",
                "-no_check_time",
            ],
            "-in",
            tmp_path / "p7s",
            "-content",
            tmp_path / content,
            "-CAfile",
            tmp_path / pem,
            "-out",
            tmp_path / "out",
        )
        return done.returncode == 0

    assert agrees("content", "pem")
    assert not agrees("changed", "pem")
    assert not agrees("content", "other")


def test_that_a_departmental_rsa_signature_of_openssl_is_accepted(tmp_path: Path) -> None:
    key, pem, content, p7s = (tmp_path / name for name in ("key", "pem", "content", "p7s"))
    content.write_bytes(CONTENT)
    made = openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:3072",
        "-nodes",
        "-keyout",
        key,
        "-out",
        pem,
        "-subj",
        "/CN=department",
        "-days",
        "1",
        "-addext",
        "keyUsage=critical,digitalSignature,nonRepudiation",
    )
    signed = openssl(
        *["cms", "-sign", "-cades", "-nosmimecap", "-binary", "-outform", "DER", "-md", "sha256"],
        "-in",
        content,
        "-signer",
        pem,
        "-inkey",
        key,
        "-out",
        p7s,
    )
    assert (made.returncode, signed.returncode) == (0, 0), made.stderr + signed.stderr

    certificate = Certificate(pem.read_bytes())
    signed_at = verify_signature(p7s.read_bytes(), CONTENT, certificate)

    assert certificate.subject_cn == "department"
    assert signed_at.tzinfo is CHINA


def test_that_a_certificate_is_what_the_design_says(key: SigningKey) -> None:
    certificate = x509.load_pem_x509_certificate(key.certificate.pem)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)

    assert key.certificate.subject_cn == "ynreview E08"
    assert certificate.issuer == certificate.subject
    assert certificate.not_valid_before_utc == datetime(2020, 1, 1, tzinfo=UTC)
    assert certificate.not_valid_after_utc.date() == datetime(9999, 12, 31, tzinfo=UTC).date()
    assert (constraints.critical, constraints.value.ca) == (True, False)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (True, True)
    assert not usage.value.key_cert_sign
    assert not usage.value.crl_sign
    assert len(certificate.extensions) == 3


def test_that_certificates_are_equal_byte_for_byte_only(key: SigningKey, other: SigningKey) -> None:
    assert Certificate(key.certificate.pem) == key.certificate
    assert other.certificate != key.certificate


@pytest.mark.parametrize("label", ["", "专家八", "E08\n"])
def test_that_a_label_is_plain_ascii(label: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        SigningKey.generate(label)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda pem: b"note\n" + pem,
        lambda pem: pem + b"\n",
        lambda pem: pem + pem,
        lambda pem: pem.replace(b"\n", b"\r\n"),
        lambda pem: pem[:300],
    ],
)
def test_that_a_certificate_in_any_other_form_is_unreadable(
    change: object, key: SigningKey
) -> None:
    assert callable(change)
    with pytest.raises(YnReviewError) as caught:
        Certificate(change(key.certificate.pem))
    assert caught.value.code == "signing.certificate_unreadable"


@pytest.mark.parametrize("algorithm", ["ed25519", "ec:P-384", "rsa:2048"])
def test_that_a_key_stock_tools_cannot_check_is_unsuited(algorithm: str, tmp_path: Path) -> None:
    kind, _, size = algorithm.partition(":")
    options = {"rsa": f"rsa_keygen_bits:{size}", "ec": f"ec_paramgen_curve:{size}"}.get(kind)
    extra = ["-pkeyopt", options] if options else []
    made = openssl(
        "req",
        "-x509",
        "-newkey",
        kind,
        *extra,
        "-nodes",
        "-subj",
        "/CN=x",
        "-keyout",
        tmp_path / "key",
        "-out",
        tmp_path / "pem",
    )
    assert made.returncode == 0, made.stderr

    with pytest.raises(YnReviewError) as caught:
        Certificate((tmp_path / "pem").read_bytes())

    assert caught.value.code == "signing.certificate_unsuited"


@pytest.mark.parametrize("year", [1949, 2050])
def test_that_a_clock_beyond_what_a_signature_holds_is_told(year: int, key: SigningKey) -> None:
    with pytest.raises(YnReviewError) as caught:
        key.sign(CONTENT, AT.replace(year=year))

    assert caught.value.code == "signing.clock_unusable"
    assert caught.value.params == {"year": year}


@pytest.mark.parametrize("year", [1970, 2019, 2049])
def test_that_a_wrong_clock_never_breaks_a_signature(year: int, key: SigningKey) -> None:
    wrong = AT.replace(year=year)

    assert verify_signature(key.sign(CONTENT, wrong), CONTENT, key.certificate) == wrong


def test_that_a_key_comes_back_with_its_pin_only(key: SigningKey, p7s: bytes) -> None:
    blob = key.to_encrypted(PIN)

    back = SigningKey.from_encrypted(blob, key.certificate.pem, PIN)
    with pytest.raises(YnReviewError) as caught:
        SigningKey.from_encrypted(blob, key.certificate.pem, PIN + "x")

    assert back.sign(CONTENT, AT) == p7s
    assert caught.value.code == "signing.pin_wrong"
    assert blob.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


def test_that_a_key_of_another_certificate_is_refused(key: SigningKey, other: SigningKey) -> None:
    posing = replace(other, certificate=key.certificate).to_encrypted(PIN)
    foreign = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(
            derive_key(PIN, key.certificate.key_code.replace("-", "").encode()).hex().encode()
        ),
    )

    for blob in (posing, foreign):
        with pytest.raises(YnReviewError) as caught:
            SigningKey.from_encrypted(blob, key.certificate.pem, PIN)
        assert caught.value.code == "signing.key_of_another"


def test_that_a_damaged_key_is_told_like_a_wrong_pin(key: SigningKey) -> None:
    for blob in (b"", b"junk", key.to_encrypted(PIN)[:100]):
        with pytest.raises(YnReviewError) as caught:
            SigningKey.from_encrypted(blob, key.certificate.pem, PIN)
        assert caught.value.code == "signing.pin_wrong"


def test_that_the_private_key_is_never_shown(key: SigningKey) -> None:
    assert "_private" not in repr(key)
    assert "PRIVATE" not in repr(key)
