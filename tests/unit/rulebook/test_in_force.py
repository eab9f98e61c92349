from collections.abc import Callable
from datetime import date

import pytest

from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.points import Points
from ynreview.messages import explain, explain_error
from ynreview.rulebook import kinds
from ynreview.rulebook.in_force import ROUND_SETTING, RulesInForce, check_overrides
from ynreview.rulebook.kinds import KINDS, Band, Holidays, ShareCeiling, Thresholds, Trimming
from ynreview.rulebook.loader import rulebook_from_files
from ynreview.rulebook.model import Mark, Rulebook

Planted = Callable[[str, str, str], dict[str, bytes]]
DAY = date(2024, 6, 1)
VERSION = 'since = "2022-03-09"\nparams = { numerator = 1, denominator = 10 }'

PROMISED = {
    "excellent_quota": "ShareCeiling",
    "denominator": "StatesCounted",
    "tie_chain": "Chain",
    "grade_thresholds": "Thresholds",
    "panel_score_rounding": "Rounding",
    "expert_total_rounding": "Rounding",
    "trimming": "Trimming",
    "valid_experts_floor": "Minimum",
    "panel_units_minimum": "Minimum",
    "unqualified_opinion_length": "Minimum",
    "midterm_funds": "Minimum",
    "panel_size": "Amount",
    "award_step": "Amount",
    "idle_lock": "Amount",
    "award_band_excellent": "Band",
    "award_band_good": "Band",
    "support_band": "Band",
    "award_helpers": "AwardSpread",
    "suggest_amounts": "Switch",
    "silence_is_consent": "Switch",
    "outlier_total": "Gap",
    "outlier_item": "ItemGap",
    "deviation_vote": "VoteShare",
    "outcome_vote": "VoteShare",
    "revote_hint": "VoteShare",
    "own_funds_ratio": "Ratio",
    "rectification_plan_midterm": "Deadline",
    "rectification_midterm": "Deadline",
    "acceptance_application": "Deadline",
    "rectification_plan_post_evaluation": "Deadline",
    "rectification_post_evaluation": "Deadline",
    "midterm_after": "WaitingPeriod",
    "post_evaluation_after": "WaitingPeriod",
    "annual_report": "AnnualReport",
    "holidays": "Holidays",
    "anchor_levels": "AnchorLevels",
    "outcomes_establishment": "Choice",
    "outcomes_midterm": "Choice",
    "outcomes_acceptance": "Choice",
    "outcomes_post_evaluation": "Choice",
}


@pytest.mark.parametrize(("rule", "kind"), PROMISED.items())
def test_that_the_rules_other_code_asks_for_are_of_their_kind(
    rules: RulesInForce, rule: str, kind: str
):
    assert rules.ruling(rule, getattr(kinds, kind)).rule_id == rule


def test_that_a_default_adds_the_setting_of_the_round_to_its_articles(rules: RulesInForce):
    law = rules.ruling("excellent_quota", ShareCeiling)
    default = rules.ruling("grade_thresholds", Thresholds)

    assert law.citations == ("第二十四条",)
    assert default.citations == ("第二十四条", "第二十七条", ROUND_SETTING)
    assert default.mark is Mark.DEFAULT


@pytest.mark.parametrize(
    ("day", "used"),
    [
        (date(2026, 11, 24), date(2025, 3, 8)),
        (date(2020, 1, 1), date(2022, 3, 9)),
        (DAY, DAY),
    ],
)
def test_that_a_day_outside_the_window_uses_the_nearest_wording(
    rulebook: Rulebook, day: date, used: date
):
    rules = RulesInForce(rulebook, day)

    assert rules.day == used
    assert rules.ruling("excellent_quota", ShareCeiling).params.most(20) == 2


def test_that_the_wording_of_the_day_answers(planted: Planted):
    first = VERSION.replace("params", 'until = "2023-12-31"\nparams')
    second = VERSION.replace("2022-03-09", "2024-01-01").replace("= 10", "= 5")
    files = planted("rules-quota.toml", VERSION, f"{first}\n[[rule.version]]\n{second}")
    rulebook = rulebook_from_files(files)

    before = RulesInForce(rulebook, date(2023, 12, 31)).ruling("excellent_quota", ShareCeiling)
    after = RulesInForce(rulebook, date(2024, 1, 1)).ruling("excellent_quota", ShareCeiling)

    assert (before.params.most(20), after.params.most(20)) == (2, 4)


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        (VERSION.replace("2022-03-09", "2024-07-01"), "rulebook.no_wording"),
        (f"{VERSION}\n[[rule.version]]\n{VERSION}", "rulebook.two_wordings"),
    ],
)
def test_that_no_wording_and_two_wordings_name_rule_and_article(
    planted: Planted, wording: str, code: str
):
    rulebook = rulebook_from_files(planted("rules-quota.toml", VERSION, wording))

    with pytest.raises(YnReviewError) as caught:
        RulesInForce(rulebook, DAY).ruling("excellent_quota", ShareCeiling)

    assert caught.value.code == code
    sentence = explain_error(caught.value)
    assert "优秀名额" in sentence
    assert "第二十四条" in sentence


