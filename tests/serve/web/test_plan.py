"""What to do next: the plays of all plans, put together in three ways."""

from __future__ import annotations

import pytest
from tests.serve.web.conftest import DAY, Ask, asks
from tests.serve.web.overviews import overview, play

from goodwill.serve.web.app import create_app
from goodwill.serve.web.plan_board import Asked, asked_in, plan_board, plan_rows
from goodwill.serve.web.shelf import Shelf

SEVERAL = (
    overview("acre", owner="zoe@ours.example", plays=(play("small", 10.0), play("none", None))),
    overview("brook", owner=None, plays=(play("large", 90.0, "patterns[abusive]"),)),
    overview("cove", owner="ann@ours.example", plays=(play("middle", 50.0),)),
    overview("dell", owner="ann@ours.example"),
)


def groups(by: str) -> list[tuple[str, list[str]]]:
    board = plan_board(plan_rows(SEVERAL), Asked(by=by))
    return [(group.title, [row.play["id"] for row in group.rows]) for group in board.groups]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("account", [("Brook", ["large"]), ("Cove", ["middle"]), ("Acre", ["small", "none"])]),
        ("value", [("", ["large", "middle", "small", "none"])]),
        ("owner", [("Ann", ["middle"]), ("Zoe", ["small", "none"]), ("Nobody’s yet", ["large"])]),
    ],
)
def test_plays_are_put_together_as_asked(by: str, found: list[tuple[str, list[str]]]) -> None:
    assert groups(by) == found


def test_an_account_keeps_the_order_of_its_own_plan() -> None:
    several = (overview("acre", plays=(play("first", 1.0), play("second", 5.0))),)
    board = plan_board(plan_rows(several), Asked())

    assert [row.play["id"] for row in board.rows] == ["first", "second"]


def test_one_account_alone_can_be_asked_for() -> None:
    board = plan_board(plan_rows(SEVERAL), Asked(account="cove"))

    assert [row.account_id for row in board.rows] == ["cove"]
    assert board.total == 1


def test_pages_hold_every_play_once() -> None:
    rows = plan_rows(SEVERAL)
    parts = [plan_board(rows, Asked(page=page), size=3).rows for page in (1, 2)]

    assert sum(parts, ()) == plan_board(rows, Asked(), size=0).rows


@pytest.mark.parametrize("query", [{"by": "colleague"}, {"account": "nobody"}, {"page": "²"}])
def test_what_an_address_says_that_is_not_known_is_not_said(query: dict[str, str]) -> None:
    assert asked_in(query, ["acre"]) == Asked()


def test_no_plan_is_no_group() -> None:
    assert plan_board([], Asked(by="value")).groups == ()


def test_a_play_stands_with_its_steps_and_leads_to_what_it_rests_on(ask: Ask, shelf: Shelf) -> None:
    (found,) = [one["plays"][0] for one in shelf.overviews(DAY) if one["account"]["id"] == "acre"]
    page = ask("/plan").text

    assert found["title"] in page
    assert found["steps"][0] in page
    assert found["title"] in ask("/plan.csv?account=acre").text
    why = f"/accounts/acre/why/{found['because'][0]}"
    assert why in page
    assert ask(why).status_code == 200


def test_a_board_by_owner_is_a_page_too(ask: Ask) -> None:
    assert "Nobody’s yet" in ask("/plan?by=owner").text


def test_a_book_without_accounts_says_so(empty_shelf: Shelf) -> None:
    assert "nothing to plan" in asks(create_app(empty_shelf))("/plan").text
