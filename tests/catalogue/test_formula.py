"""Cost formulas: exact where they can be told, refused where they are more than arithmetic."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.catalogue.formula import LONGEST, parse_formula

CASES = tomllib.loads((Path(__file__).parent / "cases/formulas.toml").read_text("utf-8"))
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


@pytest.mark.parametrize("case", CASES["case"], ids=[case["name"] for case in CASES["case"]])
def test_a_formula_gives_the_exact_result_or_none(case: dict[str, Any]) -> None:
    inputs = {name: Decimal(value) for name, value in case["inputs"].items()}
    result = parse_formula(case["formula"]).value({**inputs})

    assert result == (Decimal(case["result"]) if "result" in case else None)


@pytest.mark.parametrize("case", CASES["refused"], ids=[case["name"] for case in CASES["refused"]])
def test_more_than_arithmetic_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="formula"):
        parse_formula(case["formula"])


def test_a_formula_of_the_greatest_length_is_read_and_a_longer_one_is_not() -> None:
    longest = "1+" * (LONGEST // 2 - 1) + "11"

    assert len(longest) == LONGEST
    assert parse_formula(longest).value({}) == LONGEST // 2 + 10
    with pytest.raises(ValueError, match=f"at most {LONGEST}"):
        parse_formula(longest + "1")


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="is no formula"):
        parse_formula("(" * 250 + "1" + ")" * 249)


def test_inputs_are_named_once_and_in_order() -> None:
    assert parse_formula("b * max(a, b) / c").inputs == ("b", "a", "c")


@given(a=AMOUNTS, b=AMOUNTS, c=AMOUNTS)
def test_a_sum_is_that_of_its_parts_to_the_cent(a: Decimal, b: Decimal, c: Decimal) -> None:
    assert parse_formula("a + b - c").value({"a": a, "b": b, "c": c}) == a + b - c
