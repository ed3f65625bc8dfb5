"""The state of a book: what is connected, what is missing, and what that would add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from goodwill.errors import GoodwillError
from goodwill.privacy.letting_go import kept_since, texts_before
from goodwill.reports import DoctorReport, Problem
from goodwill.statements.rules import reader_version
from goodwill.store.book_state import read_up_to
from goodwill.store.reading.coverage import last_days, row_counts
from goodwill.store.users.users import has_users
from goodwill.store.writing.rereading import mails_not_read_again, mails_to_read

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.facts.digest import MutedDetector
    from goodwill.store.reader import Reader

__all__ = ["examine"]

WANTED = {
    "message": ("mail", "kinds, trust, promises: most lines stand on what people write"),
    "meeting": ("calendar", "who was met and what for, visits without a purpose"),
    "opportunity": ("deals.csv", "how deals begin: tenders, first calls, the price of proposals"),
    "invoice": ("invoices.csv", "what the relationship earns, and the first order"),
    "payment": ("payments.csv", "who pays late, and what that costs"),
    "agreement": ("agreements.csv", "agreed terms, included hours and discounts"),
    "time_entry": ("effort.csv", "what the relationship costs, and work that nobody pays"),
    "expense": ("expenses.csv", "what entertaining costs"),
    "ticket": ("tickets.csv", "whether service is on time"),
}
"""Relation, what to import for it, and what it would add."""


def examine(book: Book, engine: str | None = None) -> DoctorReport:
    """Look at everything, and at how `engine` measures where one is named; change nothing."""
    from goodwill.signals.header import signals  # noqa: PLC0415

    named = engine or book.settings.engine
    differing = list(_differing(book, named)) if engine else []
    with book.store.read() as tx:
        facts = row_counts(tx)
        last = last_days(tx, book.today())
        problems = [*differing, *_rejects(tx), *_stale(tx, book), *_unmatched(tx)]
        problems += [*_settings(book), *_retention(tx, book), *_missing(set(last))]
    muted = book.muted()
    return DoctorReport(
        facts=facts,
        sources=tuple(
            {"source": name, "items": facts.get(name, 0), "last_on": day.isoformat()}
            for name, day in sorted(last.items())
        ),
        columns={"kept": False, "why": "read from the database for each account"},
        engine={"name": named, "signals": len(signals())},
        problems=(*_muted(muted), *problems),
        calibration=book.reliability(),
        muted=muted,
    )


def _differing(book: Book, engine: str) -> Iterator[Problem]:
    """Accounts that this engine measures otherwise than the default one does."""
    from goodwill.upkeep.engine_trial import differences  # noqa: PLC0415  Arrow: 0.3 s

    next_step = "Mend the engine, or take [engine] out of goodwill.toml."
    accounts = [account.account_id for account in book.accounts()]
    try:
        for one in differences(book.assessor, engine, accounts, book.today()):
            what = f"engine {engine} differs from DuckDB in {', '.join(one.names)}"
            yield Problem(what=what, where=one.account_id, next=next_step)
    except GoodwillError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a stranger's package does is told
        what = f"engine {engine} failed: {type(error).__name__}: {error}"
        yield Problem(what=what, where="engine", next=next_step)


def _muted(muted: Iterable[MutedDetector]) -> Iterator[Problem]:
    """Detectors that are not listened to."""
    for one in muted:
        yield Problem(
            what=f"muted: its alarms were right {one.right} times of the last {one.answers}"
            " that people answered, so it raises none",
            where=one.line,
            next="It is heard again once its answers are better; statements show it as before.",
        )


def _rejects(reader: Reader) -> Iterator[Problem]:
    """Records that could not be read."""
    rows = reader.rows(
        "select f.path, count(*), min(r.reason) from reject r"
        " join source_file f on f.id = r.source_file_id and f.generation = r.generation"
        " group by f.path order by f.path"
    )
    for path, number, reason in rows:
        yield Problem(
            what=f"{_counted(number, 'record')} not read, for example: {reason}",
            where=path,
            next="Mend them in the book's folder rejects and import that file.",
        )


def _stale(reader: Reader, book: Book) -> Iterator[Problem]:
    """Mails whose acts another reader saw."""
    behind = read_up_to(reader, reader_version(book.settings.company.timezone))
    waiting = 0 if behind is None else mails_to_read(reader, behind)
    if waiting:
        yield Problem(
            what=f"{_counted(waiting, 'mail')} to be read again: "
            "the reader or the time zone has changed",
            where="mail",
            next="Do it now with:  goodwill assess",
        )
    if left := mails_not_read_again(reader):
        yield Problem(
            what=f"{_counted(left, 'mail')} left as another reader saw them: "
            "the words were not kept, or this reader failed on them",
            where="mail",
            next="Where you still have them, import them into a new book to have them read anew.",
        )


def _unmatched(reader: Reader) -> Iterator[Problem]:
    """People whom no account claims."""
    rows = reader.rows(
        "select subject, messages from unmatched where messages > 0 or amount is not null"
        " order by coalesce(amount, 0) desc, messages desc, subject limit 5"
    )
    for subject, messages in rows:
        has = _counted(messages, "message") if messages else "money"
        yield Problem(
            what=f"{has} of somebody whom no account claims",
            where=subject,
            next="See all of them, and say whose they are:  goodwill accounts --unmatched",
        )


def _settings(book: Book) -> Iterator[Problem]:
    company = book.settings.company
    if not company.domains:
        yield Problem(
            what="no [company] domains: our own side was worked out from the mail",
            where="goodwill.toml",
            next='Write  [company] domains = ["ours.example"]  and import the file.',
        )
    if company.hourly_cost is None:
        yield Problem(
            what="no [company] hourly_cost: what hours cost cannot be said",
            where="goodwill.toml",
            next="Write  [company] hourly_cost = 60  (your own figure) and import the file.",
        )


def _retention(reader: Reader, book: Book) -> Iterator[Problem]:
    """Words that are kept for longer than was said, or by several people for good."""
    privacy = book.settings.privacy
    midnight = datetime.combine(book.today(), time(), UTC)
    since = kept_since(privacy, midnight)
    if since is not None:
        old = texts_before(reader, int(min(since, midnight).timestamp()))
        if old:
            yield Problem(
                what=f"the words of {_counted(old, 'mail')} are kept longer than"
                " [privacy] keep_bodies says",
                where="goodwill.toml",
                next="The next import lets go of them:  goodwill import",
            )
    elif has_users(reader):
        yield Problem(
            what="the words of all mails are kept for good, in a book that several people use",
            where="goodwill.toml",
            next="Write  [privacy] keep_bodies = 730  (days, as you decide) and import the file.",
        )


def _counted(number: int, thing: str) -> str:
    """`1 mail`, `2 mails`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _missing(kept: set[str]) -> Iterator[Problem]:
    """Sources that this book has never had."""
    for relation, (what, adds) in WANTED.items():
        if relation not in kept:
            yield Problem(what=f"no {what} yet", where="sources", next=f"It would add: {adds}.")
