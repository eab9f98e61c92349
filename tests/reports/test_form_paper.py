"""An empty score form on paper: every item and level on it, equal bytes, no text too long."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.reports.form_paper import form_to_pdf
from ynreview.rulebook import form_edits as edits
from ynreview.rulebook.form_edits import ItemPlace
from ynreview.rulebook.forms import ScoreForm, SectionKind, default_anchors, shipped_form

DAY = "2026年11月24日"


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    return "".join("".join(pages).split())


@pytest.mark.parametrize("form_type", EvaluationType)
@pytest.mark.parametrize("kind", PlatformKind)
def test_that_every_item_stands_on_the_paper(form_type: EvaluationType, kind: PlatformKind):
    form = shipped_form(form_type, kind)

    text = text_of(form_to_pdf(form, "2026年度会次", DAY))

    for item in form.items:
        assert f"{item.code}{item.name}".replace(" ", "") in text
    assert all(veto.question[:8].replace(" ", "") in text for veto in form.veto)
    assert ("结论意见" in text) == form.has_vote
    assert ("建议支持金额" in text) == form.has_suggested_amount
    assert "加分项" not in text


def with_bonus(form: ScoreForm) -> ScoreForm:
    added = edits.add_section(form, "附加")
    section = replace(added.sections[-1], kind=SectionKind.BONUS, full=Points.parse("3"))
    added = edits.with_section(added, len(form.sections), section)
    return edits.add_item(added, len(form.sections), "国际标准", default_anchors())


def test_that_a_bonus_section_says_its_cap():
    form = with_bonus(shipped_form(EvaluationType.MIDTERM, PlatformKind.LABORATORY))

    text = text_of(form_to_pdf(form, "会次", DAY))

    assert "加分项，合计最多加3分" in text
    assert "没有的填0" in text


def test_that_equal_forms_give_equal_bytes():
    form = shipped_form(EvaluationType.MIDTERM, PlatformKind.LABORATORY)

    assert form_to_pdf(form, "会次", DAY) == form_to_pdf(form, "会次", DAY)


def test_that_texts_longer_than_a_page_are_printed_all_the_same():
    form = shipped_form(EvaluationType.MIDTERM, PlatformKind.LABORATORY)
    item = replace(form.items[0], guidance="看" * 6000, poor="差" * 3000)

    content = form_to_pdf(edits.with_item(form, ItemPlace(0, 0), item), "长" * 300, DAY)

    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) > 5
