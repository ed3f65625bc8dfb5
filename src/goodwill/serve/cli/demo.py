"""`goodwill demo`: a made-up company with known truth, read, assessed and marked.

The company and the marking are `goodwill.demo`'s; here they are put through the same commands
that a reader's own files go through.
"""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    opened,
    place_before,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from goodwill.facts.statement import Statement
    from goodwill.serve.ports import Marks, Truth

__all__ = ["add_to"]

DEMO_BOOK = "goodwill-demo/book"
SEED = 7


def demo(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="Another number makes another company.")] = SEED,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Make up a company, read its files, assess its accounts and open the page of all of them.

    What is planted in the company is known, so the statements are marked against it. Needs no
    network. GOODWILL_NO_BROWSER=1 keeps the browser closed. Without --book, all goes to
    ./goodwill-demo; your own book is never touched.

    \b
    Examples:
      goodwill demo
      goodwill demo --seed 12 --book other/book
    """
    place = Path(place_before(context, book) or DEMO_BOOK)
    company = place.with_name(f"{place.name}-company-{seed}")
    refuse_other_book(place, company)
    truth = make_company(company, seed)
    say(f"A made-up company is in {company}, its book in {place}.")
    with opened(str(place), create=True) as found, progress_bar() as told:
        found.import_paths([company], told)
        found.assess(truth.as_of, told)
        statements = list(found.statements(truth.as_of))
        page = write_page(place, statements)
    marks = mark(statements, truth)
    if format is TextFormat.JSON:
        echo_json(marks, indent=True)
    else:
        from goodwill.serve.text.reports import marks_report

        marks_report(console(), marks)
    say(f"All accounts: {page}")
    say(f"One of them:  goodwill --book {place} statement ACCOUNT --as-of {truth.as_of}")
    open_page(page)


def refuse_other_book(place: Path, company: Path) -> None:
    """Never mix a made-up company into a book that holds anything else."""
    if place.exists() and not company.exists():
        raise CallError(
            f"{place} already holds something else than this demo.",
            hint="Name a folder that is not there yet:  goodwill demo --book DIR",
        )


def make_company(folder: Path, seed: int) -> Truth:
    """The company's files, and what is planted in them."""
    maker = import_module("goodwill.demo.company").make_company
    return cast("Callable[[Path, int], Truth]", maker)(folder, seed)


def mark(statements: Sequence[Statement], truth: Truth) -> Marks:
    """The statements against the truth."""
    marker = import_module("goodwill.demo.mark").mark
    return cast("Callable[[Sequence[Statement], Truth], Marks]", marker)(statements, truth)


def write_page(place: Path, statements: Sequence[Statement]) -> Path:
    """The page of all accounts, beside the book."""
    from goodwill.serve.html.pages import portfolio_page
    from goodwill.serve.titles import load_titles

    page = place.with_name(f"{place.name}-accounts.html")
    page.write_text(portfolio_page(statements, load_titles()), "utf-8")
    return page


def open_page(page: Path) -> None:
    """Show the page, where there is a screen and nobody said not to."""
    has_screen = sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_screen and os.environ.get("GOODWILL_NO_BROWSER") != "1":
        webbrowser.open(page.resolve().as_uri())


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("demo", short_help="A made-up company, in a browser.")(demo)
