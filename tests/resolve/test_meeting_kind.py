"""What a meeting is by its words."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.resolve.domains import is_public_domain, is_shared_mailbox, organisation_domain
from goodwill.resolve.meeting_kind import classify_meeting
from goodwill.resolve.names import fold_name, name_of_address

FILE = Path(__file__).parent.parent / "cases" / "resolve" / "meetings.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))["case"]
ANSWERS = ("is_social", "has_agenda", "is_review", "is_strategy")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_meetings(case: dict[str, Any]) -> None:
    kind = classify_meeting(
        case["title"],
        case.get("place", ""),
        case.get("description", ""),
        held_in=case.get("held_in"),
        is_after_hours=case.get("is_after_hours", False),
        has_attachment=case.get("has_attachment", False),
    )

    assert asdict(kind) == {name: case.get(name, False) for name in ANSWERS}


@given(st.text(max_size=300), st.text(max_size=50), st.text(max_size=600), st.booleans())
def test_a_meeting_with_an_agenda_is_never_social(
    title: str, place: str, words: str, is_after_hours: bool
) -> None:
    kind = classify_meeting(title, place, words, is_after_hours=is_after_hours)

    assert not (kind.is_social and (kind.has_agenda or kind.is_review or kind.is_strategy))


@pytest.mark.parametrize("sign", ["<", "<li ", "1.", "a,", "\n", "- ", "zoom ", "(a) "])
def test_hostile_words_are_looked_at_in_part_only(sign: str) -> None:
    long, longer = (classify_meeting(sign * n, sign * n, sign * n) for n in (10_000, 200_000))

    assert long == longer


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
        ("weighbridge@acme.example", "", True),
        ("weighbridge@acme.example", "Thornton Weighbridge", True),
        ("thornton@acme.example", "Weighbridge Thornton", True),
        ("stores-leeds@acme.example", "", True),
        ("leeds.depot@acme.example", "Leeds Depot", True),
        ("chef.reception@acme.example", "", True),
        ("buero@acme.example", "Büro Nord", True),
        ("waage@acme.example", "Waage Werk 2", True),
        ("bascula@acme.example", "Báscula", True),
        ("economato@acme.example", "Economato", True),
        ("kantine.nord@acme.example", "Kantine Halle Nord", True),
        ("almacen@acme.example", "Almacén Sur", True),
        ("kreditoren@acme.example", "", True),
        ("k.werk@acme.example", "Karl Werk", False),
        ("shiftmanager@acme.example", "Shift Manager", True),
        ("ray.post@acme.example", "", False),
        ("ray.post@acme.example", "Ray Post", False),
        ("porter@acme.example", "Tom Porter", False),
        ("maria@acme.example", "", False),
        ("thornton@acme.example", "Billy Thornton", False),
        ("info.jones@acme.example", "", False),
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
