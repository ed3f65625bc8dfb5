"""How figures and doubts are said; the cases are in `cases/words.toml`."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.serve import words

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "cases" / "words.toml").read_text("utf-8")
)
OF_NUMBERS = ("how_sure", "weight_words", "chance", "share", "figure")
OF_TEXTS = ("plain", "dated", "lower_first", "formula_words")


@pytest.mark.parametrize(
    ("function", "value", "said"),
    [(name, float(value), said) for name in OF_NUMBERS for value, said in CASES[name].items()],
)
def test_a_number_is_said_in_words(function: str, value: float, said: str) -> None:
    assert getattr(words, function)(value) == said


@pytest.mark.parametrize(
    ("function", "text", "said"),
    [(name, text, said) for name in OF_TEXTS for text, said in CASES[name].items()],
)
def test_a_text_is_said_in_words(function: str, text: str, said: str) -> None:
    assert getattr(words, function)(text) == said


@pytest.mark.parametrize("case", CASES["amount"])
def test_money_has_its_sign_its_symbol_and_its_thousands(case: dict[str, Any]) -> None:
    whole = words.amount(case["value"], case["currency"])
    pence = words.amount(case["value"], case["currency"], pence=True)

    assert whole.replace("\u00a0", " ") == case["whole"]
    assert pence.replace("\u00a0", " ") == case["pence"]


@pytest.mark.parametrize("case", CASES["listed"])
def test_names_are_listed_so_that_none_can_be_taken_for_two(case: dict[str, Any]) -> None:
    assert words.listed(case["names"]) == case["text"]


@pytest.mark.parametrize(
    ("calibration", "is_measured"),
    [("none", False), ("shipped:ab12", True), ("own:ab12", True), ("", False)],
)
def test_numbers_stand_behind_words_only_once_chances_were_measured(
    calibration: str, is_measured: bool
) -> None:
    assert words.is_measured(calibration) is is_measured


@given(st.text())
def test_what_comes_from_outside_never_commands_a_terminal(text: str) -> None:
    shown = words.plain(text)

    assert not any(ord(ch) < 32 or 0x7F <= ord(ch) < 0xA0 for ch in shown)
    assert words.plain(shown) == shown


def test_a_text_without_anything_to_take_out_is_said_as_any_other() -> None:
    """Whatever stands beside a character decides how it is looked at, never how it is shown."""
    for ch in map(chr, range(sys.maxunicode + 1)):
        alone, beside = words.plain(f"a {ch}  b"), words.plain(f"a {ch}  b\x07")
        assert alone == beside, hex(ord(ch))
