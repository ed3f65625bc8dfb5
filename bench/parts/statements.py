"""Who is who in a whole book, and its statements: from facts to what is stored, by all processors.

The book is made up (`made_book`). Beside the clock stands what one processor does: steps are timed
by themselves in this process, and the judge is what of drawing up is neither reading nor measuring.
"""

from __future__ import annotations

import json
import shutil

from bench.figures import Figure
from bench.given import Given
from bench.mail_book import AS_OF
from bench.parts.made_book import DAY, made_book
from bench.runs import fresh, run_python, timed

from goodwill.assess import BITE
from goodwill.book import open_book
from goodwill.engines.duckdb import ENGINE
from goodwill.signals.runner import measure as measured
from goodwill.store.columns import fact_tables

__all__ = ["PART", "measure"]

PART = "statements"
WHO = """
import sys
from goodwill.book import open_book
book = open_book(sys.argv[1])
print(len(book.accounts()))
book.close()
"""
ROUNDS = 3
"""Each takes long, and memory and work hardly change from one to the next."""

JUDGED = 500.0
MEGABYTES = 1500.0


def measure(given: Given) -> list[Figure]:
    """Microseconds a message, accounts a second, megabytes."""
    who, drawn, peaks = [], [], []
    for _ in range(min(given.rounds, ROUNDS)):
        place = given.folder / "assessed"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(made_book(given), place)
        who.append(run_python(WHO, place))
        took = fresh("--book", place, "assess", "--as-of", DAY, "--format", "json", watched=True)
        drawn.append(json.loads(took.said)["seconds"])
        peaks.append(took.peak / 1e6)
    mails, accounts = given.accounts * 400, given.accounts
    return [
        Figure(part=PART, name="who is who and which thread, for a message", unit="µs", at=mails,
               samples=tuple(one.processor / mails * 1e6 for one in who)),
        Figure(part=PART, name="statements drawn up and stored, all processors", unit="/s",
               at=accounts, samples=tuple(accounts / one for one in drawn), better="more"),
        Figure(part=PART, name="memory at most, all processes", unit="MB", at=accounts,
               samples=tuple(peaks), bar=MEGABYTES),
        *_steps(given),
    ]  # fmt: skip


def _steps(given: Given) -> list[Figure]:
    """One bite of accounts on one processor, step by step."""
    book = open_book(given.folder / "assessed")
    names = [known.account_id for known in book.accounts()][:BITE]
    engine = ENGINE.connect()
    list(book.assessor.draw_up(names, AS_OF))
    samples: dict[str, list[float]] = {"rows of an account": [], "signals": [], "judge": []}
    for _ in range(given.rounds):
        rows, facts = timed(lambda: fact_tables(book.store, names, book.settings))
        signals, _ = timed(lambda: list(measured(facts, as_of=AS_OF, engine=engine)))  # noqa: B023  at once
        whole, _ = timed(lambda: list(book.assessor.draw_up(names, AS_OF)))
        for name, seconds in zip(samples, (rows, signals, whole - rows - signals), strict=True):
            samples[name].append(len(names) / seconds)
    book.close()
    bars = {"judge": JUDGED}
    return [
        Figure(part=PART, name=f"{name}, one processor", unit="accounts/s", better="more",
               samples=tuple(found), bar=bars.get(name))
        for name, found in samples.items()
    ]  # fmt: skip
