"""One real round in small: three platforms, seven experts; every test opens its own package."""

import csv
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).parent))

from expert_hands import PIN, settled

from ui.application import Application
from ynreview.app import commands as c
from ynreview.app.demo_data import LEDGER_HEADINGS, PANEL_HEADINGS, demo_experts, demo_platforms
from ynreview.app.opening import open_task
from ynreview.app.outcome import Outcome
from ynreview.app.session import ReviewSession
from ynreview.app.setup import NewRound, create_round
from ynreview.app.work import Surroundings
from ynreview.kernel.terms import EvaluationType
from ynreview.reports.fonts import REGULAR, require_fonts


def _table(path: Path, headings: object, rows: object) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def report(path: Path) -> None:
    """Write a report of twelve pages, as an expert gets it; its seventh names a foreign partner."""
    require_fonts()
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(1, 13):
        canvas.setFont(REGULAR, 14)
        canvas.drawString(72, 760, f"{path.stem}　第 {page} 页")
        canvas.drawString(72, 730, "评估期内依托平台承担国际合作任务，外方投入经费和人员。")
        if page == 7:
            canvas.drawString(72, 700, "外方到账经费 60 万元，见银行回单。")
        canvas.showPage()
    canvas.save()


def _done(outcome: Outcome) -> Outcome:
    assert outcome.ok, [one.code for one in outcome.findings]
    return outcome


@pytest.fixture(scope="session")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The task packages of a small round, by expert; 001 has two PDFs."""
    root = tmp_path_factory.mktemp("round")
    around = Surroundings.real()
    wanted = NewRound(
        title="2026年度后评估",
        type=EvaluationType.POST_EVALUATION,
        review_date=date(2026, 11, 24),
        rulebook_id="yn-2022-2",
        reason="会次期间沿用",
        rehearsal=True,
        venue="第一会议室",
        commissioned_by="委托单位",
        institution="专业机构",
    )
    _done(create_round(root / "organiser.ynd", PIN, wanted, around))
    ledger = _table(root / "l.csv", LEDGER_HEADINGS, demo_platforms(23)[:3])
    panel = _table(root / "p.csv", PANEL_HEADINGS, demo_experts(7))
    (root / "tasks").mkdir()
    (root / "材料").mkdir()
    for name in ("001 总结报告.pdf", "001 佐证材料.pdf"):
        report(root / "材料" / name)
    with ReviewSession.open(root / "organiser.ynd", PIN, around) as session:
        _done(session.execute(c.ImportPlatforms(ledger)))
        _done(session.execute(c.ImportPanel(panel)))
        _done(session.execute(c.AttachFiles((root / "材料",))))
        issued = _done(session.execute(c.IssuePackages(root / "tasks")))
    return {file.recipient: file.path for file in issued.files}


@pytest.fixture(scope="session")
def fresh_dossier(tasks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of an expert who has just opened the task; copied for each test."""
    target = tmp_path_factory.mktemp("dossier") / "E05.ynd"
    _done(open_task(tasks["E05"], target, PIN, Surroundings.real()))
    return target


@pytest.fixture
def dossier(fresh_dossier: Path, tmp_path: Path) -> Path:
    """A dossier of the test's own, nothing scored in it yet."""
    (tmp_path / "mine").mkdir()
    return Path(shutil.copy(fresh_dossier, tmp_path / "mine" / "E05.ynd"))


@pytest.fixture
def at_scoring(application: Application, window: QWidget, dossier: Path) -> Application:
    """The window at 评分, with the focus in the first field."""
    window.activateWindow()
    application.opening.open_with_pin(dossier, PIN)
    settled()
    return application
