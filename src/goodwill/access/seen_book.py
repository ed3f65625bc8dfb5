"""A book as one viewer sees it: the same methods, over the rows and words that are theirs to see.

Everything that is read goes through `look`, which asks by way of `goodwill.store.users.seen`; so a
method that is not named here shows only what may be seen, and one that wants the store itself is
refused. What has to be drawn up, and what people say, is done by the whole book for them, once it
is clear that they may.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from goodwill.access.looked import NotedLooks
from goodwill.access.rights import Rights
from goodwill.access.words import SeenWords
from goodwill.answers.disputed_thing import thing_meant
from goodwill.answers.disputing import LINK, full_name
from goodwill.book import Book
from goodwill.errors import CallError, NotPermittedError, StoreError
from goodwill.store.users.seen import seeing
from goodwill.who_is_who.account_names import find_account

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from goodwill.access.viewer import Scope
    from goodwill.advise.outcome.drawn import DrawnFirst
    from goodwill.advise.outcome.works import Works
    from goodwill.assess import Assessor
    from goodwill.catalogue.loader import Catalogue
    from goodwill.config import Settings
    from goodwill.facts.calibration import Calibration
    from goodwill.facts.disputes import Answer
    from goodwill.facts.overview import Overview
    from goodwill.facts.people import Kind
    from goodwill.facts.plans import AccountPlans, Decision, PlayAnswer, WantedKind
    from goodwill.facts.questions import Question
    from goodwill.facts.search_words import Words
    from goodwill.facts.statement import Statement
    from goodwill.hindsight.shifts import KeptShifts
    from goodwill.judge.statement import Judgement
    from goodwill.lab.backtest.results import Backtest
    from goodwill.lab.backtest.run import Span
    from goodwill.lab.returns.study import Returns
    from goodwill.pipeline import ImportReport
    from goodwill.plans.outcomes import PlayOutcome
    from goodwill.privacy.erasing import ErasedReport
    from goodwill.privacy.looks import Look
    from goodwill.reports import (
        AccountPair,
        AssessReport,
        CalibrationReport,
        DisputeReport,
        DoctorReport,
        Happened,
        LineEvidence,
        MessageRead,
        OnProgress,
        RebuildFrom,
        RebuildReport,
        RulesOf,
        Ruling,
        RulingReport,
        Searched,
        Stored,
        WaitingRow,
    )
    from goodwill.sources.queries import Queries
    from goodwill.store.database import Store
    from goodwill.store.reader import Reader

__all__ = ["SeenBook"]

T = TypeVar("T")

_LEFT_OUT = "{what} needs all accounts and their mail, and you see some of them."


class SeenBook(Book):
    """`whole` gives the book itself, as it is or was; `rights` are what the viewer may see.

    `holds` is asked at every look, for doors that stay open long: whether they may look still.
    """

    def __init__(
        self,
        whole: Callable[[], Book],
        rights: Rights,
        *,
        holds: Callable[[], bool] = lambda: True,
    ) -> None:
        book = whole()
        super().__init__(book.place, create=False)
        self.takes_in = False
        self.rights = rights
        self._whole, self._holds = whole, holds
        self._noted_looks = NotedLooks(self._whole, rights)
        sight = rights.sight
        words = SeenWords(sight.readers, has_words=bool(sight.readers or sight.shared))
        self._seeing = seeing(book.place, sight, words, lambda: self._whole().store)

    # What it stands on.

    @property
    def whole(self) -> Book:
        """The book itself."""
        return self._whole()

    @cached_property
    def store(self) -> Store:
        """Nobody is given the database who does not see all of it."""
        raise NotPermittedError(
            "This needs the whole book, and you see a part of it.",
            hint="Ask whoever looks after the book to do it.",
        )

    @cached_property
    def assessor(self) -> Assessor:
        """As `store`."""
        raise NotPermittedError(
            "Only the book itself draws up statements.", hint="Ask for a statement instead."
        )

    @property
    def settings(self) -> Settings:
        """The book's own."""
        return self.whole.settings

    @property
    def catalogue(self) -> Catalogue:
        """The book's own."""
        return self.whole.catalogue

    @property
    def calibration(self) -> Calibration:
        """The book's own."""
        return self.whole.calibration

    @property
    def rules(self) -> str:
        """The book's own."""
        return self.whole.rules

    def look(self, ask: Callable[[Reader], T]) -> T:
        """Ask something of the database, as the viewer sees it."""
        if not self._holds():
            raise NotPermittedError(
                "You may look no longer: the token holds no more.",
                hint="Ask whoever looks after the book's users for another.",
            )
        try:
            with self._seeing.look() as reader:
                return ask(reader)
        except sqlite3.Error as fault:
            raise StoreError(
                f"The book cannot be read: {fault}.", hint="Try again in a moment."
            ) from fault

    def close(self) -> None:
        """Let go of the connection; the book itself is somebody else's to close."""
        self._seeing.close()

    def stamp(self) -> object:
        """As the book's: that something changed is no secret."""
        return self.whole.stamp()

    def bring_up_to_date(self, progress: OnProgress | None = None) -> None:
        """Have the book work out what is new."""
        self.whole.bring_up_to_date(progress)

    def forget_settings(self) -> None:
        """Have the book read its settings anew."""
        self.whole.forget_settings()

    def make_searchable(self, progress: OnProgress | None = None) -> None:
        """Have the book take new messages into its index."""
        self.whole.make_searchable(progress)

    # Statements: the book draws them up, the viewer reads what is theirs.

    def accounts_seen(self) -> frozenset[str]:
        """The ids of the accounts that may be seen."""
        return frozenset(known.account_id for known in self.accounts())

    def account_id(self, account: str) -> str:
        """The id of an account that may be seen."""
        return find_account(account, self.accounts())

    def assess(self, as_of: date | None = None, progress: OnProgress | None = None) -> AssessReport:
        """Have every statement of a day drawn up; told are those that may be seen."""
        done = self.whole.assess(as_of, progress)
        return replace(done, accounts=len(self.accounts_seen()), drawn=0)

    def draw_up(self, account_id: str, day: date, ruled_on: date | None = None) -> Judgement:
        """Have one statement drawn up, without what may not be read of it."""
        find_account(account_id, self.accounts())
        found = self.whole.draw_up(account_id, day, ruled_on)
        with self._seeing.look() as reader:
            statement, evidence = reader.documents.seen(reader, found.statement, found.evidence)
        return replace(found, statement=statement, evidence=evidence)

    # Words: where they are somebody else's who lent them, that they were read is noted.

    def thread(self, ref: str, as_of: date) -> tuple[MessageRead, ...]:
        """As the book's, as far as it may be read."""
        found = super().thread(ref, as_of)
        self._noted_looks.messages([one.ref for one in found])
        return found

    def history(self, account: str, as_of: date, source: str = "") -> tuple[Happened, ...]:
        """As the book's, as far as it may be seen."""
        found = super().history(account, as_of, source)
        messages = [one.ref for one in found if one.source == "message"]
        self._noted_looks.messages(messages, account)
        return found

    def stored_why(self, account: str, line: str, as_of: date) -> LineEvidence | None:
        """As the book's, as far as it may be read."""
        found = super().stored_why(account, line, as_of)
        if found is not None:
            self._noted_looks.line(found)
        return found

    def why(
        self,
        account: str,
        line: str,
        *,
        as_of: date | None = None,
        since: date | None = None,
        rules: RulesOf = "then",
    ) -> LineEvidence:
        """As the book's, as far as it may be read."""
        found = super().why(account, line, as_of=as_of, since=since, rules=rules)
        self._noted_looks.line(found)
        return found

    def stored(self, account: str, as_of: date) -> Stored | None:
        """As the book's, as far as it may be read."""
        found = super().stored(account, as_of)
        if found is not None:
            self._noted_looks.documents(found.statement)
        return found

    def statement_of(self, account_id: str, day: date) -> Statement:
        """As the book's, as far as it may be read."""
        found = super().statement_of(account_id, day)
        self._noted_looks.documents(found)
        return found

    def overviews(self, as_of: date | None = None) -> list[Overview]:
        """As the book's, as far as they may be read."""
        found = super().overviews(as_of)
        self._noted_looks.documents(*found)
        return found

    # What is not of one account.

    def search(self, words: Words, *, before: int, count: int = 20) -> Searched:
        """As the book's; of how many messages there are nothing is told but whether all are in."""
        found = super().search(words, before=before, count=count)
        self._noted_looks.messages([one.ref for one in found.messages])
        return replace(found, ready=int(found.ready >= found.total), total=1)

    def unmatched(self) -> list[WaitingRow]:
        """What waits names whoever wrote to anybody: only where all accounts are seen."""
        return self.whole.unmatched() if self._sees_all else []

    def accounts_to_review(self) -> list[AccountPair]:
        """As `unmatched`."""
        return self.whole.accounts_to_review() if self._sees_all else []

    def outcomes(
        self, account: str | None = None, as_of: date | None = None
    ) -> tuple[PlayOutcome, ...]:
        """What came of the plays of accounts that may be seen."""
        own = None if account is None else find_account(account, self.accounts())
        seen = self.accounts_seen()
        found = self.whole.outcomes(own, as_of)
        return tuple(one for one in found if one.account_id in seen)

    def drawn_first(
        self, found: Sequence[PlayOutcome], as_of: date | None = None
    ) -> tuple[DrawnFirst, ...]:
        """As `what_works`."""
        return self.whole.drawn_first(found, as_of) if self._sees_all else ()

    def what_works(self, as_of: date | None = None) -> tuple[Works, ...]:
        """Counts over all accounts: for whoever sees all of them."""
        return self.whole.what_works(as_of) if self._sees_all else ()

    def returns(self, as_of: date | None = None, progress: OnProgress | None = None) -> Returns:
        """As `what_works`."""
        return self._of_all("What each kind returns").returns(as_of, progress)

    def backtest(self, span: Span, progress: OnProgress | None = None) -> Backtest:
        """As `what_works`."""
        return self._of_all("A backtest").backtest(span, progress)

    def questions(self, as_of: date | None = None) -> tuple[Question, ...]:
        """Those of the book's that are of accounts that may be seen."""
        seen = self.accounts_seen()
        return tuple(one for one in self.whole.questions(as_of) if one.account in seen)

    def looks(self, of: str | None = None, *, count: int = 200) -> tuple[Look, ...]:
        """Who looked at one's own words; at anybody's for who reads the audit."""
        is_own = of is not None and of.strip().casefold() in self.rights.viewer.addresses
        return (self.whole if is_own else self._for("read:audit")).looks(of, count=count)

    def erase(
        self,
        person: str,
        *,
        who: str = "",  # noqa: ARG002  the viewer
        dry_run: bool = False,
        progress: OnProgress | None = None,
    ) -> ErasedReport:
        """For who reads the audit: compliance."""
        book, by = self._for("read:audit"), self.rights.viewer.user_id
        return book.erase(person, who=by, dry_run=dry_run, progress=progress)

    def doctor(self, engine: str | None = None) -> DoctorReport:
        """The state of the book, for who looks after its sources."""
        return self._for("admin:sources").doctor(engine)

    # What changes the book.

    def import_paths(
        self,
        paths: Sequence[Path],
        progress: OnProgress | None = None,
        queries: Queries | None = None,
    ) -> ImportReport:
        """For who looks after the book's sources."""
        return self._for("admin:sources").import_paths(paths, progress, queries)

    def take_in(self, progress: OnProgress | None = None) -> None:
        """Have the book work out what is new."""
        self.whole.take_in(progress)

    def rebuild(
        self, since: RebuildFrom = "facts", progress: OnProgress | None = None
    ) -> RebuildReport:
        """For who looks after the book's sources."""
        return self._for("admin:sources").rebuild(since, progress)

    def rule_accounts(self, ruling: Ruling) -> RulingReport:
        """For who sees both accounts, and may say what is so; others' rulings are not told."""
        known = self.accounts()
        for name in (ruling.first, ruling.second):
            find_account(name, known)
        found = self._for("write:disputes").rule_accounts(replace(ruling, by=self._name))
        return replace(found, overruled=())

    def calibrate(self, files: Sequence[Path]) -> CalibrationReport:
        """Over all accounts, so for whoever has the book's files."""
        del files
        raise self._refused("Calibrating")

    def forget_calibration(self) -> str:
        """As `calibrate`."""
        raise self._refused("Forgetting a calibration")

    def learn_plays(self, as_of: date | None = None) -> tuple[Works, ...]:
        """As `calibrate`."""
        del as_of
        raise self._refused("Learning what works")

    def learn_shifts(
        self, as_of: date | None = None, progress: OnProgress | None = None
    ) -> KeptShifts:
        """As `calibrate`."""
        del as_of, progress
        raise self._refused("Learning what a move is worth")

    def dispute(
        self,
        account: str,
        line: str,
        answer: Answer,
        *,
        value: str | None = None,
        ref: str | None = None,
        reason: str = "",
        by: str = "",  # noqa: ARG002  it is said under the viewer's own name
        as_of: date | None = None,
    ) -> DisputeReport:
        """As the book's, of an account and an item that may be seen."""
        book, own = self._may_say(account)
        day = as_of or self.today()
        statement = self.statement_of(own, day)
        name = full_name(line, statement)
        if name == LINK and not self._sees_all:
            raise self._refused("Saying whose an address is")
        if ref is not None and name != LINK:
            thing_meant(self, statement, name, ref)  # it has to be there for the viewer
        return book.dispute(
            own, name, answer, value=value, ref=ref, reason=reason, by=self._name, as_of=day
        )

    def withdraw_dispute(self, dispute_id: int, *, as_of: date | None = None) -> DisputeReport:
        """As the book's, of what was said of an account that may be seen."""
        if all(one.id != dispute_id for one in self.disputes()):
            raise CallError(
                f"Nobody has said anything under the number {dispute_id}.",
                hint="List what was said with:  goodwill dispute list",
            )
        return self._for("write:disputes").withdraw_dispute(dispute_id, as_of=as_of)

    def desire(
        self,
        account: str,
        kind: Kind | None,
        *,
        since: date | None = None,
        reason: str,
        by: str = "",  # noqa: ARG002
    ) -> WantedKind:
        """As the book's, of an account that may be seen."""
        book, own = self._may_say(account)
        return book.desire(own, kind, since=since, reason=reason, by=self._name)

    def take_back_desire(self, account: str) -> AccountPlans:
        """As the book's, of an account that may be seen."""
        book, own = self._may_say(account)
        return book.take_back_desire(own)

    def decide(
        self,
        account: str,
        play: str,
        answer: PlayAnswer,
        *,
        owner: str | None = None,
        due_on: date | None = None,
        reason: str = "",
        by: str = "",  # noqa: ARG002
        steps: Sequence[str] = (),
        as_of: date | None = None,
    ) -> Decision:
        """As the book's, of an account that may be seen."""
        book, own = self._may_say(account)
        return book.decide(
            own,
            play,
            answer,
            owner=owner,
            due_on=due_on,
            reason=reason,
            by=self._name,
            steps=steps,
            as_of=as_of,
        )

    def take_back(self, account: str, play: str) -> AccountPlans:
        """As the book's, of an account that may be seen."""
        book, own = self._may_say(account)
        return book.take_back(own, play)

    # How.

    @property
    def _name(self) -> str:
        return self.rights.viewer.name or self.rights.viewer.address

    @property
    def _sees_all(self) -> bool:
        return self.rights.sight.all_accounts

    def _may_say(self, account: str) -> tuple[Book, str]:
        """The book itself and the id of an account that may be seen, for who may say things."""
        own = find_account(account, self.accounts())
        return self._for("write:disputes"), own

    def _for(self, scope: Scope) -> Book:
        """The book itself, for who may do this with it."""
        if not self.rights.viewer.may(scope):
            raise NotPermittedError(
                f"Your role ({self.rights.viewer.role}) may not do this.",
                hint="Ask whoever looks after the book's users.",
            )
        return self.whole

    def _of_all(self, what: str) -> Book:
        if not self._sees_all:
            raise self._refused(what)
        return self.whole

    @staticmethod
    def _refused(what: str) -> NotPermittedError:
        return NotPermittedError(
            _LEFT_OUT.format(what=what), hint="Ask whoever looks after the book to do it."
        )
