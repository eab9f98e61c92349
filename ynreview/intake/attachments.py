"""Folders of PDFs matched with the entries by number or name; nothing is copied."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ynreview.intake.pdf_scan import PdfEncryptedError, PdfUnreadableError, scan_pdf
from ynreview.intake.wording import word_key
from ynreview.kernel.errors import YnReviewError
from ynreview.kernel.finding import Finding, Severity
from ynreview.panel.entries import Attachment, Entry

_BLOCK = 1 << 20
_NAMED_FILES = 5
_NUMBER_END = re.compile(r"[0-9A-Za-z]")


Hear = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on disk, what it will be called in the round, and how many pages it has."""

    path: Path
    attachment: Attachment
    pages: int


@dataclass(frozen=True, slots=True)
class AttachmentMatch:
    """The usable files of each entry by number, and everything found on the way.

    ``extra`` are PDFs of no entry or of several, ``others`` are no PDFs; by their paths.
    """

    matched: Mapping[str, tuple[FoundFile, ...]]
    findings: tuple[Finding, ...]
    extra: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(slots=True)
class _Match:
    """What is found while the folders are gone through."""

    matched: dict[str, list[FoundFile]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def find_attachments(folder: Path, entries: Sequence[Entry]) -> AttachmentMatch:
    """Match every PDF below one folder with an entry, as ``match_folders`` does."""
    return match_folders((folder,), entries)


def match_folders(
    folders: Sequence[Path], entries: Sequence[Entry], hear: Hear | None = None
) -> AttachmentMatch:
    """Match every PDF below the folders with an entry; ``hear`` is told of each, one by one.

    A file belongs to an entry when its own name or that of a folder above it begins with the
    entry's number or holds the platform's name. An entry that has files from before is not
    missing any. Raises YnReviewError without such a folder.
    """
    for folder in folders:
        if not folder.is_dir():
            raise YnReviewError("intake.no_such_folder", folder=folder.name)
    match = _Match()
    listed = [(folder, *_files(folder)) for folder in folders]
    total = sum(len(documents) for _, documents, _ in listed)
    count = 0
    for folder, documents, others in listed:
        match.others += [path.relative_to(folder).as_posix() for path in others]
        for path in documents:
            if hear is not None:
                hear(path.name, count, total)
            count += 1
            _place(path, folder, entries, match)
    return _told(match, entries)


def _place(path: Path, folder: Path, entries: Sequence[Entry], match: _Match) -> None:
    name = path.relative_to(folder).as_posix()
    numbers = _owners(Path(folder.name, name), entries)
    if len(numbers) == 1:
        _take(path, name, numbers[0], match)
    elif numbers:
        match.ambiguous.append(name)
        params = {"file": name, "numbers": "、".join(numbers)}
        match.findings.append(Finding("intake.attachments_ambiguous", Severity.WARNING, "", params))
    else:
        match.extra.append(name)


def _told(match: _Match, entries: Sequence[Entry]) -> AttachmentMatch:
    findings = [
        *match.findings,
        *(one for number, files in match.matched.items() for one in _same_names(number, files)),
        *_lists("intake.attachments_extra", Severity.WARNING, match.extra),
        *_lists("intake.attachments_other", Severity.NOTE, match.others),
        *(
            _missing(entry)
            for entry in entries
            if entry.takes_part and not (match.matched.get(entry.number) or entry.attachments)
        ),
    ]
    return AttachmentMatch(
        {number: tuple(files) for number, files in match.matched.items()},
        tuple(findings),
        (*match.extra, *match.ambiguous),
        tuple(match.others),
    )


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


def _take(path: Path, name: str, number: str, match: _Match) -> None:
    findings = match.findings
    params: dict[str, str | int] = {"number": number, "file": name}
    try:
        scan = scan_pdf(path)
        attachment = Attachment(path.name, digest_of(path), path.stat().st_size)
    except PdfEncryptedError:
        findings.append(Finding("intake.attachment_encrypted", Severity.WARNING, number, params))
        return
    except (PdfUnreadableError, OSError):
        findings.append(Finding("intake.attachment_unreadable", Severity.WARNING, number, params))
        return
    twin = _twin(attachment.digest, match.matched)
    if twin is not None:
        other, first = twin
        told = {**params, "first": first.path.name, "number": other}
        findings.append(Finding("intake.attachment_twice", Severity.WARNING, number, told))
        if other == number:
            return
    match.matched[number].append(FoundFile(path, attachment, scan.pages))
    if scan.active:
        told = {**params, "found": "、".join(scan.active)}
        findings.append(Finding("intake.attachment_active", Severity.WARNING, number, told))
    if scan.missing_fonts:
        fonts = scan.missing_fonts
        told = {**params, "count": len(fonts), "found": "、".join(fonts[:_NAMED_FILES])}
        findings.append(Finding("intake.attachment_fonts", Severity.WARNING, number, told))


def _twin(digest: str, matched: Mapping[str, Sequence[FoundFile]]) -> tuple[str, FoundFile] | None:
    for number, files in matched.items():
        for file in files:
            if file.attachment.digest == digest:
                return number, file
    return None


def _same_names(number: str, files: Sequence[FoundFile]) -> Iterator[Finding]:
    counts = Counter(file.attachment.name for file in files)
    for name, count in counts.items():
        if count > 1:
            params: dict[str, str | int] = {"number": number, "file": name, "count": count}
            yield Finding("intake.attachments_same_name", Severity.WARNING, number, params)


def _lists(code: str, severity: Severity, names: Sequence[str]) -> list[Finding]:
    if not names:
        return []
    more = " 等" if len(names) > _NAMED_FILES else ""
    listed = "、".join(names[:_NAMED_FILES]) + more
    return [Finding(code, severity, "", {"count": len(names), "files": listed})]


def _missing(entry: Entry) -> Finding:
    params = {"number": entry.number, "name": entry.name}
    return Finding("intake.attachments_missing", Severity.WARNING, entry.number, params)
