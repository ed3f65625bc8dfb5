"""What a mail passes on: the cases of `tests/cases/forwards`, whole mails, and any text at all."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.interactions import Message
from goodwill.normalise.heading_dates import moment_said

CASES = Path(__file__).parents[1] / "cases" / "forwards"
LANGUAGES = 7
SENT = "Wed, 4 Mar 2026 10:12:00 +0100"
BEFORE = datetime(2026, 3, 10, 12, tzinfo=UTC)

Mail = Callable[..., bytes]
Read = Callable[..., Message]


def load_cases() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            found[f"{path.stem}: {case['name']}"] = case
    return found


KNOWN = load_cases()


def passing_on(mail: Mail, body: str, subject: str = "Fwd: Offer", **parts: str) -> bytes:
    headers = "Content-Type: text/plain; charset=utf-8\n"
    return mail(body, subject=subject, date=SENT, headers=headers, **parts)


@pytest.mark.parametrize("case", KNOWN.values(), ids=KNOWN)
def test_each_mail_passed_on_has_its_author_and_day(
    case: dict[str, Any], mail: Mail, read: Read
) -> None:
    found = read(passing_on(mail, case["body"], case["subject"]), timezone="Europe/Berlin")

    assert found.text == case["new"]
    assert [told(one) for one in found.passed_on] == [
        (
            one["from"],
            one["name"],
            one["at"].replace(second=0),
            one["subject"],
            one["to"],
            one["text"],
        )
        for one in case["mails"]
    ]


def test_each_mail_names_those_through_whose_hands_it_came(mail: Mail, read: Read) -> None:
    heads = [
        ("Tom Hill <tom@us.example>", "Tuesday, March 3, 2026 9:05 AM"),
        ("Ann <ann@x.example>, Bob <bob@x.example>", "Tuesday, March 3, 2026 9:00 AM"),
        ("Eve <eve@x.example>", "on a day in spring"),
        ("Max Moe <max@x.example>", "Monday, March 2, 2026 9:05 AM"),
    ]
    body = "".join(
        f"From: {who}\nSent: {when}\nTo: a@us.example\nSubject: S\n\nThe words of {who}.\n\n"
        for who, when in heads
    )

    found = read(passing_on(mail, f"---- Forwarded message ----\n{body}")).passed_on

    via = [[who.address for who in one.participants if who.role == "via"] for one in found]
    assert [one.participants[0].address for one in found] == ["tom@us.example", "max@x.example"]
    assert via == [[], ["tom@us.example", "", "eve@x.example"]]


def told(found: Message) -> tuple[object, ...]:
    author, *others = found.participants
    to = [who.address or who.name for who in others if who.role == "to"]
    at = found.sent_at and found.sent_at.replace(second=0)
    return author.address, author.name, at, found.subject, to, found.text


def test_every_language_has_cases_and_some_pass_nothing_on() -> None:
    assert len({name.partition(":")[0] for name in KNOWN}) == LANGUAGES
    assert any(not case["mails"] for case in KNOWN.values())


def attached(**headers: str) -> EmailMessage:
    """A mail of Ann's, as another one carries it."""
    inner = EmailMessage()
    given = {
        "From": "Ann Lee <ann@client.example>",
        "To": "tom@us.example",
        "Date": "Tue, 03 Mar 2026 09:05:00 +0100",
        "Message-ID": "<rant@client.example>",
        "Subject": "Pump",
        **headers,
    }
    for name, value in given.items():
        inner[name] = value
    inner.set_content("Your people are hopeless: nobody came.")
    return inner


def carrying(*inner: EmailMessage, body: str = "See the attached.") -> bytes:
    outer = EmailMessage()
    outer["From"], outer["To"] = "Tom Hill <tom@us.example>", "nadia@us.example"
    outer["Date"], outer["Subject"] = SENT, "Pump"
    outer.set_content(body)
    for mail in inner:
        outer.add_attachment(mail)
    return outer.as_bytes()


