"""Letting go of words that a book may no longer keep: too old, or of a mailbox that now gives less.

An import ends with it, and `goodwill assess` begins with it. Texts go, and with a number of days
the sentences that were quoted from them; statements that quoted them are drawn up anew, and say no
more than what is left. The database overwrites what it frees (`secure_delete`).

What lies beside the book goes too: mail that was handed to a page as a file, and mails that could
not be read, once they are as old as that.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from goodwill.config import Privacy
from goodwill.privacy.modes import keeps_raw, rank_of, taking_of
from goodwill.store.book_state import read_state, write_state
from goodwill.store.live_sources.items import drop_all_raw
from goodwill.store.lock import resolve_lock
from goodwill.store.reading.searching import drop_words, forget_words, merge_words
from goodwill.store.statements.storing import drop_statements
from goodwill.store.upkeep.derived import forget_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from goodwill.config import Taking
    from goodwill.store.database import Store, Transaction
    from goodwill.store.reader import Reader

__all__ = ["TAKEN", "kept_since", "let_go", "taken_before", "takes_more", "texts_before"]

TAKEN = "taken"
"""What the last import took of which mailbox, as the book remembers it."""

_AT_ONCE = 500
_LESS: tuple[Taking, ...] = ("metadata", "subject")
_ORDER: dict[Taking, int] = {"metadata": 0, "subject": 1, "text": 2}
_UPLOADS = "uploads"
_MAIL_FILES = ("mbox", "eml", "maildir")


def kept_since(privacy: Privacy, now: datetime) -> datetime | None:
    """From when on words are kept; None keeps all, the end of time none."""
    match privacy.keep_bodies:
        case True:
            return None
        case False:
            return datetime.max.replace(tzinfo=UTC)
        case days:
            return now - timedelta(days=days)


def let_go(store: Store, privacy: Privacy, now: datetime) -> int:
    """Let go of all that may not be kept from now on; in how many mails and meetings that was.

    Where something was, all statements are let go of too, and drawn up anew when asked for.
    """
    since, raw = kept_since(privacy, now), 0
    with resolve_lock(store), store.write() as tx:
        gone = _taken_less(tx, privacy, is_sqlite=store.is_sqlite)
        if since is not None:
            gone += _too_old(tx, int(since.timestamp()), is_sqlite=store.is_sqlite)
        if since is not None and not isinstance(privacy.keep_bodies, bool):
            gone += _quotes_too_old(tx, int(since.timestamp()))
        if not keeps_raw(privacy):
            raw = drop_all_raw(tx)
        if gone:
            drop_statements(tx)
        if read_state(tx, TAKEN) != _words_of(privacy):
            write_state(tx, TAKEN, _words_of(privacy))
    if gone or raw:
        store.carry_over()
    if since is not None:
        _drop_raw(store, _age(privacy, now))
    return gone


def _age(privacy: Privacy, now: datetime) -> datetime:
    """Raw mail beside the book that is older than this goes."""
    return now if privacy.keep_bodies is False else (kept_since(privacy, now) or now)


# What mailboxes give.


def _words_of(privacy: Privacy) -> str:
    chosen = [privacy.at_most] if privacy.at_most else []
    return orjson.dumps([privacy.take, privacy.mailboxes, *chosen]).decode()


def taken_before(store: Store) -> Privacy | None:
    """What the last import took of which mailbox; None where nothing is known of it."""
    with store.read() as tx:
        found = read_state(tx, TAKEN)
    if found is None:
        return None
    take, *named = orjson.loads(found)
    mailboxes, at_most = (tuple(map(tuple, some)) for some in (*named, [])[:2])
    return Privacy(take=take, mailboxes=mailboxes, at_most=at_most)


def takes_more(now: Privacy, before: Privacy | None, path: str) -> bool:
    """Whether more is taken of a file than when it was read last."""
    if before is None or _words_of(now) == _words_of(before):
        return False
    return _ORDER[taking_of(now, path)] > _ORDER[taking_of(before, path)]


def _taken_less(tx: Transaction, privacy: Privacy, *, is_sqlite: bool) -> int:
    """Mails of which less is taken now than is there: all their copies lie where that is so."""
    before, now = read_state(tx, TAKEN), _words_of(privacy)
    if before == now or (before is None and now == _words_of(Privacy())):
        return 0
    taking = {key: taking_of(privacy, path) for key, path in tx.rows(_FILES)}
    gone = 0
    for kept in reversed(_LESS):  # what gives the least has the last word
        wanted = _ORDER[kept]
        files = [key for key, one in taking.items() if _ORDER[one] <= wanted]
        others = [key for key, one in taking.items() if _ORDER[one] > wanted]
        mails = _only_in(tx, "placement", "message_id", files, others)
        inner = [key for (key,) in tx.rows_in(_PASSED_ON, mails)]
        gone += len(mails)
        for some in _bites([*mails, *inner]):
            _empty_mails(tx, some, with_subject=kept == "metadata")
            marks = ",".join("?" * len(some))
            tx.run(f"update message set {_as_less(kept)} where id in ({marks})", some)
        gone += _empty_meetings(tx, files, kept)
    if gone:
        tx.run("delete from thread_key")  # digests of words
        forget_marks(tx)
    if gone and is_sqlite:
        drop_words(tx)
    return gone


_FILES = "select id, path from source_file"
_PASSED_ON = "select message_id from passed_on where carrier_id in (?*)"


def _as_less(kept: Taking) -> str:
    """Makes the rank of a copy that of one of which so much was taken: whole ones go before."""
    before = rank_of(kept, "")
    return f"copy_rank = '{before}' || ltrim(copy_rank, '!-')"


def _only_in(
    tx: Transaction, table: str, key: str, files: Sequence[int], others: Sequence[int]
) -> list[int]:
    """What lies in some files and in no others."""
    asked = f"select distinct {key} from {table} where source_file_id in (?*)"
    elsewhere = {one for (one,) in tx.rows_in(asked, others)}
    return sorted({one for (one,) in tx.rows_in(asked, files)} - elsewhere)


def _empty_mails(tx: Transaction, some: Sequence[int], *, with_subject: bool) -> None:
    """Take the words of mails, what was read from them, and what was made of them."""
    marks = ",".join("?" * len(some))
    tx.run(f"update message_text set text = '', zones = '[]' where message_id in ({marks})", some)
    tx.run(
        "update message set text_id = '', quoted_id = null, language = null, words = 0,"
        f" attachments = '[]' where id in ({marks})",
        some,
    )
    if with_subject:
        tx.run(f"update message set subject = '' where id in ({marks})", some)
    for table in ("act", "person_note"):
        tx.run(f"delete from {table} where message_id in ({marks})", some)


def _empty_meetings(tx: Transaction, files: Sequence[int], kept: Taking) -> int:
    """Take the descriptions of meetings, and their titles where nothing but who and when stays."""
    gone, with_title = 0, kept == "metadata"
    sets = f"{_as_less(kept)}, description = '', place = ''" + with_title * ", title = ''"
    for some in _bites(files):
        marks = ",".join("?" * len(some))
        said = "description <> '' or place <> ''" + (" or title <> ''" if with_title else "")
        sql = f"update meeting set {sets} where source_file_id in ({marks}) and ({said})"
        gone += tx.run(sql, some)
    return gone


def _bites(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


# What is too old.

_OLD = "(select id from message where sent_at is null or sent_at < ?)"


def texts_before(reader: Reader, before: int) -> int:
    """Of how many mails from before a second the book still has the text."""
    sql = f"select count(*) from message_text where text is not null and message_id in {_OLD}"
    return int(reader.rows(sql, (before,))[0][0])


def _too_old(tx: Transaction, before: int, *, is_sqlite: bool) -> int:
    """Take the texts of mails from before a second, also from the index of words."""
    gone = texts_before(tx, before)
    if not gone:
        return 0
    if is_sqlite:
        forget_words(tx, before)
        merge_words(tx)
    sql = f"update message_text set text = null where text is not null and message_id in {_OLD}"
    tx.run(sql, (before,))
    return gone


def _quotes_too_old(tx: Transaction, before: int) -> int:
    """Take the sentences that were quoted from such mails, and what else is in their words."""
    gone = tx.run(
        f"update act set quote = '' where quote <> '' and message_id in {_OLD}", (before,)
    )
    gone += tx.run(f"delete from person_note where message_id in {_OLD}", (before,))
    gone += tx.run(
        "update meeting set description = '' where description <> '' and ends_at < ?", (before,)
    )
    return gone + _quotes_of_disputes(tx, before)


def _quotes_of_disputes(tx: Transaction, before: int) -> int:
    """Take the sentences that people marked in such mails."""
    gone = 0
    for key, text in tx.rows("select id, ref from dispute where ref is not null"):
        about = orjson.loads(text)
        if about.get("source") != "message" or about.get("quote") is None:
            continue
        sent = tx.rows("select max(sent_at) from message where ref = ?", (about["ref"],))[0][0]
        if sent is None or sent < before:
            about["quote"] = None
            words = orjson.dumps(about).decode()
            gone += tx.run("update dispute set ref = ? where id = ?", (words, key))
    return gone


# What lies beside the book.


def _drop_raw(store: Store, before: datetime) -> None:
    """Drop raw mail that is as old as that: what could not be read, and what was handed in."""
    second = int(before.timestamp())
    with store.write() as tx:
        tx.run(
            "update reject set payload = null where payload is not null and import_id in"
            " (select id from import_run where started_at < ?)",
            (second,),
        )
        paths = [path for (path,) in tx.rows(_MAIL_SOURCES, _MAIL_FILES)]
    if store.folder is None:
        return
    inside = store.folder.absolute() / _UPLOADS
    found = [*(store.folder / "rejects").glob("*-mail.mbox")]
    found += [*_uploaded(inside, paths)]
    for path in found:
        if path.is_file() and path.stat().st_mtime < second:
            path.unlink()


_MAIL_SOURCES = "select path from source_file where connector in (?, ?, ?)"


def _uploaded(inside: Path, paths: Iterable[str]) -> Iterator[Path]:
    """The mail files among those that were handed in on a page."""
    for path in paths:
        file = inside.__class__(path.partition("!")[0])
        if file.is_relative_to(inside):
            yield file
