"""What each kind of relationship returned in a book: statements a year apart, set side by side.

What is counted and compared is pure (`goodwill.lab.returns`). Years end with the last month that
was over on the day asked about, so that the same month gives the same answer and the statements
behind it are drawn up once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from goodwill.facts.money import Money
from goodwill.facts.series import months_ended
from goodwill.facts.statement import Statement
from goodwill.facts.values import Measured
from goodwill.lab.returns.groups import FIGURES, Found
from goodwill.lab.returns.shifts import Shift
from goodwill.lab.returns.steps import Step
from goodwill.lab.returns.study import ClaimStudy, KindRow, Returns, ReturnsRules, study
from goodwill.lab.returns.warmth import Talk
from goodwill.lab.returns.words import notes, said_of_claim, said_of_shift, said_of_warmth
from goodwill.lab.returns.years import AccountYear, year_of
from goodwill.reports import OnProgress
from goodwill.store.statements.stored import stored_whole

if TYPE_CHECKING:
    from goodwill.book import Book

__all__ = ["returns_document", "returns_of", "shift_document"]

BITE = 64
"""Accounts that are measured together."""

PERSONAL, BUSINESS = "personal_share", "business_density"

Drawn = Mapping[str, tuple[Statement, Money]]


def returns_of(book: Book, as_of: date, progress: OnProgress | None = None) -> Returns:
    """What each kind returned in the last 12 whole months, by how accounts stood before."""
    last = _last_of_month(months_ended(as_of))
    stood = _last_of_month(months_ended(last) - 12)
    before = _last_of_month(months_ended(last) - 24)
    drawn = {day: _drawn(book, day, progress) for day in (last, stood, before)}
    later = _years(drawn[stood], drawn[last])
    return study(
        _years(drawn[before], drawn[stood]),
        later,
        _years(drawn[last], drawn[last]),
        _talk(book, [one.account_id for one in later], stood),
        ReturnsRules.of(book.catalogue.threshold, as_of),
        stood=stood,
        last=last,
        currency=book.settings.company.currency or "",
    )


def _last_of_month(number: int) -> date:
    year, month = divmod(number + 1, 12)
    return date(1970 + year, month + 1, 1) - timedelta(days=1)


def _drawn(book: Book, day: date, progress: OnProgress | None) -> Drawn:
    """Every account's statement of a day, with its money, of accounts in touch by then."""
    book.assess(day, progress)
    found = book.look(
        lambda reader: [
            (whole["statement"], whole["money"])
            for whole in stored_whole(reader, day.isoformat(), book.rules)
        ]
    )
    both = cast("list[tuple[Statement, Money]]", found)
    return {one["account"]["id"]: (one, money) for one, money in both if _in_touch(one)}


def _in_touch(statement: Statement) -> bool:
    """Whether anything was known of it but its name."""
    economics = statement["economics"]
    return statement["coverage"]["first_on"] is not None or bool(economics["revenue"])


def _years(before: Drawn, after: Drawn) -> list[AccountYear]:
    """Each account that there was when the year began."""
    return [year_of(was, after[name]) for name, was in sorted(before.items()) if name in after]


def _talk(book: Book, account_ids: Sequence[str], day: date) -> dict[str, Talk]:
    """Personal and business talk of some accounts as of a day, where there was any mail."""
    from goodwill.signals.runner import measure  # noqa: PLC0415  Arrow and DuckDB: 0.5 s
    from goodwill.store.columns.facts import fact_tables  # noqa: PLC0415

    found: dict[str, Talk] = {}
    for start in range(0, len(account_ids), BITE):
        facts = fact_tables(book.store, account_ids[start : start + BITE], book.settings)
        for _, measured in measure(facts, as_of=day):
            if (talk := _talk_of(measured)) is not None:
                found[measured.account_id] = talk
    return found


def _talk_of(measured: Measured) -> Talk | None:
    personal, business = (measured.year.get(name) for name in (PERSONAL, BUSINESS))
    return (personal.estimate, business.estimate) if personal and business else None


# As JSON.


def returns_document(found: Returns) -> dict[str, Any]:
    """What each kind returned, as every door shows it."""
    return {
        "stood_on": found.stood.isoformat(),
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "currency": found.currency,
        "accounts": found.accounts,
        "enough": found.is_enough,
        "kinds": [_kind_document(row) for row in found.kinds],
        "standing": [_kind_document(row) for row in found.standing],
        "claims": [
            {**_claim_document(one), "says": said_of_claim(one, found)} for one in found.claims
        ],
        "warmth_beside_business": {
            **_step_document(found.warmth),
            "says": said_of_warmth(found),
        },
        "shifts": [shift_document(one, found.currency) for one in found.shifts],
        "notes": list(notes(found)),
    }


def _kind_document(row: KindRow) -> dict[str, Any]:
    figures = {name: _found_document(one) for name, one in row.figures.items()}
    return {"kind": row.kind, "accounts": row.accounts, "figures": figures}


def _found_document(found: Found) -> dict[str, Any]:
    return {
        "accounts": found.accounts,
        "value": _rounded(found.value),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
    }


def _claim_document(one: ClaimStudy) -> dict[str, Any]:
    claim, described = one.described.claim, one.described
    return {
        "id": claim.id,
        "text": claim.text,
        "source": claim.source,
        "verdict": one.verdict,
        "estimand": FIGURES[claim.figure].estimand,
        "figure": claim.figure,
        "subject": claim.subject,
        "groups": {name: _found_document(each) for name, each in described.found.items()},
        "differences": [
            {
                "to": each.other,
                "value": _rounded(each.value),
                "low": _rounded(each.low),
                "high": _rounded(each.high),
            }
            for each in described.differences
        ],
        "steps": [_step_document(step) for step in one.steps],
    }


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "estimand": step.estimand,
        "unit": step.unit,
        "accounts": list(step.accounts),
        "value": _rounded(step.value),
        "low": _rounded(step.low),
        "high": _rounded(step.high),
        "verdict": step.verdict,
        "note": step.note,
    }


def shift_document(one: Shift, currency: str) -> dict[str, Any]:
    """What moving between two kinds went along with, and the sentence on it."""
    return {
        "from": one.before,
        "to": one.after,
        "step": one.step,
        "accounts": list(one.accounts),
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "currency": currency,
        "note": one.note,
        "says": said_of_shift(one, currency),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
