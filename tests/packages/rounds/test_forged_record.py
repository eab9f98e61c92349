"""A record edited by who seals: what no panel can lawfully have decided is a difference."""

from dataclasses import replace
from typing import Any

import pytest
from forging import Bench, Edit, Judge, Plan, Round

from ynreview.kernel import strict_json
from ynreview.kernel.codec import from_plain, to_plain
from ynreview.kernel.terms import EvaluationType
from ynreview.packages.documents import ballots_of
from ynreview.packages.reader import open_package
from ynreview.packages.recompute import recompute
from ynreview.packages.result import ResultParts, read_result
from ynreview.packages.verdicts import Verdict
from ynreview.packages.verification import Verification
from ynreview.scoring.record import Record
from ynreview.scoring.result import conclude, figures_of

VOTED = {"agree": 5, "disagree": 1, "abstain": 0}


@pytest.fixture(scope="module")
def honest(held: Round) -> ResultParts:
    with open_package(held.result) as opened:
        return read_result(opened)


@pytest.fixture
def judged(bench: Bench, honest: ResultParts):
    """Return a function that changes the record, makes the figures fit, and verifies."""
    inputs = honest.basis.inputs(honest.roster, ballots_of(honest.submissions))

    def verdict(change: Edit) -> Verification:
        document = bench.result.plain("result.json")
        change(document["record"])
        conclusion = conclude(inputs, from_plain(Record, document["record"]))
        document["figures"] = to_plain(figures_of(conclusion, honest.basis.counting))
        forged = bench.result.having({"result.json": strict_json.to_bytes(document)})
        found = bench.verified(bench.sealed_result(forged))
        assert found.verdict is Verdict.INTACT
        return found

    return verdict


def texts(found: Verification) -> str:
    return "".join(one.text for one in found.differences)


def change_of(number: str, grade: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "grade": grade, "reason": "理由", "vote": VOTED, **more}


def test_that_a_consistent_lawful_change_is_equal(judged: Judge):
    lowered = [change_of("010", "qualified")]
    assert judged(lambda record: record.update(changes=lowered, award=None)).equal


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([change_of("010", "qualified", vote=None)], "表决票数"),
        ([change_of("010", "qualified", reason="  ")], "理由"),
        ([change_of("010", "qualified", vote=dict(VOTED, agree=9))], "多于有表决权"),
        ([change_of("010", "qualified", vote=dict(VOTED, disagree=-3))], "票数为负"),
        (
            [change_of("010", "qualified", vote={"agree": 3, "disagree": 3, "abstain": 0})],
            "未过半数",
        ),
        ([change_of("010", "passed")], "只能是优秀"),
        ([change_of("004", "excellent"), change_of("010", "excellent")], "超出名额"),
        ([change_of("009", "excellent")], "超出名额"),
    ],
)
def test_that_an_unlawful_grade_is_a_difference(judged: Judge, changes: list[Any], said: str):
    found = judged(lambda record: record.update(changes=changes, award=None))
    assert not found.equal
    assert said in texts(found)


def tie(**changed: Any) -> dict[str, Any]:
    lawful = {
        "among": ["003", "004"],
        "chosen": ["003"],
        "votes": {"003": 4, "004": 2},
        "abstain": 0,
        "reason": "应用更扎实",
    }
    return {**lawful, **changed}


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        (tie(reason=" "), "须写明理由"),
        (tie(votes={"003": 40, "004": 2}), "与有表决权的 6 人不符"),
        (tie(votes={"003": 5, "004": 2}), "与有表决权的 6 人不符"),
        (tie(votes={"003": 4, "004": 2}, abstain=1), "与有表决权的 6 人不符"),
        (tie(votes={"003": 4, "004": -2}), "与有表决权的 6 人不符"),
        (tie(votes={"003": 4, "009": 2}), "与有表决权的 6 人不符"),
        (tie(votes={"003": 3, "004": 3}), "没有分出先后"),
        (tie(votes={}), "没有分出先后"),
        (tie(chosen=["004"]), "没有分出先后"),
        (tie(chosen=["003", "004"]), "并列压线没有处理"),
        (tie(chosen=["010"]), "并列压线没有处理"),
        (tie(among=["003", "004", "010"], chosen=["010"]), "并列压线没有处理"),
    ],
)
def test_that_an_unlawful_vote_on_the_tie_is_a_difference(judged: Judge, vote: Any, said: str):
    found = judged(lambda record: record.update(tie_votes=[vote], award=None))
    assert not found.equal
    assert said in texts(found)


def test_that_choosing_nobody_is_a_lawful_vote(judged: Judge):
    vote = tie(chosen=[], votes={"003": 3, "004": 3})
    assert judged(lambda record: record.update(tie_votes=[vote])).equal


