"""Taking 3 000 reviews in, and storing one sheet, against what neither can do without."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from ynreview.app import commands as c
from ynreview.app import demo
from ynreview.app.collecting import collect_files
from ynreview.app.opening import open_desk, open_task
from ynreview.app.session import ReviewSession
from ynreview.app.work import Surroundings
from ynreview.kernel.journal_chain import chain_head
from ynreview.packages import documents
from ynreview.packages.bag import PackageHead, PackageType
from ynreview.packages.documents import Submission
from ynreview.packages.reader import open_package
from ynreview.packages.task import Task, read_task
from ynreview.packages.writer import seal_package
from ynreview.panel.sheets import ScoreSheet
from ynreview.signing.keys import SigningKey
from ynreview.storage.encrypted_file import CipherKey, EncryptedFile, fresh_salt

pytestmark = pytest.mark.benchmark
Compare = Callable[..., float]
AROUND = Surroundings.real()
ENTRIES, EXPERTS = 200, 15


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> demo._Stage:
    root = tmp_path_factory.mktemp("round")
    stage = demo._Stage(root, demo.Demo(entries=ENTRIES, experts=EXPERTS), AROUND)
    demo._prepare(stage)
    demo._issue(stage)
    out = stage.folder("scores")
    for code, path in list(stage.tasks.items())[:EXPERTS]:
        with open_package(path) as package:
            stage.scores.append(a_score_package(read_task(package), package.digest, out, code))
    open_desk(stage.tasks["E01"], stage.chair, demo.PIN, AROUND)
    return stage


def a_score_package(task: Task, digest: str, out: Path, code: str) -> Path:
    at = AROUND.clock.now()
    submission = Submission(
        round_id=task.basis.setup.round_id,
        basis_digest=task.basis.digest,
        task_digest=digest,
        expert=code,
        revision=1,
        previous_digest=None,
        submitted_at=at,
        undertaking="",
        sheets=tuple(a_sheet(task, number) for number in task.assignment.entries),
    )
    lines = (json.dumps({"seq": 1}),)
    name = f"{submission.round_id}-{code}-score-r1"
    head = PackageHead(
        name, submission.round_id, PackageType.SCORE, at, "expert", chain_head(lines)
    )
    payload = {
        documents.SUBMISSION: documents.to_bytes(submission),
        documents.JOURNAL: f"{lines[0]}\n".encode(),
    }
    path = out / f"{name}.ynr"
    seal_package(name, head, payload, SigningKey.generate(code), code, at, path)
    return path


def a_sheet(task: Task, number: str) -> ScoreSheet:
    form = next(task.basis.form_of(entry) for entry in task.entries if entry.number == number)
    remark = "材料齐全，佐证可核对，见总结报告第12页。"
    return ScoreSheet(
        entry=number,
        points={item.code: item.levels[item.level_of(item.full)].lowest for item in form.items},
        remarks={item.code: remark for item in form.items},
        veto={one.code: False for one in form.veto},
        overall=remark * 6,
    )


def test_that_taking_reviews_in_costs_little_more_than_proving_and_parsing(
    compare: Compare, stage: demo._Stage
):
    def proving_and_parsing() -> None:
        for score in stage.scores:
            with open_package(score) as package:
                json.loads(package.read(documents.SUBMISSION))

    desks = iter(range(100))
    sessions = []

    def fresh_desk() -> ReviewSession:
        path = stage.root / f"chair-{next(desks)}.ynd"
        shutil.copy(stage.chair, path)
        sessions.append(ReviewSession.open(path, demo.PIN, AROUND))
        return sessions[-1]

    waiting = [fresh_desk() for _ in range(2)]

    def collecting() -> None:
        documents._read.cache_clear()
        outcome = collect_files(waiting.pop(), stage.scores, (), confirm_all=True)
        assert len(outcome.data["collected"]) == len(stage.scores)

    ratio = compare(
        "15 packages, 3000 reviews, proving and parsing",
        collecting,
        proving_and_parsing,
        rounds=2,
        clock=process_time,
    )

    for session in sessions:
        session.close()
    assert ratio < 15


def test_that_storing_a_sheet_costs_little_more_than_a_bare_commit(
    compare: Compare, stage: demo._Stage
):
    path = stage.root / "E02.ynd"
    open_task(stage.tasks["E02"], path, demo.PIN, AROUND)
    with open_package(stage.tasks["E02"]) as package:
        sheet = a_sheet(read_task(package), "001")
    bare = EncryptedFile(stage.root / "bare.ynd", CipherKey(bytes(32), fresh_salt()))
    bare.run("CREATE TABLE sheet (entry TEXT, body TEXT)")
    body = json.dumps(dict(sheet.remarks), ensure_ascii=False)

    with ReviewSession.open(path, demo.PIN, AROUND) as session:
        ratio = compare(
            "one sheet stored, against a bare commit",
            lambda: session.execute(c.EnterSheet(sheet)),
            lambda: bare.run("INSERT INTO sheet VALUES ('001', ?)", (body,)),
            rounds=40,
        )
    bare.close()

    assert ratio < 15
