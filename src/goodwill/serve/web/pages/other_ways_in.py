"""`/sign-in/provider` and `/sign-in/passkey`: coming in without a password.

A provider that the book's settings name is asked who somebody is; a device proves a key of theirs.
Neither page shows anything of the book, and each try that fails is counted as a wrong password is.
"""

from __future__ import annotations

import time
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from goodwill.access import passkeys, sessions, vouched
from goodwill.access.rate_limit import RateLimit
from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.live.faults import LiveError
from goodwill.live.oauth.openid import Begun, OpenId, provider_of
from goodwill.serve.languages import say
from goodwill.serve.web.ceremonies import Ceremonies, origin_here, site_here
from goodwill.serve.web.pages.sign_in import (
    DEVICE,
    TOO_MANY,
    book_here,
    client_of,
    end_old,
    form_page,
    inside,
    keep_signed_in,
    to_page,
    way_on,
)

__all__ = ["BACK", "router"]

router = APIRouter()

BACK = "/sign-in/provider/back"
"""Where a provider sends people back to: to be registered there."""

_FOREIGN = frozenset({"cross-site", "same-site"})


@router.get("/sign-in/provider")
def ask_provider(request: Request, back: str = "/") -> Response:
    """Send somebody to the provider; another site's link does not begin a sign-in."""
    provider = _provider(request)
    if request.headers.get("sec-fetch-site") in _FOREIGN:
        return to_page("/sign-in")
    try:
        begun = provider.begin(origin_here(request) + BACK, at=_at())
    except LiveError as fault:
        return _refused(request, fault, 502)
    answer = RedirectResponse(begun.address, 303, {"cache-control": "no-store"})
    _asked_providers(request).begin(request, answer, (begun, inside(back)))
    return answer


@router.get(BACK)
def back_from_provider(request: Request) -> Response:
    """Let somebody in whom the provider vouches for."""
    provider, known = _provider(request), _asked_providers(request).end(request)
    if not _is_allowed(request):
        return _too_many(request)
    if known is None:
        return _gone(request)
    begun, back = known
    device = request.headers.get("user-agent", "")[:DEVICE]
    book = book_here(request)
    try:
        person = provider.finish(begun, dict(request.query_params), at=_at())
        secret = vouched.enter(book.store, person, book.settings, device=device, at=_at())
    except (LiveError, CallError) as fault:
        _failed(request)
        return _refused(request, fault, 401)
    end_old(request)
    # The browser was sent here by another site, and would not show it the new cookie on the way
    # to a page of ours: so the page that it is shown first sends it there.
    answer = form_page(request, "let_in_by_provider.html", on=way_on(request, secret, back))
    keep_signed_in(request, answer, secret)
    return answer


@router.post("/sign-in/passkey/ask")
def ask_device(request: Request) -> Response:
    """What a device is asked to prove; JSON, for the script."""
    site = site_here(request)
    asked = passkeys.ask(site)
    answer = Response(asked.options, media_type="application/json")
    answer.headers["cache-control"] = "no-store"
    _asked_devices(request).begin(request, answer, asked.challenge)
    return answer


@router.post("/sign-in/passkey")
def sign_in(
    request: Request,
    answer: Annotated[str, Form(max_length=20_000)],
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Let somebody in whose device has proved a key of theirs."""
    if not _is_allowed(request):
        return _too_many(request)
    challenge = _asked_devices(request).end(request)
    if challenge is None:
        return _gone(request)
    device = request.headers.get("user-agent", "")[:DEVICE]
    try:
        secret = passkeys.sign_in(
            book_here(request).store, answer, challenge, site_here(request), device=device, at=_at()
        )
    except sessions.SignInError:
        _failed(request)
        wrong = say("This passkey opens nothing here.")
        return form_page(request, "sign_in.html", 401, back=inside(back), wrong=wrong)
    end_old(request)
    found = to_page(way_on(request, secret, inside(back)))
    keep_signed_in(request, found, secret)
    return found


def _provider(request: Request) -> OpenId:
    told = book_here(request).settings.sign_in
    if told is None:
        raise CallError(
            say("No provider vouches for users of this book."),
            hint=say("Name one in goodwill.toml, under [sign_in]."),
        )
    return provider_of(told)


def _asked_providers(request: Request) -> Ceremonies[tuple[Begun, str]]:
    return cast("Ceremonies[tuple[Begun, str]]", request.app.state.asked_providers)


def _asked_devices(request: Request) -> Ceremonies[bytes]:
    return cast("Ceremonies[bytes]", request.app.state.asked_devices)


def _is_allowed(request: Request) -> bool:
    tries: RateLimit = request.app.state.tries
    return tries.is_allowed(time.monotonic(), client=client_of(request))


def _failed(request: Request) -> None:
    tries: RateLimit = request.app.state.tries
    tries.failed(time.monotonic(), client=client_of(request))


def _too_many(request: Request) -> Response:
    return form_page(request, "sign_in.html", 429, back="/", wrong=say(TOO_MANY))


def _gone(request: Request) -> Response:
    wrong = say("This sign-in was not begun in this browser, or too long ago. Begin again.")
    return form_page(request, "sign_in.html", 400, back="/", wrong=wrong)


def _refused(request: Request, fault: LiveError | CallError, status: int) -> Response:
    wrong = f"{fault.message} {fault.hint}".strip()
    return form_page(request, "sign_in.html", status, back="/", wrong=wrong)


def _at() -> int:
    return int(now().timestamp())
