"""What is in a book: its facts, and statements as they are stored; nothing is drawn up for it.

`goodwill.book` adds what a book does. Each door's work is in a module of its own, imported when it
is needed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from goodwill.machine.progress import say_nothing
from goodwill.opened import Opened
from goodwill.store.statements.stored import stored_both, stored_glances, stored_whole

if TYPE_CHECKING:
    from datetime import date

    from goodwill.facts.glance import Glance
    from goodwill.facts.money import Money
    from goodwill.facts.overview import Overview
    from goodwill.facts.search_words import Words
    from goodwill.facts.statement import Statement
    from goodwill.reports import (
        AccountPair,
        Coverage,
        FileIntake,
        Happened,
        LineEvidence,
        MessageRead,
        NotIn,
        OnProgress,
        PersonKnown,
        Searched,
        Stored,
        WaitingRow,
    )
    from goodwill.store.statements.changes import Change

__all__ = ["Contents"]


class Contents(Opened):
    """An open book that is read."""

    # Statements, as they are stored.

    def stored(self, account: str, as_of: date) -> Stored | None:
        """A statement and the money behind it; None where they have to be drawn up."""
        from goodwill.reports import Stored  # noqa: PLC0415

        name = (self._named(account), as_of.isoformat(), self.rules)
        found = self.look(lambda reader: stored_both(reader, *name))
        return None if found is None else Stored(*cast("tuple[Statement, Money, str]", found))

    def stored_why(self, account: str, line: str, as_of: date) -> LineEvidence | None:
        """All evidence of a line of a stored statement; None where it has to be drawn up."""
        found = self._stored_line(self._named(account), as_of, line)
        return None if found is None else self._weighed(found)

    def glances(self, as_of: date | None = None) -> list[Glance]:
        """What all accounts together show of each statement that is stored for a day.

        Nothing is drawn up for it: `assess` does.
        """
        name = ((as_of or self.today()).isoformat(), self.rules)
        return cast("list[Glance]", self.look(lambda reader: stored_glances(reader, *name)))

    def overviews(self, as_of: date | None = None) -> list[Overview]:
        """What the pages over all accounts read of each statement that is stored for a day."""
        from goodwill.facts.overview import overview_of  # noqa: PLC0415

        name = ((as_of or self.today()).isoformat(), self.rules)
        return self.look(
            lambda reader: [
                overview_of(whole["statement"], whole["money"])
                for whole in stored_whole(reader, *name)
            ]
        )

    def changes(self, after: int, count: int) -> list[Change]:
        """What statements say otherwise than before, of numbers beyond one, the first first."""
        from goodwill.store.statements.changes import changes_after  # noqa: PLC0415

        return self.look(lambda reader: changes_after(reader, after, count))

    def last_change(self) -> int:
        """The number of the last change; 0 where there is none."""
        from goodwill.store.statements.changes import last_change  # noqa: PLC0415

        return self.look(last_change)

    # Facts.

    def history(self, account: str, as_of: date, source: str = "") -> tuple[Happened, ...]:
        """All that happened with an account by a day, the newest first; of one source or all."""
        from goodwill.store.reading.history import history  # noqa: PLC0415

        account_id = self._named(account)
        zone = ZoneInfo(self.settings.company.timezone)
        return self.look(lambda reader: history(reader, account_id, as_of, zone, source))

    def thread(self, ref: str, as_of: date) -> tuple[MessageRead, ...]:
        """The message that evidence cites, in its thread as it was on a day; () without one."""
        from goodwill.store.reading.history import thread_of  # noqa: PLC0415

        zone = ZoneInfo(self.settings.company.timezone)
        return self.look(lambda reader: thread_of(reader, ref, as_of, zone))

    def search(self, words: Words, *, before: int, count: int = 20) -> Searched:
        """The newest messages with these words that were sent before a second (UTC)."""
        from goodwill.store.reading.searching import search  # noqa: PLC0415

        is_sqlite = "://" not in self.place or self.place.startswith("sqlite")
        return self.look(
            lambda reader: search(reader, words, before=before, count=count, is_sqlite=is_sqlite)
        )

    def make_searchable(self, progress: OnProgress | None = None) -> None:
        """Take new messages into the index that `search` asks."""
        from goodwill.store.reading.searching import make_searchable  # noqa: PLC0415

        make_searchable(self.store, progress or say_nothing)

    def people_of_clients(self) -> tuple[PersonKnown, ...]:
        """Everybody whom the book knows on the clients' side."""
        from goodwill.store.reading.searching import clients_people  # noqa: PLC0415

        return self.look(clients_people)

    def our_addresses(self) -> frozenset[str]:
        """Every address of our own side that mail or a calendar has named."""
        from goodwill.store.who_is_who.our_side import our_addresses  # noqa: PLC0415

        return self.look(our_addresses)

    # Where the facts came from, and what waits.

    def intake(self) -> tuple[FileIntake, ...]:
        """What became of the records of each file."""
        from goodwill.store.imports.intake import intake  # noqa: PLC0415

        return self.look(intake)

    def not_in(self, *, file: int = 0, first: int = 0, count: int = 100) -> tuple[NotIn, ...]:
        """What is not in the book, of one file or (0) of all: unreadable, then waiting."""
        from goodwill.store.imports.intake import not_in  # noqa: PLC0415

        return self.look(lambda reader: not_in(reader, file=file, first=first, count=count))

    def coverage(self, as_of: date | None = None) -> tuple[Coverage, ...]:
        """Each sort of source over 12 months, and which accounts have any of it."""
        from goodwill.store.reading.coverage import coverage  # noqa: PLC0415
        from goodwill.upkeep.doctor import WANTED  # noqa: PLC0415

        day = as_of or self.today()
        return self.look(lambda reader: coverage(reader, tuple(WANTED), day))

    def unmatched(self) -> list[WaitingRow]:
        """All that has no account yet, by money, then messages."""
        from goodwill.who_is_who.reviewing import waiting_rows  # noqa: PLC0415
        from goodwill.who_is_who.waiting import rows_without_account  # noqa: PLC0415

        self.accounts()
        rows = rows_without_account(self.store)
        with self.store.read() as tx:
            return waiting_rows(tx, rows, self.settings)

    def accounts_to_review(self) -> list[AccountPair]:
        """Pairs of ids that are taken for one account, or may be one, each with its reasons."""
        from goodwill.who_is_who.reviewing import accounts_to_review  # noqa: PLC0415  Splink: 1.5 s

        self.accounts()
        with self.store.read() as tx:
            return accounts_to_review(tx)

    def _weighed(self, found: LineEvidence) -> LineEvidence:
        """With what its chance would be without its heaviest items."""
        from goodwill.statements.changes import without  # noqa: PLC0415

        curve = self.calibration.curves.get(found.name.partition("[")[0])
        return replace(found, without=without(found.line, found.evidence, curve))
