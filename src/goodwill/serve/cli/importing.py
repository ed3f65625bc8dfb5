"""`goodwill import`: files and folders into a book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import DONE_WITH_REJECTS, say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar

if TYPE_CHECKING:
    from goodwill.sources.queries import Queries

__all__ = ["add_to"]

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files and folders; told by what is in them."),
]
SqlOption = Annotated[
    str,
    typer.Option(
        "--sql",
        metavar="URL",
        envvar="GOODWILL_SQL",
        help="A database to ask: postgresql+psycopg://USER@HOST/NAME, sqlite:///FILE ...",
    ),
]
QueryOption = Annotated[str, typer.Option("--query", metavar="SQL", help="What to ask it.")]
QueriesOption = Annotated[
    Path | None,
    typer.Option("--queries", metavar="FILE", help="A TOML file with many queries instead."),
]
AsOption = Annotated[
    str, typer.Option("--as", metavar="NAME", help="What the query is called in the book.")
]
TableOption = Annotated[
    str,
    typer.Option("--table", metavar="TABLE", help="The table it gives, if columns do not tell."),
]


def import_files(
    context: typer.Context,
    paths: PathsArgument = None,
    *,
    sql: SqlOption = "",
    query: QueryOption = "",
    queries: QueriesOption = None,
    name: AsOption = "",
    table: TableOption = "",
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Read files and folders into the book; may be run again at any time.

    Knows mbox, Maildir, .eml, .ics, Outlook's .pst, .ost and .msg, and tables as CSV, Excel
    workbooks (every sheet is one), Parquet and Arrow, also inside .zip, .tar and .gz: a Google
    Takeout is imported as it comes. What a file is, is told by what is in it.
    What is already there is not added twice. Rows and messages that cannot be read are
    listed and kept in a file, to be mended and imported again.

    \b
    Examples:
      goodwill import ~/Mail/export.mbox invoices.csv
      goodwill --book books/acme import exports/ takeout-20260301.zip
      goodwill import ~/Outlook/archive.pst
      goodwill import --sql sqlite:///erp.db --query "select no as invoice_id, ..."
      goodwill import --sql postgresql+psycopg://reader@erp/sales --queries erp.toml
    """
    given = existing(paths or [])
    asked = asked_queries(sql, query, queries, name=name, table=table)
    if not given and asked is None:
        raise CallError(
            "Nothing was named to be imported.",
            hint="Name files or folders, or a database with --sql URL --query SQL.",
        )
    place = book_place(context, book)
    say(f"Book: {place}")
    with opened(place, create=True) as found, progress_bar() as told:
        report = found.import_paths(given, told, asked)
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
    else:
        from goodwill.serve.text.reports import import_report

        import_report(console(), report)
    if report.rejects:
        raise typer.Exit(DONE_WITH_REJECTS)


def existing(paths: list[str]) -> list[Path]:
    """The paths; one that is not there is a wrong call, before anything is read."""
    for path in paths:
        if not Path(path).exists():
            raise CallError(
                f'There is no file or folder "{path}".', hint="Check the spelling, or give another."
            )
    return [Path(path) for path in paths]


def asked_queries(
    url: str, query: str, queries: Path | None, *, name: str, table: str
) -> Queries | None:
    """What a database is asked for; None where no query was given."""
    if not query and queries is None:
        if name or table:
            raise CallError("--as and --table belong to a query.", hint="Give  --query SQL.")
        return None
    if query and queries is not None:
        raise CallError("Both --query and --queries were given.", hint="Give one of them.")
    if not url:
        raise CallError("It is not said which database to ask.", hint="Give  --sql URL.")
    from goodwill.sources.queries import Queries, Query
    from goodwill.sources.query_files import load_queries, table_named

    if queries is not None:
        return Queries(url=url, queries=load_queries(queries))
    one = Query(text=query, name=name, table=table_named(table) if table else None)
    return Queries(url=url, queries=(one,))


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("import")(import_files)
