"""What came of an account, told from rows: cases, and that no day looks into the days after it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.catalogue.ids import PATTERN_IDS, RISK_IDS
from goodwill.facts.people import KINDS
from goodwill.facts.tables import AgreementRow, OpportunityRow
from goodwill.lab.backtest.baselines import BASELINES, Asked, last_sign, score
from goodwill.lab.backtest.definitions import OUTCOMES, definitions
from goodwill.lab.backtest.history import Billed, Debt, History, Price
from goodwill.lab.backtest.spells import COURSES, Course, course_of
from goodwill.lab.backtest.watching import followed_until, month_ends

FILE = Path(__file__).parents[2] / "cases" / "backtest" / "outcomes.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))
UNTIL: date = CASES["until"]
FIRST = date(2024, 1, 1)


def deal(number: int, given: Mapping[str, Any]) -> OpportunityRow:
    return OpportunityRow(
        account_id="acme",
        deal_id=f"d{number}",
        name=None,
        opened_on=given["opened"],
        closed_on=given.get("closed"),
        status=given["status"],
        origin=given.get("origin"),
        amount=None,
        list_amount=None,
        currency=None,
        competitor_count=given.get("competitors", 0),
        competitors=None,
        contact=None,
        owner=None,
        proposal_hours=None,
        loss_reason=None,
    )


def agreement(signed_on: date, ends_on: date | None) -> AgreementRow:
    return AgreementRow(
        account_id="acme",
        agreement_id=f"g{signed_on}",
        signed_on=signed_on,
        ends_on=ends_on,
        payment_terms_days=None,
        max_discount=None,
        included_support_hours_per_month=None,
        imposed_by_parent=None,
        exclusive=None,
        reviewed_on=None,
    )


def history(given: Mapping[str, Any]) -> History:
    wrote = tuple(given.get("wrote", ()))
    return History(
        account_id="acme",
        contacts=wrote,
        exchanges=wrote,
        purchases=tuple(Billed(day, 100.0) for day in given.get("bought", ())),
        deals=tuple(deal(number, one) for number, one in enumerate(given.get("deals", ()))),
        agreements=tuple(agreement(a, b or None) for a, b in given.get("agreements", ())),
        prices=tuple(
            Price(on, str(on), thing, quantity, price)
            for on, thing, quantity, price in given.get("prices", ())
        ),
        debts=tuple(
            Debt(one["due"], tuple((on, share) for on, share in one["paid"]))
            for one in given.get("debts", ())
        ),
    )


def numbers(outcome: str) -> Mapping[str, float]:
    (found,) = (one for one in definitions().outcome if one.id == outcome)
    return found.numbers(UNTIL)


def course(outcome: str, found: History, until: date = UNTIL) -> Course:
    return course_of(outcome, found, numbers(outcome), until)


@pytest.mark.parametrize("case", CASES["case"], ids=[case["name"] for case in CASES["case"]])
def test_what_came_is_told_from_rows(case: Mapping[str, Any]) -> None:
    found = course(case["outcome"], history(case))

    assert [spell.start for spell in found.spells] == case["begins"]
    for day in case.get("may_come", ()):
        assert found.may_come(day), day
    for day in case.get("may_not_come", ()):
        assert not found.may_come(day), day


def test_each_outcome_has_a_case_that_begins_one_and_one_that_does_not() -> None:
    for outcome in OUTCOMES:
        begins = [bool(case["begins"]) for case in CASES["case"] if case["outcome"] == outcome]
        assert {True, False} <= set(begins), outcome
    assert set(COURSES) == set(OUTCOMES)


def test_every_definition_names_lines_that_statements_have() -> None:
    known = {
        *(f"risks[{one}]" for one in RISK_IDS),
        *(f"patterns[{one}]" for one in PATTERN_IDS),
        *(f"kind[{one}]" for one in KINDS),
    }
    for one in definitions().outcome:
        assert known.issuperset(one.foreseen_by), one.id
        assert len(set(one.foreseen_by)) == len(one.foreseen_by)


def days(most: int = 12) -> st.SearchStrategy[list[date]]:
    one = st.dates(FIRST, UNTIL)
    return st.lists(one, max_size=most, unique=True).map(sorted)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Any history whose rows lie within two and a half years."""
    share = st.sampled_from([1.0, 0.5, 0.97, -1.0])
    status = st.sampled_from(["won", "lost", "open"])
    paid = st.lists(st.tuples(st.dates(FIRST, UNTIL), share), max_size=3).map(sorted)
    given = {
        "wrote": draw(days()),
        "bought": draw(days()),
        "prices": [
            (on, draw(st.sampled_from("ab")), 1, draw(st.sampled_from([100.0, 90.0, 99.0])))
            for on in draw(days(8))
        ],
        "debts": [{"due": on, "paid": draw(paid)} for on in draw(days(5))],
        "deals": [
            {
                "opened": on,
                "closed": on + timedelta(days=draw(st.integers(0, 90))),
                "status": draw(status),
                "origin": draw(st.sampled_from(["rfp", "first_call"])),
            }
            for on in draw(days(4))
        ],
        "agreements": [
            (on, on + timedelta(days=draw(st.integers(1, 400)))) for on in draw(days(3))
        ],
    }
    return history(given)


