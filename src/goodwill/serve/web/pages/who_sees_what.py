"""`/users`: who uses the book, and who sees which accounts; for who looks after its users.

Accounts and their figures are granted here, words never: those are lent by the people on them
(`own_way_in`).
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse

from goodwill.access import granting, members
from goodwill.access.rights import GRANTS
from goodwill.access.viewer import ROLES
from goodwill.clock import now
from goodwill.errors import NotPermittedError
from goodwill.serve.languages import say
from goodwill.serve.web.pages.own_way_in import Text, room_here, store_of
from goodwill.serve.web.rendering import page
from goodwill.serve.web.view import view_of
from goodwill.serve.web.who_looks import room_of, shelf_for
from goodwill.store.users.users import UserRow, grants_to, users

__all__ = ["router"]

router = APIRouter()

SECONDS_A_DAY = 86_400


class Granted(BaseModel):
    """The form; `days` empty: until it is ended."""

    user: str = Field(max_length=320)
    kind: str = Field(max_length=40)
    subject: str = Field("", max_length=320)
    reason: str = Field("", max_length=300)
    days: str = Field("", max_length=4, pattern=r"^[0-9]*$")


@router.get("/users")
def everybody(request: Request) -> Response:
    """Users, and what was granted to them; in a book without any, how to begin."""
    if room_of(request) is None:
        return page(request, view_of(request, shelf_for(request).newest), "no_users.html")
    _administrator(request)
    return _page(request)


@router.post("/users/invite")
def invite(
    request: Request, address: Text, role: Text, name: Text = "", forget: Text = ""
) -> Response:
    """Make a user, or a new way in for one; the link is shown this once."""
    by = _administrator(request)
    told = shelf_for(request).book.settings.privacy.notice
    new = members.invite(
        store_of(request), address, role, name=name, forget=forget, by=by, at=_at(), notice=told
    )
    return _page(request, link=f"{request.base_url}invited#{new.secret}", whom=new.user)


@router.post("/users/role")
def give_role(request: Request, user: Text, role: Text) -> Response:
    """Give a user another role."""
    by = _administrator(request)
    members.give_role(store_of(request), user, role, by=by, at=_at())
    return _back()


@router.post("/users/shut-out")
def shut_out(request: Request, user: Text, back: Annotated[bool, Form()] = False) -> Response:
    """Shut a user out at once, or let them back in."""
    by = _administrator(request)
    members.disable(store_of(request), user, by=by, at=_at(), back=back)
    return _back()


@router.post("/users/grant")
def grant(request: Request, said: Annotated[Granted, Form()]) -> Response:
    """Let a user see accounts: their figures."""
    granting.grant(
        store_of(request),
        said.user,
        said.kind,
        said.subject,
        reason=said.reason,
        by=_administrator(request),
        ends_at=_at() + int(said.days) * SECONDS_A_DAY if said.days.strip() else None,
        at=_at(),
    )
    return _back()


@router.post("/users/revoke")
def revoke(request: Request, grant: Annotated[int, Form()]) -> Response:
    """End a grant."""
    own = _administrator(request)
    with store_of(request).read() as reader:
        by = members.user_named(reader, own)
    granting.revoke(store_of(request), grant, by=by, at=_at())
    return _back()


def _page(request: Request, *, link: str = "", whom: UserRow | None = None) -> Response:
    shelf = shelf_for(request)
    with store_of(request).read() as reader:
        known, grants = users(reader), grants_to(reader)
    answer = page(
        request,
        view_of(request, shelf.newest),
        "users.html",
        users=known,
        by_id={one.id: one for one in known},
        grants=[one for one in grants if one.ends_at is None or one.ends_at > _at()],
        roles=ROLES,
        kinds=[one for one in GRANTS if one != "mailbox"],
        link=link,
        whom=whom,
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def _administrator(request: Request) -> str:
    """The number of whoever asks, who has to look after users and be signed in."""
    room = room_here(request)
    if room.session is None or not room.rights.viewer.may("admin:users"):
        raise NotPermittedError(
            say("This is for administrators."), hint=say("Ask whoever looks after the users.")
        )
    return room.rights.viewer.user_id


def _back() -> Response:
    return RedirectResponse("/users", 303, {"cache-control": "no-store"})


def _at() -> int:
    return int(now().timestamp())
