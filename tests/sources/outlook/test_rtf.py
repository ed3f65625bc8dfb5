"""Rich text as plain text, whatever it claims of itself."""

from __future__ import annotations

import compressed_rtf
import pytest

from goodwill.outlook.rtf import text_of_rtf, unpacked_rtf

PLAIN = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}Two lifts, please.\par Ann}"
ENCAPSULATED = (
    rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 "
    rb"Dear Bob,{\*\htmltag72 </p>}}"
)
TEXTS = {
    "plain": (PLAIN, "Two lifts, please.\nAnn"),
    "letters of a code page": (rb"{\rtf1\ansi\ansicpg1251 \'cb\'e8\'f4\'f2}", "Лифт"),
    "letters of another plane": (rb"{\rtf1\ansi\uc1 \u-10179?\u-8701?}", "\U0001f603"),
    "made from HTML": (ENCAPSULATED, "Dear Bob,"),
    "nothing": (b"", ""),
    "cut off": (PLAIN[:-20], "Two lif"),
}


@pytest.mark.parametrize("what", TEXTS)
def test_its_words_are_read(what: str) -> None:
    data, text = TEXTS[what]

    assert text_of_rtf(data) == text


def test_what_is_packed_is_unpacked() -> None:
    packed = compressed_rtf.compress(PLAIN)

    assert unpacked_rtf(packed) == PLAIN
    assert unpacked_rtf(PLAIN) == PLAIN


def test_a_size_that_lies_is_not_believed() -> None:
    packed = bytearray(compressed_rtf.compress(PLAIN))
    packed[4:8] = b"\xff\xff\xff\x7f"

    assert unpacked_rtf(bytes(packed)) == b""
    assert unpacked_rtf(bytes(packed[:12])) == b""
    assert unpacked_rtf(b"noise" * 100) == b""


def test_braces_without_end_take_no_more_than_they_are_worth() -> None:
    assert text_of_rtf(rb"{\rtf1 " + b"{" * 100_000) == ""
