"""What somebody decides of a play, on the plan board: a plain form each, and taking it back.

The answer leads back to the board as it was looked at, with what was written down on top. The plan
of a past day is not decided on: whoever looks at one sees no form, and is refused here.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse

from goodwill.errors import CallError
from goodwill.facts.plans import PlayAnswer
from goodwill.serve.cli.options import parse_day
from goodwill.serve.languages import say
from goodwill.serve.web import plan_board
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View, view_of
from goodwill.serve.who import who

__all__ = ["decidable", "router"]

router = APIRouter()


class Answered(BaseModel):
    """The form: `steps` one a line, `due_on` by when, or until when; `shown` is the board's own."""

    answer: PlayAnswer
    owner: str = Field("", max_length=400)
    due_on: str = Field("", max_length=40)
    reason: str = Field("", max_length=1000)
    steps: str = Field("", max_length=10_000)
    shown: str = Field("", max_length=2000)


@router.post("/accounts/{account:path}/plays/{play}")
def decide(
    request: Request, account: str, play: str, said: Annotated[Answered, Form()]
) -> Response:
    """Write down what becomes of a play."""
    shelf: Shelf = request.app.state.shelf
    view = decidable(request, shelf)
    due_on = parse_day(said.due_on.strip() or None)
    if said.answer == "postponed" and (due_on is None or due_on <= view.day):
        raise CallError(
            say("A play is put off to a day after {day}.", day=view.day),
            hint=say("Go back, and choose that day."),
        )
    if said.answer == "rejected" and not said.reason.strip():
        raise CallError(
            say("Nobody said why the play is not wanted."),
            hint=say("Go back, and say it in a few words."),
        )
    own = _own_steps(shelf, account, play, view, said)
    answer: PlayAnswer = "changed" if own else said.answer
    decision = shelf.changed(
        lambda: shelf.book.decide(
            account,
            play,
            answer,
            owner=said.owner.strip() or None,
            due_on=due_on,
            reason=said.reason,
            by=who(),
            steps=own,
            as_of=view.day,
        )
    )
    return _back(shelf, said.shown, said=f"{decision.account_id}/{play}")


@router.post("/accounts/{account:path}/plays/{play}/take-back")
def take_back(
    request: Request,
    account: str,
    play: str,
    shown: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Withdraw the last word on a play; the word before it holds again."""
    shelf: Shelf = request.app.state.shelf
    decidable(request, shelf)
    shelf.changed(lambda: shelf.book.take_back(account, play))
    return _back(shelf, shown)


def decidable(request: Request, shelf: Shelf) -> View:
    """The newest plan; `CallError` where the request is of a past day."""
    view = view_of(request, shelf.newest)
    if view.asked is not None:
        raise CallError(
            say(
                "This is the plan as it was on {asked}: nothing is decided of the past.",
                asked=view.asked,
            ),
            hint=say("Go to the latest plan, and decide there."),
        )
    return view


def _own_steps(
    shelf: Shelf, account: str, play: str, view: View, said: Answered
) -> tuple[str, ...]:
    """The steps that were written where they are not those of the plan; () as the plan has them."""
    steps = tuple(line.strip() for line in said.steps.splitlines() if line.strip())
    if said.answer not in {"accepted", "changed"} or not steps:
        return ()
    plays = shelf.statement(account, view.day)["plan"]["plays"]
    planned = next((one for one in plays if one["id"] == play), None)
    as_planned = planned is not None and steps == tuple(planned["steps"])
    return () if as_planned and said.answer == "accepted" else steps


def _back(shelf: Shelf, shown: str, **more: str) -> Response:
    """To the board as it was looked at."""
    asked = plan_board.asked_in(
        dict(parse_qsl(shown)), (row["row"]["id"] for row in shelf.portfolio(shelf.newest).glances)
    )
    latest = View(day=shelf.newest, asked=None, is_incognito=False, path="/plan")
    address = latest.to("/plan", **asked.query(), **more)
    place = "#said" if more else ""
    return RedirectResponse(address + place, 303, {"cache-control": "no-store"})
