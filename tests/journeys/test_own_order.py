"""专家的评审顺序: as they present, or an own order each, recorded in the task and shown."""

import hashlib
from pathlib import Path

import pytest
from journey_call import PIN, call
from journey_stage import DATA, REASON

from ynreview.app.queries.scoring_view import scoring_view
from ynreview.app.session import ReviewSession
from ynreview.packages import documents
from ynreview.packages.reader import open_package

OWN = '[rules.presentation_order]\nvalue = "own"\n'


def issued(folder: Path, settings: str = "") -> dict[str, Path]:
    """Issue the real round, E03 recused from 009; return the task packages."""
    dossier, file = folder / "organiser.ynd", folder / "settings.toml"
    file.write_text(settings, encoding="utf-8")
    new = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    call("round", "new", dossier, *new, "--reason", REASON, "--settings", file).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()
    call("round", "panel", dossier, DATA / "panel.xlsx").done()
    call(
        "round", "recuse", dossier, "E03", "009", "--ground", "same_unit", "--note", "同单位"
    ).done()
    answer = call("round", "issue", dossier, "--out", folder / "tasks").done()
    return {file["for"]: Path(file["path"]) for file in answer.data["files"]}


def recorded(task: Path) -> list[str]:
    with open_package(task) as package:
        content = package.read(documents.ASSIGNMENT)
        round_id = package.head.round_id
    assignment = documents.from_bytes(documents.Assignment, content)
    assert assignment.round_id == round_id
    return list(assignment.entries)


def shown(task: Path, folder: Path, code: str) -> tuple[list[str], list[str]]:
    """Return what status and desk show, in their order."""
    dossier = folder / f"{code}.ynd"
    call("expert", "open", task, "--out", dossier).done()
    status = [one["number"] for one in call("expert", "status", dossier).done().data["entries"]]
    with ReviewSession.open(dossier, PIN) as session:
        desk = [line.number for line in session.ask(scoring_view).lines]
    return status, desk


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return issued(tmp_path_factory.mktemp("own"), OWN)


def test_that_everyone_has_an_own_order_that_can_be_computed_again(own: dict[str, Path]) -> None:
    orders = {code: recorded(task) for code, task in own.items()}

    assert len({tuple(sorted(order)) for code, order in orders.items() if code != "E03"}) == 1
    assert len({tuple(order) for order in orders.values()}) == len(orders)
    round_id = own["E01"].name.rpartition("-E01-")[0]
    for code, order in orders.items():
        digests = [hashlib.sha256(f"{round_id}:{code}:{n}".encode()).digest() for n in order]
        assert digests == sorted(digests)


def test_that_the_desk_shows_the_own_order_and_what_is_recused_last(
    own: dict[str, Path], tmp_path: Path
) -> None:
    order = recorded(own["E03"])

    assert shown(own["E03"], tmp_path, "E03") == ([*order, "009"], [*order, "009"])


def test_that_without_the_setting_the_ledger_gives_the_order(tmp_path: Path) -> None:
    tasks = issued(tmp_path)
    ledger = [f"{n:03d}" for n in range(1, 24)]

    assert recorded(tasks["E01"]) == ledger
    assert shown(tasks["E03"], tmp_path, "E03") == (ledger, ledger)
