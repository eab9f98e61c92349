"""A round with settings of its own: trimming, half to even, other thresholds, another step."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from journey_call import call
from journey_reference import Reference, half_even, half_up, two
from journey_stage import DATA, EXPERTS, Stage, open_chair, prepare, score

SETTINGS = """
[round]
venue = "示例会议室"
budget = "500"

[rules.trimming]
enabled = true

[rules.panel_score_rounding]
mode = "half_even"

[rules.grade_thresholds]
excellent = "80"
good = "72"
qualified = "55"

[rules.award_step]
value = 2
"""


def share(expert: str, number: str, item: str) -> Fraction:
    wiggle = int(number) * 5 + int(expert[1:]) * 11 + int(item.replace(".", "")) * 3
    return Fraction(62 + wiggle % 31, 100)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    root = tmp_path_factory.mktemp("settings")
    file = root / "settings.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    stage = Stage(root)
    ledger = DATA / "platforms-gb18030.csv"
    known = [("E03", "009")]
    prepare(stage, ledger, DATA / "panel.xlsx", "--settings", file, recusals=known)
    score(stage, EXPERTS, share)
    open_chair(stage)
    paths = stage.packages.values()
    call("chair", "collect", stage.chair, *paths, "--confirm-all").done()
    call("chair", "grade", stage.chair, "--propose").done()
    return stage


@pytest.fixture(scope="module")
def reference(stage: Stage) -> Reference:
    return Reference(
        stage.answers["status E01"].data["entries"],
        stage.sheets,
        trim_from=7,
        even=True,
        thresholds=(80, 72, 55),
    )


@pytest.fixture(scope="module")
def rows(stage: Stage) -> dict[str, Any]:
    entries = call("chair", "standing", stage.chair).done().data["entries"]
    return {row["number"]: row for row in entries}


def test_that_trimmed_means_are_rounded_half_to_even(rows: dict[str, Any], reference: Reference):
    ranks = reference.ranks()

    assert list(rows) == reference.order()
    for number, row in rows.items():
        exact = reference.exact(number)
        assert row["exact"] == f"{exact.numerator}/{exact.denominator}"
        assert (row["score"], row["rank"]) == (two(reference.printed(number)), ranks[number])


def test_that_an_entry_with_six_valid_experts_is_not_trimmed(
    rows: dict[str, Any], reference: Reference
):
    assert len(reference.counted("009")) == 6
    assert "untrimmed" in rows["009"]["flags"]
    assert len(reference.counted("010")) == 5
    assert "untrimmed" not in rows["010"]["flags"]
    assert rows["010"]["valid_experts"] == 7


def test_that_the_settings_matter_for_some_figure(reference: Reference):
    plain = Reference(reference.status, reference.sheets)

    assert any(plain.printed(n) != reference.printed(n) for n in reference.numbers)
    assert plain.grades() != reference.grades()
    assert half_up(Fraction("89.985")) == Fraction("89.99")
    assert half_even(Fraction("89.985")) == Fraction("89.98")


def test_that_the_grades_follow_the_thresholds_of_the_round(
    rows: dict[str, Any], reference: Reference
):
    assert {n: row["proposed_grade"] for n, row in rows.items()} == reference.grades()


def test_that_amounts_lie_on_the_step_of_the_round_and_within_its_budget(stage: Stage):
    data = call("chair", "award", stage.chair, "--method", "by_score").done().data

    assert data["budget"] == "500"
    assert Decimal(data["total"]) <= 500
    assert all(Decimal(amount) % 2 == 0 for amount in data["awards"].values())


def test_that_the_sealed_result_is_computed_again_with_its_settings(stage: Stage, tmp_path: Path):
    copy = stage.copied(tmp_path, "chair")
    proposed = call("chair", "grade", copy.chair, "--propose").done().data
    assert proposed["unresolved_ties"] == []

    sealed = call("chair", "seal", copy.chair, "--out", tmp_path / "out").done()

    verified = call("verify", sealed.data["files"][0]["path"]).done().data
    assert (verified["verdict"], verified["recomputed"]["equal"]) == ("intact", True)
