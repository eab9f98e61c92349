"""The one door to pdfium, started with the shipped fonts; it opens no document."""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

from resources import resource

_CONFIG_VERSION = 2  # FPDF_LIBRARY_CONFIG with the fields up to m_v8EmbedderSlot


@cache
def pdfium() -> Any:
    """Return pypdfium2, started so that Chinese fonts that a file does not embed are shown.

    pypdfium2 starts the library at import, without fonts, and its start does nothing once the
    library runs: hence the start from the raw bindings first. No document may be open before the
    first call, which belongs to the one thread that uses pdfium (it is not thread-safe).
    """
    from pypdfium2_raw import bindings as raw  # type: ignore[import-untyped]  # carries no types

    raw.FPDF_DestroyLibrary()  # does nothing unless another part has started it already
    raw.FPDF_InitLibraryWithConfig(_config(raw))
    import pypdfium2  # type: ignore[import-untyped]  # carries no types

    return pypdfium2


@cache
def _config(raw: Any) -> Any:
    """Return the start values; cached, because pdfium keeps the pointer to the folders."""
    paths = raw.FPDF_LIBRARY_CONFIG().m_pUserFontPaths
    folder = str(Path(str(resource("fonts")))).encode()
    folders = (ctypes.c_char_p * 2)(folder, None)
    return raw.FPDF_LIBRARY_CONFIG(
        version=_CONFIG_VERSION, m_pUserFontPaths=ctypes.cast(folders, type(paths))
    )
