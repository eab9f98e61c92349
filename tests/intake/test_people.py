from collections.abc import Callable
from pathlib import Path

import pytest

from ynreview.intake.people import PanelIntake, read_panel
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Severity
from ynreview.kernel.terms import ExpertCategory, Role
from ynreview.messages import explain

Build = Callable[..., Path]
HEADINGS = ["编号", "姓名", "工作单位", "角色", "专家组", "类别", "任职单位（近三年）"]


def expert(code: str, role: str | None, panel: str = "第一组") -> list[str | None]:
    return [code, f"专家{code}", "云岭大学", role, panel, "技术", None]


def told(panel: PanelIntake, code: str) -> str:
    return next(explain(found) for found in panel.findings if found.code == f"intake.{code}")


def test_that_roles_and_units_are_read(workbook: Build):
    row = ["E01", "李　喆", "云岭大学", "组长", "第一组", "财务专家", "苍洱医学院；滇池科技大学"]

    (chair,) = read_panel(workbook([HEADINGS, row])).experts

    assert (chair.name, chair.role, chair.category) == ("李喆", Role.CHAIR, ExpertCategory.FINANCE)
    assert chair.units == ("云岭大学", "苍洱医学院", "滇池科技大学")


@pytest.mark.parametrize(
    ("roles", "code"),
    [(["成员", "副组长"], "chair_missing"), (["组长", "组长"], "chairs_several")],
)
def test_that_a_panel_has_exactly_one_chair(workbook: Build, roles: list[str], code: str):
    rows = [expert(f"E0{n}", role) for n, role in enumerate(roles)]

    panel = read_panel(workbook([HEADINGS, *rows]))

    assert any(found.blocks for found in panel.findings)
    assert "1 名" in told(panel, code)


def test_that_several_panels_are_kept_and_each_needs_its_chair(workbook: Build):
    rows = [expert("E01", "组长"), expert("E02", "组长", "第二组"), expert("E03", "备选", "第三组")]

    panel = read_panel(workbook([HEADINGS, *rows]))

    assert [found.panel for found in panel.experts] == ["第一组", "第二组", "第三组"]
    assert told(panel, "chair_missing").startswith("第三组没有组长")


def test_that_a_code_given_twice_and_an_unknown_role_reject_their_rows(workbook: Build):
    rows = [expert("E01", "组长"), expert("e01", "成员"), expert("E03", "顾问")]

    panel = read_panel(workbook([HEADINGS, *rows]))

    assert (panel.accepted, panel.rejected) == (1, 2)
    assert "重复" in told(panel, "number_twice")
    assert "顾问" in told(panel, "choice_unreadable")


def test_that_an_empty_role_is_a_member_and_is_said(workbook: Build):
    panel = read_panel(workbook([HEADINGS, expert("E01", "组长"), expert("E02", None)]))

    assert panel.experts[1].role is Role.MEMBER
    found = next(found for found in panel.findings if found.code == "intake.value_open")
    assert found.severity is Severity.WARNING
    assert "（）" not in explain(found)


def test_that_experts_come_from_toml_under_fields_or_headings(tmp_path: Path):
    path = tmp_path / "专家.toml"
    path.write_text(
        '[[experts]]\ncode = "E01"\nname = "赵㛃"\nunit = "云岭大学"\nrole = "组长"\n'
        '"任职单位" = ["苍洱医学院", "滇池科技大学"]\n'
        '[[experts]]\ncode = "E02"\nname = "王𬀩"\nunit = "苍洱医学院"\nrole = "member"\n',
        "utf-8",
    )

    panel = read_panel(path)

    assert [found.name for found in panel.experts] == ["赵㛃", "王𬀩"]
    assert panel.experts[0].recent_units == ("苍洱医学院", "滇池科技大学")
    assert panel.findings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [("[[experts", "toml_malformed"), ("experts = 1", "toml_malformed"), ("x = 1", "no_header")],
)
def test_that_another_toml_is_refused(tmp_path: Path, text: str, code: str):
    path = tmp_path / "专家.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(YnReviewError) as refusal:
        read_panel(path)

    assert refusal.value.code == f"intake.{code}"