def test_that_a_tie_without_a_vote_is_a_difference(judged: Judge):
    found = judged(lambda record: record.update(tie_votes=[], award=None))
    assert "并列压线没有处理" in texts(found)


def state_of(entry: str, state: str = "withdrawn", reason: str = "申请撤回") -> dict[str, str]:
    return {"entry": entry, "state": state, "reason": reason, "document": ""}


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([state_of("011", reason=" ")], "没有写明理由"),
        ([state_of("099")], "没有这个平台"),
        ([state_of(f"9{n:02d}", "taking_part") for n in range(10)], "没有这个平台"),
    ],
)
def test_that_an_unlawful_change_of_state_is_a_difference(
    judged: Judge, states: list[Any], said: str
):
    found = judged(lambda record: record.update(states=states))
    assert not found.equal
    assert said in texts(found)


def test_that_platforms_that_never_took_part_do_not_enlarge_the_quota(bench: Bench, forgery: Plan):
    def outside(document: Any) -> None:
        for entry in document["entries"]:
            if entry["number"] == "011":
                entry["state"] = "ineligible"

    plan = forgery().edit("basis", "entries.json", outside)
    for expert, revision in bench.held.scores:
        plan.edit(
            f"{expert}-r{revision}",
            "submission.json",
            lambda d: d.update(sheets=[one for one in d["sheets"] if one["entry"] != "011"]),
        )
    back = [state_of("011", "taking_part")]
    plan.edit("result", "result.json", lambda d: d["record"].update(states=back))
    found = bench.verified(plan.consistent())
    assert "不能改为参评" in texts(found)


def absence_of(expert: str, **changed: str) -> dict[str, str]:
    return {"expert": expert, "attendance": "absent", "reason": "因病", "alternate": "", **changed}


@pytest.mark.parametrize(
    ("absences", "said"),
    [
        ([absence_of("E05", reason="")], "没有写明理由"),
        ([absence_of("E05", attendance="present")], "不是缺席、中途退出"),
        ([absence_of("E05", attendance="standby")], "不是缺席、中途退出"),
        ([absence_of("E05", attendance="replaced")], "不是缺席、中途退出"),
        ([absence_of("E05", alternate="E07")], "不是缺席、中途退出"),
        ([absence_of("E05"), absence_of("E05", attendance="left")], "不止一次"),
        ([absence_of("E05", attendance="replaced", alternate="E06")], "不是名单中的备选专家"),
        ([absence_of("E99")], "没有这名专家"),
    ],
)
def test_that_an_impossible_absence_is_a_difference(judged: Judge, absences: list[Any], said: str):
    found = judged(lambda record: record.update(absences=absences))
    assert not found.equal
    assert said in texts(found)


def test_that_an_alternate_called_in_must_have_handed_in(bench: Bench, forgery: Plan):
    away = [absence_of("E05", attendance="replaced", alternate="E99")]
    plan = forgery().edit("result", "result.json", lambda d: d["record"].update(absences=away))
    found = bench.verified(plan.result())
    assert (found.verdict, found.problem.code) == (
        Verdict.INCOMPLETE,
        "packages.expert_unaccounted",
    )


def test_that_an_entry_with_too_few_valid_experts_is_a_difference(judged: Judge):
    away = [absence_of(expert, attendance="left") for expert in ("E05", "E02", "E03", "E04")]
    found = judged(lambda record: record.update(absences=away, award=None, changes=[]))
    assert "有效专家，少于 5 名" in texts(found)


@pytest.mark.parametrize("vote", [{"agree": 60}, {"disagree": -1}])
def test_that_a_confirmation_by_more_than_are_entitled_is_a_difference(judged: Judge, vote: Any):
    cast = {"agree": 6, "disagree": 0, "abstain": 0, **vote}
    confirmed = [{"entry": "012", "vote": cast, "reason": ""}]
    found = judged(lambda record: record.update(confirmations=confirmed))
    assert "与有表决权的 6 人不符" in texts(found)


def test_that_a_confirmation_of_an_entry_that_left_is_no_matter(judged: Judge):
    cast = {"agree": 60, "disagree": 0, "abstain": 0}
    gone = [{"entry": "011", "vote": cast, "reason": ""}]
    assert judged(lambda record: record.update(confirmations=gone)).equal


