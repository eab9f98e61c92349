"""The example round's packages, and the chair's desk at every stage, copied for every test."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "expert"))
sys.path.insert(0, str(Path(__file__).parent))

from chair_hands import settled, until

from ui.application import Application
from ynreview.app import commands as c
from ynreview.app.collecting import collect_files
from ynreview.app.decision_files import read_opinions
from ynreview.app.demo import PIN, Demo, run_demo
from ynreview.app.opening import open_desk
from ynreview.app.outcome import Outcome
from ynreview.app.queries.grading_view import grading_view
from ynreview.app.session import ReviewSession
from ynreview.app.work import Surroundings


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("example") / "round"
    run_demo(root, Demo(), lambda _: None)
    return root


@pytest.fixture(scope="session")
def task(example: Path) -> Path:
    """The task package of the chair."""
    (found,) = (example / "tasks").glob("*-E01-task-*.ynr")
    return found


@pytest.fixture(scope="session")
def packages(example: Path) -> list[Path]:
    """What the other experts hand in."""
    found = sorted((example / "scores").glob("*.ynr"))
    return [path for path in found if "-E01-" not in path.name]


@pytest.fixture(scope="session")
def handed_in(example: Path, task: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chair's desk after the chair's own scores were handed in."""
    root = tmp_path_factory.mktemp("desk")
    desk = root / "chair.ynd"
    _done(open_desk(task, desk, PIN, Surroundings.real()))
    with ReviewSession.open(desk, PIN) as session:
        _done(session.execute(c.EnterScores(example / "scores" / "E01.json")))
        own = _done(session.execute(c.SubmitSheets(root)))
        code = str(own.data["key_code"])
        _done(session.execute(c.CollectPackage(own.files[0].path, (code,))))
    return desk


@pytest.fixture(scope="session")
def received(
    handed_in: Path, packages: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The desk with every package in, not yet closed."""
    desk = copied(handed_in, tmp_path_factory.mktemp("received"))
    with ReviewSession.open(desk, PIN) as session:
        _done(collect_files(session, packages, (), confirm_all=True))
    return desk


@pytest.fixture(scope="session")
def closed(received: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk after the close, the absent expert replaced by the alternate."""
    closing = c.CloseCollection("E05 因病缺席", replaced={"E05": "E08"})
    return _after(received, tmp_path_factory.mktemp("closed"), closing)


@pytest.fixture(scope="session")
def proposed(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk with the grades proposed and the tie on the cut open."""
    return _after(closed, tmp_path_factory.mktemp("proposed"), c.ProposeGrades())


@pytest.fixture(scope="session")
def graded(proposed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk with the tie voted and 不合格 confirmed."""
    with ReviewSession.open(proposed, PIN) as session:
        view = session.ask(grading_view)
    assert view.tie is not None
    first, second = view.tie.open
    reason = "该平台在周边国家的应用更扎实"
    vote = c.TieVote(
        frozenset({first, second}), frozenset({first}), {first: 4, second: 2}, 0, reason
    )
    low = [one.number for one in view.rows if one.proposed.startswith("不合格")]
    sure = tuple(c.Confirmation(one, c.VoteCount(6, 0, 0), "存在问题属实") for one in low)
    return _after(proposed, tmp_path_factory.mktemp("graded"), c.RecordVotes((vote,), sure))


@pytest.fixture(scope="session")
def worded(graded: Path, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk with amounts and opinions, nothing left to do but 定稿."""
    words = read_opinions(example / "专家组意见.json")
    folder = tmp_path_factory.mktemp("worded")
    return _after(graded, folder, c.SuggestAwards(c.AwardMethod.BY_SCORE), words)


@pytest.fixture(scope="session")
def sealed(worded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk after 封存; the result package lies beside it."""
    folder = tmp_path_factory.mktemp("sealed")
    return _after(worded, folder, c.FinaliseResult(folder), c.SealResult(folder))


def _done(outcome: Outcome) -> Outcome:
    assert outcome.ok, [one.code for one in outcome.findings]
    return outcome


def _after(desk: Path, folder: Path, *commands: c.Command) -> Path:
    desk = copied(desk, folder)
    with ReviewSession.open(desk, PIN) as session:
        for command in commands:
            _done(session.execute(command))
    return desk


def copied(desk: Path, folder: Path) -> Path:
    """Return a desk of the test's own."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(desk, folder / "chair.ynd"))


@pytest.fixture
def sit_down(application: Application, tmp_path: Path) -> Callable[[Path], Application]:
    """Open a copy of a desk in the real window."""

    def seated(desk: Path) -> Application:
        application.window.resize(1366, 728)
        application.window.show()
        application.window.activateWindow()
        application.opening.open_with_pin(copied(desk, tmp_path / "mine"), PIN)
        settled()
        return application

    return seated


@pytest.fixture
def wait(application: Application) -> Callable[[], None]:
    """Wait until the work under way has ended."""
    return lambda: until(lambda: not application.tasks.is_busy, 60)
