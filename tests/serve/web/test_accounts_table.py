"""The table as it was asked for: what fits, in which order, on which page."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.glance import Glance, glance_of
from goodwill.facts.statement import Statement
from goodwill.serve.html.map_labels import (
    ACROSS,
    DROP,
    LETTER,
    LINE,
    Box,
    Label,
    Named,
    labels,
    overlap,
)
from goodwill.serve.html.portfolio_map import portfolio_map
from goodwill.serve.web.accounts_table import COLUMNS, Asked, asked_in, table


def account(glance: Glance, name: str, **row: object) -> Glance:
    changed = {**glance["row"], "id": name.lower(), "name": name, **row}
    return {**glance, "row": changed}  # type: ignore[typeddict-item]


@pytest.fixture
def glances(larkfield: Statement) -> list[Glance]:
    usual = glance_of(larkfield)
    return [
        account(usual, "Ada", revenue=10.0, kind="social", present=["abusive"], risks=[]),
        account(usual, "Bea", revenue=None, kind=None, present=[], watch=[], risks=["defection"]),
        account(usual, "Cid", revenue=30.0, kind="partner", present=[], watch=[], risks=[]),
    ]


def names(glances: list[Glance], **query: str) -> list[str]:
    return [each["row"]["name"] for each in table(glances, asked_in(query)).glances]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["Cid", "Ada", "Bea"]),
        ({"reverse": "1"}, ["Bea", "Ada", "Cid"]),
        ({"sort": "name"}, ["Ada", "Bea", "Cid"]),
        ({"sort": "no such column"}, ["Cid", "Ada", "Bea"]),
        ({"kind": "social"}, ["Ada"]),
        ({"kind": "unknown"}, ["Bea"]),
        ({"found": "defection"}, ["Bea"]),
        ({"found": "abusive"}, ["Ada"]),
        ({"stage": "no such stage"}, []),
        ({"q": "cI"}, ["Cid"]),
        ({"q": "nobody"}, []),
    ],
)
def test_what_fits_is_shown_in_the_order_asked_for(
    query: dict[str, str], shown: list[str], glances: list[Glance]
) -> None:
    assert names(glances, **query) == shown


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "", "9" * 400, "２"])
def test_a_page_that_is_not_there_gives_one_that_is(page: str, glances: list[Glance]) -> None:
    assert len(names(glances, page=page)) == 3


@given(sort=st.sampled_from(sorted(COLUMNS)), reverse=st.booleans(), size=st.integers(1, 4))
def test_pages_hold_every_row_once(sort: str, reverse: bool, size: int) -> None:
    found = [_bare(name, money) for name, money in _REVENUES.items()]
    asked = Asked(sort=sort, reverse=reverse)
    first = table(found, asked, size=size)
    shown = [
        each["row"]["id"]
        for page in range(1, first.pages + 1)
        for each in table(found, Asked(sort=sort, reverse=reverse, page=page), size=size).glances
    ]

    assert sorted(shown) == ["a", "b", "c", "d", "e"]


_REVENUES = {"a": 1.0, "b": None, "c": 1.0, "d": 0.0, "e": -2.0}


def _bare(name: str, revenue: float | None) -> Glance:
    """An account of which next to nothing is known."""
    row: dict[str, object] = {
        "id": name,
        "name": name,
        "revenue": revenue,
        "domains": [],
        "kind": None,
        "confidence": 0.3,
        "stage": "prospect",
        "present": [],
        "watch": [],
        "risks": [],
        "return_per_hour": None,
        "hours": None,
        "messages": 3,
        "next_play": None,
    }
    return cast("Glance", {"row": row, "wanted": [], "finding": None})


def test_an_address_says_only_what_is_not_as_usual() -> None:
    asked = asked_in({"kind": "social", "sort": "revenue", "page": "1", "other": "thing"})

    assert asked.query() == {"kind": "social"}
    assert asked_in(asked.query(page=2)) == asked_in({"kind": "social", "page": "2"})
    assert asked.by("revenue") == {"kind": "social", "reverse": "1"}
    assert asked.by("name") == {"kind": "social", "sort": "name"}


def test_the_map_has_a_circle_for_each_account_with_revenue(glances: list[Glance]) -> None:
    drawn = portfolio_map(glances)

    assert drawn is not None
    assert [circle.account_id for circle in drawn.circles] == ["cid", "ada"]
    assert drawn.circles[0].r > drawn.circles[1].r


def test_without_revenue_there_is_no_map(glances: list[Glance]) -> None:
    assert portfolio_map(glances[1:2]) is None
    assert portfolio_map([]) is None


def test_an_account_with_too_few_hours_stands_in_the_strip(glances: list[Glance]) -> None:
    few = account(glances[0], "Few", revenue=5.0, return_per_hour=90.0, hours=9.9)
    enough = account(glances[0], "Enough", revenue=5.0, return_per_hour=90.0, hours=10.0)
    drawn = portfolio_map([few, enough])

    assert drawn is not None
    place = {circle.account_id: circle.x for circle in drawn.circles}
    assert place["few"] < drawn.strip < place["enough"]


def test_a_name_that_would_stand_out_of_the_map_is_pushed_inside(glances: list[Glance]) -> None:
    long = "A name of many letters"
    few, middle, most = (
        account(glances[0], f"{long} {name}", revenue=5.0, return_per_hour=rate, hours=hours)
        for name, rate, hours in (("a", 90.0, 2.0), ("b", 50.0, 20.0), ("c", 100.0, 20.0))
    )
    drawn = portfolio_map([few, middle, most])

    assert drawn is not None
    assert len(drawn.labels) == 3
    for label in drawn.labels:
        half = len(label.text) * LETTER / 2
        assert half - 0.1 <= label.x / 100 * ACROSS <= ACROSS - half + 0.1


@given(
    spots=st.lists(
        st.tuples(st.floats(0, ACROSS), st.floats(0, 400), st.floats(4, 27)), max_size=40
    )
)
def test_no_name_covers_a_circle_or_another_name(spots: list[tuple[float, float, float]]) -> None:
    circles = [Named(x=x, y=y, r=r, name="A name of many letters") for x, y, r in spots]

    found = list(labels(circles, range(len(circles)), [], 400.0))

    boxes = [_box_of(label) for label in found]
    rest = [one.box for one in circles]
    assert all(overlap(box, other) < HAIR for box in boxes for other in rest)
    assert all(overlap(one, other) < HAIR for one, other in combinations(boxes, 2))


HAIR = 8.0
"""Square pixels that places written with one or two digits may share."""


def _box_of(label: Label) -> Box:
    """What a name covers."""
    wide, x = len(label.text) * LETTER, label.x / 100 * ACROSS
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[label.anchor]
    return (left, left + wide, label.y - LINE + DROP, label.y + DROP)


def test_whose_name_finds_no_place_stands_without_one() -> None:
    circles = [Named(x=160, y=200, r=20, name="Ada"), Named(x=160, y=200, r=4, name="Bea")]
    walls = [(0.0, ACROSS, 0.0, 179.0), (0.0, 139.0, 0.0, 400.0), (181.0, ACROSS, 0.0, 400.0)]

    assert [one.text for one in labels(circles, [0, 1], walls, 400.0)] == ["Ada"]
    assert list(labels(circles, [], walls, 400.0)) == []


def test_circles_of_one_place_are_moved_apart_as_far_as_there_is_room(
    glances: list[Glance],
) -> None:
    same = [account(glances[0], f"N{n}", revenue=5.0, hours=1.0) for n in range(3)]
    drawn = portfolio_map(same)

    assert drawn is not None
    spots = sorted(circle.y for circle in drawn.circles)
    assert all(later - earlier > drawn.circles[0].r for earlier, later in pairwise(spots))


SEGMENTS = {"ada": "retail", "cid": "port"}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("retail", ["Ada"]),
        ("port", ["Cid"]),
        ("", ["Cid", "Ada", "Bea"]),
        ("none has it", ["Cid", "Ada", "Bea"]),
    ],
)
def test_a_segment_is_asked_for_by_its_name(
    asked: str, shown: list[str], glances: list[Glance]
) -> None:
    found = table(glances, asked_in({"segment": asked}), SEGMENTS)

    assert [each["row"]["name"] for each in found.glances] == shown
    assert found.asked.segment == (asked if asked in SEGMENTS.values() else "")


def test_what_needs_attention_comes_by_its_weight_and_what_needs_none_last(
    glances: list[Glance],
) -> None:
    finding = glances[0]["finding"]
    assert finding is not None
    weights = {"Ada": 5.0, "Cid": 9.0}
    weighed = [
        {
            **each,
            "finding": {**finding, "weight": weights[each["row"]["name"]]}
            if each["row"]["name"] in weights
            else None,
        }
        for each in glances
    ]

    assert names(cast("list[Glance]", weighed), sort="attention") == ["Cid", "Ada", "Bea"]
