"""`goodwill serve`: the pages over a book, on this machine."""

from __future__ import annotations

import atexit
import gc
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from types import FrameType
from typing import TYPE_CHECKING, Annotated, cast

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.browser import show
from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import AsOfOption, BookOption, book_place, parse_day, up_to_date
from goodwill.serve.cli.progress import progress_bar
from goodwill.serve.cli.way import HERE, Way
from goodwill.serve.log_places import log_to

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.serve.ports import PagesPort
    from goodwill.serve.web.shelf import Shelf

__all__ = ["add_to", "bound", "serve_book"]

PORT = 8421


def serve(  # noqa: PLR0917 - typer reads the names, nobody calls by position
    context: typer.Context,
    port: Annotated[
        int, typer.Option(help="Another door, where this one is taken; 0 takes any free one.")
    ] = PORT,
    as_of: AsOfOption = None,
    host: Annotated[
        str, typer.Option(help="Beyond this machine: the address to listen at. Needs users.")
    ] = HERE,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A name that browsers ask for it by; may be repeated."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="The TLS certificate (PEM), with --key.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The private key of --certificate.")] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy before it speaks TLS to browsers.")
    ] = False,
    log: Annotated[
        list[str] | None,
        typer.Option("--log-to", help="Refusals and the audit: -, a file, syslog, syslog:HOST."),
    ] = None,
    names_below: Annotated[
        bool, typer.Option("--names-below", help="Names below --name speak TLS alone, too (HSTS).")
    ] = False,
    book: BookOption = None,
) -> None:
    """Open the book's pages in a browser. They are served to this machine only, until Ctrl-C.

    Where there is no book yet, an empty one is made, and its first page takes files.
    GOODWILL_NO_BROWSER=1 keeps the browser closed. Beyond this machine they are served to users
    only (goodwill users), and over TLS.

    \b
    Examples:
      goodwill serve
      goodwill --book acme serve --port 9000
      goodwill serve --as-of 2026-06-30
      goodwill serve --host 0.0.0.0 --name books.ours.example --certificate c.pem --key k.pem
    """
    way = Way(
        host=host,
        names=tuple(name or ()),
        certificate=certificate,
        key=key,
        behind_tls=behind_tls,
        names_below=names_below,
    )
    log_to(log if log is not None else way.logs_to)
    where = book_place(context, book)
    with up_to_date(where, create=True) as found, bound(port, host) as door:
        way.check(found)
        day = parse_day(as_of)
        with progress_bar() as told:
            newest = found.assess(day, told).as_of
        serve_book(found, newest, door, follows_today=day is None, way=way)


TURN = 0.0005
"""Seconds after which a thread that draws lets another one go on. In the usual 5 ms an answer that
is ready waits for its turn at each step on its way out, and a busy minute becomes a queue."""

PATIENCE = 4
"""Seconds for which whoever is being answered is waited for when the program is asked to end."""

_IDLE = "AnyIO"
"""What the threads are called in which pages were drawn; they wait for the next one."""

COLLECTED_AFTER = 50_000
"""New objects before Python looks for cycles; a page makes some thousands."""


def serve_book(
    book: PagesPort,
    newest: date,
    door: socket.socket,
    *,
    follows_today: bool = False,
    way: Way | None = None,
) -> None:
    """Answer at a door until Ctrl-C, the newest statements those of `newest`; show the pages.

    With `follows_today` the newest day moves on at midnight.
    """
    import uvicorn

    from goodwill.serve.web.app import create_app
    from goodwill.serve.web.door import Door
    from goodwill.serve.web.first_pages import draw_first_pages
    from goodwill.serve.web.hands import Apart
    from goodwill.serve.web.rendering import warm
    from goodwill.serve.web.shelf import Shelf

    hands = None if "://" in book.place else Apart(book)
    shelf = Shelf(book, newest, follows_today=follows_today, hands=hands)
    shelf.portfolio(newest)
    warm()
    sys.setswitchinterval(TURN)
    way = way or Way()
    door_of = Door(is_secure=way.is_secure, names_below=way.names_below)
    app = create_app(shelf, names=way.answered, door=door_of, runs_sources=True)
    draw_first_pages(app, shelf, min(way.answered))
    config = uvicorn.Config(
        app,
        ssl_certfile=way.certificate,
        ssl_keyfile=way.key,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    address = way.address(door.getsockname()[1])
    whom = "only on this machine" if way.is_here else "for its users"
    say(f"Goodwill is at {address} ({whom}). Ctrl-C ends it.")
    show(address)
    server = uvicorn.Server(config)
    leave = server.handle_exit

    def end(sig: int, frame: FrameType | None) -> None:
        app.state.crowd.end()
        leave(sig, frame)

    server.handle_exit = end  # type: ignore[method-assign]
    _settle_memory()
    with _kept_up(shelf), app.state.live, suppress(KeyboardInterrupt):
        server.run(sockets=[door])
    atexit.register(_leave)


def _leave() -> None:
    """End the process under sources that are still read: a server may take its time to answer.

    What was not committed is rolled back, as when the machine stops. An interpreter that is taken
    down around a thread at work tells of everything that the thread still holds.
    """
    if any(one.daemon and not one.name.startswith(_IDLE) for one in enumerate_threads()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _settle_memory() -> None:
    """Let Python look for cycles seldom, and never again among what is there by now.

    Drawing a page makes many objects and no cycles; looking through all templates and statements
    meanwhile takes a fifth of it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER, *gc.get_threshold()[1:])


@contextmanager
def _kept_up(shelf: Shelf) -> Iterator[None]:
    """While the pages are served, what an import brings is taken in behind them."""
    from goodwill.serve.api.webhook_delivery import watched
    from goodwill.serve.audit_log import followed

    ended = Event()
    keeper = Thread(target=shelf.keep_up, args=(ended,), daemon=True)
    keeper.start()
    watchers = [*watched(shelf, ended), followed(cast("Book", shelf.whole).store, ended)]
    try:
        yield
    finally:
        ended.set()
        for each in (keeper, *watchers):
            each.join(timeout=1)


def bound(port: int, host: str = HERE) -> socket.socket:
    """A door of this machine, taken before the work, so that a taken one is told at once."""
    # The protocol is named, for else asyncio does not send at once what is ready (TCP_NODELAY),
    # and every answer waits 40 ms for the other side to say that it has its head.
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen()  # who asks before the pages are ready waits, and is not refused
    except (OSError, OverflowError) as fault:
        door.close()
        where = "this machine" if host == HERE else host
        raise CallError(
            f"Port {port} of {where} cannot be had: {str(fault).rstrip('.')}.",
            hint="Choose another, or any that is free:  --port 0",
        ) from fault
    return door


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("serve")(serve)
