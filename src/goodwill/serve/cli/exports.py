"""`goodwill export`: what a book holds, as files for other programs.

Each command of the group is one sort of file; those that have to do with a person are next door.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import GoodwillGroup, say
from goodwill.serve.cli.options import (
    AccountArgument,
    AsOfOption,
    BookOption,
    FolderArgument,
    LanguageOption,
    book_place,
    in_language,
    parse_day,
    up_to_date,
)
from goodwill.serve.cli.output import echo_json
from goodwill.serve.cli.people_exports import add_people

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.serve.ports import PagesPort

__all__ = ["add_to"]

group = typer.Typer(
    cls=GoodwillGroup,
    help="Write what the book holds into files for other programs.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class TableForm(StrEnum):
    """Forms a table can take."""

    PARQUET = "parquet"
    CSV = "csv"


@group.command("tables", short_help="All tables, as Parquet or CSV, with a dictionary.")
def tables(
    context: typer.Context,
    folder: FolderArgument,
    as_of: AsOfOption = None,
    book: BookOption = None,
    format: Annotated[  # noqa: A002 - the option is called --format
        TableForm, typer.Option("--format", help="Parquet keeps exact decimals and types.")
    ] = TableForm.PARQUET,
) -> None:
    """Write every table with its dictionary: statements by line, signals, rows as imported.

    Beside the tables stand dictionary.csv and dictionary.md, which say what each column is, and
    dbt_sources.yml over the same tables as SQL views. Mails are in it without their text.

    \b
    Examples:
      goodwill export tables out/
      goodwill export tables out/ --format csv --as-of 2026-06-30
    """
    from goodwill.serve.exports.tables import write_tables

    _need_folder(folder)
    with up_to_date(book_place(context, book)) as found:
        written = list(write_tables(found, folder, format.value, parse_day(as_of)))
        _note(found, "tables")
    for name, rows in written:
        typer.echo(f"{folder / name}  {rows} rows")
    say("What each column says stands in dictionary.md.")


@group.command("datasette-metadata", short_help="What Datasette shows of the book.")
def datasette_metadata() -> None:
    """Print a metadata file for Datasette: what each view and column says.

    \b
    Example:
      goodwill export datasette-metadata > metadata.json
      datasette book.db --immutable --metadata metadata.json
    """
    from goodwill.serve.exports.dictionary import datasette_metadata as metadata

    echo_json(metadata(), indent=True)


FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]


@group.command("crm", short_help="Kind, stage and next step of each account, for a CRM.")
def crm(
    context: typer.Context,
    file: FileArgument,
    as_of: AsOfOption = None,
    book: BookOption = None,
) -> None:
    """Write a CSV file with one row for each account: its kind, stage and next step as fields.

    A CRM finds the company by account_id or domain; the other columns become fields of it.

    \b
    Example:
      goodwill export crm companies.csv
    """
    from goodwill.serve.exports.crm import crm_csv

    with up_to_date(book_place(context, book)) as found:
        text = crm_csv(found.statements(parse_day(as_of)))
        _note(found, "crm")
    file.write_text(text, "utf-8", newline="")
    typer.echo(f"{file}  {text.count(chr(13)) - 1} accounts")


@group.command("workbook", short_help="All statements as a workbook (.xlsx).")
def workbook(
    context: typer.Context,
    file: FileArgument,
    as_of: AsOfOption = None,
    book: BookOption = None,
) -> None:
    """Write a workbook with a sheet for each table of the statements. No cell holds a formula.

    \b
    Example:
      goodwill export workbook review.xlsx --as-of 2026-06-30
    """
    from goodwill.serve.exports.workbook import write_workbook

    with up_to_date(book_place(context, book)) as found:
        written = write_workbook(found, file, parse_day(as_of))
        _note(found, "workbook")
    for sheet, rows in written:
        typer.echo(f"{file}!{sheet}  {rows} rows")


@group.command("markdown", short_help="One statement, to be pasted elsewhere.")
def markdown(
    context: typer.Context,
    account: AccountArgument,
    as_of: AsOfOption = None,
    book: BookOption = None,
    language: LanguageOption = None,
) -> None:
    """Print one account's statement in Markdown: the same lines as on its page.

    \b
    Example:
      goodwill export markdown acme > acme.md
    """
    from goodwill.serve.titles import load_titles
    from goodwill.serve.web.markdown import as_markdown

    with in_language(language), up_to_date(book_place(context, book)) as found:
        text = as_markdown(found.statement(account, as_of=parse_day(as_of)), load_titles())
    typer.echo(text.encode("utf-8", "replace"), nl=False)


@group.command("schema", short_help="The shape of a statement, as JSON Schema.")
def schema() -> None:
    """Print the JSON Schema of a statement: what `goodwill statement --format json` holds to.

    What may change with which version is said in docs/statement.md.

    \b
    Example:
      goodwill export schema > statement-1.json
    """
    from goodwill.serve.exports.schema import kept_schema

    typer.echo(kept_schema(), nl=False)


def _note(book: PagesPort, what: str) -> None:
    """Write into the record of looks that all accounts went into a file."""
    from goodwill.clock import now
    from goodwill.privacy.audit import Entry, noted

    noted(cast("Book", book).store, Entry(who="", what="exported", at=now(), line=what))


def _need_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise CallError(f"{folder} is a file.", hint="Name a folder for the tables.")


def add_to(app: typer.Typer) -> None:
    """Put the group into the app."""
    add_people(group)
    app.add_typer(group, name="export")
