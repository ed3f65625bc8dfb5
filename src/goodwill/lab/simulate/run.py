"""A company from its seed: each account lives month by month and is written out before the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from goodwill.lab.simulate.asked import Asked
from goodwill.lab.simulate.causes import CAUSES, EVENTS
from goodwill.lab.simulate.days import Months, workday
from goodwill.lab.simulate.doing import DOING
from goodwill.lab.simulate.fate import Fate, drawn_fate
from goodwill.lab.simulate.folder import Folder
from goodwill.lab.simulate.ledger import Ledger, Part
from goodwill.lab.simulate.life import Life, Manner, poisson
from goodwill.lab.simulate.pen import Pen
from goodwill.lab.simulate.people import Client, Firm, made_client, made_firm, table_of
from goodwill.lab.simulate.states import kind_of
from goodwill.lab.simulate.told import account_truth
from goodwill.lab.simulate.truth import AccountTruth, Truth
from goodwill.lab.simulate.wording import Bag

__all__ = ["Made", "simulate"]

QUIET = 0.04  # how busy an account is of which nobody can say anything
TONGUES = ("en", "en", "en", "de", "es")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was written: how many mails, and the truth."""

    mails: int
    truth: Truth


def simulate(folder: Path, asked: Asked) -> Made:
    """Write a company into a new folder, and beside it what is true of it."""
    rng = Random(f"goodwill/{asked.seed}")  # noqa: S311  a made-up company, no secret
    firm, months = made_firm(rng), Months(asked.until, asked.months)
    with Folder(folder, firm, months, asked) as written:
        told = list(_lived(firm, months, asked, written))
        truth = Truth(as_of=asked.until, seed=asked.seed, months=asked.months, accounts=tuple(told))
        written.finish(truth)
        return Made(mails=written.mails, truth=truth)


def _lived(firm: Firm, months: Months, asked: Asked, written: Folder) -> Iterator[AccountTruth]:
    """Each account, written as soon as it has lived."""
    for number in range(1, asked.accounts + 1):
        rng = Random(f"goodwill/{asked.seed}/{number}")  # noqa: S311  as above
        language = rng.choice(TONGUES) if asked.language == "mixed" else asked.language
        client = made_client(rng, number, firm, language)
        fate = drawn_fate(rng, asked.months)
        life = live(_born(rng, client, firm, months, fate), fate)
        truth = account_truth(life, fate)
        written.account(life)
        yield truth


def _born(rng: Random, client: Client, firm: Firm, months: Months, fate: Fate) -> Life:
    """An account on its first day, with an agreement where it is to have one."""
    crew = {person.duty: person for person in client.people}
    crew["gone"] = crew["head"]
    manner = _manner(rng, fate)
    ledger = Ledger(rng, client, months.until, 0.28 + rng.random() * 0.1)
    life = Life(
        rng=rng,
        client=client,
        firm=firm,
        months=months,
        drives=fate.drives,
        manner=manner,
        pen=Pen(rng, client, firm, months.until, Bag(client.language, rng), crew),
        ledger=ledger,
        crew=crew,
        met=list(client.people),
    )
    ledger.agree(
        months.first(0) - timedelta(days=rng.randint(20, 400)),
        terms=manner.terms,
        off=manner.max_off,
        hours=manner.included,
        scope="supply and service",
    )
    return life


def _manner(rng: Random, fate: Fate) -> Manner:
    """What is usual; ways that need regular bills get them."""
    max_off = rng.choice((0.05, 0.06, 0.08, 0.1))
    terms = rng.choice((14, 30, 30, 30, 45))
    every = {"technical": 1, "partner": 3, "social": 3, "ad_hoc": 0, "quiet": 0}[fate.begins]
    if fate.has("terms_dictated"):
        terms, every = 30, 1
        if any(given.twin == "long_terms" for given in fate.ways):
            terms = 60
    if fate.has("exploitative", "siding_with_client", "friendship_over_profit"):
        every = 1
    return Manner(
        late=(-6, 3),
        off=round(max_off * rng.uniform(0, 0.7), 3),
        max_off=max_off,
        terms=terms,
        punctual=1 - rng.random() * 0.09,
        included=rng.choice((2, 4, 6, 8)),
        used=rng.uniform(0.2, 0.9),
        every=every,
        tough=rng.random(),
        busy=QUIET if fate.is_quiet else 0.75 * rng.lognormvariate(0, 0.35),
    )


