"""Address headers as mail programs really write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.interactions import Message
from goodwill.normalise.people import ADDRESS_LIMIT, SHORT_ENTRY, split_addresses

Mail = Callable[..., bytes]
Read = Callable[..., Message]

CASES = {
    "a name and an address": ("Ann Lee <Ann@US.Example>", [("Ann Lee", "ann@us.example")]),
    "a bare address": ("ann@us.example", [("", "ann@us.example")]),
    "a quoted comma": ('"Lee, Ann" <ann@us.example>', [("Lee, Ann", "ann@us.example")]),
    "an encoded comma": (
        "=?utf-8?Q?L=C3=BCnd=2C_Ida?= <ida@us.example>, bob@c.example",
        [("Lünd, Ida", "ida@us.example"), ("", "bob@c.example")],
    ),
    "several, by semicolon as Outlook does": (
        "Ann <a@us.example>; Bob <b@c.example>",
        [("Ann", "a@us.example"), ("Bob", "b@c.example")],
    ),
    "a group": ("team: a@us.example, b@us.example;", [("", "a@us.example"), ("", "b@us.example")]),
    "an empty group": ("undisclosed-recipients:;", []),
    "an address in single quotes": ("'bob@c.example'", [("", "bob@c.example")]),
    "a name that is the address": ("'bob@c.example' <Bob@c.example>", [("", "bob@c.example")]),
    "a comment as name": ("doe@c.example (John Doe)", [("John Doe", "doe@c.example")]),
    "a name alone": ('"Lee", "Ann"', [("Lee", ""), ("Ann", "")]),
    "nobody": ('"", <>, ,', []),
    "a Notes name": ("Tana Jones/HOU/ECT@ECT", [("Tana Jones", "")]),
    "a Notes name with a space": ("Tana Jones@ECT", [("Tana Jones", "")]),
    "an outside address through Notes": ("bob@c.example@ENRON", [("", "bob@c.example")]),
    "name and address run together": (
        '"Tom Hahn tom.hahn@c.example@ENRON"',
        [("Tom Hahn", "tom.hahn@c.example")],
    ),
    "an address inside a quoted name": (
        '"News <news@c.example>@ENRON"',
        [("News", "news@c.example")],
    ),
    "a directory path": ("</O=CORP/OU=NA/CN=RECIPIENTS/CN=SKEAN>", [("SKEAN", "")]),
    "a directory path with a name": (
        '"Kean, Steven" </O=CORP/OU=NA/CN=RECIPIENTS/CN=SKEAN>',
        [("Kean, Steven", "")],
    ),
    "an Exchange address for a directory path": (
        "Black Tamara <IMCEAEX-_O=CORP_OU=NA_CN=RECIPIENTS_CN=TBLACK@CORP.com>",
        [("Black Tamara", "")],
    ),
    "mailto": ("<mailto:bob@c.example>", [("", "bob@c.example")]),
    "a route": ("<@relay.example:bob@c.example>", [("", "bob@c.example")]),
    "a quote never closed": (
        '"Ann <ann@us.example>, Bob <bob@c.example>',
        [("Ann", "ann@us.example"), ("Bob", "bob@c.example")],
    ),
    "a machine without a dot": ("root@localhost", [("", "root@localhost")]),
    "a dot too many": ("bob@c.example.", [("", "bob@c.example")]),
    "no word that can be decoded": ("=?utf-8?B?!!!?= <bob@c.example>", None),
}


WRITTEN = (
    "",
    "ann@us.example",
    "Ann Lee <ann@us.example>",
    '"Lee, Ann; Sales" <ann@us.example>',
    '"Lee (Ann): <sales>"',
    '"" <a@us.example>',
    "<mailto:ann@us.example>",
    "Ann > Lee",
    "doe@c.example (John, Doe)",
    "smtp:ann@us.example",
)


@pytest.mark.parametrize(("value", "expected"), CASES.values(), ids=CASES)
def test_addresses_are_read(value: str, expected: list[tuple[str, str]] | None) -> None:
    found = list(split_addresses(value))

    if expected is None:
        assert [address for _, address in found] == ["bob@c.example"]
    else:
        assert found == expected


def test_people_come_by_role_and_each_once(mail: Mail, read: Read) -> None:
    message = read(
        mail(to="b@c.example, B@c.example", headers="Cc: b@c.example\nBcc: x@y.example\n")
    )

    assert [(p.role, p.address) for p in message.participants] == [
        ("from", "ann@us.example"),
        ("to", "b@c.example"),
        ("cc", "b@c.example"),
        ("bcc", "x@y.example"),
    ]


def test_sender_counts_only_where_from_is_missing(mail: Mail, read: Read) -> None:
    with_from = read(mail(headers="Sender: desk@us.example\n"))
    without = read(mail(sender="", headers="Sender: desk@us.example\n"))

    assert [p.address for p in with_from.participants if p.role == "from"] == ["ann@us.example"]
    assert [p.address for p in without.participants if p.role == "from"] == ["desk@us.example"]
    assert "sender_from_other_header" in without.flags


def test_a_mail_from_nobody_is_kept_and_flagged(mail: Mail, read: Read) -> None:
    assert "no_sender" in read(mail(sender='""')).flags


def test_more_recipients_than_the_limit_are_cut_and_flagged(mail: Mail, read: Read) -> None:
    many = ", ".join(f"u{n}@c.example" for n in range(ADDRESS_LIMIT + 10))

    message = read(mail(to=many))

    assert len(message.participants) == ADDRESS_LIMIT
    assert "too_many_addresses" in message.flags


def test_a_mail_to_too_many_still_has_its_sender(mail: Mail, read: Read) -> None:
    many = ", ".join(f"u{n}@c.example" for n in range(ADDRESS_LIMIT))

    message = read(mail(sender="", to=many, headers="Sender: desk@us.example\n"))

    assert message.participants[0].address == "desk@us.example"
    assert message.flags == ("sender_from_other_header", "too_many_addresses")


def test_a_name_too_long_to_be_remembered_is_read_like_others() -> None:
    name = "Lee " * (SHORT_ENTRY // 4) + "Ann"

    assert list(split_addresses(f"{name} <a@us.example>")) == [(name, "a@us.example")]


@given(st.lists(st.tuples(st.sampled_from(WRITTEN), st.sampled_from([",", ", ", ";", " ; "]))))
def test_a_list_is_cut_the_same_whatever_else_stands_in_it(
    entries: list[tuple[str, str]],
) -> None:
    plain = "".join(written + separator for written, separator in entries)

    found = list(split_addresses(f"{plain}Bob"))
    with_escape = list(split_addresses(f'{plain}"Bob \\"B\\" Reed"'))

    assert found[:-1] == with_escape[:-1]
    assert [found[-1], with_escape[-1]] == [("Bob", ""), ("Bob B Reed", "")]


@given(st.text(max_size=200))
def test_any_text_gives_people_with_a_name_or_a_lower_case_address(value: str) -> None:
    for name, address in split_addresses(value):
        assert name or address
        assert address == address.lower()
        assert not address or address.count("@") >= 1
