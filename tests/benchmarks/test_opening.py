"""Opening and proving 200 MB against hashing the same bytes, and against the stock tools."""

import hashlib
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from ynreview.kernel.clock import CHINA
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.reader import open_package
from ynreview.packages.writer import seal_package
from ynreview.signing.keys import SigningKey

pytestmark = pytest.mark.benchmark
Compare = Callable[..., float]
TOOLS = ("unzip", "sha256sum", "openssl")
NAME = "R-E01-task-v1"
FILES, FILE_BYTES = 50, 4_000_000


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("opening") / f"{NAME}.ynr"
    at = datetime(2026, 11, 24, 9, tzinfo=CHINA)
    head = PackageHead(NAME, "R", PackageType.TASK, at, "organiser")
    content = random.Random(1).randbytes(FILE_BYTES)  # noqa: S311 - an example, not a secret
    payload = {f"files/{place:04d}.pdf": content for place in range(FILES)}
    key = SigningKey.generate("organiser")
    seal_package(NAME, head, payload, key, "organiser", at, path)
    return path


def test_that_proving_a_package_costs_little_more_than_hashing_it(compare: Compare, package: Path):
    content = package.read_bytes()

    ratio = compare(
        "opening and proving 200 MB, against SHA-256",
        lambda: open_package(package).close(),
        lambda: hashlib.sha256(content).digest(),
    )

    assert ratio < 8


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="needs unzip, sha256sum, openssl")
def test_that_proving_a_package_is_faster_than_the_stock_check(compare: Compare, package: Path):
    folder = package.parent
    subprocess.run(["unzip", "-q", package, "-d", folder], check=True)
    signature = "signatures/organiser"
    checks = (
        ["unzip", "-tq", str(package)],
        ["sha256sum", "--check", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
        [
            *("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER"),
            *("-in", f"{signature}.p7s", "-content", "tagmanifest-sha256.txt"),
            *("-CAfile", f"{signature}.pem", "-purpose", "any", "-no_check_time"),
            *("-out", "/dev/null"),
        ],
    )

    def stock_check() -> None:
        for check in checks:
            subprocess.run(check, check=True, cwd=folder / NAME, capture_output=True)

    ratio = compare(
        "opening and proving 200 MB, against the stock check",
        lambda: open_package(package).close(),
        stock_check,
    )

    assert ratio < 0.6
