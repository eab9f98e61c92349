from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from ynreview.kernel.finding import Finding
from ynreview.kernel.points import Points
from ynreview.kernel.terms import EvaluationType, PlatformKind
from ynreview.messages import explain_error
from ynreview.rulebook.form_checks import check_form
from ynreview.rulebook.form_writing import form_to_toml
from ynreview.rulebook.forms import ScoreForm, SectionKind, default_form, load_form
from ynreview.rulebook.in_force import RulesInForce
from ynreview.rulebook.kinds import AnchorLevels, Level
from ynreview.rulebook.model import RulebookProblems

PlantedForm = Callable[[str, str], bytes]
SeenOnce = Callable[[tuple[Finding, ...], str], Finding]


@pytest.fixture
def form() -> ScoreForm:
    return load_form(default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY))


@pytest.mark.parametrize("form_type", EvaluationType)
@pytest.mark.parametrize("kind", PlatformKind)
def test_that_every_shipped_form_is_sound(
    rules: RulesInForce, form_type: EvaluationType, kind: PlatformKind
):
    form = load_form(default_form(form_type, kind))

    assert (form.type, form.kind) == (form_type, kind)
    assert check_form(form, rules) == ()
    assert form.has_vote == (form_type in {EvaluationType.MIDTERM, EvaluationType.ACCEPTANCE})
    assert form.has_suggested_amount == (form_type is EvaluationType.ESTABLISHMENT)
    assert bool(form.task_items) == (form_type is EvaluationType.ACCEPTANCE)


def test_that_a_form_finds_its_parts(form: ScoreForm):
    item = form.item("1.2")

    assert item is not None
    assert item.name == "代表性成果"
    assert form.section_of("1.2") is form.main
    assert form.item("9.9") is form.section_of("9.9") is None
    assert form.veto[0].cites == ("第二十九条",)


def test_that_levels_show_the_possible_scores_of_their_step(form: ScoreForm):
    item = form.item("3.1")
    assert item is not None

    shown = {level: f"{r.lowest}-{r.highest}" for level, r in item.levels.items()}

    assert shown == {
        Level.EXCELLENT: "8.50-10.00",
        Level.GOOD: "7.00-8.00",
        Level.FAIR: "6.00-6.50",
        Level.POOR: "0.00-5.50",
    }
    assert [str(score) for score in item.levels[Level.EXCELLENT].scores] == [
        "8.50",
        "9.00",
        "9.50",
        "10.00",
    ]


def test_that_each_level_holds_the_scores_it_shows(form: ScoreForm):
    for item in form.items:
        for level, scores in item.levels.items():
            assert all(item.level_of(score) is level for score in scores.scores)
            assert all(item.allows(score) for score in scores.scores)


def test_that_an_impossible_score_is_not_allowed(form: ScoreForm):
    item = form.item("3.1")
    assert item is not None

    assert not item.allows(Points.parse("8.3"))
    assert not item.allows(Points.parse("10.5"))


def test_that_levels_follow_the_rules_of_the_round():
    content = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY)
    strict = AnchorLevels(Fraction(9, 10), Fraction(4, 5), Fraction(3, 5))

    item = load_form(content, strict).item("3.1")

    assert item is not None
    assert item.level_of(Points.parse("8.5")) is Level.GOOD


def test_that_full_marks_shrink_by_what_is_not_applicable(form: ScoreForm):
    assert form.applicable_full(frozenset()) == Points.parse("100")
    assert form.applicable_full(frozenset({"1.1", "3.1"})) == Points.parse("82")


@pytest.mark.parametrize(
    ("points", "required"), [("0", True), ("5.5", True), ("6", False), ("9.5", False), ("10", True)]
)
def test_that_a_remark_is_asked_for_low_and_full_marks(
    form: ScoreForm, points: str, required: bool
):
    item = form.item("3.1")
    assert item is not None

    assert form.remark_required(item, Points.parse(points)) is required


def test_that_full_marks_need_no_remark_where_the_form_says_so(planted_form: PlantedForm):
    form = load_form(planted_form("remark_at_full = true", "remark_at_full = false"))
    item = form.item("3.1")
    assert item is not None

    assert not form.remark_required(item, Points.parse("10"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('full = "30"', 'full = "31"', "form_total"),
        ('full = "8"', 'full = "9"', "form_section_total"),
        ('full = "8"', 'full = "8.3"', "form_off_step"),
        ('step = "0.5"', 'step = "4"', "form_level_impossible"),
        ('code = "1.2"', 'code = "1.1"', "form_repeated_code"),
        ("第十八条", "第四十八条", "form_unknown_article"),
        ('cites = ["第二十九条"]', "cites = []", "form_uncited"),
    ],
)
def test_that_a_planted_fault_of_content_is_seen(
    planted_form: PlantedForm, rules: RulesInForce, old: str, new: str, code: str
):
    findings = check_form(load_form(planted_form(old, new)), rules)

    assert f"rulebook.{code}" in {finding.code for finding in findings}


def test_that_a_wrong_total_cites_the_setting(
    planted_form: PlantedForm, rules: RulesInForce, seen_once: SeenOnce
):
    findings = check_form(load_form(planted_form('full = "30"', 'full = "31"')), rules)

    found = seen_once(findings, "form_total")

    assert found.cites == ("第二十七条", "会次设定")
    assert found.params["sum"] == "101.00"


