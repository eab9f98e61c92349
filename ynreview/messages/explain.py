"""Findings and refusals in words, each with its citation."""

from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding
from ynreview.messages.catalogue import sentence


def explain(finding: Finding) -> str:
    """Return the finding as one full Chinese sentence with its articles."""
    subject = finding.subject
    place = subject if isinstance(subject, str) else cell_address(dict(subject))
    known: dict[str, str | int] = {"subject": place, "cites": "、".join(finding.cites)}
    return sentence(finding.code, **{**known, **finding.params})


def explain_error(error: YnReviewError) -> str:
    """Return the refusal as one full Chinese sentence."""
    return sentence(error.code, **error.params)


def cell_address(place: dict[str, str]) -> str:
    """Return a place in a workbook in words: 工作表“台账”第 5 行 G 列."""
    parts = []
    if place.get("sheet"):
        parts.append(f"工作表“{place['sheet']}”")
    if place.get("row"):
        parts.append(f"第 {place['row']} 行")
    if place.get("column"):
        parts.append(f" {place['column']} 列")
    return "".join(parts)
