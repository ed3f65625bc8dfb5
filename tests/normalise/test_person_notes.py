"""What mail tells of people beside its words: who signs as what, and who is there no more."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.interactions import Message, PersonNote, Zone
from goodwill.normalise.departures import departures
from goodwill.normalise.signed import signed_as
from goodwill.resolve.seniority import seniority_of
from goodwill.resolve.signed_titles import signed_title

CASES = Path(__file__).parents[1] / "cases" / "person_notes"
Mail = Callable[..., bytes]
Read = Callable[..., Message]


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in found]


@pytest.mark.parametrize("case", cases("answers"))
def test_an_automatic_answer_says_whether_its_owner_is_gone(
    case: dict[str, Any], mail: Mail, read: Read
) -> None:
    sent = mail(
        case["text"],
        sender="Bob Reed <bob@client.example>",
        headers="Auto-Submitted: auto-replied\nContent-Type: text/plain; charset=utf-8\n",
    )

    found = read(sent)

    assert found.category == "automatic"
    assert [note.words.endswith(case["gone"]) for note in found.notes] == [True] * bool(
        case["gone"]
    )
    for note in found.notes:
        assert (note.what, note.address) == ("gone", "bob@client.example")
        assert note.words in found.text


def test_a_person_who_writes_so_is_no_automatic_answer(mail: Mail, read: Read) -> None:
    found = read(mail("Sue has left the company.", sender="Bob Reed <bob@client.example>"))

    assert [note for note in found.notes if note.what == "gone"] == []


@pytest.mark.parametrize("case", cases("reports"))
def test_a_report_says_which_mailboxes_are_there_no_more(
    case: dict[str, Any], mail: Mail, read: Read
) -> None:
    parts = [("text/plain", case["text"])]
    parts += [("message/delivery-status", case["status"])] if "status" in case else []
    told = (f"--x\nContent-Type: {kind}\n\n{words.strip()}\n\n" for kind, words in parts)
    body = f"{''.join(told)}--x--\n"
    sent = mail(
        body,
        sender="MAILER-DAEMON@mx.us.example",
        headers="Content-Type: multipart/report; report-type=delivery-status; boundary=x\n",
    )

    found = read(sent)

    assert found.category == "bounce"
    assert [note.address for note in found.notes] == case["gone"]
    assert all(note.words in found.text for note in found.notes)


@pytest.mark.parametrize("case", cases("signatures"))
def test_a_signature_tells_a_title(case: dict[str, Any], mail: Mail, read: Read) -> None:
    head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    sender = case["sender"].encode()
    sent = mail(case["text"], sender="SENDER", headers=head).replace(b"SENDER", sender)

    found = read(sent)
    titles = [signed_title(note.words, note.address) for note in found.notes]

    assert [title for title in titles if title] == ([case["title"]] if case["title"] else [])
    if case["title"]:
        assert seniority_of(case["title"]) == case["seniority"]


@given(st.text(max_size=400), st.sampled_from(["automatic", "bounce", "human", "bulk"]))
def test_whatever_a_mail_says_notes_are_words_of_it(text: str, category: str) -> None:
    notes: tuple[PersonNote, ...] = departures(category, "bob@client.example", text, text.encode())

    assert all(note.words in text for note in notes)
    assert category in {"automatic", "bounce"} or not notes


@given(st.text(max_size=400), st.integers(0, 400))
def test_whatever_stands_in_a_signature_its_lines_are_short_words_of_it(text: str, at: int) -> None:
    signed = f"Bob Reed\n{text}"
    split = min(at, len(signed))
    zones = (
        Zone(kind="new", start=0, end=split),
        Zone(kind="signature", start=split, end=len(signed)),
    )

    found = signed_as(signed, zones, frozenset({"bob", "reed"}))

    assert all(line in signed and len(line) <= 70 for line in found.split("\n"))
