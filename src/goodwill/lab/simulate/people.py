"""People of both sides, with their habits, and the firms they work for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any
from unicodedata import normalize

__all__ = ["Client", "Firm", "Habits", "Person", "made_client", "made_firm", "table_of"]

OWNERS = 5
QUOTING, HTML = 0.5, 0.15  # who quotes what they answer, who writes HTML
ENDINGS = {"en": "", "de": " GmbH", "es": " S.L."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How somebody writes. Shares are from 0 to 1; `hours` is a usual time to answer."""

    warmth: float
    hours: float
    slips: float
    wordy: float
    quotes: bool
    html: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of either side; `duty` says what they are there for."""

    first: str
    name: str
    email: str
    title: str
    duty: str
    role: str | None
    ours: bool
    habits: Habits


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """Us: what we sell, and who we are. Prices are in euros."""

    name: str
    domain: str
    trade: dict[str, Any]
    owners: tuple[Person, ...]
    support: Person
    money: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """An account: who is there, in which language, and how big it is (1: as most)."""

    account_id: str
    name: str
    domain: str
    language: str
    size: float
    owner: Person
    people: tuple[Person, ...]


@cache
def table_of(name: str) -> dict[str, Any]:
    """A TOML file of this package."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


def made_habits(rng: Random) -> Habits:
    """Somebody's habits, drawn."""
    return Habits(
        warmth=rng.random(),
        hours=rng.choice((0.7, 2, 4, 9, 26)),
        slips=rng.choice((0, 0, 0.05, 0.25)),
        wordy=rng.random(),
        quotes=rng.random() < QUOTING,
        html=rng.random() < HTML,
    )


def ascii_of(name: str) -> str:
    """A name as it stands in an address."""
    spelt = name.lower().replace("ß", "ss").replace("ö", "oe").replace("ü", "ue").replace("ä", "ae")
    plain = normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    return plain.replace(" ", ".").replace("'", "")


def made_person(
    rng: Random, language: str, taken: set[str], *, at: str, duty: str, role: str | None, title: str
) -> Person:
    """Somebody with a name that nobody else of the same firm has."""
    names = table_of("names")[language]
    first, last = rng.choice(names["first"]), rng.choice(names["last"])
    while f"{first} {last}" in taken:
        first, last = rng.choice(names["first"]), rng.choice(names["last"])
    taken.add(f"{first} {last}")
    return Person(
        first=first,
        name=f"{first} {last}",
        email=f"{ascii_of(f'{first} {last}')}@{at}",
        title=title,
        duty=duty,
        role=role,
        ours=duty in {"owner", "support", "ledger"},
        habits=made_habits(rng),
    )


def made_firm(rng: Random) -> Firm:
    """A company of a trade, with its people."""
    trade = rng.choice(table_of("trades")["trade"])
    taken: set[str] = set()
    jobs = table_of("names")["jobs_ours"]

    def one(duty: str, title: str) -> Person:
        return made_person(rng, "en", taken, at=trade["domain"], duty=duty, role=None, title=title)

    return Firm(
        name=trade["name"],
        domain=trade["domain"],
        trade=trade,
        owners=tuple(one("owner", rng.choice(jobs)) for _ in range(OWNERS)),
        support=one("support", "Service Engineer"),
        money=one("ledger", "Accounts Receivable"),
    )


def made_client(rng: Random, number: int, firm: Firm, language: str) -> Client:
    """An account and its people: a buyer, a user, a head, somebody who pays."""
    names = table_of("names")
    label = f"{rng.choice(names['firms'])} {rng.choice(names['lines'])}"
    account_id = f"{label.partition(' ')[0].lower()}-{number:03d}"
    domain = f"{account_id}.example"
    taken: set[str] = set()

    def one(duty: str, role: str | None, jobs: str) -> Person:
        title = rng.choice(names[jobs])
        return made_person(rng, language, taken, at=domain, duty=duty, role=role, title=title)

    return Client(
        account_id=account_id,
        name=f"{label}{ENDINGS[language]}",
        domain=domain,
        language=language,
        size=rng.lognormvariate(0, 0.5),
        owner=rng.choice(firm.owners),
        people=(
            one("buyer", "procurement", "jobs_buyer"),
            one("user", "user_buyer", "jobs_user"),
            one("head", "economic_buyer", "jobs_head"),
            one("payer", None, "jobs_money"),
            one("second", None, "jobs_user"),
        ),
    )
