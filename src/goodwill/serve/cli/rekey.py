"""`goodwill rekey`: another key for passwords, tokens and codes that a book keeps sealed."""

from __future__ import annotations

from typing import Annotated

import typer

from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import BookOption, book_place

__all__ = ["add_to"]


def rekey(
    context: typer.Context,
    new: Annotated[bool, typer.Option("--new", help="Make a new key first.")] = False,
    forget_old: Annotated[
        bool,
        typer.Option("--forget-old", help="No book needs the old keys any more: let go of them."),
    ] = False,
    book: BookOption = None,
) -> None:
    """Seal the book's passwords, tokens and codes with the newest key, or with a new one.

    Old keys stay beside it, so that your other books open: run this for each of them, and then once
    with --forget-old. Where a key may be known to somebody, change what it sealed as well.

    \b
    Examples:
      goodwill rekey --new
      goodwill --book acme rekey
      goodwill rekey --forget-old
    """
    from goodwill.book import open_book
    from goodwill.upkeep.rekeying import rekey as make

    found = open_book(book_place(context, book))
    try:
        done = make(found.store, new=new, forget_old=forget_old)
    finally:
        found.close()
    say(f"{done.done} secrets are sealed with the newest key.")
    if done.closed:
        say(f"{done.closed} were sealed with a key that is not here: sign in to them anew.")
    if forget_old:
        say("The old keys are gone.")
    else:
        say("When each of your books has been through this:  goodwill rekey --forget-old")


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("rekey")(rekey)
