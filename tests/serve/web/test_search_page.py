"""Searching on the pages: what is found, how it is shown, and that nothing typed is a fault."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.web.conftest import DAY, Ask

from goodwill.facts.search_words import fold, words_of
from goodwill.serve.web.finder import Texts, find
from goodwill.serve.web.shelf import Shelf


def shown(ask: Ask, typed: str, **query: str) -> str:
    answer = ask("/search", method="GET", params={"q": typed, **query})
    assert answer.status_code == 200
    return answer.text.partition("<main")[2].partition("</main>")[0]


CASES = {
    # what it is: (typed, accounts, people, subjects, the newest first)
    "an account by its name": ("acre", ["acre"], ["Kim Ode"], []),
    "an account by its domain": ("brook.example", ["brook"], [], []),
    "a person by a part of the name": ("ode", [], ["Kim Ode"], []),
    "a person by the title": ("buyer", [], ["Kim Ode"], []),
    "words of a message": ("valves", [], [], ["Quote", "Re: Valves", "Valves"]),
    "nobody of ours": ("ann@ours.example", [], [], []),
    "nothing": ("", [], [], []),
}


@pytest.mark.parametrize(("typed", "accounts", "people", "subjects"), CASES.values(), ids=CASES)
def test_accounts_people_and_messages_are_found(
    shelf: Shelf, typed: str, accounts: list[str], people: list[str], subjects: list[str]
) -> None:
    found = find(shelf, typed, DAY, few=9, messages=9)

    assert [row["id"] for row in found.accounts] == accounts
    assert [person.name for person, _ in found.people if person.name == "Kim Ode"] == people
    if not accounts:
        assert ["".join(text for text, _ in hit.subject) for hit in found.messages] == subjects


def test_words_are_marked_and_markup_stays_text(ask: Ask) -> None:
    page = shown(ask, "leak")

    assert "&lt;b&gt;<mark>leak</mark>&lt;/b&gt;" in page


def test_a_message_says_who_wrote_when_and_to_which_account(ask: Ask) -> None:
    page = " ".join(re.sub("<[^>]+>", " ", shown(ask, "leak")).split())

    assert "Kim Ode · 1 Jun 2026 · Acre &amp; Sons" in page


def test_the_page_of_an_earlier_day_knows_no_later_mail(ask: Ask) -> None:
    assert "Quote" in shown(ask, "valves cost")
    assert "Nothing holds all of these words" in shown(ask, "valves cost", as_of="2026-06-02")


def test_as_one_types_only_a_part_comes(ask: Ask) -> None:
    answer = ask("/search?q=valv", headers={"hx-request": "true"}, method="GET")

    assert "<html" not in answer.text
    assert "<mark>valves</mark>" in answer.text
    assert answer.headers["cache-control"] == "no-store"


HOSTILE = (
    '"',
    "'; drop table message; --",
    "NEAR(a b, 2) OR NOT *",
    "text:x {subject text}: y",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "%s %00 \x00",
    "\u202egnp.exe",
    "🙂" * 50,
    "x" * 10_000,
    '" ' * 5_000,
    "%",
    "_",
)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_shown_as_it_is_and_no_fault(ask: Ask, typed: str) -> None:
    page = shown(ask, typed)

    assert "<script" not in page
    assert "49" not in unescape(page)
    assert len(page) < 20_000


def test_until_all_is_taken_in_the_page_says_how_much_is(
    shelf: Shelf, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shelf.book.search(words_of("valves"), before=1 << 33)
    half = type(found)(messages=(), more=False, ready=2, total=found.total)
    monkeypatch.setattr(shelf.book, "search", lambda *_, **__: half)

    assert "2 of 5 messages can be searched so far" in shown(ask, "valves")


def test_while_names_are_hidden_what_is_found_has_none(ask: Ask) -> None:
    page = ask("/search?q=leak", method="GET", headers={"cookie": "goodwill-incognito=1"}).text

    assert "1 Jun 2026" in page
    for word in ("Kim Ode", "Acre", "Valves"):
        assert word not in page


@given(
    st.lists(st.text("ab c\nDé", max_size=12), max_size=30),
    st.text('abc "é', min_size=1, max_size=8),
)
def test_texts_looked_through_together_are_those_that_fit_one_by_one(
    texts: list[str], typed: str
) -> None:
    words, folded = words_of(typed), [fold(text.replace("\n", " ")) for text in texts]
    fitting = [place for place, text in enumerate(folded) if words and words.fits(text)]

    assert list(Texts(map(fold, texts)).fitting(words)) == fitting
