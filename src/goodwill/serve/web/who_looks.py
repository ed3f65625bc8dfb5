"""Who looks at the book in a request, and the book as it is for them.

Pages and the API ask here, and never the application for its book: what somebody may not see is
not there. A book without users is open to whoever asks on this machine, as it always was. With
users, a request needs a session (a cookie) or, at the API, a token; each is looked up at every
request, so that what is ended or taken away holds at once.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from goodwill.access.events import tell
from goodwill.clock import now
from goodwill.serve.api.problems import PROBLEMS, answer
from goodwill.serve.ports import PagesPort
from goodwill.serve.web.asides import Asides
from goodwill.serve.web.door import Door, client_of, where_of
from goodwill.serve.web.seen_shelf import SeenShelf
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.veil import Veil, veiled_shelf
from goodwill.store.users.users import has_users

if TYPE_CHECKING:
    from fastapi import FastAPI

    from goodwill.access.rights import Rights
    from goodwill.access.viewer import Viewer
    from goodwill.book import Book
    from goodwill.store.reader import Reader
    from goodwill.store.users.sign_ins import SessionRow

__all__ = [
    "ForViewer",
    "Room",
    "WhoLooks",
    "book_for",
    "room_of",
    "shelf_for",
    "sight_name",
]

ROOM = "goodwill_room"
"""Under which name the room of a request is kept beside it."""

ROOMS = 64
"""Viewers whose pages are kept at hand."""

REFUSALS = frozenset({401, 403, 404, 429})
"""What is not theirs answers like what is not there; both are logged."""

LOOKED_AGAIN = 1.0
"""Seconds after which it is looked again whether the book has users by now."""

OPEN = frozenset({"/sign-in", "/sign-out", "/set-up", "/invited", "/language"})
OPEN_BELOW = ("/static/", "/sign-in/")
"""What nobody has to be known for: none of it shows anything of the book."""

SETTING_UP = frozenset({
    "/me", "/me/codes", "/me/codes/confirm", "/me/passkeys", "/me/passkeys/ask", "/me/notices/read",
    "/me/sessions/end",
})  # fmt: skip
"""What somebody may ask for who has yet to set up a second factor."""

API = "/api/"
FOR_SOURCES = ("/start", "/data", "/connections")
"""Pages of files and connections, which are for who looks after them."""


@dataclass(slots=True, kw_only=True)
class Room:
    """What one viewer's requests share; `session` is None where a token was shown.

    `holds` tells an answer that goes on for long whether whoever asked may still see the same;
    `lacks_factor` is whether they have to set up a second factor first.
    """

    rights: Rights
    shelf: SeenShelf
    veil: Veil
    asides: Asides
    session: SessionRow | None = None
    holds: Callable[[], bool] = lambda: True
    lacks_factor: bool = False
    twins: dict[int, FastAPI] = field(default_factory=dict)

    def twin(self, app: FastAPI, *, is_hidden: bool) -> FastAPI:
        """The same application over this viewer's shelf; it shares everything else."""
        if (found := self.twins.get(id(app))) is None:
            found = copy(app)
            shelf = veiled_shelf(self.shelf, self.veil) if is_hidden else self.shelf
            own = {"shelf": shelf, "veil": self.veil, "asides": Asides(shelf)}
            found.state = State({**app.state._state, **own})  # noqa: SLF001  it has no other copy
            self.twins[id(app)] = found
        return found


def room_of(request: HTTPConnection) -> Room | None:
    """The room of whoever asks; None in a book without users."""
    found: Room | None = cast("dict[str, Any]", request.scope.get("state") or {}).get(ROOM)
    return found


def sight_name(request: HTTPConnection) -> str:
    """What the bytes of an answer hang on besides its address; "" in a book without users."""
    room = room_of(request)
    if room is None:
        return ""
    viewer = room.rights.viewer
    return f"{viewer.user_id} {sorted(viewer.scopes)} {hash(room.rights.sight)}"


def shelf_for(request: Request) -> Shelf:
    """What pages read, as it is for whoever asks."""
    room = room_of(request)
    shelf: Shelf = request.app.state.shelf if room is None else room.shelf
    return shelf


def book_for(request: Request) -> PagesPort:
    """The book, as it is for whoever asks."""
    return shelf_for(request).book


class ForViewer:
    """Wraps the pages themselves: they are given the shelf of whoever asks."""

    def __init__(self, app: ASGIApp, *, is_hidden: bool = False) -> None:
        self._app, self._is_hidden = app, is_hidden

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and (room := room_of(HTTPConnection(scope))) is not None:
            scope = {**scope, "app": room.twin(scope["app"], is_hidden=self._is_hidden)}
        await self._app(scope, receive, send)


