"""Signing in by consent in a terminal: whose client, with which browser."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from goodwill.errors import CallError
from goodwill.serve.cli.browser import show
from goodwill.serve.cli.connecting import password
from goodwill.serve.cli.faults import say

if TYPE_CHECKING:
    from goodwill.live.base import SourceConfig
    from goodwill.live.oauth.provider import Client

__all__ = [
    "ClientFileOption",
    "ClientIdOption",
    "GatewayOption",
    "NoBrowserOption",
    "TenantOption",
    "client_said",
    "signed_in",
]

_CLIENT_ID = re.compile(r"[A-Za-z0-9._:-]{4,300}")

ClientIdOption = Annotated[
    str, typer.Option("--client-id", help="The client id that you made at the provider.")
]
ClientFileOption = Annotated[
    Path | None,
    typer.Option(
        "--client-file",
        metavar="FILE",
        help="A file with it: the JSON that Google's console gives, or id and secret as two lines.",
    ),
]
NoBrowserOption = Annotated[
    bool, typer.Option("--no-browser", help="The browser is on another machine.")
]
GatewayOption = Annotated[
    str,
    typer.Option(
        "--gateway", metavar="URL", help="A gateway of our own that passes requests to the vendor."
    ),
]


TenantOption = Annotated[
    str, typer.Option("--tenant", help="Your company's id or domain, where Microsoft asks for it.")
]


def client_said(client_id: str, client_file: Path | None, *, has_secret: bool) -> Client:
    """The client that somebody named; its secret is asked for where it has one."""
    from goodwill.live.oauth.provider import Client

    if client_file is not None:
        return _from_file(client_file)
    if not client_id:
        raise CallError(
            "Which client signs in was not said.",
            hint="Make one as docs/sign-in.md says, then give --client-id or --client-file.",
        )
    return Client(id=client_id, secret=password("Client secret") if has_secret else "")


def _from_file(path: Path) -> Client:
    from goodwill.live.oauth.provider import Client

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"{path} cannot be read: {error}.", hint="Name another file.") from error
    if text.lstrip().startswith("{"):
        try:
            told = next(iter(orjson.loads(text).values()))
            found = [str(told["client_id"]), str(told.get("client_secret") or "")]
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
            found = []
    else:
        found = text.split()
    if not found or not _CLIENT_ID.fullmatch(found[0]):
        raise CallError(
            f"{path} holds no client.", hint="Download it again from the provider's console."
        )
    return Client(id=found[0], secret=found[1] if len(found) > 1 else "")


def signed_in(config: SourceConfig, client: Client, *, no_browser: bool) -> str:
    """What a source is opened with, once somebody has agreed: sealed like a password."""
    from goodwill.live.connected import kind_named
    from goodwill.live.oauth.asking import Exchange
    from goodwill.live.oauth.signing_in import by_browser, by_device, by_pasting

    consent = kind_named(config.kind).consent
    if consent is None:
        raise CallError(f"{config.kind} is not signed in to so.", hint="Give its password.")
    exchange = Exchange(consent.provider(config), client)
    scopes = consent.scopes(config)
    if not no_browser:
        return by_browser(exchange, scopes, show=_show, hint=config.user).as_text()
    if exchange.provider.device:
        return by_device(exchange, scopes, tell=_tell).as_text()
    return by_pasting(exchange, scopes, show=_ask, paste=_pasted, hint=config.user).as_text()


def _show(address: str) -> None:
    say(f"Agree in your browser; if none opens, go to:\n\n{address}\n")
    show(address)


def _tell(address: str, code: str) -> None:
    say(f"On any machine go to  {address}  and type this code:  {code}")


def _ask(address: str) -> None:
    say(
        f"On any machine go to:\n\n{address}\n\nand agree. The browser then ends at a page that"
        " does not open; copy its whole address and paste it here."
    )


def _pasted() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Address", hide_input=True, err=True))
    return sys.stdin.readline()
