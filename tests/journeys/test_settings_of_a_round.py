"""What an organiser may set for a round: items that do not apply, the floor of valid experts."""

from pathlib import Path

from journey_call import Answer, call
from journey_stage import DATA, REASON

_HEADINGS = "编号,姓名,工作单位,职称,专业领域,类别,角色,专家组,任职单位（近三年）\n"


def new(dossier: Path, settings: str) -> None:
    file = dossier.with_suffix(".toml")
    file.write_text(settings, encoding="utf-8")
    options = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")
    call("round", "new", dossier, *options, "--reason", REASON, "--settings", file).done()
    call("round", "import", dossier, DATA / "platforms.xlsx").done()


def panel(dossier: Path, members: int) -> Answer:
    file = dossier.with_suffix(".csv")
    rows = [
        f"E0{place},专家{place},单位{place},教授,农学,技术,{'成员' if place > 1 else '组长'},,\n"
        for place in range(1, members + 1)
    ]
    file.write_text(_HEADINGS + "".join(rows), encoding="utf-8")
    return call("round", "panel", dossier, file)


def test_that_an_item_set_aside_for_an_entry_is_so_for_every_expert(tmp_path: Path) -> None:
    dossier = tmp_path / "organiser.ynd"
    new(dossier, '[not_applicable]\n"001" = ["1.2"]\n')
    call("round", "panel", dossier, DATA / "panel.xlsx").done()
    issued = call("round", "issue", dossier, "--out", tmp_path / "tasks").done()

    for place, file in enumerate(issued.data["files"][:2]):
        expert = tmp_path / f"expert-{place}.ynd"
        call("expert", "open", file["path"], "--out", expert).done()
        entries = call("expert", "status", expert).done().data["entries"]
        applies = {
            entry["number"]: {item["code"]: item["applicable"] for item in entry["items"]}
            for entry in entries
        }
        assert applies["001"]["1.2"] is False
        assert "1.2" not in next(e["missing"] for e in entries if e["number"] == "001")
        assert applies["002"]["1.2"] is True


def test_that_items_and_entries_which_do_not_exist_keep_a_round_from_being_issued(
    tmp_path: Path,
) -> None:
    dossier = tmp_path / "organiser.ynd"
    new(dossier, '[not_applicable]\n"001" = ["9.9"]\n"999" = ["1.1"]\n')
    call("round", "panel", dossier, DATA / "panel.xlsx").done()

    answer = call("round", "issue", dossier, "--out", tmp_path / "tasks")

    assert answer.status == 1
    assert set(answer.blocking) == {"forms.skipped_item_unknown", "forms.skipped_entry_unknown"}


def test_that_a_list_of_items_must_be_a_list(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[not_applicable]\n"001" = "1.2"\n', encoding="utf-8")
    options = ("--title", "后评估", "--type", "post_evaluation", "--date", "2026-11-24")

    answer = call("round", "new", tmp_path / "a.ynd", *options, "--settings", file)

    assert (answer.status, list(answer.blocking)) == (3, ["app.settings_file_unreadable"])
    assert not (tmp_path / "a.ynd").exists()


def test_that_a_small_panel_is_stored_and_only_issuing_is_refused(tmp_path: Path) -> None:
    dossier = tmp_path / "organiser.ynd"
    new(dossier, "")

    stored = panel(dossier, 4).done()
    refused = call("round", "issue", dossier, "--out", tmp_path / "tasks")

    assert "app.panel_too_small" in stored.codes
    assert (refused.status, list(refused.blocking)) == (1, ["app.panel_too_small"])


def test_that_the_floor_of_the_round_is_the_one_a_panel_is_measured_against(
    tmp_path: Path,
) -> None:
    dossier = tmp_path / "organiser.ynd"
    new(dossier, "[rules.valid_experts_floor]\nvalue = 3\n")

    stored = panel(dossier, 4).done()
    call("round", "issue", dossier, "--out", tmp_path / "tasks").done()

    assert "app.panel_too_small" not in stored.codes
