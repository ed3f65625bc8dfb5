"""A book that answers from hand-made statements, for trying commands without a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from goodwill.config import Company, Settings
from goodwill.errors import AccountNotFoundError
from goodwill.facts.money import Money
from goodwill.facts.reliability import Reliability
from goodwill.facts.statement import Statement
from goodwill.lab.evaluate.results import Skipped
from goodwill.reports import (
    AccountPair,
    AssessReport,
    CalibrationReport,
    DoctorReport,
    LineEvidence,
    NamedAccount,
    OnProgress,
    PairStep,
    Problem,
    RulesOf,
    Ruling,
    RulingReport,
    WaitingRow,
)
from goodwill.sources.base import ReadError
from goodwill.sources.queries import Queries

__all__ = ["DAY", "PAIRS", "HandMadeBook"]

DAY = date(2026, 6, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    path: str
    seen: int
    imported: int
    excluded: int = 0
    duplicate: int = 0
    unreadable: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    files: tuple[Row, ...]
    total: Row
    rejects: tuple[ReadError, ...] = ()
    reject_files: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    hints: tuple[str, ...] = ()
    seconds: float = 0.5


@dataclass
class HandMadeBook:
    """A book that answers from hand-made statements and notes what it was asked."""

    kept: list[Statement]
    rejects: tuple[ReadError, ...] = ()
    kept_money: dict[str, Money] = field(default_factory=dict)
    settings: Settings = field(default_factory=lambda: Settings(company=Company(name="Polar")))
    asked: list[object] = field(default_factory=list)
    closed: bool = False

    def import_paths(
        self,
        paths: Sequence[Path],
        progress: OnProgress | None = None,
        queries: Queries | None = None,
    ) -> Report:
        assert progress is None, "nobody sits in front of a test"
        self.asked += [[path.name for path in paths], *([] if queries is None else [queries])]
        ledger = Row(path="mail.mbox", seen=3, imported=2, unreadable=len(self.rejects))
        hint = "notes.mbox holds no mail."
        return Report(files=(ledger,), total=ledger, rejects=self.rejects, hints=(hint,))

    def muted(self, _: date | None = None) -> tuple[()]:
        return ()

    def bring_up_to_date(self, progress: OnProgress | None = None) -> None:
        assert progress is None, "nobody sits in front of a test"

    def assess(self, as_of: date | None = None, progress: OnProgress | None = None) -> AssessReport:
        assert progress is None, "nobody sits in front of a test"
        self.asked.append(as_of)
        return AssessReport(accounts=2, drawn=1, as_of=as_of or DAY, seconds=0.1)

    def statement(self, account: str, *, as_of: date | None = None) -> Statement:
        self.asked.append(as_of)
        for each in self.kept:
            if each["account"]["id"] == account:
                return each
        raise AccountNotFoundError(account, [each["account"]["id"] for each in self.kept])

    def moneys(self, as_of: date | None = None) -> list[Money]:  # noqa: ARG002  the book's shape
        return list(self.kept_money.values())

    def money(self, account: str, *, as_of: date | None = None) -> Money:
        self.statement(account, as_of=as_of)
        return self.kept_money[account]

    def statements(self, as_of: date | None = None) -> Iterator[Statement]:
        self.asked.append(as_of)
        yield from self.kept

    def why(
        self,
        account: str,
        line: str,
        *,
        as_of: date | None = None,
        since: date | None = None,
        rules: RulesOf = "then",
    ) -> LineEvidence:
        kind = self.statement(account, as_of=as_of)["kind"]
        self.asked += [since, rules] if since else []
        return LineEvidence(
            account=account,
            as_of="2026-06-30",
            name=line,
            line=dict(kind),
            evidence=tuple(kind["evidence"]),
        )

    def unmatched(self) -> list[WaitingRow]:
        row = WaitingRow(
            kind="domain",
            subject="ovens.example",
            amount=1200.5,
            currency="GBP",
            messages=7,
            looks_like=("larkfield",),
            where="",
            next="goodwill accounts --same ovens.example larkfield",
        )
        return [row]

    def accounts_to_review(self) -> list[AccountPair]:
        first = NamedAccount(id="larkfield", name="Larkfield Bakeries")
        second = NamedAccount(id="Larkfeld Ltd", name="Larkfeld Ltd")
        steps = (PairStep(what="name", says="a letter or two apart", weight=1.5),)
        return [
            AccountPair(status=status, first=first, second=second, probability=chance, steps=steps)
            for status, chance in PAIRS
        ]

    def rule_accounts(self, ruling: Ruling) -> RulingReport:
        self.asked.append(ruling)
        return RulingReport(
            answer=ruling.answer,
            first=ruling.first,
            second=ruling.second,
            account=NamedAccount(id="larkfield", name="Larkfield Bakeries"),
            ids=("larkfield", "Larkfeld Ltd"),
            overruled=("A and B were ruled one account",),
        )

    def calibrate(self, files: Sequence[Path]) -> CalibrationReport:
        self.asked.append([path.name for path in files])
        bad = Skipped(path="answers.csv", line=3, reason="no day")
        return CalibrationReport(
            labels=2,
            used=1,
            before="none",
            name="none",
            reliability=Reliability(name="none", made_on="2026-06-30", groups={}),
            skipped=(bad,),
        )

    def forget_calibration(self) -> str:
        return "none"

    def reliability(self) -> Reliability | None:
        return None

    def doctor(self, engine: str | None = None) -> DoctorReport:
        del engine
        return DoctorReport(
            facts={"message": 44, "ticket": 0},
            sources=({"source": "message", "items": 44, "last_on": "2026-06-29"},),
            columns={"kept": True, "why": "written beside the book"},
            engine={"name": "duckdb", "signals": 40},
            problems=(Problem(what="No invoices", where="book", next="Import invoices.csv"),),
        )

    def close(self) -> None:
        self.closed = True


PAIRS: tuple[tuple[Literal["joined", "proposed"], float], ...] = (
    ("joined", 0.9),
    ("proposed", 0.82),
)
