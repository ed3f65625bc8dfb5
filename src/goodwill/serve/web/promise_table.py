"""Who owes whom what, by when: the rows of the page of promises, and the line of each.

Open ones of ours come first, those past their day before all; then theirs; then what was settled,
the newest first; last what is so old that nobody waits for it. What is asked stands in the address.
Nothing sorts or counts by a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from goodwill.facts.overview import Overview, Promise
from goodwill.facts.statement import CommitmentTally, CommitteePerson, Mailbox
from goodwill.serve.html.drawing import Scale
from goodwill.serve.languages import mark, say
from goodwill.serve.people_words import names_of
from goodwill.serve.web.in_address import InAddress, page_in, part_of
from goodwill.serve.words import count, month, upper_first

__all__ = [
    "GROUPS",
    "LONG_OPEN",
    "LONG_PAST",
    "SIDES",
    "STATUSES",
    "TODAY",
    "Asked",
    "Line",
    "PromiseRow",
    "PromiseTable",
    "asked_in",
    "is_overdue",
    "months",
    "promise_line",
    "promise_rows",
    "promise_table",
    "says_sign",
    "says_status",
    "tallies",
]

PAGE = 100
"""Rows of one page."""

SIDES = ("ours", "theirs")
STATUSES = ("open", "late", "kept", "broken")
"""`late` is open, and past its day."""

BEFORE = 365
AHEAD = 45
"""Days that the line spans on both sides of the day of the page."""

TODAY = round(BEFORE / (BEFORE + AHEAD) * 100, 2)
"""Where the day of the page lies on the line, in parts of 100."""

LONG_PAST = 90
"""Days past its day after which nobody is expected to wait for an open promise: a quarter."""

LONG_OPEN = 365
"""The same since it was given, where no day was named."""

Group = Literal["Open, ours", "Open, theirs", "Settled", "Long ago"]
GROUPS: Sequence[Group] = (
    mark("Open, ours"),
    mark("Open, theirs"),
    mark("Settled"),
    mark("Long ago"),
)
"""In the order of the page; the template says each where its rows begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(InAddress):
    """What is asked for; "" is anything."""

    account: str = ""
    side: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """One promise of an account; `days` is how far it is, or came, past its day (None: no day)."""

    account_id: str
    account: str
    people: tuple[CommitteePerson | Mailbox, ...]
    promise: Promise
    group: Group
    days: int | None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed, or passed before it was done."""
        return self.promise["status"] == "broken" or (self.days is not None and self.days > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTable:
    """One page of what was asked for; `total` rows fit in all, on `pages` pages."""

    asked: Asked
    rows: tuple[PromiseRow, ...]
    total: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Places in parts of 100: given, due, done, where the line ends, and the late part of it.

    None is not there: no day was named, it is not done, it is not late, it was given earlier.
    """

    given: float | None
    start: float
    end: float
    due: float | None
    done: float | None
    late: tuple[float, float] | None
    is_dotted: bool


def asked_in(query: Mapping[str, str], accounts: Iterable[str]) -> Asked:
    """What an address asks for; what it says that is not known is as if it were not said."""
    return Asked(
        account=_one_of(query.get("account", ""), frozenset(accounts)),
        side=_one_of(query.get("side", ""), SIDES),
        status=_one_of(query.get("status", ""), STATUSES),
        page=page_in(query),
    )


def _one_of(said: str, known: Iterable[str]) -> str:
    return said if said in known else ""


def promise_rows(overviews: Iterable[Overview], day: date) -> list[PromiseRow]:
    """Every promise of these accounts, in the order of the page."""
    rows = [_row(each, promise, day) for each in overviews for promise in each["promises"]]
    return sorted(rows, key=_order)


def _row(overview: Overview, promise: Promise, day: date) -> PromiseRow:
    return PromiseRow(
        account_id=overview["account"]["id"],
        account=overview["account"]["name"],
        people=tuple(names_of(overview["committee"])),
        promise=promise,
        group=_group(promise, day),
        days=_days_past(promise, day),
    )


def _group(promise: Promise, day: date) -> Group:
    if promise["status"] != "open":
        return "Settled"
    long = LONG_OPEN if promise["due_on"] is None else LONG_PAST
    waited = day - date.fromisoformat(promise["due_on"] or promise["made_on"])
    if waited.days > long:
        return "Long ago"
    return "Open, ours" if promise["side"] == "ours" else "Open, theirs"


def _days_past(promise: Promise, day: date) -> int | None:
    if promise["due_on"] is None:
        return None
    until = promise["settled_on"] or day.isoformat()
    return (date.fromisoformat(until) - date.fromisoformat(promise["due_on"])).days


