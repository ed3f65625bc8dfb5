"""Plans as tasks for a calendar and a spreadsheet, and the page for whoever takes over."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar, Component

from goodwill.facts.attention import LeftOut, Task, WholePlan
from goodwill.facts.plans import NO_PLANS, AccountPlans, Decision, as_decided
from goodwill.facts.statement import Statement
from goodwill.serve.tasks.hand_over import hand_over
from goodwill.serve.tasks.ics import as_ics
from goodwill.serve.tasks.sheet import HEADS, as_csv
from goodwill.serve.tasks.todos import Todo, todos_of_account, todos_of_plan
from goodwill.serve.titles import Titles

DAY = date(2026, 6, 30)
TASK = Task(
    account_id="acme",
    account="Acme, Ltd; Söhne",
    owner="ann@us.example",
    play="agree_payment_date",
    title="Agree the payment day anew",
    because=("patterns[terms_dictated]", "practices[apology]"),
    steps=("Send the list.", "Ask what stands in the way; mend what is ours."),
    hours=3.0,
    expected_value=1200.5,
    week=date(2026, 7, 6),
    due_on=date(2026, 7, 10),
    state="proposed",
)


def plan_of(*tasks: Task) -> WholePlan:
    return WholePlan(
        as_of=DAY,
        first=date(2026, 7, 6),
        last=date(2026, 7, 31),
        weeks=4,
        currency="EUR",
        hours_a_week={},
        tasks=tasks,
        left_out=(),
        notes=(),
    )


def opened(written: bytes) -> list[Component]:
    return list(Calendar.from_ical(written).walk("VTODO"))


def value(task: Component, name: str) -> object:
    """A day as a day, a text as a text."""
    found = task[name]
    return getattr(found, "dt", str(found))


def test_a_calendar_opens_the_tasks_again(titles: Titles) -> None:
    begun = replace(TASK, account_id="orlo", state="being done")
    written = as_ics(todos_of_plan(plan_of(TASK, begun), titles), DAY)

    first, second = opened(written)

    assert value(first, "summary") == "Agree the payment day anew: Acme, Ltd; Söhne"
    assert value(first, "due") == date(2026, 7, 10)
    assert value(first, "dtstart") == date(2026, 7, 6)
    assert "mend what is ours" in str(value(first, "description"))
    assert "(not kept)" in str(value(first, "description"))
    assert (value(first, "status"), value(second, "status")) == ("NEEDS-ACTION", "IN-PROCESS")
    assert "attendee" not in first
    assert "organizer" not in first


def test_the_same_play_keeps_its_uid_when_its_day_moves(titles: Titles) -> None:
    def uid(task: Task) -> str:
        written = as_ics(todos_of_plan(plan_of(task), titles), DAY)
        return str(value(opened(written)[0], "uid"))

    assert uid(TASK) == uid(replace(TASK, due_on=date(2026, 8, 7)))
    assert uid(TASK) != uid(replace(TASK, account_id="other"))


def test_no_tasks_are_a_calendar_without_any() -> None:
    assert opened(as_ics([], DAY)) == []


def test_a_day_before_the_beginning_is_no_begin(titles: Titles) -> None:
    late = replace(TASK, state="being done", due_on=date(2026, 7, 1))
    (task,) = opened(as_ics(todos_of_plan(plan_of(late), titles), DAY))

    assert "dtstart" not in task


def test_a_line_break_in_a_name_makes_no_new_line_of_the_file(titles: Titles) -> None:
    sly = replace(TASK, account="Acme\r\nATTENDEE:mailto:x@evil.example\x07")
    written = as_ics(todos_of_plan(plan_of(sly), titles), DAY)

    (task,) = opened(written)
    assert "attendee" not in task
    assert b"\x07" not in written


def test_a_spreadsheet_runs_nothing(titles: Titles) -> None:
    sly = replace(TASK, account='=HYPERLINK("http://evil.example")', owner="+41", steps=("-1+1",))

    heads, row = csv.reader(io.StringIO(as_csv(todos_of_plan(plan_of(sly), titles))))

    found = dict(zip(heads, row, strict=True))
    assert tuple(heads) == HEADS
    assert found["account"].startswith("'=")
    assert found["steps"].startswith("'-")
    assert (found["hours"], found["expected_value"], found["due"]) == (
        "3.0",
        "1200.5",
        "2026-07-10",
    )


def test_only_one_owner_s_tasks_where_they_are_asked_for(titles: Titles) -> None:
    plan = plan_of(TASK, replace(TASK, account_id="orlo", owner="bo@us.example"))

    assert [one.account_id for one in todos_of_plan(plan, titles, "BO@us.example")] == ["orlo"]


def test_an_account_s_plays_have_a_day_only_where_somebody_named_it(
    larkfield: Statement, titles: Titles
) -> None:
    decided = as_decided(
        [
            Decision(
                account_id="larkfield",
                play=larkfield["plan"]["plays"][0]["id"],
                answer="accepted",
                made_on=date(2026, 6, 1),
            )
        ],
        None,
    )
    larkfield["plan"]["plays"][0]["due_on"] = "2026-07-31"

    first, *others = todos_of_account(larkfield, decided, titles)

    assert (first.begin, first.due) == (date(2026, 6, 1), date(2026, 7, 31))
    assert all((one.begin, one.due, one.is_begun) == (None, None, False) for one in others)
    assert len(as_csv([first]).splitlines()) == 2


def tried(**more: object) -> AccountPlans:
    values = {
        "account_id": "larkfield",
        "play": "widen_the_committee",
        "answer": "rejected",
        "reason": "One *owner* decides alone.",
        "made_on": date(2026, 5, 2),
        **more,
    }
    return as_decided([Decision(**values)], None)  # type: ignore[arg-type]


HEADINGS = (
    "Who knows whom",
    "What we owe them",
    "What they owe us",
    "What they expect",
    "What may go wrong",
    "What was tried",
    "The next step",
)


def section(page: str, name: str) -> str:
    return page.partition(f"## {name}\n")[2].partition("\n## ")[0]


def test_whoever_takes_over_is_told_who_what_and_what_next(
    larkfield: Statement, titles: Titles
) -> None:
    page = hand_over(larkfield, tried(), titles)

    assert [page.index(f"## {name}") for name in HEADINGS] == sorted(
        page.index(f"## {name}") for name in HEADINGS
    )
    people = larkfield["committee"]["people"]
    assert any(person["email"] in section(page, "Who knows whom") for person in people)
    open_items = [one for one in larkfield["commitments"]["items"] if one["status"] != "kept"]
    owed = section(page, "What we owe them") + section(page, "What they owe us")
    assert owed.count("\n- ") == len(open_items)
    assert larkfield["plan"]["plays"][0]["title"] in section(page, "The next step")
    assert "not done (2 May 2026): One \\*owner\\* decides alone." in section(
        page, "What was tried"
    )


def test_what_is_not_known_is_said_to_be_unknown(penhale: Statement, titles: Titles) -> None:
    page = hand_over(penhale, NO_PLANS, titles)

    assert "Nothing is on record." in section(page, "What was tried")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "`code`", "[x](http://e)"])
def test_words_from_outside_are_no_markdown(
    larkfield: Statement, titles: Titles, name: str
) -> None:
    larkfield["committee"]["people"][0]["name"] = name

    page = hand_over(larkfield, NO_PLANS, titles)

    assert name not in page


def test_a_hand_over_holds_no_figure_of_whoever_hands_over(
    larkfield: Statement, titles: Titles
) -> None:
    page = hand_over(larkfield, tried(), titles).casefold()

    for word in ("score", "rank", "performance", "per person", "hours worked"):
        assert word not in page


def test_a_left_out_account_is_no_task(titles: Titles) -> None:
    left = LeftOut(
        account_id="x",
        account="X",
        owner="",
        play="p",
        title="P",
        hours=1,
        expected_value=None,
        why="No room.",
    )
    found: list[Todo] = todos_of_plan(replace(plan_of(), left_out=(left,)), titles)

    assert found == []
