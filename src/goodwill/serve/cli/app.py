"""The `goodwill` command: its help, and the options that stand before all commands."""

from __future__ import annotations

from typing import Annotated

import typer

from goodwill.serve.cli.commands import AllCommands
from goodwill.serve.cli.options import BookOption

__all__ = ["app"]

ABOUT = """Goodwill keeps the books on client relationships.

It reads mail, calendars, deals, invoices and hours, and draws up a statement for each
account: what kind of relationship it is, what it earns and costs, what to do next, and
the words and rows each line stands on. Nothing leaves this machine.

\b
Start here:
  goodwill demo                      a made-up company, in a browser
  goodwill import mail/ csv/         read your own files into a book
  goodwill map export.csv            explain a table that is not known yet
  goodwill connect imap ...          a mailbox that the book keeps up with
  goodwill sync                      what is new there
  goodwill serve                     the pages, in a browser
  goodwill accounts                  all accounts at a glance
  goodwill statement ACCOUNT         one account in full
  goodwill why ACCOUNT LINE          what a line stands on
  goodwill commitments ACCOUNT       who owes whom what, by when
  goodwill committee ACCOUNT         who decides, and whom you have not met
  goodwill dispute ACCOUNT LINE      say that a line is right or wrong
  goodwill plan                      what to do next, whose hours it takes
  goodwill digest                    what changed this week
  goodwill export tables DIR         all of it as files for other programs

\b
Exit codes: 0 done, 1 done with rejects (they are listed), 2 the call was wrong,
3 a source or the book failed."""

app = typer.Typer(
    cls=AllCommands,
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        from importlib.metadata import version

        typer.echo(version("goodwill"))
        raise typer.Exit


@app.callback()
def before(
    book: BookOption = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Take the options that stand before the command; `options.book_place` reads them."""
