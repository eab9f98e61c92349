"""Decision files of chair and organiser (JSON) into commands; the rules are asked later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ynreview.app import commands as c
from ynreview.kernel import strict_json
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.money import Money
from ynreview.kernel.terms import Compliance, FormalItem, Grade
from ynreview.messages import term
from ynreview.scoring.quota import TieVote
from ynreview.scoring.record import Confirmation, Opinion
from ynreview.scoring.settlement import GradeChange, VoteCount

T = TypeVar("T")


class _ShapeError(ValueError):
    """A value of a decision file is not what belongs there; the text names the place."""


def read_votes(path: Path) -> c.RecordVotes:
    """Read ``{"ties": [{"among", "votes", "abstain", "chosen", "reason"}], "confirmations": {…}}``.

    An empty ``chosen`` is 均不评优秀; without it the entries with the most votes are meant.
    """
    return _read(path, _votes)


def read_grades(path: Path) -> c.SetGrades:
    """Read ``{number: {"grade", "reason", "vote": {"agree", "disagree", "abstain"}}}``."""
    return _read(path, lambda table: c.SetGrades(tuple(_change(n, v) for n, v in table.items())))


def read_awards(path: Path, budget: Money | None, step: Money | None) -> c.SetAwards:
    """Read ``{number: "75"}`` or ``{number: {"amount": "75", "reason": "…"}}`` in 万元."""

    def awards(table: Mapping[str, Any]) -> c.SetAwards:
        amounts = {number: _money(number, value) for number, value in table.items()}
        reasons = {
            number: _text(value, "reason", number)
            for number, value in table.items()
            if isinstance(value, dict) and "reason" in value
        }
        return c.SetAwards(amounts, reasons, budget, step)

    return _read(path, awards)


def read_opinions(path: Path) -> c.RecordOpinions:
    """Read ``{"overall", "entries": {number: {"achievements", "problems", "suggestions"}}}``."""
    return _read(path, _opinions)


def read_formal(path: Path) -> c.AnswerFormal:
    """Read ``{number: {item: {"answer": "met|not_met|open", "reason": "…"}}}``."""
    return _read(
        path,
        lambda table: c.AnswerFormal(
            tuple(
                _item_answer(number, item, value)
                for number, items in table.items()
                for item, value in _table(items, number).items()
            )
        ),
    )


def _read(path: Path, build: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise YnReviewError("app.decision_file_missing", file=path.name) from error
    try:
        return build(_table(strict_json.from_bytes(content), ""))
    except ValueError as error:
        detail = str(error) if isinstance(error, _ShapeError) else "不是约定格式的 JSON 文件"
        raise YnReviewError(
            "app.decision_file_unreadable", file=path.name, detail=detail
        ) from error


def _votes(table: Mapping[str, Any]) -> c.RecordVotes:
    _only(table, {"ties", "confirmations"}, "")
    ties = table.get("ties", [])
    if not isinstance(ties, list):
        raise _ShapeError("“ties”应为列表")
    confirmations = _table(table.get("confirmations", {}), "confirmations")
    return c.RecordVotes(
        tuple(_tie(_table(tie, "ties")) for tie in ties),
        tuple(
            Confirmation(number, _count(_table(value, number), number), _reason(value, number))
            for number, value in confirmations.items()
        ),
    )


def _tie(table: Mapping[str, Any]) -> TieVote:
    _only(table, {"among", "votes", "abstain", "chosen", "reason"}, "ties")
    among = frozenset(_texts(table.get("among"), "among"))
    votes = {
        number: _integer(count, f"votes.{number}")
        for number, count in _table(table.get("votes", {}), "votes").items()
    }
    best = max(votes.values(), default=0)
    leading = [number for number, count in votes.items() if count == best and best > 0]
    chosen = frozenset(_texts(table.get("chosen", leading), "chosen"))
    abstain = _integer(table.get("abstain", 0), "abstain")
    return TieVote(among, chosen, votes, abstain, _text(table, "reason", "ties"))


def _change(number: str, value: Any) -> GradeChange:
    if isinstance(value, str):
        value = {"grade": value}
    table = _table(value, number)
    _only(table, {"grade", "reason", "vote"}, number)
    grade = term(Grade, _text(table, "grade", number))
    if grade is None:
        raise _ShapeError(f"{number} 的等级“{table['grade']}”无法识别")
    vote = table.get("vote")
    count = _count(_table(vote, f"{number}.vote"), number) if vote is not None else None
    return GradeChange(number, grade, _reason(table, number), count)


def _count(table: Mapping[str, Any], place: str) -> VoteCount:
    names = ("agree", "disagree", "abstain")
    return VoteCount(*(_integer(table.get(name, 0), f"{place}.{name}") for name in names))


def _opinions(table: Mapping[str, Any]) -> c.RecordOpinions:
    _only(table, {"overall", "entries"}, "")
    parts = {"achievements", "problems", "suggestions"}
    opinions = []
    for number, value in _table(table.get("entries", {}), "entries").items():
        given = _table(value, number)
        _only(given, parts, number)
        opinions.append(Opinion(number, **{name: _text(given, name, number) for name in given}))
    overall = _text(table, "overall", "") if "overall" in table else None
    return c.RecordOpinions(tuple(opinions), overall)


def _item_answer(number: str, name: str, value: Any) -> c.ItemAnswer:
    place = f"{number}.{name}"
    table = _table(value, place)
    _only(table, {"answer", "reason"}, place)
    item, answer = term(FormalItem, name), term(Compliance, _text(table, "answer", place))
    if item is None:
        raise _ShapeError(f"{number} 的审查项“{name}”无法识别")
    if answer is None:
        raise _ShapeError(f"“{place}.answer”应为 met、not_met 或 open")
    return c.ItemAnswer(number, item, answer, _text(table, "reason", place))


def _money(number: str, value: Any) -> Money:
    text = value.get("amount") if isinstance(value, dict) else value
    if isinstance(text, int) and not isinstance(text, bool):
        text = str(text)
    try:
        return Money.parse_wan(text if isinstance(text, str) else "")
    except ValueError as error:
        raise _ShapeError(f"{number} 的金额“{text}”不是以万元计的数") from error


def _table(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _ShapeError(f"{_named(place)}应为一组“名称: 值”")
    return value


def _texts(value: Any, place: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _ShapeError(f"“{place}”应为编号的列表")
    return value


def _text(table: Mapping[str, Any], name: str, place: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise _ShapeError(f"“{place}.{name}”应为文字" if place else f"“{name}”应为文字")
    return value


def _reason(table: Any, place: str) -> str:
    return _text(table, "reason", place)


def _integer(value: Any, place: str) -> int:
    if type(value) is not int or value < 0:
        raise _ShapeError(f"“{place}”应为不小于 0 的整数")
    return value


def _only(table: Mapping[str, Any], names: set[str], place: str) -> None:
    unknown = sorted(set(table) - names)
    if unknown:
        raise _ShapeError(f"{_named(place)}中有不认识的项“{unknown[0]}”")


def _named(place: str) -> str:
    return f"“{place}”" if place else "文件"
