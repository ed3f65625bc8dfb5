"""A book's files, opened when they are needed, and how its statements come to be.

What each door of `goodwill.book` stands on: the store, the settings and the catalogue in force, a
statement as it is stored or else drawn up. A statement that is already stored is served with the
database alone; everything heavier is imported when it is needed.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from goodwill.clock import now, today
from goodwill.config import Settings
from goodwill.errors import CallError
from goodwill.machine.cycles import no_look_for_cycles
from goodwill.machine.progress import say_nothing
from goodwill.privacy.modes import as_connected
from goodwill.settings import load_settings
from goodwill.statements.own_catalogue import catalogue_of, hash_in_force, with_learnt
from goodwill.statements.rules import reader_version, rules_of
from goodwill.store.book_state import LAKE_READER, read_state, read_up_to, revision
from goodwill.store.imports.settings import commonest_currency, settings_text
from goodwill.store.live_sources.at_all import chosen_takings
from goodwill.store.looks import Looks, light_reader
from goodwill.store.reader import Reader
from goodwill.store.statements.priors import calibration_name, play_chances
from goodwill.store.statements.stored import (
    count_missing,
    edition,
    is_stored,
    stored_digest,
    stored_evidence,
    stored_statement,
    worked_out_for,
)
from goodwill.store.who_is_who.accounts import KnownAccount, known_accounts, segments
from goodwill.who_is_who.account_names import find_account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from goodwill.assess import Assessor, Drawn
    from goodwill.catalogue.loader import Catalogue
    from goodwill.facts.calibration import Calibration
    from goodwill.facts.money import Money
    from goodwill.facts.statement import Statement
    from goodwill.judge.statement import Judgement
    from goodwill.reports import LineEvidence, OnProgress
    from goodwill.store.database import Store
    from goodwill.syncing.doors import Live

__all__ = ["BOOK_FILE", "Opened"]

BOOK_FILE = "book.db"

SHARED_FROM = 128
"""So many statements are worth the second that a process takes to start."""

T = TypeVar("T")


class _Known(NamedTuple):
    """The accounts that were worked out for some facts; most are asked for by their id."""

    worked_out: object
    accounts: Sequence[KnownAccount]
    ids: frozenset[str]


class Opened:
    """An open book, as its doors need it."""

    def __init__(self, place: str, *, create: bool) -> None:
        self.place = place
        self._create = create
        self._known: _Known | None = None
        self.takes_in = True
        """Whether what is new is worked out before an answer; pages have that done behind them."""
        self._looks = Looks(Path(place) / BOOK_FILE)

    @property
    def is_new(self) -> bool:
        """Whether it is a folder's book that holds nothing yet: it is not even made."""
        return "://" not in self.place and not (Path(self.place) / BOOK_FILE).exists()

    # What is opened only when it is needed.

    @cached_property
    def store(self) -> Store:
        """The database, brought up to date."""
        from goodwill.store.database import open_store  # noqa: PLC0415  SQLAlchemy: 0.3 s

        return open_store(self.place, create=self._create)

    @cached_property
    def settings(self) -> Settings:
        """The book's own settings; the contract's defaults where it has none."""
        found = self.look(settings_text)
        settings = load_settings(*found) if found else Settings()
        settings = as_connected(settings, self.look(chosen_takings))
        if settings.company.currency:
            return settings
        currency = self.look(commonest_currency)
        return replace(settings, company=replace(settings.company, currency=currency))

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the words mean, with the book's own concepts, thresholds and chances of plays."""
        catalogue = catalogue_of(self._folder, self.settings)
        return with_learnt(catalogue, *self.look(play_chances))

    @cached_property
    def calibration(self) -> Calibration:
        """The curves that people's answers have made; none until there are answers enough."""
        from goodwill.hindsight.calibrating import calibration_of  # noqa: PLC0415

        return self.look(calibration_of)

    @cached_property
    def assessor(self) -> Assessor:
        """Draws up statements; loads the engine."""
        from goodwill.assess import Assessor  # noqa: PLC0415  DuckDB and Arrow: 0.5 s

        return Assessor(self.store, self.settings, self.catalogue, self.calibration)

    @cached_property
    def live(self) -> Live:
        """Sources that the book keeps itself from: mailboxes, calendars, folders."""
        from goodwill.syncing.doors import Live  # noqa: PLC0415  parsers and the network: 0.3 s

        return Live(lambda: self.store, self.forget_settings)

    def close(self) -> None:
        """Let go of the files."""
        self._looks.close()
        if "store" in self.__dict__:
            self.store.close()

    # What every door asks first.

    def bring_up_to_date(self, progress: OnProgress | None = None) -> None:
        """Read and work out what an answer about any account needs, where that is not done yet."""
        if self.takes_in and not self._is_current():
            self.take_in(progress)

    def take_in(self, progress: OnProgress | None = None) -> None:
        """Work out what is new, also where an answer would not wait for that."""
        self.assessor.bring_up_to_date(progress or say_nothing)

    def accounts(self) -> list[KnownAccount]:
        """Every account, by id."""
        self.bring_up_to_date()
        return self.look(known_accounts)

    def forget_settings(self) -> None:
        """Read settings and catalogue anew when they are next asked for: somebody changed them."""
        for name in ("settings", "catalogue", "assessor", "calibration", "rules"):
            self.__dict__.pop(name, None)

    def today(self) -> date:
        """Today in the company's timezone."""
        return today(self.settings.company.timezone)

    def stamp(self) -> object:
        """Something that differs as soon as anything in the book does, told for next to nothing."""
        if "://" in self.place:
            return self.look(revision)
        files = (Path(self.place) / f"{BOOK_FILE}{end}" for end in ("", "-wal"))
        found = [file.stat() for file in files if file.exists()]
        return tuple((each.st_mtime_ns, each.st_size) for each in found)

    def segments(self) -> dict[str, str]:
        """The segment of each account that has one."""
        return self.look(segments)

    def edition(self, as_of: date) -> str:
        """Which statements of a day are stored: another word as soon as any changed."""
        return self.look(lambda reader: edition(reader, as_of.isoformat()))

    def missing(self, as_of: date) -> int:
        """Accounts whose statement of a day is not stored."""
        name = (as_of.isoformat(), self.rules)
        return self.look(lambda reader: count_missing(reader, *name))

    def stored_digest(self, account: str, as_of: date) -> str | None:
        """A word for all that is stored of an account for a day; None as `stored`."""
        name = (self._named(account), as_of.isoformat(), self.rules)
        return self.look(lambda reader: stored_digest(reader, *name))

    def account_id(self, account: str) -> str:
        """The id of the account that somebody means."""
        self.bring_up_to_date()
        return self._named(account)

    # How.

    @property
    def _folder(self) -> Path | None:
        """Where its own files lie; a book on a server has none."""
        return None if "://" in self.place else Path(self.place)

    def _named(self, account: str) -> str:
        """The id of a known account; which are known is read again once it was worked out again."""
        known, worked_out = self._known, self.look(worked_out_for)
        if known is None or known.worked_out != worked_out:
            accounts = self.look(known_accounts)
            ids = frozenset(one.account_id for one in accounts)
            known = self._known = _Known(worked_out, accounts, ids)
        return account if account in known.ids else find_account(account, known.accounts)

    def _stored_line(self, account_id: str, day: date, line: str) -> LineEvidence | None:
        """A line of a stored statement; None where it, or not all that it rests on, is stored."""
        from goodwill.statements.lines import line_as_stored  # noqa: PLC0415

        name = (account_id, day.isoformat(), self.rules)
        found = self.look(lambda reader: stored_evidence(reader, *name))
        return None if found is None else line_as_stored(*found, line)

    def statement_of(self, account_id: str, day: date) -> Statement:
        """As stored, else drawn up."""
        return self._stored(account_id, day) or self.draw_up(account_id, day).statement

    def draw_up(self, account_id: str, day: date, ruled_on: date | None = None) -> Judgement:
        """Draw up one statement; it is stored where it is by the rules of its day."""
        from goodwill.assess import Drawn  # noqa: PLC0415

        self._needs_own_words(day)
        worked_out = self.look(worked_out_for)
        with no_look_for_cycles():
            (found,) = self.assessor.draw_up([account_id], day, ruled_on=ruled_on)
        if ruled_on is None:
            drawn, name = Drawn.of(found), (day.isoformat(), self.rules)
            is_kept = self.look(lambda reader: is_stored(reader, *name, drawn.stored))
            if not is_kept and worked_out == self.look(worked_out_for):
                self.keep([drawn], day)
        return found

    def draw_up_whole(self, account: str, day: date) -> tuple[Statement, Money]:
        """A statement and the money behind it, drawn up from what is worked out by now."""
        import orjson  # noqa: PLC0415  the same as is read where they are stored

        from goodwill.assess import Drawn  # noqa: PLC0415

        found = orjson.loads(Drawn.of(self.draw_up(self._named(account), day)).document)
        return found["statement"], found["money"]

    def drawn(self, account_ids: Sequence[str], day: date) -> Iterator[Sequence[Drawn]]:
        """Statements of many accounts, some at a time as they are done: not in their order."""
        from goodwill.machine.processes import processors  # noqa: PLC0415
        from goodwill.statements.drawers import drawn_here, drawn_together  # noqa: PLC0415

        if account_ids:
            self._needs_own_words(day)
        if len(account_ids) < SHARED_FROM or processors() == 1:
            return drawn_here(self.assessor, account_ids, day)
        return drawn_together(self.assessor, self.place, account_ids, day, count=processors())

    def _needs_own_words(self, day: date) -> None:
        """Refuse to draw up anything where a lake has the words, and this book has not."""
        if self.look(lambda reader: read_state(reader, LAKE_READER)) is not None:
            raise CallError(
                f"There is no statement of {day} in this book, and a lake has what it needs.",
                hint=f"Draw it up there:  goodwill lake assess --as-of {day}  and then publish it.",
            )

    def keep(self, drawn: Sequence[Drawn], day: date) -> None:
        """Store some statements, all or none; not those of which somebody said more meanwhile."""
        from goodwill.answers.said import all_said, stamp_of  # noqa: PLC0415
        from goodwill.store.statements.storing import keep_statements  # noqa: PLC0415

        zone = ZoneInfo(self.settings.company.timezone)
        with self.store.write() as tx:
            said = all_said(tx, zone)
            known = [one.stored for one in drawn if one.said == stamp_of(one.account_id, said)]
            keep_statements(tx, day.isoformat(), self.rules, known, int(now().timestamp()))

    @cached_property
    def rules(self) -> str:
        """By which rules statements are drawn up and stored."""
        _, learnt = self.look(play_chances)
        catalogue = hash_in_force(self._folder, self.settings, learnt)
        return rules_of(catalogue, self.settings, self.look(calibration_name))

    def _is_current(self) -> bool:
        """Whether people and accounts have been worked out for all facts, and all mail read."""
        version = reader_version(self.settings.company.timezone)
        return self.look(
            lambda reader: (
                read_state(reader, "resolved") == revision(reader)
                and read_up_to(reader, version) is None
            )
        )

    def _stored(self, account_id: str, day: date) -> Statement | None:
        found = self.look(
            lambda reader: stored_statement(reader, account_id, day.isoformat(), self.rules)
        )
        return cast("Statement | None", found)

    def look(self, ask: Callable[[Reader], T]) -> T:
        """Ask something of the database: by the light way where it is a file of ours."""
        if not self.takes_in and "://" not in self.place:
            with suppress(sqlite3.Error), self._looks.look() as reader:
                return ask(reader)
        if "store" not in self.__dict__ and "://" not in self.place:
            with suppress(sqlite3.Error), light_reader(Path(self.place) / BOOK_FILE) as reader:
                return ask(reader)
        with self.store.read() as tx:
            return ask(tx)
