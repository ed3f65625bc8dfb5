"""The day a promise falls due."""

from __future__ import annotations

from datetime import date

from goodwill.acts.due_dates import find_due, find_due_date

WEDNESDAY = date(2026, 3, 4)


def test_a_weekday_is_the_next_one_ahead() -> None:
    text = "I'll send it by Friday."

    found = find_due(text, said_on=WEDNESDAY)

    assert found is not None
    assert found.day == date(2026, 3, 6)
    assert text[found.start : found.end].endswith("Friday")


def test_a_sentence_without_a_day_names_none() -> None:
    assert find_due_date("I'll send it soon.", said_on=WEDNESDAY) is None


def test_an_impossible_day_names_none() -> None:
    assert find_due_date("I'll send it by 2026-02-30.", said_on=WEDNESDAY) is None
