"""Remarks: the cases of each language, and what holds for any text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.acts import read_text
from goodwill.acts.remarks import READ_LIMIT, Told, remarks_of
from goodwill.facts.acts import REMARK_IDS, Act

CASES = Path(__file__).parents[1] / "cases" / "remarks"
MONDAY = date(2026, 2, 9)


def load(key: str) -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(CASES.glob("*/*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for entry in table["remark"]:
            found += [(table["language"], entry["remark"], sentence) for sentence in entry[key]]
    return found


def remarks_on_monday(language: str | None, text: str) -> tuple[Act, ...]:
    reading = read_text(text, language=language)
    return remarks_of((Told(text, reading.read, reading.sentences, MONDAY, language),))[0]


def remarks_in(language: str | None, text: str) -> set[str]:
    return {one.act for one in remarks_on_monday(language, text)}


@pytest.mark.parametrize(("language", "remark", "sentence"), load("is"))
def test_the_remark_is_seen(language: str, remark: str, sentence: str) -> None:
    assert remark in remarks_in(language, sentence)


@pytest.mark.parametrize(("language", "remark", "sentence"), load("is_not"))
def test_what_only_looks_like_it_is_none(language: str, remark: str, sentence: str) -> None:
    assert remark not in remarks_in(language, sentence)


def test_every_remark_has_cases_for_and_against() -> None:
    assert {remark for _, remark, _ in load("is")} == set(REMARK_IDS)
    assert {remark for _, remark, _ in load("is_not")} == set(REMARK_IDS)


def test_a_remark_carries_its_sentence_and_the_day_it_names() -> None:
    text = "Sorry about that.\n\nThursday now, definitely. The rest as before."

    (found,) = (one for one in remarks_on_monday(None, text) if one.act == "day_assured")

    assert text[found.start : found.end] == found.quote == "Thursday now, definitely."
    assert found.due_on == date(2026, 2, 12)


def test_what_another_said_is_no_remark_of_the_writers() -> None:
    assert "called_off" in remarks_in("en", "We no longer need it.")
    assert remarks_in("en", 'Bob replied "we no longer need it".') == set()


def test_the_language_of_a_text_need_not_be_known() -> None:
    assert "missing" in remarks_in(None, "Wo bleiben die Muster?")
    assert "missing" in remarks_in("nl", "Where is the report?")


@settings(deadline=None)  # the first text waits for the model to be loaded
@given(st.text(max_size=400), st.sampled_from(["en", "de", "fr", "es", None]))
def test_any_text_is_read_and_quotes_are_its_own(text: str, language: str | None) -> None:
    for one in remarks_on_monday(language, text):
        assert text[one.start : one.end] == one.quote
        assert one.act in REMARK_IDS


def test_what_stands_beyond_the_limit_is_not_read() -> None:
    assert remarks_in("en", "x " * READ_LIMIT + "Where is the report?") == set()


def test_a_few_words_alone_are_quoted_with_what_follows() -> None:
    text = "Surprise us! The lid may sing.\n\nNo press.\n\nThe rest as before."

    found = {one.act: one.quote for one in remarks_on_monday("en", text)}

    assert found["wants_innovation"] == "Surprise us! The lid may sing."
    assert found["wants_low_profile"] == "No press."
