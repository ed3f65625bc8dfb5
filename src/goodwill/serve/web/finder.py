"""Finding accounts, people of clients and messages by what somebody types.

Accounts and people are few enough to be looked through as they are; messages have an index of
their own (`Book.search`). Nobody of ours is found: this is no page about colleagues.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

from goodwill.facts.glance import Glance, PortfolioRow
from goodwill.facts.search_words import Piece, Words, excerpt, fold, words_of
from goodwill.reports import MessageFound, PersonKnown, Searched
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.words import plain

__all__ = ["Found", "Hit", "Texts", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A message found: its words in pieces, those asked for marked, and whose it is."""

    ref: str
    subject: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    sender: str
    day: str
    accounts: tuple[PortfolioRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of each sort; `asked` is what was typed, `ready` and `total` messages."""

    asked: str
    accounts: tuple[PortfolioRow, ...]
    accounts_in_all: int
    people: tuple[tuple[PersonKnown, PortfolioRow], ...]
    people_in_all: int
    messages: tuple[Hit, ...]
    more: bool
    ready: int
    total: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.accounts or self.people or self.messages)


def find(shelf: Shelf, typed: str, day: date, *, few: int, messages: int) -> Found:
    """All that fits what was typed by a day: `few` accounts and people, so many messages."""
    words = words_of(typed)
    glances = shelf.portfolio(day).glances
    known = shelf.kept(("rows", day), lambda: _accounts(glances))
    rows = known.rows
    accounts = [known.ranked[place] for place in known.texts.fitting(words)]
    people = _people(shelf, words, rows)
    found = _messages(shelf, words, day, messages)
    return Found(
        asked=typed,
        accounts=tuple(accounts[:few]),
        accounts_in_all=len(accounts),
        people=tuple(people[:few]),
        people_in_all=len(people),
        messages=tuple(_hit(shelf, one, words, rows) for one in found.messages),
        more=found.more,
        ready=found.ready,
        total=found.total,
    )


class Texts:
    """Many short texts, looked through together: of tens of thousands one by one takes too long."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text.replace("\n", " ") for text in texts]
        self._joined = "\n".join(self._texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in self._texts)]

    def fitting(self, words: Words) -> Iterator[int]:
        """The places of the texts that fit; without words none does."""
        longest = max((" ".join(term) for term in words.terms), key=len, default="")
        at = self._joined.find(longest) if longest else -1
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            if words.fits(self._texts[place]):
                yield place
            at = self._joined.find(longest, self._starts[place + 1])


Rows = Mapping[str, PortfolioRow]
"""Each account by id."""


class _Accounts(NamedTuple):
    """All accounts in the order in which they are shown, and the texts they are looked for in."""

    ranked: Sequence[PortfolioRow]
    rows: Rows
    texts: Texts


def _accounts(glances: Sequence[Glance]) -> _Accounts:
    ranked = [glance["row"] for glance in glances]
    texts = Texts(_text(row["name"], row["id"], *row["domains"]) for row in ranked)
    return _Accounts(ranked, {row["id"]: row for row in ranked}, texts)


def _text(*parts: str) -> str:
    return fold(" ".join(parts))


def _people(shelf: Shelf, words: Words, rows: Rows) -> list[tuple[PersonKnown, PortfolioRow]]:
    """People of clients whose name, address or title fits; people without a page are left out."""
    known, texts = shelf.kept("people", lambda: _known(shelf.book.people_of_clients()))
    found = (known[place] for place in texts.fitting(words))
    return [(one, rows[one.account_id]) for one in found if one.account_id in rows]


def _known(people: Sequence[PersonKnown]) -> tuple[Sequence[PersonKnown], Texts]:
    return people, Texts(_text(one.name, one.email, one.title) for one in people)


def _messages(shelf: Shelf, words: Words, day: date, count: int) -> Searched:
    zone = ZoneInfo(shelf.timezone)
    end = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)
    return shelf.book.search(words, before=int(end.timestamp()), count=count)


def _hit(shelf: Shelf, one: MessageFound, words: Words, rows: Rows) -> Hit:
    zone = ZoneInfo(shelf.timezone)
    sent = datetime.fromtimestamp(one.sent_at, UTC).astimezone(zone)
    accounts: Sequence[PortfolioRow] = [rows[name] for name in one.accounts if name in rows]
    return Hit(
        ref=one.ref,
        subject=excerpt(plain(one.subject), words),
        excerpt=excerpt(plain(one.text), words),
        sender=one.sender,
        day=sent.date().isoformat() if one.sent_at else "",
        accounts=tuple(accounts),
    )
