"""Marking: what counts as right, wrong, abstained or not read, and that no miss is hidden."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from rich.console import Console

from goodwill.demo import mark as marking
from goodwill.demo.mark import SORTS, Marks, mark, unread_patterns
from goodwill.demo.truth import AccountTruth, Truth
from goodwill.facts.people import Kind
from goodwill.facts.statement import Stage, Statement
from goodwill.serve.text.reports import marks_report

FILE = Path(__file__).parent / "cases" / "marks.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    expect: dict[str, str]
    planted: list[str] = field(default_factory=list)
    innocent: list[str] = field(default_factory=list)
    debatable: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    cost: str | None = None
    said: float | None = None
    kind: Kind | None = None
    said_kind: Kind | None = None
    stage: Stage = "me_too"
    said_stage: Stage = "me_too"

    @property
    def truth(self) -> Truth:
        """The case as the maker knows it."""
        costs = {self.planted[0]: Decimal(self.cost)} if self.cost else {}
        account = AccountTruth(
            account_id="acme",
            kind=self.kind,
            stage=self.stage,
            patterns=tuple(self.planted),
            innocent=tuple(self.innocent),
            debatable=tuple(self.debatable),
            costs=costs,
            why="",
        )
        return Truth(as_of=date(2026, 6, 30), seed=1, accounts=(account,))

    @property
    def statement(self) -> Statement:
        """The case as a statement tells it; only what the marking looks at."""
        cost = None if self.said is None else {"amount": self.said}
        lines = [{"id": k, "status": v, "cost": cost} for k, v in self.lines.items()]
        document = {
            "account": {"id": "acme"},
            "kind": {"now": self.said_kind},
            "stage": {"now": self.said_stage},
            "patterns": lines,
        }
        return cast("Statement", document)


CASES = [Case(**case) for case in tomllib.loads(FILE.read_text("utf-8"))["case"]]
MISSED = next(case for case in CASES if "said to be absent" in case.name)


def marked(case: Case, monkeypatch: pytest.MonkeyPatch) -> Marks:
    monkeypatch.setattr(marking, "unread_patterns", lambda: frozenset(case.unread))
    return mark([case.statement], case.truth)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_an_answer_is_marked_as(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {one.sort: one.result for one in marked(case, monkeypatch).answers}

    assert answers == {"kinds": "right", "stages": "right", **case.expect}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_answer_is_counted_and_every_miss_has_a_sentence(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = marked(case, monkeypatch)
    missed = [one for one in marks.answers if one.result in {"wrong", "abstained"}]

    assert sum(one.total for one in marks.marks) == len(marks.answers)
    assert len(marks.misses) == len(missed)


def test_every_sort_of_answer_is_tried() -> None:
    assert {sort for case in CASES for sort in case.expect} == set(SORTS)


def test_an_account_without_a_statement_is_wrong_not_left_out() -> None:
    marks = mark([], MISSED.truth)

    assert [one.result for one in marks.answers] == ["wrong"]
    assert marks.misses == ("acme: no statement was drawn up",)


def test_the_table_shows_every_miss_however_many(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = marked(MISSED, monkeypatch)
    miss = next(one for one in marks.answers if one.result == "wrong")
    many = Marks(answers=tuple(replace(miss, account_id=f"acme{n}") for n in range(60)))

    marks_report(Console(width=100, highlight=False), many)

    shown = capsys.readouterr().out
    assert all(f"acme{number}: " in shown for number in range(60))
    assert "patterns planted" in shown


def test_what_nothing_assesses_is_told_by_the_catalogue_itself() -> None:
    unread = unread_patterns()

    assert "terms_dictated" not in unread
    assert all(name.isidentifier() for name in unread)