def test_an_attached_mail_is_its_authors_as_it_was_sent(read: Read) -> None:
    found = read(carrying(attached()))

    (inner,) = found.passed_on
    assert found.text == "See the attached."
    assert inner.participants[0].address == "ann@client.example"
    assert (inner.ref, inner.category) == ("<rant@client.example>", "forwarded")
    assert inner.sent_at == datetime(2026, 3, 3, 8, 5, tzinfo=UTC)
    assert inner.text == "Your people are hopeless: nobody came."


def test_an_attached_mail_may_have_come_with_the_mail_that_the_body_passes_on(read: Read) -> None:
    heading = "From: Eve <eve@x.example>\nSent: Tuesday, March 3, 2026 9:30 AM\nTo: Tom\nSubject: P"
    inner = attached()
    inner.set_content(
        "These are my words.\n\n---- Forwarded message ----\n"
        + heading
        + "\n\nThese are her words.\n"
    )
    found = read(carrying(inner, body=f"So.\n\n---- Forwarded message ----\n{heading}\n\n"))

    assert [
        [who.address for who in one.participants if who.role == "via"] for one in found.passed_on
    ] == [
        ["eve@x.example"],
        ["eve@x.example", "ann@client.example"],
    ]


UNBELIEVED = {
    "it is an automatic answer": {"Auto-Submitted": "auto-replied"},
    "it was sent a week after its carrier": {"Date": "Wed, 11 Mar 2026 09:05:00 +0100"},
    "it has no date of its own": {"Date": "soon"},
}


@pytest.mark.parametrize("headers", UNBELIEVED.values(), ids=UNBELIEVED)
def test_an_attached_mail_says_nothing_where(headers: dict[str, str], read: Read) -> None:
    found = read(carrying(attached(**headers)))

    assert found.passed_on == ()
    assert "forward_unsigned" in found.flags


def test_a_mail_within_an_attached_mail_has_its_own_author(read: Read) -> None:
    inner = attached()
    inner.set_content(
        "Tom, read this.\n\n---------- Forwarded message ---------\n"
        "From: Bob Reed <bob@client.example>\nDate: Mon, 2 Mar 2026 at 09:05\n"
        "Subject: Pump\nTo: Ann Lee <ann@client.example>\n\nThey will never learn it.\n"
    )

    found = read(carrying(inner))

    assert [(one.participants[0].name, one.text) for one in found.passed_on] == [
        ("Ann Lee", "Tom, read this."),
        ("Bob Reed", "They will never learn it."),
    ]


def test_no_more_mails_are_read_than_anybody_passes_on_by_hand(read: Read, mail: Mail) -> None:
    heading = "From: A{n} Lee <a{n}@c.example>\nSent: 3 March 2026 09:05\nTo: x\nSubject: s\n"
    one = f"{heading}\nWords of {{n}} here.\n\n"
    body = "---- Forwarded message ----\n" + "".join(one.format(n=n) for n in range(500))

    found = read(passing_on(mail, body))

    assert [mail.text for mail in found.passed_on] == [f"Words of {n} here." for n in range(10)]


def test_an_automatic_mail_passes_nothing_on(mail: Mail, read: Read) -> None:
    case = next(iter(KNOWN.values()))
    payload = passing_on(mail, case["body"]).replace(
        b"Subject:", b"Auto-Submitted: auto-generated\nSubject:", 1
    )

    assert read(payload).passed_on == ()


def test_a_mail_without_a_date_passes_nothing_on(mail: Mail, read: Read) -> None:
    case = next(iter(KNOWN.values()))

    assert read(mail(case["body"], subject="Fwd: Offer", date="soon")).passed_on == ()


