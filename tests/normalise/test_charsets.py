"""Text that any store can hold, and the language of what is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.normalise.charsets import make_safe
from goodwill.normalise.language import detect_language

# what it is: (the text, what is kept, was something lost)
CASES = {
    "plain": ("a\tb\nc", "a\tb\nc", False),
    "accents": ("\u00e9\u2013\U0001f600", "\u00e9\u2013\U0001f600", False),
    "line ends": ("a\r\nb\rc", "a\nb\nc", False),
    "a page break": ("a\x0cb", "a\nb", False),
    "a bell, among accents": ("\u00e9\x07b", "\u00e9b", False),
    "a NUL": ("a\x00b", "a\ufffdb", True),
    "half a surrogate pair": ("a\ud83db", "a\ufffdb", True),
    "half a pair, and a bell": ("\udc00\x07b", "\ufffdb", True),
}
SENTENCE = "Neither cheese nor butter fits in small red boxes"


@pytest.mark.parametrize(("text", "kept", "is_damaged"), CASES.values(), ids=CASES)
def test_unsafe_signs_are_shown_or_gone(text: str, kept: str, is_damaged: bool) -> None:
    assert make_safe(text) == (kept, is_damaged)


@given(st.text(st.characters(codec=None), max_size=60))
def test_safe_text_can_be_stored_and_is_left_as_it_is(text: str) -> None:
    safe, is_damaged = make_safe(text)

    assert make_safe(safe) == (safe, False)
    assert is_damaged == (safe.count("\ufffd") > text.count("\ufffd"))
    assert safe.encode().decode() == safe


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "{} 24/7 (#11)!",
        "<http://el.example/los/las> {}",
        "los@el.example {}",
        "\u2026{}\u2026",
    ],
)
def test_figures_addresses_and_signs_have_no_language(around: str) -> None:
    assert detect_language(around.format(SENTENCE)) == "en"
    assert detect_language(around.format(SENTENCE.upper())) == "en"
    assert detect_language(around.format("")) is None
