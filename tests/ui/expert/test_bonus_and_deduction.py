"""加分项 and 扣分项 in the expert's window: a number and a word of proof, no levels, 0 is typed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from expert_hands import PIN, settled
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from ui.application import Application
from ui.widgets.form.form_view import FormView
from ynreview.app import commands as c
from ynreview.app.opening import open_task
from ynreview.app.queries.scoring_view import sheet_view
from ynreview.app.session import ReviewSession
from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.rulebook.forms import default_form

DATA = Path(__file__).parents[2] / "data" / "post-evaluation"
EXTRA = "\n".join(
    f"""
[[section]]
code = "{code}"
name = "{name}"
full = "3"
kind = "{kind}"

[[section.item]]
code = "{code}.1"
name = "{item}"
full = "5"
cites = ["第十八条"]
guidance = "看证明材料。"
excellent = ""
good = ""
fair = ""
poor = ""
"""
    for code, name, kind, item in (
        ("5", "加分项", "bonus", "主持制定国际标准"),
        ("6", "扣分项", "deduction", "迟交年度报告"),
    )
)


@pytest.fixture
def form_view(application: Application, window: QWidget, tmp_path: Path) -> FormView:
    """Open 评分 for the first platform of a round whose laboratories have such sections."""
    around = Surroundings.real()
    day = date(2026, 11, 24)
    wanted = NewRound("后评估", EvaluationType.POST_EVALUATION, day, "yn-2022-2", reason="沿用")
    organiser = tmp_path / "organiser.ynd"
    create_round(organiser, PIN, wanted, around)
    out = tmp_path / "tasks"
    out.mkdir()
    kind = PlatformKind.LABORATORY
    content = default_form(EvaluationType.POST_EVALUATION, kind) + EXTRA.encode()
    with ReviewSession.open(organiser, PIN, around) as session:
        assert session.execute(c.ImportPlatforms(DATA / "platforms.xlsx")).ok
        assert session.execute(c.ImportPanel(DATA / "panel.xlsx")).ok
        assert session.execute(c.ReplaceForm(kind, content)).ok
        issued = session.execute(c.IssuePackages(out))
    task = next(file.path for file in issued.files if file.recipient == "E02")
    open_task(task, tmp_path / "E02.ynd", PIN, around)
    application.context.open_with_pin(tmp_path / "E02.ynd", PIN)
    window.activateWindow()
    window.go("scoring")  # type: ignore[attr-defined]
    settled()
    return window.screen_shown.findChild(FormView)  # type: ignore[attr-defined]


def enter(view: FormView, item: str, text: str) -> None:
    field = view.items[item].field
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_that_marks_beside_the_hundred_are_shown_apart_and_ask_for_proof(
    form_view: FormView,
    application: Application,
    window: QWidget,
    shoot: Callable[[QWidget, str], None],
):
    enter(form_view, "1.1", "6")
    enter(form_view, "5.1", "4")
    enter(form_view, "6.1", "0")
    settled()

    texts = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert "加 3.00，最多加 3" in texts
    assert "扣 0.00，最多扣 3" in texts
    assert any(text.startswith("已填 6.00 / 100.00，加 3.00") for text in texts)
    assert {"得分", "加分", "扣分"} <= set(texts)
    assert form_view.items["5.1"].lacks_remark
    assert not form_view.items["6.1"].lacks_remark
    shoot(window, "scoring-bonus")
    view = application.workspace.ask(lambda uow: sheet_view(uow, "001"))
    assert str(view.added) == "3.00"
    assert {"5.1", "6.1"} & set(view.missing) == set()


def test_that_an_extra_item_opens_no_level(form_view: FormView):
    card = form_view.items["5.1"]
    card.field.setFocus()

    QTest.keyClick(card.field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    assert form_view.current is card
    assert card.field.points is None
