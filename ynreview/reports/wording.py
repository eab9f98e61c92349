"""Sentences that paper and workbook share; the words themselves are resource data."""

from __future__ import annotations

from datetime import date

from ynreview.messages import sentence
from ynreview.reports.document import ResultReport


def label(what: str, **params: str | int) -> str:
    """Return a label or sentence of paper and workbook with its fields filled."""
    return sentence(f"reports.{what}", **params)


def day_text(day: date) -> str:
    """Return a day as Chinese documents write it: 2026年11月24日."""
    return label("day", year=day.year, month=day.month, day=day.day)


def basis_line(report: ResultReport) -> str:
    """Return the law of the round with its document number and validity window."""
    rulebook = report.rulebook
    return label(
        "basis",
        title=rulebook.title,
        document=rulebook.document,
        from_day=day_text(rulebook.in_force_from),
        until_day=day_text(rulebook.in_force_until),
    )


def codes_line(report: ResultReport) -> str:
    """Return the codes that stand on every page; a draft has no 结果校验码 and says so."""
    if report.is_draft:
        return label("draft_codes_line", basis_code=report.basis_code)
    return label(
        "codes_line",
        result_code=report.result_code,
        basis_code=report.basis_code,
        number=report.finalised_number,
    )


def standing_marks(report: ResultReport) -> list[str]:
    """Return 演练 and 草稿 where they apply."""
    return [label(what) for what in _standing(report)]


def banner_lines(report: ResultReport) -> list[str]:
    """Return what must be read before anything else, the 依据说明 outside the window included."""
    lines = [label(f"{what}_banner") for what in _standing(report)]
    rulebook = report.rulebook
    if not rulebook.is_in_force(report.review_date):
        lines.append(
            label(
                "out_of_force",
                day=day_text(report.review_date),
                from_day=day_text(rulebook.in_force_from),
                until_day=day_text(rulebook.in_force_until),
                reason=report.reason or label("no_reason"),
            )
        )
    return [*lines, *report.banners]


def _standing(report: ResultReport) -> list[str]:
    kinds = (("rehearsal", report.rehearsal), ("draft", report.is_draft))
    return [what for what, applies in kinds if applies]
