"""The header block: where it ends, which lines are headers, and what is left alone."""

from __future__ import annotations

import pytest

from goodwill.normalise.headers import NAME_LIMIT, split_headers

# what it is: (the mail, values by name, the body, is every line a header)
CASES: dict[str, tuple[bytes, dict[str, list[str]], bytes, bool]] = {
    "a header and a body": (b"To: a\n\nHi", {"to": ["a"]}, b"Hi", True),
    "carriage returns": (b"To: a\r\nCc: b\r\n\r\nHi", {"to": ["a"], "cc": ["b"]}, b"Hi", True),
    "the same name twice": (b"To: a\nTO : b\n\nHi", {"to": ["a", "b"]}, b"Hi", True),
    "a folded value": (b"To: a,\n\tb,\n c\n\nHi", {"to": ["a, b, c"]}, b"Hi", True),
    "an empty value": (b"To:\n\nHi", {"to": [""]}, b"Hi", True),
    "no blank line, and no body": (b"To: a", {"to": ["a"]}, b"", False),
    "no blank line before the body": (b"To: a\nHi\n\nBob", {"to": ["a"]}, b"Hi\n\nBob", False),
    "a stray line": (b"To: a\noops\nCc: b\n\nHi", {"to": ["a"], "cc": ["b"]}, b"Hi", False),
    "an envelope line in between": (b"To: a\n>From b\n\nHi", {"to": ["a"]}, b"Hi", False),
    "a blank in the name": (b"To: a\nsee it: x\n\nHi", {"to": ["a"]}, b"see it: x\n\nHi", False),
    "an empty block": (b"\nHi", {}, b"Hi", False),
}  # fmt: skip


@pytest.mark.parametrize(("payload", "values", "body", "is_clean"), CASES.values(), ids=CASES)
def test_headers_are_split_from_the_body(
    payload: bytes, values: dict[str, list[str]], body: bytes, is_clean: bool
) -> None:
    headers = split_headers(payload)

    assert dict(headers.values) == values
    assert payload[headers.body_at :].lstrip(b"\n") == body
    assert headers.is_clean is is_clean


@pytest.mark.parametrize(("length", "is_name"), [(NAME_LIMIT, True), (NAME_LIMIT + 1, False)])
def test_a_name_longer_than_a_line_is_none(length: int, is_name: bool) -> None:
    headers = split_headers(b"To: a\n" + b"x" * length + b": 1\n\nHi")

    assert ("x" * length in headers.values) is is_name
    assert headers.is_clean is is_name
