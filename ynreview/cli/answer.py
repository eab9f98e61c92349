"""From an outcome to what the caller sees: one JSON object, or sentences; and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from ynreview.app.outcome import IssuedFile, Outcome
from ynreview.kernel import strict_json
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.messages import explain, explain_error, sentence

DONE, REFUSED_BY_RULE, WRONG_USAGE, REFUSED_INPUT = 0, 1, 2, 3
# a table without its essential columns is no ledger at all: the input is refused, not a row of it
_INPUT_CODES = frozenset({"intake.missing_columns"})
_MARKS = {Severity.BLOCKING: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}
_WORDS = {
    Severity.BLOCKING: "必须处理",
    Severity.WARNING: "需要说明",
    Severity.NOTE: "提示",
}
Show = Callable[[Console, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command answers: an outcome, or a refusal already put into words.

    ``partly`` says that something was done although not all of it.
    """

    outcome: Outcome
    status: int
    refusals: tuple[YnReviewError, ...] = field(default=())
    partly: bool = False


def reply(
    produce: Callable[[], Outcome | Reply], *, as_json: bool, show: Show | None = None
) -> None:
    """Run a use case, print its answer and leave with its exit status."""
    try:
        produced = produce()
    except YnReviewError as error:
        usage = isinstance(error, UsageError)
        status = WRONG_USAGE if usage else REFUSED_INPUT
        produced = Reply(Outcome(changed=False), status, (error,))
    answer = produced if isinstance(produced, Reply) else Reply(produced, _status(produced))
    raise typer.Exit(_print(answer, as_json=as_json, show=show))


def tell(error: YnReviewError, status: int, *, as_json: bool) -> int:
    """Say one error that no command could answer for; returns the exit status."""
    return _print(Reply(Outcome(changed=False), status, (error,)), as_json=as_json, show=None)


def _print(answer: Reply, *, as_json: bool, show: Show | None) -> int:
    if as_json:
        _print_json(answer)
    else:
        _print_sentences(answer, show)
    return answer.status


def _status(outcome: Outcome) -> int:
    if outcome.ok:
        return DONE
    if any(finding.code in _INPUT_CODES for finding in outcome.findings):
        return REFUSED_INPUT
    return REFUSED_BY_RULE


def _print_json(answer: Reply) -> None:
    data = dict(answer.outcome.data)
    if answer.outcome.files:
        data["files"] = [_file(file) for file in answer.outcome.files]
    told = [_finding(finding) for finding in answer.outcome.findings]
    told += [_refusal(error) for error in answer.refusals]
    whole = {"ok": answer.status == DONE, "findings": told, "data": data}
    sys.stdout.buffer.write(strict_json.to_bytes(whole))
    sys.stdout.buffer.flush()


def _finding(finding: Finding) -> dict[str, Any]:
    subject = finding.subject
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "subject": subject if isinstance(subject, str) else _place(subject),
        "message": explain(finding),
        "cites": list(finding.cites),
    }


def _place(subject: Mapping[str, str]) -> dict[str, str | int]:
    """Return a place in a file; the row as a number, empty where a whole column is meant."""
    row = subject.get("row", "")
    return {**subject, "row": int(row) if row else ""}


def _refusal(error: YnReviewError) -> dict[str, Any]:
    return {
        "code": error.code,
        "severity": Severity.BLOCKING.value,
        "subject": "",
        "message": explain_error(error),
        "cites": [],
    }


def _file(file: IssuedFile) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "digest": file.digest,
        "bytes": file.size,
        "type": file.type,
        "for": file.recipient,
    }


def _print_sentences(answer: Reply, show: Show | None) -> None:
    out, talk = Console(highlight=False, soft_wrap=True), console()
    for error in answer.refusals:
        talk.print(Text(explain_error(error)))
    for finding in answer.outcome.findings:
        mark, word = _MARKS[finding.severity], _WORDS[finding.severity]
        talk.print(Text(f"{mark} {word}  {explain(finding)}"))
    if show is not None and (answer.status == DONE or answer.partly):
        show(out, answer.outcome.data)
    for file in answer.outcome.files:
        whom = f"（{file.recipient}）" if file.recipient else ""
        line = sentence("cli.file_written", path=str(file.path), whom=whom, digest=file.digest[:16])
        out.print(Text(line))
    if answer.status == DONE:
        talk.print(Text(sentence("cli.done")))


def console() -> Console:
    """Return the console for talk and progress, which is never the standard output."""
    return Console(stderr=True, highlight=False, soft_wrap=True)
