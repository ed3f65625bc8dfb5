"""What moved between two statements, what one thing has moved, and how much a week can hold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.digest import Entry, Moved, Tone
from goodwill.facts.statement import Evidence, Statement
from goodwill.news.budget import by_owner
from goodwill.news.entries import entries
from goodwill.news.item import AccountDay, Item
from goodwill.news.spotting import seen_now, spot

CASES = Path(__file__).parent.parent / "cases" / "news" / "spotted.toml"
OVER_AT = 0.4
Case = Mapping[str, Any]

SINCE, UNTIL = "2026-06-01", "2026-06-08"
Lines = Mapping[str, object]


def evidence(
    *,
    ref: str,
    on: date | str | None = None,
    source: str = "message",
    quote: str | None = None,
    weight: float = 1.5,
) -> Evidence:
    return Evidence(
        id=f"e-{ref}",
        source=source,
        ref=ref,
        on=None if on is None else str(on),
        quote=quote,
        says="Something was seen.",
        weight=weight,
    )


def account_day(
    lines: Lines,
    found: Sequence[tuple[str, Evidence]],
    *,
    as_of: str,
    promises: Sequence[Mapping[str, Any]] = (),
    left: Sequence[str] = (),
    plays: Sequence[Mapping[str, object]] = (),
    money: Mapping[str, object] | None = None,
) -> AccountDay:
    """A statement with as much in it as news are made of."""
    parts = {
        "account": {
            "id": "acme",
            "name": "Acme",
            "domains": ["acme.example"],
            "owner": "tom@ours.example",
        },
        "as_of": as_of,
        "kind": {
            "now": lines.get("kind") or None,
            "desired": "partner",
            "people": [],
            "evidence": [],
        },
        "stage": {
            "now": lines.get("stage", "me_too"),
            "gates": [
                {"id": name, "met": met, "on": None, "evidence": []}
                for name, met in _of("gates", lines)
            ],
        },
        "patterns": [
            {
                "id": name,
                "title": name,
                "status": status,
                "probability": 0.9 if status == "present" else 0.6,
                "direction": None,
                "cost": None,
                "evidence": [],
            }
            for name, status in _of("patterns", lines)
        ],
        "practices": [
            {"id": name, "status": status, "evidence": []}
            for name, status in _of("practices", lines)
        ],
        "risks": [
            {"id": name, "probability": chance, "amount_at_risk": None, "evidence": []}
            for name, chance in _of("risks", lines)
        ],
        "commitments": {"items": [_promise(one) for one in promises]},
        "committee": {
            "people": [
                {"email": "eva@acme.example", "name": "Eva", "left": "eva@acme.example" in left}
            ]
        },
        "economics": {"gross_margin": None, "revenue": None, "currency": "EUR", **(money or {})},
        "plan": {"from": None, "to": None, "plays": list(plays)},
    }
    by_line: dict[str, list[Evidence]] = {}
    for line, item in found:
        by_line.setdefault(line, []).append(item)
    return AccountDay(cast("Statement", parts), by_line)


def _of(group: str, lines: Lines) -> list[tuple[str, object]]:
    start = f"{group}["
    return [
        (name.removeprefix(start).rstrip("]"), stands)
        for name, stands in lines.items()
        if name.startswith(start)
    ]


def _promise(one: Mapping[str, Any]) -> dict[str, object]:
    settled, due = one.get("settled_on"), one.get("due_on")
    return {
        "by": one["by"],
        "to": "x@y.example",
        "what": one["what"],
        "made_on": "2026-05-01",
        "due_on": None if due is None else str(due),
        "status": one["status"],
        "settled_on": None if settled is None else str(settled),
        "evidence": [
            evidence(ref=one["ref"], on=settled or "2026-05-01", quote=one["what"], weight=0.1)
        ],
    }


def cases() -> list[Case]:
    return cast("list[Case]", tomllib.loads(CASES.read_text("utf-8"))["case"])


def days(case: Case) -> tuple[AccountDay, AccountDay]:
    """The account of a case a week before, and now."""
    old = [_line(one) for one in case.get("old", ())]
    new = [_line(one) for one in case.get("new", ())]
    promises = case.get("promises", ())
    earlier = [{**one, "status": "open", "settled_on": None} for one in promises]
    before = account_day(case.get("was", {}), old, as_of=SINCE, promises=earlier)
    after = account_day(
        case.get("now", {}),
        [*old, *new],
        as_of=UNTIL,
        promises=promises,
        left=case.get("left", ()),
    )
    return before, after


def _line(one: Mapping[str, Any]) -> tuple[str, Evidence]:
    return one["line"], evidence(**{key: value for key, value in one.items() if key != "line"})


def told(found: Sequence[Entry]) -> list[str]:
    return sorted(
        f"{one.tone} {' + '.join(sorted(moved.line for moved in (one.moved, *one.also)))}"
        f" {one.because}"
        for one in found
    )


@pytest.mark.parametrize("case", cases(), ids=[case["name"] for case in cases()])
def test_what_moved_is_told_once_a_cause(case: Case) -> None:
    before, after = days(case)

    found = entries(spot(before, after, over_at=OVER_AT), after.statement, SINCE)

    assert told(found) == sorted(
        f"{tone} {' + '.join(sorted(lines.split(' + ')))} {because}"
        for tone, _, rest in (line.partition(" ") for line in case["expect"])
        for lines, _, because in [rest.rpartition(" ")]
    )


@pytest.mark.parametrize("case", cases(), ids=[case["name"] for case in cases()])
def test_the_same_day_twice_is_never_news(case: Case) -> None:
    _, after = days(case)

    moved = spot(after, after, over_at=OVER_AT)

    assert [one for one in moved if not one.moved.line.startswith("commitments")] == []


# What an entry says.


def pattern_day(
    status: str,
    *,
    cost: float | None = None,
    plays: Sequence[Mapping[str, object]] = (),
    money: Mapping[str, object] | None = None,
) -> AccountDay:
    """A day with one pattern, and words for it where it is there."""
    said = evidence(ref="m1", on="2026-06-05", quote="You are useless.")
    row = evidence(ref="t1", on="2026-06-06", source="ticket", weight=3.0)
    found = [("patterns[abusive]", row), ("patterns[abusive]", said)] if status != "absent" else []
    day = account_day({"patterns[abusive]": status}, found, as_of=UNTIL, plays=plays, money=money)
    if cost is not None:
        day.statement["patterns"][0]["cost"] = {
            "amount": cost,
            "currency": "EUR",
            "months": 12,
            "formula": "x",
            "inputs": {},
        }
    return day


def entry_of(after: AccountDay) -> Entry:
    before = account_day({"patterns[abusive]": "absent"}, [], as_of=SINCE)
    (found,) = entries(spot(before, after, over_at=OVER_AT), after.statement, SINCE)
    return found


def test_words_are_shown_before_heavier_rows() -> None:
    shown = entry_of(pattern_day("present")).evidence

    assert shown is not None
    assert shown["quote"] == "You are useless."


def test_a_cost_is_shown_and_what_is_expected_is_its_chance_times_that() -> None:
    found = entry_of(pattern_day("present", cost=1000.0))

    assert (found.amount, found.amount_of, found.expected) == (1000.0, "cost", 900.0)


def test_without_a_cost_what_the_account_brings_orders_it_and_is_not_shown() -> None:
    found = entry_of(pattern_day("present", money={"gross_margin": None, "revenue": 500.0}))

    assert (found.amount, found.expected) == (None, 450.0)


def test_an_account_that_loses_money_has_nothing_to_lose() -> None:
    assert entry_of(pattern_day("present", money={"gross_margin": -90.0})).expected == 0.0


def test_without_any_money_nothing_is_expected() -> None:
    assert entry_of(pattern_day("present")).expected is None


@pytest.mark.parametrize("because", ["patterns[abusive]", "abusive"])
def test_the_next_step_is_the_play_that_answers_the_line(because: str) -> None:
    other = {"title": "Something else", "because": ["risks[defection]"]}
    play = {"title": "Draw the line", "because": ["kind", because]}

    assert entry_of(pattern_day("present", plays=[other, play])).next_step == "Draw the line"


def test_no_play_for_the_line_is_no_next_step() -> None:
    other = {"title": "Something else", "because": ["risks[defection]"]}

    assert entry_of(pattern_day("present", plays=[other])).next_step == ""


# What a book has come to see.


@pytest.mark.parametrize(
    ("sources", "seen"),
    [({"ticket", "message"}, 1), ({"ticket"}, 0), (set(), 0)],
    ids=["all of it is new", "some of it was known", "nothing is new"],
)
def test_a_finding_on_new_sources_alone_is_told_as_the_datas(sources: set[str], seen: int) -> None:
    found = list(seen_now(pattern_day("present"), sources))

    assert [one.because for one in found] == ["data"] * seen


def test_what_is_not_sure_is_not_told_as_the_datas() -> None:
    assert not list(seen_now(pattern_day("watch"), {"ticket", "message"}))


# As much as a week can hold.


def entry(number: int, *, expected: float | None, **fields: object) -> Entry:
    plain = Entry(
        account=f"a{number}",
        account_name=f"A{number}",
        owner="tom@ours.example",
        tone="alarm",
        moved=Moved(line="risks[defection]", was=0.1, now=0.9),
        also=(),
        because="client",
        is_leading=False,
        is_ours=False,
        evidence=None,
        amount=None,
        amount_of=None,
        currency="EUR",
        expected=expected,
        next_step="",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # a test names what it changes


def test_three_alarms_are_shown_and_the_rest_waits_by_expected_money() -> None:
    found = [entry(n, expected=float(n)) for n in range(5)]

    (news,) = by_owner(found, alarms=3, good=3)

    assert [one.account for one in news.alarms] == ["a4", "a3", "a2"]
    assert [one.account for one in news.waiting] == ["a1", "a0"]


def test_what_has_no_known_money_waits_behind_what_has_some() -> None:
    (news,) = by_owner([entry(1, expected=None), entry(2, expected=0.0)], alarms=1, good=0)

    assert [one.account for one in news.alarms] == ["a2"]


def test_what_foretells_stands_first_then_our_own_failings_then_money() -> None:
    found = [
        entry(1, expected=900.0),
        entry(2, expected=20.0, is_ours=True),
        entry(3, expected=10.0, is_leading=True),
    ]

    (news,) = by_owner(found, alarms=3, good=0)

    assert [one.account for one in news.alarms] == ["a3", "a2", "a1"]


def test_an_alarm_that_waited_takes_a_free_place_only() -> None:
    new, waited = [entry(1, expected=1.0)], [entry(8, expected=90.0), entry(9, expected=80.0)]

    (news,) = by_owner(new, alarms=2, good=0, queued=waited)

    assert [one.account for one in news.alarms] == ["a8", "a1"]
    assert [one.account for one in news.waiting] == ["a9"]
    (full,) = by_owner(new, alarms=1, good=0, queued=waited)
    assert [one.account for one in full.alarms] == ["a1"]


def test_each_owner_has_a_budget_of_their_own_and_nobodys_accounts_come_last() -> None:
    found = [entry(1, expected=1.0, owner=None), entry(2, expected=1.0, owner="ann@ours.example")]

    news = by_owner(found, alarms=1, good=0)

    assert [one.owner for one in news] == ["ann@ours.example", None]
    assert all(len(one.alarms) == 1 and not one.waiting for one in news)


TONES: tuple[Tone, ...] = ("alarm", "change", "good")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(TONES),
            st.sampled_from(["ann", "bo", None]),
            st.none() | st.floats(0, 1e6),
        ),
        max_size=30,
    ),
    st.integers(0, 4),
)
def test_no_alarm_is_lost_or_doubled_and_none_is_beyond_the_budget(
    made: list[tuple[Tone, str | None, float | None]], alarms: int
) -> None:
    found = [
        entry(n, expected=money, tone=tone, owner=owner)
        for n, (tone, owner, money) in enumerate(made)
    ]

    news = by_owner(found, alarms=alarms, good=2)

    shown = [one.account for each in news for one in (*each.alarms, *each.waiting)]
    assert sorted(shown) == sorted(one.account for one in found if one.tone == "alarm")
    assert all(len(each.alarms) <= alarms and len(each.good) <= 2 for each in news)


@given(st.permutations(range(4)))
def test_in_whatever_order_lines_are_found_the_causes_are_the_same(order: list[int]) -> None:
    refs = (("m1",), ("m1", "m2"), ("m2",), ("m3",))
    items = [
        Item(
            tone="alarm",
            moved=Moved(line=f"risks[r{n}]", was=0.1, now=0.9),
            because="client",
            evidence=tuple(evidence(ref=ref, on="2026-06-05", quote=ref) for ref in refs[n]),
        )
        for n in order
    ]

    found = entries(items, account_day({}, [], as_of=UNTIL).statement, SINCE)

    assert sorted(sorted(m.line for m in (one.moved, *one.also)) for one in found) == [
        ["risks[r0]", "risks[r1]", "risks[r2]"],
        ["risks[r3]"],
    ]
