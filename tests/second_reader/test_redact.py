"""What stays here of a text: cases as data, then the way back for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.facts.interactions import Participant
from goodwill.second_reader.redact import Redacted, redact

FILE = Path(__file__).parents[1] / "cases" / "second_reader" / "redact.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))["case"]


def participant(name: str, address: str) -> Participant:
    return Participant(role="to", address=address, name=name)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_sent_of_a_text(case: dict[str, Any]) -> None:
    people = [participant(*each) for each in case["people"]]

    assert redact(case["text"], people, case.get("limit", 8000)).text == case["sent"]


def restored(sent: Redacted, text: str) -> str:
    """The original put together again from what was sent and the way back."""
    out, at = [], 0
    for start, end, original_start, original_end in sent.marks:
        out += [sent.text[at:start], text[original_start:original_end]]
        at = end
    return "".join([*out, sent.text[at:]])


PERSONAL = st.sampled_from(
    [
        "Sam",
        "Okafor",
        "sam@x.example",
        "+44 161 496 0000",
        "https://x.example/a",
        "田中",
        "😀",
        "\n",
    ]
)
TEXTS = st.lists(PERSONAL | st.text(max_size=8), max_size=12).map(" ".join)
PEOPLE = [participant("Sam Okafor", "sam@x.example"), participant("田中", "t@x.example")]


@given(text=TEXTS, limit=st.integers(1, 120))
@settings(deadline=None)
def test_the_way_back_leads_to_the_same_words(text: str, limit: int) -> None:
    sent = redact(text, PEOPLE, limit)
    end = sent.original(0, len(sent.text))[1]

    assert end <= limit
    assert restored(sent, text) == text[:end]
    for start, stop, original_start, original_stop in sent.marks:
        assert sent.original(start + 1, stop - 1) == (original_start, original_stop)


@given(text=TEXTS)
@settings(deadline=None)
def test_who_is_in_the_headers_is_not_in_what_is_sent(text: str) -> None:
    sent = redact(f"{text} Sam Okafor 田中 sam@x.example", PEOPLE, 8000)

    for told in ("Okafor", "田中", "sam@x.example", "+44 161 496 0000"):
        assert told not in sent.text


@pytest.mark.parametrize(
    "hostile",
    [
        "a@" * 4000,
        "0" * 8000,
        "www." * 2000,
        "a." * 4000,
        "(at)" * 2000,
        "AB12" * 2000,
        "+1 " * 2600,
    ],
    ids=lambda text: text[:4],
)
def test_a_text_made_to_be_slow_is_sent_or_replaced_like_any_other(hostile: str) -> None:
    sent = redact(hostile, PEOPLE, 8000)

    assert restored(sent, hostile) == hostile[: sent.original(0, len(sent.text))[1]]


def test_a_mail_to_thousands_is_read_by_the_first_of_them() -> None:
    crowd = [participant(f"Name{chr(97 + n % 26)}{chr(97 + n // 26)}", "x@x") for n in range(600)]

    assert redact("Nameaa and Namezz", crowd, 8000).text == "PERSON_1 and Namezz"
