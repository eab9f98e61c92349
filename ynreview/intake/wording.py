"""Text as people type it, made comparable: widths, blanks, line breaks; it never rewrites names."""

import re

_FULL_TO_HALF = {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
# Looking first is much cheaper than translating, and most of ten thousand rows are plain.
_FULL_WIDTH = re.compile("[\u3000\uff01-\uff5e]")
_FULL_DIGIT = re.compile("[\uff10-\uff19]")
_DIGITS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
# Zero-width marks and control characters that travel along when text is copied.
_INVISIBLE = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
)
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_BLANK = re.compile(r"\s")
_GAP_IN_HAN = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")
_BRACKETED = re.compile(r"[(\[【\u3014〈<].*?[)\]】\u3015〉>]")


def half_width(text: str) -> str:
    """Return the text with full-width ASCII made half-width; Chinese characters stay."""
    return text.translate(_FULL_TO_HALF) if _FULL_WIDTH.search(text) else text


def without_invisible(text: str) -> str:
    """Return the text without zero-width and control characters; line breaks stay."""
    return text if text.isprintable() else text.translate(_INVISIBLE)


def one_line(text: str) -> str:
    """Return a name on one line: no blanks at the ends or inside Chinese words, digits half-width.

    Every Chinese character stays as it is: compatibility forms and rare ones are people's names.
    """
    plain = without_invisible(text).strip()
    if _FULL_DIGIT.search(plain):
        plain = plain.translate(_DIGITS)
    if not _BLANK.search(plain):
        return plain
    return " ".join(_GAP_IN_HAN.sub("", plain).split())


def heading_key(text: str) -> str:
    """Return a heading for comparison: half-width, no blanks, no 必填 marks, lower case."""
    plain = "".join(half_width(without_invisible(text)).split()).lower()
    return re.sub(r"[*★:：_]|\(必填\)|\(选填\)", "", plain).translate(_BRACKET_FORMS)


_BRACKET_FORMS = str.maketrans("【\u3014[】\u3015]", "((()))")


def without_brackets(key: str) -> str:
    """Return a heading's key without what stands in brackets, units and hints."""
    return _BRACKETED.sub("", key)


def bracketed(key: str) -> str:
    """Return what stands in brackets in a heading's key."""
    return "".join(_BRACKETED.findall(key))


def word_key(text: str) -> str:
    """Return a cell's word for comparison with a list of words."""
    return "".join(half_width(without_invisible(text)).split()).lower()
