"""`/this-week`: what changed in a week, and at most three things that only somebody of us knows.

Both take seconds, so they are worked out behind the pages, once somebody asks. A question is
answered in place by plain forms, written down as any word on a line is (`Book.dispute`), and can
be taken back. Nothing is asked of a past day: an answer holds at every date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel
from starlette.responses import RedirectResponse

from goodwill.errors import CallError, GoodwillError
from goodwill.facts.disputes import Dispute, signed
from goodwill.facts.questions import Question
from goodwill.reports import DisputeReport
from goodwill.serve.digest import words
from goodwill.serve.languages import mark, say
from goodwill.serve.web.asides import Asides, how_long
from goodwill.serve.web.muted_titles import titles_on
from goodwill.serve.web.questions_view import Choice, asked, choices, find, is_answered
from goodwill.serve.web.rendering import is_part, page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View, view_of
from goodwill.serve.who import who

__all__ = ["router"]

router = APIRouter()


class Given(BaseModel):
    """The form under a question: which one, the answer by its name, and who gives it."""

    account: str
    line: str
    about: str = ""
    choice: str
    by: str = ""


@router.get("/this-week")
def this_week(request: Request, noted: int = 0, moved: int = 0) -> Response:
    """The digest and the questions, as far as they are worked out."""
    return _page(request, noted=noted, moved=moved)


@router.post("/this-week/look")
def look(request: Request, what: Annotated[Literal["digest", "questions"], Form()]) -> Response:
    """Have the digest or the questions worked out."""
    shelf: Shelf = request.app.state.shelf
    asides: Asides = request.app.state.asides
    view = view_of(request, shelf.newest)
    if what == "questions" and view.asked is not None:
        return _page(request, fault=_NOT_OF_THE_PAST)
    asides.start(what, view.day)
    return _to(view)


@router.post("/this-week/answer")
def answer(request: Request, given: Annotated[Given, Form()]) -> Response:
    """Write down what somebody knows."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    try:
        report = shelf.changed(lambda: _answered(request, view, given))
    except GoodwillError as fault:
        return _page(request, fault=fault)
    return _to(view, noted=str(report.id or 0), moved=str(len(report.moved)))


@router.post("/this-week/withdraw")
def withdraw(request: Request, dispute_id: Annotated[int, Form()]) -> Response:
    """Take back an answer: the question is asked again."""
    shelf: Shelf = request.app.state.shelf
    view = view_of(request, shelf.newest)
    try:
        shelf.changed(lambda: shelf.book.withdraw_dispute(dispute_id, as_of=view.day))
    except GoodwillError as fault:
        return _page(request, fault=fault)
    return _to(view)


_NOT_OF_THE_PAST = CallError(
    mark("Nothing is asked of a past day: an answer holds at every date."),
    hint=mark("Go to the latest day, and answer there."),
)


def _to(view: View, **query: str) -> Response:
    return RedirectResponse(view.to("/this-week", **query), 303, {"cache-control": "no-store"})


def _answered(request: Request, view: View, given: Given) -> DisputeReport:
    """Tell the book; `CallError` of a question or an answer that the page does not offer."""
    if view.asked is not None:
        raise _NOT_OF_THE_PAST
    shelf: Shelf = request.app.state.shelf
    question = find(_open(request, view), given.account, given.line, given.about)
    choice = _chosen(question, given.choice, shelf, view)
    return shelf.book.dispute(
        given.account,
        given.line,
        choice.answer,
        value=choice.value,
        ref=given.about or None,
        by=given.by.strip(),
        as_of=view.day,
    )


def _chosen(question: Question | None, name: str, shelf: Shelf, view: View) -> Choice:
    if question is None:
        raise CallError(
            say("This is no longer asked."),
            hint=say("Look at the questions again, and answer those."),
        )
    offered = {one.name: one for one in choices(question, titles_on(shelf, view.day))}
    if name not in offered:
        raise CallError(
            say('"{name}" is no answer to it.', name=name),
            hint=say("Choose one of the buttons under the question."),
        )
    return offered[name]


def _open(request: Request, view: View) -> Sequence[Question]:
    """The questions that were found and that nobody has answered yet."""
    found = cast("Asides", request.app.state.asides).of("questions", view.day)
    if found is None or not found.is_there:
        return ()
    said = _said(request)
    return [one for one in cast("Sequence[Question]", found.found) if not is_answered(one, said)]


def _said(request: Request) -> Sequence[Dispute]:
    return cast("Shelf", request.app.state.shelf).book.disputes()


def _page(
    request: Request, *, noted: int = 0, moved: int = 0, fault: GoodwillError | None = None
) -> Response:
    shelf: Shelf = request.app.state.shelf
    asides: Asides = request.app.state.asides
    view = view_of(request, shelf.newest)
    titles, accounts = titles_on(shelf, view.day), len(shelf.portfolio(view.day).glances)
    told, questions = asides.of("digest", view.day), asides.of("questions", view.day)
    answer = page(
        request,
        view,
        "this_week.html",
        t=titles,
        say=words,
        told=told,
        questions=questions,
        asked=[asked(one, titles) for one in _open(request, view)],
        noted=_noted(_said(request), noted),
        moved=moved,
        old=[one.sort for one in (told, questions) if one is not None and asides.is_old(one)],
        lasts={"digest": how_long("digest", accounts), "questions": how_long("questions", 0)},
        by=who(),
        fault=fault,
        lands="data-lands" if is_part(request) else "autofocus",
    )
    answer.headers["cache-control"] = "no-store"
    if fault is not None and not is_part(request):
        answer.status_code = 400
    return answer


def _noted(said: Iterable[Dispute], number: int) -> tuple[int, str] | None:
    """What was just answered: the number that takes it back, and the words."""
    for one in said:
        if one.id == number and one.withdrawn_on is None:
            return one.id, signed(one)
    return None
