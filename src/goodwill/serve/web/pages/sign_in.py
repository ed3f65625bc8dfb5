"""`/sign-in`, `/sign-out`, and the links by which somebody gets a way in: `/set-up`, `/invited`.

The secret of such a link stands behind its `#`, which no browser tells a server: it comes in the
form.

None of these shows anything of the book. A session always begins with a new secret, whatever the
browser brought; wrong tries are counted, and what was wrong is never said.
"""

from __future__ import annotations

import time
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse

from goodwill.access import members, passkeys, sessions
from goodwill.access.rate_limit import RateLimit
from goodwill.book import Book
from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.live.oauth.openid import provider_of
from goodwill.serve.languages import mark, say
from goodwill.serve.web.ceremonies import origin_here
from goodwill.serve.web.door import Door
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import View
from goodwill.store.database import Store
from goodwill.store.users.users import has_users, notices_of

__all__ = [
    "DEVICE",
    "TOO_MANY",
    "book_here",
    "client_of",
    "end_old",
    "form_page",
    "inside",
    "keep_signed_in",
    "router",
    "to_page",
    "way_on",
]

router = APIRouter()

TOO_MANY = mark("Too many tries. Wait a minute, then try again.")
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

    token: str = Field("", max_length=200)
    address: str = Field("", max_length=320)
    name: str = Field("", max_length=100)
    password: str = Field("", max_length=1000)
    again: str = Field("", max_length=1000)


@router.get("/sign-in")
def ask(request: Request, back: str = "/", *, chosen: bool = False) -> Response:
    """The form; a book without users has nobody to ask. `chosen`: a password was, just before."""
    if not book_here(request).look(has_users):
        return to_page("/")
    return form_page(request, "sign_in.html", back=inside(back), is_chosen=chosen)


@router.post("/sign-in")
def sign_in(request: Request, said: Annotated[SignIn, Form()]) -> Response:
    """Let somebody in, or say that something was wrong."""
    tries: RateLimit = request.app.state.tries
    names = {"address": said.address.strip().casefold(), "client": client_of(request)}
    if not tries.is_allowed(time.monotonic(), **names):
        return form_page(
            request,
            "sign_in.html",
            429,
            back=inside(said.back),
            wrong=say(TOO_MANY),
        )
    device = request.headers.get("user-agent", "")[:DEVICE]
    try:
        secret = sessions.sign_in(
            _store(request),
            said.address,
            said.password,
            said.code,
            device=device,
            rules=book_here(request).settings.users,
            at=_at(),
        )
    except sessions.SignInError:
        tries.failed(time.monotonic(), **names)
        wrong = say("That address, password or code is not right.")
        return form_page(request, "sign_in.html", 401, back=inside(said.back), wrong=wrong)
    end_old(request)
    answer = to_page(way_on(request, secret, inside(said.back)))
    keep_signed_in(request, answer, secret)
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End this session."""
    end_old(request)
    answer = to_page("/sign-in")
    door = _door(request)
    answer.delete_cookie(door.cookie, secure=door.is_secure, httponly=True, samesite="strict")
    answer.headers["clear-site-data"] = '"cache"'
    return answer


@router.get("/set-up")
def ask_first(request: Request) -> Response:
    """The form for the first user."""
    return form_page(request, "let_in.html", is_first=True)


@router.get("/invited")
def ask_invited(request: Request) -> Response:
    """The form for somebody who was invited."""
    return form_page(request, "let_in.html", is_first=False)


@router.post("/set-up")
def set_up(request: Request, said: Annotated[Chosen, Form()]) -> Response:
    """Make the first user."""
    return _accepted(request, said, is_first=True)


@router.post("/invited")
def accept(request: Request, said: Annotated[Chosen, Form()]) -> Response:
    """Take the password that somebody chose."""
    return _accepted(request, said, is_first=False)


def _accepted(request: Request, said: Chosen, *, is_first: bool) -> Response:
    tries: RateLimit = request.app.state.tries
    if not tries.is_allowed(time.monotonic(), client=client_of(request)):
        wrong = say(TOO_MANY)
        return form_page(request, "let_in.html", 429, is_first=is_first, wrong=wrong)
    token, at = said.token.strip().rpartition("#")[2], _at()  # of a link that was put in whole, too
    found = book_here(request).look(lambda reader: members.invitation(reader, token, at=at))
    if found is None or (found.user_id is None) != is_first:
        tries.failed(time.monotonic(), client=client_of(request))
        return form_page(request, "sign_in.html", 404, back="/", wrong=_gone())
    if said.password != said.again:
        wrong = say("The two passwords are not the same.")
        return form_page(request, "let_in.html", 400, is_first=is_first, wrong=wrong, said=said)
    try:
        members.accept(
            _store(request),
            token,
            said.password,
            address=said.address,
            name=said.name,
            rules=book_here(request).settings.users,
            at=at,
        )
    except CallError as fault:
        wrong = f"{fault.message} {fault.hint}".strip()
        return form_page(request, "let_in.html", 400, is_first=is_first, wrong=wrong, said=said)
    return to_page("/sign-in?chosen=true")


def _gone() -> str:
    return say("This link was used already, or is too old. Ask for another.")


def keep_signed_in(request: Request, answer: Response, secret: str) -> None:
    """Give the browser the cookie of a session."""
    door = _door(request)
    answer.set_cookie(
        door.cookie, secret, path="/", secure=door.is_secure, httponly=True, samesite="strict"
    )


def way_on(request: Request, secret: str, back: str) -> str:
    """The page that was wanted, where nothing has to be told before."""
    known = sessions.known(_store(request), secret, at=_at())
    has_to_know = known is not None and book_here(request).look(
        lambda reader: notices_of(reader, known[1].user_id)
    )
    return "/me" if has_to_know else back


def end_old(request: Request) -> None:
    """The session that the browser brought holds no more."""
    secret = request.cookies.get(_door(request).cookie, "")
    known = sessions.known(_store(request), secret, at=_at()) if secret else None
    if known is not None:
        _, session = known
        sessions.end(_store(request), session.user_id, session.id, at=_at())


def form_page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page before the door, kept nowhere.

    Its address is told to these pages alone, as all are: with no referrer at all a browser would
    not say either where its form comes from.
    """
    shelf: Shelf = request.app.state.shelf
    view = View(day=shelf.newest, asked=None, is_incognito=False, path=request.url.path)
    told = book_here(request).settings.sign_in
    ways = {
        "provider": None if told is None else provider_of(told).name,
        "has_passkeys": passkeys.site_of(origin_here(request)) is not None,
    }
    answer = page(
        request, view, template, **{"wrong": "", "said": None, "is_chosen": False, **ways, **values}
    )
    answer.status_code = status
    answer.headers["cache-control"] = "no-store"
    return answer


def to_page(path: str) -> RedirectResponse:
    """Send the browser to a page of ours."""
    return RedirectResponse(path, 303, {"cache-control": "no-store"})


def inside(back: str) -> str:
    """A page of this site, and of no other."""
    is_here = back.startswith("/") and not back.startswith("//") and "\\" not in back
    return back if is_here and back.isprintable() else "/"


def book_here(request: Request) -> Book:
    """The whole book, for who is known by nothing yet."""
    return cast("Book", cast("Shelf", request.app.state.shelf).whole)


def _store(request: Request) -> Store:
    return book_here(request).store


def _door(request: Request) -> Door:
    return cast("Door", request.app.state.door)


def client_of(request: Request) -> str:
    """From where somebody asks."""
    return request.client.host if request.client else ""


def _at() -> int:
    return int(now().timestamp())
