"""Finding messages by the words that their senders wrote.

On SQLite an FTS5 index without a copy of the words stands beside the messages; it is made when
somebody first wants to search, some messages at a time so that an import can go on, and may be
dropped at will. The number of an entry begins with the second at which the message was sent, so
the newest are found first without looking at the others. On Postgres the database keeps its own
index over the words as they stand, those that a message quotes among them.

What is typed becomes words in `goodwill.facts.search_words`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from goodwill.facts.search_words import Words
from goodwill.reports import MessageFound, OnProgress, PersonKnown, Progress, Searched
from goodwill.store.book_state import read_state
from goodwill.store.database import Store, Transaction
from goodwill.store.reader import Reader

__all__ = [
    "SEARCHABLE",
    "clients_people",
    "drop_words",
    "forget_words",
    "make_searchable",
    "merge_words",
    "search",
]

SEARCHABLE = "searchable"
"""`VERSION ID`: how the index was made, and the last message that is in it."""
VERSION = "2"

ID_BITS = 28
SECOND_BITS = 34
AT_ONCE = 1000
LOOKS = 8
"""Times that as many entries again are looked at for messages with somebody who is not ours."""

_MAKE = (
    "create virtual table if not exists message_search using fts5("
    "subject, text, content='', columnsize=0, prefix='2 3',"
    " tokenize='unicode61 remove_diacritics 2')"
)
_PUT = "insert into message_search (rowid, subject, text) values (?, ?, ?)"
_TAKE_OUT = (
    "insert into message_search (message_search, rowid, subject, text) values ('delete', ?, ?, ?)"
)
_TSV = "to_tsvector('simple', left({}, 200000))"
_INDEXES = (
    f"create index if not exists ix_search_text on message_text using gin ({_TSV.format('text')})",
    f"create index if not exists ix_search_subject on message using gin ({_TSV.format('subject')})",
)


def make_searchable(store: Store, told: OnProgress) -> None:
    """Take in every message that the index has not met yet."""
    if not store.is_sqlite:
        with store.write() as tx:
            for sql in _INDEXES:
                tx.run(sql)
        return
    done, last = _begin(store)
    while done < last:
        with store.write() as tx:
            done = _done(tx) or 0  # somebody else may have gone on meanwhile
            rows = tx.rows(
                "select m.id, m.sent_at, m.subject, t.text from message m"
                " join message_text t on t.message_id = m.id where m.id > ? order by m.id limit ?",
                (done, AT_ONCE),
            )
            tx.run_many(_PUT, _entries(rows))
            done = max((row[0] for row in rows), default=last)
            _note(tx, done)
        told(Progress(what="Making mail searchable", done=done, total=last))


def _begin(store: Store) -> tuple[int, int]:
    """The last message that is in the index, and the last that there is."""
    with store.read() as tx:
        done = _done(tx)
        last = _last(tx)
    if done is None:
        with store.write() as tx:
            tx.run("drop table if exists message_search")
            tx.run(_MAKE)
            _note(tx, 0)
    return done or 0, last


def _done(reader: Reader) -> int | None:
    """The last message that is in the index; None where there is none that this code knows."""
    version, _, last = (read_state(reader, SEARCHABLE) or "").partition(" ")
    return int(last) if version == VERSION else None


def _last(reader: Reader) -> int:
    return int(reader.rows("select coalesce(max(id), 0) from message")[0][0])


def _note(tx: Transaction, done: int) -> None:
    tx.run(
        "insert into book_state values (?, ?)"
        " on conflict (name) do update set value = excluded.value",
        (SEARCHABLE, f"{VERSION} {done}"),
    )


def _entries(rows: Sequence[tuple[Any, ...]]) -> list[tuple[int, str, str]]:
    return [(_number(key, sent_at), subject, text or "") for key, sent_at, subject, text in rows]


def _number(key: int, sent_at: int | None) -> int:
    """The number of an entry: by second, then by message."""
    second = min(max(sent_at or 0, 0), (1 << SECOND_BITS) - 1)
    return (second << ID_BITS) | key


def forget_words(tx: Transaction, before: int) -> None:
    """Take out messages from before a second, while their words still stand in the book."""
    done = _done(tx)
    if done is None:  # made by another version, or none at all
        drop_words(tx)
        return
    sql = (
        "select m.id, m.sent_at, m.subject, t.text from message m"
        " join message_text t on t.message_id = m.id"
        " where t.text is not null and (m.sent_at is null or m.sent_at < ?)"
        " and m.id > ? and m.id <= ? order by m.id limit ?"
    )
    first = 0
    while rows := tx.rows(sql, (before, first, done, AT_ONCE)):
        tx.run_many(_TAKE_OUT, _entries(rows))
        subjects = [(_number(key, sent_at), subject, "") for key, sent_at, subject, *_ in rows]
        tx.run_many(_PUT, subjects)
        first = rows[-1][0]


def merge_words(tx: Transaction) -> None:
    """Write the index anew, without what was taken out: till then it is but crossed out."""
    if _done(tx) is not None:
        tx.run("insert into message_search (message_search) values ('optimize')")


def drop_words(tx: Transaction) -> None:
    """Let go of the whole index; it is made when somebody next wants to search."""
    tx.run("drop table if exists message_search")
    tx.run("delete from book_state where name = ?", (SEARCHABLE,))


def search(reader: Reader, words: Words, *, before: int, count: int, is_sqlite: bool) -> Searched:
    """The newest messages with these words that were sent before a second, to or from outside."""
    total = _last(reader)
    done = _done(reader) if is_sqlite else total
    if not words or done is None:
        return Searched(messages=(), more=False, ready=done or 0, total=total)
    ask = _hits if is_sqlite else _hits_of_postgres
    found = list(islice(_with_others(reader, ask(reader, words, before, count)), count + 1))
    return Searched(
        messages=tuple(found[:count]), more=len(found) > count, ready=min(done, total), total=total
    )


def _hits(reader: Reader, words: Words, before: int, count: int) -> Iterator[list[int]]:
    """Ids of messages, the newest first, some at a time."""
    number = _number(0, before)
    asked = " ".join(f'"{" ".join(term)}"' for term in words.terms) + ("*" if words.is_open else "")
    for _ in range(LOOKS):
        rows = reader.rows(
            "select rowid from message_search where message_search match ? and rowid < ?"
            " order by rowid desc limit ?",
            (asked, number, count * 2),
        )
        yield [row[0] & ((1 << ID_BITS) - 1) for row in rows]
        if len(rows) < count * 2:
            return
        number = rows[-1][0]


def _hits_of_postgres(reader: Reader, words: Words, before: int, count: int) -> Iterator[list[int]]:
    terms = [" <-> ".join(f"'{word}'" for word in term) for term in words.terms]
    asked = " & ".join(f"({term})" for term in terms)
    asked = asked[:-1] + (":*)" if words.is_open else ")")
    rows = reader.rows(
        "select id from message where coalesce(sent_at, 0) < ? and id in (select message_id"
        f" from message_text where {_TSV.format('text')} @@ to_tsquery('simple', ?)"
        f" union select id from message where {_TSV.format('subject')}"
        " @@ to_tsquery('simple', ?)) order by coalesce(sent_at, 0) desc, id desc limit ?",
        (before, asked, asked, count * 2 * LOOKS),
    )
    yield [row[0] for row in rows]


def _with_others(reader: Reader, hits: Iterator[list[int]]) -> Iterator[MessageFound]:
    """Those of the messages that were exchanged with somebody who is not one of us."""
    for ids in hits:
        marks = ",".join("?" * len(ids))
        if not ids:
            continue
        rows = reader.rows(
            "select m.id, m.ref, coalesce(m.sent_at, 0), m.subject, coalesce(t.text, '')"
            f" from message m join message_text t on t.message_id = m.id where m.id in ({marks})",
            ids,
        )
        told = {key: rest for key, *rest in rows}
        people = _people(reader, ids, marks)
        for key in ids:
            if key in told and any(side != "ours" for _, side, *_ in people[key]):
                yield _found(told[key], people[key])


Taking = tuple[str, str, str | None, str]
"""Role, side, account and name of somebody on a message."""


def _people(reader: Reader, ids: Sequence[int], marks: str) -> defaultdict[int, list[Taking]]:
    found: defaultdict[int, list[Taking]] = defaultdict(list)
    rows = reader.rows(
        "select p.message_id, p.role, coalesce(l.side, ''), l.account_id,"
        " coalesce(w.name, nullif(c.name, ''), c.address) from participant p"
        " join contact_point c on c.id = p.point_id left join point_link l on l.point_id = c.id"
        f" left join person w on w.person_id = l.person_id where p.message_id in ({marks})"
        " union all select p.message_id, p.role, p.side, p.account_id, w.name"
        " from passed_on_link p join person w on w.person_id = p.person_id"
        f" where p.message_id in ({marks})",
        (*ids, *ids),
    )
    for key, *taking in rows:
        found[key].append((taking[0], taking[1], taking[2], taking[3]))
    return found


def _found(told: Sequence[object], people: Sequence[Taking]) -> MessageFound:
    ref, sent_at, subject, text = told
    return MessageFound(
        ref=str(ref),
        sent_at=int(str(sent_at)),
        subject=str(subject),
        text=str(text),
        sender=next((name for role, _, _, name in people if role == "from"), ""),
        accounts=tuple(sorted({account for _, _, account, _ in people if account})),
    )


def clients_people(reader: Reader) -> tuple[PersonKnown, ...]:
    """Everybody of a client, by name; shared mailboxes are addresses of nobody."""
    rows = reader.rows(
        "select name, email, coalesce(title, ''), account_id from person"
        " where side <> 'ours' and account_id is not null order by name, email"
    )
    return tuple(
        PersonKnown(name=name, email=email, title=title, account_id=account)
        for name, email, title, account in rows
    )
