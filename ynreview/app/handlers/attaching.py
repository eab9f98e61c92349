"""关联材料: the PDFs of the platforms, found below folders and taken into the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ynreview.app import commands as c
from ynreview.app.handlers.preparing import require_open_for_change
from ynreview.app.materials import Materials, put_materials, stored_materials
from ynreview.app.outcome import Outcome
from ynreview.app.watched import Meter, watched
from ynreview.kernel.errors import UsageError, YnReviewError
from ynreview.kernel.finding import Finding, Severity, any_blocking
from ynreview.packages import limits

if TYPE_CHECKING:
    from ynreview.app.work import Work
    from ynreview.intake.attachments import AttachmentMatch, FoundFile
    from ynreview.panel.entries import Entry

_LISTS = {
    "duplicate": "intake.attachment_twice",
    "damaged": "intake.attachment_unreadable",
    "encrypted": "intake.attachment_encrypted",
    "active": "intake.attachment_active",
    "fonts": "intake.attachment_fonts",
}
_READINGS = 2  # a file is read once for its digest and once to be kept


def attach_files(command: c.AttachFiles, work: Work) -> Outcome:
    """Give every platform found in the folders the files found for it; the others keep theirs.

    Nothing is stored when the work is stopped on the way.
    """
    from ynreview.intake.attachments import match_folders

    require_open_for_change(work.uow)
    entries = work.uow.entries()
    if not entries:
        raise UsageError("issue.no_entries_to_attach_to")

    def hear(name: str, count: int, total: int) -> None:
        work.tell(f"核对 {name}", count, total)

    match = match_folders(command.folders, entries, hear)
    findings = (*match.findings, *_too_large(match), *_replacing(entries, match.matched))
    data = _answer(match, findings)
    if command.dry_run or any_blocking(findings) or not match.matched:
        return Outcome(findings, data, changed=False)
    _store(entries, match.matched, work)
    detail: dict[str, Any] = {
        "folders": [folder.name for folder in command.folders],
        "files": data["files"],
        "entries": sorted(match.matched),
    }
    return Outcome(findings, data, detail=detail)


def _too_large(match: AttachmentMatch) -> list[Finding]:
    """Say what no package can hold: now, not on the day of issue."""
    return [
        Finding(
            "issue.file_too_large",
            Severity.BLOCKING,
            number,
            {"number": number, "file": file.attachment.name},
        )
        for number, files in match.matched.items()
        for file in files
        if file.attachment.size > limits.ENTRY
    ]


def _replacing(
    entries: Iterable[Entry], matched: Mapping[str, tuple[FoundFile, ...]]
) -> list[Finding]:
    told = []
    for entry in entries:
        files = matched.get(entry.number, ())
        kept = {file.attachment.digest for file in files}
        gone = [one.name for one in entry.attachments if one.digest not in kept]
        if files and gone:
            params: dict[str, str | int] = {
                "number": entry.number,
                "count": len(files),
                "gone": "、".join(gone),
            }
            told.append(Finding("issue.files_replaced", Severity.WARNING, entry.number, params))
    return told


def _answer(match: AttachmentMatch, findings: Iterable[Finding]) -> dict[str, Any]:
    files = [file for found in match.matched.values() for file in found]
    by_code: dict[str, list[str]] = {name: [] for name in _LISTS}
    for finding in findings:
        for name, code in _LISTS.items():
            if finding.code == code:
                by_code[name].append(str(finding.params["file"]))
    missing = [str(one.subject) for one in findings if one.code == "intake.attachments_missing"]
    return {
        "files": len(files),
        "bytes": sum(file.attachment.size for file in files),
        "pages": sum(file.pages for file in files),
        "matched": {
            number: [
                {"name": f.attachment.name, "bytes": f.attachment.size, "pages": f.pages}
                for f in found
            ]
            for number, found in sorted(match.matched.items())
        },
        "missing": missing,
        "extra": list(match.extra),
        "others": list(match.others),
        **by_code,
    }


def _store(
    entries: tuple[Entry, ...], matched: Mapping[str, tuple[FoundFile, ...]], work: Work
) -> None:
    uow = work.uow
    total = sum(file.attachment.size for found in matched.values() for file in found)
    meter = Meter(work.tell, total * _READINGS)
    pages = dict(stored_materials(uow).pages)
    for entry in entries:
        files = matched.get(entry.number, ())
        if not files:
            continue
        for file in files:
            _keep(file, meter, work)
            pages[file.attachment.digest] = file.pages
        uow.put_entry(replace(entry, attachments=tuple(file.attachment for file in files)))
    used = {one.digest for entry in uow.entries() for one in entry.attachments}
    for one in {one.digest for entry in entries for one in entry.attachments} - used:
        uow.drop_blob(one)
    put_materials(uow, Materials({one: count for one, count in pages.items() if one in used}))


def _keep(file: FoundFile, meter: Meter, work: Work) -> None:
    meter.begin(f"收入 {file.attachment.name}")
    try:
        with file.path.open("rb") as stream:
            blob = work.uow.put_blob(watched(stream, meter.heard))
    except OSError as error:
        raise YnReviewError("issue.file_vanished", file=file.attachment.name) from error
    if blob.digest != file.attachment.digest:
        raise YnReviewError("storage.source_changed")
