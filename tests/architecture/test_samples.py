"""Every sample that is shipped is accepted by the reader it is a sample for."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ynreview.app.decision_files import (
    read_awards,
    read_formal,
    read_grades,
    read_opinions,
    read_votes,
)
from ynreview.app.settings_file import read_mapping, read_settings
from ynreview.app.setup import shipped_rulebook
from ynreview.intake.people import read_panel
from ynreview.intake.platforms import read_platforms
from ynreview.intake.score_file import read_score_file
from ynreview.intake.vocabulary import vocabulary
from ynreview.kernel.codec import to_plain
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, Grade, PlatformKind
from ynreview.panel.sheets import ScoreSheet
from ynreview.rulebook.forms import default_form, load_form
from ynreview.rulebook.in_force import RulesInForce, check_overrides
from ynreview.rulebook.kinds import Kind
from ynreview.scoring.checks import SheetRules, check_points, check_sheet

TYPE = EvaluationType.POST_EVALUATION
READERS: Mapping[str, Callable[[Path], Any]] = {
    "settings.toml": read_settings,
    "columns.toml": read_mapping,
    "platforms.csv": lambda path: read_platforms(path, TYPE),
    "panel.csv": read_panel,
    "scores.json": read_score_file,
    "scores.csv": read_score_file,
    "formal.json": read_formal,
    "votes.json": read_votes,
    "grades.json": read_grades,
    "awards.json": lambda path: read_awards(path, None, None),
    "opinions.json": read_opinions,
}


@pytest.fixture(scope="module")
def samples(root: Path) -> Path:
    return root.joinpath("resources", "samples")


def test_that_every_sample_has_a_reader(samples: Path) -> None:
    assert {path.name for path in samples.iterdir() if path.is_file()} == set(READERS)


@pytest.mark.parametrize("name", READERS)
def test_that_a_sample_is_accepted_without_a_remark(name: str, samples: Path) -> None:
    read = READERS[name](samples / name)
    assert read
    assert [finding for finding in getattr(read, "findings", ()) if finding.code] == []


@pytest.mark.parametrize("name", READERS)
def test_that_every_sample_is_described(name: str, root: Path) -> None:
    assert name in root.joinpath("docs", "files.zh-CN.md").read_text(encoding="utf-8")


def test_that_the_settings_show_the_defaults_of_the_rulebook(samples: Path) -> None:
    rulebook = shipped_rulebook("yn-2022-2")
    overrides = read_settings(samples / "settings.toml").overrides
    plain = RulesInForce(rulebook, date(2024, 1, 1))
    changed = RulesInForce(rulebook, date(2024, 1, 1), overrides)
    assert check_overrides(rulebook, overrides) == ()
    for rule in overrides:
        assert changed.ruling(rule, Kind) == plain.ruling(rule, Kind)
        assert set(to_plain(overrides[rule])) <= set(to_plain(plain.ruling(rule, Kind).params))


def test_that_the_map_leads_to_columns(samples: Path) -> None:
    assert len(vocabulary("platforms", read_mapping(samples / "columns.toml")).mapping) == 3


def test_that_the_template_has_every_column(samples: Path) -> None:
    for name, table in (("platforms.csv", "platforms"), ("panel.csv", "panel")):
        headings = samples.joinpath(name).read_text(encoding="utf-8-sig").splitlines()[0]
        known = vocabulary(table)
        found = [ranked[1].field for h in headings.split(",") if (ranked := known.ranked(h))]
        assert sorted(found) == sorted(column.field for column in known.columns)


def test_that_json_and_table_say_the_same(samples: Path) -> None:
    written = read_score_file(samples / "scores.json").entries
    assert read_score_file(samples / "scores.csv").entries == written


def test_that_the_scores_make_a_sheet_that_can_be_submitted(samples: Path) -> None:
    given = read_score_file(samples / "scores.json").entries["001"]
    rules = SheetRules.of(RulesInForce(shipped_rulebook("yn-2022-2"), date(2024, 1, 1)))
    form = load_form(default_form(TYPE, PlatformKind.LABORATORY))
    sheet = ScoreSheet("001", overall=given.overall)
    for code, text in given.items.items():
        sheet = sheet.with_points(code, Points.parse(text))
    for code, text in given.remarks.items():
        sheet = sheet.with_remark(code, text)
    for code, answer in given.veto.items():
        sheet = sheet.with_veto(code, answer=answer)
    assert check_sheet(form, sheet, frozenset(), rules) == ()
    for item in form.items:
        assert check_points("001", item, sheet.points[item.code], rules) == ()


def test_that_decisions_mean_what_they_say(samples: Path) -> None:
    (change,) = read_grades(samples / "grades.json").changes
    assert (change.number, change.grade) == ("011", Grade.GOOD)
    votes = read_votes(samples / "votes.json")
    assert votes.ties[0].chosen == frozenset({"009"})
    assert votes.confirmations[0].vote.agree == 6
    awards = read_awards(samples / "awards.json", None, None)
    assert {n: amount.wan for n, amount in awards.amounts.items()} == {
        "009": "75",
        "011": "35",
        "012": "30",
    }
    assert set(awards.reasons) == {"012"}
