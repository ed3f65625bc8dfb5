"""`/me`: somebody's own sessions, tokens and codes, whom they lend their mail, and notices to them.

Everything here is about whoever asks; users and grants of others are in `who_sees_what`.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from goodwill.access import granting, members, own_sign_in, sessions, tokens
from goodwill.access.passkeys import site_of
from goodwill.access.rate_limit import RateLimit
from goodwill.access.seen_book import SeenBook
from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.privacy.looks import looks_of
from goodwill.serve.languages import say
from goodwill.serve.web.browser_words import browser_words
from goodwill.serve.web.ceremonies import origin_here
from goodwill.serve.web.pages.sign_in import TOO_MANY, client_of
from goodwill.serve.web.rendering import page
from goodwill.serve.web.view import view_of
from goodwill.serve.web.who_looks import Room, room_of, shelf_for
from goodwill.serve.words import day
from goodwill.store.database import Store
from goodwill.store.users.users import UserRow, grants_to, notices_of, users
from goodwill.store.users.ways_in import identities_of, passkeys_of

__all__ = ["back_to_me", "fresh_user", "room_here", "router", "store_of"]

router = APIRouter()

SECONDS_A_DAY = 86_400
MOST_LOOKS = 50
"""Looks at one's words that the page shows; `goodwill audit --of` has all."""
Text = Annotated[str, Form(max_length=1000)]


@router.get("/me")
def me(request: Request) -> Response:
    """All of it."""
    return _page(request)


@router.post("/me/sessions/end")
def end_sessions(request: Request, session: Annotated[int | None, Form()] = None) -> Response:
    """End one of one's own sessions, or all; another one than this, for who signed in but now."""
    here = room_here(request).session
    is_this = here is not None and session == here.id
    user = _user(request) if is_this else fresh_user(request)
    sessions.end(store_of(request), user.id, session, at=_at())
    return back_to_me()


