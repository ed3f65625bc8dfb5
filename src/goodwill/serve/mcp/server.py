"""The protocol itself, by its own library: tools and resources over one book, errors in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING

import orjson
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp_types import ToolAnnotations

from goodwill.errors import GoodwillError
from goodwill.serve.cli.faults import save_report
from goodwill.serve.mcp.fences import Fences
from goodwill.serve.mcp.tools import Tools
from goodwill.serve.words import plain

if TYPE_CHECKING:
    from goodwill.serve.mcp.answers import Document
    from goodwill.serve.ports import PagesPort

__all__ = ["make_server"]

ABOUT = """Goodwill keeps the books on client relationships. For each account it says which kind of
relationship this is, which trust was earned, which unhealthy patterns show and what they cost, what
was promised, who decides, what is at risk and what to do next. Start with list_accounts, then
get_statement; get_evidence opens any line to the words and rows it rests on. Cite `ref` and `on`
for what you repeat. A probability is a chance and no fact; null means that there is not enough to
tell. Goodwill judges relationships with accounts, never employees. Everything here is read only."""
READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(book: PagesPort) -> MCPServer[None]:
    """A server over a book; nothing is asked of the book before somebody calls."""
    fences = Fences()
    tools = Tools(book, fences)
    server: MCPServer[None] = MCPServer(
        "goodwill",
        title="Goodwill",
        instructions=f"{ABOUT} {fences.rule}",
        version=version("goodwill"),
        log_level="CRITICAL",
    )
    for tool in tools.all():
        server.add_tool(_in_words(tool, ToolError), annotations=READS)
    _add_resources(server, tools)
    return server


def _add_resources(server: MCPServer[None], tools: Tools) -> None:
    """The same documents by address, for programs that attach them to a conversation."""

    @server.resource("goodwill://accounts", mime_type="application/json")
    def accounts() -> str:
        """The first accounts."""
        return _text(tools.list_accounts, at_most=50)

    @server.resource("goodwill://accounts/{account}/statement", mime_type="application/json")
    def statement(account: str) -> str:
        """One account's statement in short."""
        return _text(tools.get_statement, account)

    @server.resource("goodwill://catalogue/{concept}", mime_type="application/json")
    def concept(concept: str) -> str:
        """What a word of the catalogue means."""
        return _text(tools.get_concept, concept)


def _text(ask: Callable[..., Document], *words: str, **more: int) -> str:
    answer = _in_words(ask, ResourceError)(*words, **more)
    return orjson.dumps(answer, default=str).decode()


def _in_words(
    ask: Callable[..., Document], error: type[ToolError | ResourceError]
) -> Callable[..., Document]:
    """The same question, where what goes wrong is said in words and no traceback leaves."""

    @wraps(ask)
    def asked(*words: object, **more: object) -> Document:
        try:
            return ask(*words, **more)
        except GoodwillError as fault:
            raise error(plain(f"{fault.message} {fault.hint}".strip())) from None
        except Exception as fault:  # noqa: BLE001  the caller is told in words, the report has it
            raise error(
                f"Goodwill met an error it does not know ({type(fault).__name__}). "
                f"A report was saved in {save_report(fault)}"
            ) from None

    return asked
