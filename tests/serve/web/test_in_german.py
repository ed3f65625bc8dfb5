"""Pages in another language: which one, how it is chosen, and that no English is left on them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from tests.serve.web.conftest import Ask

from goodwill.serve.web.in_language import CHOSEN

GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
PAGES = (
    "/", "/promises", "/people", "/costs", "/plan", "/plan/weeks", "/plan/outcomes", "/data",
    "/data/not-in", "/data/accounts", "/how-sure", "/catalogue", "/settings", "/keys", "/start",
    "/search?q=valves", "/returns", "/this-week", "/accounts/acre", "/accounts/acre/timeline",
    "/accounts/acre/promises", "/accounts/acre/people", "/accounts/acre/costs",
    "/accounts/acre/why/kind", "/accounts/acre/why/stage", "/accounts/acre/why/commitments",
    "/accounts/acre/why/economics.revenue", "/catalogue/patterns/terms_dictated",
    "/catalogue/plays/agree_payment_date", "/catalogue/kinds/social", "/no-such-page",
)  # fmt: skip
ENGLISH = frozenset({
    "the", "of", "and", "are", "were", "with", "they", "there", "this", "that", "from", "has",
    "have", "what", "which", "who", "when", "each", "nothing", "only", "for", "it", "its", "been",
    "accounts", "months", "wanted", "their", "where", "yet", "than", "into",
    "late", "early",
})  # fmt: skip
"""Words that no German sentence has."""

QUOTED = re.compile(
    r'<(span|q|td|p|div|b|a|button)\b[^>]*(?:lang="en"|class="quote"|dir="auto")[^>]*>.*?</\1>',
    re.DOTALL,
)
CODE = re.compile(r"<(script|style|title)\b.*?</\1>", re.DOTALL)
TEXT = re.compile(r">([^<>]+)<")
READ_OUT = re.compile(r'(?<= )(?:title|aria-label|placeholder|alt)="([^"]*)"')
OF_THE_BOOK = re.compile(
    r"The valves.*|I will send.*|What would twelve.*|Do you also.*|We do\..*|"
    r"\S*goodwill\S*.*|\S*\.csv.*|\S*\.mbox"
)
"""Texts of the small company, commands, and names of files."""


@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left_on_a_german_page(path: str, ask: Ask) -> None:
    shown = CODE.sub("", QUOTED.sub("", ask(path, headers=GERMAN).text))
    texts = {unescape(text).strip() for text in (*TEXT.findall(shown), *READ_OUT.findall(shown))}

    left = [
        text
        for text in texts
        if set(re.findall("[a-z]+", text.lower())) & ENGLISH and not OF_THE_BOOK.match(text)
    ]

    assert '<html lang="de">' in shown
    assert left == []


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-CH", "de"),
        ("DE_de", "de"),
        ("fr, de;q=0.7", "de"),
        ("en;q=0.9, de;q=0.8", "en"),
        ("en;q=0.7, de;q=0.8", "de"),
        ("de;q=0", "en"),
        ("de;q=often", "en"),
        ("*", "en"),
        ("xx", "en"),
        (",;,=;q", "en"),
        ("de," * 10_000, "de"),
    ],
)
def test_the_browser_asks_for_a_language(asked: str, lang: str, ask: Ask) -> None:
    assert f'<html lang="{lang}">' in ask("/keys", headers={"accept-language": asked}).text


def test_who_chose_a_language_gets_it_whatever_the_browser_asks_for(ask: Ask) -> None:
    chosen = {**GERMAN, "cookie": f"{CHOSEN}=en"}

    assert '<html lang="en">' in ask("/keys", headers=chosen).text
    assert '<html lang="de">' in ask("/keys", headers={"cookie": f"{CHOSEN}=de"}).text
    assert '<html lang="en">' in ask("/keys", headers={"cookie": f"{CHOSEN}=tlh"}).text


def test_choosing_a_language_leads_back_to_the_page(ask: Ask) -> None:
    answer = ask("/language", data={"language": "de", "back": "/promises?as_of=2026-06-01"})

    assert answer.status_code == 303
    assert answer.headers["location"] == "/promises?as_of=2026-06-01"
    assert f"{CHOSEN}=de" in answer.headers["set-cookie"]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\x"])
def test_choosing_a_language_leads_nowhere_else(back: str, ask: Ask) -> None:
    assert ask("/language", data={"language": "de", "back": back}).headers["location"] == "/"


def test_a_language_that_there_is_not_is_not_chosen(ask: Ask) -> None:
    assert "set-cookie" not in ask("/language", data={"language": "tlh", "back": "/"}).headers


def test_a_page_is_kept_for_each_language(ask: Ask) -> None:
    first = [ask("/costs", headers=each).text for each in ({}, GERMAN)]
    again = [ask("/costs", headers=each).text for each in ({}, GERMAN)]

    assert first == again
    assert first[0] != first[1]
    assert "accept-language" in ask("/costs").headers["vary"]


def test_each_page_offers_the_other_language(ask: Ask) -> None:
    assert 'value="de" lang="de"' in ask("/").text
    assert 'value="en" lang="en"' in ask("/", headers=GERMAN).text


def test_files_are_english_whoever_asks(ask: Ask) -> None:
    for path in ("/accounts.csv", "/accounts/acre/statement.json", "/accounts/acre/hand-over.md"):
        assert ask(path, headers=GERMAN).text == ask(path).text


def test_a_statement_as_markdown_is_for_people(ask: Ask) -> None:
    address = "/accounts/acre/statement.md"

    assert "## Muster" in ask(address, headers=GERMAN).text
    assert "## Patterns" in ask(address).text


def test_a_line_whose_address_has_a_dot_is_no_file(ask: Ask) -> None:
    assert '<html lang="de">' in ask("/accounts/acre/why/economics.revenue", headers=GERMAN).text


def test_quotes_are_never_translated(ask: Ask) -> None:
    page = ask("/accounts/acre/timeline", headers=GERMAN).text

    assert "Valves" in page
    assert "27. Juni" not in page
    assert "Juni 2026" in page


def test_numbers_stay_hidden_in_german(ask: Ask) -> None:
    shown = ask("/", headers={**GERMAN, "cookie": "goodwill-incognito=1"}).text

    assert '<html lang="de">' in shown
    assert "1.000" not in shown
    assert "Acre" not in shown
