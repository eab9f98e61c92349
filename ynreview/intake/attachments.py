"""A folder of PDFs matched with the entries by number or name; nothing is copied."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ynreview.intake.pdf_scan import PdfEncryptedError, PdfUnreadableError, scan_pdf
from ynreview.intake.wording import word_key
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.panel.entries import Attachment, Entry

_BLOCK = 1 << 20
_NAMED_FILES = 5
_NUMBER_END = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on disk and what it will be called in the round."""

    path: Path
    attachment: Attachment


@dataclass(frozen=True, slots=True)
class AttachmentMatch:
    """The usable files of each entry by number, and everything found on the way."""

    matched: Mapping[str, tuple[FoundFile, ...]]
    findings: tuple[Finding, ...]


def find_attachments(folder: Path, entries: Sequence[Entry]) -> AttachmentMatch:
    """Match every PDF below the folder with an entry.

    A file belongs to an entry when its own name or that of a folder above it begins with the
    entry's number or holds the platform's name. Raises YnReviewError without such a folder.
    """
    if not folder.is_dir():
        raise YnReviewError("intake.no_such_folder", folder=folder.name)
    findings: list[Finding] = []
    matched: dict[str, list[FoundFile]] = defaultdict(list)
    documents, others = _files(folder)
    extra = []
    for path in documents:
        numbers = _owners(path.relative_to(folder), entries)
        if len(numbers) == 1:
            _take(path, folder, numbers[0], matched, findings)
        elif numbers:
            findings.append(_ambiguous(path, folder, numbers))
        else:
            extra.append(path)
    findings += _lists("intake.attachments_extra", Severity.WARNING, extra, folder)
    findings += _lists("intake.attachments_other", Severity.NOTE, others, folder)
    findings += [_missing(entry) for entry in entries if not matched.get(entry.number)]
    return AttachmentMatch({key: tuple(files) for key, files in matched.items()}, tuple(findings))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and path.name.lower() not in {"thumbs.db", "desktop.ini"}
    ]
    documents = [path for path in files if path.suffix.lower() == ".pdf"]
    return documents, [path for path in files if path not in documents]


def _owners(path: Path, entries: Sequence[Entry]) -> list[str]:
    """Return the entries a path names; the file's own name goes before its folders'."""
    for part in (path.stem, *reversed(path.parent.parts)):
        plain = word_key(part)
        by_number = [entry.number for entry in entries if _begins_with(plain, entry.number)]
        by_name = [entry for entry in entries if word_key(entry.name) in plain]
        longest = max((len(entry.name) for entry in by_name), default=0)
        owners = by_number or [entry.number for entry in by_name if len(entry.name) == longest]
        if owners:
            return owners
    return []


def _begins_with(plain: str, number: str) -> bool:
    key = word_key(number)
    return plain.startswith(key) and not _NUMBER_END.match(plain[len(key) :])


def _take(
    path: Path,
    folder: Path,
    number: str,
    matched: dict[str, list[FoundFile]],
    findings: list[Finding],
) -> None:
    name = path.relative_to(folder).as_posix()
    params: dict[str, str | int] = {"number": number, "file": name}
    try:
        scan = scan_pdf(path)
        found = FoundFile(path, Attachment(path.name, digest_of(path), path.stat().st_size))
    except PdfEncryptedError:
        findings.append(Finding("intake.attachment_encrypted", Severity.WARNING, number, params))
        return
    except (PdfUnreadableError, OSError):
        findings.append(Finding("intake.attachment_unreadable", Severity.WARNING, number, params))
        return
    findings += _duplicates(found, number, name, matched)
    matched[number].append(found)
    if scan.active:
        told = {**params, "found": "、".join(scan.active)}
        findings.append(Finding("intake.attachment_active", Severity.WARNING, number, told))
    if scan.missing_fonts:
        fonts = scan.missing_fonts
        told = {**params, "count": len(fonts), "found": "、".join(fonts[:_NAMED_FILES])}
        findings.append(Finding("intake.attachment_fonts", Severity.WARNING, number, told))


def _duplicates(
    found: FoundFile, number: str, name: str, matched: Mapping[str, Sequence[FoundFile]]
) -> Iterator[Finding]:
    for other, files in matched.items():
        for file in files:
            if file.attachment.digest == found.attachment.digest:
                params = {"file": name, "first": file.path.name, "number": other}
                yield Finding("intake.attachment_twice", Severity.WARNING, number, params)
                return


def _ambiguous(path: Path, folder: Path, numbers: Sequence[str]) -> Finding:
    params = {"file": path.relative_to(folder).as_posix(), "numbers": "、".join(numbers)}
    return Finding("intake.attachments_ambiguous", Severity.WARNING, "", params)


def _lists(code: str, severity: Severity, paths: Sequence[Path], folder: Path) -> list[Finding]:
    if not paths:
        return []
    names = "、".join(path.relative_to(folder).as_posix() for path in paths[:_NAMED_FILES])
    more = " 等" if len(paths) > _NAMED_FILES else ""
    return [Finding(code, severity, "", {"count": len(paths), "files": names + more})]


def _missing(entry: Entry) -> Finding:
    params = {"number": entry.number, "name": entry.name}
    return Finding("intake.attachments_missing", Severity.WARNING, entry.number, params)
