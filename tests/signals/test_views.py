"""The views of one account: windows, months, pairs, and rows that open."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

from goodwill.facts.values import Measured, SignalRow
from goodwill.signals.runner import measure
from goodwill.signals.sums import HALF_LIFE_DAYS
from goodwill.signals.views import MOST_MONTHS

AS_OF = date(2026, 6, 30)
Account = Callable[..., Measured]


@pytest.fixture
def account(facts: Callable[..., dict[str, pa.Table]]) -> Account:
    """One account's signals from sparse rows."""

    def build(as_of: date = AS_OF, **case: Any) -> Measured:
        ((_, measured),) = measure(facts({"account": [{}], **case}), as_of=as_of)
        return measured

    return build


def personal(on: date, probability: float = 1.0, **rest: Any) -> dict[str, Any]:
    return {"on": on, "acts": {"personal": probability}, **rest}


def test_an_account_without_a_row_has_no_values_and_no_months(account: Account) -> None:
    measured = account()

    assert dict(measured.year) == {}
    assert dict(measured.now) == {}
    assert measured.rows == {}
    assert measured.months == ()
    assert measured.dyads == {}


def test_no_accounts_are_no_answer() -> None:
    assert list(measure({}, as_of=AS_OF)) == []


def test_accounts_come_in_order_of_their_ids(
    facts: Callable[..., dict[str, pa.Table]],
) -> None:
    book = facts({"account": [{"account_id": name} for name in ("b", "a", "c")]})

    found = [
        (tables.account.account_id, one.account_id) for tables, one in measure(book, as_of=AS_OF)
    ]

    assert found == [("a", "a"), ("acme", "acme"), ("b", "b"), ("c", "c")]


def test_the_quarter_is_the_ninety_days_that_end_on_the_day(account: Account) -> None:
    measured = account(message=[personal(date(2026, 4, 1)), personal(date(2026, 4, 2))])

    assert measured.quarter["personal_share"].exposure == 1
    assert measured.year["personal_share"].exposure == 2


def test_a_row_of_a_half_life_ago_counts_half(account: Account) -> None:
    measured = account(message=[personal(AS_OF - timedelta(days=HALF_LIFE_DAYS)), {"on": AS_OF}])
    now = measured.now["personal_share"]

    assert now.exposure == pytest.approx(1.5)
    assert now.raw == pytest.approx(0.5 / 1.5)
    assert now.estimate == pytest.approx((0.5 + 8 * 0.15) / (1.5 + 8))


def test_months_run_from_the_first_contact_and_carry_the_past_on(account: Account) -> None:
    measured = account(message=[personal(date(2026, 3, 31)), {"on": date(2026, 6, 1)}])
    months = {month.month: month for month in measured.months}

    assert list(months) == ["2026-03", "2026-04", "2026-05", "2026-06"]
    assert [month.is_empty for month in measured.months] == [False, True, True, False]
    assert months["2026-03"].values["personal_share"].exposure == pytest.approx(1.0)
    assert months["2026-04"].values["personal_share"].exposure == pytest.approx(
        0.5 ** (30 / HALF_LIFE_DAYS)
    )
    assert months["2026-05"].values["personal_share"].raw == pytest.approx(1.0)
    assert len(months["2026-05"].values["personal_share"].rows) == 0


def test_the_last_month_is_the_discounted_view_of_the_day(account: Account) -> None:
    measured = account(
        as_of=date(2026, 6, 10),
        message=[personal(date(2026, 3, 31)), {"on": date(2026, 6, 1), "them": "ann"}],
    )
    last = measured.months[-1].values

    assert set(last) == set(measured.now)
    assert {name: value.estimate for name, value in last.items()} == {
        name: value.estimate for name, value in measured.now.items()
    }


def test_a_month_knows_nothing_of_the_months_after_it(account: Account) -> None:
    early = [personal(date(2026, 3, 3)), {"on": date(2026, 4, 4), "by": "ours"}]
    then = account(as_of=date(2026, 4, 30), message=early)
    later = account(message=[*early, personal(date(2026, 6, 6), by="ours")])

    assert later.months[1].month == then.months[1].month == "2026-04"
    assert dict(later.months[1].values) == dict(then.months[1].values)


def test_a_trend_goes_back_twenty_years_and_no_further(account: Account) -> None:
    measured = account(message=[personal(date(1999, 1, 1)), {"on": AS_OF}])

    assert len(measured.months) == MOST_MONTHS
    assert measured.months[0].month == "2006-07"
    assert measured.months[0].values["personal_share"].raw == pytest.approx(1.0)


def test_each_pair_with_mail_has_its_own_view(account: Account) -> None:
    measured = account(
        message=[
            personal(AS_OF),
            {"on": AS_OF, "them": "ann"},
            {"on": AS_OF, "by": "ours", "us": "pat", "them": "ann"},
        ],
        opportunity=[{"opened_on": AS_OF, "origin": "rfp", "owner": "sam", "contact": "bea"}],
    )

    assert sorted(measured.dyads) == [("pat", "ann"), ("sam", "ann"), ("sam", "tom")]
    assert measured.dyads["sam", "tom"]["personal_share"].raw == 1.0
    assert measured.dyads["sam", "ann"]["personal_share"].raw == 0.0
    assert "rfp_share" not in measured.dyads["sam", "tom"]


