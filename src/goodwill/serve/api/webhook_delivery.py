"""What changed is noted while the book is served, and sent to webhooks; both behind the answers.

A change is noted once (`goodwill.store.statements.changes`), whoever brought it: an import, a
dispute, a new day. A webhook is sent each change with a signature; what is not taken is tried
again, ever later, and given up after a day or so.
"""

from __future__ import annotations

import hmac
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from threading import Event, Thread
from typing import TYPE_CHECKING, cast

from goodwill.clock import now
from goodwill.errors import GoodwillError
from goodwill.live.wire.backoff import grown
from goodwill.live.wire.posting import post
from goodwill.serve.json_bytes import json_bytes
from goodwill.statements.moves import standings
from goodwill.store.doors.webhooks import Due, due_sendings, queue, tried, webhooks
from goodwill.store.statements.changes import (
    Change,
    LineChange,
    Seen,
    add_change,
    changes_after,
    marks_before,
    remember,
    seen_before,
    stored_since,
)

if TYPE_CHECKING:
    from datetime import date

    from goodwill.book import Book
    from goodwill.facts.statement import Statement
    from goodwill.serve.web.shelf import Shelf

__all__ = ["SIGNATURE", "Noter", "Sender", "signature", "watched"]

LOOK = 1.0
"""Seconds between two looks whether anything changed."""
READ_AT_ONCE = 20
"""Statements that are read before whoever asks for a page goes first."""
AT_ONCE = 20
"""Sendings of one look."""
TRIES = 12
"""After so many a sending is given up: with pauses that double up to six hours, after a day."""
FIRST, LONGEST = 30.0, 6 * 3600.0
"""Seconds until it is tried again: the first time, and at the longest."""
SIGNATURE = "Goodwill-Signature"
TAKEN = range(200, 300)

Post = Callable[[str, bytes, Mapping[str, str], frozenset[str]], int]


def signature(secret: str, at: int, body: bytes) -> str:
    """What proves that a document is ours, and of when: HMAC-SHA256 over the second and the body.

    The receiver works it out anew from `t` and the body, and refuses a `t` that is minutes old.
    """
    signed = f"{at}.".encode() + body
    return f"t={at},v1={hmac.new(secret.encode(), signed, sha256).hexdigest()}"


class Noter:
    """Notes what the newest statements of a book say otherwise than they did."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[str, str] | None = None
        self._edition = ""

    def look(self) -> list[int]:
        """Note what changed since the last look; the numbers of the changes."""
        shelf, book = self._shelf, _whole(self._shelf)
        edition = f"{shelf.newest} {book.edition(shelf.newest)}"
        if shelf.is_behind or edition == self._edition:
            return []
        day = shelf.newest.isoformat()
        known = self._known = book.look(marks_before) if self._known is None else self._known
        marks = book.look(lambda reader: stored_since(reader, day, book.rules, known))
        found = dict(self._read(marks, shelf.newest))
        numbers = _noted(book, found, int(now().timestamp())) if found else []
        known.update(marks)
        self._edition = edition
        return numbers

    def _read(self, marks: Mapping[str, str], day: date) -> Iterator[tuple[str, Seen]]:
        """How accounts stand, some at a time: who asks for a page shares the interpreter."""
        book = _whole(self._shelf)
        for number, (name, mark) in enumerate(marks.items()):
            if number and not number % READ_AT_ONCE:
                self._shelf.give_way()
            if (found := book.stored(name, day)) is not None:
                yield name, _seen(found.statement, mark)


def _noted(book: Book, found: Mapping[str, Seen], at: int) -> list[int]:
    """Write down how accounts stand, and what of it is new; of the first look, nothing is."""
    numbers = []
    with book.store.write() as tx:
        before = seen_before(tx)
        for name, seen in found.items():
            lines = _lines(before.get(name), seen)
            if before and lines is not None:
                numbers.append(add_change(tx, name, seen.as_of, lines, at))
            if before.get(name) != seen:
                remember(tx, name, seen)
        for hook in webhooks(tx) if numbers else ():
            queue(tx, hook["id"], numbers, at)
    return numbers


def _seen(statement: Statement, mark: str) -> Seen:
    words = {line: one.state for line, one in standings(statement).items() if one.state}
    return Seen(statement["as_of"], statement["made_with"]["facts"], words, mark)


def _lines(was: Seen | None, seen: Seen) -> list[LineChange] | None:
    """The lines that go by another word; None where there is nothing to tell.

    The facts of another day are others by themselves: then only lines tell.
    """
    then = {} if was is None else was.standing
    moved = [
        LineChange(line=line, before=then.get(line), after=seen.standing.get(line))
        for line in {**then, **seen.standing}
        if then.get(line) != seen.standing.get(line)
    ]
    is_told = was is None or (was.as_of == seen.as_of and was.facts != seen.facts)
    return moved if moved or is_told else None


class Sender:
    """Sends changes to webhooks, one after the other; `post` and `chance` are given by tests."""

    def __init__(
        self, book: Book, *, post: Post = post, chance: Callable[[], float] = random.random
    ) -> None:
        self._book, self._post, self._chance = book, post, chance

    def look(self) -> int:
        """Send what is due; how many were taken."""
        at = int(now().timestamp())
        found = self._book.look(lambda reader: due_sendings(reader, at, AT_ONCE))
        return sum(self._send(due, at) for due in found)

    def _send(self, due: Due, at: int) -> bool:
        status, fault = self._tried(due, at)
        is_taken = status in TAKEN
        pause = grown(FIRST, LONGEST, due.tries + 1, self._chance())
        is_last = due.tries + 1 >= TRIES
        with self._book.store.write() as tx:
            tried(
                tx,
                due,
                status=status,
                fault=fault,
                sent_at=at if is_taken else None,
                next_at=None if is_taken or is_last else at + int(pause),
            )
        return is_taken

    def _tried(self, due: Due, at: int) -> tuple[int | None, str]:
        """The status of the answer, or why there was none."""
        from goodwill.live.secrets import seal_of_user  # noqa: PLC0415  0.1 s, and seldom needed

        change = self._change(due.change_id)
        if change is None:
            return None, "The change is no longer kept."
        body = json_bytes(change)
        try:
            secret = seal_of_user().open(due.sealed)
            headers = {
                "Content-Type": "application/json",
                "User-Agent": "goodwill",
                "Goodwill-Change": str(due.change_id),
                SIGNATURE: signature(secret, at, body),
            }
            own = frozenset(self._book.settings.webhooks.own_network)
            return self._post(due.url, body, headers, own), ""
        except GoodwillError as error:
            return None, error.message

    def _change(self, number: int) -> Change | None:
        found = self._book.look(lambda reader: changes_after(reader, number - 1, 1))
        return next((one for one in found if one["id"] == number), None)


def watched(shelf: Shelf, ended: Event) -> list[Thread]:
    """Until `ended`: changes are noted, and sent. The threads that do so."""
    jobs = (Noter(shelf).look, Sender(_whole(shelf)).look)
    threads = [Thread(target=_kept_on, args=(job, ended), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    return threads


def _kept_on(job: Callable[[], object], ended: Event) -> None:
    while not ended.wait(LOOK):
        with suppress(GoodwillError):  # the book is held, or cannot be read: at the next look
            job()


def _whole(shelf: Shelf) -> Book:
    return cast("Book", shelf.whole)
