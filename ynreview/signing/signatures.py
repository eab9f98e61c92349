"""Detached CMS signatures (CAdES-B), made and checked with pyHanko; trust is a pin, not a chain."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, core, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from ynreview.kernel.clock import CHINA
from ynreview.kernel.errors import YnReviewError
from ynreview.signing.certificates import Certificate

_DIGEST = "sha256"
_SIGNATURES = frozenset({"sha256_ecdsa", "sha256_rsa", "rsassa_pkcs1v15"})
_ATTRIBUTES = ["content_type", "message_digest", "signing_certificate_v2", "signing_time"]
_YEARS = range(1950, 2050)  # what UTCTime holds (RFC 5652, 11.3)


def _silence(name: str) -> None:
    # A refusal is told in a sentence; the library would print tracebacks beside it.
    logger = logging.getLogger(name)
    logger.addHandler(logging.NullHandler())
    logger.propagate = False


_silence("pyhanko")
_silence("pyhanko_certvalidator")


class _SoftSigner(Signer):
    """Signs with a key in memory, deterministically (RFC 6979)."""

    def __init__(self, private: ec.EllipticCurvePrivateKey, certificate: Certificate) -> None:
        super().__init__(signing_cert=x509.Certificate.load(certificate.der))
        self._private = private

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: ARG002 - the library's signature
    ) -> bytes:
        assert digest_algorithm == _DIGEST
        return self._private.sign(data, ec.ECDSA(SHA256(), deterministic_signing=True))


def sign_detached(
    private: ec.EllipticCurvePrivateKey, certificate: Certificate, content: bytes, at: datetime
) -> bytes:
    """Return the CMS DER of one signer over ``content``; raises ``signing.clock_unusable``."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    if moment.year not in _YEARS:
        raise YnReviewError("signing.clock_unusable", year=moment.year)
    signed = asyncio.run(
        _SoftSigner(private, certificate).async_sign_general_data(
            content,
            _DIGEST,
            use_cades=True,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=moment),
        )
    )
    return bytes(signed.dump())


def verify_signature(p7s: bytes, content: bytes, certificate: Certificate) -> datetime:
    """Return the claimed signing time (中国时间) of a good signature by exactly this certificate.

    Raises ``signing.signature_unreadable`` (not one plain CAdES-B signature in DER),
    ``signing.signer_differs`` (another certificate) or ``signing.signature_wrong`` (the content
    or the signature was changed). Whether the certificate is the right person's is not known
    here: that is the comparison of key codes.
    """
    signed, embedded = _plain_signed_data(p7s)
    if embedded != certificate.der:
        raise YnReviewError("signing.signer_differs")
    try:
        status = asyncio.run(_status(content, signed, certificate))
        is_good, signed_at = status.bottom_line, _signing_time(signed)
    except Exception as error:  # on hostile input the library raises what it likes
        raise YnReviewError("signing.signature_wrong") from error
    if not is_good:
        raise YnReviewError("signing.signature_wrong")
    return signed_at


async def _status(content: bytes, signed: cms.SignedData, certificate: Certificate) -> Any:
    root = x509.Certificate.load(certificate.der)
    context = ValidationContext(
        trust_roots=[root],
        allow_fetching=False,
        moment=root["tbs_certificate"]["validity"]["not_before"].native,  # clocks are not trusted
    )
    return await async_validate_detached_cms(
        content,
        signed,
        signer_validation_context=context,
        key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
    )


def _plain_signed_data(p7s: bytes) -> tuple[cms.SignedData, bytes]:
    try:
        signed = cms.ContentInfo.load(p7s, strict=True)["content"]
        is_plain = _is_plain(signed)
        embedded = signed["certificates"][0].chosen.dump() if is_plain else b""
    except Exception as error:  # on hostile input the library raises what it likes
        raise YnReviewError("signing.signature_unreadable") from error
    if not is_plain:
        raise YnReviewError("signing.signature_unreadable")
    return signed, embedded


def _is_plain(signed: Any) -> bool:
    # One signer a file: several in one file hide that another was taken out.
    if not isinstance(signed, cms.SignedData) or len(signed["signer_infos"]) != 1:
        return False
    info = signed["signer_infos"][0]
    attributes = info["signed_attrs"]
    return (
        len(signed["certificates"]) == 1
        and isinstance(signed["crls"], core.Void)
        and isinstance(signed["encap_content_info"]["content"], core.Void)
        and isinstance(info["unsigned_attrs"], core.Void)
        and info["digest_algorithm"]["algorithm"].native == _DIGEST
        and info["signature_algorithm"]["algorithm"].native in _SIGNATURES
        and sorted(attribute["type"].native for attribute in attributes) == _ATTRIBUTES
        and all(len(attribute["values"]) == 1 for attribute in attributes)
    )


def _signing_time(signed: cms.SignedData) -> datetime:
    values = {
        attribute["type"].native: attribute["values"][0]
        for attribute in signed["signer_infos"][0]["signed_attrs"]
    }
    moment: datetime = values["signing_time"].native
    return moment.astimezone(CHINA)
