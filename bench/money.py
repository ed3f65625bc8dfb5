"""How long a large ledger takes: a million invoice lines and 200,000 payments of 5,000 accounts.

    python bench/money.py make FOLDER [SHARE]     writes the tables (SHARE 0.01: a hundredth of it)
    python bench/money.py import FOLDER BOOK      imports them
    python bench/money.py economics BOOK          draws up the economics and costs of all accounts
    python bench/money.py assess BOOK             draws up all statements, whole

Each prints seconds, and the processor time and largest memory of this process and its children. The
figures are made up of a seed, so two runs are of the same rows.
"""

from __future__ import annotations

import csv
import gc
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.engines.base import Engine
    from goodwill.facts.tables import Tables

AS_OF = date(2026, 6, 30)
BITE = 256
"""Accounts whose rows are read together: more than for statements, as it is rows alone."""
ACCOUNTS, INVOICES, LINES_EACH, PAYMENTS = 5_000, 200_000, 5, 200_000
EFFORT, EXPENSES, DEALS = 100_000, 20_000, 20_000
YEARS = 3
MONEY = (
    "account",
    "opportunity",
    "agreement",
    "invoice",
    "invoice_line",
    "payment",
    "time_entry",
    "expense",
)
SKUS = 40
DISCOUNTS = tuple(Decimal(f"0.{share:02}") for share in (0, 0, 0, 5, 8, 10, 12, 15, 20))
CENT = Decimal("0.01")

SETTINGS = """[company]
name = "Ledger"
domains = ["ours.example"]
currency = "EUR"
hourly_cost = 61.5
"""


def make(folder: Path, share: float) -> None:
    """Write every table, and settings with a dated rate for each day of three years."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)  # noqa: S311  made-up rows, no secret
    accounts = [f"a{number:04d}" for number in range(max(1, int(ACCOUNTS * share)))]
    (folder / "goodwill.toml").write_text(SETTINGS + "".join(_rates(chance)), "utf-8")
    _write(folder, "accounts", "account_id,name", ((name, f"Firm {name}") for name in accounts))
    _write(
        folder,
        "agreements",
        "agreement_id,account_id,signed_on,payment_terms_days,max_discount,"
        "included_support_hours_per_month",
        ((f"g{name}", name, "2023-01-01", 30, "0.1", 2) for name in accounts),
    )
    priced = [_sku(chance) for _ in range(SKUS)]
    invoices = [
        Bill(number, chance.choice(accounts), _day(chance), tuple(_lines(chance, priced)))
        for number in range(int(INVOICES * share))
    ]
    _write(
        folder,
        "invoices",
        "invoice_id,account_id,issued_on,due_on,amount,currency,cost",
        (
            (f"i{one.number}", one.account, one.day, due, one.amount, currency, one.cost)
            for one in invoices
            for due in [one.day + timedelta(days=30)]
            for currency in [chance.choice(["EUR", "EUR", "EUR", "USD"])]
        ),
    )
    _write(
        folder,
        "invoice_lines",
        "invoice_id,line,sku,description,period_start,period_end,quantity,unit_price,"
        "list_unit_price,unit_cost,amount",
        (
            (f"i{one.number}", at, line.sku, "Service", one.day, end, *line[1:], line.amount)
            for one in invoices
            for end in [one.day + timedelta(days=27)]
            for at, line in enumerate(one.lines)
        ),
    )
    _write(
        folder,
        "payments",
        "payment_id,invoice_id,paid_on,amount",
        (
            (f"p{number}", f"i{one.number}", paid_on, one.amount)
            for number in range(int(PAYMENTS * share))
            for one in [invoices[number % len(invoices)]]
            for paid_on in [one.day + timedelta(days=chance.randrange(90))]
        ),
    )
    _work(folder, accounts, chance, share)


class Line(NamedTuple):
    """One line of an invoice."""

    sku: str
    quantity: int
    price: Decimal
    list_price: Decimal
    cost: Decimal

    @property
    def amount(self) -> Decimal:
        """What it bills."""
        return self.quantity * self.price


class Bill(NamedTuple):
    """One invoice."""

    number: int
    account: str
    day: date
    lines: tuple[Line, ...]

    @property
    def amount(self) -> Decimal:
        """What its lines bill."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def cost(self) -> Decimal:
        """What its lines cost us."""
        return sum((line.quantity * line.cost for line in self.lines), Decimal(0))


def _sku(chance: random.Random) -> tuple[Decimal, Decimal]:
    """A list price, and what one costs us."""
    listed = Decimal(chance.randrange(500, 50_000)) / 100
    return listed, (listed * Decimal("0.6")).quantize(CENT)


def _lines(chance: random.Random, priced: list[tuple[Decimal, Decimal]]) -> Iterator[Line]:
    """What is bought is bought again by the same: a few things of all, at changing prices."""
    for at in range(LINES_EACH):
        thing = (at * 7 + chance.randrange(7)) % len(priced)
        listed, cost = priced[thing]
        price = (listed * (1 - chance.choice(DISCOUNTS))).quantize(CENT)
        yield Line(f"S{thing:03}", chance.randrange(1, 30), price, listed, cost)


