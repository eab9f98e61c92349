"""Witnesses who never saw this program: unzip, openssl, sha256sum, base32 and bagit."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ynreview.signing.keys import SigningKey

TOOLS = ("bash", "unzip", "openssl", "sha256sum", "base32", "head", "tr")


@pytest.fixture
def unpacked(package: bytes, top: str, tmp_path: Path) -> Path:
    """Return the unpacked bag; a missing tool is a failure, since nothing would be witnessed."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"install these stock tools to run the tests: {missing}"
    (tmp_path / f"{top}.ynr").write_bytes(package)
    run(["unzip", "-q", f"{top}.ynr"], tmp_path)
    return tmp_path / top


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool that must succeed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done


def commands(bag: Path) -> list[str]:
    """Return the commands that VERIFY.txt asks a reader to type."""
    lines = (bag / "VERIFY.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.startswith("    ") and line.isascii()]


def test_that_the_commands_of_verify_txt_prove_the_package(
    unpacked: Path, key: SigningKey, supervisor_key: SigningKey
) -> None:
    unzip, *signatures, sums, first, second = commands(unpacked)
    shutil.rmtree(unpacked)

    run(["bash", "-c", f"set -o pipefail; {unzip} && pwd"], unpacked.parent)
    verified = [run(["bash", "-c", command], unpacked).stderr for command in signatures]
    quiet = run(["bash", "-c", sums], unpacked)
    codes = [run(["bash", "-c", command], unpacked).stdout.strip() for command in (first, second)]

    assert [text.strip() for text in verified] == ["CAdES Verification successful"] * 2
    assert quiet.stdout + quiet.stderr == ""
    assert codes == [known.certificate.key_code.replace("-", "") for known in (key, supervisor_key)]


def test_that_verify_txt_names_both_signers_with_their_codes(
    unpacked: Path, key: SigningKey, supervisor_key: SigningKey
) -> None:
    text = (unpacked / "VERIFY.txt").read_text(encoding="utf-8")

    assert f"organiser，签名时写入的身份核对码为 {key.certificate.key_code}" in text
    assert f"supervisor，签名时写入的身份核对码为 {supervisor_key.certificate.key_code}" in text


def test_that_stock_tools_find_an_altered_file(unpacked: Path) -> None:
    (unpacked / "data/assignment.json").write_bytes(b'{"expert":"E04"}\n')
    sums = next(line for line in commands(unpacked) if line.startswith("sha256sum"))

    done = subprocess.run(["bash", "-c", sums], cwd=unpacked, capture_output=True, check=False)

    assert done.returncode != 0


def test_that_stock_tools_find_an_exchanged_certificate(
    unpacked: Path, stranger_key: SigningKey
) -> None:
    (unpacked / "signatures/organiser.pem").write_bytes(stranger_key.certificate.pem)
    verify = next(line for line in commands(unpacked) if "organiser.p7s" in line)

    done = subprocess.run(["bash", "-c", verify], cwd=unpacked, capture_output=True, check=False)

    assert done.returncode != 0


def test_that_stock_tools_find_an_altered_tagmanifest(unpacked: Path) -> None:
    tagmanifest = unpacked / "tagmanifest-sha256.txt"
    tagmanifest.write_bytes(tagmanifest.read_bytes() + b"\n")
    verify = next(line for line in commands(unpacked) if "organiser.p7s" in line)

    done = subprocess.run(["bash", "-c", verify], cwd=unpacked, capture_output=True, check=False)

    assert done.returncode != 0


def test_that_the_reference_library_finds_the_bag_valid(unpacked: Path) -> None:
    done = run([sys.executable, "-m", "bagit", "--validate", str(unpacked)], unpacked)

    assert "is valid" in done.stderr


def test_that_unpacked_files_are_ordinary_readable_files(unpacked: Path) -> None:
    modes = {path.stat().st_mode & 0o777 for path in unpacked.rglob("*") if path.is_file()}

    assert modes == {0o644}
