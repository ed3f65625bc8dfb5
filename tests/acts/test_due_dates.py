"""The day a promise falls due: sentences of seven languages from `tests/cases/due_dates`.

A case has a sentence and the day that a careful reader takes from it; a case without `due`
names no day. `said_on` of the file holds where a case has none of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts import due_dates
from goodwill.acts.due_dates import find_due, find_due_date
from goodwill.acts.due_dates.tokens import folded, words_of

WORDS = Path(due_dates.__file__).parent / "words"
CASES = Path(__file__).parents[1] / "cases" / "due_dates"
DOCS = Path(__file__).parents[2] / "docs" / "due-dates.md"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
LEAST_CASES = {"en": 100, "de": 60, "fr": 60, "es": 60, "it": 50, "pt": 50, "nl": 50}
NAMES_NO_DAY = 0.25
WEDNESDAY = date(2026, 3, 4)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


class Case(TypedDict):
    text: str
    due: NotRequired[date]
    said_on: NotRequired[date]


def load(language: str) -> list[tuple[Case, date]]:
    file = tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))
    return [(case, case.get("said_on", file["said_on"])) for case in file["case"]]


ALL = [
    pytest.param(language, case, said_on, id=f"{language} {case['text']} {said_on}")
    for language in LANGUAGES
    for case, said_on in load(language)
]
SENTENCES = tuple(case["text"] for language in LANGUAGES for case, _ in load(language))


@pytest.mark.parametrize(("language", "case", "said_on"), ALL)
def test_a_sentence_names_the_day(language: str, case: Case, said_on: date) -> None:
    found = find_due_date(case["text"], said_on=said_on, language=language)

    assert found == case.get("due")


@pytest.mark.parametrize(("language", "case", "said_on"), ALL)
def test_the_words_tell_their_language(language: str, case: Case, said_on: date) -> None:
    del language

    assert find_due_date(case["text"], said_on=said_on) == case.get("due")


def test_there_are_cases_enough_and_many_name_no_day() -> None:
    cases = {language: load(language) for language in LANGUAGES}
    without = sum("due" not in case for each in cases.values() for case, _ in each)

    assert all(len(cases[language]) >= least for language, least in LEAST_CASES.items())
    assert without >= NAMES_NO_DAY * len(SENTENCES)


@given(st.sampled_from(SENTENCES), DAYS)
def test_a_due_day_is_never_before_the_day_it_is_said(sentence: str, said_on: date) -> None:
    found = find_due_date(sentence, said_on=said_on)

    assert found is None or found >= said_on


WEEKDAYS = ("by Friday", "next Tuesday", "bis Montag", "jeudi prochain", "el martes")


@given(st.sampled_from(WEEKDAYS), DAYS, st.integers(-200, 200))
def test_weekdays_move_with_the_weeks(phrase: str, said_on: date, weeks: int) -> None:
    first = find_due_date(phrase, said_on=said_on)
    moved = find_due_date(phrase, said_on=said_on + timedelta(weeks=weeks))

    assert first is not None
    assert moved == first + timedelta(weeks=weeks)


@given(st.text(max_size=300), st.dates(), st.sampled_from([None, "en", "de", "xx", ""]))
def test_any_text_is_read(text: str, said_on: date, language: str | None) -> None:
    found = find_due(text, said_on=said_on, language=language)

    assert found is None or (found.day >= said_on and 0 <= found.start < found.end <= len(text))


PIECES = """
    by before until the of next last this end early Friday March 12 3rd 15. 12/3 2027 week
    days within in five and or to - , . bis vor nächste Woche KW 14 d'ici la fin prochaine
    mai antes del que viene mañana por hoy Q3 Christmas Ostern a an 5pm EOD from after
    weeks ago 31 Feb 99/99 2026-02-31 9999-12-31
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=25).map(" ".join), st.dates())
def test_days_in_any_order_of_words_are_read(text: str, said_on: date) -> None:
    found = find_due_date(text, said_on=said_on)

    assert found is None or found >= said_on


