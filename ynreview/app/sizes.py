"""How large something is, in words: whole KB and MB, GB to a tenth, always rounded up."""

from __future__ import annotations

_KIB, _MIB, _GIB = 1 << 10, 1 << 20, 1 << 30


def size_text(size: int) -> str:
    """Return a number of bytes as it is shown to people."""
    if size >= _GIB:
        tenths = -(-10 * size // _GIB)
        return f"{tenths // 10}.{tenths % 10} GB"
    if size >= _MIB:
        return f"{-(-size // _MIB)} MB"
    return f"{-(-size // _KIB)} KB"
