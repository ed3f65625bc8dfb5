"""`/me/passkeys`: adding and removing keys of one's own devices; for who signed in but now."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Form, Request, Response

from goodwill.access import passkeys
from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.serve.languages import say
from goodwill.serve.web.ceremonies import Ceremonies, site_here
from goodwill.serve.web.pages.own_way_in import back_to_me, fresh_user, store_of

__all__ = ["router"]

router = APIRouter()


@router.post("/me/passkeys/ask")
def ask(request: Request) -> Response:
    """What a device is asked to make; JSON, for the script."""
    asked = passkeys.offer(store_of(request), fresh_user(request), site_here(request))
    answer = Response(asked.options, media_type="application/json")
    answer.headers["cache-control"] = "no-store"
    _asked(request).begin(request, answer, asked.challenge)
    return answer


@router.post("/me/passkeys")
def add(
    request: Request,
    answer: Annotated[str, Form(max_length=50_000)],
    name: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Take the key that a device made."""
    challenge = _asked(request).end(request)
    if challenge is None:
        raise CallError(
            say("This passkey was not asked for in this browser, or too long ago."),
            hint=say("Begin again."),
        )
    at = int(now().timestamp())
    store, user, site = store_of(request), fresh_user(request), site_here(request)
    passkeys.add(store, user, answer, challenge, site, name=name, at=at)
    return back_to_me()


@router.post("/me/passkeys/end")
def end(request: Request, passkey: Annotated[int, Form()]) -> Response:
    """Remove one."""
    at = int(now().timestamp())
    passkeys.remove(store_of(request), fresh_user(request), passkey, at=at)
    return back_to_me()


def _asked(request: Request) -> Ceremonies[bytes]:
    return cast("Ceremonies[bytes]", request.app.state.asked_for_keys)