def _order(row: PromiseRow) -> tuple[int, int, int, str, str]:
    """Open: past their day, then those to come, then those without one, oldest day first.

    What is settled, or long past its day, comes the newest first.
    """
    promise, place = row.promise, GROUPS.index(row.group)
    if not row.group.startswith("Open"):
        last = promise["settled_on"] or promise["due_on"] or promise["made_on"]
        return (place, 0, -date.fromisoformat(last).toordinal(), row.account_id, promise["what"])
    when = date.fromisoformat(promise["due_on"] or promise["made_on"]).toordinal()
    has_no_day = 1 if row.days is None else 0
    return (place, has_no_day, when, row.account_id, promise["what"])


def promise_table(rows: Iterable[PromiseRow], asked: Asked, *, size: int = PAGE) -> PromiseTable:
    """The rows that fit, of one page; `size` 0 gives all of them."""
    found = [row for row in rows if _fits(row, asked)]
    part = part_of(found, asked.page, size)
    return PromiseTable(
        asked=replace(asked, page=part.page), rows=part.rows, total=len(found), pages=part.pages
    )


def _fits(row: PromiseRow, asked: Asked) -> bool:
    status = row.promise["status"]
    return (
        asked.account in ("", row.account_id)
        and asked.side in ("", row.promise["side"])
        and (asked.status in ("", status) or (asked.status == "late" and is_overdue(row)))
    )


def is_overdue(row: PromiseRow) -> bool:
    """Whether it is open and its day has passed."""
    return row.promise["status"] == "open" and row.is_late


def tallies(overviews: Iterable[Overview]) -> dict[str, CommitmentTally]:
    """How many promises of each side are open, kept and broken, over all these accounts."""
    sums = {side: CommitmentTally(open=0, kept=0, broken=0) for side in SIDES}
    for each in overviews:
        for side, tally in (("ours", each["ours"]), ("theirs", each["theirs"])):
            sums[side]["open"] += tally["open"]
            sums[side]["kept"] += tally["kept"]
            sums[side]["broken"] += tally["broken"]
    return sums


def says_status(row: PromiseRow) -> str:
    """`Past its day`, or what the ledger says."""
    return say("Past its day") if is_overdue(row) else upper_first(say(row.promise["status"]))


def says_sign(row: PromiseRow, day: date) -> str:
    """How it stands against its day, in words."""
    if row.days is None:
        return _says_without_day(row.promise, day)
    if row.promise["status"] == "open":
        return _says_open(row.days)
    if row.promise["settled_on"] is None:
        return say("no day on which it was settled is known")
    return _says_done(row.days)


def _says_without_day(promise: Promise, day: date) -> str:
    until = date.fromisoformat(promise["settled_on"] or day.isoformat())
    waited = count((until - date.fromisoformat(promise["made_on"])).days, "day")
    return (
        say("no day named, open for {waited}", waited=waited)
        if promise["status"] == "open"
        else say("after {waited}", waited=waited)
    )


def _says_open(days: int) -> str:
    if days > 0:
        return say("{count} past its day", count=count(days, "day"))
    return say("due in {count}", count=count(-days, "day")) if days else say("due today")


def _says_done(days: int) -> str:
    if not days:
        return say("on the day")
    return say("{count} late" if days > 0 else "{count} early", count=count(abs(days), "day"))


def _across(day: date) -> Scale:
    return Scale(low=day.toordinal() - BEFORE, high=day.toordinal() + AHEAD, start=0.0, end=100.0)


def months(day: date) -> tuple[tuple[float, str], ...]:
    """Where each month begins on the line of time, and what it is called there ("": no room)."""
    first = day - timedelta(days=BEFORE)
    begins = [each for each in _month_starts(first, day + timedelta(days=AHEAD)) if each > first]
    across = _across(day)
    return tuple(
        (across(each.toordinal()), _called(each, place)) for place, each in enumerate(begins)
    )


def _month_starts(first: date, last: date) -> Iterator[date]:
    each = first.replace(day=1)
    while each <= last:
        yield each
        each = (each + timedelta(days=32)).replace(day=1)


def _called(each: date, place: int) -> str:
    """The first with its year, which takes the room of the second."""
    name = month(each.isoformat())
    return name if not place else "" if place == 1 else name[:3]


def promise_line(promise: Promise, day: date) -> Line:
    """Its line from given to done, with its day on it and what is past that day."""
    across = _across(day)
    given, due, done = (
        None if iso is None else across(date.fromisoformat(iso).toordinal())
        for iso in (promise["made_on"], promise["due_on"], promise["settled_on"])
    )
    today = across(day.toordinal())
    until = today if promise["status"] == "open" else done or today
    ends = [place for place in (due, until if due is None or until > due else due) if place]
    late = (due, until) if due is not None and until > due else None
    return Line(
        given=given if given is not None and given >= 0 else None,
        start=max(0.0, given or 0.0),
        end=_inside(max(ends, default=until)),
        due=due if due is not None and 0 <= due <= _END else None,
        done=done if done is not None and done >= 0 else None,
        late=None if late is None else (_inside(late[0]), _inside(late[1])),
        is_dotted=due is None and promise["status"] == "open",
    )


_END = 100.0


def _inside(place: float) -> float:
    return min(max(place, 0.0), _END)
