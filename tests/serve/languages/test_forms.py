"""Words, numbers and days in the language of whoever asks; English where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from goodwill.serve import words
from goodwill.serve.languages import language, now, say, say_count, speaking, spoken
from goodwill.serve.titles import load_titles

GERMAN: dict[str, tuple[Callable[[], str], str, str]] = {
    "day": (lambda: words.day("2026-10-27"), "27 Oct 2026", "27. Okt. 2026"),
    "month": (lambda: words.month("2026-10"), "Oct 2026", "Okt. 2026"),
    "amount": (lambda: words.amount(-1234.5, "EUR"), "−€1,234", "−1.234\u00a0€"),
    "pence": (
        lambda: words.amount(1234.5, "GBP", pence=True),
        "£1,234.50",
        "1.234,50\u00a0£",
    ),
    "figure": (lambda: words.figure(1234.5), "1,234.5", "1.234,5"),
    "share": (lambda: words.share(0.123), "12 %", "12\u00a0%"),
    "numeral": (lambda: words.numeral(0.5, ".0%"), "50%", "50\u00a0%"),
    "one": (lambda: words.count(1, "account"), "1 account", "1 Kunde"),
    "many": (lambda: words.count(1200, "account"), "1,200 accounts", "1.200 Kunden"),
    "listed": (lambda: words.listed(["a", "b", "c"]), "a, b and c", "a, b und c"),
    "either": (lambda: words.listed(["a", "b"], last="or"), "a or b", "a oder b"),
    "sure": (lambda: words.how_sure(0.83), "very likely", "sehr wahrscheinlich"),
    "lower": (lambda: words.lower_first("Umsatz fehlt"), "umsatz fehlt", "Umsatz fehlt"),
    "a small word": (
        lambda: words.lower_first("Der Preis kommt zuerst"),
        "der Preis kommt zuerst",
        "der Preis kommt zuerst",
    ),
    "a small word that is no article": (
        lambda: words.lower_first("Gebunden, nicht gewählt"),
        "gebunden, nicht gewählt",
        "gebunden, nicht gewählt",
    ),
    "a quote": (lambda: words.quoted("Kommt {bald}"), "“Kommt {bald}”", "„Kommt {bald}“"),
    "inputs": (
        lambda: words.inputs_words({"hours 2025-12": 7.25}),
        "hours 2025-12 7.25",
        "Stunden 2025-12 7,25",
    ),
    "formula": (
        lambda: words.formula_words("hours_beyond * hourly_cost"),
        "hours beyond × hourly cost",
        "Stunden darüber × Stundensatz",
    ),
}


@pytest.fixture
def german() -> Iterator[None]:
    with speaking(language("de")):
        yield


@pytest.mark.parametrize("name", GERMAN)
def test_a_figure_is_written_as_its_language_writes_it(name: str) -> None:
    written, english, other = GERMAN[name]

    assert written() == english
    with speaking(language("de")):
        assert written() == other
    assert written() == english


@pytest.mark.usefixtures("german")
def test_titles_of_the_catalogue_are_of_the_language() -> None:
    assert load_titles().patterns["terms_dictated"] == "Später bezahlt als vereinbart"
    assert load_titles().kinds["technical"] == "Technisch"


def test_english_needs_no_file() -> None:
    assert language("en") is None
    assert now() is None
    assert say("No {thing} is known.", thing="such") == "No such is known."
    assert say_count(2, "{number} is", "{number} are") == "2 are"


@pytest.mark.usefixtures("german")
def test_a_table_of_messages_speaks_when_it_is_looked_up() -> None:
    table = spoken({"a": "Why", "b": "Nobody has translated this."})

    assert table["a"] == "Warum"
    assert dict(table) == {"a": "Warum", "b": "Nobody has translated this."}
    assert "c" not in table


@pytest.mark.usefixtures("german")
def test_a_message_that_nobody_translated_stays_english() -> None:
    assert say("Nobody has translated {this}.", this="it") == "Nobody has translated it."


def test_whole_money_stays_whole_after_the_same_amount_was_shown_with_pence() -> None:
    with speaking(language("de")):
        exact = words.amount(7341.0, "GBP", pence=True)
        whole = words.amount(7341.0, "GBP")

    assert (exact, whole) == ("7.341,00\u00a0£", "7.341\u00a0£")
