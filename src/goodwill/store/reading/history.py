"""What happened with one account, row by row, and a message in its thread, up to a day.

For people to read: nothing is judged here. Only what the sender wrote anew is given of a message;
what it quotes stands in the thread already. What a whole book holds of each sort is in `coverage`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from goodwill.reports import Happened, MessageRead
from goodwill.store.reader import Reader
from goodwill.store.who_is_who.accounts import account_names

__all__ = ["history", "thread_of"]

MILLIONTHS = 1_000_000
"""Of which decimals are counted."""
MOST_IN_THREAD = 60
LONGEST = 20_000
"""Characters of one message that are given."""

_TABLES = {
    "deal": "select deal_id, opened_on, name, amount, currency, 'opened' from opportunity",
    "deal closed": ("select deal_id, closed_on, name, amount, currency, status from opportunity"),
    "agreement": "select agreement_id, signed_on, scope, null, null, ends_on from agreement",
    "invoice": "select invoice_id, issued_on, invoice_id, amount, currency, due_on from invoice",
    "effort": "select entry_id, worked_on, activity, hours, 'h', null from time_entry",
    "expense": "select expense_id, spent_on, category, amount, currency, null from expense",
    "delivery": "select delivery_id, delivered_on, note, null, null, promised_on from delivery",
    "feedback": "select contact_email, asked_on, comment, score, 'of 10', null from feedback",
}
_WHOLE = frozenset({"feedback"})
"""Tables whose figure is a whole number, and no decimal."""
_PAYMENTS = (
    "select p.payment_id, p.paid_on, p.invoice_id, p.amount, i.currency, null"
    " from payment p join invoice i on i.invoice_id = p.invoice_id and i.superseded_by is null"
    " where p.superseded_by is null and i.account_id in ({marks})"
)
_PAID = frozenset({"", "payment"})
_TICKETS = (
    "select ticket_id, opened_at, subject, severity from ticket"
    " where superseded_by is null and account_id in ({marks}) and opened_at < ?"
)
_MAILS = (
    "select distinct m.id, m.ref, m.sent_at, m.subject, coalesce(t.thread_id, m.ref)"
    " from point_link l join participant p on p.point_id = l.point_id"
    " join message m on m.id = p.message_id left join message_thread t on t.message_id = m.id"
    " where l.account_id in ({marks}) and m.sent_at < ? and m.category = 'human'"
)
_SENDERS = (
    "select p.message_id, w.name, l.side from participant p"
    " join point_link l on l.point_id = p.point_id join person w on w.person_id = l.person_id"
    " where p.role = 'from' and p.message_id in ({marks})"
)
_MEETINGS = (
    "select distinct m.ref, m.starts_at, m.title, m.place from point_link l"
    " join attendee a on a.point_id = l.point_id join meeting m on m.id = a.meeting_id"
    " where l.account_id in ({marks}) and m.starts_at < ?"
    " and not m.is_cancelled and m.superseded_by is null"
)
AT_ONCE = 500
_MINUTE = len("2026-06-30T09:00")
"""Letters of a moment up to its minute."""


def history(
    reader: Reader, account_id: str, as_of: date, zone: tzinfo, source: str = ""
) -> tuple[Happened, ...]:
    """All that happened with an account by the end of a day, the newest first.

    Of one `source` only ("invoice", "meeting") where one is named: mails are most of it.
    """
    ids = account_names(reader).ids_of([account_id])
    end = _end_of(as_of, zone)
    found = [*_rows(reader, ids, as_of, source)]
    for name, of_sort in (("ticket", _tickets), ("message", _mails), ("meeting", _meetings)):
        if source in {"", name}:
            found += of_sort(reader, ids, end, zone)
    return tuple(sorted(found, key=lambda one: (one.at, one.source, one.ref), reverse=True))


def _end_of(day: date, zone: tzinfo) -> int:
    """The second at which a day ends."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    return int((start + timedelta(days=1)).timestamp())


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _minute(seconds: int, zone: tzinfo) -> str:
    return datetime.fromtimestamp(seconds, zone).isoformat()[:_MINUTE]


def _rows(reader: Reader, ids: Sequence[str], as_of: date, wanted: str) -> Iterator[Happened]:
    """Rows of the tables, or of the `wanted` one; one whose day is still to come is not there."""
    marks, last = _marks(ids), as_of.isoformat()
    for source, select in _TABLES.items():
        if wanted not in {"", source.partition(" ")[0]}:
            continue
        own = f"{select} where superseded_by is null and account_id in ({marks})"
        for row in reader.rows(own, ids):
            if row[1] and row[1] <= last:
                yield _row(source, row)
    payments = reader.rows(_PAYMENTS.format(marks=marks), ids) if wanted in _PAID else ()
    for row in payments:
        if row[1] <= last:
            yield _row("payment", row)


