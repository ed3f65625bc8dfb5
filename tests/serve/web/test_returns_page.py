"""What each kind returns, as a page: figures with where they lie, claims with what the data say."""

from __future__ import annotations

import html

import pytest
from fastapi import FastAPI
from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.facts.digest import MutedDetector
from goodwill.lab.returns.groups import Found
from goodwill.lab.returns.study import KindRow
from goodwill.serve.titles import load_titles
from goodwill.serve.web.app import create_app
from goodwill.serve.web.returns_table import HEADS, claimed, rows
from goodwill.serve.web.shelf import Shelf

MUTED = MutedDetector(line="risks[single_thread]", right=3, answers=20)


@pytest.fixture
def app(own_shelf: Shelf) -> FastAPI:
    return create_app(own_shelf)


@pytest.fixture
def own_ask(app: FastAPI) -> Ask:
    return asks(app)


def test_it_is_worked_out_once_somebody_asks(app: FastAPI, own_ask: Ask) -> None:
    before = own_ask("/returns")
    assert "Work it out" in before.text
    assert "Three statements of each of 2 accounts" in before.text
    assert own_ask("/returns.csv").status_code == 400
    answer = own_ask("/returns/look", data={"x": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, "/returns")
    app.state.asides.wait()
    found = app.state.asides.of("returns", DAY).found
    page = html.unescape(own_ask("/returns").text)
    assert page.count("Your data cannot tell") >= len(found.claims)
    assert f"{found.accounts_at_least} are needed before anything is compared" in page
    for one in found.claims:
        assert one.described.claim.text in page
    assert "Work it out" not in page
    table = own_ask("/returns.csv")
    assert table.text.startswith("\ufeffkind,accounts,Return per hour,Return per hour low")
    assert len(table.text.splitlines()) == 1 + len(found.kinds)


def test_a_figure_stands_with_where_it_lies_and_a_missing_one_is_a_dot(
    app: FastAPI, own_ask: Ask
) -> None:
    own_ask("/returns/look", data={"x": ""})
    app.state.asides.wait()
    found = app.state.asides.of("returns", DAY).found
    told = KindRow(
        kind="social",
        accounts=7,
        figures={
            "per_hour": Found(accounts=7, value=-12.0, low=-40.0, high=16.4),
            "growth": Found(accounts=7, value=-0.001, low=-0.12, high=0.3),
        },
    )
    few = KindRow(kind=None, accounts=None, figures={})
    social, unknown = rows([told, few], tuple(HEADS), found, load_titles())
    assert social.note == "7 accounts"
    assert social.cells[:3] == (("−€12", "−€40 to €16"), ("0 %", "−12 % to 30 %"), ("·", ""))
    assert (unknown.kind, unknown.note) == (
        "Kind not known",
        f"fewer than {found.group_at_least} accounts",
    )
    assert {one.says for one in claimed(found)} == {""}


def test_a_detector_that_is_not_listened_to_is_marked_wherever_it_stands(
    own_shelf: Shelf, own_ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = load_titles().line(MUTED.line)
    assert "Not listened to" not in own_ask("/how-sure").text
    monkeypatch.setattr(own_shelf.book, "muted", lambda _: (MUTED,))
    own_shelf.changed(lambda: own_shelf.book.dispute("acre", MUTED.line, "right", as_of=DAY))
    page = html.unescape(own_ask("/how-sure").text)
    assert "Not listened to" in page
    assert f"<td>{title}</td>" in page
    assert '<td class="num">20</td><td class="num">3</td>' in page
    assert f"{title} (muted)" in html.unescape(own_ask("/accounts/acre").text)
    why = html.unescape(own_ask(f"/accounts/acre/why/{MUTED.line}").text)
    assert f"{title} (muted)" in why


def test_an_answer_about_another_account_marks_pages_that_are_kept_of_this_one(
    own_shelf: Shelf, own_ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = load_titles().line(MUTED.line)
    before = own_shelf.basis_now("acre", DAY)
    assert f"{title} (muted)" not in html.unescape(own_ask("/accounts/acre").text)

    monkeypatch.setattr(own_shelf.book, "muted", lambda _: (MUTED,))
    names = [each["row"]["id"] for each in own_shelf.portfolio(DAY).glances]
    other = next(name for name in names if name != "acre")
    own_shelf.changed(lambda: own_shelf.book.dispute(other, MUTED.line, "right", as_of=DAY))

    assert own_shelf.basis_now("acre", DAY) != before
    assert f"{title} (muted)" in html.unescape(own_ask("/accounts/acre").text)
