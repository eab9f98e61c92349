"""What contradicts itself inside a ledger, with the article where one says so; no eligibility."""

import re
from collections.abc import Iterator
from typing import Any

from ynreview.intake.records import Record, Records
from ynreview.intake.table import shown
from ynreview.intake.vocabulary import words
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.money import Money
from ynreview.kernel.terms import Subtype
from ynreview.messages import label

_UNIT_IN_YUAN = re.compile(r"单位\s*[:：]?\s*(?:人民币)?\s*元")


def note_repeated_numbers(records: Records, code: str = "number", name: str = "name") -> None:
    """Reject every repetition of a number; say where a name stands twice."""
    rows: dict[str, int] = {}
    names: dict[str, int] = {}
    for record in records.records:
        number = record.values.get(code) or ""
        if number and rows.setdefault(number.upper(), record.row) != record.row:
            params = {"number": number, "row": record.row, "first": rows[number.upper()]}
            subject = records.place(code, record.row, number, words()["expected"]["unused_code"])
            records.reject(
                record, Finding("intake.number_twice", Severity.BLOCKING, subject, params)
            )
        called = record.values.get(name) or ""
        if called and names.setdefault(called, record.row) != record.row:
            params = {"name": called, "row": record.row, "first": names[called]}
            subject = records.place(name, record.row, called, "")
            records.findings.append(Finding("intake.name_twice", Severity.WARNING, subject, params))


def note_facts(records: Records) -> None:
    """Note combinations the regulation does not describe and figures that exclude each other."""
    _check_title_unit(records)
    _check_amounts(records)
    for record in records.records:
        records.findings.extend(_check_record(records, record))


def _check_record(records: Records, record: Record) -> Iterator[Finding]:
    yield from _check_kind(records, record)
    yield from _check_partners(records, record)
    yield from _check_figures(records, record)


def _check_kind(records: Records, record: Record) -> Iterator[Finding]:
    kind, subtype = record.values.get("kind"), record.values.get("subtype")
    if kind and subtype and subtype.value not in words()["kinds"][kind.value]:
        yield _finding(
            records, record, "subtype", "kind_and_subtype", label(subtype), kind=label(kind)
        )


def _check_partners(records: Records, record: Record) -> Iterator[Finding]:
    values = record.values
    countries = len(values.get("partner_countries") or ())
    subtype = values.get("subtype")
    organisation = values.get("international_organisation")
    if subtype is Subtype.BILATERAL and countries > 1:
        yield _finding(records, record, "partner_countries", "bilateral_countries", countries)
    if subtype is Subtype.MULTILATERAL and countries == 1 and not organisation:
        yield _finding(records, record, "partner_countries", "multilateral_partners", countries)
    if subtype is Subtype.OVERSEAS and not values.get("foreign_location"):
        yield _finding(records, record, "foreign_location", "overseas_location", "")


def _check_figures(records: Records, record: Record) -> Iterator[Finding]:
    values = record.values
    staff, foreign = values.get("full_time_staff"), values.get("foreign_researchers")
    if staff is not None and foreign is not None and foreign > staff:
        yield _finding(
            records, record, "foreign_researchers", "foreign_within_staff", foreign, staff=staff
        )
    begun, ended = values.get("term_from"), values.get("term_until")
    if begun and ended and begun > ended:
        yield _finding(
            records, record, "term_until", "term_order", ended.isoformat(), begun=begun.isoformat()
        )


def _finding(
    records: Records, record: Record, name: str, check: str, found: str | int, **params: Any
) -> Finding:
    number = record.values.get("number") or ""
    rule = words()["checks"][check]
    return Finding(
        f"intake.{check}",
        Severity(rule["severity"]),
        records.place(name, record.row, str(found), rule.get("expected", "")),
        {"number": number, "row": record.row, "found": found, **params},
        tuple(rule["cites"]),
    )


def _check_amounts(records: Records) -> None:
    limit = Money.parse_wan(words()["money"]["doubtful_from"])
    for record in records.records:
        for name, amount in record.values.items():
            if isinstance(amount, Money) and amount >= limit:
                heading = records.heading(name)
                assert heading is not None
                subject = records.place(name, record.row, amount.wan, words()["expected"]["money"])
                params = {"heading": heading.text, "found": amount.wan}
                records.findings.append(
                    Finding("intake.money_doubtful", Severity.WARNING, subject, params)
                )


def _check_title_unit(records: Records) -> None:
    for row in records.header.titles:
        for text in {shown(cell) for cell in row.filled}:
            if _UNIT_IN_YUAN.search(text):
                subject = {**records.place(""), "row": str(row.number), "found": text}
                records.findings.append(
                    Finding("intake.title_in_yuan", Severity.WARNING, subject, {"text": text})
                )
