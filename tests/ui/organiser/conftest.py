"""A round in the window, opened at 评分表."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.ui.organiser.form_hands import Hands
from ui.application import Application
from ui.screens.forms.screen import FormsScreen
from ui.shell.main_window import MainWindow
from ynreview.app import commands as c
from ynreview.app.session import ReviewSession
from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType

DATA = Path(__file__).parents[2] / "data"
PIN = "organiser-2026"
DAY = date(2026, 11, 24)
FOLDERS = {
    EvaluationType.ESTABLISHMENT: "establishment",
    EvaluationType.MIDTERM: "midterm",
    EvaluationType.ACCEPTANCE: "acceptance",
    EvaluationType.POST_EVALUATION: "post-evaluation",
}


Sit = Callable[..., Hands]


@pytest.fixture
def sit_at_forms(
    application: Application, window: MainWindow, tmp_path: Path, qtbot: object
) -> Iterator[Sit]:
    """Open a round with its ledger in the window, at 评分表."""
    seated: list[Hands] = []

    def open_round(
        kind: EvaluationType = EvaluationType.POST_EVALUATION, *, ledger: bool = True
    ) -> Hands:
        path = tmp_path / f"{kind}.ynd"
        wanted = NewRound("2026年度评审", kind, DAY, "yn-2022-2", reason="按原办法评审")
        create_round(path, PIN, wanted, Surroundings.real())
        if ledger:
            with ReviewSession.open(path, PIN) as session:
                file = DATA / FOLDERS[kind] / "platforms.xlsx"
                assert session.execute(c.ImportPlatforms(file)).ok
        application.context.open_with_pin(path, PIN)
        window.go("forms")
        screen = window.screen_shown
        assert isinstance(screen, FormsScreen)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=2_000)  # type: ignore[attr-defined]
        hands = Hands(screen, window, qtbot)
        hands.settled()
        seated.append(hands)
        return hands

    yield open_round
    for hands in seated:
        hands.settled()
