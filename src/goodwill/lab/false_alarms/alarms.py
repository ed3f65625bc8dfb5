"""Counts the accounts, of those in which nothing is wrong, that a pattern is seen in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from scipy.stats import binomtest

from goodwill.catalogue.loader import Catalogue
from goodwill.config import Settings
from goodwill.facts.beliefs import Beliefs
from goodwill.facts.tables import Tables
from goodwill.facts.values import Measured
from goodwill.judge.case import Case
from goodwill.judge.judges import judge_of
from goodwill.judge.ledger import open_ledger
from goodwill.lab.false_alarms.innocents import Words, innocent_account

__all__ = ["PATTERNS", "SIZES", "alarm_lines", "count_alarms", "statuses"]

PATTERNS = ("abusive", "big_brother", "hostage", "win_lose", "size_used_against_us")
"""Patterns that words decide; those that records prove have no chance to err like this."""
SIZES = (10, 30, 100, 300, 1000)
"""Messages of each side in 12 months."""
NOTHING = Beliefs.of((), {})
SEED = 20_261_122


def statuses(tables: Tables, catalogue: Catalogue, as_of: date) -> dict[str, str]:
    """What each pattern of words is said to be in an account of mail alone."""
    case = Case(
        tables=tables,
        measured=Measured(
            account_id=tables.account.account_id,
            as_of=as_of,
            year={},
            quarter={},
            now={},
            months=(),
            dyads={},
            rows={},
            believed=NOTHING,
            trend=NOTHING,
            between=NOTHING,
        ),
        ledger=open_ledger(tables, Settings(), as_of=as_of, kept=frozenset({"message"})),
        catalogue=catalogue,
        as_of=as_of,
    )
    return {
        name: judge_of("patterns", name, "find")(case, catalogue.patterns[name]).status  # type: ignore[misc]
        for name in PATTERNS
    }


def count_alarms(
    pool: Sequence[Words], catalogue: Catalogue, *, messages: int, accounts: int, as_of: date
) -> Mapping[tuple[str, str], int]:
    """How many of so many accounts show each pattern with each status."""
    draw = np.random.default_rng((SEED, messages))
    found: Counter[tuple[str, str]] = Counter()
    for _ in range(accounts):
        tables = innocent_account(pool, messages=messages, as_of=as_of, draw=draw)
        found.update(statuses(tables, catalogue, as_of).items())
    return found


def alarm_lines(
    pool: Sequence[Words], catalogue: Catalogue, *, accounts: int, as_of: date
) -> Iterator[str]:
    """A table of every size: accounts that show a pattern, and at most how many would of 1,000."""
    yield "| messages of each side | accounts | pattern | watch | present | present, 95 % at most |"
    yield "|---|---|---|---|---|---|"
    for messages in SIZES:
        if 2 * messages > len(pool):
            continue
        found = count_alarms(pool, catalogue, messages=messages, accounts=accounts, as_of=as_of)
        for name in PATTERNS:
            present, watch = found.get((name, "present"), 0), found.get((name, "watch"), 0)
            most = binomtest(present, accounts, alternative="less").proportion_ci().high
            yield f"| {messages} | {accounts} | {name} | {watch} | {present} | {most:.2%} |"
