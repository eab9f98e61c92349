"""A seal, a forger's bench and a strict reader for the tests of packages."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zlib import crc32

import pytest

from ynreview.kernel.clock import CHINA
from ynreview.messages.catalogue import sentence
from ynreview.packages.bag import PackageHead, PackageType, manifest_to_bytes
from ynreview.packages.reader import open_package
from ynreview.packages.sources import Source
from ynreview.packages.verdicts import PackageError
from ynreview.packages.writer import seal_package
from ynreview.packages.zip_layout import Entry, directory, local_header
from ynreview.signing.keys import SigningKey

AT = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)
TOP = "2026HPG-E03-task-v1"


@pytest.fixture(scope="session")
def at() -> datetime:
    return AT


@pytest.fixture(scope="session")
def top() -> str:
    return TOP


@pytest.fixture(scope="session")
def key() -> SigningKey:
    return SigningKey.generate("organiser")


@pytest.fixture(scope="session")
def supervisor_key() -> SigningKey:
    return SigningKey.generate("supervisor")


@pytest.fixture(scope="session")
def stranger_key() -> SigningKey:
    return SigningKey.generate("organiser")


@pytest.fixture(scope="session")
def head() -> PackageHead:
    return PackageHead(
        package_id=TOP,
        round_id="2026HPG",
        type=PackageType.TASK,
        created=AT,
        signer_role="organiser",
        journal_head="0" * 64,
        extra={"Basis-Digest": "ab" * 32, "Assignment": "E03"},
    )


@pytest.fixture(scope="session")
def seal(key: SigningKey, head: PackageHead) -> Callable[..., bytes]:
    """Return a function that seals a payload in memory."""

    def sealed(
        payload: Mapping[str, Source],
        top_name: str = TOP,
        cosigners: Mapping[str, SigningKey] | None = None,
        with_key: SigningKey = key,
    ) -> bytes:
        target = io.BytesIO()
        seal_package(top_name, head, payload, with_key, "organiser", AT, target, cosigners)
        return target.getvalue()

    return sealed


@pytest.fixture(scope="session")
def nested(seal: Callable[..., bytes]) -> bytes:
    return seal({"round.json": b'{"title":"x"}\n'}, "2026HPG-basis")


@pytest.fixture(scope="session")
def package(seal: Callable[..., bytes], nested: bytes, supervisor_key: SigningKey) -> bytes:
    """Return a package with documents, a file in folders, a nested package, and two signers."""
    payload = {
        "assignment.json": b'{"expert":"E03"}\n',
        "basis.ynr": nested,
        "files/001/report.pdf": b"%PDF-1.7 " + bytes(range(256)) * 8,
        "files/002/empty.pdf": b"",
    }
    return seal(payload, cosigners={"supervisor": supervisor_key})


class Forge:
    """Takes a sealed package apart and lays it out again, headers and checksums made to fit."""

    def files(self, content: bytes) -> dict[str, bytes]:
        """Return every file by its name below the top folder."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}

    def laid_out(self, files: Mapping[str, bytes], top_name: str = TOP) -> bytes:
        """Return a package whose ZIP is exactly as the writer lays it out."""
        return self.laid_out_as({f"{top_name}/{name}": files[name] for name in sorted(files)})

    def laid_out_as(self, files: Mapping[str, bytes]) -> bytes:
        """Return the same for full names in the order given."""
        out = io.BytesIO()
        entries = []
        for name, content in files.items():
            entry = Entry(name, crc32(content), len(content), out.tell())
            out.write(local_header(entry) + content)
            entries.append(entry)
        out.write(directory(entries, out.tell()))
        return out.getvalue()

    def rehashed(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files with both manifests made to fit them; signatures stay as they are."""
        fitted = dict(files)
        fitted["manifest-sha256.txt"] = _manifest(fitted, lambda name: name.startswith("data/"))
        fitted["tagmanifest-sha256.txt"] = _manifest(fitted, _is_tag_file)
        return fitted

    def zipped(
        self, content: bytes, change: Callable[[zipfile.ZipInfo], None] | None = None
    ) -> bytes:
        """Return the package written again by the standard library, each entry changed."""
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(out, "w") as target,
        ):
            for listed in source.infolist():
                stored = zipfile.ZipInfo(listed.filename, (1980, 1, 1, 0, 0, 0))
                stored.external_attr = 0o100644 << 16
                stored.create_system, stored.create_version, stored.extract_version = 3, 30, 10
                if change is not None:
                    change(stored)
                target.writestr(stored, source.read(listed), stored.compress_type)
        return out.getvalue()


def _is_tag_file(name: str) -> bool:
    return not name.startswith(("data/", "signatures/")) and name != "tagmanifest-sha256.txt"


def _manifest(files: Mapping[str, bytes], wanted: Callable[[str], bool]) -> bytes:
    return manifest_to_bytes(
        {name: hashlib.sha256(files[name]).hexdigest() for name in files if wanted(name)}
    )


@pytest.fixture(scope="session")
def forge() -> Forge:
    return Forge()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def refusal(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], PackageError]:
    """Return a function that opens a package that must be refused, and returns the refusal."""
    folder = tmp_path_factory.mktemp("refused")

    def refused(content: bytes) -> PackageError:
        path = folder / "foreign.ynr"
        path.write_bytes(content)
        with pytest.raises(PackageError) as caught:
            open_package(path, folder).close()
        told = sentence(caught.value.code, **caught.value.params)
        assert "foreign.ynr" in told
        assert [found.name for found in folder.iterdir()] == ["foreign.ynr"]
        return caught.value

    return refused
