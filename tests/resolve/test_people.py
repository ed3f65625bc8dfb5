"""Who is who, by the cases of `tests/cases/resolve/people.toml`."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.resolve.ours import find_ours, points_of_ours
from goodwill.resolve.people import resolve_people
from goodwill.resolve.types import ContactEntry, Directory, PointUse, Resolution

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases/resolve/people.toml").read_text("utf-8")
)["case"]


def points_of(case: dict[str, Any]) -> list[PointUse]:
    return [
        PointUse(point_id=n, address=address, name=name, sent=sent, received=received)
        for n, (address, name, sent, received) in enumerate(case["points"])
    ]


def directory_of(case: dict[str, Any]) -> Directory:
    accounts = case.get("accounts", {})
    contacts = tuple(
        ContactEntry(
            email=email,
            name=name,
            title=None,
            account_id=account,
            committee_role=None,
            left_on=None,
        )
        for email, name, account in case.get("contacts", [])
    )
    return Directory(
        account_ids=frozenset([*accounts, *case.get("account_ids", [])]),
        account_domains={d: account for account, domains in accounts.items() for d in domains},
        has_account_list=bool(accounts),
        contacts=contacts,
        our_domains=frozenset(case["ours"]),
        rulings={k: v or None for k, v in case.get("rulings", {}).items()},
    )


def links_of(case: dict[str, Any], resolution: Resolution) -> dict[str, list[str]]:
    by_id = {n: point[0] or point[1] for n, point in enumerate(case["points"])}
    return {
        by_id[link.point_id]: [link.person_id, link.account_id or ""] for link in resolution.links
    }


def test_a_bare_surname_is_trusted_less_than_a_full_name() -> None:
    def certainty(name: str) -> float:
        points = [["susan.bailey@us.example", "", 5, 5], ["", name, 7, 0]]
        case = {"ours": ["us.example"], "points": points}
        links = resolve_people(points_of(case), directory_of(case)).links
        return next(link.certainty for link in links if link.point_id == 1)

    assert certainty("Bailey") < certainty("Susan Bailey") < 1


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_everybody_is_linked_as_the_case_says(case: dict[str, Any]) -> None:
    resolution = resolve_people(points_of(case), directory_of(case))
    links = links_of(case, resolution)

    assert {k: links.get(k) for k in case["links"]} == case["links"]
    assert sorted(u.subject for u in resolution.unmatched) == sorted(case.get("unmatched", []))
    if "discovered" in case:
        assert [account.account_id for account in resolution.discovered] == case["discovered"]
    if "guesses" in case:
        guessed = {link.point_id for link in resolution.links if link.is_guess}
        assert [case["points"][n][0] for n in sorted(guessed)] == case["guesses"]
    if "shared" in case:
        assert [p.person_id for p in resolution.people if p.is_shared] == case["shared"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_link_has_a_reason_and_nobody_is_lost(case: dict[str, Any]) -> None:
    resolution = resolve_people(points_of(case), directory_of(case))
    people = {person.person_id for person in resolution.people}

    assert all(link.reason for link in resolution.links)
    assert {link.person_id for link in resolution.links} <= people


@given(st.sampled_from(CASES), st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_change_who_belongs_where(
    case: dict[str, Any], chance: random.Random
) -> None:
    points = points_of(case)
    straight = resolve_people(points, directory_of(case))
    chance.shuffle(points)
    shuffled = resolve_people(points, directory_of(case))

    accounts = {link.point_id: (link.side, link.account_id) for link in straight.links}
    assert {link.point_id: (link.side, link.account_id) for link in shuffled.links} == accounts


OURS = {
    "the owner of a mailbox is in most of its mail": (
        {"box": {("tom@us.example", "Tom"): 9, ("rob@acme.example", "Rob"): 5}},
        {"us.example"},
        set(),
    ),
    "a bare name is counted with its address": (
        {
            "box": {
                ("", "Susan Bailey"): 6,
                ("susan.bailey@us.example", ""): 4,
                ("news@loud.example", ""): 8,
            }
        },
        {"us.example"},
        set(),
    ),
    "a public domain is never ours as a whole": (
        {"box": {("tom@gmail.com", "Tom"): 9, ("rob@gmail.com", "Rob"): 5}},
        set(),
        {"tom@gmail.com"},
    ),
    "a client's saved mail does not make the client ours": (
        {
            "box": {("tom@us.example", "Tom"): 90, ("rob@acme.example", "Rob"): 50},
            "saved": {("rob@acme.example", "Rob"): 3, ("tom@us.example", "Tom"): 2},
        },
        {"us.example"},
        set(),
    ),
    "two employees at two of our domains": (
        {"a": {("tom@us.example", ""): 9}, "b": {("eva@us-two.example", ""): 8}},
        {"us.example", "us-two.example"},
        set(),
    ),
    "our name under another ending is ours too": (
        {"box": {("tom@us.example", ""): 9, ("eva@us.test", ""): 1, ("bo@ustwo.test", ""): 1}},
        {"us.example", "us.test"},
        set(),
    ),
    "nothing to go on": ({}, set(), set()),
    "names only, and no address at all": ({"box": {("", "Susan Bailey"): 6}}, set(), set()),
}


@pytest.mark.parametrize(("mailboxes", "domains", "addresses"), OURS.values(), ids=OURS)
def test_who_we_are_without_settings(
    mailboxes: dict[str, dict[tuple[str, str], int]], domains: set[str], addresses: set[str]
) -> None:
    assert find_ours(mailboxes) == (frozenset(domains), frozenset(addresses))


def test_bare_names_of_our_people_are_ours_unless_somebody_else_has_them() -> None:
    points = [
        (1, "joe.quill@us.example", ""),
        (2, "", "Joe Quill"),
        (3, "", "Ann Ray"),
        (4, "ann.ray@us.example", ""),
        (5, "annray@acme.example", "Ann Ray"),
    ]

    assert points_of_ours(points, lambda address: address.endswith("us.example")) == {1, 2, 4}
