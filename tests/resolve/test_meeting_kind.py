"""What a meeting is by its words."""

from __future__ import annotations

import pytest

from goodwill.resolve.domains import is_public_domain, is_shared_mailbox, organisation_domain
from goodwill.resolve.meeting_kind import classify_meeting
from goodwill.resolve.names import fold_name, name_of_address

MEETINGS = {
    "a round of golf": ("Golf at the links", "", "", (True, False)),
    "lunch over the budget is work": ("Lunch: budget 2027", "Café Roma", "", (False, False)),
    "an agenda makes a coffee work": ("Coffee", "", "Agenda: prices, dates", (False, True)),
    "points make an agenda": ("Catch up", "", "1. prices\n2. dates", (False, True)),
    "a working meeting without an agenda": ("Quarterly review", "Room 2", "", (False, False)),
    "ein Mittagessen": ("Mittagessen mit Frau Brandt", "", "", (True, False)),
    "nothing said": ("", "", "", (False, False)),
}


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Out on the water", True), ("Site survey, night shift", False)],
    ids=["an evening that names no work is social", "work at night is work"],
)
def test_meetings_after_hours(title: str, expected: bool) -> None:
    assert classify_meeting(title, "", "", is_after_hours=True) == (expected, False)
    assert classify_meeting("Out on the water", "", "") == (False, False)


@pytest.mark.parametrize(("title", "place", "words", "expected"), MEETINGS.values(), ids=MEETINGS)
def test_meetings(title: str, place: str, words: str, expected: tuple[bool, bool]) -> None:
    assert classify_meeting(title, place, words) == expected


@pytest.mark.parametrize(
    ("address", "name", "expected"),
    [
        ("info@acme.example", "", True),
        ("accounts.payable@acme.example", "", True),
        ("goodsin@acme.example", "", True),
        ("sales2@acme.example", "", True),
        ("team.nord@acme.example", "Service Team", True),
        ("rob.fenwick@acme.example", "Rob Fenwick", False),
        ("info.fenwick@acme.example", "I. Fenwick", False),
        ("desk", "", True),
    ],
)
def test_addresses_named_for_a_function(address: str, name: str, expected: bool) -> None:
    assert is_shared_mailbox(address, name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fenwick, Rob", "rob fenwick"),
        ("Dr. Rob Fenwick (Estates)", "rob fenwick"),
        ("'Rob Fenwick'", "rob fenwick"),
        ("Rob Fenwick/HOU/ECT@ECT", "rob fenwick"),
        ("Inès Çelik", "ines celik"),
        ("", ""),
        ("12345", ""),
    ],
)
def test_names_fold(name: str, expected: str) -> None:
    assert fold_name(name) == expected


def test_addresses_spell_names_only_with_two_words() -> None:
    assert name_of_address("rob.fenwick@x.example") == "rob fenwick"
    assert name_of_address("rfenwick@x.example") == ""
    assert name_of_address("rob.fenwick71@x.example") == ""


def test_public_and_registered_domains() -> None:
    assert is_public_domain("gmail.com")
    assert is_public_domain("houston.rr.com")
    assert not is_public_domain("acme.co.uk")
    assert organisation_domain("mail.acme.co.uk") == "acme.co.uk"