def test_a_pair_has_its_own_months_of_exposure(account: Account) -> None:
    measured = account(
        message=[
            {"on": date(2026, 6, 29), "acts": {"warning": 1.0}},
            {"on": date(2026, 6, 30), "them": "ann"},
        ]
    )

    assert measured.year["coaching"].exposure == 1
    assert measured.dyads["sam", "tom"]["coaching"].raw == pytest.approx(1.0, rel=0.01)
    assert measured.dyads["sam", "ann"]["coaching"].raw == 0.0


def test_a_value_opens_to_its_rows(account: Account) -> None:
    measured = account(
        message=[
            personal(date(2026, 3, 2), 0.8, id="<a@x>"),
            {"on": date(2026, 3, 1), "id": "<b@x>"},
        ]
    )
    value = measured.year["personal_share"]
    said = SignalRow(
        signal="personal_share",
        account_id="acme",
        source="message",
        ref="<a@x>",
        on=date(2026, 3, 2),
        value=0.8,
        weight=1.0,
        ours="sam",
        theirs="tom",
        quote="words that personal",
    )

    assert [row.ref for row in value.rows] == ["<b@x>", "<a@x>"]
    assert value.rows[1] == said
    assert value.rows[1:] == (said,)
    assert value.rows == tuple(value.rows)
    assert value.sources == {"message"}
    assert measured.rows["personal_share"] == value.rows


def test_a_signal_without_exposure_is_missing_and_says_so(account: Account) -> None:
    measured = account(message=[{"on": AS_OF}])

    assert "unbilled_share" not in measured.year
    with pytest.raises(KeyError, match="unbilled_share"):
        measured.year["unbilled_share"]
    with pytest.raises(KeyError, match="no_such_signal"):
        measured.year["no_such_signal"]


def test_what_was_measured_can_be_sent_to_another_process(account: Account) -> None:
    measured = account(message=[personal(AS_OF), {"on": date(2026, 2, 1), "by": "ours"}])

    assert pickle.loads(pickle.dumps(measured)) == measured  # noqa: S301  our own bytes


def announcing(on: date, *remarks: str, **rest: Any) -> dict[str, Any]:
    return {"on": on, "remarks": list(remarks or ("bids_from_now",)), **rest}


def test_an_announcement_lets_go_of_three_quarters_of_the_months_before(account: Account) -> None:
    measured = account(
        message=[personal(date(2026, 3, 31)), personal(date(2026, 5, 1)), announcing(AS_OF)]
    )
    march, may = (
        0.5 ** ((AS_OF - day).days / HALF_LIFE_DAYS)
        for day in (
            date(2026, 3, 31),
            date(2026, 5, 1),
        )
    )

    assert measured.now["personal_share"].exposure == pytest.approx((march + may) / 4 + 1)
    assert measured.dyads["sam", "tom"]["personal_share"].exposure == pytest.approx(
        (march + may) / 4 + 1
    )
    assert measured.year["personal_share"].exposure == 3


def test_what_happened_in_the_month_of_an_announcement_stays(account: Account) -> None:
    measured = account(message=[personal(AS_OF.replace(day=1)), announcing(AS_OF)])

    assert measured.now["personal_share"].exposure == pytest.approx(
        0.5 ** (29 / HALF_LIFE_DAYS) + 1
    )


def test_months_before_an_announcement_know_nothing_of_it(account: Account) -> None:
    early = [personal(date(2026, 3, 3)), personal(date(2026, 5, 5), by="ours")]
    then = account(as_of=date(2026, 5, 31), message=early)
    later = account(message=[*early, announcing(AS_OF)])

    assert later.months[2].month == then.months[2].month == "2026-05"
    assert dict(later.months[2].values) == dict(then.months[2].values)


def test_announcements_of_one_month_let_go_once_and_of_two_months_twice(account: Account) -> None:
    before, fade = personal(date(2026, 4, 30)), 0.5 ** (61 / HALF_LIFE_DAYS)
    once = account(message=[before, announcing(AS_OF, "bids_no_more", "kept_out")])
    may = announcing(date(2026, 5, 31), "kept_out")
    twice = account(message=[before, may, announcing(AS_OF)])

    assert once.now["personal_share"].exposure == pytest.approx(fade / 4 + 1)
    assert twice.now["personal_share"].exposure == pytest.approx(
        fade / 16 + 0.5 ** (30 / HALF_LIFE_DAYS) / 4 + 1
    )


def test_an_announcement_counts_people_before_it_less(account: Account) -> None:
    met = [
        {"on": date(2026, month, day), "them": name}
        for name, months in (("ann", (4, 5)), ("bea", (5, 6)))
        for month in months
        for day in (4, 11, 18)
    ]
    still = account(meeting=met, message=[{"on": AS_OF}])
    turned = account(meeting=met, message=[announcing(AS_OF)])

    assert turned.now["breadth"].raw < still.now["breadth"].raw < 2


def test_one_account_announcing_leaves_the_others_alone(
    facts: Callable[..., dict[str, pa.Table]],
) -> None:
    quiet = [personal(date(2026, 4, 4)), {"on": AS_OF}]
    parts = [
        facts({"account": [{}], "message": rows}, name)
        for name, rows in (("a", quiet), ("b", [*quiet, announcing(AS_OF)]))
    ]
    book = {table: pa.concat_tables([part[table] for part in parts]) for table in parts[0]}
    alone = measure(parts[0], as_of=AS_OF)

    (_, beside), _ = measure(book, as_of=AS_OF)

    assert dict(beside.now) == dict(next(alone)[1].now)
