"""Answers for people: small tables and lines; the figures come ready from the application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ynreview.kernel.terms import Compliance, Duty, EntryState
from ynreview.messages import label, sentence, term

Data = Mapping[str, Any]
RIGHT: Final = "right"


def facts(*names: str) -> Any:
    """Return a way to show some values of an answer, one a line."""

    def show(out: Console, data: Data) -> None:
        for name in names:
            value = data.get(name)
            if value not in (None, "", []):
                shown = "、".join(map(str, value)) if isinstance(value, list) else str(value)
                out.print(Text(sentence(f"cli.fact_{name}", value=shown)))

    return show


def new_table(*columns: tuple[str, Literal["left", "right"]]) -> Table:
    """Return an empty table whose columns are (title, side)."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, justify in columns:
        table.add_column(name, justify=justify, overflow="fold", no_wrap=justify == RIGHT)
    return table


def compliance(answer: str) -> str:
    """Return the answer of the formal check by sign and word."""
    signs = {Compliance.MET: "√", Compliance.NOT_MET: "×", Compliance.OPEN: "？"}
    found = Compliance(answer)
    return f"{signs[found]} {label(found)}"


def standing(out: Console, data: Data) -> None:
    """Show the ranking."""
    table = new_table(
        ("名次", RIGHT),
        ("编号", "left"),
        ("平台名称", "left"),
        ("得分", RIGHT),
        ("有效", RIGHT),
        ("规则建议", "left"),
        ("需复核", "left"),
    )
    for row in data["entries"]:
        flags = "、".join(
            flag.partition(":")[2] for flag in row["flags"] if flag.startswith("outlier:")
        )
        table.add_row(
            str(row["rank"] or "—"),
            row["number"],
            row["name"],
            row["score"] or "—",
            str(row["valid_experts"]),
            row.get("proposed_grade") or "待定",
            flags,
        )
    out.print(table)
    out.print(Text(data["denominator"]))


def explanation(out: Console, data: Data) -> None:
    """Show the working of one entry."""
    out.print(Text(f"{data['number']} 号 {data['name']}  得分 {data['score'] or '—'}"))
    for line in data["working"]:
        out.print(Text(f"  {line}"))


def grades(out: Console, data: Data) -> None:
    """Show every grade with its reason."""
    table = new_table(("编号", "left"), ("建议等级", "left"), ("理由", "left"))
    for number, grade in data["grades"].items():
        table.add_row(number, grade["grade"] or "待定", grade["because"])
    out.print(table)


def awards(out: Console, data: Data) -> None:
    """Show the amounts with their sum."""
    table = new_table(("编号", "left"), ("建议支持金额（万元）", RIGHT))
    for number, amount in data["awards"].items():
        table.add_row(number, amount)
    out.print(table)
    out.print(Text(sentence("cli.award_total", total=data["total"], budget=data["budget"] or "—")))


def status(out: Console, data: Data) -> None:
    """Show the expert's entries."""
    table = new_table(
        ("编号", "left"), ("平台名称", "left"), ("状态", "left"), ("合计", RIGHT), ("未填", "left")
    )
    for row in data["entries"]:
        state = (
            "回避" if row["recused"] else ("已提交" if row["state"] == "submitted" else "评分中")
        )
        missing = "、".join(row["missing"])
        table.add_row(row["number"], row["name"], state, row["total"] or "—", missing)
    out.print(table)


def collection(out: Console, data: Data) -> None:
    """Show what was collected; what was set aside is told in its own sentence."""
    for one in data["collected"]:
        if one["expert"] is None:
            out.print(Text(sentence("cli.roster_taken", number=one["revision"])))
            continue
        what = "unchanged" if one["verdict"] == "unchanged" else "collected"
        line = sentence(
            f"cli.{what}", expert=one["expert"], revision=one["revision"], code=one["key_code"]
        )
        out.print(Text(line))
    counts = {"received": data["received"], "expected": data["expected"]}
    out.print(Text(sentence("cli.received", **counts)))


def entry_state(out: Console, data: Data) -> None:
    """Show the new state of an entry in words."""
    facts("entry", "state")(out, {**data, "state": label(EntryState(data["state"]))})


def verification(out: Console, data: Data) -> None:
    """Show the verdict, the codes to compare and who signed."""
    out.print(Text(data["sentence"]))
    facts("title", "file_code", "result_code")(out, data)
    for one in data["signers"]:
        state = "有效" if one["ok"] else "不符"
        duty = term(Duty, one["who"])
        who = label(duty) if duty else one["who"]
        out.print(Text(f"  {who}  {state}  {one['key_code']}"))


def rulebook(out: Console, data: Data) -> None:
    """Show the rules of a rulebook with their marks."""
    out.print(Text(f"{data['title']}（{data['document']}）"))
    table = new_table(("规则", "left"), ("标记", "left"), ("条款", "left"), ("编号", "left"))
    for rule in data["rules"]:
        table.add_row(rule["title"], rule["mark"], "、".join(rule["cites"]), rule["id"])
    out.print(table)
