"""The cut by as_of: what happened later is not known, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.engines.schema import arrow_schema
from goodwill.facts.tables import RELATIONS, Tables
from goodwill.facts.values import Measured
from goodwill.signals.known import CUTS
from goodwill.signals.runner import measure

Facts = dict[str, pa.Table]
BuildFacts = Callable[..., Facts]
AS_OF = date(2026, 6, 30)
NEXT_DAY = AS_OF + timedelta(days=1)

BEFORE: dict[str, list[dict[str, Any]]] = {
    "message": [
        {"by": "theirs", "on": date(2026, 3, 2), "thread": "t", "acts": {"request": 0.9}},
        {"by": "ours", "on": date(2026, 3, 4), "thread": "t", "acts": {"idea": 0.8}},
        {"by": "theirs", "on": date(2026, 6, 1), "acts": {"personal": 0.7}},
    ],
    "meeting": [{"on": date(2026, 5, 5)}],
    "opportunity": [{"opened_on": date(2026, 4, 1), "origin": "rfp", "deal_id": "known"}],
    "invoice": [{"invoice_id": "i1", "issued_on": date(2026, 4, 1), "due_on": date(2026, 5, 1)}],
    "payment": [{"invoice_id": "i1", "paid_on": date(2026, 5, 20)}],
    "time_entry": [{"worked_on": date(2026, 4, 4)}],
}


def known(facts: Facts, as_of: date = AS_OF) -> tuple[Tables, Measured]:
    """The first account."""
    return next(iter(measure(facts, as_of=as_of)))


def joined(*parts: Facts) -> Facts:
    """All rows of some books."""
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}


LATER = st.dates(NEXT_DAY, NEXT_DAY + timedelta(days=400))
WORDS = st.dictionaries(
    st.sampled_from(["personal", "strategy", "tender", "request", "money_talk"]),
    st.floats(0.5, 1.0),
    max_size=3,
)
LATER_ROWS = st.fixed_dictionaries(
    {
        "message": st.lists(
            st.fixed_dictionaries(
                {
                    "on": LATER,
                    "by": st.sampled_from(["ours", "theirs"]),
                    "thread": st.sampled_from(["t", "t2"]),
                    "them": st.sampled_from(["tom", "new"]),
                    "us": st.sampled_from(["sam", "pat"]),
                    "acts": WORDS,
                }
            ),
            max_size=4,
        ),
        "meeting": st.lists(st.fixed_dictionaries({"on": LATER}), max_size=2),
        "opportunity": st.lists(
            st.fixed_dictionaries(
                {"opened_on": LATER, "origin": st.sampled_from(["rfp", "first_call"])}
            ),
            max_size=2,
        ),
        "agreement": st.lists(
            st.fixed_dictionaries({"signed_on": LATER, "payment_terms_days": st.just(90)}),
            max_size=2,
        ),
        "invoice": st.lists(
            st.fixed_dictionaries({"issued_on": LATER, "credits_invoice_id": st.just("i1")}),
            max_size=2,
        ),
        "payment": st.lists(
            st.fixed_dictionaries({"paid_on": LATER, "invoice_id": st.just("i1")}), max_size=2
        ),
        "time_entry": st.lists(st.fixed_dictionaries({"worked_on": LATER}), max_size=2),
        "expense": st.lists(st.fixed_dictionaries({"spent_on": LATER}), max_size=2),
        "ticket": st.lists(st.fixed_dictionaries({"opened_on": LATER}), max_size=2),
        "feedback": st.lists(st.fixed_dictionaries({"asked_on": LATER}), max_size=2),
    }
)


@settings(max_examples=15, deadline=None)
@given(later=LATER_ROWS)
def test_nothing_from_after_the_day_changes_anything(facts: BuildFacts, later: Any) -> None:
    before = facts(BEFORE)
    after = facts(later, prefix="later-")
    after["account"] = after["account"].slice(0, 0)
    again = {("sam", None), ("tom", "acme")}
    after["person"] = pa.Table.from_pylist(
        [
            row
            for row in after["person"].to_pylist()
            if (row["person_id"], row["account_id"]) not in again
        ],
        schema=arrow_schema("person"),
    )

    assert known(joined(before, after)) == known(before)


@settings(max_examples=5, deadline=None)
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(facts: BuildFacts, seed: Any) -> None:
    before = facts(BEFORE)
    shuffled = {
        name: table.take(seed.sample(range(table.num_rows), table.num_rows))
        for name, table in before.items()
        if table.num_rows
    }

    assert known(shuffled) == known(before)


def test_another_account_changes_nothing(facts: BuildFacts) -> None:
    own = facts(BEFORE)
    other = facts(BEFORE, "zeta")
    other["person"] = other["person"].slice(1)

    assert known(joined(own, other)) == known(own)


ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    # what dates a row: relation, and a row with only what the case needs
    "sent_on": ("message", {}),
    "held_on": ("meeting", {}),
    "opened_on": ("opportunity", {}),
    "signed_on": ("agreement", {}),
    "issued_on": ("invoice", {}),
    "paid_on": ("payment", {"invoice_id": "i1"}),
    "worked_on": ("time_entry", {}),
    "spent_on": ("expense", {}),
    "asked_on": ("feedback", {}),
    "promised_on": ("delivery", {}),
    "opened_on of a ticket": ("ticket", {}),
}


@pytest.mark.parametrize(("day", "row"), ROWS.items(), ids=list(ROWS))
def test_a_row_is_known_from_its_own_day_on(
    facts: BuildFacts, day: str, row: tuple[str, dict[str, Any]]
) -> None:
    relation, rest = row
    column = "on" if relation in {"message", "meeting"} else day.split(maxsplit=1)[0]
    tables = facts({relation: [{column: AS_OF, **rest}]})

    assert len(getattr(known(tables)[0], relation)) == 1
    assert getattr(known(tables, AS_OF - timedelta(days=1))[0], relation) == ()


BLANKS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    # what lies ahead: relation, the row, and what it says the day before
    "a deal closed later is open": (
        "opportunity",
        {
            "opened_on": date(2026, 1, 1),
            "closed_on": AS_OF,
            "status": "lost",
            "loss_reason": "price",
        },
        {"status": "open", "closed_on": None, "loss_reason": None},
    ),
    "a ticket closed later has no closing": (
        "ticket",
        {"opened_on": date(2026, 1, 1), "closed_on": AS_OF, "closed_in_time": True},
        {"closed_on": None, "closed_in_time": None},
    ),
    "a delivery made later is not made": (
        "delivery",
        {
            "promised_on": date(2026, 1, 1),
            "delivered_on": AS_OF,
            "complete": True,
            "accepted": True,
        },
        {"delivered_on": None, "complete": None, "accepted": None},
    ),
    "an agreement reviewed later is not reviewed": (
        "agreement",
        {"signed_on": date(2026, 1, 1), "reviewed_on": AS_OF, "ends_on": date(2027, 1, 1)},
        {"reviewed_on": None, "ends_on": date(2027, 1, 1)},
    ),
    "a person who left later is there": (
        "person",
        {"person_id": "ann", "title": "Head", "left_on": AS_OF},
        {"left_on": None, "title": "Head"},
    ),
}


@pytest.mark.parametrize(("relation", "row", "blank"), BLANKS.values(), ids=BLANKS)
def test_what_a_row_says_of_a_later_day_is_blank(
    facts: BuildFacts, relation: str, row: dict[str, Any], blank: dict[str, Any]
) -> None:
    tables = facts({relation: [row]})

    def shown(as_of: date) -> dict[str, Any]:
        rows = getattr(known(tables, as_of)[0], relation)
        found = next(each for each in rows if relation != "person" or each.person_id == "ann")
        return {name: getattr(found, name) for name in blank}

    assert shown(AS_OF - timedelta(days=1)) == blank
    assert shown(AS_OF) == {name: row[name] for name in blank}


def test_people_of_ours_are_shown_with_the_accounts_they_appear_with(facts: BuildFacts) -> None:
    book = facts({"message": [{"by": "ours", "on": AS_OF, "us": "pat"}]})

    assert [person.person_id for person in known(book)[0].person] == ["tom", "pat"]


def test_somebody_first_met_later_is_not_known_yet(facts: BuildFacts) -> None:
    book = facts({"message": [{"on": AS_OF}, {"on": NEXT_DAY, "them": "ann"}]})

    assert [person.person_id for person in known(book)[0].person] == ["tom", "sam"]
    assert "ann" in {person.person_id for person in known(book, NEXT_DAY)[0].person}


def test_every_relation_has_a_cut() -> None:
    assert set(CUTS) == set(RELATIONS)
