"""What came of a command: what the rules said, what the asker needs to know, what is journalled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ynreview.kernel.finding import Finding, any_blocking

if TYPE_CHECKING:
    from ynreview.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file that was written and read back; ``recipient`` is the expert's 编号 or empty."""

    path: Path
    digest: str
    size: int
    type: str
    recipient: str = ""


Ask = Callable[[Callable[["UnitOfWork"], Any]], Any]
HandOver = Callable[[Ask], tuple[IssuedFile, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a command.

    A blocking finding means that nothing was changed. ``data`` holds plain values under the
    names of the command-line contract; ``subject`` and ``detail`` go into the journal, which
    gets no entry when ``changed`` is false. ``hand_over`` are the steps that write files for other
    machines; each runs on its own, asking the dossier for what it needs, after what the files hold
    is on disk here: a pulled stick or a kill in between is mended by the same command writing the
    same bytes again.
    """

    findings: tuple[Finding, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[IssuedFile, ...] = ()
    subject: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    changed: bool = True
    hand_over: tuple[HandOver, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the command was carried out."""
        return not any_blocking(self.findings)


def refusal(*findings: Finding) -> Outcome:
    """Return the outcome of a command that a rule stopped."""
    return Outcome(findings=findings, changed=False)
