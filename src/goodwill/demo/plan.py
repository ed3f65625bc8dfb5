"""What the made-up company is made from, as typed records of its TOML files.

Days are counted back from the day the company is made for (`at = 30` is thirty days before it),
months likewise, 0 being the month of that day; so the same plan makes a company for any day.
Shares are from 0 to 1, money is in the account's currency. What becomes of a plan is next door:
`talk` makes mail of it, `diary` meetings, `ledger` tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar

from goodwill.catalogue.typed_toml import Place, build
from goodwill.facts.commerce import Activity, ExpenseCategory, OpportunityStatus, Origin
from goodwill.facts.people import CommitteeRole, Kind
from goodwill.facts.statement import Stage

__all__ = [
    "AccountPlan",
    "AgreementPlan",
    "Bill",
    "Deal",
    "Delivery",
    "Expense",
    "FeedbackPlan",
    "FirmPlan",
    "Language",
    "MeetingPlan",
    "Person",
    "Scene",
    "Tickets",
    "Use",
    "Work",
    "load_accounts",
    "load_firm",
    "load_scenes",
]

Language = Literal["en", "de", "fr"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who writes, and how: opening, closing, signature, and how replies quote.

    `signs` stands in place of closing and name, for those who sign in a way of their own.
    """

    key: str
    name: str
    email: str
    title: str
    role: CommitteeRole | None = None
    manager: str | None = None
    left: int | None = None
    opening: str = "Hi {name},"
    closing: str = "Best wishes"
    signs: str = ""
    signature: str = ""
    quotes: Literal["above", "original", "none"] = "above"
    html: bool = False

    @property
    def first(self) -> str:
        """What people call them."""
        return self.name.split()[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A thread: what it is about, and its lines, each `speaker [+delay]: words`.

    The words follow `grammar`. `at` None: whoever uses the scene says when. `quarter_end` n:
    some days before the end of the n-th last quarter.
    """

    about: str
    lines: tuple[str, ...]
    at: int | None = None
    quarter_end: int | None = None
    people: tuple[str, ...] = ()
    any_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Scenes of one file, so many of them, spread between two days for two people."""

    scenes: str
    times: int
    since: int
    until: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """A meeting, or one every so many days; what it cost us in hours and money beside it."""

    title: tuple[str, ...]
    people: tuple[str, ...]
    since: int
    until: int | None = None
    every: int = 30
    place: str = ""
    notes: str = ""
    hour: int = 10
    hours: float = 1.0
    work: Activity | None = None
    spent: float = 0.0
    on: ExpenseCategory = "entertainment"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPlan:
    """What was signed."""

    at: int
    ends: int | None = None
    terms: int | None = None
    max_discount: float | None = None
    included_hours: float | None = None
    scope: str = ""
    imposed: bool = False
    reviewed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """Invoices of one sort, every so many months.

    `periods`: for each line, by how many months its period is moved from the month of issue;
    `length` is a period's length in months. `off`: discount from list, the least and the most.
    `paid`: days from issue to payment, the least and the most; empty: not paid.
    """

    text: str
    sku: str
    price: float
    since: int = 24
    until: int = 0
    every: int = 1
    day: int = 3
    spread: float = 0.0
    margin: float = 0.4
    off: tuple[float, ...] = ()
    due: int | None = 30
    paid: tuple[int, ...] = (24, 32)
    in_parts: bool = False
    length: int = 1
    periods: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A possible sale; `quarter_end` n: closed in the last days of the n-th last quarter.

    What is won is billed soon after, and paid like the account's first sort of bill.
    """

    name: str
    status: OpportunityStatus
    origin: Origin
    at: int = 0
    closed: int | None = None
    quarter_end: int | None = None
    amount: float | None = None
    off: float | None = None
    rivals: tuple[str, ...] = ()
    contact: str | None = None
    owner: str | None = None
    hours: float | None = None
    loss: str | None = None
    margin: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Hours of one sort, so many times a month."""

    person: str
    activity: Activity
    hours: tuple[float, float]
    times: int = 1
    since: int = 23
    until: int = 0
    billable: bool = False
    cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """Something paid for on one day."""

    person: str
    at: int
    category: ExpenseCategory
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Deliveries every so many days; `late`: which of them came late, and by how much."""

    note: str
    since: int
    until: int
    every: int
    late: tuple[int, ...] = ()
    days_late: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Tickets:
    """Calls for help, so many a month."""

    subjects: tuple[str, ...]
    by: str
    times: int = 1
    since: int = 23
    until: int = 0
    in_scope: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPlan:
    """What somebody said when asked for a mark from 0 to 10."""

    who: str
    at: int
    score: int
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlan:
    """One account: what is true of it, and all that is to be seen of it.

    `patterns` are planted, those in `theirs` done by them (broken promises of theirs cost no
    hours of ours); `innocent` look like a pattern and are none; `debatable` may be said
    or not, so nobody is marked on them. Every other pattern is not there.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    owner: str
    segment: str
    since: int
    why: str
    stage: Stage
    kind: Kind | None = None
    patterns: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()
    debatable: tuple[str, ...] = ()
    desired: Kind | None = None
    parent: str | None = None
    language: Language = "en"
    currency: str = "GBP"
    sites: tuple[str, ...]
    kit: tuple[str, ...]
    people: tuple[Person, ...]
    thread: tuple[Scene, ...] = ()
    use: tuple[Use, ...] = ()
    meeting: tuple[MeetingPlan, ...] = ()
    agreement: tuple[AgreementPlan, ...] = ()
    bill: tuple[Bill, ...] = ()
    deal: tuple[Deal, ...] = ()
    work: tuple[Work, ...] = ()
    expense: tuple[Expense, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    tickets: tuple[Tickets, ...] = ()
    feedback: tuple[FeedbackPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmPlan:
    """Our own side: the settings, the people, what goes to everybody, and talk among us."""

    name: str
    domain: str
    currency: str
    timezone: str
    hourly_cost: float
    cost_of_capital: float
    rates: Mapping[str, float]
    quotas: Mapping[str, float]
    people: tuple[Person, ...]
    newsletter: tuple[Scene, ...]
    away: Mapping[str, tuple[str, ...]]
    among_us: tuple[Scene, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFile:
    """A file of scenes that do for each other."""

    scene: tuple[Scene, ...]


@cache
def load_firm() -> FirmPlan:
    """Our own side."""
    return _read(FirmPlan, resources.files("goodwill.demo") / "firm.toml")


@cache
def load_accounts() -> tuple[AccountPlan, ...]:
    """All accounts, by id."""
    found = [_read(AccountPlan, file) for file in _files("accounts")]
    return tuple(sorted(found, key=lambda account: account.id))


@cache
def load_scenes(name: str) -> tuple[Scene, ...]:
    """The scenes of one file."""
    file = resources.files("goodwill.demo") / "scenes" / f"{name}.toml"
    return _read(SceneFile, file).scene


def _files(folder: str) -> list[Traversable]:
    found = (resources.files("goodwill.demo") / folder).iterdir()
    return [file for file in found if file.name.endswith(".toml")]


def _read(cls: Callable[..., T], file: Traversable) -> T:
    return build(cls, tomllib.loads(file.read_text("utf-8")), Place(f"demo/{file.name}"))
