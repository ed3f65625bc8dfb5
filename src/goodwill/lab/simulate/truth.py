"""What was so in a made-up company, written down as it happened, account by account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import orjson

from goodwill.facts.people import Kind

__all__ = ["AccountTruth", "Happening", "Notes", "PromiseTruth", "Span", "Truth", "write_truth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A pattern, or what only looks like it (`twin` names what it was), from a day to a day."""

    pattern: str
    since: date
    until: date
    direction: str | None = None
    twin: str | None = None


@dataclass(slots=True, kw_only=True)
class PromiseTruth:
    """A promise, the mail it stands in, and what came of it (`open`, `kept`, `broken`)."""

    by: str
    made_on: date
    due_on: date
    message: str
    status: str = "open"
    settled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that befell an account; `risk` is the id of a risk that came true."""

    on: date
    what: str
    risk: str | None = None


@dataclass(slots=True)
class Notes:
    """What is written down of one account while it lives."""

    kinds: dict[str, Kind | None] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    promises: list[PromiseTruth] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    done: list[tuple[date, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTruth:
    """All that is true of one account on the last day.

    `kinds` by month (`YYYY-MM`), None where nobody could say; `shift_on` the first day of the kind
    it has now, where it had another. `patterns` are there, `twins` look like one and are none,
    `debatable` began or ended within the year, so that a reader may say either. `did` counts
    what the two sides did in that year. Money is in euros, of the 12 months up to the last day.
    """

    account_id: str
    kind: Kind | None
    kinds: Mapping[str, Kind | None]
    shift_on: date | None
    stage: str | None
    patterns: tuple[str, ...]
    twins: tuple[str, ...]
    debatable: tuple[str, ...]
    spans: tuple[Span, ...]
    practices: Mapping[str, str]
    promises: tuple[PromiseTruth, ...]
    happenings: tuple[Happening, ...]
    costs: Mapping[str, Decimal]
    economics: Mapping[str, Decimal]
    did: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The whole company on its last day."""

    as_of: date
    seed: int
    months: int
    accounts: tuple[AccountTruth, ...]


def write_truth(truth: Truth, file: Path) -> None:
    """The truth as JSON, money as strings."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS
    file.write_bytes(orjson.dumps(truth, default=str, option=options))
