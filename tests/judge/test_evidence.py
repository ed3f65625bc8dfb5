"""How evidence is ordered, cut and shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.statement import Evidence
from goodwill.judge.evidence import cut_at_word, evidence, in_order, shown


def item(
    ref: str, weight: float, day: int = 1, quote: str | None = None, says: str = ""
) -> Evidence:
    return evidence(
        "kind",
        source="message",
        ref=ref,
        on=date(2026, 1, day),
        says=says or f"So says {ref}.",
        weight=weight,
        quote=quote,
    )


def test_the_heaviest_stand_first_then_the_newest_then_by_ref() -> None:
    items = [item("b", 1.0), item("a", 1.0), item("new", 1.0, 9), item("c", -2.0)]

    assert [one["ref"] for one in in_order(items)] == ["c", "new", "a", "b"]


def test_twelve_are_shown_and_one_against_is_among_them() -> None:
    items = [item(f"for{n:02}", 2.0) for n in range(20)] + [item("against", -0.1)]

    refs = [one["ref"] for one in shown(items)]

    assert len(refs) == 12
    assert refs[-1] == "against"
    assert refs[:11] == [f"for{n:02}" for n in range(11)]


def test_without_anything_against_the_twelve_heaviest_are_shown() -> None:
    items = [item(f"for{n:02}", 2.0) for n in range(20)]

    assert [one["ref"] for one in shown(items)] == [f"for{n:02}" for n in range(12)]


def test_nothing_against_is_made_up_where_few_are_shown() -> None:
    assert shown([]) == []
    assert [one["ref"] for one in shown([item("a", -1.0)])] == ["a"]


@pytest.mark.parametrize(("said", "stand"), [(0, 0), (5, 5), (6, 6), (7, 6)])
def test_sentences_have_half_of_what_rows_would_fill(said: int, stand: int) -> None:
    rows = [item(f"row{n:02}", 2.0) for n in range(20)]
    words = [item(f"mail{n}", 0.2, quote=f"The words of {n}") for n in range(said)]

    refs = [one["ref"] for one in shown([*rows, *words])]

    assert len(refs) == 12
    assert refs[12 - stand :] == [f"mail{n}" for n in range(stand)]


@pytest.mark.parametrize(("others", "times"), [(10, 2), (11, 1)])
def test_a_sentence_stands_twice_only_where_there_is_room(others: int, times: int) -> None:
    twice = [item("twice", 2.0, quote="Said once"), item("twice", 1.5, quote="Said once")]
    more = [item(f"mail{n:02}", 1.0, quote=f"The words of {n}") for n in range(others)]

    refs = [one["ref"] for one in shown([*twice, *more])]

    assert len(refs) == 12
    assert refs.count("twice") == times


def test_two_sentences_of_one_mail_are_two() -> None:
    both = [item("mail", 2.0, quote="The first"), item("mail", 1.5, quote="The second")]
    more = [item(f"mail{n:02}", 1.0, quote=f"The words of {n}") for n in range(12)]

    assert [one["ref"] for one in shown([*both, *more])].count("mail") == 2


def test_what_weighs_nothing_stands_behind_a_sentence_that_stands_twice() -> None:
    twice = [item("twice", 2.0, quote="Said once"), item("twice", 1.5, quote="Said once")]
    more = [item(f"light{n:02}", 0.0, quote=f"The words of {n}") for n in range(12)]

    assert [one["ref"] for one in shown([*twice, *more])].count("twice") == 2


@pytest.mark.parametrize(("others", "stand"), [(0, 12), (3, 9), (6, 6), (12, 6)])
def test_more_of_a_sort_stand_only_where_there_is_room(others: int, stand: int) -> None:
    alike = [item(f"like{n:02}", 2.0, quote=f"Ours {n}", says="One thing.") for n in range(20)]
    more = [item(f"mail{n:02}", 0.1, quote=f"The words of {n}") for n in range(others)]

    refs = [one["ref"] for one in shown([*alike, *more])]

    assert len(refs) == 12
    assert sum(ref.startswith("like") for ref in refs) == stand


def test_rows_of_one_table_are_of_a_sort_whatever_each_says() -> None:
    rows = [item(f"row{n:02}", 2.0, says=f"{n} hours.") for n in range(20)]
    rows = [Evidence({**row, "source": "effort"}) for row in rows]
    around = [item(f"mail{n}", 0.0, quote=f"The words of {n}") for n in range(3)]

    shows = shown([*rows, *around])

    assert [one["source"] for one in shows].count("effort") == 9
    assert [one["quote"] for one in shows][-3:] == [f"The words of {n}" for n in range(3)]


def test_a_long_quote_ends_with_a_word() -> None:
    words = "word " * 100

    cut = cut_at_word(words)

    assert len(cut) <= 300
    assert words.startswith(cut)
    assert cut.endswith("word")


def test_a_quote_of_exactly_the_limit_is_kept_whole() -> None:
    assert cut_at_word("x" * 300) == "x" * 300
    assert cut_at_word("x" * 301) == "x" * 300


@given(st.text(max_size=700))
def test_a_cut_quote_is_always_the_beginning_of_the_quote(text: str) -> None:
    cut = cut_at_word(text)

    assert text.startswith(cut)
    assert len(cut) <= 300
    assert bool(cut) == bool(text) or not text[:300].strip()


@given(st.lists(st.floats(-9, 9), max_size=30), st.randoms())
def test_the_order_of_arrival_changes_nothing(weights: list[float], random: object) -> None:
    import random as rnd  # noqa: PLC0415

    items = [item(f"r{n}", weight) for n, weight in enumerate(weights)]
    mixed = list(items)
    assert isinstance(random, rnd.Random)
    random.shuffle(mixed)

    assert shown(items) == shown(mixed)