def live(life: Life, fate: Fate) -> Life:
    """All months of an account."""
    for month in range(life.months.count):
        life.month = month
        if life.gone is None:
            _month(life, fate)
        name = f"{life.months.first(month):%Y-%m}"
        life.notes.kinds[name] = None if life.gone or fate.is_quiet else kind_of(life.drives)
    return life


def _month(life: Life, fate: Fate) -> None:
    """What befalls an account in a month, what is done in it, and its bills."""
    _shift(life, fate)
    for month, name in fate.events:
        if month == life.month and life.gone is None:
            EVENTS[name](life)
    for act in life.coming.pop(life.month, ()):
        act(life)
    for given in fate.ways:
        if given.first == life.month:
            given.way.begin(life)
        if given.first <= life.month <= given.last:
            given.way.month(life)
        if given.last == life.month:
            given.way.end(life)
    for name, rates in table_of("rates")["activity"].items():
        rate = sum(share * getattr(life.drives, drive) for drive, share in rates.items())
        for _ in range(poisson(life.rng, rate * life.manner.busy)):
            DOING[name](life)
    _hours(life)
    _regular_bill(life, fate)


def _shift(life: Life, fate: Fate) -> None:
    """The change of kind: its cause, then month by month the rest of the way."""
    if fate.shift is None or fate.becomes is None or fate.cause is None:
        return
    ramp = table_of("rates")["change"]["ramp"]
    if life.month == fate.shift:
        CAUSES[fate.cause](life)
    if fate.shift <= life.month < fate.shift + ramp:
        done = (life.month - fate.shift + 1) / ramp
        life.drives = fate.drives.towards(fate.becomes, done)


def _hours(life: Life) -> None:
    """Hours of service that month: what the agreement covers, and what went beyond."""
    if life.drives.routine + life.drives.reliance > 0.4:  # noqa: PLR2004
        covered = life.manner.included * life.manner.used * life.rng.uniform(0.4, 1.0)
        life.ledger.work(life.firm.support, life.day(), covered, "support")
    beyond, life.extra_hours = life.extra_hours, 0.0
    while beyond > 0:
        part = min(beyond, life.rng.uniform(2, 6))
        activity = "support" if life.chance(0.75) else "account_management"
        life.ledger.work(life.firm.support, life.day(), part, activity)
        beyond -= part


def _regular_bill(life: Life, fate: Fate) -> None:
    """The flat fee, for the months since the last; and what is billed twice."""
    every = life.manner.every
    if fate.is_quiet or not every or (life.month + 1) % every:
        return
    start = life.months.first(max(life.billed, life.month - every + 1))
    life.billed = life.month + 1
    ends, day = life.months.last(life.month), workday(life.months.last(life.month))
    day = min(day, life.months.last(life.month))
    fee = Decimal(round(every * 40 * life.client.size) * 10 + 200)
    parts: list[Part] = [("service flat fee", fee, start, ends)]
    if fate.has("exploitative"):
        parts.append((life.firm.trade["extra"][0], Decimal(180 * every), start, ends))
    off, late = life.manner.off, life.manner.late
    life.ledger.bill(day, parts, off=off, late=late)
    if "twice" in life.active:
        is_credited = "credit" in life.active
        again = life.ledger.bill(day, [parts[-1]], off=off, late=None if is_credited else late)
        if again is not None and is_credited:
            life.ledger.credit(again, life.ledger.lines[-1], day + timedelta(days=18))
