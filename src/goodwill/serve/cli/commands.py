"""Every command: what the help says of it, and the module that it is loaded from when it is called.

A command takes longer to load than to do its work, and there are forty: so only the one that was
called is. To add one, write its module with `add_to`, and name it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.main import get_group

from goodwill.serve.cli.faults import GoodwillGroup

__all__ = ["OFFERED", "AllCommands", "Offered"]


class Offered(NamedTuple):
    """A command or a group: its module beside this one, and its line in the help."""

    module: str
    says: str


OFFERED: Mapping[str, Offered] = {
    "demo": Offered("demo", "A made-up company, in a browser."),
    "import": Offered("importing", "Read files and folders into the book."),
    "connect": Offered("connect", "A mailbox, calendar or folder to keep up with."),
    "sync": Offered("sync", "What is new of the connected sources."),
    "map": Offered("mapping", "Explain a table that Goodwill does not know."),
    "assess": Offered("assess", "Draw up every account's statement."),
    "accounts": Offered("accounts", "All accounts at a glance."),
    "statement": Offered("statement", "One account in full."),
    "statements": Offered("statement", "Every account in full."),
    "plan": Offered("plan", "What to do next, and what you decide of it."),
    "committee": Offered("statement_parts", "Who decides, and whom we have not met."),
    "commitments": Offered("statement_parts", "Promises, both ways."),
    "why": Offered("why", "What a line stands on, for and against."),
    "dispute": Offered("dispute", "Say that a line is right or wrong."),
    "digest": Offered("digest", "What changed this week."),
    "read": Offered("read", "What is seen in a text, without a book."),
    "evaluate": Offered("evaluate", "How well it reads, on labelled data."),
    "simulate": Offered("simulate", "A made-up company with known truth."),
    "calibrate": Offered("calibrate", "Fit chances to what people answered."),
    "backtest": Offered("backtest", "Which statements foresaw what came."),
    "doctor": Offered("doctor", "What is connected, what is missing."),
    "rebuild": Offered("rebuild", "Work out again what is derived from facts."),
    "rekey": Offered("rekey", "Another key for what is sealed."),
    "verify": Offered("verify", "Find what changed in the book by itself."),
    "backup": Offered("backup", "The whole book in one encrypted file."),
    "restore": Offered("restore", "Make a book of a backup."),
    "concept": Offered("concept", "What a word of the catalogue means."),
    "signals": Offered("signals", "What is measured."),
    "serve": Offered("serve", "The pages, in a browser."),
    "users": Offered("users", "Several people, each with their own accounts."),
    "mcp": Offered("mcp", "The book's answers for an assistant."),
    "lake": Offered("lake", "A company too large for one machine, on Spark."),
    "export": Offered("exports", "What the book holds, as files."),
    "extensions": Offered("extensions", "What other packages bring."),
    "erase": Offered("erase", "Forget a person, everywhere."),
    "audit": Offered("audit", "Who looked at whose words."),
    "config": Offered("config", "The settings in force."),
}
"""By name, in the order of the help."""


class _WhenCalled(Mapping[str, Any]):
    """The commands by name, each loaded when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        return _commands_of(OFFERED[name].module)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(OFFERED)

    def __len__(self) -> int:
        return len(OFFERED)


class AllCommands(GoodwillGroup):
    """What stands behind `goodwill`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = _WhenCalled()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  none is loaded to be listed
        """All names."""
        return [*OFFERED]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """What the help says of each."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.says) for name, one in OFFERED.items()])


@cache
def _commands_of(module: str) -> Mapping[str, Any]:
    """What a module puts into an app."""
    own = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    import_module(f"goodwill.serve.cli.{module}").add_to(own)
    return get_group(own).commands
