"""A book: the one object that every door talks to.

It imports, draws up statements, and keeps what people say of them. What is only read of a book
is in `goodwill.contents`, what both stand on in `goodwill.opened`; each door's work is in a module
of its own, imported when it is needed.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from goodwill.clock import now
from goodwill.contents import Contents
from goodwill.errors import BookNotFoundError, CallError
from goodwill.machine.progress import Progress
from goodwill.opened import BOOK_FILE
from goodwill.store.statements.stored import accounts_drawn_up, stored_money, stored_moneys
from goodwill.who_is_who.account_names import find_account

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import pyarrow as pa

    from goodwill.access.viewer import Viewer
    from goodwill.advise.outcome.drawn import DrawnFirst
    from goodwill.advise.outcome.works import Works
    from goodwill.facts.attention import WholePlan
    from goodwill.facts.digest import Digest, MutedDetector
    from goodwill.facts.disputes import Answer, Dispute
    from goodwill.facts.money import Money
    from goodwill.facts.people import Kind
    from goodwill.facts.plans import AccountPlans, Decision, PlayAnswer, WantedKind
    from goodwill.facts.questions import Question
    from goodwill.facts.reliability import Reliability
    from goodwill.facts.statement import Statement
    from goodwill.hindsight.shifts import KeptShifts
    from goodwill.lab.backtest.results import Backtest
    from goodwill.lab.backtest.run import Span
    from goodwill.lab.returns.study import Returns
    from goodwill.pipeline import ImportReport
    from goodwill.plans.outcomes import PlayOutcome
    from goodwill.privacy.audit import Head
    from goodwill.privacy.dossier import Dossier
    from goodwill.privacy.erasing import ErasedReport
    from goodwill.privacy.looks import Look
    from goodwill.privacy.notices import SetUp
    from goodwill.privacy.verify_audit import AuditVerified
    from goodwill.reports import (
        AssessReport,
        CalibrationReport,
        DisputeReport,
        DoctorReport,
        LineEvidence,
        OnProgress,
        RebuildFrom,
        RebuildReport,
        RulesOf,
        Ruling,
        RulingReport,
    )
    from goodwill.sources.queries import Queries

__all__ = ["Book", "open_book"]


def open_book(where: str | Path, *, create: bool = False) -> Book:
    """The book in a folder, or at a Postgres URL; `create` makes a folder's book where none is."""
    place = str(where)
    if "://" not in place and not create and not (Path(place) / BOOK_FILE).exists():
        raise BookNotFoundError(
            f"There is no book in {place}.",
            hint=f"Make one with:  goodwill --book {place} import FILES",
        )
    return Book(place, create=create)


