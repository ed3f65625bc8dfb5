"""The backtest as a page: worked out once somebody asks, and plain where nothing can be told."""

from __future__ import annotations

import csv
import html
import io

import pytest
from fastapi import FastAPI
from tests.lab.backtest.test_backtest_shown import backtest, foreseer
from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

REPORT = backtest(
    foreseer("risks[defection]", "adds"), foreseer("risks[going_quiet]", "adds_nothing")
)


@pytest.fixture
def app(own_shelf: Shelf) -> FastAPI:
    return create_app(own_shelf)


@pytest.fixture
def own_ask(app: FastAPI) -> Ask:
    return asks(app)


def test_it_is_worked_out_once_somebody_asks(app: FastAPI, own_ask: Ask) -> None:
    before = own_ask("/backtest")
    assert "Work it out" in before.text
    assert own_ask("/backtest.csv").status_code == 400
    answer = own_ask("/backtest/look", data={"x": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, "/backtest")
    app.state.asides.wait()
    found = app.state.asides.of("backtest", DAY).found
    page = html.unescape(own_ask("/backtest").text)
    assert page.count("not enough to tell (") == len(found.outcomes), "two accounts tell nothing"
    assert "Work it out" not in page


def test_the_page_has_what_foresaw_and_says_where_nothing_did(
    app: FastAPI, own_ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.serve.web.asides.ASKED", {"backtest": lambda *_: REPORT})
    own_ask("/backtest/look", data={"x": ""})
    app.state.asides.wait()
    page = html.unescape(own_ask("/backtest").text)

    for outcome in REPORT.outcomes:
        assert outcome.title in page
    assert page.count("What acting on it is worth") >= 1
    assert page.count("Are its chances what came true?") >= 1
    assert "Beside the best baseline" in page


def test_the_file_has_every_line_of_every_outcome(
    app: FastAPI, own_ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.serve.web.asides.ASKED", {"backtest": lambda *_: REPORT})
    own_ask("/backtest/look", data={"x": ""})
    app.state.asides.wait()
    answer = own_ask("/backtest.csv")
    heads, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))

    assert heads[:4] == ["outcome", "horizon_days", "events", "line"]
    assert len(rows) == sum(len(one.foreseers) for one in REPORT.outcomes)
    assert {len(row) for row in rows} == {len(heads)}


def test_how_sure_leads_to_it_but_not_when_names_are_hidden(own_ask: Ask) -> None:
    hidden = {"cookie": "goodwill-incognito=1"}
    assert 'href="/backtest"' in own_ask("/how-sure").text
    assert 'href="/backtest"' not in own_ask("/how-sure", method="GET", headers=hidden).text
    assert "Work it out" not in own_ask("/backtest", method="GET", headers=hidden).text
