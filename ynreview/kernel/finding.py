"""Findings: what a rule says about a value; collected, never raised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

Subject = str | Mapping[str, str]


class Severity(StrEnum):
    """必须处理, 需要说明, 提示."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of one rule: a message code, whom it concerns and which article causes it.

    ``subject`` is an id in words ("011", "E03") or a place in a file
    (``{"sheet", "row", "column", "found", "expected"}``); ``cites`` are labels of articles.
    """

    code: str
    severity: Severity
    subject: Subject = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    cites: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the work cannot go on before this is dealt with."""
        return self.severity is Severity.BLOCKING

    def as_warning(self) -> Self:
        """Return it as one that stops nothing here, if it would; a note stays a note."""
        return replace(self, severity=Severity.WARNING) if self.blocks else self


def any_blocking(findings: Iterable[Finding]) -> bool:
    """Whether at least one of the findings blocks."""
    return any(finding.blocks for finding in findings)
