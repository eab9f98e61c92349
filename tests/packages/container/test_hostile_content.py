"""Packages whose ZIP is flawless and whose content is not what was signed, layer by layer."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ynreview.packages.reader import open_package
from ynreview.packages.verdicts import PackageError, Verdict
from ynreview.signing.keys import SigningKey

Refusal = Callable[[bytes], PackageError]
Change = Callable[[dict[str, bytes]], Any]

NESTED = "data/basis.ynr"
SIGNATURE, CERTIFICATE = "signatures/organiser.p7s", "signatures/organiser.pem"
COSIGNATURE, COCERTIFICATE = "signatures/supervisor.p7s", "signatures/supervisor.pem"
MANIFEST, TAGMANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"


def outcome(error: PackageError) -> tuple[str, Verdict]:
    return error.code.removeprefix("packages."), error.verdict


@pytest.mark.parametrize(
    ("name", "what", "verdict"),
    [
        ("data/assignment.json", "file_altered", Verdict.TAMPERED),
        ("data/files/002/empty.pdf", "file_altered", Verdict.TAMPERED),
        (NESTED, "file_altered", Verdict.TAMPERED),
        ("VERIFY.txt", "file_altered", Verdict.TAMPERED),
        ("bag-info.txt", "file_altered", Verdict.TAMPERED),
        ("bagit.txt", "file_altered", Verdict.TAMPERED),
        (MANIFEST, "file_altered", Verdict.TAMPERED),
        (TAGMANIFEST, "signature_wrong", Verdict.TAMPERED),
        (SIGNATURE, "signature_wrong", Verdict.TAMPERED),
        (CERTIFICATE, "signature_wrong", Verdict.TAMPERED),
        (COSIGNATURE, "signature_wrong", Verdict.TAMPERED),
    ],
)
def test_that_an_altered_file_is_found_at_every_layer(
    name: str, what: str, verdict: Verdict, forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = forge.files(package)
    files[name] += b"\n"

    assert outcome(refusal(forge.laid_out(files))) == (what, verdict)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("data/assignment.json", "file_missing"),
        ("data/files/002/empty.pdf", "file_missing"),
        (NESTED, "file_missing"),
        ("VERIFY.txt", "part_missing"),
        ("bag-info.txt", "part_missing"),
        ("bagit.txt", "part_missing"),
        (MANIFEST, "part_missing"),
        (TAGMANIFEST, "part_missing"),
        (SIGNATURE, "signature_missing"),
        (CERTIFICATE, "signature_missing"),
    ],
)
def test_that_a_removed_file_is_missed_at_every_layer(
    name: str, what: str, forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = forge.files(package)
    del files[name]

    assert outcome(refusal(forge.laid_out(files))) == (what, Verdict.INCOMPLETE)


@pytest.mark.parametrize(
    "name",
    [
        "data/extra.json",
        "data/files/001/extra.pdf",
        "extra.txt",
        "other/extra.txt",
        "fetch.txt",
        "manifest-md5.txt",
        "signatures/extra",
        "signatures/extra.txt",
        "signatures/a.b.p7s",
        "signatures/deep/extra.p7s",
    ],
)
def test_that_an_added_file_is_found(
    name: str, forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = {**forge.files(package), name: b"{}"}

    assert outcome(refusal(forge.laid_out(files))) == ("entry_unlisted", Verdict.TAMPERED)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("data/assignment.json", "data/assignment2.json", "entry_unlisted"),
        ("data/files/001/report.pdf", "data/files/003/report.pdf", "entry_unlisted"),
        ("VERIFY.txt", "README.txt", "part_missing"),
        (SIGNATURE, "signatures/chair.p7s", "signature_missing"),
        (TAGMANIFEST, "tagmanifest-sha512.txt", "part_missing"),
    ],
)
def test_that_a_renamed_file_is_found(
    old: str, new: str, what: str, forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = forge.files(package)
    files[new] = files.pop(old)

    assert outcome(refusal(forge.laid_out(files)))[0] == what


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.update({"data/assignment.json": b'{"expert":"E04"}\n'}),
        lambda files: files.update({"data/extra.json": b"{}"}),
        lambda files: files.pop(NESTED),
        lambda files: files.update({"data/x.json": files.pop("data/assignment.json")}),
        lambda files: files.update({"extra.txt": b"{}"}),
        lambda files: files.update({"VERIFY.txt": b"all is well"}),
    ],
    ids=["altered", "added", "removed", "renamed", "tag file added", "tag file altered"],
)
def test_that_manifests_made_to_fit_do_not_fit_the_signature(
    change: Change, forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = forge.files(package)
    change(files)

    error = refusal(forge.laid_out(forge.rehashed(files)))

    assert outcome(error) == ("signature_wrong", Verdict.TAMPERED)
    assert error.params["signer"] == "organiser"


def test_that_rehashing_an_unchanged_package_changes_nothing(forge: Any, package: bytes) -> None:
    assert forge.laid_out(forge.rehashed(forge.files(package))) == package


def test_that_a_package_without_any_signature_is_incomplete(
    forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = {n: c for n, c in forge.files(package).items() if not n.startswith("signatures/")}

    error = refusal(forge.laid_out(files))

    assert outcome(error) == ("signature_missing", Verdict.INCOMPLETE)


def test_that_a_stripped_second_signature_is_missed(
    forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = forge.files(package)
    del files[COSIGNATURE], files[COCERTIFICATE]

    error = refusal(forge.laid_out(files))

    assert outcome(error) == ("signature_missing", Verdict.INCOMPLETE)
    assert error.params["signer"] == "supervisor"


def test_that_an_exchanged_certificate_is_found(
    forge: Any, package: bytes, stranger_key: SigningKey, refusal: Refusal
) -> None:
    files = {**forge.files(package), CERTIFICATE: stranger_key.certificate.pem}

    assert outcome(refusal(forge.laid_out(files))) == ("signature_wrong", Verdict.TAMPERED)


def test_that_signatures_cannot_change_places(forge: Any, package: bytes, refusal: Refusal) -> None:
    files = forge.files(package)
    files[SIGNATURE], files[COSIGNATURE] = files[COSIGNATURE], files[SIGNATURE]

    assert outcome(refusal(forge.laid_out(files)))[0] == "signature_wrong"


def test_that_pairs_cannot_change_places_either(
    forge: Any, package: bytes, refusal: Refusal
) -> None:
    files = forge.files(package)
    files[SIGNATURE], files[COSIGNATURE] = files[COSIGNATURE], files[SIGNATURE]
    files[CERTIFICATE], files[COCERTIFICATE] = files[COCERTIFICATE], files[CERTIFICATE]

    assert outcome(refusal(forge.laid_out(files)))[0] == "signer_unlisted"


def test_that_a_signature_by_another_key_is_found(
    forge: Any, package: bytes, stranger_key: SigningKey, at: Any, refusal: Refusal
) -> None:
    files = forge.files(package)
    files[SIGNATURE] = stranger_key.sign(files[TAGMANIFEST], at)
    kept = outcome(refusal(forge.laid_out(files)))
    files[CERTIFICATE] = stranger_key.certificate.pem
    exchanged = outcome(refusal(forge.laid_out(files)))

    assert kept == ("signature_wrong", Verdict.TAMPERED)
    assert exchanged == ("signer_unlisted", Verdict.TAMPERED)


def test_that_a_signer_nobody_listed_is_found(
    forge: Any, package: bytes, stranger_key: SigningKey, at: Any, refusal: Refusal
) -> None:
    files = forge.files(package)
    files["signatures/chair.p7s"] = stranger_key.sign(files[TAGMANIFEST], at)
    files["signatures/chair.pem"] = stranger_key.certificate.pem

    assert outcome(refusal(forge.laid_out(files))) == ("signer_unlisted", Verdict.TAMPERED)


def test_that_a_consistent_forgery_shows_another_key_code(
    forge: Any,
    package: bytes,
    key: SigningKey,
    stranger_key: SigningKey,
    seal: Callable[..., bytes],
    stick: Path,
) -> None:
    payload = {
        name.removeprefix("data/"): content
        for name, content in forge.files(package).items()
        if name.startswith("data/")
    }
    path = stick / "forged.ynr"
    path.write_bytes(seal(payload, with_key=stranger_key))

    with open_package(path) as opened:
        assert opened.signers[0].certificate.subject_cn == key.certificate.subject_cn
        assert opened.signers[0].key_code != key.certificate.key_code
        assert opened.signers[0].certificate != key.certificate


def test_that_a_nested_package_is_proven_as_strictly(
    forge: Any, nested: bytes, seal: Callable[..., bytes], stick: Path
) -> None:
    inner = forge.files(nested)
    inner["data/round.json"] = b'{"title":"y"}\n'
    altered = forge.laid_out(inner, "2026HPG-basis")
    path = stick / "outer.ynr"
    path.write_bytes(seal({"basis.ynr": altered, "cut.ynr": nested[:-1], "no.ynr": b"-"}))

    with open_package(path) as opened:
        for name, verdict in (
            ("basis.ynr", Verdict.TAMPERED),
            ("cut.ynr", Verdict.INCOMPLETE),
            ("no.ynr", Verdict.UNREADABLE),
        ):
            with pytest.raises(PackageError) as caught:
                opened.open_nested(name)
            assert caught.value.verdict is verdict
            assert caught.value.params["package"] == name


def with_tag_files(
    forge: Any, package: bytes, key: SigningKey, other: SigningKey, at: Any, change: Change
) -> bytes:
    """Return a package whose signers signed odd tag files themselves."""
    files = forge.files(package)
    change(files)
    listed = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in sorted(files.items())
        if "/" not in name and name != TAGMANIFEST
    }
    files[TAGMANIFEST] = "".join(f"{d}  {n}\n" for n, d in listed.items()).encode()
    files[SIGNATURE] = key.sign(files[TAGMANIFEST], at)
    files[COSIGNATURE] = other.sign(files[TAGMANIFEST], at)
    return bytes(forge.laid_out(files))


def replacing(name: str, old: bytes, new: bytes) -> Change:
    def change(files: dict[str, bytes]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


INFO = "bag-info.txt"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (replacing("bagit.txt", b"1.0", b"0.97"), "head_unreadable"),
        (replacing(INFO, b"Ynreview-Format: 1\n", b""), "head_unreadable"),
        (replacing(INFO, b"Ynreview-Round: 2026HPG\n", b""), "head_unreadable"),
        (replacing(INFO, b"Format: 1", b"Format: 2"), "head_unreadable"),
        (replacing(INFO, b"Type: task", b"Type: letter"), "head_unreadable"),
        (replacing(INFO, b"+08:00", b""), "head_unreadable"),
        (replacing(INFO, b"T09:30", b"T24:30"), "head_unreadable"),
        (replacing(INFO, b"Role: ", b"Role:  "), "head_unreadable"),
        (replacing(INFO, b"Payload-Oxum: ", b"Payload-Oxum: 0"), "head_unreadable"),
        (replacing(INFO, b"\n", b"\r\n"), "head_unreadable"),
        (replacing(INFO, b"\n", b"\n "), "head_unreadable"),
        (replacing(INFO, b"2026HPG\n", b"\xe8\xaf\x84\n"), "head_unreadable"),
        (replacing(INFO, b".4\n", b".5\n"), "manifest_differs"),
        (replacing(INFO, b"supervisor", b"organisers"), "signature_missing"),
        (replacing(MANIFEST, b"  data", b" *data"), "manifest_differs"),
        (replacing(MANIFEST, b"data/a", b"data/../a"), "manifest_differs"),
        (lambda files: files.update({MANIFEST: b""}), "manifest_differs"),
        (lambda files: files.update({MANIFEST: files[MANIFEST][:-1]}), "manifest_differs"),
        (lambda files: files.update({MANIFEST: files[MANIFEST] * 2}), "manifest_differs"),
        (lambda files: files.update({MANIFEST: b"\xff" * 80}), "manifest_differs"),
        (lambda files: files.update({"VERIFY.txt": b" " * 70_000}), "entry_too_large"),
        (lambda files: files.update({MANIFEST: b"x" * 2**22 + b"x"}), "entry_too_large"),
    ],
)
def test_that_odd_tag_files_are_refused_even_when_signed(
    change: Change,
    what: str,
    forge: Any,
    package: bytes,
    key: SigningKey,
    supervisor_key: SigningKey,
    at: Any,
    refusal: Refusal,
) -> None:
    odd = with_tag_files(forge, package, key, supervisor_key, at, change)

    assert outcome(refusal(odd))[0] == what


def test_that_a_listed_tag_file_that_is_absent_is_missed(
    forge: Any,
    package: bytes,
    key: SigningKey,
    supervisor_key: SigningKey,
    at: Any,
    refusal: Refusal,
) -> None:
    files = forge.files(
        with_tag_files(
            forge, package, key, supervisor_key, at, lambda f: f.update({"notes.txt": b"later"})
        )
    )
    del files["notes.txt"]

    assert outcome(refusal(forge.laid_out(files))) == ("part_missing", Verdict.INCOMPLETE)


def test_that_a_further_signed_tag_file_is_welcome(
    forge: Any, package: bytes, key: SigningKey, supervisor_key: SigningKey, at: Any, stick: Path
) -> None:
    newer = with_tag_files(
        forge, package, key, supervisor_key, at, lambda f: f.update({"notes.txt": b"later"})
    )
    path = stick / "newer.ynr"
    path.write_bytes(newer)

    with open_package(path) as opened:
        assert opened.read("assignment.json") == b'{"expert":"E03"}\n'


@pytest.mark.parametrize("name", [SIGNATURE, CERTIFICATE, TAGMANIFEST, INFO, MANIFEST])
def test_that_damage_with_a_fitting_checksum_is_refused_or_harmless(
    name: str, forge: Any, package: bytes, stick: Path
) -> None:
    chance = random.Random(name)  # noqa: S311 - a fixed seed makes a failure repeatable
    path = stick / "damaged.ynr"
    path.write_bytes(package)
    with open_package(path) as opened:
        genuine = (opened.head, opened.payload, [signer.key_code for signer in opened.signers])
    for _ in range(250):
        files = forge.files(package)
        damaged = bytearray(files[name])
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        files[name] = bytes(damaged)
        path.write_bytes(forge.laid_out(files))
        try:
            with open_package(path) as opened:
                found = (opened.head, opened.payload, [s.key_code for s in opened.signers])
        except PackageError:
            continue
        assert name == SIGNATURE
        assert found == genuine
