"""Papers of the meeting: whole, marked, the same again, with codes and without private data."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pypdfium2
import pytest

from ynreview.kernel.clock import CHINA
from ynreview.messages import sentence
from ynreview.reports.meeting import Attendee, Meeting
from ynreview.reports.meeting_papers import meeting_papers

NAMES = ["签到表", "保密与廉洁承诺书", "会议须知", "U盘标签", "任务包移交清单", "身份核对确认表"]
PEOPLE = tuple(
    Attendee(
        f"E{n:02d}",
        f"专家{n}",
        f"云南省第{n}研究院与国际合作中心",
        "研究员",
        "成员",
        "第一组",
        f"2026HPG-ABCD-E{n:02d}-task-v1.ynr",
        "81JM-XW0M-VJSV-NP4H",
        "1.2 GB",
    )
    for n in range(1, 16)
)
MEETING = Meeting(
    title="云南省国际联合创新平台2026年度后评估",
    round_id="2026HPG-ABCD",
    evaluation="后评估",
    day="2026年11月24日",
    produced_at=datetime(2026, 11, 23, 9, tzinfo=CHINA),
    attendees=PEOPLE,
    venue="昆明市第二会议室",
    commissioned_by="云南省科学技术厅",
    institution="评估中心",
    staff=(("李秘书", "工作人员"), ("王监督", "监督员")),
    basis_code="MPJM-AX9C-EY2B-FBGE",
    organiser_code="5035-QM84-A7KR-T2HT",
)


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(content))
    return [page.get_textpage().get_text_range() for page in document]


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return dict(meeting_papers(MEETING))


def test_that_every_paper_is_there_and_the_same_again(papers: dict[str, bytes]) -> None:
    assert list(papers) == NAMES
    assert dict(meeting_papers(MEETING)) == papers


@pytest.mark.parametrize("name", NAMES)
def test_that_every_page_carries_codes_and_round(papers: dict[str, bytes], name: str) -> None:
    for page in pages(papers[name]):
        assert "MPJM-AX9C-EY2B-FBGE" in page
        assert "5035-QM84-A7KR-T2HT" in page
        assert "2026HPG-ABCD" in page
        assert "演练" not in page
        assert "草稿" not in page


def test_that_everyone_is_on_the_lists_and_has_a_pledge(papers: dict[str, bytes]) -> None:
    for name in ("签到表", "任务包移交清单", "身份核对确认表", "U盘标签"):
        text = plain("".join(pages(papers[name])))
        assert [one.code for one in PEOPLE if one.code not in text] == []
    pledges = [plain(page) for page in pages(papers["保密与廉洁承诺书"])]
    assert len(pledges) == len(PEOPLE)
    assert all(one.name in page for one, page in zip(PEOPLE, pledges, strict=True))
    assert "2026HPG-ABCD-E15-task-v1.ynr" in "".join(
        page.replace("\r\n", "") for page in pages(papers["任务包移交清单"])
    )


def test_that_staff_sign_too(papers: dict[str, bytes]) -> None:
    text = plain("".join(pages(papers["签到表"])))

    assert "李秘书" in text
    assert "王监督" in text


def test_that_nothing_private_is_asked_for(papers: dict[str, bytes]) -> None:
    text = plain("".join(page for one in papers.values() for page in pages(one)))
    assert [word for word in ("身份证", "电话", "手机", "银行") if word in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_that_a_rehearsal_a_draft_and_a_reason_stand_on_every_paper(name: str) -> None:
    reason = "评审日不在本办法有效期内。依据说明：按原办法评估"
    odd = replace(MEETING, rehearsal=True, basis_code="", organiser_code="", banners=(reason,))

    found = pages(meeting_papers(odd)[name])

    for page in found:
        assert "演练" in page
        assert "草稿" in page
        assert sentence("papers.code_later") in page
    if name != "U盘标签":
        assert reason in plain(found[0])
