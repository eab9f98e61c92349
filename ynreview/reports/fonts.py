"""The fonts of paper, embedded so that every character prints, copies and can be searched."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import resource
from ynreview.reports.wording import label

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"
_BF_LIMIT = 100  # entries one beginbfchar block may hold (Adobe Technical Note 5411)


class SearchableFont(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """A TrueType font whose subsets map back to Unicode beyond the Basic Plane too."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's hook
        """Write the subsets, then replace their ToUnicode maps, which reportlab cuts at U+FFFF."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for index, subset in enumerate(subsets):
            font = doc.idToObject["BasicFonts"].dict[f"{self._internal_prefix(doc)}+{index}"]
            doc.idToObject[font.ToUnicode.name].content = to_unicode_map(subset)

    def _internal_prefix(self, doc: Any) -> str:
        return str(doc.fontMapping[self.fontName]).removeprefix("/")


def to_unicode_map(subset: list[int]) -> str:
    """Return the CMap from the codes of one subset to UTF-16BE text (ISO 32000-1, 9.10.3)."""
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks: list[str] = []
    for start in range(0, len(pairs), _BF_LIMIT):
        block = pairs[start : start + _BF_LIMIT]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


@cache
def require_fonts() -> frozenset[int]:
    """Register both fonts, once, and return the code points that both can print."""
    known = [_registered(name) for name in (REGULAR, BOLD)]
    return frozenset(known[0] & known[1])


def _registered(name: str) -> set[int]:
    with as_file(resource("fonts", f"{name}.ttf")) as path:
        font = SearchableFont(name, str(path))
    pdfmetrics.registerFont(font)
    return set(font.face.charToGlyph)


def printable(text: str) -> str:
    """Return the text with white space made plain and what no font has spelled as its number.

    A character that the fonts lack must never vanish from a name unseen.
    """
    known = require_fonts()
    return "".join(_shown(char, known) for char in text)


def _shown(char: str, known: frozenset[int]) -> str:
    if char in {" ", "\u3000"}:
        return char
    if not char.isprintable():
        return " "
    if ord(char) in known:
        return char
    return label("missing_character", point=f"{ord(char):04X}")
