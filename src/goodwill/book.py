"""A book: the one object that every door talks to.

It opens the store, imports, draws up and serves statements. A statement that is already stored is
served with the database alone; everything heavier is imported when it is needed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast
from zoneinfo import ZoneInfo

from goodwill.account_names import find_account
from goodwill.catalogue.loader import Catalogue
from goodwill.clock import now, today
from goodwill.config import Settings
from goodwill.errors import BookNotFoundError, CallError
from goodwill.facts.calibration import Calibration
from goodwill.facts.glance import Glance
from goodwill.facts.money import Money
from goodwill.facts.overview import Overview, overview_of
from goodwill.facts.reliability import Reliability
from goodwill.facts.statement import Statement
from goodwill.own_catalogue import catalogue_of
from goodwill.reports import (
    AccountPair,
    AssessReport,
    CalibrationReport,
    Coverage,
    DoctorReport,
    FileIntake,
    Happened,
    LineEvidence,
    MessageRead,
    NotIn,
    OnProgress,
    PersonKnown,
    Progress,
    RulesOf,
    Ruling,
    RulingReport,
    Searched,
    WaitingRow,
    say_nothing,
)
from goodwill.rules import reader_version, rules_of
from goodwill.search_words import Words
from goodwill.settings import load_settings
from goodwill.store.priors import calibration_name
from goodwill.store.stored import (
    EDITION,
    KnownAccount,
    Reader,
    accounts_drawn_up,
    commonest_currency,
    known_accounts,
    light_reader,
    read_state,
    read_up_to,
    revision,
    settings_text,
    stored_both,
    stored_evidence,
    stored_glances,
    stored_money,
    stored_moneys,
    stored_statement,
    stored_whole,
)

if TYPE_CHECKING:
    from goodwill.assess import Assessor, Drawn
    from goodwill.judge.statement import Judgement
    from goodwill.pipeline import ImportReport
    from goodwill.sources.queries import Queries
    from goodwill.store.database import Store

__all__ = ["Book", "open_book"]

BOOK_FILE = "book.db"

SHARED_FROM = 128
"""So many statements are worth the second that a process takes to start."""

T = TypeVar("T")


def open_book(where: str | Path, *, create: bool = False) -> Book:
    """The book in a folder, or at a Postgres URL; `create` makes a folder's book where none is."""
    place = str(where)
    if "://" not in place and not create and not (Path(place) / BOOK_FILE).exists():
        raise BookNotFoundError(
            f"There is no book in {place}.",
            hint=f"Make one with:  goodwill --book {place} import FILES",
        )
    return Book(place, create=create)


