import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ynreview.intake.score_file import DeclaredRecusal, ScoreFile, read_score_file
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import any_blocking
from ynreview.kernel.terms import Ground, Vote
from ynreview.messages import explain
from ynreview.messages.explain import explain_error

Build = Callable[..., Path]
Write = Callable[[Any], Path]
EXAMPLE = {
    "entries": {
        "001": {
            "items": {"1.1": "8.5", "1.2": 7},
            "remarks": {"1.1": "产出突出"},
            "overall": "总体良好",
            "vote": "agree",
            "suggested_amount": "80",
            "veto": {"V1": False},
        },
        "007": {"recuse": {"ground": "joint_work", "note": "合作论文"}},
    }
}


@pytest.fixture
def score_json(tmp_path: Path) -> Write:
    def write(value: Any) -> Path:
        path = tmp_path / "评分.json"
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        path.write_text(text, "utf-8")
        return path

    return write


def codes(scores: ScoreFile) -> list[str]:
    return [found.code.removeprefix("intake.") for found in scores.findings]


def test_that_the_documented_file_is_read_in_every_part(score_json: Write):
    scores = read_score_file(score_json(EXAMPLE))

    first, other = scores.entries["001"], scores.entries["007"]
    assert scores.findings == ()
    assert first.items == {"1.1": "8.5", "1.2": "7"}
    assert first.remarks == {"1.1": "产出突出"}
    assert (first.overall, first.vote, first.suggested_amount) == ("总体良好", Vote.AGREE, "80")
    assert first.veto == {"V1": False}
    assert first.recuse is None
    assert other.recuse == DeclaredRecusal(Ground.JOINT_WORK, "合作论文")


def test_that_a_number_with_a_fraction_never_enters_and_its_place_is_named(score_json: Write):
    with pytest.raises(YnReviewError) as refusal:
        read_score_file(score_json({"entries": {"001": {"items": {"1.1": 8.5}}}}))

    sentence = explain_error(refusal.value)
    assert refusal.value.code == "intake.score_number"
    assert "001 items 1.1" in sentence
    assert '分值须加引号写成文本，如 "8.5"' in sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1,2",
        '{"entries": {"1": {}, "1": {}}}',
        '{"entries": NaN}',
        "\ud800".encode("utf-16", "surrogatepass").decode("latin-1"),
        '{"entries": {"1": {"overall": "\\ud800"}}}',
        "[" * 5000,
    ],
)
def test_that_what_is_no_strict_json_is_refused(score_json: Write, text: str):
    with pytest.raises(YnReviewError) as refusal:
        read_score_file(score_json(text))

    assert refusal.value.code in {"intake.score_malformed", "intake.empty_file"}
    assert explain_error(refusal.value)


@pytest.mark.parametrize("value", [[], {"001": {}}, {"entries": []}, {"entries": None}])
def test_that_a_file_without_entries_is_refused(score_json: Write, value: object):
    with pytest.raises(YnReviewError) as refusal:
        read_score_file(score_json(value))

    assert refusal.value.code == "intake.score_shape"


@pytest.mark.parametrize(
    "answers",
    [
        [],
        "8.5",
        {"items": []},
        {"items": {"1.1": True}},
        {"items": {"1.1": ["8"]}},
        {"remarks": {"1.1": 5}},
        {"overall": 5},
        {"vote": "maybe"},
        {"vote": 1},
        {"veto": {"V1": "否"}},
        {"veto": {"V1": 0}},
        {"suggested_amount": {}},
        {"recuse": {"ground": "tired"}},
        {"recuse": {"note": "无"}},
        {"recuse": {"ground": "board", "since": "2020"}},
        {"recuse": "board"},
    ],
)
def test_that_a_wrong_shape_blocks_and_names_its_entry(score_json: Write, answers: object):
    scores = read_score_file(score_json({"entries": {"001": answers}}))

    assert codes(scores) == ["score_value"]
    assert any_blocking(scores.findings)
    assert "001 号" in explain(scores.findings[0])


def test_that_unknown_keys_block(score_json: Write):
    scores = read_score_file(score_json({"entries": {"001": {"total": "88"}}, "expert": "E01"}))

    assert sorted(codes(scores)) == ["score_key", "score_outside"]
    assert all(explain(found) for found in scores.findings)


def test_that_null_means_not_filled_in(score_json: Write):
    answers = {"items": {"1.1": None}, "vote": None, "veto": {"V1": None}, "recuse": None}

    scores = read_score_file(score_json({"entries": {"001": answers}}))

    assert scores.findings == ()
    assert scores.entries["001"].items == {}
    assert scores.entries["001"].veto == {}


TABLE = [
    ["平台编号", "指标", "得分", "说明"],
    ["001", "1.1", "8.5", "产出突出"],
    ["001", "1.2", "7", None],
    ["001", "V1", "否", None],
    ["001", "总体意见", None, "总体良好"],
    ["001", "表决", "同意", None],
    ["001", "建议支持金额", "80", None],
    ["007", "回避", "合作项目", "合作论文"],
]


def test_that_a_table_says_the_same_as_the_json(score_json: Write, workbook: Build, tmp_path: Path):
    csv_path = tmp_path / "评分.csv"
    csv_path.write_text("\n".join(",".join(cell or "" for cell in row) for row in TABLE), "gb18030")

    from_table = read_score_file(csv_path)
    from_book = read_score_file(workbook(TABLE, "评分.xlsx"))
    from_json = read_score_file(score_json(EXAMPLE))

    assert from_table.entries == from_json.entries == from_book.entries
    assert from_table.findings == ()


def test_that_figures_in_a_workbook_become_exact_text(workbook: Build):
    rows = [TABLE[0], ["001", "1.1", 8.5, None], ["001", 1.2, 9.1, None], ["001", "1.3", 0, None]]

    scores = read_score_file(workbook(rows, "评分.xlsx"))

    assert scores.entries["001"].items == {"1.1": "8.5", "1.2": "9.1", "1.3": "0"}
    assert codes(scores) == ["item_as_number"]


def test_that_an_item_given_twice_and_an_odd_answer_block_with_their_place(workbook: Build):
    rows = [
        *TABLE,
        ["001", "1.1", "9", None],
        ["002", "V1", "也许", None],
        ["002", "表决", "好", None],
    ]

    scores = read_score_file(workbook(rows, "评分.xlsx"))

    assert sorted(codes(scores)) == ["score_cell", "score_cell", "score_twice"]
    assert [found.subject["row"] for found in scores.findings] == ["9", "10", "11"]
    assert scores.entries["001"].items["1.1"] == "8.5"


def test_that_an_empty_score_is_missing_and_not_nought(workbook: Build):
    scores = read_score_file(workbook([TABLE[0], ["001", "1.1", None, "待议"]], "评分.xlsx"))

    assert scores.entries["001"].items == {}
    assert scores.entries["001"].remarks == {"1.1": "待议"}
