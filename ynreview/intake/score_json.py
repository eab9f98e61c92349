"""Scores in JSON, strictly: every wrong shape is a finding, a number with a fraction ends it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ynreview.intake.cells.answer import read_choice
from ynreview.intake.cells.reading import Unreadable
from ynreview.intake.scored import DeclaredRecusal, ScoredEntry, ScoreFile
from ynreview.intake.vocabulary import choice_labels, words
from ynreview.kernel import strict_json
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Ground, Vote


def read_score_json(content: bytes, name: str) -> ScoreFile:
    """Read the entries of a JSON score file called ``name``.

    Raises YnReviewError when it is no such file or a number has a fraction: marks are text.
    """
    try:
        given = strict_json.from_bytes(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise _malformed(content, name) from error
    if not isinstance(given, dict) or not isinstance(given.get("entries"), dict):
        raise YnReviewError("intake.score_shape", file=name)
    findings = [
        Finding("intake.score_outside", Severity.BLOCKING, "", {"key": key})
        for key in given
        if key != "entries"
    ]
    entries = {}
    for number, answers in given["entries"].items():
        reader = _EntryReader(number, findings)
        entries[number] = reader.read(answers)
    return ScoreFile(entries, tuple(findings))


class _EntryReader:
    """Reads the answers for one entry and notes what has not the promised shape."""

    def __init__(self, number: str, findings: list[Finding]) -> None:
        self.number = number
        self.findings = findings
        self.entry = ScoredEntry()

    def read(self, given: Any) -> ScoredEntry:
        readers: dict[str, Callable[[Any], None]] = {
            "items": self._items,
            "remarks": self._remarks,
            "overall": self._overall,
            "vote": self._vote,
            "suggested_amount": self._amount,
            "veto": self._veto,
            "recuse": self._recuse,
        }
        for key, value in self._table("entries", given):
            if key in readers:
                readers[key](value)
            else:
                params = {"entry": self.number, "key": key}
                self.findings.append(
                    Finding("intake.score_key", Severity.BLOCKING, self.number, params)
                )
        return self.entry

    def _items(self, given: Any) -> None:
        for code, value in self._table("items", given):
            if value is not None and (text := self._number(code, value)):
                self.entry.items[code] = text

    def _remarks(self, given: Any) -> None:
        for code, value in self._table("remarks", given):
            if text := self._text(code, value):
                self.entry.remarks[code] = text

    def _overall(self, given: Any) -> None:
        self.entry.overall = self._text("overall", given)

    def _amount(self, given: Any) -> None:
        if given is not None:
            self.entry.suggested_amount = self._number("suggested_amount", given)

    def _vote(self, given: Any) -> None:
        if given is not None:
            self.entry.vote = self._choice("vote", given, Vote)

    def _veto(self, given: Any) -> None:
        for code, value in self._table("veto", given):
            if isinstance(value, bool):
                self.entry.veto[code] = value
            elif value is not None:
                self._refuse(code, value, words()["expected"]["boolean"])

    def _recuse(self, given: Any) -> None:
        table = dict(self._table("recuse", given))
        if not isinstance(given, dict):
            return
        ground = self._choice("recuse.ground", table.pop("ground", ""), Ground)
        note = self._text("recuse.note", table.pop("note", ""))
        for key, value in table.items():
            self._refuse(f"recuse.{key}", value, "ground、note")
        if ground is not None:
            self.entry.recuse = DeclaredRecusal(ground, note)

    def _table(self, key: str, given: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(given, dict):
            yield from given.items()
        elif given is not None:
            self._refuse(key, given, words()["expected"]["table"])

    def _number(self, key: str, given: Any) -> str:
        if isinstance(given, str):
            return given.strip()
        if isinstance(given, int) and not isinstance(given, bool):
            return str(given)
        self._refuse(key, given, words()["expected"]["raw"])
        return ""

    def _text(self, key: str, given: Any) -> str:
        if given is None:
            return ""
        if isinstance(given, str):
            return given.strip()
        self._refuse(key, given, words()["expected"]["text"])
        return ""

    def _choice(self, key: str, given: Any, kind: type) -> Any:
        try:
            return read_choice(given if isinstance(given, str) else "", kind=kind.__name__).value
        except Unreadable:
            self._refuse(key, given, choice_labels(kind.__name__))
            return None

    def _refuse(self, key: str, found: Any, expected: str) -> None:
        shown = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
        params = {"entry": self.number, "key": key, "found": shown[:40], "expected": expected}
        self.findings.append(Finding("intake.score_value", Severity.BLOCKING, self.number, params))


@dataclass(frozen=True, slots=True)
class _WithFraction:
    text: str


def _malformed(content: bytes, name: str) -> YnReviewError:
    try:
        given = json.loads(content.decode("utf-8-sig"), parse_float=_WithFraction)
        place, found = next(_fractions(given, ()))
    except (ValueError, RecursionError, StopIteration):
        return YnReviewError("intake.score_malformed", file=name)
    return YnReviewError("intake.score_number", file=name, place=place, found=found)


def _fractions(given: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(given, _WithFraction):
        yield " ".join(path[1:]), given.text
    elif isinstance(given, dict):
        for key, value in given.items():
            yield from _fractions(value, (*path, key))
    elif isinstance(given, list):
        for value in given:
            yield from _fractions(value, path)