def as_known_on(found: History, day: date) -> History:
    """The same account with everything after a day taken away."""
    return replace(
        found,
        contacts=tuple(one for one in found.contacts if one <= day),
        exchanges=tuple(one for one in found.exchanges if one <= day),
        purchases=tuple(one for one in found.purchases if one.on <= day),
        prices=tuple(one for one in found.prices if one.on <= day),
        agreements=tuple(one for one in found.agreements if one.signed_on <= day),
        deals=tuple(
            one
            if one.closed_on is None or one.closed_on <= day
            else one._replace(closed_on=None, status="open")
            for one in found.deals
            if one.opened_on <= day
        ),
        debts=tuple(
            Debt(one.due_on, tuple(paid for paid in one.paid if paid[0] <= day))
            for one in found.debts
        ),
    )


@given(histories(), st.dates(FIRST, UNTIL), st.sampled_from(OUTCOMES))
def test_who_is_watched_rests_on_nothing_after_the_day(
    found: History, day: date, outcome: str
) -> None:
    later, then = course(outcome, found), course(outcome, as_known_on(found, day), until=day)

    assert later.may_come(day) == then.may_come(day)
    begun = [spell.start for spell in later.spells if spell.start <= day]
    assert begun == [spell.start for spell in then.spells]


@given(histories(), st.dates(FIRST, UNTIL), st.sampled_from(OUTCOMES))
def test_no_baseline_looks_into_the_days_after(found: History, day: date, outcome: str) -> None:
    then = as_known_on(found, day)
    asked = Asked(found, course(outcome, found), day, 180)
    asked_then = Asked(then, course(outcome, then, until=day), day, 180)

    for name in BASELINES:
        assert score(name, asked) == score(name, asked_then)


def test_baselines_are_what_their_names_say() -> None:
    bought = [date(2025, 1, 1), date(2025, 1, 31), date(2025, 3, 2), date(2025, 7, 1)]
    found = history({"bought": bought, "wrote": [date(2025, 7, 11)]})
    lost = course("lost", found)

    def number(name: str, day: date) -> float:
        return score(name, Asked(found, lost, day, 180))

    assert number("recency", date(2025, 7, 31)) == 20
    assert number("order_gap", date(2025, 4, 1)) == 1
    assert number("revenue_trend", date(2025, 9, 15)) == pytest.approx((3 - 1) / 4)
    assert number("same_before", date(2025, 5, 30)) == 0
    assert number("same_before", date(2025, 5, 31)) == 1
    assert last_sign(found, date(2024, 12, 31)) is None
    assert [number(name, date(2024, 12, 31)) for name in BASELINES] == [0, 0, 0, 0]


def test_month_ends_are_those_within_both_days() -> None:
    assert month_ends(date(2025, 11, 30), date(2026, 3, 1)) == (
        *(date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)),
    )
    assert month_ends(date(2026, 3, 31), date(2026, 3, 30)) == ()


def test_an_outcome_is_followed_only_as_far_as_its_own_rows_go() -> None:
    found = history(CASES["case"][0])

    assert followed_until("lost", [found]) == date(2025, 4, 13)
    assert {followed_until(one, [found]) for one in OUTCOMES if one != "lost"} == {None}