class WhoLooks:
    """Wraps everything: nobody who is not known gets past, and each finds the book as theirs."""

    def __init__(self, app: ASGIApp, shelf: Shelf, door: Door) -> None:
        self._app, self._shelf, self._door = app, shelf, door
        self._rooms: OrderedDict[object, Room] = OrderedDict()
        self._lock = Lock()
        self._looked_at, self._has_users = -LOOKED_AGAIN, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, for whoever asks."""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or path in OPEN or path.startswith(OPEN_BELOW):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if self._is_to_look():
            await run_in_threadpool(self._look)
        if not self._has_users:
            await self._app(scope, receive, send)
            return
        room = await run_in_threadpool(self._room, request)
        send = _told_of_refusals(send, scope, room)
        if room is not None and room.lacks_factor and path not in SETTING_UP:
            await _to_set_up(request)(scope, receive, send)
            return
        if room is None or _is_shut(room, path):
            await _refusal(request, is_known=room is not None)(scope, receive, send)
            return
        state = {**(scope.get("state") or {}), ROOM: room}
        await self._app({**scope, "state": state}, receive, _never_kept(send))

    def _is_to_look(self) -> bool:
        """Whether the book may have users by now; one that has some never goes back."""
        return not self._has_users and time.monotonic() - self._looked_at >= LOOKED_AGAIN

    def _look(self) -> None:
        """Whether it has; looked up beside the loop that answers, and not at every request."""
        self._has_users = self._book.look(has_users)
        self._looked_at = time.monotonic()

    @property
    def _book(self) -> Book:
        return cast("Book", self._shelf.whole)

    def _room(self, request: Request) -> Room | None:
        """The room of whoever is known by a cookie or a token."""
        from goodwill.access.opening import rights_in  # noqa: PLC0415  the schema: 0.3 s

        at = int(now().timestamp())
        found = self._known(request, at)
        if found is None:
            return None
        viewer, session = found
        rights, lacks = self._book.look(
            lambda reader: (rights_in(reader, viewer, at), self._lacks_factor(reader, viewer))
        )
        entered = copy(self._kept(rights))
        entered.session, entered.holds = session, lambda: self._still(request) == rights
        entered.lacks_factor = lacks
        return entered

    def _lacks_factor(self, reader: Reader, viewer: Viewer) -> bool:
        from goodwill.access.second_factor import has_to_set_one_up  # noqa: PLC0415

        return has_to_set_one_up(reader, viewer.user_id, self._book.settings.users)

    def _still(self, request: Request) -> Rights | None:
        """The rights of whoever asked, as of now."""
        from goodwill.access.opening import rights_in  # noqa: PLC0415

        at = int(now().timestamp())
        if (found := self._known(request, at)) is None:
            return None
        return self._book.look(lambda reader: rights_in(reader, found[0], at))

    def _known(self, request: Request, at: int) -> tuple[Any, SessionRow | None] | None:
        from goodwill.access import sessions, tokens  # noqa: PLC0415

        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and request.scope["path"].startswith(API):
            viewer = tokens.known(self._book.store, secret.strip(), audience="api", at=at)
            return None if viewer is None else (viewer, None)
        cookie = request.cookies.get(self._door.cookie, "")
        return sessions.known(self._book.store, cookie, at=at) if cookie else None

    def _kept(self, rights: Rights) -> Room:
        """A room for these rights: other rights, another room."""
        from goodwill.access.seen_book import SeenBook  # noqa: PLC0415

        with self._lock:
            if (room := self._rooms.get(rights)) is None:
                shelf = SeenShelf(self._shelf, SeenBook(lambda: self._book, rights))
                room = Room(rights=rights, shelf=shelf, veil=Veil(), asides=Asides(shelf))
                self._rooms[rights] = room
            self._rooms.move_to_end(rights)
            while len(self._rooms) > ROOMS:
                _, left = self._rooms.popitem(last=False)
                left.shelf.whole.close()
        return room


def _is_shut(room: Room, path: str) -> bool:
    """Whether a page is not for this viewer, whatever it would show."""
    is_of_sources = any(path == one or path.startswith(f"{one}/") for one in FOR_SOURCES)
    return is_of_sources and not room.rights.viewer.may("admin:sources")


def _refusal(request: Request, *, is_known: bool) -> Response:
    """Where to sign in; of what is not theirs, and to programs, one sentence."""
    path = str(request.scope["path"])
    if path.startswith(API):
        challenge = {} if is_known else {"www-authenticate": 'Bearer realm="goodwill"'}
        kind = "not-allowed" if is_known else "not-signed-in"
        return answer(kind, PROBLEMS[kind].means, instance=path, headers=challenge)
    if is_known:
        return Response("This is not for your role.\n", 403, media_type="text/plain")
    if request.method not in {"GET", "HEAD"} or _is_part(request):
        said = Response("Sign in first.\n", 401, media_type="text/plain")
        said.headers["www-authenticate"] = 'Bearer realm="goodwill"'
        return said
    query = f"?{request.url.query}" if request.url.query else ""
    back = quote(path + query, safe="")
    return RedirectResponse(f"/sign-in?back={back}", 303, {"cache-control": "no-store"})


def _to_set_up(request: Request) -> Response:
    """Where a second factor is set up; to programs and forms, one sentence."""
    path = str(request.scope["path"])
    said = "Your role needs a second factor: set it up at /me first."
    if path.startswith(API):
        return answer("not-allowed", said, instance=path)
    if request.method not in {"GET", "HEAD"} or _is_part(request):
        return Response(said + "\n", 403, media_type="text/plain")
    return RedirectResponse("/me", 303, {"cache-control": "no-store"})


def _is_part(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _told_of_refusals(send: Send, scope: Scope, room: Room | None) -> Send:
    """That somebody was refused is logged: by number, and with the first part of the address."""

    async def sent(message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] in REFUSALS:
            tell(
                "refused",
                user="" if room is None else room.rights.viewer.user_id,
                client=client_of(scope),
                where=where_of(scope),
                status=message["status"],
            )
        await send(message)

    return sent


def _never_kept(send: Send) -> Send:
    """What somebody is shown stays in no store of a browser: who is here next may see less."""

    async def sent(message: Any) -> None:
        if message["type"] == "http.response.start":
            rest = [pair for pair in message["headers"] if pair[0].lower() != b"cache-control"]
            message = {**message, "headers": [*rest, (b"cache-control", b"no-store")]}
        await send(message)

    return sent
