"""验证: the verdict in one sentence, then who signed, what was recomputed, what differs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ynreview.app.outcome import IssuedFile, Outcome
from ynreview.app.queries.quota_line import quota_line
from ynreview.kernel.codes import normal_code
from ynreview.kernel.errors import UsageError
from ynreview.kernel.finding import Finding, Severity
from ynreview.kernel.terms import Duty, Grade
from ynreview.messages import explain_error, label, sentence, term
from ynreview.packages.disk import write_out
from ynreview.packages.verdicts import Verdict
from ynreview.packages.verification import SignerReport, Verification, verify_package
from ynreview.scoring.result import ResultRow

_ORGANISER = "organiser"


def verify_file(path: Path, keys: Iterable[str] = ()) -> Outcome:
    """Check a package; blocking findings tell why it is not intact and equal."""
    try:
        wanted = [normal_code(key) for key in keys]
    except ValueError as error:
        raise UsageError("app.not_a_code", text="、".join(keys)) from error
    found = verify_package(path, wanted)
    data: dict[str, Any] = {
        "verdict": found.verdict.value,
        "sentence": verdict_sentence(found, wanted),
        "type": found.type.value if found.type else None,
        "round_id": found.round_id or None,
        "title": found.title,
        "rehearsal": found.rehearsal,
        "file_code": found.file_code,
        "result_code": found.result_code,
        "signers": [
            {"who": one.who, "role": one.role, "key_code": one.key_code, "ok": one.ok}
            for one in found.signers
        ],
        "recomputed": {
            "equal": found.equal,
            "differences": [difference.text for difference in found.differences],
        },
        "not_counted": _not_counted(found),
        "rows": _rows(found),
        "quota": _quota(found),
        "commands": list(found.commands),
        "unproven": _unproven(found),
    }
    return Outcome(_findings(found, data["sentence"]), data, changed=False)


def verdict_sentence(found: Verification, keys: list[str]) -> str:
    """Return the one sentence that says how it stands with the package."""
    if found.problem is not None:
        return explain_error(found.problem)
    if found.verdict is Verdict.WRONG_KEY:
        return _wrong_key(found, keys)
    if found.differences:
        return sentence("app.verdict_differs", count=len(found.differences))
    what = "verdict_result" if found.result is not None else "verdict_intact"
    text = sentence(f"app.{what}", scores=found.scores, entries=found.entries)
    if found.rehearsal:
        text += sentence("app.verdict_rehearsal")
    if keys:
        return text + sentence("app.verdict_key_same")
    vouching = [one for one in found.signers if not one.nested or one.role == _ORGANISER]
    codes = "、".join(f"{_who(one)} {one.key_code}" for one in vouching)
    return text + sentence("app.verdict_compare", codes=codes)


def _wrong_key(found: Verification, keys: list[str]) -> str:
    codes = "、".join(one.key_code for one in found.signers if not one.ok)
    if codes:
        return sentence("app.verdict_wrong_key", wanted="、".join(keys), found=codes)
    return sentence("app.verdict_strange_key", wanted="、".join(found.strange_keys))


def _who(signer: SignerReport) -> str:
    duty = term(Duty, signer.who)
    return label(duty) if duty else signer.who


def _findings(found: Verification, text: str) -> tuple[Finding, ...]:
    if found.ok:
        return ()
    told = [Finding("app.verdict", Severity.BLOCKING, "", {"text": text})]
    told += [
        Finding("app.verdict", Severity.BLOCKING, difference.entry, {"text": difference.text})
        for difference in found.differences
    ]
    return tuple(told)


def _not_counted(found: Verification) -> list[dict[str, str]]:
    if found.result is None:
        return []
    return [
        {"expert": note.expert, "attendance": note.attendance.value, "reason": note.reason}
        for note in found.result.record.absences
    ]


def _unproven(found: Verification) -> dict[str, Any] | None:
    """Return what a package that was not accepted says of itself; every word may be false."""
    if found.claims is None:
        return None
    head = found.claims.head
    return {
        "type": head.type.value,
        "round_id": head.round_id,
        "created": head.created.isoformat(timespec="seconds"),
        "files": found.claims.payload_files,
        "signers": [{"who": who, "key_code": code} for who, code in found.claims.signers.items()],
    }


def export_report(text: str, target: Path) -> Outcome:
    """Write what a verification found, whole or not at all, and read it back."""
    written = write_out(text.encode(), target)
    file = IssuedFile(written.path, written.digest, written.size, "verification")
    return Outcome(files=(file,), changed=False)


def _grade(row: ResultRow | None) -> str | None:
    return label(row.grade) if row is not None and row.grade else None


def _quota(found: Verification) -> str:
    """Return the proof line of the recomputed quota; "" where there is none or it is broken."""
    if not found.ok or found.figures is None or found.quota is None:
        return ""
    used = sum(row.grade is Grade.EXCELLENT for row in found.figures.rows)
    return quota_line(found.figures.counted, used, found.quota)


def _rows(found: Verification) -> list[dict[str, Any]]:
    if found.result is None:
        return []
    own = {row.number: row for row in found.figures.rows} if found.figures else {}
    return [
        {
            "number": row.number,
            "name": found.names.get(row.number, ""),
            "score": row.score,
            "recomputed_score": own[row.number].score if row.number in own else None,
            "rank": row.rank,
            "grade": label(row.grade) if row.grade else None,
            "recomputed_grade": _grade(own.get(row.number)),
            "award": row.award.wan if row.award is not None else None,
        }
        for row in found.result.figures.rows
    ]
