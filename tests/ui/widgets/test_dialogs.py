"""The dialogs that are asked for by widgets: an article to read, a consequence to confirm."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTextBrowser, QWidget

from ui.dialogs.article import show_article
from ui.dialogs.confirm import ConfirmDialog, confirm
from ui.widgets.articles import articles_as_html
from ui.widgets.citation import Citation
from ynreview.app.setup import shipped_rulebook

CONSEQUENCE = "作废后纸面签字作废，须重新定稿、打印、签字。"


@pytest.fixture
def place(stage: Callable) -> QWidget:
    return stage(QWidget())


def open_dialog() -> QDialog:
    QApplication.processEvents()
    return QApplication.activeModalWidget()


def test_that_a_consequence_is_confirmed_by_its_verb(place: QWidget) -> None:
    done = []
    dialog = confirm(place, CONSEQUENCE, "作废定稿 1", lambda: done.append(1))
    assert dialog.yes.text() == "作废定稿 1"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert done == [1]
    assert not dialog.isVisible()


def test_that_escape_leaves_everything_as_it_is(place: QWidget) -> None:
    done = []
    dialog = confirm(place, CONSEQUENCE, "作废定稿 1", lambda: done.append(1))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert done == []
    assert not dialog.isVisible()


def test_that_enter_does_no_damage(place: QWidget) -> None:
    done = []
    dialog = confirm(place, CONSEQUENCE, "清除", lambda: done.append(1), danger=True)
    assert dialog.focusWidget() is dialog.no
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert done == []
    again = confirm(place, CONSEQUENCE, "清除", lambda: done.append(1), danger=True)
    again.yes.click()
    assert done == [1]


def test_that_the_work_goes_on_below_the_question(place: QWidget) -> None:
    assert isinstance(confirm(place, CONSEQUENCE, "清除", list), ConfirmDialog)
    assert open_dialog().isModal()


def test_that_an_article_is_shown_in_its_own_words_with_the_point_marked(place: QWidget) -> None:
    dialog = show_article(place, "第三条第（一）项")
    text = dialog.findChild(QTextBrowser)
    assert "联合实验室是指瞄准国际前沿科学" in text.toPlainText()
    assert "第三条" in text.toPlainText()
    html = articles_as_html(shipped_rulebook("yn-2022-2"), ("第三条第（一）项",))
    assert html.count("<b>") == 1
    assert "<b>（一）承担国际前沿" in html


def test_that_an_article_cited_twice_is_shown_once() -> None:
    html = articles_as_html(
        shipped_rulebook("yn-2022-2"), ("第十八条", "第三条第（一）项", "第三条第（二）项")
    )
    assert html.count("<h3>") == 2
    assert html.count("<b>") == 2
    assert html.index("第三条") < html.index("第十八条")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_that_a_citation_opens_by_key(stage: Callable, key: Qt.Key) -> None:
    citation = Citation(("第十八条", "会次设定"))
    stage(citation)
    assert citation.hasFocus()
    QTest.keyClick(citation, key)
    assert open_dialog().windowTitle() == "依据"


def test_that_a_citation_opens_by_click(stage: Callable) -> None:
    citation = Citation(("第十八条",))
    stage(citation)
    QTest.mouseClick(citation, Qt.MouseButton.LeftButton)
    assert open_dialog().windowTitle() == "依据"


def test_that_a_citation_shows_the_articles_of_the_rounds_own_rulebook(stage: Callable) -> None:
    asked = []

    def own() -> object:
        asked.append(1)
        return shipped_rulebook("yn-2022-2")

    citation = Citation(("第十八条",), own)
    stage(citation)
    citation.open_articles()
    assert asked == [1]


def test_that_a_setting_of_the_round_is_no_link(stage: Callable) -> None:
    citation = Citation(("会次设定",))
    stage(citation)
    assert citation.text() == "会次设定"
    assert citation.focusPolicy() is Qt.FocusPolicy.NoFocus
    QTest.mouseClick(citation, Qt.MouseButton.LeftButton)
    assert open_dialog() is None
