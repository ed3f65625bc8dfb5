"""What changed in a book since an earlier day: statements of both days, held against each other.

Both days are drawn up by the same code, so a new version of Goodwill raises no alarm by itself;
where a number of the catalogue has changed in between, the earlier day is drawn up by the later
numbers too, and what moves only between those two is told as our yardstick and not as the client.
What is found and merged is pure (`goodwill.news`).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from goodwill.answers.muting import muted
from goodwill.errors import CallError
from goodwill.facts.base import content_id
from goodwill.facts.digest import Digest, Entry, Moved, MutedDetector
from goodwill.facts.statement import Evidence, Statement
from goodwill.news.budget import by_owner
from goodwill.news.entries import entries
from goodwill.news.item import AccountDay, Item
from goodwill.news.spotting import seen_now, spot, sure_lines
from goodwill.store.reading.noticed import Praise, first_seen, praise_between
from goodwill.store.statements.stored import stored_evidence

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.catalogue.loader import Catalogue
    from goodwill.judge.statement import Judgement

__all__ = ["digest", "is_owner", "numbers_changed", "unknown_owner"]

DAYS_A_WEEK = 7
_NAMED_BY = ("signal", "act", "remark", "name", "id", "kind", "window")
"""What tells numbers of one list apart; those of a threshold have none of these."""
_NOT_OF_STATEMENTS = frozenset({"plays", "learning"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that are compared, and what is known of the book on them."""

    since: date
    until: date
    over_at: float
    new_sources: frozenset[str]
    is_new_yardstick: bool
    praise: Mapping[str, Sequence[Praise]]


