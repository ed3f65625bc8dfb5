"""Signing in, in order: by a browser of this machine, by one of another, or by a device's code."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from goodwill.live.faults import CutOffError, SignInError, WaitError
from goodwill.live.oauth.asking import Exchange, PendingError, fresh_state, fresh_verifier
from goodwill.live.oauth.loopback import Answered, Door, checked, is_state
from goodwill.live.oauth.tokens import Tokens

__all__ = ["by_browser", "by_device", "by_pasting"]

PATIENCE = 600.0
"""Seconds that a person may take to agree."""

Show = Callable[[str], None]


def by_browser(
    exchange: Exchange,
    scopes: tuple[str, ...],
    *,
    show: Show,
    hint: str = "",
    seconds: float = PATIENCE,
) -> Tokens:
    """With a browser on this machine, which `show` opens at an address."""
    state, verifier = fresh_state(), fresh_verifier()
    provider = exchange.provider
    with Door(state, host=provider.redirect_host, port=provider.port) as door:
        show(
            exchange.address(
                scopes, redirect=door.redirect, state=state, verifier=verifier, hint=hint
            )
        )
        told = door.wait(seconds)
        return _tokens(exchange, told, scopes, door.redirect, verifier)


def by_pasting(
    exchange: Exchange,
    scopes: tuple[str, ...],
    *,
    show: Show,
    paste: Callable[[], str],
    redirect: str = "",
    hint: str = "",
) -> Tokens:
    """With a browser anywhere: a person brings the address that it ends at.

    `redirect` is what the client is registered with, where that is not a loopback.
    """
    state, verifier = fresh_state(), fresh_verifier()
    provider = exchange.provider
    ends_at = redirect or f"http://{provider.redirect_host}:{provider.port or 8765}/"
    show(exchange.address(scopes, redirect=ends_at, state=state, verifier=verifier, hint=hint))
    told = dict(parse_qsl(urlsplit(paste().strip()).query))
    if not is_state(told, state):
        raise SignInError(
            "That is not the address to which this sign-in leads.",
            hint="Sign in again, and copy the whole address that the browser ends at, even where"
            " it shows an error.",
        )
    return _tokens(exchange, checked(told), scopes, ends_at, verifier)


def by_device(
    exchange: Exchange,
    scopes: tuple[str, ...],
    *,
    tell: Callable[[str, str], None],
    sleep: Callable[[float], None] = time.sleep,
) -> Tokens:
    """With a browser anywhere: `tell` says an address and the code that is typed there."""
    if not exchange.provider.device:
        raise SignInError(
            f"{exchange.provider.name} knows no codes for devices.",
            hint="Sign in with a browser, or with  --no-browser  and a browser elsewhere.",
        )
    asked = exchange.device(scopes)
    tell(asked.address, asked.code)
    waited, pause = 0.0, asked.pause
    while waited < asked.lasts:
        sleep(pause)
        waited += pause
        try:
            return exchange.with_device(asked, scopes)
        except PendingError as error:
            pause += 5.0 if error.is_too_fast else 0.0  # RFC 8628, 3.5
        except (CutOffError, WaitError) as error:  # the same: ask on, and less often
            pause = max(2 * pause, getattr(error, "seconds", None) or 0.0)
    raise SignInError("Nobody typed the code in time.", hint="Sign in again.")


def _tokens(
    exchange: Exchange, told: Answered, scopes: tuple[str, ...], redirect: str, verifier: str
) -> Tokens:
    tokens = exchange.with_code(told["code"], redirect=redirect, verifier=verifier, scopes=scopes)
    brought = {name: told[name] for name in exchange.provider.keeps if name in told}
    return replace(tokens, more=tuple({**brought, **dict(tokens.more)}.items()))
