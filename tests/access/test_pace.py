"""A program that copies words is held up, a person who reads is not; and somebody is told."""

from __future__ import annotations

import pytest
from tests.access.team import Team
from tests.access.test_second_factor import asking

from goodwill.access import pace
from goodwill.access.pace import HOUR, Pace
from goodwill.config import Users
from goodwill.store.users.users import notices_of

ANN = ("book", "1")


@pytest.fixture(autouse=True)
def nobody_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_PACE", Pace())


def taken(found: Pace, moments: list[int], most: int = 3) -> list[bool]:
    return [found.takes(ANN, most, at=at) for at in moments]


@pytest.mark.parametrize(
    ("moments", "wanted"),
    [
        ([0, 0, 0], [True, True, True]),
        ([0, 0, 0, 0], [True, True, True, False]),
        ([0, 1, 2, HOUR - 1, HOUR], [True, True, True, False, True]),
        ([0, 0, 0, 5, 6, HOUR, HOUR], [True, True, True, False, False, True, True]),
    ],
)
def test_so_many_within_any_hour(moments: list[int], wanted: list[bool]) -> None:
    assert taken(Pace(), moments) == wanted


def test_one_person_is_counted_by_herself_and_of_many_some_are_forgotten() -> None:
    found = Pace()
    assert taken(found, [0, 0, 0, 0])[-1] is False
    assert found.takes(("book", "2"), 3, at=0)
    assert found.takes(("other book", "1"), 3, at=0)
    for number in range(pace.MOST_KEPT):
        found.takes(("book", f"n{number}"), 3, at=0)
    assert len(found._asked) == pace.MOST_KEPT  # noqa: SLF001  a bound on memory


def test_it_is_told_once_an_hour() -> None:
    found = Pace()
    told = [found.is_to_be_told(ANN, at=at) for at in (0, 1, HOUR - 1, HOUR)]
    assert told == [True, False, False, True]


def test_words_are_held_up_and_figures_are_not_and_who_has_to_know_is_told(own_team: Team) -> None:
    asking(own_team, "looks_an_hour = 5")
    paths = [f"/search?q=quill&page={n}" for n in range(8)]

    codes = [one.status_code for one in own_team.ask("ann", *paths)]

    assert codes[0] == 200
    assert codes[-1] == 429
    assert own_team.ask("ann", "/plan", "/costs")[0].status_code == 200
    assert own_team.ask("bob", paths[0])[0].status_code == 200
    refused = own_team.ask("ann", "/api/v1/accounts/acre/lines/kind/evidence")[0]
    assert refused.json()["type"].endswith("too-often")
    with own_team.book.store.read() as reader:
        noted = reader.rows("select who, note from audit where what = 'held_up'")
        told = {
            name: [one.reason for one in notices_of(reader, own_team.users[name].id)]
            for name in ("ann", "bob", "lou")
        }
    assert [who for who, _ in noted] == [str(own_team.users["ann"].id)]
    assert told["ann"] == ["You asked for words of mail more than 5 times within an hour."]
    assert told["lou"][0].startswith("Somebody asked")
    assert not told["bob"]


def test_a_page_is_a_few_looks_so_that_nobody_who_reads_comes_near(own_team: Team) -> None:
    paths = ("/", "/accounts/acre", "/accounts/acre/timeline", "/search?q=quill", "/plan")
    own_team.ask("ann", *paths)

    counted = sum(len(asked) for asked in pace._PACE._asked.values())  # noqa: SLF001  what it took

    assert 2 <= counted <= 20
    assert Users().looks_an_hour >= 300 * counted / len(paths)  # a page each twelve seconds
