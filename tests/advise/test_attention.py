"""The plan over all accounts: limits from both sides, what is left out and why, and no ranking."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.advise.attention import plan_attention
from goodwill.facts.attention import Budget, Candidate, LeftOut, Task, Underway, WholePlan

DAY = date(2026, 6, 30)  # a Tuesday
MONDAY = date(2026, 7, 6)
BUDGET = Budget(weeks=2, hours_a_week=4, begun_a_week=3, top_share=0.6, escalations=2)


def candidate(
    account: str,
    play: str = "ask",
    *,
    worth: float | None = 100.0,
    hours: float = 2.0,
    owner: str = "ann@us.example",
    is_owed: bool = False,
    is_large: bool = False,
    executive: str = "",
    urgency: float = 1.0,
    counts_as: float | None = None,
) -> Candidate:
    return Candidate(
        account_id=account,
        account=account.title(),
        owner=owner,
        play=play,
        title=f"Do {play}",
        because=("risks[defection]",),
        steps=("Ask.",),
        hours=hours,
        worth=worth,
        urgency=urgency,
        counts_as=counts_as,
        is_owed=is_owed,
        is_large=is_large,
        executive=executive,
    )


def doing(account: str, *, hours: float = 2.0, due_on: date | None = None) -> Underway:
    return Underway(
        account_id=account,
        account=account.title(),
        owner="ann@us.example",
        play="begun",
        title="Do begun",
        because=(),
        steps=("Ask.",),
        hours=hours,
        worth=None,
        due_on=due_on,
    )


def planned(
    *candidates: Candidate, budget: Budget = BUDGET, underway: tuple[Underway, ...] = ()
) -> WholePlan:
    return plan_attention(candidates, underway, budget, as_of=DAY, currency="EUR")


def accounts(plan: WholePlan) -> set[str]:
    return {task.account_id for task in plan.tasks}


def why(plan: WholePlan, account: str) -> str:
    return next(one.why for one in plan.left_out if one.account_id == account)


def test_what_a_lot_put_first_goes_before_what_is_worth_a_little_more() -> None:
    worth_more = candidate("acme", "more", worth=100.0, counts_as=95.0)
    put_first = candidate("acme", "first", worth=95.0, counts_as=100.0)

    (task,) = planned(worth_more, put_first).tasks

    assert (task.play, task.expected_value) == ("first", 95.0)


def test_nothing_to_do_is_an_empty_plan() -> None:
    plan = planned()

    assert (plan.tasks, plan.left_out) == ((), ())
    assert (plan.first, plan.last) == (MONDAY, date(2026, 7, 17))


def test_a_plan_begins_on_the_monday_that_is_not_past() -> None:
    on_monday = plan_attention([], [], BUDGET, as_of=MONDAY, currency="EUR")

    assert on_monday.first == MONDAY


def test_what_is_worth_most_gets_the_hours() -> None:
    plan = planned(
        candidate("a", worth=10), candidate("b", worth=900, hours=6), candidate("c", worth=500)
    )

    assert accounts(plan) == {"b", "c"}
    assert why(plan, "a") == "It would need 2 h more of ann@us.example in these 2 weeks."


def test_two_small_plays_are_worth_more_than_a_dearer_large_one() -> None:
    plan = planned(
        candidate("a", worth=600, hours=8),
        candidate("b", worth=500, hours=4),
        candidate("c", worth=500, hours=4),
    )

    assert accounts(plan) == {"b", "c"}


def test_hours_that_just_suffice_suffice() -> None:
    assert accounts(planned(candidate("a", hours=8))) == {"a"}
    assert accounts(planned(candidate("a", hours=8.01))) == set()


def test_an_account_gets_one_play_the_better_one() -> None:
    plan = planned(candidate("a", "small", worth=100), candidate("a", "big", worth=200))

    assert [task.play for task in plan.tasks] == ["big"]


def test_hours_of_one_owner_are_no_hours_of_another() -> None:
    plan = planned(
        candidate("a", hours=8),
        candidate("b", hours=8, owner="bo@us.example"),
        budget=replace(BUDGET, own_hours={"bo@us.example": 1}),
    )

    assert accounts(plan) == {"a"}
    assert plan.hours_a_week == {"ann@us.example": 4, "bo@us.example": 1}


@pytest.mark.parametrize(("count", "placed"), [(3, 3), (4, 3), (7, 6)])
def test_an_owner_takes_up_three_plays_a_week(count: int, placed: int) -> None:
    some = [candidate(f"a{number}", hours=0.5) for number in range(count)]
    weeks = 1 if count < 7 else 2

    plan = planned(*some, budget=replace(BUDGET, weeks=weeks))

    assert len(plan.tasks) == placed
    if placed < count:
        assert plan.left_out[0].why == "No week has room to take up more than 3 plays."


def test_the_largest_accounts_leave_four_tenths_of_the_hours_to_the_others() -> None:
    large = [candidate(f"l{number}", hours=1.2, worth=900, is_large=True) for number in range(5)]
    small = [candidate(f"s{number}", hours=1.6, worth=200) for number in range(2)]

    plan = planned(*large, *small)

    assert {"s0", "s1"} <= accounts(plan)
    assert len(plan.tasks) == 6
    assert sum(task.hours for task in plan.tasks if task.account_id.startswith("l")) <= 4.8
    alone = planned(*large)
    assert len(alone.tasks) == 4
    assert "60% of all hours" in alone.left_out[0].why


@pytest.mark.parametrize(("asked", "placed"), [(0, 2), (1, 1), (2, 0)])
def test_nobody_high_up_is_asked_more_than_twice_a_quarter(asked: int, placed: int) -> None:
    some = [candidate(f"a{number}", hours=1, executive="cfo@client.example") for number in range(3)]

    plan = planned(*some, budget=replace(BUDGET, asked={"cfo@client.example": asked}))

    assert len(plan.tasks) == placed
    assert "cfo@client.example would be asked more than 2 times" in plan.left_out[0].why


def test_what_is_owed_waits_for_nobody_s_reckoning() -> None:
    plan = planned(
        candidate("a", worth=None, hours=8, is_owed=True), candidate("b", worth=90000, hours=8)
    )

    assert accounts(plan) == {"a"}


def test_what_has_no_price_fills_the_hours_that_are_left_the_most_urgent_first() -> None:
    plan = planned(
        candidate("a", worth=1, hours=4),
        candidate("b", worth=None, hours=4, urgency=2),
        candidate("c", worth=None, hours=4, urgency=8),
    )

    assert accounts(plan) == {"a", "c"}


def test_what_costs_more_than_it_saves_is_left_out_and_says_so() -> None:
    plan = planned(candidate("a", worth=-1), candidate("b", worth=0))

    assert not plan.tasks
    assert {one.why for one in plan.left_out} == {"It may cost more than it saves."}


def test_what_is_being_done_takes_its_hours_first_and_its_account_gets_nothing_else() -> None:
    plan = planned(
        candidate("a"), candidate("b", hours=4), underway=(doing("a", hours=5, due_on=DAY),)
    )

    assert [(task.account_id, task.state) for task in plan.tasks] == [("a", "being done")]
    assert plan.tasks[0].due_on == DAY
    assert "1 h more" in why(plan, "b")


def test_a_play_longer_than_a_week_is_taken_up_in_time_and_due_when_it_is_done() -> None:
    (task,) = planned(candidate("a", hours=6)).tasks

    assert (task.week, task.due_on) == (MONDAY, date(2026, 7, 17))


def test_an_account_that_is_nobody_s_says_so() -> None:
    plan = planned(candidate("a", hours=9, owner=""))

    assert "the account has no owner" in why(plan, "a")


def test_no_hours_no_plays() -> None:
    plan = planned(candidate("a"), budget=replace(BUDGET, hours_a_week=0))

    assert not plan.tasks
    assert "2 h more" in why(plan, "a")


def test_owners_stand_in_the_order_of_their_names_whatever_their_plays_are_worth() -> None:
    plan = planned(
        candidate("a", owner="zoe@us.example", worth=9000),
        candidate("b", owner="", worth=90000),
        candidate("c", owner="ann@us.example", worth=1),
    )

    assert [task.owner for task in plan.tasks] == ["ann@us.example", "zoe@us.example", ""]


def test_nothing_in_a_plan_is_a_figure_of_a_person() -> None:
    """Hours are what somebody gave to plays; no count, sum, share or rank stands by a person."""
    held = {field.name for made in (WholePlan, Task, LeftOut) for field in fields(made)}

    assert held == {
        *("as_of", "first", "last", "weeks", "currency", "hours_a_week", "tasks", "left_out"),
        *("notes", "account_id", "account", "owner", "play", "title", "because", "steps", "hours"),
        *("expected_value", "week", "due_on", "state", "why"),
    }


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.sampled_from([f"a{number}" for number in range(8)]),
        st.sampled_from(["p", "q"]),
        worth=st.one_of(st.none(), st.floats(-50, 500, allow_nan=False)),
        hours=st.sampled_from([0.5, 1.0, 2.5, 4.0, 6.0, 9.0]),
        owner=st.sampled_from(["ann@us.example", "bo@us.example"]),
        is_large=st.booleans(),
        executive=st.sampled_from(["", "x", "y"]),
        is_owed=st.booleans(),
    ),
    max_size=14,
    unique_by=lambda one: (one.account_id, one.play),
)


@settings(deadline=None, max_examples=60)
@given(CANDIDATES)
def test_every_plan_keeps_every_limit_and_the_order_of_accounts_plays_no_part(
    some: list[Candidate],
) -> None:
    plan = planned(*some)

    assert plan == planned(*reversed(some))
    by_account = [task.account_id for task in plan.tasks]
    assert len(by_account) == len(set(by_account))
    hours, begun, asked = defaultdict[object, float](float), defaultdict[object, int](int), 0
    for task in plan.tasks:
        hours[task.owner] += task.hours
        begun[task.owner, task.week] += 1
        one = next(c for c in some if (c.account_id, c.play) == (task.account_id, task.play))
        asked += one.executive == "x"
        assert task.week <= task.due_on <= plan.last
        left = plan.last - task.week + timedelta(days=3)
        assert task.hours <= BUDGET.hours_a_week * (left.days // 7) + 1e-6
    assert all(some_hours <= 8 + 1e-6 for some_hours in hours.values())
    assert all(number <= 3 for number in begun.values())
    assert asked <= 2
    assert {*by_account, *(one.account_id for one in plan.left_out)} == {c.account_id for c in some}
    assert all(one.why for one in plan.left_out)
