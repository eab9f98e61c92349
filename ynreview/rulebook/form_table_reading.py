"""Tables of text back into a score form, every fault with its sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.points import Points
from ynreview.kernel.terms import Subtype
from ynreview.rulebook.form_tables import BETWEEN_CITES, ITEMS, SETTINGS, VETO, answer, vocabulary
from ynreview.rulebook.forms import Item, ScoreForm, Section, SectionKind, VetoItem
from ynreview.rulebook.kinds import AnchorLevels

T = TypeVar("T")
Place = Mapping[str, str]
_ESSENTIAL = {
    ITEMS: {
        *("section_code", "section_name", "section_full", "code", "name", "full", "cites"),
        *("guidance", "excellent", "good", "fair", "poor"),
    },
    VETO: {"code", "question", "cites"},
}
_CITES = re.compile(r"[、，,；;\s]+")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(%?)|(\d{1,4})/([1-9]\d{0,3})")
_NUMBER = re.compile(r"\d{1,4}")
_PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row below the headings: its number in the workbook, and text by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One sheet as it was read; ``letters`` gives the column of each heading."""

    name: str
    letters: Mapping[str, str]
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True, slots=True)
class FormReading:
    """What tables hold: the form, None while a finding blocks, and where each part stands.

    ``places`` maps a table and key of the linter (``item 1.1``, ``full``) to a cell.
    """

    form: ScoreForm | None
    findings: tuple[Finding, ...]
    places: Mapping[tuple[str, str], Place]


def tables_to_form(
    tables: tuple[ReadTable, ...],
    base: ScoreForm,
    anchors: AnchorLevels,
    terms: Callable[[Enum], str],
) -> FormReading:
    """Read a form from its sheets; what a sheet that is absent says is taken from ``base``."""
    reading = _Reading(base, anchors, {table.name: table for table in tables})
    form = reading.form(terms)
    blocked = any(finding.blocks for finding in reading.findings)
    return FormReading(None if blocked else form, tuple(reading.findings), reading.places)


@dataclass
class _Reading:
    base: ScoreForm
    anchors: AnchorLevels
    tables: Mapping[str, ReadTable]
    findings: list[Finding] = field(default_factory=list)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def form(self, terms: Callable[[Enum], str]) -> ScoreForm:
        form = self._with_settings(terms)
        veto = self._table(VETO)
        if veto is not None:
            form = replace(form, veto=tuple(map(self._veto, self._lines(veto, VETO))))
        items = self._table(ITEMS)
        if items is None:
            name = vocabulary()["sheets"][ITEMS]
            self._say("sheet_missing", {"sheet": name}, sheet=name)
            return form
        form = replace(form, sections=tuple(self._sections(self._lines(items, ITEMS), form.step)))
        self._check_main(form)
        return form

    def _table(self, table: str) -> ReadTable | None:
        """Return a sheet whose headings will do, after saying which ones will not."""
        found = self.tables.get(vocabulary()["sheets"][table])
        if found is None:
            return None
        known = vocabulary()[table]
        for name in sorted(_ESSENTIAL[table]):
            if known[name] not in found.letters:
                place = {"sheet": found.name, "expected": known[name]}
                self._say("heading_missing", place, sheet=found.name, heading=known[name])
        for heading in sorted(found.letters.keys() - set(known.values())):
            place = {"sheet": found.name, "column": found.letters[heading], "found": heading}
            params = {"sheet": found.name, "heading": heading}
            self.findings.append(Finding("forms.heading_unknown", Severity.NOTE, place, params))
        return found

    def _lines(self, table: ReadTable, of: str) -> list[_Line]:
        return [_Line(self, table, row, vocabulary()[of]) for row in table.rows]

    def _say(self, what: str, place: Place, **params: str | int) -> None:
        self.findings.append(Finding(f"forms.{what}", Severity.BLOCKING, dict(place), params))

    def _sections(self, lines: list[_Line], step: Points) -> Iterator[Section]:
        groups: dict[str, list[_Line]] = {}
        code = ""
        for line in lines:
            code = line.text("section_code") or code
            if not code:
                line.say("section_code", "cell_missing")
            groups.setdefault(code, []).append(line)
        for code, rows in groups.items():
            section = self._section(code, rows)
            items = tuple(self._item(line, section, step) for line in rows if line.has_item)
            yield replace(section, items=items)

    def _section(self, code: str, rows: list[_Line]) -> Section:
        """Read the head of a section from its first row; the others may not contradict."""
        first = rows[0]
        for row in rows[1:]:
            for name in ("section_name", "section_full", "section_kind", "task_block"):
                if row.text(name) not in {"", first.text(name)}:
                    row.say(name, "cell_differs", section=code, expected=first.text(name))
        kinds = {word: SectionKind(kind) for kind, word in vocabulary()["kinds"].items()}
        for key, name in (("full", "section_full"), ("name", "section_name")):
            self.places[f"section {code}", key] = first.place(name)
        return Section(
            code=code,
            name=first.required("section_name"),
            full=first.points("section_full"),
            items=(),
            task_block=first.answered("task_block"),
            kind=first.one_of("section_kind", kinds, usual=SectionKind.REGULAR),
        )

    def _item(self, line: _Line, section: Section, step: Points) -> Item:
        code = line.required("code")
        for key in ("name", "full", "cites", "guidance", "excellent", "good", "fair", "poor"):
            self.places[f"item {code}", key] = line.place(key)
        self.places[f"item {code}", "code"] = line.place("code")
        told = {one: line.text(one.value) for one in Subtype}
        return Item(
            code=code,
            name=line.required("name"),
            full=line.points("full"),
            cites=line.cites("cites"),
            guidance=line.text("guidance"),
            excellent=line.text("excellent"),
            good=line.text("good"),
            fair=line.text("fair"),
            poor=line.text("poor"),
            step=step,
            anchors=self.anchors,
            objective=line.answered("objective"),
            guidance_by_subtype={one: text for one, text in told.items() if text},
            kind=section.kind,
        )

    def _veto(self, line: _Line) -> VetoItem:
        code = line.required("code")
        for key in ("code", "cites"):
            self.places.setdefault((f"item {code}", key), line.place(key))
        question, cites = line.required("question"), line.cites("cites")
        return VetoItem(code, question, cites, line.text("guidance"))

    def _with_settings(self, terms: Callable[[Enum], str]) -> ScoreForm:
        table = self.tables.get(vocabulary()["sheets"][SETTINGS])
        if table is None:
            return self.base
        heading, value = vocabulary()["settings_sheet"].values()
        rows = {row.cells.get(heading, ""): row for row in table.rows}
        known = vocabulary()[SETTINGS]
        lines = {
            field: _Line(self, table, rows[name], {field: value})
            for field, name in known.items()
            if name in rows
        }
        for of, wanted in (("type", terms(self.base.type)), ("kind", terms(self.base.kind))):
            if of in lines and lines[of].text(of) != wanted:
                lines[of].say(of, "cell_other_form", expected=wanted)
        changed = {of: line.setting(of) for of, line in lines.items() if of not in {"type", "kind"}}
        for of in ("step", "main_section"):
            if of in lines:
                self.places["form", of] = lines[of].place(of)
        return replace(self.base, **changed)

    def _check_main(self, form: ScoreForm) -> None:
        codes = [section.code for section in form.sections if not section.is_extra]
        if form.main_section not in codes:
            place = self.places.get(("form", "main_section"), {})
            self._say(
                "cell_main", place, found=form.main_section, expected=BETWEEN_CITES.join(codes)
            )


