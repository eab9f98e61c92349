"""What a PDF carries besides pages: active content and fonts left out; it opens, never runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

_ACTIVE_KEYS = {
    "/JavaScript": "JavaScript",
    "/JS": "JavaScript",
    "/EmbeddedFiles": "EmbeddedFiles",
    "/RichMedia": "RichMedia",
    "/RichMediaContent": "RichMedia",
    "/XFA": "XFA",
}
_ACTIVE_ACTIONS = {"/Launch": "Launch", "/JavaScript": "JavaScript", "/RichMedia": "RichMedia"}
_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")


class PdfEncryptedError(Exception):
    """The document asks for a password."""


class PdfUnreadableError(Exception):
    """The document is damaged or no PDF at all."""


@dataclass(frozen=True, slots=True)
class PdfScan:
    """Number of pages, sorts of active content and names of fonts not embedded, sorted."""

    pages: int
    active: tuple[str, ...]
    missing_fonts: tuple[str, ...]


def scan_pdf(path: Path) -> PdfScan:
    """Look through every object of the document.

    Raises PdfEncryptedError or PdfUnreadableError.
    """
    active: set[str] = set()
    fonts: set[str] = set()
    try:
        with pikepdf.open(path) as document:
            pages = len(document.pages)
            if not pages:
                raise PdfUnreadableError(path.name)
            for found in document.objects:
                for part in _dictionaries(found):
                    active.update(_active(part))
                    fonts.update(_missing_font(part))
    except pikepdf.PasswordError as error:
        raise PdfEncryptedError(path.name) from error
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError, RecursionError) as error:
        raise PdfUnreadableError(path.name) from error
    return PdfScan(pages, tuple(sorted(active)), tuple(sorted(fonts)))


def _dictionaries(found: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a dictionary and those written directly inside it; others come by themselves."""
    pending = [found]
    while pending:
        part = pending.pop()
        if isinstance(part, pikepdf.Stream):
            part = part.stream_dict
        if isinstance(part, pikepdf.Dictionary):
            yield part
            pending += [child for child in part.values() if _is_direct(child)]
        elif isinstance(part, pikepdf.Array):
            pending += [child for child in part if _is_direct(child)]


def _is_direct(child: object) -> bool:
    return isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect


def _active(part: pikepdf.Object) -> Iterator[str]:
    for key, sort in _ACTIVE_KEYS.items():
        if key in part:
            yield sort
    for key in ("/S", "/Subtype"):
        action = _ACTIVE_ACTIONS.get(str(part.get(key, "")))
        if action:
            yield action


def _missing_font(part: pikepdf.Object) -> Iterator[str]:
    if str(part.get("/Type", "")) == "/FontDescriptor" and not any(
        key in part for key in _EMBEDDED
    ):
        yield str(part.get("/FontName", "")).lstrip("/")