class Book:
    """An open book. Close it when done."""

    def __init__(self, place: str, *, create: bool) -> None:
        self.place = place
        self._create = create
        self._known: tuple[object, list[KnownAccount]] | None = None

    # What is opened only when it is needed.

    @cached_property
    def store(self) -> Store:
        """The database, brought up to date."""
        from goodwill.store.database import open_store  # noqa: PLC0415  SQLAlchemy: 0.3 s

        return open_store(self.place, create=self._create)

    @cached_property
    def settings(self) -> Settings:
        """The book's own settings; the contract's defaults where it has none."""
        found = self._look(settings_text)
        settings = load_settings(*found) if found else Settings()
        if settings.company.currency:
            return settings
        currency = self._look(commonest_currency)
        return replace(settings, company=replace(settings.company, currency=currency))

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the words mean, with the book's own concepts and thresholds."""
        return catalogue_of(None if "://" in self.place else Path(self.place), self.settings)

    @cached_property
    def calibration(self) -> Calibration:
        """The curves that people's answers have made; none until there are answers enough."""
        from goodwill.calibrating import calibration_of  # noqa: PLC0415

        return self._look(calibration_of)

    @cached_property
    def assessor(self) -> Assessor:
        """Draws up statements; loads the engine."""
        from goodwill.assess import Assessor  # noqa: PLC0415  DuckDB and Arrow: 0.5 s

        return Assessor(self.store, self.settings, self.catalogue, self.calibration)

    def close(self) -> None:
        """Let go of the files."""
        if "store" in self.__dict__:
            self.store.close()

    # What a book does.

    def import_paths(
        self,
        paths: Sequence[Path],
        progress: OnProgress | None = None,
        queries: Queries | None = None,
    ) -> ImportReport:
        """Read files and folders, and what queries give, into the book."""
        from goodwill.pipeline import import_paths  # noqa: PLC0415  parsers: 0.3 s

        report = import_paths(
            self.store, paths, imported_at=now(), queries=queries, progress=progress
        )
        self.forget_settings()
        return report

    def assess(self, as_of: date | None = None, progress: OnProgress | None = None) -> AssessReport:
        """Draw up every statement that is missing for a day."""
        started, day = time.monotonic(), as_of or self.today()
        self.assessor.bring_up_to_date(progress or say_nothing)
        accounts = [known.account_id for known in self.accounts()]
        drawn = self._look(lambda tx: accounts_drawn_up(tx, day.isoformat(), self._rules))
        missing = [account_id for account_id in accounts if account_id not in drawn]
        done = 0
        for some in self._drawn(missing, day):
            self._keep(some, day)
            done += len(some)
            if progress:
                progress(Progress(what="drawing up statements", done=done, total=len(missing)))
        seconds = time.monotonic() - started
        return AssessReport(accounts=len(accounts), drawn=len(missing), as_of=day, seconds=seconds)

    def bring_up_to_date(self, progress: OnProgress | None = None) -> None:
        """Read and work out what an answer about any account needs, where that is not done yet."""
        if not self._is_current():
            self.assessor.bring_up_to_date(progress or say_nothing)

    def accounts(self) -> list[KnownAccount]:
        """Every account, by id."""
        self.bring_up_to_date()
        return self._look(known_accounts)

    def statement(self, account: str, *, as_of: date | None = None) -> Statement:
        """One account's statement; `account` is an id, or a name or domain that only one has."""
        account_id, day = find_account(account, self.accounts()), as_of or self.today()
        return self._statement_of(account_id, day)

    def money(self, account: str, *, as_of: date | None = None) -> Money:
        """What stands behind the economics of that statement: rows, bars, habits, pictures."""
        account_id, day = find_account(account, self.accounts()), as_of or self.today()
        name = (account_id, day.isoformat(), self._rules)
        found = self._look(lambda reader: stored_money(reader, *name))
        if found is None:
            self._statement_of(account_id, day)
            found = self._look(lambda reader: stored_money(reader, *name))
        return cast("Money", found)

    def statements(self, as_of: date | None = None) -> Iterator[Statement]:
        """Every account's statement, by id."""
        day = as_of or self.today()
        self.assess(day)
        for known in self.accounts():
            yield self._statement_of(known.account_id, day)

    def moneys(self, as_of: date | None = None) -> list[Money]:
        """What stands behind the economics of every account, in the order of their ids."""
        day = as_of or self.today()
        self.assess(day)
        name = (day.isoformat(), self._rules)
        return cast("list[Money]", self._look(lambda reader: stored_moneys(reader, *name)))

    def glances(self, as_of: date | None = None) -> list[Glance]:
        """What all accounts together show of each statement that is stored for a day.

        Nothing is drawn up for it: `assess` does.
        """
        name = ((as_of or self.today()).isoformat(), self._rules)
        return cast("list[Glance]", self._look(lambda reader: stored_glances(reader, *name)))

    def overviews(self, as_of: date | None = None) -> list[Overview]:
        """What the pages over all accounts read of each statement that is stored for a day."""
        name = ((as_of or self.today()).isoformat(), self._rules)
        return self._look(
            lambda reader: [
                overview_of(whole["statement"], whole["money"])
                for whole in stored_whole(reader, *name)
            ]
        )

    def edition(self) -> str:
        """Which statements are stored: another word as soon as any was drawn up or let go."""
        return self._look(lambda reader: read_state(reader, EDITION)) or "0"

    def stamp(self) -> object:
        """Something that differs as soon as anything in the book does, told for next to nothing."""
        if "://" in self.place:
            return self._look(revision)
        files = (Path(self.place) / f"{BOOK_FILE}{end}" for end in ("", "-wal"))
        found = [file.stat() for file in files if file.exists()]
        return tuple((each.st_mtime_ns, each.st_size) for each in found)

    def unmatched(self) -> list[WaitingRow]:
        """All that has no account yet, by money, then messages."""
        from goodwill.reviewing import waiting_rows  # noqa: PLC0415
        from goodwill.waiting import rows_without_account  # noqa: PLC0415

        self.accounts()
        rows = rows_without_account(self.store)
        with self.store.read() as tx:
            return waiting_rows(tx, rows, self.settings)

    def accounts_to_review(self) -> list[AccountPair]:
        """Pairs of ids that are taken for one account, or may be one, each with its reasons."""
        from goodwill.reviewing import accounts_to_review  # noqa: PLC0415  Splink: 1.5 s

        self.accounts()
        with self.store.read() as tx:
            return accounts_to_review(tx)

    def rule_accounts(self, ruling: Ruling) -> RulingReport:
        """Write down what a person says of two accounts, and work out what follows."""
        from goodwill.account_rulings import report_of, write_ruling  # noqa: PLC0415

        self.accounts()
        found, ended = write_ruling(self.store, ruling, made_at=int(now().timestamp()))
        self.__dict__.pop("assessor", None)
        self.assessor.bring_up_to_date()
        return report_of(self.store, found, ended)

    def why(
        self,
        account: str,
        line: str,
        *,
        as_of: date | None = None,
        since: date | None = None,
        rules: RulesOf = "then",
    ) -> LineEvidence:
        """All evidence of one line, for and against; what changed it `since` an earlier day.

        The catalogue's numbers are those in force `then`, on `as_of`, or `now`, today.
        """
        from goodwill.changes import changes_of  # noqa: PLC0415
        from goodwill.lines import evidence_of_line  # noqa: PLC0415

        account_id, day = find_account(account, self.accounts()), as_of or self.today()
        ruled_on = self.today() if rules == "now" else None

        def drawn(on: date, by_rules_of: date | None) -> LineEvidence:
            stored = None if by_rules_of else self._stored_line(account_id, on, line)
            return stored or evidence_of_line(self._draw_up(account_id, on, by_rules_of), line)

        found = drawn(day, ruled_on)
        changes = None
        if since is not None:
            if since >= day:
                raise CallError(
                    f"{since} is not before {day}.", hint="--since names an earlier day."
                )
            changes = changes_of(drawn(since, None), drawn(since, ruled_on or day), found)
        return replace(self._weighed(found), changes=changes)

    def calibrate(self, files: Sequence[Path]) -> CalibrationReport:
        """Hold stated chances against people's answers, and keep the curves that they make."""
        from goodwill.calibrating import calibrate  # noqa: PLC0415

        self.accounts()
        report = calibrate(self, files, made_at=now())
        self.forget_settings()
        return report

    def reliability(self) -> Reliability | None:
        """How well stated chances agreed with the answers last given; None without any."""
        from goodwill.calibrating import reliability_of  # noqa: PLC0415

        return self._look(reliability_of)

    # What is in it.

    def intake(self) -> tuple[FileIntake, ...]:
        """What became of the records of each file."""
        from goodwill.store.intake import intake  # noqa: PLC0415

        return self._look(intake)

    def not_in(self, *, file: int = 0, first: int = 0, count: int = 100) -> tuple[NotIn, ...]:
        """What is not in the book, of one file or (0) of all: unreadable, then waiting."""
        from goodwill.store.intake import not_in  # noqa: PLC0415

        return self._look(lambda reader: not_in(reader, file=file, first=first, count=count))

    def coverage(self, as_of: date | None = None) -> tuple[Coverage, ...]:
        """Each sort of source over 12 months, and which accounts have any of it."""
        from goodwill.doctor import WANTED  # noqa: PLC0415
        from goodwill.store.coverage import coverage  # noqa: PLC0415

        day = as_of or self.today()
        return self._look(lambda reader: coverage(reader, tuple(WANTED), day))

    def history(self, account: str, as_of: date) -> tuple[Happened, ...]:
        """All that happened with an account by a day, the newest first."""
        from goodwill.store.history import history  # noqa: PLC0415

        account_id = self._named(account)
        zone = ZoneInfo(self.settings.company.timezone)
        return self._look(lambda reader: history(reader, account_id, as_of, zone))

    def thread(self, ref: str, as_of: date) -> tuple[MessageRead, ...]:
        """The message that evidence cites, in its thread as it was on a day; () without one."""
        from goodwill.store.history import thread_of  # noqa: PLC0415

        zone = ZoneInfo(self.settings.company.timezone)
        return self._look(lambda reader: thread_of(reader, ref, as_of, zone))

    def make_searchable(self, progress: OnProgress | None = None) -> None:
        """Take new messages into the index that `search` asks."""
        from goodwill.store.searching import make_searchable  # noqa: PLC0415

        make_searchable(self.store, progress or say_nothing)

    def search(self, words: Words, *, before: int, count: int = 20) -> Searched:
        """The newest messages with these words that were sent before a second (UTC)."""
        from goodwill.store.searching import search  # noqa: PLC0415

        is_sqlite = "://" not in self.place or self.place.startswith("sqlite")
        return self._look(
            lambda reader: search(reader, words, before=before, count=count, is_sqlite=is_sqlite)
        )

    def people_of_clients(self) -> tuple[PersonKnown, ...]:
        """Everybody whom the book knows on the clients' side."""
        from goodwill.store.searching import clients_people  # noqa: PLC0415

        return self._look(clients_people)

    def forget_settings(self) -> None:
        """Read settings and catalogue anew when they are next asked for: somebody changed them."""
        for name in ("settings", "catalogue", "assessor", "calibration", "_rules"):
            self.__dict__.pop(name, None)

    def doctor(self) -> DoctorReport:
        """The state of the book: what is connected, what is missing, what it would add."""
        from goodwill.doctor import examine  # noqa: PLC0415

        return examine(self)

    def today(self) -> date:
        """Today in the company's timezone."""
        return today(self.settings.company.timezone)

    # As it is stored, while new facts wait to be taken in.

    def stored(self, account: str, as_of: date) -> tuple[Statement, Money] | None:
        """A statement and the money behind it; None where they have to be drawn up."""
        name = (self._named(account), as_of.isoformat(), self._rules)
        return cast("tuple[Statement, Money] | None", self._look(lambda r: stored_both(r, *name)))

    def stored_why(self, account: str, line: str, as_of: date) -> LineEvidence | None:
        """All evidence of a line of a stored statement; None where it has to be drawn up."""
        found = self._stored_line(self._named(account), as_of, line)
        return None if found is None else self._weighed(found)

    # How.

    def _named(self, account: str) -> str:
        """The id of a known account; which are known is read again once the book has changed."""
        stamp, known = self.stamp(), self._known
        if known is None or known[0] != stamp:
            known = self._known = (stamp, self._look(known_accounts))
        return find_account(account, known[1])

    def _weighed(self, found: LineEvidence) -> LineEvidence:
        """With what its chance would be without its heaviest items."""
        from goodwill.changes import without  # noqa: PLC0415

        curve = self.calibration.curves.get(found.name.partition("[")[0])
        return replace(found, without=without(found.line, found.evidence, curve))

    def _stored_line(self, account_id: str, day: date, line: str) -> LineEvidence | None:
        """A line of a stored statement; None where it, or not all that it rests on, is stored."""
        from goodwill.lines import line_as_stored  # noqa: PLC0415

        name = (account_id, day.isoformat(), self._rules)
        found = self._look(lambda reader: stored_evidence(reader, *name))
        return None if found is None else line_as_stored(*found, line)

    def _statement_of(self, account_id: str, day: date) -> Statement:
        """As stored, else drawn up."""
        return self._stored(account_id, day) or self._draw_up(account_id, day).statement

    def _draw_up(self, account_id: str, day: date, ruled_on: date | None = None) -> Judgement:
        """Draw up one statement; it is stored where it is by the rules of its day."""
        from goodwill.assess import Drawn  # noqa: PLC0415

        (found,) = self.assessor.draw_up([account_id], day, ruled_on=ruled_on)
        if ruled_on is None:
            self._keep([Drawn.of(found)], day)
        return found

    def _drawn(self, account_ids: Sequence[str], day: date) -> Iterator[Sequence[Drawn]]:
        """Statements of many accounts, some at a time as they are done: not in their order."""
        from goodwill.drawers import drawn_here, drawn_together  # noqa: PLC0415
        from goodwill.workers import processors  # noqa: PLC0415

        if len(account_ids) < SHARED_FROM or processors() == 1:
            return drawn_here(self.assessor, account_ids, day)
        return drawn_together(self.assessor, self.place, account_ids, day, count=processors())

    def _keep(self, drawn: Sequence[Drawn], day: date) -> None:
        """Store some statements, all or none of them."""
        from goodwill.store.statements import keep_statements  # noqa: PLC0415

        with self.store.write() as tx:
            keep_statements(tx, day.isoformat(), self._rules, drawn, int(now().timestamp()))

    @cached_property
    def _rules(self) -> str:
        return rules_of(self.catalogue, self.settings, self._look(calibration_name))

    def _is_current(self) -> bool:
        """Whether people and accounts have been worked out for all facts, and all mail read."""
        version = reader_version(self.settings.company.timezone)
        return self._look(
            lambda reader: (
                read_state(reader, "resolved") == revision(reader)
                and read_up_to(reader, version) is None
            )
        )

    def _stored(self, account_id: str, day: date) -> Statement | None:
        found = self._look(
            lambda reader: stored_statement(reader, account_id, day.isoformat(), self._rules)
        )
        return cast("Statement | None", found)

    def _look(self, ask: Callable[[Reader], T]) -> T:
        """Ask something of the database: by the light way where it is a file of ours."""
        if "store" not in self.__dict__ and "://" not in self.place:
            with suppress(sqlite3.Error), light_reader(Path(self.place) / BOOK_FILE) as reader:
                return ask(reader)
        with self.store.read() as tx:
            return ask(tx)
