from collections.abc import Callable

import pytest

from ynreview.kernel.finding import Finding
from ynreview.rulebook.linter import check_files, check_rulebook
from ynreview.rulebook.model import Mark, Rulebook

Planted = Callable[[str, str, str], dict[str, bytes]]
SeenOnce = Callable[[tuple[Finding, ...], str], Finding]
VERSION = 'since = "2022-03-09"\nparams = { numerator = 1, denominator = 10 }'
QUOTA = "rules-quota.toml"


def test_that_the_shipped_rulebook_has_no_fault(rulebook: Rulebook):
    assert check_rulebook(rulebook) == ()


def test_that_faults_of_reading_are_told_as_well(planted: Planted, seen_once: SeenOnce):
    seen_once(check_files(planted(QUOTA, "[[rule]]", "[[rule")), "broken_toml")


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        (VERSION.replace("2022-03-09", "2022-04-01"), "2022-03-09"),
        (VERSION.replace("params", 'until = "2024-12-31"\nparams'), "2025-01-01"),
    ],
)
def test_that_a_day_without_wording_is_seen(
    planted: Planted, seen_once: SeenOnce, wording: str, day: str
):
    problem = seen_once(check_files(planted(QUOTA, VERSION, wording)), "gap")

    assert problem.params["day"] == day
    assert problem.params["file"] == QUOTA


def test_that_two_wordings_of_one_day_are_seen(planted: Planted, seen_once: SeenOnce):
    again = VERSION + "\n[[rule.version]]\n" + VERSION.replace("2022-03-09", "2025-03-08")

    problem = seen_once(check_files(planted(QUOTA, VERSION, again)), "overlap")

    assert problem.params["day"] == "2025-03-08"


def test_that_wordings_that_follow_each_other_are_sound(planted: Planted):
    first = VERSION.replace("params", 'until = "2023-12-31"\nparams')
    second = VERSION.replace("2022-03-09", "2024-01-01")

    assert check_files(planted(QUOTA, VERSION, f"{first}\n[[rule.version]]\n{second}")) == ()


def test_that_a_rule_without_article_is_seen(planted: Planted, seen_once: SeenOnce):
    seen_once(check_files(planted(QUOTA, 'cites = ["第二十四条"]', "cites = []")), "uncited")


@pytest.mark.parametrize("cite", ["第四十条", "第二十四条第（五）项"])
def test_that_an_unknown_article_is_seen(planted: Planted, seen_once: SeenOnce, cite: str):
    files = planted(QUOTA, 'cites = ["第二十四条"]', f'cites = ["{cite}"]')

    assert seen_once(check_files(files), "unknown_article").params["cite"] == cite


def test_that_the_header_cites_existing_articles(planted: Planted, seen_once: SeenOnce):
    files = planted("rulebook.toml", "第三十一条", "第三十九条")

    assert seen_once(check_files(files), "unknown_article").params["table"] == "rulebook"


def test_that_a_reading_says_how_it_reads(planted: Planted, seen_once: SeenOnce):
    files = planted("rules-formal-check.toml", "研发与转化按合计 10 项及以上理解。", "合计。")

    seen_once(check_files(files), "reading_unexplained")


def test_that_a_failing_example_is_seen_with_both_figures(planted: Planted, seen_once: SeenOnce):
    files = planted(
        "examples.toml", "given = { n = 29 }\nexpect = 2", "given = { n = 29 }\nexpect = 3"
    )

    problem = seen_once(check_files(files), "example_fails")

    assert (problem.params["expected"], problem.params["found"]) == ("3", "2")


def test_that_true_is_not_one_in_an_example(planted: Planted, seen_once: SeenOnce):
    files = planted(
        "examples.toml", "given = { n = 10 }\nexpect = 1", "given = { n = 10 }\nexpect = true"
    )

    seen_once(check_files(files), "example_fails")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('rule = "award_step"', 'rule = "award_stride"'),
        ('ask = "money"', 'ask = "yuan"'),
        ('ask = "money"', 'ask = "value"'),
        ('ask = "money"', 'ask = "__init__"'),
        ("given = { n = 29 }", "given = { count = 29 }"),
        ("given = { n = 29 }", 'given = { n = "29" }'),
        ("given = { n = 29 }", "given = {}"),
    ],
)
def test_that_an_example_that_cannot_be_worked_is_seen(
    planted: Planted, seen_once: SeenOnce, old: str, new: str
):
    seen_once(check_files(planted("examples.toml", old, new)), "example_unanswerable")


def test_that_a_rule_that_computes_has_an_example(planted: Planted, seen_once: SeenOnce):
    files = planted(
        "examples.toml", 'rule = "rd_center_results"', 'rule = "full_time_staff_minimum"'
    )
    text = (
        files["examples.toml"]
        .decode()
        .replace(
            'rule = "rd_center_results"\nask = "met"\ngiven = { x = 9 }',
            'rule = "full_time_staff_minimum"\nask = "met"\ngiven = { x = 9 }',
        )
    )
    text = text.replace("given = { x = 10 }\nexpect = true", "given = { x = 20 }\nexpect = true")

    problem = seen_once(check_files({**files, "examples.toml": text.encode()}), "example_missing")

    assert problem.params["table"] == "rule rd_center_results"


def test_that_other_law_is_a_model_and_never_a_ground(rulebook: Rulebook):
    for rule in rulebook.rules:
        assert all(cite.startswith("第") and "条" in cite for cite in rule.cites)
        assert not any(cite in rule.refers_to for cite in rule.cites)


def test_that_every_mark_is_used(rulebook: Rulebook):
    assert {rule.mark for rule in rulebook.rules} == set(Mark)
