"""What a digest asks of the store besides statements: praise in so many days, and new sources.

Plain queries over a few days of mail, and over when each sort of record was first written down.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from goodwill.store.reader import Reader
from goodwill.store.who_is_who.accounts import account_names

__all__ = ["Praise", "first_seen", "praise_between"]

LEAST = 0.5
"""From here a text is said to hold an act (contract, `read`)."""

_PRAISE = """
with praised as materialized (
    select m.id, m.ref, m.sent_at, a.position, a.quote, a.probability
    from message m
    cross join act a
    where a.message_id = m.id and m.sent_at >= ? and m.sent_at < ? and m.category = 'human'
    and a.act = 'praise' and a.probability >= ?
)
select distinct l.account_id, m.ref, m.sent_at, m.position, m.quote, m.probability
from praised m
join participant p on p.message_id = m.id and p.role = 'from'
join point_link l on l.point_id = p.point_id
where l.side = 'theirs' and l.account_id is not null
order by l.account_id, m.sent_at, m.ref, m.position"""
"""The few mails of those days first (SQLite keeps the order of a `cross join`), then what stands in
them. Of their own accord planners begin with everybody who is on any mail of the book."""

_TABLE_OF = {
    "message": "message",
    "meeting": "meeting",
    "deal": "opportunity",
    "agreement": "agreement",
    "invoice": "invoice",
    "invoice_line": "invoice_line",
    "payment": "payment",
    "effort": "time_entry",
    "expense": "expense",
    "delivery": "delivery",
    "ticket": "ticket",
    "feedback": "feedback",
}
"""A sort of source, as evidence names it, and the table that it is kept in."""


class Praise(NamedTuple):
    """Something of ours that somebody of an account praised: where, when and in which words."""

    account_id: str
    ref: str
    on: date
    quote: str
    probability: float


def praise_between(reader: Reader, since: date, until: date, zone: tzinfo) -> list[Praise]:
    """What was praised in the days after `since`, up to `until`, by account and time."""
    first, last = (_start(day + timedelta(days=1), zone) for day in (since, until))
    names = account_names(reader)
    return [
        Praise(
            account_id=names.account_of(account_id),
            ref=ref,
            on=datetime.fromtimestamp(sent_at, UTC).astimezone(zone).date(),
            quote=quote,
            probability=chance,
        )
        for account_id, ref, sent_at, _, quote, chance in reader.rows(_PRAISE, (first, last, LEAST))
    ]


def _start(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())


def first_seen(reader: Reader, zone: tzinfo) -> dict[str, date]:
    """The day on which a book was first given each sort of source, named as evidence names it."""
    found: dict[str, date] = {}
    for source, table in _TABLE_OF.items():
        ((seconds,),) = reader.rows(f"select min(recorded_at) from {table}")
        if seconds is not None:
            found[source] = datetime.fromtimestamp(seconds, UTC).astimezone(zone).date()
    return found
