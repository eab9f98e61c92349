from collections.abc import Callable
from pathlib import Path

import pytest

from ynreview.kernel.finding import Finding
from ynreview.messages import explain_error
from ynreview.rulebook.loader import load_rulebook, rulebook_from_files
from ynreview.rulebook.model import Rulebook, RulebookProblems

REGULATION = Path(__file__).parents[2].joinpath("data", "regulation.md")
Planted = Callable[[str, str, str], dict[str, bytes]]
SeenOnce = Callable[[tuple[Finding, ...], str], Finding]


def problems_of(files: dict[str, bytes]) -> tuple[Finding, ...]:
    with pytest.raises(RulebookProblems) as caught:
        rulebook_from_files(files)
    assert explain_error(caught.value).endswith("。")
    return caught.value.problems


def test_that_all_articles_stand_in_their_own_words(rulebook: Rulebook):
    headed = REGULATION.read_text(encoding="utf-8").split("### ")[1:]
    expected = []
    for part in headed:
        label, *lines = part.split("## ")[0].splitlines()
        expected.append((label, [line for line in lines if line.strip()]))

    found = [(article.label, article.text.splitlines()) for article in rulebook.articles]

    assert found == expected
    assert [article.number for article in rulebook.articles] == list(range(1, 32))


def test_that_chapters_divide_the_articles(rulebook: Rulebook):
    chapters = [article.chapter for article in rulebook.articles]

    assert len(dict.fromkeys(chapters)) == 5
    assert chapters.count("第四章 评估验收") == 5


def test_that_a_rulebook_loads_from_a_folder_and_from_its_own_files(
    tmp_path: Path, rulebook: Rulebook
):
    for name, content in rulebook.files.items():
        tmp_path.joinpath(name).write_bytes(content)
    tmp_path.joinpath("README.txt").write_text("no rule", encoding="utf-8")

    copy = load_rulebook(tmp_path)

    assert copy == rulebook
    assert copy.digest == rulebook.digest
    assert rulebook_from_files(rulebook.files) == rulebook


def test_that_one_changed_figure_changes_the_digest(planted: Planted, rulebook: Rulebook):
    files = planted("rules-quota.toml", "denominator = 10", "denominator = 11")

    assert rulebook_from_files(files).digest != rulebook.digest


def test_that_the_header_is_told_by_the_rulebook(rulebook: Rulebook):
    assert rulebook.id == "yn-2022-2"
    assert rulebook.document.endswith("2号")
    assert rulebook.title.startswith("云南省国际联合创新平台管理办法")
    assert str(rulebook.in_force_from) == "2022-03-09"
    assert str(rulebook.in_force_until) == "2025-03-08"


@pytest.mark.parametrize(
    "citation", ["第三十二条", "第二十四条第（四）项", "二十四", "第24条", "第十二条第（一）项"]
)
def test_that_a_citation_without_article_or_point_names_nothing(rulebook: Rulebook, citation: str):
    assert rulebook.article(citation) is None


def test_that_a_citation_of_a_point_names_its_article(rulebook: Rulebook):
    article = rulebook.article("第二十四条第（二）项")

    assert article is not None
    assert article.label == "第二十四条"


def test_that_a_broken_file_is_told_with_its_name(planted: Planted, seen_once: SeenOnce):
    found = problems_of(planted("rules-quota.toml", "[[rule]]", "[[rule"))

    assert seen_once(found, "broken_toml").params["file"] == "rules-quota.toml"


def test_that_a_float_is_refused(planted: Planted, seen_once: SeenOnce):
    found = problems_of(planted("rules-quota.toml", "denominator = 10", "denominator = 10.0"))

    seen_once(found, "broken_toml")


def test_that_bytes_that_are_no_text_are_refused(files: dict[str, bytes], seen_once: SeenOnce):
    seen_once(problems_of({**files, "rules-x.toml": b"\xb9\xe6"}), "broken_toml")


def test_that_an_unknown_table_is_refused(files: dict[str, bytes], seen_once: SeenOnce):
    found = problems_of({**files, "rules-x.toml": b"[remark]\n"})

    assert seen_once(found, "unknown_table").params["table"] == "remark"


def test_that_an_unknown_kind_is_refused(planted: Planted, seen_once: SeenOnce):
    found = problems_of(planted("rules-quota.toml", '"share_ceiling"', '"quota"'))

    problem = seen_once(found, "unknown_kind")
    assert problem.params["kind"] == "quota"
    assert problem.subject == {
        "file": "rules-quota.toml",
        "table": "rule excellent_quota",
        "key": "kind",
    }


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("denominator = 10", 'denominator = "10"', "params.denominator"),
        ("denominator = 10", "denominator = 0", "params"),
        ("numerator = 1, ", "", "params"),
        ("numerator = 1", "numerator = 1, floor = true", "params"),
        ('mark = "law"', 'mark = "custom"', "rule excellent_quota.mark"),
        ('title = "优秀名额"', "", "rule excellent_quota"),
        ('since = "2022-03-09"', "since = 2022-03-09", "rule excellent_quota.versions[0].since"),
    ],
)
def test_that_a_wrong_value_is_told_with_its_key(
    planted: Planted, seen_once: SeenOnce, old: str, new: str, key: str
):
    problem = seen_once(problems_of(planted("rules-quota.toml", old, new)), "wrong_value")

    assert problem.params["file"] == "rules-quota.toml"
    assert problem.params["table"] == "rule excellent_quota"
    assert problem.params["key"] == key


def test_that_a_rule_that_is_no_table_is_refused(files: dict[str, bytes], seen_once: SeenOnce):
    seen_once(problems_of({**files, "rules-x.toml": b"rule = 1\n"}), "wrong_value")


def test_that_articles_and_examples_are_checked_too(files: dict[str, bytes]):
    content = b'[[article]]\nlabel = "x"\n[[example]]\nask = "most"\n'

    found = problems_of({**files, "rules-x.toml": content})

    assert [problem.params["table"] for problem in found] == ["article x", "example #1"]


def test_that_every_fault_is_told_at_once(planted: Planted):
    files = planted("rules-quota.toml", "denominator = 10", "denominator = 0")
    files |= {"rules-x.toml": b"[remark]\n", "rules-y.toml": b"["}

    codes = {problem.code for problem in problems_of(files)}

    assert codes == {"rulebook.wrong_value", "rulebook.unknown_table", "rulebook.broken_toml"}


def test_that_an_id_is_given_once(planted: Planted, seen_once: SeenOnce):
    found = problems_of(planted("rules-quota.toml", '"quota_below_ten"', '"excellent_quota"'))

    assert seen_once(found, "repeated").params["name"] == "excellent_quota"


def test_that_a_rulebook_without_header_is_refused(files: dict[str, bytes], seen_once: SeenOnce):
    rest = {name: content for name, content in files.items() if name != "rulebook.toml"}

    assert seen_once(problems_of(rest), "no_header").params["count"] == 0