@pytest.mark.parametrize(
    ("key", "code"),
    [("guidance", "form_guidance"), ("excellent", "form_level_text"), ("poor", "form_level_text")],
)
def test_that_missing_texts_are_seen(rules: RulesInForce, seen_once: SeenOnce, key: str, code: str):
    content = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY).decode()
    head, _, rest = content.partition("[[section.item]]")
    lines = rest.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
    last = first
    if lines[first].count('"""') == 1:
        last = next(n for n in range(first + 1, len(lines)) if '"""' in lines[n])
    lines[first : last + 1] = [f'{key} = " "']
    planted = f"{head}[[section.item]]" + "\n".join(lines)

    seen_once(check_form(load_form(planted.encode()), rules), code)


def test_that_a_form_without_the_integrity_question_is_seen(
    rules: RulesInForce, seen_once: SeenOnce
):
    content = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY).decode()
    head, _, rest = content.partition("[[veto]]")
    planted = head + rest[rest.index("[[section]]") :]

    seen_once(check_form(load_form(planted.encode()), rules), "form_without_veto")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('step = "0.5"', 'step = "0"', "form_step"),
        ('main_section = "1"', 'main_section = "8"', "form_main_section"),
        ('step = "0.5"', "step = 0.5", "broken_toml"),
        ('step = "0.5"', "", "wrong_value"),
        ('type = "post_evaluation"', 'type = "audit"', "wrong_value"),
        ('full = "8"', 'full = "acht"', "wrong_value"),
        ("has_vote = false", 'has_vote = "no"', "wrong_value"),
        ("has_vote = false", "has_vote = false\nsurprise = 1", "wrong_value"),
    ],
)
def test_that_an_unusable_form_is_refused(
    planted_form: PlantedForm, seen_once: SeenOnce, old: str, new: str, code: str
):
    with pytest.raises(RulebookProblems) as caught:
        load_form(planted_form(old, new))

    seen_once(caught.value.problems, code)
    assert explain_error(caught.value).endswith("。")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('name = "承担任务"', 'name = " "', "form_name"),
        ("has_vote = false", "has_vote = true", "form_duties"),
        ("remark_min = 10", "remark_min = -1", "form_remarks"),
        ('remark_below = "3/5"', 'remark_below = "8/5"', "form_remarks"),
        ("overall_min = 30", "overall_min = -30", "form_remarks"),
        ("task_block = false", "task_block = true", "form_duties"),
    ],
)
def test_that_what_no_form_can_do_without_is_seen(
    planted_form: PlantedForm,
    rules: RulesInForce,
    seen_once: SeenOnce,
    old: str,
    new: str,
    code: str,
):
    seen_once(check_form(load_form(planted_form(old, new)), rules), code)


def test_that_a_section_without_items_is_seen(form: ScoreForm, rules: RulesInForce):
    empty = replace(form.sections[3], items=())

    extra = replace(empty, code="5", kind=SectionKind.BONUS)

    findings = check_form(replace(form, sections=(*form.sections[:3], empty, extra)), rules)

    codes = [finding.code for finding in findings]
    assert codes.count("rulebook.form_section_empty") == 2
    assert "rulebook.form_cap" not in codes


def test_that_an_item_above_the_whole_is_told_at_once(
    planted_form: PlantedForm, rules: RulesInForce
):
    findings = check_form(load_form(planted_form('full = "8"', 'full = "999999"')), rules)

    assert {finding.code for finding in findings} == {"rulebook.form_section_total"}


EXTRA = """
[[section]]
code = "J"
name = "加分项"
full = "5"
kind = "bonus"

[[section.item]]
code = "J.1"
name = "主持制定国际标准"
full = "3"
objective = true
cites = ["第十八条"]
guidance = "看标准文本和发布机构。"
excellent = ""
good = ""
fair = ""
poor = ""

[[section.item]]
code = "J.2"
name = "其他"
full = "3"
objective = false
cites = ["第十八条"]
guidance = "看证明材料。"
excellent = ""
good = ""
fair = ""
poor = ""
"""


def extended(old: str = "", new: str = "") -> ScoreForm:
    content = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY).decode()
    return load_form((content + EXTRA.replace(old, new)).encode())


def test_that_bonus_items_stand_beside_the_hundred_and_need_no_levels(rules: RulesInForce):
    form = extended()
    item = form.item("J.1")

    assert item is not None
    assert check_form(form, rules) == ()
    assert item.is_extra
    assert item.levels == {}
    assert form.applicable_full(frozenset()) == Points.parse("100")
    assert "J.1" not in {one.code for one in form.regular_items}
    assert load_form(form_to_toml(form)) == form


def test_that_whatever_is_added_or_taken_asks_for_a_remark():
    form = extended()
    item = form.item("J.1")
    assert item is not None

    assert not form.remark_required(item, Points.zero())
    assert form.remark_required(item, Points.parse("2"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('full = "5"', 'full = "0"', "form_cap"),
        ('full = "5"', 'full = "7"', "form_cap"),
        ('full = "5"', 'full = "5"\ntask_block = true', "form_extra_tasks"),
    ],
)
def test_that_a_fault_of_an_extra_section_is_seen(
    rules: RulesInForce, seen_once: SeenOnce, old: str, new: str, code: str
):
    seen_once(check_form(extended(old, new), rules), code)


def test_that_bonus_marks_cannot_decide_ties(planted_form: PlantedForm, seen_once: SeenOnce):
    content = planted_form('main_section = "1"', 'main_section = "J"') + EXTRA.encode()

    with pytest.raises(RulebookProblems) as caught:
        load_form(content)

    seen_once(caught.value.problems, "form_main_section")


def test_that_sections_must_be_tables(seen_once: SeenOnce):
    head = default_form(EvaluationType.POST_EVALUATION, PlatformKind.LABORATORY).decode()

    with pytest.raises(RulebookProblems) as caught:
        load_form((head.partition("[[veto]]")[0] + "section = 3\n").encode())

    seen_once(caught.value.problems, "wrong_value")
