"""Sentences that statements hold in English, as a page in another language says them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.serve.languages import Language, language
from goodwill.serve.languages.said import LONGEST, is_said, said, said_plain

CASES = tomllib.loads(
    Path(__file__).parents[2].joinpath("cases/languages/said_de.toml").read_text("utf-8")
)["case"]


def german() -> Language:
    found = language("de")
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_stored_sentence_is_said_as_its_case_says(case: dict[str, Any]) -> None:
    shown = said(case["stored"], german())

    if case.get("english"):
        words = case.get("shown", case["stored"])
        assert shown == f'<span lang="en">{words}</span>'
        assert said_plain(case["stored"], german()) == words
    else:
        assert shown == case["said"]


@given(st.text(max_size=200))
def test_any_text_is_either_turned_or_stays_as_it_is(text: str) -> None:
    found = is_said(text, german())

    assert found is None or isinstance(found, str)
    assert "<script" not in said(text.replace("<", "<script"), german())


def test_a_sentence_longer_than_any_of_ours_is_not_looked_at() -> None:
    assert is_said("Due on " + "a, " * LONGEST, german()) is None
    assert is_said("Bought for " + "9" * 20 + ".", german()) is not None