class Book(Contents):
    """An open book. Close it when done.

    An `account` is named by its id, or by a name or domain that only one has. `as_of` is a day in
    the company's timezone, today without it: only what had happened by then counts. Money is in the
    company's currency where none stands beside it, a chance is from 0 to 1, a moment in UTC. What
    cannot be done is a `GoodwillError`: `message` says what happened, `hint` what to do next.
    """

    # What a book does.

    def import_paths(
        self,
        paths: Sequence[Path],
        progress: OnProgress | None = None,
        queries: Queries | None = None,
    ) -> ImportReport:
        """Read files and folders, and what queries give, into the book."""
        from goodwill.importing.parsing_template import started_ahead  # noqa: PLC0415  processes

        with started_ahead(is_wanted=self.is_new) as template:  # in others all may be known
            from goodwill.pipeline import import_paths  # noqa: PLC0415  the database: 0.3 s

            report = import_paths(
                self.store, paths, template, imported_at=now(), queries=queries, progress=progress
            )
        self.forget_settings()
        return report

    def assess(self, as_of: date | None = None, progress: OnProgress | None = None) -> AssessReport:
        """Draw up every statement that is missing for a day."""
        from goodwill.reports import AssessReport  # noqa: PLC0415

        started, day = time.monotonic(), as_of or self.today()
        if self.takes_in:
            self.let_go_of_what_is_old()
            self.take_in(progress)
        accounts = [known.account_id for known in self.accounts()]
        drawn = self.look(lambda tx: accounts_drawn_up(tx, day.isoformat(), self.rules))
        missing = [account_id for account_id in accounts if account_id not in drawn]
        done = 0
        for some in self.drawn(missing, day):
            self.keep(some, day)
            done += len(some)
            if progress:
                progress(Progress(what="drawing up statements", done=done, total=len(missing)))
        seconds = time.monotonic() - started
        return AssessReport(accounts=len(accounts), drawn=len(missing), as_of=day, seconds=seconds)

    def rebuild(
        self, since: RebuildFrom = "facts", progress: OnProgress | None = None
    ) -> RebuildReport:
        """Drop all that is worked out from facts, or from acts, and work it out again."""
        from goodwill.upkeep.rebuilding import rebuild  # noqa: PLC0415

        return rebuild(self, since, progress)

    def statement(self, account: str, *, as_of: date | None = None) -> Statement:
        """One account's statement; `account` is an id, or a name or domain that only one has."""
        account_id, day = find_account(account, self.accounts()), as_of or self.today()
        return self.statement_of(account_id, day)

    def money(self, account: str, *, as_of: date | None = None) -> Money:
        """What stands behind the economics of that statement: rows, bars, habits, pictures."""
        account_id, day = find_account(account, self.accounts()), as_of or self.today()
        name = (account_id, day.isoformat(), self.rules)
        found = self.look(lambda reader: stored_money(reader, *name))
        if found is None:
            self.statement_of(account_id, day)
            found = self.look(lambda reader: stored_money(reader, *name))
        return cast("Money", found)

    def statements(self, as_of: date | None = None) -> Iterator[Statement]:
        """Every account's statement, by id."""
        day = as_of or self.today()
        self.assess(day)
        for known in self.accounts():
            yield self.statement_of(known.account_id, day)

    def moneys(self, as_of: date | None = None) -> list[Money]:
        """What stands behind the economics of every account, in the order of their ids."""
        day = as_of or self.today()
        self.assess(day)
        name = (day.isoformat(), self.rules)
        return cast("list[Money]", self.look(lambda reader: stored_moneys(reader, *name)))

    def table(self, name: str, as_of: date | None = None) -> pa.Table:
        """A table in Arrow: `statements`, `patterns`, `signals`, `facts:invoices` and so on.

        `docs/python.md` lists all with their columns; `as_of` is the day of statements and signals.
        """
        from goodwill.arrow_tables import arrow_table  # noqa: PLC0415  Arrow: 0.2 s

        return arrow_table(self, name, as_of or self.today())

    def rule_accounts(self, ruling: Ruling) -> RulingReport:
        """Write down what a person says of two accounts, and work out what follows."""
        from goodwill.who_is_who.account_rulings import report_of, write_ruling  # noqa: PLC0415

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
        from goodwill.statements.changes import changes_of  # noqa: PLC0415
        from goodwill.statements.lines import evidence_of_line  # noqa: PLC0415

        account_id, day = find_account(account, self.accounts()), as_of or self.today()
        ruled_on = self.today() if rules == "now" else None

        def drawn(on: date, by_rules_of: date | None) -> LineEvidence:
            stored = None if by_rules_of else self._stored_line(account_id, on, line)
            return stored or evidence_of_line(self.draw_up(account_id, on, by_rules_of), line)

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
        from goodwill.hindsight.calibrating import calibrate  # noqa: PLC0415

        self.accounts()
        report = calibrate(self, files, made_at=now())
        self.forget_settings()
        return report

    def forget_calibration(self) -> str:
        """Put the catalogue's own weights and chances back in force; the name of what was."""
        from goodwill.hindsight.calibrating import reset  # noqa: PLC0415

        before = reset(self, made_at=now())
        self.forget_settings()
        return before

    def reliability(self) -> Reliability | None:
        """How well stated chances agreed with the answers last given; None without any."""
        from goodwill.hindsight.calibrating import reliability_of  # noqa: PLC0415

        return self.look(reliability_of)

    def backtest(self, span: Span, progress: OnProgress | None = None) -> Backtest:
        """Which statements of past months, drawn up as they were known, foresaw what came."""
        from goodwill.hindsight.backtesting import backtest  # noqa: PLC0415  DuckDB and numpy: 0.6 s

        return backtest(self, span, progress)

    # What people say of lines.

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
        """Mark a line, or the one thing under it that `ref` names; the statement follows at once.

        `as_of` is the day of the statement that was looked at; a dispute holds at every date.
        """
        from goodwill.answers.disputing import Saying, dispute  # noqa: PLC0415

        said = Saying(line=line, answer=answer, value=value, ref=ref, reason=reason, by=by)
        return dispute(self, account, said, as_of=as_of or self.today(), made_at=now())

    def withdraw_dispute(self, dispute_id: int, *, as_of: date | None = None) -> DisputeReport:
        """Take back what somebody said: the statement is as though it had not been said."""
        from goodwill.answers.disputing import take_back  # noqa: PLC0415

        return take_back(self, dispute_id, as_of=as_of or self.today(), made_at=now())

    def disputes(self, account: str | None = None) -> tuple[Dispute, ...]:
        """All that was said of an account (None: of any), withdrawn or not, in that order."""
        from goodwill.answers.disputing import disputes_of  # noqa: PLC0415

        return disputes_of(self, account)

    # What people decide.

    def desire(
        self,
        account: str,
        kind: Kind | None,
        *,
        since: date | None = None,
        reason: str,
        by: str = "",
    ) -> WantedKind:
        """Write down which kind is wanted with an account; None: as the book's default again."""
        from goodwill.plans.deciding import desire  # noqa: PLC0415

        return desire(self, account, kind, since=since, reason=reason, by=by, made_at=now())

    def take_back_desire(self, account: str) -> AccountPlans:
        """Withdraw the last word on the kind that is wanted."""
        from goodwill.plans.deciding import take_back_desire  # noqa: PLC0415

        return take_back_desire(self, account, at=now())

    def decide(
        self,
        account: str,
        play: str,
        answer: PlayAnswer,
        *,
        owner: str | None = None,
        due_on: date | None = None,
        reason: str = "",
        by: str = "",
        steps: Sequence[str] = (),
        as_of: date | None = None,
    ) -> Decision:
        """Write down what becomes of a play; `as_of` is the day of the plan it stands in."""
        from goodwill.facts.plans import Word  # noqa: PLC0415
        from goodwill.plans.deciding import decide  # noqa: PLC0415

        word = Word(owner=owner, due_on=due_on, reason=reason, by=by, steps=tuple(steps))
        return decide(self, account, play, answer, word, as_of=as_of or self.today(), made_at=now())

    def take_back(self, account: str, play: str) -> AccountPlans:
        """Withdraw the last word on a play; the word before it holds again."""
        from goodwill.plans.deciding import take_back  # noqa: PLC0415

        return take_back(self, account, play, at=now())

    def plan(
        self,
        as_of: date | None = None,
        *,
        hours_a_week: float | None = None,
        weeks: int | None = None,
    ) -> WholePlan:
        """Whose hours which plays get in the next weeks, over all accounts."""
        from goodwill.plans.all_accounts import plan_all  # noqa: PLC0415

        return plan_all(self, as_of or self.today(), hours_a_week=hours_a_week, weeks=weeks)

    def plans(self, account: str) -> AccountPlans:
        """What people have decided of one account."""
        from goodwill.plans.deciding import plans_of  # noqa: PLC0415

        return plans_of(self, account)

    # What came of it.

    def outcomes(
        self, account: str | None = None, as_of: date | None = None
    ) -> tuple[PlayOutcome, ...]:
        """What came by a day of the plays that were accepted, of one account or of all."""
        from goodwill.plans.outcomes import outcomes_of  # noqa: PLC0415

        account_id = None if account is None else find_account(account, self.accounts())
        return outcomes_of(self, account_id, as_of or self.today())

    def what_works(self, as_of: date | None = None) -> tuple[Works, ...]:
        """How often each play showed what it should, over all accounts and nobody's in name."""
        from goodwill.plans.outcomes import works_of  # noqa: PLC0415

        return works_of(self, as_of or self.today())

    def drawn_first(
        self, found: Sequence[PlayOutcome], as_of: date | None = None
    ) -> tuple[DrawnFirst, ...]:
        """What putting a play first did where a lot decided it, of these outcomes."""
        from goodwill.plans.outcomes import drawn_of  # noqa: PLC0415

        return drawn_of(self, found, as_of or self.today())

    def learn_plays(self, as_of: date | None = None) -> tuple[Works, ...]:
        """Let plans reckon with what works here, by a day, until it is learnt anew."""
        from goodwill.plans.outcomes import learn  # noqa: PLC0415

        found = learn(self, as_of or self.today(), now())
        self.forget_settings()
        return found

    def returns(self, as_of: date | None = None, progress: OnProgress | None = None) -> Returns:
        """What each kind returned in the last 12 whole months, by how accounts stood before."""
        from goodwill.hindsight.returns import returns_of  # noqa: PLC0415

        return returns_of(self, as_of or self.today(), progress)

    def learn_shifts(
        self, as_of: date | None = None, progress: OnProgress | None = None
    ) -> KeptShifts:
        """Work out what moving between kinds is worth here, and keep it until it is learnt anew."""
        from goodwill.hindsight.shifts import learn_shifts  # noqa: PLC0415

        return learn_shifts(self, as_of or self.today(), now(), progress)

    def shifts(self) -> KeptShifts | None:
        """What moving between kinds is worth, as last worked out; None where nobody has asked."""
        from goodwill.hindsight.shifts import kept_shifts  # noqa: PLC0415

        return self.look(kept_shifts)

    # What is new, and what we would like to know.

    def digest(
        self, *, as_of: date | None = None, since: date | None = None, owner: str | None = None
    ) -> Digest:
        """What changed after `since` (a week before without it), for one owner or for all."""
        from goodwill.hindsight.digesting import digest  # noqa: PLC0415

        return digest(self, as_of=as_of or self.today(), since=since, owner=owner)

    def muted(self, as_of: date | None = None) -> tuple[MutedDetector, ...]:
        """The detectors that raise no alarm, since people mostly called theirs wrong."""
        from goodwill.answers.muting import muted  # noqa: PLC0415

        return muted(self, as_of or self.today())

    def questions(self, as_of: date | None = None) -> tuple[Question, ...]:
        """What would change a decision if somebody knew it: three in a week at most."""
        from goodwill.answers.asking import questions  # noqa: PLC0415

        return questions(self, as_of or self.today())

    def seen_by(self, viewer: Viewer) -> Book:
        """The book as a viewer sees it: rows and words that are not theirs are not there."""
        from goodwill.access.opening import seen_by  # noqa: PLC0415

        return seen_by(self, viewer, at=int(now().timestamp()))

    # People's privacy.

    def let_go_of_what_is_old(self) -> int:
        """Let go of words that may not be kept any longer; in how many mails that was."""
        from goodwill.privacy.letting_go import let_go  # noqa: PLC0415

        privacy = self.settings.privacy
        is_limited = not isinstance(privacy.keep_bodies, bool)
        return let_go(self.store, privacy, now()) if is_limited else 0

    def erase(
        self,
        person: str,
        *,
        who: str = "",
        dry_run: bool = False,
        progress: OnProgress | None = None,
    ) -> ErasedReport:
        """Forget a person everywhere, by an address or a name that only one has."""
        from goodwill.privacy.erasing import erase  # noqa: PLC0415

        return erase(self, person, at=now(), who=who, dry_run=dry_run, progress=progress)

    def dossier(self, person: str, *, who: str = "") -> Dossier:
        """All that is held of a person, for herself; that it was asked for is noted."""
        from goodwill.privacy.dossier import dossier_noted  # noqa: PLC0415

        self.bring_up_to_date()
        return dossier_noted(self.store, person, self.settings, at=now(), who=who)

    def looks(self, of: str | None = None, *, count: int = 200) -> tuple[Look, ...]:
        """Who looked at whose words, the newest first; `of` is the person whose they are."""
        from goodwill.privacy.looks import looks_at  # noqa: PLC0415

        return looks_at(self.store, of, self.settings, count=count)

    def verify_audit(self, known: Sequence[Head] = ()) -> AuditVerified:
        """Whether the record of looks is whole; `known` are heads that were written down."""
        from goodwill.privacy.verify_audit import verify  # noqa: PLC0415

        with self.store.read() as tx:
            return verify(tx, self.store.folder, known)

    def set_up(self) -> SetUp:
        """How the book is set up today, as notices tell it."""
        from goodwill.privacy.notices import set_up  # noqa: PLC0415

        with self.store.read() as tx:
            return set_up(tx, self.settings, self.today())

    def doctor(self, engine: str | None = None) -> DoctorReport:
        """The state of the book: what is connected, what is missing, what it would add.

        Where an `engine` is named, every account that it measures otherwise than DuckDB does is
        told; a `ConfigError` where there is none of that name.
        """
        from goodwill.upkeep.doctor import examine  # noqa: PLC0415

        return examine(self, engine)
