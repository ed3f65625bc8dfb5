"""`goodwill lake`: a company too large for one machine, on Spark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.faults import DONE_WITH_REJECTS, say
from goodwill.serve.cli.importing import existing
from goodwill.serve.cli.options import AsOfOption, TextFormat, TextFormatOption, parse_day
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.cli.progress import progress_bar
from goodwill.serve.words import count

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from goodwill.opened import Opened

__all__ = ["add_to"]

ABOUT = """Read, judge and publish on a Spark cluster what is too much for one machine.

A lake is a folder. In LAKE/ledger stands a book with everything but the words of mails; mails and
statements stand as Parquet in LAKE/parquet, or wherever --parquet says. Every worker must see the
raw files under the same paths, and have the same version of Goodwill installed. The statements are
those that one machine would draw up, byte for byte.

\b
One after the other:
  goodwill lake import mail/ csv/ --lake LAKE --spark spark://HOST:7077
  goodwill lake assess --lake LAKE --spark spark://HOST:7077 --as-of 2026-06-30
  goodwill lake publish --lake LAKE --spark local[2] --as-of 2026-06-30 \\
      --book postgresql+psycopg://USER@HOST/NAME

\b
On this machine, to try it:  --spark 'local[*]'
It needs Java 17 and  pip install 'goodwill[spark]'.  More: docs/lake.md"""

LakeOption = Annotated[Path, typer.Option("--lake", metavar="DIR", help="The folder of the lake.")]
SparkOption = Annotated[
    str,
    typer.Option(
        "--spark",
        metavar="MASTER",
        help="local[*], spark://HOST:PORT, yarn, k8s://https://HOST:PORT.",
    ),
]
ConfOption = Annotated[
    list[str] | None,
    typer.Option(
        "--conf", metavar="NAME=VALUE", help="A setting of Spark; may be given several times."
    ),
]
ParquetOption = Annotated[
    str | None,
    typer.Option(
        "--parquet",
        metavar="URL",
        help="Where the Parquet goes, such as s3a://BUCKET/PATH; chosen once.",
        show_default=False,
    ),
]
TargetOption = Annotated[
    str | None,
    typer.Option(
        "--book",
        metavar="BOOK",
        help="The book that serves: a folder or a Postgres address; else the lake's ledger.",
        show_default=False,
    ),
]
PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files and folders that all workers see.")
]

lake = typer.Typer(help=ABOUT, no_args_is_help=True, rich_markup_mode=None, context_settings={})


@lake.command("import", short_help="Read raw files into the lake.")
def import_raw(
    paths: PathsArgument,
    *,
    where: LakeOption,
    master: SparkOption = "local[*]",
    parquet: ParquetOption = None,
    conf: ConfOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Read files and folders on the cluster; may be run again at any time, also after a crash.

    Knows what `goodwill import` knows. Files that did not change are not read again, of mailboxes
    that have grown only what is new. Large mailboxes are read by many workers at once, an archive
    by one: unpack it where it is large.

    \b
    Examples:
      goodwill lake import /data/mail /data/csv --lake /data/lake --spark spark://head:7077
      goodwill lake import /mnt/raw --lake lake --parquet s3a://acme/goodwill --spark yarn
    """
    from goodwill.clock import now
    from goodwill.lake.importing import import_into_lake
    from goodwill.lake.place import make_lake
    from goodwill.store.database import open_store

    given = existing(paths)
    with spark_at(master, conf) as spark, progress_bar() as told:
        found = make_lake(where, parquet)
        say(f"Lake: {found.folder}, Parquet at {found.parquet}")
        store = open_store(found.ledger, create=True)
        try:
            report = import_into_lake(spark, found, store, given, imported_at=now(), progress=told)
        finally:
            store.close()
    if format is TextFormat.JSON:
        echo_json(report, indent=True)
    else:
        from goodwill.serve.text.reports import import_report

        import_report(console(), report)
    if report.rejects:
        raise typer.Exit(DONE_WITH_REJECTS)


@lake.command("assess", short_help="Draw up every account's statement.")
def assess(
    *,
    where: LakeOption,
    master: SparkOption = "local[*]",
    as_of: AsOfOption = None,
    book: TargetOption = None,
    conf: ConfOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Draw up the statements of a day for all accounts, on the cluster.

    Who is who and which mails are one conversation is worked out on this machine first, where
    anything is new. With --book, what people said there (disputes, decisions, wanted kinds)
    counts.

    \b
    Examples:
      goodwill lake assess --lake /data/lake --spark spark://head:7077 --as-of 2026-06-30
    """
    from goodwill.lake.drawing import draw_up_lake
    from goodwill.lake.place import open_lake
    from goodwill.lake.publish import take_said

    found = open_lake(where)
    with spark_at(master, conf) as spark, book_at(str(found.ledger)) as ledger:
        if book is not None:
            with book_at(book) as target:
                take_said(ledger.store, target.store)
        day = parse_day(as_of) or ledger.today()
        drawn = draw_up_lake(spark, found, ledger, day)
    tell(format, "drawn", drawn, day, f"{found.statements(day.isoformat())}")


@lake.command("publish", short_help="Hand the statements to a book that serves them.")
def publish(
    *,
    where: LakeOption,
    master: SparkOption = "local[*]",
    as_of: AsOfOption = None,
    book: TargetOption = None,
    conf: ConfOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Store the statements of a day in a book, for `goodwill serve` and all other commands.

    Without --book that is the lake's own ledger. Another book takes accounts, people, tables and
    calendars too; the words of mails stay in the lake.

    \b
    Examples:
      goodwill lake publish --lake /data/lake --as-of 2026-06-30
      goodwill lake publish --lake /data/lake --book postgresql+psycopg://goodwill@db/book
    """
    from goodwill.lake.place import open_lake
    from goodwill.lake.publish import publish_statements

    found = open_lake(where)
    target = book or str(found.ledger)
    with (
        spark_at(master, conf) as spark,
        book_at(str(found.ledger)) as ledger,
        book_at(target, create=True) as served,
    ):
        day = parse_day(as_of) or ledger.today()
        stored = publish_statements(spark, found, ledger, served, day)
    tell(format, "published", stored, day, shown(target))


@contextmanager
def spark_at(master: str, conf: list[str] | None) -> Iterator[SparkSession]:
    """A session, with the settings of the call."""
    from goodwill.lake.session import spark_session

    settings = {}
    for one in conf or ():
        name, sign, value = one.partition("=")
        if not sign or not name.startswith("spark."):
            raise CallError(
                f'"{one}" is no setting of Spark.',
                hint="Write it as  --conf spark.executor.memory=8g",
            )
        settings[name] = value
    with spark_session(master, settings) as session:
        yield session


@contextmanager
def book_at(place: str, *, create: bool = False) -> Iterator[Opened]:
    """A book, let go of at the end."""
    from goodwill.opened import Opened

    book = Opened(place, create=create)
    try:
        yield book
    finally:
        book.close()


def shown(place: str) -> str:
    """A book's place without the name and password in an address."""
    return place.rpartition("@")[2] if "://" in place else place


def tell(form: TextFormat, what: str, how_many: int, day: date, where: str) -> None:
    """What was done."""
    if form is TextFormat.JSON:
        echo_json({what: how_many, "as_of": day, "where": where}, indent=True)
    else:
        typer.echo(f"{count(how_many, 'statement')} of {day} {what}: {where}")


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.add_typer(lake, name="lake")
