"""What the doors ask of a book and of what it reports; the real one is `goodwill.book`.

Only shapes: a command can be tried with a hand-made book, and none of them pulls in the
database or the engine when it starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from goodwill.catalogue.loader import Catalogue
from goodwill.config import Settings
from goodwill.facts.digest import Digest, MutedDetector
from goodwill.facts.disputes import Answer, Dispute
from goodwill.facts.glance import Glance
from goodwill.facts.money import Money
from goodwill.facts.overview import Overview
from goodwill.facts.questions import Question
from goodwill.facts.reliability import Reliability
from goodwill.facts.search_words import Words
from goodwill.facts.statement import Statement
from goodwill.reports import (
    AccountPair,
    AssessReport,
    CalibrationReport,
    Coverage,
    DisputeReport,
    DoctorReport,
    FileIntake,
    Happened,
    LineEvidence,
    MessageRead,
    NotIn,
    OnProgress,
    PersonKnown,
    RebuildFrom,
    RebuildReport,
    RulesOf,
    Ruling,
    RulingReport,
    Searched,
    Stored,
    WaitingRow,
)
from goodwill.serve.learning_port import LearningPort
from goodwill.serve.plan_port import PlanPort
from goodwill.sources.base import ReadError
from goodwill.sources.queries import Queries

if TYPE_CHECKING:
    import pyarrow as pa

    from goodwill.lab.backtest.results import Backtest
    from goodwill.lab.backtest.run import Span
    from goodwill.store.statements.changes import Change
    from goodwill.syncing.doors import Live

__all__ = ["BookPort", "ImportReport", "Ledger", "Mark", "Marks", "PagesPort"]


class Ledger(Protocol):
    """Counts of records: seen = imported + excluded + duplicate + unreadable + waiting."""

    @property
    def path(self) -> str:
        """Which file; "" for the sum."""
        ...

    @property
    def seen(self) -> int:
        """All that were met."""
        ...

    @property
    def imported(self) -> int:
        """Now facts."""
        ...

    @property
    def excluded(self) -> int:
        """Left out by a rule of the book."""
        ...

    @property
    def duplicate(self) -> int:
        """Already there."""
        ...

    @property
    def unreadable(self) -> int:
        """Rejected, with a reason."""
        ...

    @property
    def waiting(self) -> int:
        """Kept until what they belong to arrives."""
        ...


class ImportReport(Protocol):
    """What an import did."""

    @property
    def files(self) -> Sequence[Ledger]:
        """One for each file."""
        ...

    @property
    def total(self) -> Ledger:
        """Their sum."""
        ...

    @property
    def rejects(self) -> Sequence[ReadError]:
        """What could not be read, and what to do about it."""
        ...

    @property
    def reject_files(self) -> Sequence[str]:
        """Where the rejects were written, to be mended and imported again."""
        ...

    @property
    def skipped(self) -> Sequence[tuple[str, str]]:
        """Files of no known kind, each with the reason."""
        ...

    @property
    def hints(self) -> Sequence[str]:
        """Sentences about files that gave less than one would expect."""
        ...

    @property
    def seconds(self) -> float:
        """How long it took."""
        ...


class BookPort(Protocol):
    """All that the doors ever ask of a book."""

    @property
    def settings(self) -> Settings:
        """The book's own settings."""
        ...

    def import_paths(
        self,
        paths: Sequence[Path],
        progress: OnProgress | None = None,
        queries: Queries | None = None,
    ) -> ImportReport:
        """Read files and folders, and what queries give, into the book."""
        ...

    def bring_up_to_date(self, progress: OnProgress | None = None) -> None:
        """Read and work out what an answer about any account needs."""
        ...

    def assess(self, as_of: date | None = None, progress: OnProgress | None = None) -> AssessReport:
        """Draw up every statement that is missing."""
        ...

    def statement(self, account: str, *, as_of: date | None = None) -> Statement:
        """One account's statement; `account` is an id, a name or a domain."""
        ...

    def money(self, account: str, *, as_of: date | None = None) -> Money:
        """What stands behind the economics of that statement."""
        ...

    def moneys(self, as_of: date | None = None) -> list[Money]:
        """What stands behind the economics of every account."""
        ...

    def statements(self, as_of: date | None = None) -> Iterator[Statement]:
        """Every account's."""
        ...

    def why(
        self,
        account: str,
        line: str,
        *,
        as_of: date | None = None,
        since: date | None = None,
        rules: RulesOf = "then",
    ) -> LineEvidence:
        """All evidence of one line, and what changed it since an earlier day."""
        ...

    def unmatched(self) -> list[WaitingRow]:
        """What has no account yet."""
        ...

    def accounts_to_review(self) -> list[AccountPair]:
        """What may be one account."""
        ...

    def rule_accounts(self, ruling: Ruling) -> RulingReport:
        """Write down what a person says of two accounts."""
        ...

    def calibrate(self, files: Sequence[Path]) -> CalibrationReport:
        """Hold stated chances against people's answers."""
        ...

    def forget_calibration(self) -> str:
        """Put the catalogue's own weights and chances back in force; the name of what was."""
        ...

    def reliability(self) -> Reliability | None:
        """How well stated chances agreed with the answers last given."""
        ...

    def doctor(self, engine: str | None = None) -> DoctorReport:
        """The state of the book, and how an engine measures it where one is named."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class PagesPort(BookPort, PlanPort, LearningPort, Protocol):
    """What the served pages ask of a book besides."""

    takes_in: bool
    """Whether what is new is worked out before an answer."""

    @property
    def place(self) -> str:
        """The folder or address of the book."""
        ...

    def take_in(self, progress: OnProgress | None = None) -> None:
        """Work out what is new, also where an answer would not wait for that."""
        ...

    def missing(self, as_of: date) -> int:
        """Accounts whose statement of a day is not stored."""
        ...

    def draw_up_whole(self, account: str, day: date) -> tuple[Statement, Money]:
        """A statement and the money behind it, drawn up from what is worked out by now."""
        ...

    @property
    def live(self) -> Live:
        """Sources that the book keeps itself from."""
        ...

    def rebuild(
        self, since: RebuildFrom = "facts", progress: OnProgress | None = None
    ) -> RebuildReport:
        """Drop all that is worked out from facts, or from acts, and work it out again."""
        ...

    def digest(
        self, *, as_of: date | None = None, since: date | None = None, owner: str | None = None
    ) -> Digest:
        """What changed after `since`, for one owner or for all."""
        ...

    def muted(self, as_of: date | None = None) -> tuple[MutedDetector, ...]:
        """The detectors that raise no alarm."""
        ...

    def questions(self, as_of: date | None = None) -> tuple[Question, ...]:
        """What would change a decision if somebody knew it."""
        ...

    def our_addresses(self) -> frozenset[str]:
        """Every address of our own side."""
        ...

    @property
    def catalogue(self) -> Catalogue:
        """What the words mean, with the book's own concepts and thresholds."""
        ...

    def glances(self, as_of: date | None = None) -> Sequence[Glance]:
        """What all accounts together show of each stored statement of a day."""
        ...

    def changes(self, after: int, count: int) -> Sequence[Change]:
        """What statements say otherwise than before, of numbers beyond one."""
        ...

    def last_change(self) -> int:
        """The number of the last change."""
        ...

    def table(self, name: str, as_of: date | None = None) -> pa.Table:
        """A table in Arrow: `statements`, `patterns`, `facts:invoices` and so on."""
        ...

    def segments(self) -> Mapping[str, str]:
        """The segment of each account that has one."""
        ...

    def edition(self, as_of: date) -> str:
        """Which statements of a day are stored: another word as soon as any changed."""
        ...

    def today(self) -> date:
        """Today in the company's timezone."""
        ...

    def stamp(self) -> object:
        """Something that differs as soon as anything in the book does."""
        ...

    def overviews(self, as_of: date | None = None) -> Sequence[Overview]:
        """What the pages over all accounts read of each stored statement of a day."""
        ...

    def intake(self) -> Sequence[FileIntake]:
        """What became of the records of each file."""
        ...

    def not_in(self, *, file: int = 0, first: int = 0, count: int = 100) -> Sequence[NotIn]:
        """What is not in the book, of one file or (0) of all."""
        ...

    def coverage(self, as_of: date | None = None) -> Sequence[Coverage]:
        """Each sort of source over 12 months, and which accounts have any of it."""
        ...

    def stored(self, account: str, as_of: date) -> Stored | None:
        """A statement and the money behind it as stored; None where they have to be drawn up."""
        ...

    def stored_digest(self, account: str, as_of: date) -> str | None:
        """A word for all that is stored of an account for a day; None as `stored`."""
        ...

    def stored_why(self, account: str, line: str, as_of: date) -> LineEvidence | None:
        """All evidence of a line of a stored statement; None where it has to be drawn up."""
        ...

    def history(self, account: str, as_of: date, source: str = "") -> Sequence[Happened]:
        """All that happened with an account by a day, the newest first; of one source or all."""
        ...

    def thread(self, ref: str, as_of: date) -> Sequence[MessageRead]:
        """The message that evidence cites, in its thread as it was on a day."""
        ...

    def make_searchable(self, progress: OnProgress | None = None) -> None:
        """Take new messages into the index."""
        ...

    def search(self, words: Words, *, before: int, count: int = 20) -> Searched:
        """The newest messages with these words that were sent before a second (UTC)."""
        ...

    def people_of_clients(self) -> Sequence[PersonKnown]:
        """Everybody whom the book knows on the clients' side."""
        ...

    def dispute(
        self,
        account: str,
        line: str,
        answer: Answer,
        *,
        value: str | None = None,
        ref: str | None = None,
        reason: str = "",
        by: str = "",
        as_of: date | None = None,
    ) -> DisputeReport:
        """Mark a line, or the one thing under it that `ref` names."""
        ...

    def withdraw_dispute(self, dispute_id: int, *, as_of: date | None = None) -> DisputeReport:
        """Take back what somebody said."""
        ...

    def disputes(self, account: str | None = None) -> Sequence[Dispute]:
        """All that was said of an account (None: of any)."""
        ...

    def backtest(self, span: Span, progress: OnProgress | None = None) -> Backtest:
        """Which statements of past months foresaw what came."""
        ...

    def forget_settings(self) -> None:
        """Read settings and catalogue anew when they are next asked for."""
        ...


class Mark(Protocol):
    """How many of one sort of planted things were found as planted."""

    @property
    def what(self) -> str:
        """Which sort, in words: "kinds", "patterns present" ..."""
        ...

    @property
    def right(self) -> int:
        """How many came out as planted."""
        ...

    @property
    def wrong(self) -> int:
        """How many came out otherwise."""
        ...

    @property
    def abstained(self) -> int:
        """Of how many nothing was said."""
        ...

    @property
    def unread(self) -> int:
        """How many this version does not look for."""
        ...

    @property
    def total(self) -> int:
        """Out of how many."""
        ...


class Marks(Protocol):
    """The statements of the made-up company, marked against its truth."""

    @property
    def marks(self) -> Sequence[Mark]:
        """One for each sort."""
        ...

    @property
    def misses(self) -> Sequence[str]:
        """What came out otherwise, one sentence each."""
        ...
