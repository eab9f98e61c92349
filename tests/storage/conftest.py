from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ynreview.kernel.clock import CHINA, FixedClock
from ynreview.kernel.terms import Duty
from ynreview.storage.dossier import Dossier
from ynreview.storage.unit_of_work import UnitOfWork

PIN = "滇池 2026㛃"
NOON = datetime(2026, 11, 24, 12, tzinfo=CHINA)


@pytest.fixture
def pin() -> str:
    return PIN


@pytest.fixture
def at() -> datetime:
    return NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2026HPG-P1-chair.ynd"


@pytest.fixture
def dossier(path: Path) -> Iterator[Dossier]:
    with Dossier.create(path, PIN, Duty.CHAIR, FixedClock(NOON)) as dossier:
        yield dossier


@pytest.fixture
def closed(dossier: Dossier) -> Path:
    """A dossier that holds the document "note", closed again."""
    with dossier.unit_of_work() as uow:
        uow.put_document("note", "㛃䶮𬀩".encode())
        uow.journal.append("E03", "put_note", "note", {}, NOON)
    dossier.close()
    return dossier.path


@pytest.fixture
def tell() -> Callable[[UnitOfWork], str]:
    """Write the journal entry that every change needs."""
    return lambda uow: uow.journal.append("E03", "test", "", {}, NOON)
