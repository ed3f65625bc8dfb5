"""The plan over all accounts as a page and as files, and what came of its plays."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.errors import CallError
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.the_weeks import AskedWeeks, asked_weeks, by_owner
from goodwill.serve.web.view import INCOGNITO


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({}, AskedWeeks()),
        ({"hours": "", "weeks": " "}, AskedWeeks()),
        ({"hours": "2.5", "weeks": "6"}, AskedWeeks(hours=2.5, weeks=6)),
        ({"hours": "0"}, AskedWeeks(hours=0.0)),
    ],
)
def test_hours_and_weeks_are_read_of_the_address(query: dict[str, str], asked: AskedWeeks) -> None:
    assert asked_weeks(query) == asked


@pytest.mark.parametrize(
    "query",
    ["hours=many", "hours=nan", "hours=-1", "hours=1e9", "hours=²", "hours=.", "weeks=1.5"],
)
def test_what_is_no_number_of_hours_or_weeks_is_refused(query: str) -> None:
    name, _, said = query.partition("=")
    with pytest.raises(CallError):
        asked_weeks({name: said})


@pytest.mark.parametrize("query", ["hours=169", "weeks=0", "weeks=53", "hours=many"])
def test_a_plan_that_nobody_can_have_is_said_to_be_none(ask: Ask, query: str) -> None:
    assert ask(f"/plan/weeks?{query}").status_code == 400


def test_every_task_of_the_plan_stands_under_its_owner(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    (play, *_) = own_shelf.statement("acre", DAY)["plan"]["plays"]
    form = {"answer": "accepted", "owner": "zoe@ours.example", "due_on": str(DAY)}
    ask(f"/accounts/acre/plays/{play['id']}", data=form)
    (task,) = own_shelf.book.plan(DAY).tasks
    (owner,) = by_owner(own_shelf.book.plan(DAY))
    assert (owner.name, owner.weeks) == ("Zoe", ((task.week, (task,)),))
    page = ask("/plan/weeks").text
    assert "Zoe <span" in page
    assert task.title[1:] in page
    assert "being done, by" in page
    assert task.title.split(",")[0] in ask("/plan/weeks.csv").text
    assert ask("/plan.ics").text.count("BEGIN:VTODO") == 1


def test_what_found_no_place_is_listed_with_the_reason(ask: Ask, shelf: Shelf) -> None:
    page = html.unescape(ask("/plan/weeks?hours=0").text)
    left_out = shelf.book.plan(DAY, hours_a_week=0.0).left_out
    assert left_out
    assert "within these hours" in page
    assert all(one.why in page for one in left_out)


def test_tasks_leave_as_files_and_not_while_names_are_hidden(ask: Ask, shelf: Shelf) -> None:
    assert ask("/plan/weeks.csv").text.startswith("\ufeffaccount_id,")
    assert ask("/plan.ics").headers["content-type"].startswith("text/calendar")
    own = ask("/plan.ics?account=acre").text
    assert own.count("BEGIN:VTODO") == len(shelf.statement("acre", DAY)["plan"]["plays"])
    brief = ask("/accounts/acre/hand-over.md")
    assert brief.headers["content-type"].startswith("text/markdown")
    assert "Who knows whom" in brief.text
    hidden = {"cookie": f"{INCOGNITO}=1"}
    for path in ("/plan/weeks.csv", "/plan.ics", "/accounts/account-01/hand-over.md"):
        assert ask(path, headers=hidden).status_code != 200
    assert "Acre" not in ask("/plan/weeks", headers=hidden).text


def test_nothing_taken_up_came_to_nothing(ask: Ask) -> None:
    page = ask("/plan/outcomes").text
    assert "No play was taken up" in page
    assert "What will stand here" in page


def test_what_was_taken_up_is_told_with_what_can_be_said_of_it(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    play = own_shelf.statement("acre", DAY)["plan"]["plays"][0]
    assert "No play was taken up" in ask("/plan/outcomes").text
    due = str(DAY + timedelta(days=9))
    ask(f"/accounts/acre/plays/{play['id']}", data={"answer": "accepted", "due_on": due})
    page = ask("/plan/outcomes").text
    assert "What works here" in page
    assert "What will stand here" not in page
    assert "too few to say more" in page
    assert play["title"] in page
    assert "Acre" not in ask("/plan/outcomes", headers={"cookie": f"{INCOGNITO}=1"}).text