def test_two_mails_pass_the_same_words_on_as_two(mail: Mail, read: Read) -> None:
    case = next(case for case in KNOWN.values() if case["mails"])
    one, other = (read(passing_on(mail, f"{word}\n{case['body']}")) for word in ("First", "Second"))

    assert one.passed_on[0].fact_id != other.passed_on[0].fact_id
    assert one.passed_on[0].ref == other.passed_on[0].ref


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "---------- Forwarded message ---------",
            "Begin forwarded message:",
            "From: Ann Lee <ann@client.example>",
            "> From: Ann Lee <ann@client.example>",
            "Von: Lee, Anna",
            "Sent: Tuesday, March 3, 2026 9:05 AM",
            "> Date: 3 March 2026 at 09:05",
            "To: Tom",
            "> To: Tom",
            "Subject: Offer",
            "> Subject: Offer",
            "Attachments: a.pdf",
            "We will pay on Friday.",
            "> quoted words of somebody",
            ">> quoted twice",
            "Ann Lee",
            "03/03/2026 09:05 AM",
            "On 3 Mar 2026 at 10:12, Bob <b@c.example> wrote:",
            "-- ",
        ]
    )
    | st.text(st.characters(categories=["L", "N", "P"]), max_size=30),
    max_size=30,
)


@given(LINES, st.sampled_from(["Fwd: Offer", "Offer"]))
def test_what_is_passed_on_stands_in_the_body_and_is_not_new(
    mail: Mail, read: Read, lines: list[str], subject: str
) -> None:
    found = read(passing_on(mail, "\n".join(lines), subject))

    body = "\n".join(lines)
    for one in found.passed_on:
        assert one.participants[0].role == "from"
        assert one.sent_at is not None
        assert one.text_id
        assert all(line in body for line in one.text.split("\n"))
    assert len({one.fact_id for one in found.passed_on} | {found.fact_id}) == 1 + len(
        found.passed_on
    )


MOMENTS = {
    "American": ("Tuesday, March 3, 2026 9:05 AM", (3, 3, 8, 5)),
    "afternoon": ("Mar 3, 2026, 9:05 PM", (3, 3, 20, 5)),
    "midnight": ("Mar 3, 2026 12:05 AM", (3, 2, 23, 5)),
    "noon": ("Mar 3, 2026 12:05 PM", (3, 3, 11, 5)),
    "German figures": ("03.03.2026 09:05", (3, 3, 8, 5)),
    "two digits of a year": ("03.03.26, 09:05", (3, 3, 8, 5)),
    "Italian time": ("3 marzo 2026 09.05", (3, 3, 8, 5)),
    "French time": ("mardi 3 mars 2026 9 h 05", (3, 3, 8, 5)),
    "a weekday that looks like March": ("mar. 24 févr. 2026 à 09:05", (2, 24, 8, 5)),
    "ISO": ("2026-03-03 09:05", (3, 3, 8, 5)),
    "with a zone": ("Tue, 3 Mar 2026 09:05:00 -0500", (3, 3, 14, 5)),
    "a day alone is its noon": ("3 March 2026", (3, 3, 11, 0)),
    "day or month first: the later one that was": ("02/03/2026 09:05", (3, 2, 8, 5)),
    "day or month first: both lie ahead": ("03/12/2026 09:05", None),
    "day or month first: the later would lie ahead": ("05/02/2026 09:05", (2, 5, 8, 5)),
    "AM says that the month comes first": ("02/03/2026 9:05 AM", (2, 3, 8, 5)),
    "Japanese": ("2026年3月3日 9:05", (3, 3, 8, 5)),
    "a year of no mail": ("1/1/0001 12:00", None),
    "no such day": ("30.02.2026 09:05", None),
    "not yet": ("Friday, March 13, 2026 9:05 AM", None),
    "no year": ("3 March, 09:05", None),
    "no day": ("yesterday", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("said", "wanted"), MOMENTS.values(), ids=MOMENTS)
def test_moments_of_headings(said: str, wanted: tuple[int, int, int, int] | None) -> None:
    found = moment_said(said, before=BEFORE, timezone="Europe/Berlin")

    assert found == (wanted and datetime(2026, *wanted, tzinfo=UTC))


@given(
    st.text(max_size=80)
    | st.from_regex(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4} \d{1,2}:\d\d", fullmatch=True)
)
def test_any_moment_is_by_the_carriers_or_none(said: str) -> None:
    found = moment_said(said, before=BEFORE, timezone="Europe/Berlin")

    assert found is None or (found.year >= 1970 and (found - BEFORE).days < 2)
