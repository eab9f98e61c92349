"""Text as people type it, made comparable: widths, blanks, line breaks; it never rewrites names."""

import re

_FULL_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DIGITS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
# Zero-width marks and control characters that travel along when text is copied.
_INVISIBLE = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
)
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_GAP_IN_HAN = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")
_BRACKETED = re.compile(r"[(\[【\u3014〈<].*?[)\]】\u3015〉>]")


def half_width(text: str) -> str:
    """Return the text with full-width ASCII made half-width; Chinese characters stay."""
    return text.translate(_FULL_TO_HALF).replace("\u3000", " ")


def without_invisible(text: str) -> str:
    """Return the text without zero-width and control characters; line breaks stay."""
    return text.translate(_INVISIBLE)


def one_line(text: str) -> str:
    """Return a name on one line: no blanks at the ends or inside Chinese words, digits half-width.

    Every Chinese character stays as it is: compatibility forms and rare ones are people's names.
    """
    plain = without_invisible(text).translate(_DIGITS).strip()
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
