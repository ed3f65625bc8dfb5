"""A book's backtest: statements drawn up as they were known at month ends, held against what came.

What is held against what is pure (`goodwill.lab.backtest`). Nothing is stored: statements of past
months would only stand in the way of today's. They are drawn up without calibration and without
what people said of accounts: a dispute holds at every date, and nobody had given it then.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import date
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from goodwill.assess import Assessor
from goodwill.lab.backtest.claims import Claim, claims_of
from goodwill.lab.backtest.history import History, history_of
from goodwill.lab.backtest.results import Backtest
from goodwill.lab.backtest.run import Plan, Span, claimed_lines, plan, report
from goodwill.machine.processes import processors
from goodwill.reports import OnProgress, Progress, say_nothing
from goodwill.signals.accounts import deal_out
from goodwill.store.columns.facts import fact_tables

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.facts.tables import Tables

__all__ = ["Found", "Task", "assessor_of", "backtest", "claims_of_task", "worked"]

READ = (
    *("account", "message", "meeting", "meeting_person", "opportunity", "agreement"),
    *("invoice", "invoice_line", "payment"),
)
"""The relations that outcomes and baselines are told from."""

SHARED_FROM = 128
"""So many statements are worth the second that a process takes to start."""

Found = dict[tuple[str, date], Mapping[str, Claim]]
"""By account and day: what each line claims."""


class Task(NamedTuple):
    """Some accounts whose statements of one day are wanted."""

    day: date
    account_ids: tuple[str, ...]
    alarm_from: float


def backtest(book: Book, span: Span, progress: OnProgress | None = None) -> Backtest:
    """Which statements of a book foresaw what came."""
    started, told = time.monotonic(), progress or say_nothing
    accounts, until = [known.account_id for known in book.accounts()], book.today()
    histories = list(_histories(book, accounts, until, told))
    planned = plan(histories, span, until)
    claims = _claims(book, planned, told)
    return Backtest(
        first=min(planned.needed, default=None),
        last=max(planned.needed, default=None),
        every=span.every,
        months=len(planned.needed),
        accounts=len(accounts),
        statements=len(claims),
        outcomes=report(planned, claims),
        seconds=round(time.monotonic() - started, 3),
    )


# What happened.


def _histories(
    book: Book, accounts: Sequence[str], until: date, told: OnProgress
) -> Iterator[History]:
    """What outcomes and baselines read, of every account."""
    has_invoices = _has_invoices(book)
    done = 0
    for bite in book.assessor.bites(accounts):
        for tables in _uncut(book, bite):
            yield history_of(tables, book.settings, until, has_invoices=has_invoices)
        done += len(bite)
        told(Progress(what="Reading what came", done=done, total=len(accounts)))


def _has_invoices(book: Book) -> bool:
    from goodwill.store.reading.coverage import row_counts  # noqa: PLC0415

    with book.store.read() as tx:
        return row_counts(tx)["invoice"] > 0


def _uncut(book: Book, accounts: Sequence[str]) -> Iterator[Tables]:
    """The rows of some accounts, whenever they happened."""
    facts = fact_tables(book.store, accounts, book.settings)
    relations = {
        name: facts[name].add_column(0, "for_account", facts[name]["account_id"]) for name in READ
    }
    return deal_out(relations, sorted(map(str, relations["account"]["account_id"].to_pylist())))


# What statements said.


def _claims(book: Book, planned: Plan, told: OnProgress) -> Found:
    """What each statement claims that is held against anything, in whatever process."""
    tasks = [
        Task(day, tuple(bite), planned.rules.alarm_from)
        for day, accounts in planned.needed.items()
        for bite in book.assessor.bites(accounts, among=processors())
    ]
    total = sum(len(task.account_ids) for task in tasks)
    workers = min(processors(), len(tasks)) if total >= SHARED_FROM else 0
    found: Found = {}
    for some in worked(book, tasks, workers):
        found |= some
        told(Progress(what="Drawing up statements of past months", done=len(found), total=total))
    return found


def worked(book: Book, tasks: Sequence[Task], workers: int) -> Iterator[Found]:
    """The claims of each task, as they are done; what processes leave undone is done here."""
    left = list(range(len(tasks)))
    if workers > 1:
        for place, found in _shared_out(book.place, tasks, workers):
            left.remove(place)
            yield found
    assessor = assessor_of(book)
    for place in left:
        yield claims_of_task(assessor, tasks[place])


def assessor_of(book: Book) -> Assessor:
    """Draws up what facts alone show."""
    return Assessor(book.store, book.settings, book.catalogue, heeds_people=False)


def _shared_out(place: str, tasks: Sequence[Task], workers: int) -> Iterator[tuple[int, Found]]:
    """What several processes have done; where one fails, what it was about is left undone."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    try:
        places: dict[Future[Found], int] = {}
        with suppress(BrokenProcessPool):
            for number, task in enumerate(tasks):
                places[pool.submit(_claims_at, place, task)] = number
        for done in as_completed(places):
            if done.exception() is None:
                yield places[done], done.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """In a process of its own: whoever asks is told of an interrupt, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _assessor_at(place: str) -> Assessor:
    """The assessor of this process."""
    from goodwill.book import open_book  # noqa: PLC0415  its door asks this module

    return assessor_of(open_book(place))


def _claims_at(place: str, task: Task) -> Found:
    return claims_of_task(_assessor_at(place), task)


def claims_of_task(assessor: Assessor, task: Task) -> Found:
    """What the statements of one task claim to see coming."""
    wanted = claimed_lines()
    found: Found = {}
    for drawn in assessor.draw_up(task.account_ids, task.day):
        claims = claims_of(drawn.statement, task.alarm_from)
        account_id = drawn.statement["account"]["id"]
        found[account_id, task.day] = {line: claims[line] for line in wanted}
    return found
