"""One small real round, held once; nobody may change its files."""

import shutil
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from ynreview.app.collecting import collect_files
from ynreview.app.session import ReviewSession
from ynreview.app.work import Surroundings
from ynreview.signing.keys import SigningKey

sys.path.insert(0, str(Path(__file__).parent))

from forging import AROUND, PIN, Bench, Collect, Forgery, Plan, Round, hold_round


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Return the round, held from ledger to seal; nobody may change its files."""
    return hold_round(tmp_path_factory.mktemp("round"))


@pytest.fixture(scope="session")
def bench(held: Round, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(held, tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="session")
def around() -> Surroundings:
    return AROUND


@pytest.fixture(scope="session")
def stranger() -> SigningKey:
    return SigningKey.generate("stranger")


@pytest.fixture(scope="session")
def fresh_keys(held: Round) -> dict[str, SigningKey]:
    """Return new keys for everyone, as a forger has them who stole none."""
    return {who: SigningKey.generate(who) for who in held.keys}


@pytest.fixture
def forgery(bench: Bench) -> Plan:
    """Return a function that plans a forgery with stolen keys, some of them exchanged."""

    def planned(**exchanged: SigningKey) -> Forgery:
        return Forgery(bench, {**bench.held.keys, **exchanged})

    return planned


@pytest.fixture
def desk(held: Round, tmp_path: Path) -> Iterator[ReviewSession]:
    """Return the chair's dossier before any package was collected."""
    path = tmp_path / "desk.ynd"
    shutil.copy(held.dossier("desk"), path)
    with ReviewSession.open(path, PIN, AROUND) as session:
        yield session


@pytest.fixture
def collect(desk: ReviewSession, bench: Bench) -> Collect:
    """Return a function that collects packages and gives the answer for the last one."""

    def collected(*contents: bytes | Path) -> dict[str, Any]:
        paths = [one if isinstance(one, Path) else bench.file(one) for one in contents]
        data = collect_files(desk, paths, (), confirm_all=True).data
        answer = next(
            one for one in (*data["collected"], *data["set_aside"]) if one["path"] == str(paths[-1])
        )
        return deepcopy(answer)

    return collected