def digest(book: Book, *, as_of: date, since: date | None, owner: str | None) -> Digest:
    """What changed after `since` (a week before without it), for one owner or for all."""
    catalogue = book.catalogue
    begun = since or as_of - timedelta(days=int(catalogue.threshold("alarms.days", as_of)))
    if begun >= as_of:
        raise CallError(f"{begun} is not before {as_of}.", hint="--since names an earlier day.")
    quiet = muted(book, as_of)
    told = _told(book, begun, as_of, quiet)
    if owner is not None and not any(is_owner(one, owner) for one in told.owners):
        raise unknown_owner(owner, told.owners)
    silenced = {one.line for entry in told.silenced for one in (entry.moved, *entry.also)}
    heard = [entry for entry in told.entries if is_owner(entry.owner, owner)]
    weeks = -(-(as_of - begun).days // DAYS_A_WEEK)
    return Digest(
        since=begun,
        as_of=as_of,
        accounts=len(book.accounts()),
        newest=told.newest,
        owners=by_owner(
            heard,
            alarms=weeks * int(catalogue.threshold("alarms.alarms_a_week", as_of)),
            good=weeks * int(catalogue.threshold("alarms.good_a_week", as_of)),
            queued=_queued(book, begun, quiet, owner, told.sure),
        ),
        new_sources=tuple(sorted(told.new_sources)),
        muted=tuple(one for one in quiet if one.line in silenced),
    )


def is_owner(owner: str | None, asked: str | None) -> bool:
    """Whether an account's owner is the one asked for: the whole name or address, or its start.

    A name is told by any case, an address by what stands before the @ too.
    """
    if asked is None:
        return True
    if owner is None:
        return False
    name, wanted = owner.casefold(), asked.strip().casefold()
    return wanted in {name, name.partition("@")[0]} or name.startswith(f"{wanted} ")


def unknown_owner(owner: str, owners: Iterable[str]) -> CallError:
    """A name that no account has for its owner: their week is not quiet, it is nobody's."""
    known = ", ".join(sorted(owners))
    return CallError(
        f'No account of this book is owned by "{owner}".',
        hint=f"Its owners are {known}."
        if known
        else "No owner is known: name them in the column owner of accounts.csv.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All entries of some days; those of muted detectors apart; what is sure on the later day.

    `sure` are pairs of an account and the full name of a pattern or risk; `owners` are those of all
    accounts, `newest` is the last day of which any source tells by then.
    """

    entries: tuple[Entry, ...]
    silenced: tuple[Entry, ...]
    sure: frozenset[tuple[str, str]]
    new_sources: frozenset[str]
    owners: frozenset[str]
    newest: date | None


def _told(book: Book, since: date, until: date, quiet: Iterable[MutedDetector]) -> Told:
    """Every entry, in the order of accounts, of which two are never held at once."""
    days, silent = _days(book, since, until), frozenset(one.line for one in quiet)
    heard: list[Entry] = []
    silenced: list[Entry] = []
    sure: set[tuple[str, str]] = set()
    owners: set[str | None] = set()
    seen_on: list[str] = []
    for before, by_new, after in _pairs(book, days):
        account_id = after.statement["account"]["id"]
        praised = _praised(days.praise.get(account_id, ()))
        items = [*_items(days, before, by_new, after), *praised]
        loud = [item for item in items if item.moved.line not in silent]
        unheard = [item for item in items if item.moved.line in silent and item.tone == "alarm"]
        heard += entries(loud, after.statement, since.isoformat())
        silenced += entries(unheard, after.statement, since.isoformat())
        sure |= {(account_id, line) for line in sure_lines(after.statement)}
        owners.add(after.statement["account"]["owner"])
        seen_on += filter(None, [one["last_on"] for one in after.statement["coverage"]["sources"]])
    return Told(
        entries=tuple(heard),
        silenced=tuple(silenced),
        sure=frozenset(sure),
        new_sources=days.new_sources,
        owners=frozenset(filter(None, owners)),
        newest=date.fromisoformat(max(seen_on)) if seen_on else None,
    )


def _days(book: Book, since: date, until: date) -> Days:
    zone = ZoneInfo(book.settings.company.timezone)
    praise: dict[str, list[Praise]] = {}
    for one in book.look(lambda reader: praise_between(reader, since, until, zone)):
        praise.setdefault(one.account_id, []).append(one)
    return Days(
        since=since,
        until=until,
        over_at=book.catalogue.threshold("alarms.risk_over_at", until),
        new_sources=_new_sources(book, since, until, zone),
        is_new_yardstick=numbers_changed(book.catalogue, since, until),
        praise=praise,
    )


def _new_sources(book: Book, since: date, until: date, zone: ZoneInfo) -> frozenset[str]:
    """Sorts of source given to the book in these days; none where the whole book is as new."""
    first = book.look(lambda reader: first_seen(reader, zone))
    if not first or min(first.values()) > since:
        return frozenset()
    return frozenset(source for source, day in first.items() if since < day <= until)


def numbers_changed(catalogue: Catalogue, since: date, until: date) -> bool:
    """Whether a later number of the catalogue came into force after `since`.

    The first number under a name holds for all days before it, so it changes nothing.
    """
    return any(
        since < day <= until
        for file in catalogue.files
        if file.folder not in _NOT_OF_STATEMENTS and b"since" in file.content
        for day in _later_days(tomllib.loads(file.content.decode("utf-8")))
    )


def _later_days(part: object) -> Iterator[date]:
    """The first days of all numbers but the first of each name, anywhere in a file."""
    if isinstance(part, list):
        by_name: defaultdict[str, set[date]] = defaultdict(set)
        for one in part:
            if isinstance(one, dict) and isinstance(one.get("since"), date):
                by_name[repr([one.get(key) for key in _NAMED_BY])].add(one["since"])
        for days in by_name.values():
            yield from days - {min(days)}
    for below in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from _later_days(below)


def _pairs(book: Book, days: Days) -> Iterator[tuple[AccountDay, AccountDay | None, AccountDay]]:
    """Each account on the earlier day, on it by the later numbers if those differ, and now."""
    book.assess(days.since)
    book.assess(days.until)
    account_ids = [known.account_id for known in book.accounts()]
    drawn: Iterator[Judgement] = iter(())
    if days.is_new_yardstick:
        drawn = book.assessor.draw_up(account_ids, days.since, ruled_on=days.until)
    for account_id in account_ids:
        again = next(drawn, None)
        yield (
            _account_day(book, account_id, days.since),
            None if again is None else AccountDay(again.statement, again.evidence),
            _account_day(book, account_id, days.until),
        )


def _account_day(book: Book, account_id: str, day: date) -> AccountDay:
    """One account as of a day, as stored; drawn up where somebody let go of it meanwhile."""
    name = (account_id, day.isoformat(), book.rules)
    stored = book.look(lambda reader: stored_evidence(reader, *name))
    if stored is not None:
        return AccountDay(cast("Statement", stored[0]["statement"]), stored[1])
    drawn = book.draw_up(account_id, day)
    return AccountDay(drawn.statement, drawn.evidence)


def _items(
    days: Days, before: AccountDay, by_new: AccountDay | None, after: AccountDay
) -> Iterator[Item]:
    """What moved at one account, each with what moved it."""
    found = spot(before, after, over_at=days.over_at)
    moved = found if by_new is None else spot(by_new, after, over_at=days.over_at)
    lines = {item.moved.line for item in moved}
    for item in found:
        yield item if item.moved.line in lines else replace(item, because="rules")
    told = {item.moved.line for item in found}
    for item in seen_now(after, days.new_sources) if days.new_sources else ():
        if item.moved.line not in told:
            yield item


def _praised(found: Iterable[Praise]) -> Iterator[Item]:
    for one in found:
        said = Evidence(
            id=content_id("praise", one.ref, one.quote, digits=16),
            source="message",
            ref=one.ref,
            on=one.on.isoformat(),
            quote=one.quote,
            says="They praised what we did.",
            weight=round(one.probability, 2),
        )
        moved = Moved(line="practices[appreciation]", was=None, now="praised")
        yield Item(tone="good", moved=moved, because="client", evidence=(said,), cause="praise")


# What waited.


def _queued(
    book: Book,
    until: date,
    quiet: Iterable[MutedDetector],
    owner: str | None,
    sure: Collection[tuple[str, str]],
) -> list[Entry]:
    """Alarms of the weeks before that had no place, and hold still."""
    catalogue = book.catalogue
    places = int(catalogue.threshold("alarms.alarms_a_week", until))
    waiting: list[Entry] = []
    for back in range(int(catalogue.threshold("alarms.waits_weeks", until)), 0, -1):
        last = until - timedelta(days=DAYS_A_WEEK * (back - 1))
        told = _told(book, last - timedelta(days=DAYS_A_WEEK), last, quiet)
        heard = [entry for entry in told.entries if is_owner(entry.owner, owner)]
        news = by_owner(heard, alarms=places, good=0, queued=waiting)
        waiting = [entry for one in news for entry in one.waiting]
    return [
        entry
        for entry in waiting
        if entry.moved.line.startswith("commitments") or (entry.account, entry.moved.line) in sure
    ]
