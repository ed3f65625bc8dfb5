"""What becomes of a play, said on the board: kept, shown, taken back; refused where it must be."""

from __future__ import annotations

import html
from datetime import date, timedelta

import pytest
from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.facts.plans import Decision
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import INCOGNITO

LATER = DAY + timedelta(days=20)


def first_play(shelf: Shelf) -> tuple[str, tuple[str, ...]]:
    play = shelf.statement("acre", DAY)["plan"]["plays"][0]
    return play["id"], tuple(play["steps"])


def path_of(play: str) -> str:
    return f"/accounts/acre/plays/{play}"


def decided(shelf: Shelf) -> tuple[Decision, ...]:
    return shelf.book.plans("acre").decisions


def plays(shelf: Shelf) -> list[str]:
    return [one["id"] for one in shelf.statement("acre", DAY)["plan"]["plays"]]


def test_a_play_is_taken_up_done_and_taken_back(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    play, steps = first_play(own_shelf)
    form = {"answer": "accepted", "owner": "Ann", "due_on": str(LATER), "steps": "\r\n".join(steps)}
    answer = ask(path_of(play), data={**form, "shown": "by=value&account=acre"})
    assert answer.status_code == 303
    said = f"said=acre%2F{play}"
    assert answer.headers["location"] == f"/plan?by=value&account=acre&{said}#said"
    (one,) = decided(own_shelf)
    assert (one.answer, one.owner, one.due_on, one.steps) == ("accepted", "Ann", LATER, ())
    page = ask(f"/plan?account=acre&{said}").text
    assert "Noted. " in page
    assert "Being done by Ann, due 20 Jul 2026" in page
    assert ask(path_of(play), data={"answer": "done", "reason": "<i>So</i>"}).status_code == 303
    assert [one.answer for one in decided(own_shelf)] == ["done"]
    page = ask("/plan?account=acre").text
    assert "&lt;i&gt;So&lt;/i&gt;" in page
    assert ask(f"{path_of(play)}/take-back", data={"shown": ""}).status_code == 303
    assert [one.answer for one in decided(own_shelf)] == ["accepted"]
    assert ask(f"{path_of(play)}/take-back", data={"shown": ""}).status_code == 303
    assert decided(own_shelf) == ()
    assert "Being done" not in ask("/plan?account=acre").text


def test_steps_that_somebody_writes_are_the_steps_from_then_on(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    play, _ = first_play(own_shelf)
    form = {"answer": "accepted", "steps": "Ring Kim.\n\n Write it down. "}
    assert ask(path_of(play), data=form).status_code == 303
    (one,) = decided(own_shelf)
    assert (one.answer, one.steps) == ("changed", ("Ring Kim.", "Write it down."))
    assert "<li>Ring Kim.</li>" in ask("/plan?account=acre").text


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ({"answer": "postponed", "due_on": str(DAY + timedelta(days=1))}, "postponed"),
        ({"answer": "rejected", "reason": "We did it last year."}, "rejected"),
    ],
)
def test_a_play_that_is_not_for_now_leaves_the_plan_and_stays_on_record(
    own_shelf: Shelf, form: dict[str, str], answer: str
) -> None:
    ask = asks(create_app(own_shelf))
    play, _ = first_play(own_shelf)
    assert ask(path_of(play), data=form).status_code == 303
    assert [one.answer for one in decided(own_shelf)] == [answer]
    assert play not in plays(own_shelf)
    assert "What was decided" in ask("/plan?account=acre").text


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"answer": "postponed"}, "put off to a day after 30 Jun 2026"),
        ({"answer": "postponed", "due_on": str(DAY)}, "put off to a day after 30 Jun 2026"),
        ({"answer": "postponed", "due_on": "soon"}, '"soon" is not a day'),
        ({"answer": "rejected", "reason": "  "}, "Nobody said why"),
        ({"answer": "accepted", "due_on": str(DAY - timedelta(days=1))}, "is past"),
        ({"answer": "maybe"}, "answer"),
        ({"answer": "done", "reason": "x" * 1001}, "reason"),
    ],
)
def test_what_an_answer_lacks_is_said_and_nothing_is_kept(
    own_shelf: Shelf, form: dict[str, str], says: str
) -> None:
    play, _ = first_play(own_shelf)
    answer = asks(create_app(own_shelf))(path_of(play), data=form)
    assert answer.status_code == 400
    assert says in html.unescape(answer.text)
    assert decided(own_shelf) == ()


def test_one_play_at_a_time_is_being_done(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    first, _ = first_play(own_shelf)
    second = next(name for name in own_shelf.book.catalogue.plays if name != first)
    ask(path_of(first), data={"answer": "accepted"})
    assert ask("/plan?account=acre").text.count('value="accepted"') == 1
    answer = ask(path_of(second), data={"answer": "accepted"})
    assert answer.status_code == 400
    assert [one.play for one in decided(own_shelf)] == [first]


def test_nobody_decides_of_the_past_with_names_hidden_or_from_elsewhere(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    play, _ = first_play(own_shelf)
    past = date(2026, 6, 20)
    assert ask(f"{path_of(play)}?as_of={past}", data={"answer": "accepted"}).status_code == 400
    assert "/plays/" not in ask(f"/plan?as_of={past}").text.replace("/catalogue/plays/", "")
    hidden = {"cookie": f"{INCOGNITO}=1"}
    assert ask(path_of(play), data={"answer": "accepted"}, headers=hidden).status_code != 200
    assert "/plays/" not in ask("/plan", headers=hidden).text.replace("/catalogue/plays/", "")
    foreign = {"origin": "https://elsewhere.example"}
    assert ask(path_of(play), data={"answer": "accepted"}, headers=foreign).status_code == 403
    assert decided(own_shelf) == ()


def test_where_the_answer_leads_back_to_is_always_the_board(own_shelf: Shelf) -> None:
    play, _ = first_play(own_shelf)
    form = {"answer": "accepted", "shown": "https://elsewhere.example/?by=value&account=nobody"}
    answer = asks(create_app(own_shelf))(path_of(play), data=form)
    assert answer.headers["location"].startswith("/plan?said=")


def test_a_word_on_nothing_is_no_word(ask: Ask) -> None:
    page = ask("/plan?said=acre/no_such_play").text
    assert "Noted" not in page
    assert "Noted" not in ask("/plan?said=nobody/at_all").text