@pytest.mark.parametrize(
    ("award", "said"),
    [
        ({"amounts": {"003": 1_500_000}}, "万元超出区间"),
        ({"amounts": {"003": -500_000}}, "万元超出区间"),
        ({"amounts": {"010": 210_000}}, "整数倍"),
        ({"amounts": {"009": 500_000, "010": 200_000}}, "得分高的不能少得"),
        ({"amounts": {"012": 200_000}}, "没有奖补金额"),
        ({"amounts": {"099": 200_000}}, "没有奖补金额"),
        ({"amounts": {"003": 500_000}, "budget": 100_000}, "超出预算"),
        ({"method": "by_score", "budget": 10_000}, "缺"),
        ({"method": "by_score", "step": 0}, "步长"),
        ({"step": 0}, "步长"),
        ({"step": -50_000}, "步长"),
        ({"budget": None}, "会次设定有预算 600 万元"),
    ],
)
def test_that_unlawful_amounts_are_a_difference(judged: Judge, award: dict[str, Any], said: str):
    given = {"method": None, "budget": 6_000_000, "step": None, "amounts": {}, "reasons": {}}
    found = judged(lambda record: record.update(award={**given, **award}))
    assert not found.equal
    assert said in texts(found)


def test_that_amounts_are_a_difference_where_the_round_wants_none(bench: Bench, forgery: Plan):
    off = {"suggest_amounts": {"enabled": False}}
    plan = forgery().edit("basis", "round.json", lambda d: d.update(overrides=off))
    assert "不提出建议金额" in texts(bench.verified(plan.consistent()))


@pytest.mark.parametrize("change", [{"proposed": False}, {"closed_reason": ""}])
def test_that_a_record_that_could_not_be_finalised_is_a_difference(judged: Judge, change: Edit):
    assert "不能定稿" in texts(judged(lambda record: record.update(change)))


def test_that_other_opinions_change_the_result_code_and_nothing_else(
    bench: Bench, held: Round, judged: Judge
):
    """Words are no figures: only the signature and the code on the paper bind them."""
    found = judged(lambda record: record.update(overall="总体运行很差", opinions=[]))
    assert found.equal
    assert found.result_code != bench.verified(held.result.read_bytes()).result_code


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("score", "99.99"),
        ("score", None),
        ("exact", "1/3"),
        ("rank", 1),
        ("tied", None),
        ("valid_experts", 7),
        ("main_rate", "1/1"),
        ("proposed", "excellent"),
        ("grade", "excellent"),
        ("by", "vote"),
        ("award", 990_000),
        ("number", "777"),
    ],
)
def test_that_every_single_figure_is_recomputed(bench: Bench, name: str, value: Any):
    def forge(document: Any) -> None:
        row = document["figures"]["rows"][5]
        row[name] = (not row[name]) if name == "tied" else value

    found = bench.verified(bench.sealed_result(bench.result.edited("result.json", forge)))
    assert not found.equal
    assert found.differences[0].text.endswith("。")


@pytest.mark.parametrize(
    "forge",
    [
        lambda figures: figures["counted"].update(excellent_max=2),
        lambda figures: figures["counted"].update(taking_part=20),
        lambda figures: figures.update(award_total=1),
        lambda figures: figures.update(unresolved_ties=[["003", "004"]]),
        lambda figures: figures["rows"].pop(),
        lambda figures: figures["rows"].reverse(),
        lambda figures: figures["rows"].append(figures["rows"][0]),
    ],
)
def test_that_the_figures_of_the_round_are_recomputed(bench: Bench, forge: Edit):
    result = bench.result.edited("result.json", lambda d: forge(d["figures"]))
    found = bench.verified(bench.sealed_result(result))
    assert not found.equal


def test_that_a_result_of_a_type_that_is_voted_is_not_equal(honest: ResultParts):
    setup = replace(honest.basis.setup, type=EvaluationType.ACCEPTANCE)
    found = recompute(replace(honest, basis=replace(honest.basis, setup=setup)))
    assert ["本版本只重算后评估的结果" in one.text for one in found] == [True]


def test_that_a_difference_speaks_in_words(bench: Bench):
    def forge(figures: Any) -> None:
        figures["counted"].update(excellent_max=2)
        figures["unresolved_ties"] = [["003", "004"], ["005", "006"]]
        figures["rows"][0].update(by="rule", award=None, tied=False, grade="good")

    result = bench.result.edited("result.json", lambda d: forge(d["figures"]))
    said = [one.text for one in bench.verified(bench.sealed_result(result)).differences]
    assert any("参评 11 个、优秀名额 2 个" in text for text in said)
    assert any("003、004；005、006" in text for text in said)
    assert any("包内为 规则，按评分包重算为 专家组表决" in text for text in said)
    assert any("包内为 良好，按评分包重算为 优秀" in text for text in said)
    assert any("包内为 没有，按评分包重算为 有" in text for text in said)
    assert any("包内为 无，按评分包重算为 " in text for text in said)
    assert not any("{" in text or "[" in text for text in said)
