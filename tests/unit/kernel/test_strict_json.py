"""JSON without surprises: odd things are refused, the same value gives the same bytes."""

import pytest

from ynreview.kernel.strict_json import MAX_DEPTH, from_bytes, to_bytes, to_line


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 1}}',
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"1e999",
        b"1e2",
        b"8.5",
        b"-0.0",
        b"1234567890123456789",
        b"-123456789012345678",
        b"9" * 10_000,
        rb'"\ud800"',
        rb'{"\udfff": 1}',
        b"[" * 100_000,
        b"",
        b"[1] 2",
        b"{'a': 1}",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b'"a\tb"',
    ],
    ids=lambda content: content[:24].decode("latin-1"),
)
def test_that_odd_json_is_refused(content: bytes):
    with pytest.raises(ValueError):  # noqa: PT011 - json's own sentences differ
        from_bytes(content)


def test_that_thirty_two_levels_are_read_and_thirty_three_are_not():
    deepest = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH

    assert from_bytes(deepest) is not None
    with pytest.raises(ValueError, match="nested deeper"):
        from_bytes(b"[" + deepest + b"]")


def test_that_brackets_inside_text_and_side_by_side_are_no_depth():
    text = '["' + "[{" * 100 + '\\"[' + '", ' + ", ".join(["[]"] * 100) + "]"

    assert len(from_bytes(text.encode())) == 101


def test_that_surrogate_pairs_are_one_letter():
    assert from_bytes(rb'"\ud840\udc00"') == "𠀀"


def test_that_eighteen_digits_are_read():
    assert from_bytes(b"123456789012345678") == 123456789012345678


def test_that_the_bytes_are_the_same_whatever_the_order():
    one = to_bytes({"b": [1, None, True], "a": "中"})

    assert one == to_bytes({"a": "中", "b": [1, None, True]})
    assert one == '{\n "a": "中",\n "b": [\n  1,\n  null,\n  true\n ]\n}\n'.encode()


def test_that_a_line_is_one_line():
    assert to_line({"b": "一\n二", "a": 1}) == '{"a":1,"b":"一\\n二"}'


@pytest.mark.parametrize("write", [to_bytes, to_line])
def test_that_what_is_no_number_is_not_written(write: object):
    with pytest.raises(ValueError, match="JSON compliant"):
        write(float("nan"))
