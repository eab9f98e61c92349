"""Archives that no honest writer makes: every one is refused before its content is believed."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from ynreview.packages.reader import open_package
from ynreview.packages.verdicts import PackageError, Verdict
from ynreview.packages.zip_layout import Entry, directory, local_header

Refusal = Callable[[bytes], PackageError]
END = struct.Struct("<4s4H2IH")


def central_at(content: bytes, number: int = 0) -> int:
    """Return where a header of the central directory stands."""
    at = END.unpack(content[-22:])[6]
    for _ in range(number):
        at += 46 + struct.unpack_from("<H", content, at + 28)[0]
    return int(at)


def patched(content: bytes, at: int, form: str, value: int) -> bytes:
    """Return the content with one number written over."""
    changed = bytearray(content)
    struct.pack_into(form, changed, at, value)
    return bytes(changed)


def test_that_the_standard_library_can_write_the_very_same_bytes(
    forge: Any, package: bytes
) -> None:
    assert forge.zipped(package) == package


ZIP_TRICKS: dict[str, Callable[[zipfile.ZipInfo], Any]] = {
    "a symbolic link": lambda entry: setattr(entry, "external_attr", 0o120777 << 16),
    "a device": lambda entry: setattr(entry, "external_attr", 0o020644 << 16),
    "an executable": lambda entry: setattr(entry, "external_attr", 0o100755 << 16),
    "a date": lambda entry: setattr(entry, "date_time", (2026, 11, 24, 9, 0, 0)),
    "a comment on an entry": lambda entry: setattr(entry, "comment", b"note"),
    "an extra field": lambda entry: setattr(entry, "extra", b"\x01\x99\x00\x00"),
    "a deflated member": lambda entry: setattr(entry, "compress_type", zipfile.ZIP_DEFLATED),
    "a bzip2 member": lambda entry: setattr(entry, "compress_type", zipfile.ZIP_BZIP2),
    "another system": lambda entry: setattr(entry, "create_system", 0),
    "another version": lambda entry: setattr(entry, "extract_version", 45),
}


@pytest.mark.parametrize("trick", ZIP_TRICKS)
@pytest.mark.parametrize("wanted", ["data/assignment.json", "signatures/organiser.pem"])
def test_that_one_odd_header_refuses_the_package(
    trick: str, wanted: str, forge: Any, package: bytes, refusal: Refusal
) -> None:
    def change(entry: zipfile.ZipInfo) -> None:
        if entry.filename.endswith(wanted):
            ZIP_TRICKS[trick](entry)

    error = refusal(forge.zipped(package, change))

    assert (error.code, error.verdict) == ("packages.layout_differs", Verdict.TAMPERED)


@pytest.mark.parametrize(
    ("place", "form", "value"),
    [
        (6, "<H", 1),  # encrypted
        (6, "<H", 8),  # sizes follow the content
        (6, "<H", 0x800),  # UTF-8 names
        (8, "<H", 8),  # deflated
        (14, "<I", 0),  # checksum
        (18, "<I", 0),  # stored size
        (22, "<I", 0),  # size
        (28, "<H", 4),  # length of an extra field
    ],
)
def test_that_a_local_header_unlike_the_directory_is_refused(
    place: int, form: str, value: int, package: bytes, refusal: Refusal
) -> None:
    assert refusal(patched(package, place, form, value)).code == "packages.layout_differs"


def test_that_a_local_name_unlike_the_directory_is_refused(
    package: bytes, refusal: Refusal
) -> None:
    assert refusal(package.replace(b"VERIFY.txt", b"VERIFX.txt", 1)).code == (
        "packages.layout_differs"
    )


@pytest.mark.parametrize("flag", [1, 1 << 6, 1 << 13])
def test_that_an_encrypted_member_is_refused(flag: int, package: bytes, refusal: Refusal) -> None:
    both = patched(patched(package, 6, "<H", flag), central_at(package) + 8, "<H", flag)

    assert refusal(both).code == "packages.layout_differs"


@pytest.mark.parametrize("size", [2**30 + 1, 2**32 - 1])
def test_that_a_bomb_is_refused_by_the_size_it_claims(
    size: int, package: bytes, refusal: Refusal
) -> None:
    at = central_at(package)
    bomb = patched(patched(package, at + 20, "<I", size), at + 24, "<I", size)

    error = refusal(bomb)

    assert (error.code, error.verdict) == ("packages.entry_too_large", Verdict.UNREADABLE)


def test_that_too_many_entries_are_refused(forge: Any, refusal: Refusal) -> None:
    crowd = forge.laid_out_as({f"t/{number:04}": b"" for number in range(5001)})

    assert refusal(crowd).code == "packages.too_many_entries"


def test_that_a_count_of_entries_that_lies_is_refused(package: bytes, refusal: Refusal) -> None:
    for count in (0, 1, 12, 14, 5000):
        lying = patched(patched(package, len(package) - 12, "<H", count), -14, "<H", count)
        assert refusal(lying).code == "packages.layout_differs"


def test_that_overlapping_entries_are_refused(package: bytes, refusal: Refusal) -> None:
    first, second = central_at(package), central_at(package, 1)
    overlapping = patched(
        package, second + 42, "<I", *struct.unpack_from("<I", package, first + 42)
    )

    assert refusal(overlapping).code == "packages.layout_differs"


def test_that_a_quoted_overlap_is_refused(refusal: Refusal) -> None:
    # The outer entry's content begins with a whole local header of the next one.
    inner = Entry("t/b", crc32(b"x"), 1, 33)
    content = local_header(inner) + b"x"
    outer = Entry("t/a", crc32(content), len(content), 0)
    body = local_header(outer) + content

    assert refusal(body + directory([outer, inner], len(body))).code == "packages.layout_differs"


def test_that_a_gap_between_entries_is_refused(refusal: Refusal) -> None:
    one, two = Entry("t/a", crc32(b"x"), 1, 0), Entry("t/b", crc32(b"y"), 1, 40)
    body = local_header(one) + b"x" + b"hidden" + local_header(two) + b"y"

    assert refusal(body + directory([one, two], len(body))).code == "packages.layout_differs"


def test_that_entries_out_of_order_are_refused(
    forge: Any, package: bytes, top: str, refusal: Refusal
) -> None:
    files = forge.files(package)
    turned = {f"{top}/{name}": files[name] for name in sorted(files, reverse=True)}

    assert refusal(forge.laid_out_as(turned)).code == "packages.layout_differs"


def test_that_bytes_before_or_behind_the_archive_are_refused(
    package: bytes, refusal: Refusal
) -> None:
    assert refusal(b"MZ" + package).code == "packages.not_a_package"
    assert refusal(b"PK\x03\x04" + package).code == "packages.layout_differs"
    assert refusal(package + package).code == "packages.layout_differs"
    assert refusal(package + b"\n").code == "packages.layout_differs"
    assert refusal(package + bytes(70_000)).code == "packages.truncated"


def test_that_two_end_records_are_refused(package: bytes, refusal: Refusal) -> None:
    assert refusal(package + package[-22:]).code == "packages.layout_differs"


def test_that_a_comment_of_the_archive_is_refused(package: bytes, refusal: Refusal) -> None:
    noted = patched(package, len(package) - 2, "<H", 4) + b"note"

    assert refusal(noted).code == "packages.layout_differs"


def test_that_a_comment_that_looks_like_an_end_record_is_refused(
    package: bytes, refusal: Refusal
) -> None:
    noted = patched(package, len(package) - 2, "<H", 22) + package[-22:]

    assert refusal(noted).code == "packages.layout_differs"


def test_that_zip64_records_are_refused(package: bytes, refusal: Refusal) -> None:
    start, size = central_at(package), len(package) - 22 - central_at(package)
    count = struct.unpack_from("<H", package, len(package) - 12)[0]
    end64 = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(package) - 22, 1)
    sentinel = END.pack(b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)

    assert refusal(package[:-22] + end64 + locator + package[-22:]).code == (
        "packages.layout_differs"
    )
    assert refusal(package[:-22] + end64 + locator + sentinel).code == "packages.too_many_entries"


def test_that_a_member_with_zip64_fields_is_refused(
    forge: Any, package: bytes, top: str, refusal: Refusal
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(forge.files(package).items()):
            entry = zipfile.ZipInfo(f"{top}/{name}", (1980, 1, 1, 0, 0, 0))
            with archive.open(entry, "w", force_zip64=True) as member:
                member.write(content)

    assert refusal(out.getvalue()).code == "packages.layout_differs"


def test_that_folders_as_entries_are_refused(
    forge: Any, package: bytes, top: str, refusal: Refusal
) -> None:
    files = {f"{top}/{name}": content for name, content in forge.files(package).items()}
    error = refusal(forge.laid_out_as({f"{top}/data/": b"", **files}))

    assert error.code == "packages.name_refused"


def test_that_a_package_cut_anywhere_is_never_accepted(package: bytes, refusal: Refusal) -> None:
    verdicts = {refusal(package[:length]).verdict for length in range(0, len(package), 37)} | {
        refusal(package[:-length]).verdict for length in range(1, 60)
    }

    assert verdicts <= {Verdict.INCOMPLETE, Verdict.UNREADABLE}


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n" * 99])
def test_that_another_kind_of_file_is_unreadable(content: bytes, refusal: Refusal) -> None:
    error = refusal(content)

    assert (error.code, error.verdict) == ("packages.not_a_package", Verdict.UNREADABLE)


def test_that_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    sparse = tmp_path / "large.ynr"
    with sparse.open("wb") as file:
        file.truncate(2**32)

    with pytest.raises(PackageError) as caught:
        open_package(sparse)

    assert caught.value.code == "packages.too_large"


def test_that_no_flipped_bit_is_ever_accepted(seal: Callable[..., bytes], refusal: Refusal) -> None:
    package = seal({f"{number:02}.json": b"%d" % number for number in range(40)})
    chance = random.Random(24)  # noqa: S311 - a fixed seed makes a failure repeatable
    for bit in chance.sample(range(len(package) * 8), 3000):
        flipped = bytearray(package)
        flipped[bit >> 3] ^= 1 << (bit & 7)
        refusal(bytes(flipped))


def test_that_random_damage_ends_in_a_refusal(package: bytes, refusal: Refusal) -> None:
    chance = random.Random(25)  # noqa: S311 - a fixed seed makes a failure repeatable
    for _ in range(300):
        start = chance.randrange(len(package) - 40)
        length = chance.randrange(1, 40)
        refusal(package[:start] + chance.randbytes(length) + package[start + length :])
        refusal(package[:start] + package[start + length :])
