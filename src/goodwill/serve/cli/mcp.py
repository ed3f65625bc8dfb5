"""`goodwill mcp`: the book's answers for an assistant, over the Model Context Protocol."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, cast

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import BookOption, book_place, up_to_date
from goodwill.serve.cli.serve import bound
from goodwill.serve.cli.way import HERE

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from goodwill.book import Book
    from goodwill.serve.ports import PagesPort

__all__ = ["add_to"]


def mcp(
    context: typer.Context,
    http: Annotated[
        bool, typer.Option("--http", help="Answer over HTTP on this machine, not by pipe.")
    ] = False,
    port: Annotated[int, typer.Option(help="Where, with --http; 0 takes any free one.")] = 8422,
    book: BookOption = None,
) -> None:
    """Let an assistant ask the book: accounts, statements, evidence, promises, plans.

    It speaks the Model Context Protocol by pipe, so an assistant starts it itself; put this into
    its settings. Everything is read only, mail is marked as data, and what the assistant does with
    an answer is up to the assistant: with one that runs elsewhere, what it asks for leaves this
    machine. Where the book has users, GOODWILL_TOKEN says as whom it asks; over HTTP each request
    has to show the same token (Authorization: Bearer TOKEN), as every program here could ask.

    \b
      {"mcpServers": {"goodwill":
        {"command": "goodwill", "args": ["--book", "/path/to/book", "mcp"]}}}

    \b
    Examples:
      goodwill mcp
      goodwill --book acme mcp --http --port 9001
    """
    from goodwill.access.by_token import seen_with

    with up_to_date(book_place(context, book)) as whole:
        secret = os.environ.get("GOODWILL_TOKEN", "")
        book_for = seen_with(cast("Book", whole), secret, audience="mcp")
        server = _server(book_for)
        if not http:
            server.run("stdio")
            return
        _serve(server, port, "" if book_for is whole else secret)


def _server(book: PagesPort) -> MCPServer[None]:
    try:
        from goodwill.serve.mcp.server import make_server
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
            raise
        raise CallError(
            "The Model Context Protocol is not installed.",
            hint="Install it with:  pip install 'goodwill[mcp]'",
        ) from None
    return make_server(book)


def _serve(server: MCPServer[None], port: int, token: str) -> None:
    """Answer over HTTP until Ctrl-C, to requests that name this machine and show the token."""
    from contextlib import suppress

    import uvicorn
    from mcp.server.transport_security import TransportSecuritySettings

    from goodwill.serve.mcp.shown_token import ShownToken

    with bound(port) as door:
        number = door.getsockname()[1]
        hosts = [f"{HERE}:{number}", f"localhost:{number}"]
        app = server.streamable_http_app(
            transport_security=TransportSecuritySettings(
                allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
            )
        )
        asked = ShownToken(app, token) if token else app
        config = uvicorn.Config(asked, log_level="warning", access_log=False, server_header=False)
        say(f"Goodwill answers at http://{hosts[0]}/mcp (only on this machine). Ctrl-C ends it.")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[door])


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("mcp")(mcp)
