"""Who wrote what others pass on: addresses that somebody claims, names that one person has."""

from __future__ import annotations

import pytest

from goodwill.resolve.authors import (
    HEADING_CERTAINTY,
    NAMED_CERTAINTY,
    AuthorLink,
    Known,
    PassedOnMail,
    link_mail,
)
from goodwill.resolve.people import resolve_people
from goodwill.resolve.types import ContactEntry, Directory, Person, PointUse

DIRECTORY = Directory(
    account_domains={"client.example": "client", "other.example": "other"},
    account_ids=frozenset({"client", "other"}),
    has_account_list=True,
    our_domains=frozenset({"us.example"}),
    contacts=(
        ContactEntry(
            email="ann.private@mail.example",
            name="Ann Lee",
            title=None,
            account_id="client",
            committee_role=None,
            left_on=None,
        ),
    ),
)
POINTS = [
    PointUse(point_id=number, address=address, name=name, sent=1, received=1)
    for number, (address, name) in enumerate(
        [
            ("ann@client.example", "Ann Lee"),
            ("bob@client.example", "Bob Reed"),
            ("b.reed@other.example", "Bob Reed"),
            ("cleo@other.example", "Cleo Vance"),
            ("tom@us.example", "Tom Hill"),
            ("info@client.example", "Max Stein"),
            ("kim.roe@client.example", ""),
        ]
    )
]
KNOWN = Known.of(POINTS, resolve_people(POINTS, DIRECTORY), DIRECTORY)
CLIENT = frozenset({"client"})
NOWHERE = frozenset[str]()


def link(
    address: str,
    name: str,
    accounts: frozenset[str] = CLIENT,
    *others: tuple[str, str, str],
    is_attached: bool = False,
) -> tuple[list[AuthorLink], Person | None]:
    mail = PassedOnMail(
        message_id=1,
        people=(("from", address, name), *others),
        accounts=accounts,
        is_attached=is_attached,
    )
    links, person = link_mail(mail, KNOWN)
    return list(links), person


KNOWN_AUTHORS = {
    "an address that has written": (
        ("ann@client.example", "A. Lee", NOWHERE),
        ("ann.private@mail.example", "client"),
    ),
    "an address of contacts.csv": (
        ("ann.private@mail.example", "", NOWHERE),
        ("ann.private@mail.example", "client"),
    ),
    "an address of ours": (("tom@us.example", "Tom", CLIENT), ("tom@us.example", None)),
    "an address of an account that has never written": (
        ("boss@client.example", "The Boss", CLIENT),
        ("boss@client.example", "client"),
    ),
    "a second address of one who is known by name": (
        ("a.lee@client.example", "Lee, Ann", CLIENT),
        ("ann.private@mail.example", "client"),
    ),
    "a name that one person has": (
        ("", "Lee, Ann", CLIENT),
        ("ann.private@mail.example", "client"),
    ),
    "a name that two have, one of them at the carrier's account": (
        ("", "Bob Reed", CLIENT),
        ("bob@client.example", "client"),
    ),
    "a name that an address spells": (
        ("", "Kim Roe", CLIENT),
        ("kim.roe@client.example", "client"),
    ),
    "a name of ours on mail of any account": (("", "Tom Hill", CLIENT), ("tom@us.example", None)),
    "a name of one in the book, on mail among ourselves": (
        ("", "Cleo Vance", NOWHERE),
        ("cleo@other.example", "other"),
    ),
}


@pytest.mark.parametrize(("given", "wanted"), KNOWN_AUTHORS.values(), ids=KNOWN_AUTHORS)
def test_the_author_is_known_by(
    given: tuple[str, str, frozenset[str]], wanted: tuple[str, str | None]
) -> None:
    (found,), _ = link(*given)

    assert (found.person_id, found.account_id) == wanted
    assert found.certainty == (HEADING_CERTAINTY if given[0] else NAMED_CERTAINTY)


UNKNOWN_AUTHORS = {
    "an address of nobody's": ("zoe@elsewhere.example", "Zoe Quist", CLIENT),
    "an address of nobody's under a known name": ("ann@mail.example", "Ann Lee", CLIENT),
    "a name of nobody's": ("", "Zoe Quist", CLIENT),
    "a name that two have, on mail among ourselves": ("", "Bob Reed", NOWHERE),
    "a name of somebody at an account that the carrier is not of": ("", "Cleo Vance", CLIENT),
    "a first name alone": ("", "Ann", CLIENT),
    "a name that a shared mailbox shows": ("", "Max Stein", CLIENT),
}


@pytest.mark.parametrize("given", UNKNOWN_AUTHORS.values(), ids=UNKNOWN_AUTHORS)
def test_the_author_is_nobody_by(given: tuple[str, str, frozenset[str]]) -> None:
    others = (("to", "tom@us.example", "Tom Hill"),)

    assert link(*given, *others) == ([], None)


def test_only_who_is_met_for_the_first_time_becomes_a_person() -> None:
    _, known = link("ann@client.example", "Ann Lee")
    _, fresh = link("boss@client.example", "Boss, The Big")
    _, named = link("", "Ann Lee")

    assert known is None
    assert named is None
    assert fresh is not None
    assert (fresh.email, fresh.account_id, fresh.side) == (
        "boss@client.example",
        "client",
        "theirs",
    )


HANDS = {
    # whose words: who they may come through, who not
    "client": (("ann@client.example", "Ann Lee"), [("tom@us.example", ""), ("", "Bob Reed")]),
    "ours": (("tom@us.example", "Tom Hill"), [("tom@us.example", ""), ("", "Tom Hill")]),
}
UNSAFE = {
    "client": [("cleo@other.example", ""), ("eve@nowhere.example", ""), ("", "")],
    "ours": [("ann@client.example", ""), ("", "Max Moe"), ("", "")],
}


@pytest.mark.parametrize("whose", HANDS)
def test_words_are_their_authors_where_all_hands_they_came_through_are_safe(whose: str) -> None:
    author, safe = HANDS[whose]

    assert link(*author, CLIENT, *[("via", *who) for who in safe])[0]
    for who in UNSAFE[whose]:
        assert link(*author, CLIENT, ("via", *safe[0]), ("via", *who)) == ([], None)


def test_an_attached_mail_is_certainly_its_authors() -> None:
    (found,), _ = link("ann@client.example", "Ann Lee", is_attached=True)

    assert found.certainty == 1.0


def test_receivers_are_linked_where_they_are_known() -> None:
    others = (("to", "", "Zoe Quist"), ("to", "tom@us.example", ""), ("cc", "", "Bob Reed"))

    found, _ = link("ann@client.example", "Ann Lee", CLIENT, *others)

    assert [(one.position, one.role, one.person_id) for one in found] == [
        (0, "from", "ann.private@mail.example"),
        (2, "to", "tom@us.example"),
        (3, "cc", "bob@client.example"),
    ]