def _row(source: str, row: Sequence[Any]) -> Happened:
    ref, day, title, figure, unit, note = row
    if figure is not None and source not in _WHOLE:
        figure = figure / MILLIONTHS
    return Happened(
        source=source.partition(" ")[0],
        ref=str(ref or ""),
        at=day,
        title=title or "",
        figure=figure,
        unit=unit or "",
        note=note or "",
    )


def _tickets(reader: Reader, ids: Sequence[str], end: int, zone: tzinfo) -> Iterator[Happened]:
    for ref, opened, subject, severity in reader.rows(
        _TICKETS.format(marks=_marks(ids)), (*ids, end)
    ):
        at = _minute(opened, zone)
        yield Happened(source="ticket", ref=ref, at=at, title=subject or "", note=severity or "")


def _mails(reader: Reader, ids: Sequence[str], end: int, zone: tzinfo) -> Iterator[Happened]:
    rows = reader.rows(_MAILS.format(marks=_marks(ids)), (*ids, end))
    senders = _senders(reader, [row[0] for row in rows])
    for key, ref, sent_at, subject, thread in rows:
        name, side = senders.get(key, ("", ""))
        yield Happened(
            source="message",
            ref=ref,
            at=_minute(sent_at, zone),
            title=subject,
            thread=thread,
            sender=name,
            is_ours=side == "ours",
        )


def _senders(reader: Reader, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(keys), AT_ONCE):
        bite = keys[start : start + AT_ONCE]
        rows = reader.rows(_SENDERS.format(marks=_marks(bite)), bite)
        found.update((key, (name, side)) for key, name, side in rows)
    return found


def _meetings(reader: Reader, ids: Sequence[str], end: int, zone: tzinfo) -> Iterator[Happened]:
    for ref, starts, title, place in reader.rows(_MEETINGS.format(marks=_marks(ids)), (*ids, end)):
        at = _minute(starts, zone)
        yield Happened(source="meeting", ref=ref, at=at, title=title or "", note=place or "")


_ONE = "select m.id, t.thread_id from message m left join message_thread t on t.message_id = m.id"
_TEXTS = (
    "select m.id, m.ref, m.sent_at, m.subject, x.text from message m"
    " join message_text x on x.message_id = m.id"
)
_PEOPLE = (
    "select p.message_id, p.role, l.side, w.name from participant p"
    " join point_link l on l.point_id = p.point_id join person w on w.person_id = l.person_id"
    " where p.message_id in ({marks}) union all"
    " select p.message_id, p.role, p.side, w.name from passed_on_link p"
    " join person w on w.person_id = p.person_id where p.message_id in ({marks})"
)


def thread_of(reader: Reader, ref: str, as_of: date, zone: tzinfo) -> tuple[MessageRead, ...]:
    """The message that evidence cites, among those of its thread by the end of a day, by time.

    Of a long thread those around it; nothing where the book had no such message.
    """
    end = _end_of(as_of, zone)
    named = reader.rows(
        f"{_ONE} where m.ref = ? and coalesce(m.sent_at, 0) < ? order by m.id desc limit 1",
        (ref, end),
    )
    if not named:
        return ()
    ((key, thread),) = named
    rows = reader.rows(f"{_TEXTS} where m.id = ?", (key,))
    if thread is not None:
        others = (
            f"{_TEXTS} join message_thread t on t.message_id = m.id where t.thread_id = ?"
            " and m.id <> ? and m.sent_at < ? and m.category = 'human'"
        )
        rows += reader.rows(others, (thread, key, end))
    rows.sort(key=lambda row: (row[2] or 0, row[0]))
    place = next(at for at, row in enumerate(rows) if row[0] == key)
    first = max(0, place - MOST_IN_THREAD // 2)
    return tuple(_read(reader, rows[first : first + MOST_IN_THREAD], key, zone))


def _read(
    reader: Reader, rows: Sequence[tuple[Any, ...]], cited: int, zone: tzinfo
) -> Iterator[MessageRead]:
    keys = [row[0] for row in rows]
    people: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for key, *taking in reader.rows(_PEOPLE.format(marks=_marks(keys)), (*keys, *keys)):
        people[key].append((taking[0], taking[1], taking[2]))
    for key, ref, sent_at, subject, text in rows:
        by = next(((side, name) for role, side, name in people[key] if role == "from"), ("", ""))
        yield MessageRead(
            ref=ref,
            at=_minute(sent_at, zone) if sent_at else "",
            subject=subject,
            sender=by[1],
            is_ours=by[0] == "ours",
            recipients=tuple(name for role, _, name in people[key] if role in {"to", "cc"}),
            text=None if text is None else text[:LONGEST],
            is_cited=key == cited,
        )