@pytest.mark.parametrize(
    "said_on", [date.min, date.max, date(9999, 12, 30), date(1, 1, 2)], ids=str
)
@pytest.mark.parametrize("phrase", ["by Friday", "in 20 years", "before Easter", "bis KW 53"])
def test_the_ends_of_the_calendar_are_no_error(phrase: str, said_on: date) -> None:
    found = find_due_date(phrase, said_on=said_on)

    assert found is None or found >= said_on


def phrases(value: object) -> Iterator[str]:
    """Every phrase of a file of words, keys of aliases included."""
    if isinstance(value, str):
        yield from (" ".join(phrase.lower().split()) for phrase in value.split(","))
    elif isinstance(value, list):
        for each in value:
            yield from phrases(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from phrases(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_is_known_by_all_its_letters(language: str) -> None:
    file = tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))
    found = [
        phrase
        for name, part in file.items()
        if isinstance(part, dict | list)
        for phrase in (*phrases(part), *(part if name == "alias" else ()))
    ]

    assert len(found) > LEAST_CASES["en"]
    for phrase in found:
        assert re.sub(r"[\W]", "", "".join(words_of(phrase))) == re.sub(r"[\W]", "", folded(phrase))


def documented() -> list[tuple[str, str, date]]:
    """Language, phrase and day of each cell of the table in the docs."""
    table = [line.strip("|").split("|") for line in DOCS.read_text("utf-8").splitlines()]
    rows = [[cell.strip() for cell in row] for row in table if len(row) == len(LANGUAGES) + 1]
    return [
        (language, phrase, datetime.strptime(f"{row[-1]} 2026 +0000", "%d %B %Y %z").date())
        for row in rows[2:]
        for language, cell in zip(LANGUAGES, row[:-1], strict=True)
        for phrase in filter(None, cell.split(", "))
    ]


@pytest.mark.parametrize(("language", "phrase", "day"), documented())
def test_the_table_of_the_docs_holds(language: str, phrase: str, day: date) -> None:
    assert find_due_date(phrase, said_on=WEDNESDAY, language=language) == day


def test_the_place_begins_at_the_preposition() -> None:
    text = "Yes: I'll send it by Friday the 6th, promised."

    found = find_due(text, said_on=WEDNESDAY)

    assert found is not None
    assert text[found.start : found.end] == "by Friday the 6th"


@pytest.mark.parametrize("language", [*LANGUAGES, "en-US", "nl", None])
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sie haben alles bis zum 5.6.", date(2026, 6, 5)),
        ("Sie haben alles vor dem 5.6.", date(2026, 6, 4)),
        ("By 30.4. it is there", date(2026, 4, 30)),
        ("Before 30.4. it is there", date(2026, 4, 29)),
        ("Vous l'aurez avant le 30/4", date(2026, 4, 29)),
        ("Lo enviaremos antes del 30/4", date(2026, 4, 29)),
        ("Version 3.4 is the one we use", None),
        ("Wir haben 5.6 davon im Lager", None),
    ],
)
def test_figures_are_read_in_the_language_of_their_words(
    text: str, day: date | None, language: str | None
) -> None:
    assert find_due_date(text, said_on=WEDNESDAY, language=language) == day


def test_figures_with_words_of_several_languages_are_read_in_the_mails() -> None:
    assert find_due_date("am 10.", said_on=WEDNESDAY, language="de") == date(2026, 3, 10)
    assert find_due_date("am 10.", said_on=WEDNESDAY, language="en") is None


def test_american_texts_put_the_month_first() -> None:
    assert find_due_date("by 4/5", said_on=WEDNESDAY) == date(2026, 5, 4)
    assert find_due_date("by 4/5", said_on=WEDNESDAY, language="en-US") == date(2026, 4, 5)
    assert find_due_date("by 4/5, not 4/30", said_on=WEDNESDAY) == date(2026, 4, 5)


def test_a_long_paste_is_read_to_its_limit() -> None:
    assert find_due_date("by Friday " + "the end of " * 400_000, said_on=WEDNESDAY) == date(
        2026, 3, 6
    )
