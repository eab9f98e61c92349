"""Every shipped font can be embedded and holds the characters of Chinese names."""

from importlib.resources import as_file
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from resources import resource
from ynreview.reports.fonts import printable, to_unicode_map

RARE = "㛃䶮𬀩"
FONTS = sorted(
    entry.name for entry in resource("fonts").iterdir() if entry.name.endswith((".ttf", ".otf"))
)


def _ideographs_of_gbk() -> set[str]:
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    decoded = (pair.decode("gbk", errors="ignore") for pair in pairs if pair[1] != 0x7F)
    return {char for char in decoded if len(char) == 1 and "\u4e00" <= char <= "\u9fff"}


@pytest.mark.parametrize("name", FONTS)
def test_that_a_shipped_font_has_truetype_outlines_and_every_name_character(name: str):
    with as_file(resource("fonts", name)) as path:
        font = TTFontFile(str(path))

    assert "glyf" in font.table
    ideographs = _ideographs_of_gbk()
    assert len(ideographs) > 20_900
    wanted = ideographs | set(RARE) | set("“”‘’《》〔〕、。，；：？！—…·□×÷≥≤①②③ 0123456789")
    assert not {char for char in wanted if ord(char) not in font.charToGlyph}


@pytest.mark.parametrize("name", FONTS)
def test_that_figures_of_a_shipped_font_are_equally_wide(name: str):
    with as_file(resource("fonts", name)) as path:
        font = TTFontFile(str(path))
    assert len({font.charWidths[ord(digit)] for digit in "0123456789"}) == 1


def test_that_regular_and_bold_are_shipped_with_their_licence():
    assert FONTS == ["NotoSansSC-Bold.ttf", "NotoSansSC-Regular.ttf"]
    licence = resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence
    total = sum(Path(str(resource("fonts", name))).stat().st_size for name in FONTS)
    assert total < 25_000_000


def test_that_a_character_beyond_the_basic_plane_maps_back_to_itself():
    assert "<01> <D870DC29>" in to_unicode_map([0, ord("𬀩")])


def test_that_no_block_of_a_unicode_map_exceeds_a_hundred_entries():
    lines = to_unicode_map(list(range(0x4E00, 0x4EFF))).splitlines()
    sizes = [int(line.split()[0]) for line in lines if line.endswith("beginbfchar")]
    assert sum(sizes) == 255
    assert max(sizes) <= 100


def test_that_what_no_font_has_is_spelled_and_not_lost():
    assert printable(f"{RARE}𠮷") == f"{RARE}〔字库缺字 U+20BB7〕"
    assert printable("一\n二\u202e三") == "一 二 三"