@pytest.mark.parametrize(
    ("rule", "code"), [("no_such", "rulebook.unknown_rule"), ("trimming", "rulebook.other_kind")]
)
def test_that_a_rule_that_is_not_as_expected_is_refused(rules: RulesInForce, rule: str, code: str):
    with pytest.raises(YnReviewError) as caught:
        rules.ruling(rule, Band)

    assert caught.value.code == code
    assert explain_error(caught.value).endswith("。")


def test_that_a_default_takes_the_setting_of_the_round(rulebook: Rulebook):
    rules = RulesInForce(rulebook, DAY, {"grade_thresholds": {"excellent": "90"}})

    thresholds = rules.ruling("grade_thresholds", Thresholds).params

    assert thresholds.excellent == Points.parse("90")
    assert thresholds.good == Points.parse("70")


def test_that_a_list_may_come_as_a_tuple(rulebook: Rulebook):
    steps = ("exact_mean", "panel_vote")
    rules = RulesInForce(rulebook, DAY, {"tie_chain": {"steps": steps}})

    assert rules.ruling("tie_chain", kinds.Chain).params.steps == steps


@pytest.mark.parametrize(
    ("rule", "changed", "code", "cites"),
    [
        ("excellent_quota", {"denominator": 5}, "override_not_a_setting", ("第二十四条",)),
        ("award_band_good", {"highest": 60}, "override_not_a_setting", ("第二十四条第（二）项",)),
        ("rd_center_results", {"value": 9}, "override_not_a_setting", ("第十一条第（一）项",)),
        ("no_such", {"x": 1}, "override_unknown_rule", ()),
        ("trimming", {"on": True}, "override_unknown_key", ("第二十七条",)),
        ("denominator", {"scope": "panel"}, "override_unknown_key", ("第二十四条", "第二十七条")),
        ("award_step", {"unit": "元"}, "override_unknown_key", ("第二十四条", "第二十七条")),
        ("award_step", {"value": 0}, "override_wrong_value", ("第二十四条", "第二十七条")),
        ("tie_chain", {"steps": ["lot"]}, "override_wrong_value", ("第二十四条", "第二十七条")),
        ("trimming", {"enabled": "yes"}, "override_wrong_value", ("第二十七条",)),
        ("trimming", {"at_least": 2}, "override_wrong_value", ("第二十七条",)),
        ("panel_score_rounding", {"mode": "down"}, "override_wrong_value", ("第二十七条",)),
        (
            "across_panel_method",
            {"value": "lot"},
            "override_wrong_value",
            ("第二十四条", "第二十七条"),
        ),
        ("grade_thresholds", {"good": "86"}, "override_wrong_value", ("第二十四条", "第二十七条")),
    ],
)
def test_that_a_setting_that_may_not_be_is_told_with_its_article(
    rulebook: Rulebook, rule: str, changed: dict[str, object], code: str, cites: tuple[str, ...]
):
    findings = check_overrides(rulebook, {rule: changed})

    assert [finding.code for finding in findings] == [f"rulebook.{code}"]
    assert findings[0].blocks
    assert findings[0].cites == cites
    assert explain(findings[0]).endswith("。")


def test_that_sound_settings_give_no_finding(rulebook: Rulebook):
    settings = {"trimming": {"enabled": True}, "award_step": {"value": 10}}

    assert check_overrides(rulebook, settings) == ()


def test_that_every_refused_setting_is_told(rulebook: Rulebook):
    findings = check_overrides(
        rulebook, {"excellent_quota": {"numerator": 2}, "trimming": {"a": 1, "b": 2}}
    )

    assert [finding.subject for finding in findings] == ["excellent_quota", "trimming", "trimming"]


def test_that_rules_with_a_refused_setting_are_never_made(rulebook: Rulebook):
    with pytest.raises(YnReviewError) as caught:
        RulesInForce(rulebook, DAY, {"excellent_quota": {"denominator": 5}})

    assert "第二十四条" in explain_error(caught.value)


def test_that_no_law_rule_can_be_overridden(rulebook: Rulebook):
    for rule in rulebook.rules:
        fixed = KINDS[rule.kind].fixed
        changed = {k: v for k, v in rule.versions[0].params.items() if k not in fixed}
        refused = check_overrides(rulebook, {rule.id: changed}) != ()

        assert refused == (rule.mark is not Mark.DEFAULT), rule.id


def test_that_a_ruling_is_asked_twice_with_one_answer(rules: RulesInForce):
    assert rules.ruling("trimming", Trimming) is rules.ruling("trimming", Trimming)


def test_that_the_holiday_table_knows_its_years(rules: RulesInForce):
    holidays = rules.ruling("holidays", Holidays).params

    assert holidays.years == (2025, 2026)
    assert len(holidays.days_off) == 28 + 33
