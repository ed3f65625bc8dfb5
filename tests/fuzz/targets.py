"""What is fuzzed: bytes of a stranger in, and what has to hold of whatever comes out.

Each target takes some bytes and raises where anything is not as it should be: any exception is a
finding, for nothing here catches one as an import would. They are run by `tests.fuzz.run` for as
long as wanted, and over the corpus by `test_corpus.py`.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path

from markupsafe import escape

from goodwill.book import Book, open_book
from goodwill.facts.interactions import Message
from goodwill.facts.search_words import excerpt, words_of
from goodwill.importing import parsing
from goodwill.importing.mail_acts import acts_of_mails
from goodwill.importing.work import Rules
from goodwill.normalise.html import html_text
from goodwill.privacy.topics import without_topics_of
from goodwill.sources import csv_tables, ics, mbox
from goodwill.sources.base import Item, RawRecord, ReadError, SourceFile

__all__ = ["TARGETS", "Target"]

Target = Callable[[bytes], None]

RULES = Rules(
    imported_at=datetime(2026, 6, 30, tzinfo=UTC),
    timezone="Europe/Berlin",
    keeps_text_since=None,
    excluded=frozenset(),
)


def _file(name: str, connector: str, data: bytes) -> SourceFile:
    return SourceFile(
        path=name, connector=connector, size=len(data), modified_ns=0, open=lambda: io.BytesIO(data)
    )


def _parsed(item: Item) -> list[object]:
    """What becomes of a record, with whatever its parser raises."""
    return list(parsing._outcomes(item, RULES))  # noqa: SLF001  what an import guards


def mail(data: bytes) -> None:
    """One mail: a fact, a reject or an exclusion; what is quoted of it stands in it."""
    record = RawRecord(
        connector="eml", payload_type="rfc822", path="a.eml", locator="a.eml", position=0,
        payload=data,
    )  # fmt: skip
    (outcome,) = _parsed(record)
    if not isinstance(outcome, Message):
        return
    (cleared,) = without_topics_of([outcome])
    (acts,) = acts_of_mails((cleared,), RULES.timezone)
    for act in acts:
        assert act.quote in cleared.text or act.quote in cleared.subject, act.quote
    list(parsing._row_of(record, RULES, cleared, acts))  # noqa: SLF001  what an import guards


def mailbox(data: bytes) -> None:
    """An mbox: pieces in order, none over another; read on from any of them, the rest is same."""
    pieces = list(mbox.split_messages(io.BytesIO(data)))
    at = 0
    for piece in pieces:
        assert at <= piece.offset
        assert piece.payload is None or len(piece.payload) <= len(data)
        at = piece.offset + piece.length
    assert at <= len(data)
    file = _file("a.mbox", "mbox", data)
    found = [one for one in mbox.CONNECTOR.read(file, 0) if isinstance(one, RawRecord)]
    for one in found[:20]:
        _parsed(one)
    if len(found) > 1:
        position = found[0].position
        rest = [one for one in mbox.CONNECTOR.read(file, position) if isinstance(one, RawRecord)]
        assert [one.locator for one in rest] == [one.locator for one in found[1:]]


def calendar(data: bytes) -> None:
    """A calendar: meetings or errors, of each so many at most."""
    for item in ics.CONNECTOR.read(_file("a.ics", "ics", data), 0):
        assert len(_parsed(item)) <= _MOST_MEETINGS


_MOST_MEETINGS = 2_100


def table(data: bytes) -> None:
    """A table, named by the first byte: each row a fact or an error that says which."""
    name = _TABLES[data[0] % len(_TABLES)] if data else _TABLES[0]
    for item in csv_tables.CONNECTOR.read(_file(f"{name}.csv", "csv", data[1:]), 0):
        if isinstance(item, ReadError):
            assert item.reason
        _parsed(item)


_TABLES = ("accounts", "invoices", "payments", "contacts", "deals", "effort", "tickets", "feedback")


def markup(data: bytes) -> None:
    """Markup of a mail: a text; on a page nothing of it is markup, and nothing of it is lost."""
    text, _ = html_text(data.decode("utf-8", "replace"))
    shown = str(escape(text))
    assert not re.search(r"[<>\"']", shown)
    assert unescape(shown) == text or "\r" in text or "\0" in text


def query(data: bytes) -> None:
    """Whatever is typed into the search: words, what they are found in, and verbatim excerpts."""
    typed = data.decode("utf-8", "replace")
    words, text = words_of(typed), data.decode("latin-1")
    said = "".join(piece for piece, _ in excerpt(text, words))
    assert said.removeprefix("… ").removesuffix(" …") in text
    _book().search(words, before=_ALL, count=20)


@cache
def _book() -> Book:
    """A small book whose words are indexed."""
    folder = Path(tempfile.mkdtemp(prefix="goodwill-fuzz-"))
    (folder / "a.eml").write_bytes(
        b"From: kim@acre.example\nTo: ann@ours.example\nSubject: The valves\n"
        b"Message-ID: <1@acre.example>\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n\n"
        b"Could you send the drawings of the new valves by Friday?\n"
    )
    book = open_book(folder / "book", create=True)
    book.import_paths([folder / "a.eml"])
    book.make_searchable()
    return book


_ALL = 1 << 62

TARGETS: dict[str, Target] = {
    "mail": mail,
    "mbox": mailbox,
    "ics": calendar,
    "csv": table,
    "markup": markup,
    "query": query,
}
