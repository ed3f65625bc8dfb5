"""Who is who in a whole book, and its statements: from facts to what is stored, by all processors.

The book is made up (`made_book`). Beside the clock stands what one processor does: steps are timed
by themselves in this process, and the judge is what of drawing up is neither reading nor measuring.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import partial

import numpy as np
from bench.figures import Figure
from bench.given import Given
from bench.mail_book import AS_OF
from bench.parts.made_book import DAY, made_book
from bench.runs import fresh, run_python, timed

from goodwill.answers.disputed_rows import Facts
from goodwill.book import open_book
from goodwill.engines.base import Engine
from goodwill.engines.duckdb import ENGINE
from goodwill.facts.beliefs import Beliefs, Limits
from goodwill.facts.values import Measured
from goodwill.judge.kind_rules import KindRules, kind_rules, limits_of
from goodwill.judge.kind_shares import score_beliefs
from goodwill.signals.runner import measure as measured
from goodwill.store.columns.facts import fact_tables

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

STEPS = {
    "rows of an account": None,
    "signals": None,
    "judge": 500.0,
    "kinds of 36 months": 20_000.0,
}
"""What is timed by itself, and how many accounts a second we mean to reach."""

MONTHS, COPIES = 36, 8
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
    names = next(book.assessor.bites([known.account_id for known in book.accounts()]))
    engine, rules = ENGINE.connect(), kind_rules(book.catalogue.weights, AS_OF)
    limits = limits_of(rules)
    list(book.assessor.draw_up(names, AS_OF))
    samples: dict[str, list[float]] = {name: [] for name in STEPS}
    for _ in range(given.rounds):
        rows, facts = timed(lambda: fact_tables(book.store, names, book.settings))
        signals, found = timed(partial(_signals, facts, engine, limits))
        whole, _ = timed(lambda: list(book.assessor.draw_up(names, AS_OF)))
        trends = _together([one.trend for one in found] * COPIES)
        months, _ = timed(partial(_kinds, trends, rules))
        views = len(trends.exposure)
        took = (rows, signals, whole - rows - signals, months * MONTHS * len(names) / views)
        for name, seconds in zip(STEPS, took, strict=True):
            samples[name].append(len(names) / seconds)
    book.close()
    return [
        Figure(part=PART, name=f"{name}, one processor", unit="accounts/s", better="more",
               samples=tuple(samples[name]), bar=bar)
        for name, bar in STEPS.items()
    ]  # fmt: skip


def _signals(facts: Facts, engine: Engine, limits: Limits) -> list[Measured]:
    return [found for _, found in measured(facts, as_of=AS_OF, engine=engine, limits=limits)]


def _together(trends: Sequence[Beliefs]) -> Beliefs:
    """Months of many accounts as one: the filter knows no account, only views."""
    return Beliefs(
        signals=trends[0].signals,
        family=np.concatenate([one.family for one in trends]),
        a=np.concatenate([one.a for one in trends]),
        b=np.concatenate([one.b for one in trends]),
        exposure=np.concatenate([one.exposure for one in trends]),
        over=np.concatenate([one.over for one in trends]),
    )


def _kinds(trends: Beliefs, rules: KindRules) -> None:
    """From beliefs of every month to the shares of the kinds and how sure they are."""
    coverage = np.ones(len(trends.exposure))
    score_beliefs(trends, rules, coverage).naming_chances(rules)