def _work(folder: Path, accounts: list[str], chance: random.Random, share: float) -> None:
    """Hours, expenses and deals."""
    activities = ("support", "rework", "meeting", "delivery", "entertainment")
    _write(
        folder,
        "effort",
        "entry_id,account_id,person,worked_on,hours,activity,billable",
        (
            (f"e{number}", account, f"p{number % 50}@ours.example", day, hours, activity, "")
            for number in range(int(EFFORT * share))
            for account, day in [(chance.choice(accounts), _day(chance))]
            for hours, activity in [(chance.randrange(1, 32) / 4, chance.choice(activities))]
        ),
    )
    _write(
        folder,
        "expenses",
        "expense_id,account_id,spent_on,category,amount",
        (
            (f"x{number}", chance.choice(accounts), _day(chance), "gift", "35.20")
            for number in range(int(EXPENSES * share))
        ),
    )
    _write(
        folder,
        "deals",
        "deal_id,account_id,opened_on,closed_on,status,origin,amount,list_amount,proposal_hours",
        (
            (f"d{number}", account, day, end, "won", "rfp", "900.00", "1000.00", 12)
            for number in range(int(DEALS * share))
            for account, day in [(chance.choice(accounts), _day(chance))]
            for end in [day + timedelta(days=40)]
        ),
    )


def _rates(chance: random.Random) -> Iterator[str]:
    """A rate for each day."""
    for day in range(366 * YEARS):
        since = AS_OF - timedelta(days=day)
        yield f"[[rates.USD]]\nfrom = {since}\nrate = 0.{chance.randrange(8000, 9900)}\n"


def _day(chance: random.Random) -> date:
    return AS_OF - timedelta(days=chance.randrange(365 * YEARS))


def _write(folder: Path, name: str, header: str, rows: Iterator[tuple[object, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header.split(","))
        table.writerows(rows)


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print what something took; memory is the largest of one process, in megabytes."""
    began = time.perf_counter()
    yield
    seconds = time.perf_counter() - began
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    for who, used in (("this process", own), ("its children", children)):
        processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
        print(f"{what}, {who}: processor {processor:.1f} s, memory {memory} MB")
    print(f"{what}: {seconds:.1f} s")


def import_all(folder: Path, place: Path) -> None:
    """Import the tables into a new book."""
    from goodwill.book import open_book  # noqa: PLC0415  its loading is not measured by `make`

    book = open_book(place, create=True)
    with measured("import"):
        report = book.import_paths([folder])
    print(f"imported: {report.total.imported}, rejects: {len(report.rejects)}")
    book.close()


def economics(place: Path) -> None:
    """Every account's economics and costs from its rows, without signals and judgments.

    Shared out over as many processes as there are processors, as statements are.
    """
    from goodwill.book import open_book  # noqa: PLC0415
    from goodwill.machine.processes import processors  # noqa: PLC0415

    book = open_book(place)
    names = [known.account_id for known in book.accounts()]
    book.close()
    bites = [names[start : start + BITE] for start in range(0, len(names), BITE)]
    pool = ProcessPoolExecutor(processors(), initializer=gc.disable)  # as in `drawers`
    with measured("rows and economics"), pool:
        done = list(pool.map(economics_of, [place] * len(bites), bites))
        print("accounts:", sum(one.accounts for one in done))
    for step in ("rows", "economics", "costs"):
        seconds = sum(getattr(one, step) for one in done)
        print(f"{step}: processor {seconds:.1f} s")


class Took(NamedTuple):
    """How many accounts had a revenue, and the seconds of processor for each step."""

    accounts: int
    rows: float
    economics: float
    costs: float


def economics_of(place: Path, names: list[str]) -> Took:
    """Some accounts' economics and costs."""
    from goodwill.judge.cost import COSTS, cost_of  # noqa: PLC0415
    from goodwill.judge.economics import draw_up_sums  # noqa: PLC0415
    from goodwill.judge.ledger import open_ledger  # noqa: PLC0415

    book = opened(place)
    began = time.process_time()
    accounts = list(known_rows(book, names))
    read = time.process_time()
    ledgers = [
        open_ledger(each, book.settings, as_of=AS_OF, kept=frozenset(MONEY)) for each in accounts
    ]
    drawn = sum(draw_up_sums(ledger).revenue is not None for ledger in ledgers)
    summed = time.process_time()
    for ledger in ledgers:
        for pattern in COSTS:
            cost_of(pattern, ledger)
    return Took(drawn, read - began, summed - read, time.process_time() - summed)


@cache
def opened(place: Path) -> Book:
    """The book, opened once in each process."""
    from goodwill.book import open_book  # noqa: PLC0415

    return open_book(place)


def known_rows(book: Book, names: list[str]) -> Iterator[Tables]:
    """Each account's rows of money as known on the day, as a statement would be drawn up from."""
    from goodwill.signals.accounts import account_query, deal_out  # noqa: PLC0415
    from goodwill.signals.known import cut_query  # noqa: PLC0415
    from goodwill.store.columns.facts import fact_tables  # noqa: PLC0415

    engine, params = engine_here(), {"as_of": AS_OF}
    facts = fact_tables(book.store, names, book.settings)
    for name in MONEY:
        engine.load(f"uncut_{name}", facts[name])
        engine.define(name, cut_query(name), params)
    rows = {name: engine.run(account_query(name), params) for name in MONEY}
    yield from deal_out(rows, sorted(names))


@cache
def engine_here() -> Engine:
    """The engine, connected once in each process, as for statements."""
    from goodwill.engines.duckdb import ENGINE  # noqa: PLC0415

    return ENGINE.connect()


def assess(place: Path) -> None:
    """All statements, as `goodwill assess` draws them up."""
    from goodwill.book import open_book  # noqa: PLC0415

    book = open_book(place)
    with measured("assess"):
        report = book.assess(AS_OF)
    print(f"drawn up: {report.drawn}")
    book.close()


COMMANDS: dict[str, Callable[..., None]] = {
    "make": lambda folder, share="1": make(Path(folder), float(share)),
    "import": lambda folder, place: import_all(Path(folder), Path(place)),
    "economics": lambda place: economics(Path(place)),
    "assess": lambda place: assess(Path(place)),
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
