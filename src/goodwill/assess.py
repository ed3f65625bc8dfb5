"""Everything after import: who is who, then each account's signals, findings and plan.

Facts go in, statements come out; the steps themselves are pure and live in their own packages. This
module decides what has to be done again, and does it for one account or for all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import orjson

from goodwill import __version__
from goodwill.advise.recommend import advise
from goodwill.answers.disputed_rows import Facts, as_disputed
from goodwill.answers.said import NOTHING_SAID, Said, all_said, stamp_of
from goodwill.catalogue.loader import Catalogue
from goodwill.config import Settings
from goodwill.engines.base import Engine
from goodwill.engines.named import engine_named
from goodwill.facts.base import content_id
from goodwill.facts.calibration import NOT_CALIBRATED, Calibration
from goodwill.facts.glance import glance_of
from goodwill.facts.plans import AccountPlans
from goodwill.facts.statement import MadeWith
from goodwill.facts.tables import RELATIONS, Tables
from goodwill.facts.values import Measured, Window
from goodwill.judge.account_money import as_money
from goodwill.judge.coverage import LASTING, SourceCoverage
from goodwill.judge.kind_rules import kind_rules, limits_of
from goodwill.judge.statement import Judgement, judge
from goodwill.machine.processes import processors
from goodwill.reports import OnProgress, say_nothing, teller
from goodwill.signals.runner import measure
from goodwill.statements.bites import MAIL_AT_ONCE, bites
from goodwill.statements.rules import reader_version
from goodwill.store.book_state import read_state, read_up_to, revision, write_state
from goodwill.store.columns.facts import fact_tables
from goodwill.store.database import Store
from goodwill.store.lock import import_lock, resolve_lock
from goodwill.store.reading.coverage import last_days, row_counts
from goodwill.store.statements.stored import pack_evidence
from goodwill.store.statements.storing import changed_accounts, drop_statements, signatures
from goodwill.store.who_is_who.accounts import known_accounts
from goodwill.store.who_is_who.mail_use import mail_of_accounts

__all__ = ["Assessor", "Drawn", "facts_digest", "own_words"]


class Drawn(NamedTuple):
    """A statement as it is stored, `{"statement", "money"}`: what is shown, and what is behind.

    `glance` is what a page of all accounts shows of it, `evidence` all that its lines stand on,
    `said` a stamp of what people had said of the account by then.
    """

    account_id: str
    document: bytes
    glance: bytes
    evidence: bytes
    said: str = ""

    @property
    def stored(self) -> tuple[str, bytes, bytes, bytes]:
        """What the book keeps of it."""
        return (self.account_id, self.document, self.glance, self.evidence)

    @classmethod
    def of(cls, found: Judgement) -> Drawn:
        """What is stored of a judgement."""
        document = {"statement": found.statement, "money": as_money(found.money)}
        glance = glance_of(found.statement)
        return cls(
            found.statement["account"]["id"],
            orjson.dumps(document),
            orjson.dumps(glance),
            pack_evidence(found.evidence),
            found.said,
        )


def facts_digest(
    tables: Tables,
    own: str,
    book: SourceCoverage,
    domains: Collection[str],
    *,
    as_of: date,
    said: Collection[str] = (),
) -> str:
    """A digest of all that an account's statement is made from; no clock in it.

    The order in which facts came does not matter: the cut brings rows into an order of their own.

    `own` are the settings in words (`own_words`), `said` what people say of the account. Of the
    book's sources it matters how far they reach only where that is not into the 12 months; not at
    all of those that hold for long.
    """
    start = Window.twelve_months(as_of).start
    reach = sorted(
        (name, "" if name in LASTING else min(day, start).isoformat())
        for name, day in book.last_on.items()
    )
    parts = [own, repr(reach), repr(sorted(domains)), *sorted(said)]
    for name in RELATIONS:
        rows = [tables.account] if name == "account" else getattr(tables, name)
        parts.append(f"{name} {orjson.dumps(list(map(tuple, rows)), default=str).decode()}")
    return content_id(*parts, digits=16)


def own_words(settings: Settings) -> str:
    """The settings that statements rest on; there may be a rate for every day of many years."""
    return repr((settings.company, sorted(settings.rates, key=repr), sorted(settings.thresholds)))


@dataclass(frozen=True)
class Assessor:
    """Draws up statements of one book; keeps what several of them share."""

    store: Store
    settings: Settings
    catalogue: Catalogue
    calibration: Calibration = NOT_CALIBRATED
    heeds_people: bool = True
    """Whether what people said of accounts counts; a backtest asks what facts alone showed."""
    reaches: dict[date, SourceCoverage] = field(default_factory=dict)
    """How far sources reach by a day, where that is known: a slice of a book cannot tell."""

    def bring_up_to_date(self, told: OnProgress = say_nothing) -> None:
        """Resolve again if anything is new, and drop the statements of accounts that changed.

        Mails that another reader has read are read again before.
        """
        self._read_again(told)
        if self._to_resolve() is None:
            return
        with resolve_lock(self.store):
            if (now := self._to_resolve()) is not None:
                self._resolve(now)

    def _to_resolve(self) -> str | None:
        """The book's revision, None where it is known who is who in it."""
        with self.store.read() as tx:
            now = revision(tx)
            return None if read_state(tx, "resolved") == now else now

    def _resolve(self, now: str) -> None:
        from goodwill.who_is_who.resolving import resolve_book  # noqa: PLC0415  a tenth of a second

        resolve_book(self.store, self.settings)
        with self.store.write() as tx:
            found = signatures(tx)
            kept = " ".join(sorted(name for name, count in row_counts(tx).items() if count))
            if read_state(tx, "kept") != kept:  # a new sort of source: others can say more too
                drop_statements(tx)
                write_state(tx, "kept", kept)
            for account_id in sorted(changed_accounts(tx, found)):
                drop_statements(tx, account_id)
            tx.run("delete from account_state")
            tx.run_many(
                "insert into account_state (account_id, facts) values (?, ?)", list(found.items())
            )
            write_state(tx, "resolved", now)

    def _read_again(self, told: OnProgress) -> None:
        """One at a time: whoever waited here finds nothing left to do."""
        timezone = self.settings.company.timezone
        with self.store.read() as tx:
            if read_up_to(tx, reader_version(timezone)) is None:
                return
        from goodwill.importing.rereading import read_mails_again  # noqa: PLC0415  a tenth of a second

        with import_lock(self.store, waiting=teller(told)):
            read_mails_again(self.store, timezone, told=told, workers=processors())

    def draw_up(
        self, account_ids: Collection[str], as_of: date, *, ruled_on: date | None = None
    ) -> Iterator[Judgement]:
        """Draw up the statements of some accounts, in bites, without storing them.

        By the catalogue's numbers in force on `as_of`, or on `ruled_on` where that is given.
        """
        ordered, book = sorted(account_ids), self.reach(as_of)
        said = self._said()
        limits = limits_of(kind_rules(self.catalogue.weights, ruled_on or as_of))
        for bite in self.bites(ordered):
            facts = self._facts(bite, said)
            for tables, measured in measure(facts, as_of=as_of, engine=self._engine, limits=limits):
                own = said.get(measured.account_id, NOTHING_SAID)
                found = self._judge(_as_wanted(tables, own.plans), measured, book, ruled_on, own)
                yield replace(found, said=stamp_of(measured.account_id, said))

    def measured(self, account_id: str, as_of: date) -> Measured:
        """One account's signals as of a day, unjudged."""
        facts = self._facts([account_id], self._said())
        ((_, found),) = measure(facts, as_of=as_of, engine=self._engine)
        return found

    def measured_of(self, account_ids: Collection[str], as_of: date) -> Iterator[Measured]:
        """The same of many accounts, by id."""
        ordered, said = sorted(account_ids), self._said()
        for bite in self.bites(ordered):
            facts = self._facts(bite, said)
            for _, found in measure(facts, as_of=as_of, engine=self._engine):
                yield found

    def bites(
        self, account_ids: Sequence[str], *, among: int = 1, at_once: int = MAIL_AT_ONCE
    ) -> Iterator[list[str]]:
        """These accounts, cut into those that are measured together; `among` so many processes."""
        if len(account_ids) == 1:
            return iter([[*account_ids]])
        with self.store.read() as tx:
            mails = mail_of_accounts(tx, account_ids)
        return bites(account_ids, mails, among=among, at_once=at_once)

    def reach(self, as_of: date) -> SourceCoverage:
        """How far the book's sources reach."""
        if as_of not in self.reaches:
            with self.store.read() as tx:
                self.reaches[as_of] = SourceCoverage(last_on=last_days(tx, as_of))
        return self.reaches[as_of]

    def _said(self) -> dict[str, Said]:
        """What people say by now, of every account that they say anything of."""
        if not self.heeds_people:
            return {}
        with self.store.read() as tx:
            return all_said(tx, ZoneInfo(self.settings.company.timezone))

    def _facts(self, account_ids: Collection[str], said: Mapping[str, Said]) -> Facts:
        """The relations of some accounts, as people have mended them."""
        facts = fact_tables(self.store, account_ids, self.settings)
        some = {own: said[own].disputes for own in account_ids if own in said}
        return as_disputed(facts, some, self.catalogue)

    @cached_property
    def _engine(self) -> Engine:
        return engine_named(self.settings.engine).connect()

    @cached_property
    def _own_words(self) -> str:
        return own_words(self.settings)

    @cached_property
    def _domains(self) -> dict[str, tuple[str, ...]]:
        with self.store.read() as tx:
            return {known.account_id: known.domains for known in known_accounts(tx)}

    def _made_with(self, facts: str) -> MadeWith:
        """The versions; which groups of lines are calibrated, where any are."""
        made = MadeWith(
            facts=facts,
            catalogue=self.catalogue.hash,
            code=__version__,
            calibration=self.calibration.name,
        )
        if self.calibration.curves:
            made["calibrated"] = sorted(self.calibration.curves)
        return made

    def _judge(
        self,
        tables: Tables,
        measured: Measured,
        book: SourceCoverage,
        ruled_on: date | None,
        said: Said,
    ) -> Judgement:
        domains = self._domains.get(measured.account_id, ())
        found = judge(
            tables,
            measured,
            catalogue=self.catalogue,
            settings=self.settings,
            as_of=measured.as_of,
            made_with=self._made_with(
                facts_digest(
                    tables,
                    self._own_words,
                    book,
                    domains,
                    as_of=measured.as_of,
                    said=said.words,
                )
            ),
            calibration=self.calibration,
            sources=book,
            domains=domains,
            ruled_on=ruled_on,
            disputes=said.disputes,
        )
        found.statement["plan"] = advise(
            found.statement,
            self.catalogue,
            hourly_cost=self.settings.company.hourly_cost,
            plans=said.plans,
            values=measured.year,
            shortfalls=found.shortfalls,
        )
        return found


def _as_wanted(tables: Tables, plans: AccountPlans) -> Tables:
    """With the kind that somebody wants: it outranks the list of accounts, at every date."""
    if plans.wanted is None:
        return tables
    return replace(tables, account=tables.account._replace(desired_kind=plans.wanted.kind))
