"""Issuing nine packages with 200 MB of PDFs each, against copying the same bytes as carefully."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ynreview.app import commands as c
from ynreview.app import demo
from ynreview.app.session import ReviewSession
from ynreview.app.work import Surroundings
from ynreview.panel.entries import Attachment

pytestmark = pytest.mark.benchmark
Compare = Callable[..., float]
AROUND = Surroundings.real()
ENTRIES, EXPERTS, MIB = 20, 8, 1 << 20  # the example round has one alternate more
A_FILE = 10 * MIB


@pytest.fixture(scope="module")
def organiser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round whose platforms have 10 MB of PDF each; what the bytes are does not matter here."""
    root = tmp_path_factory.mktemp("round")
    stage = demo._Stage(root, demo.Demo(entries=ENTRIES, experts=EXPERTS), AROUND)
    demo._prepare(stage)
    with (
        ReviewSession.open(stage.organiser, demo.PIN, AROUND) as session,
        session._dossier.unit_of_work() as uow,
    ):
        for entry in uow.entries():
            blob = uow.put_blob(os.urandom(A_FILE))
            file = Attachment(f"{entry.number}.pdf", blob.digest, blob.size)
            uow.put_entry(replace(entry, attachments=(file,)))
        uow.journal.append("organiser", "AttachFiles", "", {}, AROUND.clock.now())
    return stage.organiser


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").hexdigest()


def test_that_issuing_is_bounded_by_the_disk(
    compare: Compare, organiser: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    with plain.open("wb") as file:
        for _ in range(ENTRIES):
            file.write(os.urandom(A_FILE))

    with ReviewSession.open(organiser, demo.PIN, AROUND) as session:
        experts = session.ask(lambda uow: uow.experts())
        first = tmp_path / "first"
        first.mkdir()
        session.execute(c.IssuePackages(first, experts=(experts[0].code,)))
        shutil.rmtree(first)

        def copying() -> None:
            for expert in experts:
                target = tmp_path / f"{expert.code}.copy"
                shutil.copyfile(plain, target)
                with target.open("rb+") as file:
                    os.fsync(file.fileno())
                assert digest_of(target) == digest_of(plain)
                target.unlink()

        def issuing() -> None:
            out = tmp_path / "out"
            out.mkdir()
            outcome = session.execute(c.IssuePackages(out))
            assert len(outcome.files) == len(experts)
            shutil.rmtree(out)

        what = f"issuing {len(experts)} packages of 200 MB / copying and comparing"
        assert compare(what, issuing, copying, rounds=2) < 6
