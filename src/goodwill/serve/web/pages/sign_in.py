"""`/sign-in`, `/sign-out`, and the links by which somebody gets a way in: `/set-up`, `/invited`.

None of these shows anything of the book. A session always begins with a new secret, whatever the
browser brought; wrong tries are counted, and what was wrong is never said.
"""

from __future__ import annotations

import time
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse

from goodwill.access import members, sessions
from goodwill.access.rate_limit import RateLimit
from goodwill.book import Book
from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.serve.languages import say
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View
from goodwill.serve.web.who_looks import Door
from goodwill.store.database import Store
from goodwill.store.people import has_users, notices_of

__all__ = ["router"]

router = APIRouter()

DEVICE = 120
"""Characters of what a browser says of itself that are kept, to tell sessions apart."""


class SignIn(BaseModel):
    """The form."""

    address: str = Field("", max_length=320)
    password: str = Field("", max_length=1000)
    code: str = Field("", max_length=20)
    back: str = Field("/", max_length=2000)


class Chosen(BaseModel):
    """The form behind an invitation; only the first user says who they are."""

    address: str = Field("", max_length=320)
    name: str = Field("", max_length=100)
    password: str = Field("", max_length=1000)
    again: str = Field("", max_length=1000)


@router.get("/sign-in")
def ask(request: Request, back: str = "/") -> Response:
    """The form; a book without users has nobody to ask."""
    if not _book(request).look(has_users):
        return _to("/")
    return _form(request, "sign_in.html", back=_inside(back))


@router.post("/sign-in")
def sign_in(request: Request, said: Annotated[SignIn, Form()]) -> Response:
    """Let somebody in, or say that something was wrong."""
    tries: RateLimit = request.app.state.tries
    names = {"address": said.address.strip().casefold(), "client": _client(request)}
    if not tries.is_allowed(time.monotonic(), **names):
        return _form(
            request,
            "sign_in.html",
            429,
            back=_inside(said.back),
            wrong=say("Too many tries. Wait a minute, then try again."),
        )
    device = request.headers.get("user-agent", "")[:DEVICE]
    try:
        secret = sessions.sign_in(
            _store(request), said.address, said.password, said.code, device=device, at=_at()
        )
    except sessions.SignInError:
        tries.failed(time.monotonic(), **names)
        wrong = say("That address, password or code is not right.")
        return _form(request, "sign_in.html", 401, back=_inside(said.back), wrong=wrong)
    _end_old(request)
    back = "/me" if _has_to_know(request, secret) else _inside(said.back)
    return _entered(request, secret, back)


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End this session."""
    _end_old(request)
    answer = _to("/sign-in")
    door = _door(request)
    answer.delete_cookie(door.cookie, secure=door.is_secure, httponly=True, samesite="strict")
    answer.headers["clear-site-data"] = '"cache"'
    return answer


@router.get("/set-up/{token}")
def ask_first(request: Request, token: str) -> Response:
    """The form for the first user."""
    return _asked(request, token, is_first=True)


@router.get("/invited/{token}")
def ask_invited(request: Request, token: str) -> Response:
    """The form for somebody who was invited."""
    return _asked(request, token, is_first=False)


@router.post("/set-up/{token}")
def set_up(request: Request, token: str, said: Annotated[Chosen, Form()]) -> Response:
    """Make the first user."""
    return _accepted(request, token, said, is_first=True)


@router.post("/invited/{token}")
def accept(request: Request, token: str, said: Annotated[Chosen, Form()]) -> Response:
    """Take the password that somebody chose."""
    return _accepted(request, token, said, is_first=False)


def _asked(request: Request, token: str, *, is_first: bool) -> Response:
    found = _book(request).look(lambda reader: members.invitation(reader, token, at=_at()))
    if found is None or (found.user_id is None) != is_first:
        return _form(request, "sign_in.html", 404, back="/", wrong=_gone())
    return _form(request, "let_in.html", is_first=is_first)


def _accepted(request: Request, token: str, said: Chosen, *, is_first: bool) -> Response:
    tries: RateLimit = request.app.state.tries
    if not tries.is_allowed(time.monotonic(), client=_client(request)):
        wrong = say("Too many tries. Wait a minute, then try again.")
        return _form(request, "let_in.html", 429, is_first=is_first, wrong=wrong)
    found = _book(request).look(lambda reader: members.invitation(reader, token, at=_at()))
    if found is None or (found.user_id is None) != is_first:
        tries.failed(time.monotonic(), client=_client(request))
        return _form(request, "sign_in.html", 404, back="/", wrong=_gone())
    if said.password != said.again:
        wrong = say("The two passwords are not the same.")
        return _form(request, "let_in.html", 400, is_first=is_first, wrong=wrong, said=said)
    try:
        members.accept(
            _store(request),
            token,
            said.password,
            address=said.address,
            name=said.name,
            at=_at(),
        )
    except CallError as fault:
        wrong = f"{fault.message} {fault.hint}".strip()
        return _form(request, "let_in.html", 400, is_first=is_first, wrong=wrong, said=said)
    return _to("/sign-in")


def _gone() -> str:
    return say("This link was used already, or is too old. Ask for another.")


def _entered(request: Request, secret: str, back: str) -> Response:
    """The page that was wanted, with the cookie of the session."""
    answer, door = _to(back), _door(request)
    answer.set_cookie(
        door.cookie, secret, path="/", secure=door.is_secure, httponly=True, samesite="strict"
    )
    return answer


def _has_to_know(request: Request, secret: str) -> bool:
    """Whether somebody has to be told something before anything else."""
    known = sessions.known(_store(request), secret, at=_at())
    return known is not None and bool(
        _book(request).look(lambda reader: notices_of(reader, known[1].user_id))
    )


def _end_old(request: Request) -> None:
    """The session that the browser brought holds no more."""
    secret = request.cookies.get(_door(request).cookie, "")
    known = sessions.known(_store(request), secret, at=_at()) if secret else None
    if known is not None:
        _, session = known
        sessions.end(_store(request), session.user_id, session.id, at=_at())


def _form(request: Request, template: str, status: int = 200, **values: object) -> Response:
    shelf: Shelf = request.app.state.shelf
    view = View(day=shelf.newest, asked=None, is_incognito=False, path=request.url.path)
    answer = page(request, view, template, **{"wrong": "", "said": None, **values})
    answer.status_code = status
    answer.headers["cache-control"] = "no-store"
    answer.headers["referrer-policy"] = "no-referrer"  # the link of an invitation is a secret
    return answer


def _to(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303, {"cache-control": "no-store"})


def _inside(back: str) -> str:
    """A page of this site, and of no other."""
    is_here = back.startswith("/") and not back.startswith("//") and "\\" not in back
    return back if is_here and back.isprintable() else "/"


def _book(request: Request) -> Book:
    return cast("Book", cast("Shelf", request.app.state.shelf).whole)


def _store(request: Request) -> Store:
    return _book(request).store


def _door(request: Request) -> Door:
    return cast("Door", request.app.state.door)


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _at() -> int:
    return int(now().timestamp())
