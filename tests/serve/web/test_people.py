"""Whom we have not met: parts that nobody plays, and the picture of who talks to whom."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.web.conftest import Ask, asks
from tests.serve.web.overviews import overview, pair, person

from goodwill.facts.overview import Overview
from goodwill.serve.html.people_picture import (
    LANES,
    MOST,
    OURS_X,
    STEP,
    THEIRS_X,
    PeoplePicture,
    people_picture,
)
from goodwill.serve.web.app import create_app
from goodwill.serve.web.people_table import (
    Asked,
    asked_in,
    named_only,
    people_rows,
    people_table,
    says_unmet,
)
from goodwill.serve.web.shelf import Shelf

ACRE = overview(
    "acre",
    people=(
        person("kim@acre.example", "user_buyer"),
        person("lee@acre.example", "procurement", left=True),
        person("jo@acre.example"),
    ),
    pairs=(
        pair("ann@ours.example", "kim@acre.example", 20, "partner"),
        pair("ben@ours.example", "kim@acre.example", 2),
        pair("ben@ours.example", "office@acre.example", 3, "ad_hoc"),
    ),
    missing=("economic_buyer", "technical_buyer", "coach"),
    revenue=1000.0,
    gross_margin=400.0,
)


NOBODY = (
    "Nobody we are in touch with decides, judges the work or warns us; €400 gross margin of "
    "12 months rests on this account. 2 people in touch in 180 days."
)


def drawn(one: Overview) -> PeoplePicture:
    picture = people_picture(one)
    assert picture is not None
    return picture


def test_an_empty_lane_is_drawn_where_somebody_should_be() -> None:
    lanes = {lane.role: lane.nodes for lane in drawn(ACRE).lanes}

    assert list(lanes) == [lane for lane in LANES if lane in lanes]
    assert [node.look for node in lanes["economic_buyer"]] == ["unmet decides"]
    assert [node.look for node in lanes["coach"]] == ["unmet"]
    assert [node.name for node in lanes["user_buyer"]] == ["Kim"]
    assert [node.look for node in lanes["procurement"]] == ["left"]
    assert [node.look for node in lanes["shared"]] == ["shared"]
    assert "influencer" not in lanes


def test_the_widest_line_has_most_messages_and_says_its_kind() -> None:
    links = drawn(ACRE).links
    by_messages = sorted(links, key=lambda link: link.messages)

    assert [link.width for link in by_messages] == sorted(link.width for link in links)
    assert by_messages[-1].kind == "partner"
    assert by_messages[-1].path.startswith(f"M{OURS_X} ")
    assert by_messages[-1].path.endswith(f"{THEIRS_X} {by_messages[-1].to_y:g}")


def test_nobody_known_is_no_picture() -> None:
    assert people_picture(overview("acre", missing=("coach",))) is None


def test_many_people_are_drawn_in_part_and_the_rest_is_counted() -> None:
    many = tuple(person(f"p{number}@acre.example") for number in range(MOST + 5))
    one = overview("acre", people=(*many, person("kim@acre.example", "coach")))
    picture = drawn(one)

    assert picture.left_out == 6
    assert "Kim" in [node.name for lane in picture.lanes for node in lane.nodes]


ADDRESSES = st.integers(0, 30)


@given(st.lists(st.tuples(ADDRESSES, ADDRESSES, st.integers(1, 500)), max_size=40), st.data())
def test_everybody_has_a_place_of_their_own_inside_the_picture(
    found: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    pairs = {(ours, theirs): messages for ours, theirs, messages in found}
    roles = st.sampled_from([None, *(lane for lane in LANES if lane not in {"", "shared"})])
    one = overview(
        "acre",
        people=(
            person("kim@acre.example"),
            *(person(f"t{n}@acre.example", data.draw(roles)) for _, n in pairs if n % 2),
        ),
        pairs=tuple(
            pair(f"o{ours}@ours.example", f"t{theirs}@acre.example", messages)
            for (ours, theirs), messages in pairs.items()
        ),
    )
    picture = drawn(one)
    theirs = [node.y for lane in picture.lanes for node in lane.nodes]
    ours = [node.y for node in picture.ours]

    assert all(later - earlier >= STEP for earlier, later in pairwise(theirs))
    assert all(later - earlier > STEP - 1 for earlier, later in pairwise(ours))
    assert len(ours) <= MOST
    assert all(0 < y < picture.height for y in (*ours, *theirs))


def test_accounts_come_by_what_rests_on_them_and_revenue_stands_in_for_margin() -> None:
    rows = people_rows(
        [
            overview("few", missing=("coach",), active=1),
            overview("much", revenue=900.0, missing=("coach",)),
            ACRE,
        ]
    )

    assert [(row.account_id, row.rests, row.is_revenue) for row in rows] == [
        ("much", 900.0, True),
        ("acre", 400.0, False),
        ("few", None, True),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", 2), ("economic_buyer", 1), ("user_buyer", 0), ("single_thread", 1), ("janitor", 2)],
)
def test_accounts_are_found_by_the_part_that_nobody_plays(asked: str, found: int) -> None:
    rows = people_rows([ACRE, overview("brook", missing=("coach",), active=1)])

    assert people_table(rows, asked_in({"role": asked})).total == found


def test_pages_hold_every_account_once() -> None:
    rows = people_rows([overview(f"a{number}") for number in range(5)])
    parts = [people_table(rows, Asked(page=page), size=2) for page in (1, 2, 3)]

    assert [row for part in parts for row in part.rows] == rows


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (
            ACRE,
            NOBODY,
        ),
        (overview("b", active=1), "All goes through one person. 1 person in touch in 180 days."),
        (
            overview("b", active=0, missing=("coach",)),
            "Nobody we are in touch with warns us. 0 people in touch in 180 days.",
        ),
    ],
)
def test_one_sentence_says_who_is_missing_and_what_rests_on_it(one: Overview, says: str) -> None:
    (row,) = people_rows([one])

    assert says_unmet(row) == says


def test_who_was_named_and_never_met_is_told_from_who_was_seen_talks_or_left() -> None:
    one = overview(
        "acre",
        people=(
            person("ada@acre.example", "economic_buyer", last_seen_on=None),
            person("bo@acre.example", last_seen_on=None),
            person("seen@acre.example", last_seen_on="2026-05-01"),
            person("gone@acre.example", last_seen_on=None, left=True),
            person("kim@acre.example", last_seen_on=None),
        ),
        pairs=(pair("ann@ours.example", "kim@acre.example"),),
    )

    assert named_only(one) == (("Ada", "Decides"), ("Bo", ""))
    assert named_only(overview("brook")) == ()


def test_the_pages_and_files_tell_of_everybody(ask: Ask) -> None:
    assert "/accounts/acre/people" in ask("/people").text
    assert "Kim Ode" in ask("/accounts/acre/people").text
    assert "Kim Ode" in ask("/accounts/acre/people.csv").text
    assert ask("/people.csv").text.count("\r\n") == 3


def test_a_book_without_accounts_says_so(empty_shelf: Shelf) -> None:
    assert "nobody to meet" in asks(create_app(empty_shelf))("/people").text
