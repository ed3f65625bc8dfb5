"""`goodwill demo`: a made-up company with known truth, read, assessed and marked.

The company and the marking are `goodwill.demo`'s; here they are put through the same steps
that a reader's own files go through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.clock import today
from goodwill.serve.cli.browser import is_wanted
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
from goodwill.serve.cli.serve import bound, serve_book

if TYPE_CHECKING:
    from goodwill.demo.mark import Marks
    from goodwill.demo.truth import Truth
    from goodwill.facts.money import Money
    from goodwill.facts.statement import Statement

__all__ = ["add_to"]

DEMO_FOLDER = "goodwill-demo"


def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help=f"Where all goes; else ./{DEMO_FOLDER}."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number, other words and figures.")] = 1,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Make up a company, read its files, assess its accounts and open its pages in a browser.

    What is planted in the company is known, so the statements are marked against it. Needs no
    network. The pages are served until Ctrl-C; without a screen, or with GOODWILL_NO_BROWSER=1, the
    command ends by itself. The book and everything else go into one folder, which is made anew
    each time; your own book is never touched.

    \b
    Examples:
      goodwill demo
      goodwill demo --folder other --seed 12
    """
    place = folder or Path(place_before(context, book) or DEMO_FOLDER)
    truth = make(place, seed)
    drawn = read_and_assess(place, truth)
    marks = mark([statement for statement, _ in drawn], truth)
    page = write_pages(place, drawn)
    if format is TextFormat.JSON:
        echo_json(as_document(place, truth, marks))
    else:
        from goodwill.serve.text.reports import marks_report

        marks_report(console(), marks)
    say(f"All accounts in one file: {page}")
    say(f"Its pages:    goodwill --book {place} serve --as-of {truth.as_of}")
    say(f"One account:  goodwill --book {place} statement portway --as-of {truth.as_of}")
    if is_wanted() and format is TextFormat.TEXT:
        with opened(str(place)) as found, bound(0) as door:
            serve_book(found, truth.as_of, door)


def make(place: Path, seed: int) -> Truth:
    """The company's files in a folder of their own, and beside it what is planted in them."""
    from goodwill.demo.company import make_company
    from goodwill.demo.folder import COMPANY, TRUTH, clear_folder
    from goodwill.demo.plan import load_firm
    from goodwill.demo.truth import write_truth

    clear_folder(place)
    truth = make_company(place / COMPANY, seed=seed, as_of=today(load_firm().timezone))
    write_truth(truth, place / TRUTH)
    say(f"A made-up company is in {place / COMPANY}, what is true of it in {place / TRUTH}.")
    return truth


def read_and_assess(place: Path, truth: Truth) -> list[tuple[Statement, Money]]:
    """All statements of the company with their money, through a book as any other."""
    from goodwill.demo.folder import COMPANY

    with opened(str(place), create=True) as found, progress_bar() as told:
        found.import_paths([place / COMPANY], told)
        found.assess(truth.as_of, told)
        return [
            (each, found.money(each["account"]["id"], as_of=truth.as_of))
            for each in found.statements(truth.as_of)
        ]


def mark(statements: Sequence[Statement], truth: Truth) -> Marks:
    """The statements against the truth."""
    from goodwill.demo.mark import mark as mark_all

    return mark_all(statements, truth)


def write_pages(place: Path, drawn: Sequence[tuple[Statement, Money]]) -> Path:
    """The page of all accounts, and one for each of them, beside the book."""
    from goodwill.demo.folder import PAGES, PORTFOLIO
    from goodwill.serve.html.pages import portfolio_page, statement_page
    from goodwill.serve.titles import load_titles

    titles = load_titles()
    (place / PAGES).mkdir()
    for statement, money in drawn:
        page = place / PAGES / f"{statement['account']['id']}.html"
        page.write_text(statement_page(statement, titles, money), "utf-8")
    portfolio = place / PORTFOLIO
    portfolio.write_text(
        portfolio_page([each for each, _ in drawn], titles, [money for _, money in drawn]), "utf-8"
    )
    return portfolio


def as_document(place: Path, truth: Truth, marks: Marks) -> dict[str, object]:
    """The marks for programs."""
    return {
        "folder": str(place),
        "as_of": truth.as_of.isoformat(),
        "seed": truth.seed,
        "marks": [{**asdict(one), "total": one.total} for one in marks.marks],
        "misses": list(marks.misses),
    }


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("demo")(demo)
