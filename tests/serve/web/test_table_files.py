"""Every table that is seen can be had as a file."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from tests.serve.web.conftest import Ask

PAGES = (
    "/",
    "/accounts/acre",
    "/accounts/acre/costs",
    "/accounts/acre/people",
    "/accounts/acre/promises",
    "/accounts/acre/timeline",
    "/accounts/acre/why/kind",
    "/accounts/acre/why/economics.revenue",
    "/costs",
    "/data",
    "/how-sure",
    "/people",
    "/plan",
    "/promises",
    "/settings",
)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def files_of(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]+\.csv[^"]*)"', page)]


@pytest.mark.parametrize("path", PAGES)
def test_each_link_to_a_table_gives_one(path: str, ask: Ask) -> None:
    page = ask(path).text
    tables = page.count("<table")

    assert not tables or files_of(page)
    for file in files_of(page):
        answer = ask(file)
        assert (answer.status_code, answer.headers["content-type"][:8]) == (200, "text/csv"), file
        heads, *body = rows(answer.content.decode("utf-8-sig"))
        assert all(len(row) == len(heads) for row in body)


def test_the_table_behind_a_picture_is_the_one_that_is_shown(ask: Ask) -> None:
    heads, *body = rows(ask("/accounts/acre/tables/months.csv").text)

    assert heads[:2] == ["Month", "Revenue"]
    assert ["May 2026", "€1,000.00"] in [row[:2] for row in body]


def test_all_that_a_line_stands_on_is_in_its_file(ask: Ask) -> None:
    heads, *body = rows(ask("/accounts/acre/why/economics.revenue/evidence.csv").text)

    assert [row[heads.index("ref")] for row in body] == ["i1"]


@pytest.mark.parametrize("name", ["nothing", "../x", ""])
def test_a_table_that_is_not_there_says_so(name: str, ask: Ask) -> None:
    assert ask(f"/accounts/acre/tables/{name}.csv").status_code in {400, 404}


def test_who_waits_for_an_account_is_in_a_file(ask: Ask) -> None:
    heads, *body = rows(ask("/data/unmatched.csv").text)

    assert "nobody.example" in {row[heads.index("what")] for row in body}


@pytest.mark.parametrize(
    "path", ["/accounts/acre", "/how-sure", "/costs", "/accounts/acre/why/kind"]
)
def test_while_names_are_hidden_no_file_is_offered(path: str, ask: Ask) -> None:
    hidden = {"cookie": "goodwill-incognito=1"}
    path = ask(path, headers=hidden).headers.get("location", path)
    page = ask(path, headers=hidden).text

    assert not [file for file in files_of(page) if "/tables/" in file or "evidence" in file]
    assert ask("/accounts/acre/tables/payments.csv", headers=hidden).status_code in {303, 403}