@router.post("/me/tokens")
def make_token(
    request: Request,
    name: Text = "",
    audience: Text = "api",
    days: Annotated[int, Form()] = tokens.DAYS,
    scopes: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """A new token: it is shown this once."""
    store, user = store_of(request), _user(request)
    secret = tokens.made(store, user, name, scopes or (), audience=audience, days=days, at=_at())
    return _page(request, secret=secret)


@router.post("/me/tokens/end")
def end_token(request: Request, token: Annotated[int, Form()]) -> Response:
    """End one of one's own tokens."""
    tokens.end(store_of(request), _user(request).id, token, at=_at())
    return back_to_me()


@router.post("/me/codes")
def begin_codes(request: Request) -> Response:
    """A secret for somebody's telephone; it counts once a code of it was given."""
    return _page(request, code_secret=own_sign_in.offered(fresh_user(request)))


@router.post("/me/codes/confirm")
def confirm_codes(request: Request, secret: Text, code: Text) -> Response:
    """From now on signing in needs a code."""
    own_sign_in.take_codes(store_of(request), fresh_user(request), secret, code, at=_at())
    return back_to_me()


@router.post("/me/password")
def change_password(request: Request, old: Text, new: Text) -> Response:
    """Another password; every other session ends. Who guesses at the old one is held up."""
    store, user = store_of(request), _user(request)
    session = room_here(request).session
    tries: RateLimit = request.app.state.tries
    names = {"address": next(iter(user.addresses), ""), "client": client_of(request)}
    if not tries.is_allowed(time.monotonic(), **names):
        raise CallError(say(TOO_MANY))
    try:
        own_sign_in.change_password(
            store,
            user,
            old,
            new,
            keep=None if session is None else session.id,
            rules=shelf_for(request).book.settings.users,
            at=_at(),
        )
    except own_sign_in.WrongPasswordError:
        tries.failed(time.monotonic(), **names)
        raise
    return back_to_me()


@router.post("/me/lend")
def lend(
    request: Request,
    to: Text,
    account: Text = "",
    reason: Text = "",
    days: Annotated[str, Form(max_length=4, pattern=r"^[0-9]*$")] = "",
) -> Response:
    """Let a colleague read one's own mail, or that with one account."""
    book = cast("SeenBook", shelf_for(request).book)
    own = book.account_id(account) if account.strip() else None
    ends_at = _at() + int(days) * SECONDS_A_DAY if days else None
    granting.lend(
        store_of(request), _user(request), to, own, reason=reason, ends_at=ends_at, at=_at()
    )
    return back_to_me()


@router.post("/me/lend/end")
def end_loan(request: Request, grant: Annotated[int, Form()]) -> Response:
    """Take it back."""
    granting.revoke(store_of(request), grant, by=_user(request), at=_at())
    return back_to_me()


@router.post("/me/notices/read")
def read_notices(request: Request) -> Response:
    """What was told is known."""
    own_sign_in.read_notices(store_of(request), _user(request), at=_at())
    return back_to_me()


@router.post("/me/glass")
def break_glass(
    request: Request, whose: Text, reason: Text, hours: Annotated[int, Form()] = 8
) -> Response:
    """Compliance reads one person's mail for some hours, for a reason; that person is told."""
    granting.break_glass(
        store_of(request), _user(request), whose, reason=reason, hours=hours, at=_at()
    )
    return back_to_me()


def _page(request: Request, **values: object) -> Response:
    store, user, shelf = store_of(request), _user(request), shelf_for(request)
    room = room_here(request)
    with store.read() as reader:
        everybody = {str(one.id): one for one in users(reader)}
        found = {
            "sessions": sessions.open_sessions(reader, user.id, at=_at()),
            "tokens": tokens.held(reader, user.id, at=_at()),
            "notices": notices_of(reader, user.id),
            "loans": [
                one
                for one in grants_to(reader)
                if one.words and one.made_by == str(user.id) and _holds(one.ends_at)
            ],
            "passkeys": passkeys_of(reader, user.id),
            "providers": identities_of(reader, user.id),
            "looks": looks_of(reader, user.addresses, count=MOST_LOOKS),
        }
    answer = page(
        request,
        view_of(request, shelf.newest),
        "me.html",
        user=user,
        everybody=everybody,
        here=None if room.session is None else room.session.id,
        scopes=sorted(room.rights.viewer.scopes),
        audiences=tokens.AUDIENCES,
        has_passkeys=site_of(origin_here(request)) is not None,
        lacks_factor=room.lacks_factor,
        is_fresh=room.session is not None and sessions.is_fresh(room.session, _at()),
        day=_day,
        browser_words=browser_words,
        **{"secret": "", "code_secret": "", **found, **values},
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def _holds(ends_at: int | None) -> bool:
    return ends_at is None or ends_at > _at()


def _day(seconds: int | None) -> str:
    """A moment as all pages say it; its hour is that of UTC, which everybody's log has, too."""
    if seconds is None:
        return ""
    at = datetime.fromtimestamp(seconds, UTC)
    return f"{day(at.date().isoformat())}, {at:%H:%M}"


def room_here(request: Request) -> Room:
    """The room of whoever asks; a book without users has none of these pages."""
    room = room_of(request)
    if room is None:
        raise CallError(
            say("This book has no users."), hint=say("Begin with:  goodwill users setup")
        )
    return room


def store_of(request: Request) -> Store:
    """Where users are kept."""
    room_here(request)
    return cast("SeenBook", shelf_for(request).book).whole.store


def _user(request: Request) -> UserRow:
    """Whoever asks, by a session: a token does not change who may come in."""
    room = room_here(request)
    if room.session is None:
        raise CallError(say("Sign in for this."), hint=say("A token is not enough."))
    with store_of(request).read() as reader:
        return members.user_named(reader, room.rights.viewer.user_id)


def fresh_user(request: Request) -> UserRow:
    """Whoever asks, if they signed in but now: for changes of how they come in."""
    session = room_here(request).session
    if session is not None and not sessions.is_fresh(session, _at()):
        raise CallError(
            say("For this you have to have signed in within a quarter of an hour."),
            hint=say("Sign out, sign in again, and come back here."),
        )
    return _user(request)


def back_to_me() -> Response:
    """The page again, after something was done."""
    return RedirectResponse("/me", 303, {"cache-control": "no-store"})


def _at() -> int:
    return int(now().timestamp())
