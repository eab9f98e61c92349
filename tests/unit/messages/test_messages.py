"""Codes become sentences; every term has its word."""

import re
from enum import Enum

import pytest

from ynreview.kernel import terms
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Grade, PlatformKind, Vote
from ynreview.messages import explain, explain_error, label, sentence, term
from ynreview.messages.catalogue import codes, template
from ynreview.messages.explain import cell_address

TERMS = [
    kind
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__ == terms.__name__
]


@pytest.mark.parametrize("kind", TERMS, ids=lambda kind: kind.__name__)
def test_that_every_term_has_its_own_word_and_is_found_by_it(kind: type[Enum]):
    words = [label(member) for member in kind]

    assert len(set(words)) == len(words)
    assert [term(kind, f" {word} ") for word in words] == list(kind)
    assert [term(kind, str(member.value)) for member in kind] == list(kind)


def test_that_a_strange_word_is_no_term():
    assert term(Grade, "特优") is None
    assert term(Vote, "") is None
    assert term(PlatformKind, "联合实验室") is PlatformKind.LABORATORY


def test_that_a_finding_names_subject_and_articles():
    finding = Finding(
        "scoring.entry_unknown",
        Severity.BLOCKING,
        "011",
        {"entry": "011"},
        ("第二十四条", "会次设定"),
    )

    assert (
        explain(finding) == "本会次没有 011 号平台（第二十四条、会次设定）。请核对编号；没有保存。"
    )


def test_that_an_error_is_one_sentence():
    error = YnReviewError("scoring.vote_not_used", entry="011", cites="会次设定")

    assert explain_error(error).startswith("011 号：")


def test_that_an_unknown_code_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        sentence("scoring.no_such_code")


def test_that_a_missing_field_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        sentence("scoring.entry_unknown")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"sheet": "台账", "row": "5", "column": "G"}, "工作表“台账”第 5 行 G 列"),
        ({"row": "5"}, "第 5 行"),
        ({}, ""),
    ],
)
def test_that_a_cell_has_an_address_in_words(place: dict[str, str], words: str):
    assert cell_address(place) == words


def test_that_the_place_of_a_finding_can_be_part_of_its_sentence():
    with_place = next(code for code in sorted(codes()) if "{subject}" in template(code))
    fields = re.findall(r"\{(\w+)", template(with_place))
    params = {name: "无" for name in fields if name not in {"subject", "cites"}}

    text = explain(Finding(with_place, Severity.NOTE, {"sheet": "台账", "row": "5"}, params))

    assert "工作表“台账”第 5 行" in text


def test_that_every_code_is_an_area_and_what_is_said():
    for code in codes():
        assert re.fullmatch(r"[a-z_]+\.[A-Za-z_0-9]+", code), code