@dataclass(frozen=True, slots=True)
class _Line:
    """One row with the headings of its sheet; what cannot be read is said and given a stand-in."""

    reading: _Reading
    table: ReadTable
    row: ReadRow
    headings: Mapping[str, str]

    @property
    def has_item(self) -> bool:
        """Whether the row holds an item, not a section alone."""
        return any(self.text(name) for name in ("code", "name", "full", "guidance"))

    def text(self, name: str) -> str:
        """Return what stands in the field, without blanks around it."""
        return self.row.cells.get(self.headings[name], "").strip()

    def place(self, name: str) -> Place:
        """Return the address of the field's cell."""
        return {
            "sheet": self.table.name,
            "row": str(self.row.number),
            "column": self.table.letters.get(self.headings[name], ""),
            "found": self.text(name),
        }

    def say(self, name: str, what: str, **params: str) -> None:
        """Say a fault of the field's cell."""
        place = {**self.place(name), "expected": params.get("expected", "")}
        told = {"heading": self.headings[name], "found": self.text(name), **params}
        self.reading.findings.append(Finding(f"forms.{what}", Severity.BLOCKING, place, told))

    def required(self, name: str) -> str:
        """Return the text of a field that may not be empty."""
        if not self.text(name):
            self.say(name, "cell_missing")
        return self.text(name)

    def points(self, name: str) -> Points:
        """Return the points of a field."""
        try:
            return Points.parse(self.text(name))
        except ValueError:
            self.say(name, "cell_points")
            return Points.zero()

    def answered(self, name: str) -> bool:
        """Return the 是 or 否 of a field; an empty one is 否."""
        words = {answer(yes=True): True, answer(yes=False): False}
        return self.one_of(name, words, usual=False)

    def one_of(self, name: str, words: Mapping[str, T], *, usual: T) -> T:
        """Return what the word of a field stands for; an empty one is the usual."""
        text = self.text(name)
        if text and text not in words:
            self.say(name, "cell_word", expected=BETWEEN_CITES.join(words))
        return words.get(text, usual)

    def cites(self, name: str) -> tuple[str, ...]:
        """Return the articles of a field."""
        return tuple(one for one in _CITES.split(self.text(name)) if one)

    def setting(self, name: str) -> Any:
        """Return the value of a setting of the form."""
        if name == "step":
            return self._step(name)
        if name == "remark_below":
            return self._share(name)
        if name == "remark_at_full":
            return self.answered(name)
        return self._count(name) if name in {"remark_min", "overall_min"} else self.text(name)

    def _step(self, name: str) -> Points:
        said = len(self.reading.findings)
        step = self.points(name)
        if step == Points.zero() and len(self.reading.findings) == said:
            self.say(name, "cell_step")
        return step if step > Points.zero() else self.reading.base.step

    def _share(self, name: str) -> Fraction:
        match = _SHARE.fullmatch(self.text(name))
        if match is None:
            self.say(name, "cell_share")
            return self.reading.base.remark_below
        number, percent, above, below = match.groups()
        if above:
            return Fraction(int(above), int(below))
        return Fraction(number) * (_PERCENT if percent else 1)

    def _count(self, name: str) -> int:
        if _NUMBER.fullmatch(self.text(name)):
            return int(self.text(name))
        self.say(name, "cell_count")
        return 0
