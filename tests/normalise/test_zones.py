"""What is new in a mail: the cases of `tests/cases/zones`, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.normalise.people import split_addresses
from goodwill.normalise.signatures import name_words
from goodwill.normalise.zones import find_zones, new_text

CASES = Path(__file__).parents[1] / "cases" / "zones"
LANGUAGES = 7
LEAST_CASES = 10


def load_cases() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(CASES.glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        for case in content["case"]:
            found[f"{path.stem}: {case['name']}"] = case
    return found


KNOWN = load_cases()
LINES = st.lists(
    st.sampled_from(
        [
            "",
            "We will pay on Friday.",
            "> quoted",
            ">> twice",
            "-- ",
            "-----Original Message-----",
            "On 3 Mar 2026 at 10:12, Bob <b@c.example> wrote:",
            "From: Bob <b@c.example>",
            "Sent: Tuesday",
            "To: Ann",
            "Subject: Offer",
            "Regards,",
            "Ann Lee",
            "Sales Manager",
            "Tel. +44 20 7946 0000",
            "Sent from my iPhone",
            "This message is confidential; delete it if you got it in error.",
            "________________________________",
        ]
    )
    | st.text(max_size=30)
)


@pytest.mark.parametrize("case", KNOWN.values(), ids=KNOWN)
def test_only_new_text_is_kept(case: dict[str, Any]) -> None:
    body = case["body"]
    name, address = next(iter(split_addresses(case.get("from", ""))), ("", ""))

    zones = find_zones(body, names=name_words(name, address))

    text = new_text(body, zones)
    if "text" in case:
        assert text == case["text"]
    for line in case.get("keeps", []):
        assert line in text.split("\n")
    if "kinds" in case:
        assert [zone.kind for zone in zones if body[zone.start : zone.end].strip()] == case["kinds"]


def test_every_language_has_cases() -> None:
    files = sorted(CASES.glob("*.toml"))

    assert len(files) == LANGUAGES
    for path in files:
        assert len(tomllib.loads(path.read_text("utf-8"))["case"]) >= LEAST_CASES


@given(LINES)
def test_zones_follow_one_another_and_cover_the_body(lines: list[str]) -> None:
    body = "\n".join(lines)

    zones = find_zones(body, names=frozenset({"ann", "lee"}))

    assert [zone.start for zone in zones[1:]] == [zone.end for zone in zones[:-1]]
    assert (zones[0].start, zones[-1].end) == (0, len(body)) if body else not zones


@given(LINES)
def test_new_text_comes_line_by_line_from_new_zones(lines: list[str]) -> None:
    body = "\n".join(lines)
    zones = find_zones(body)

    new = {
        line.strip()
        for zone in zones
        if zone.kind == "new"
        for line in body[zone.start : zone.end].split("\n")
    }

    assert {line.strip() for line in new_text(body, zones).split("\n")} <= new | {""}


@given(LINES, st.integers(min_value=1, max_value=12))
def test_a_quoted_text_is_never_new_however_deep(lines: list[str], depth: int) -> None:
    quoted = "\n".join("> " * depth + line for line in "\n".join(lines).split("\n"))
    body = f"I agree with all of this.\n{quoted}"

    assert new_text(body, find_zones(body)) == "I agree with all of this."


@given(LINES)
def test_marks_of_markup_win_over_words(lines: list[str]) -> None:
    head = "I agree with all of this.\n"
    body = head + "\n".join(lines)

    zones = find_zones(body, fenced=[(len(head), len(body) + 1)])

    assert new_text(body, zones) == "I agree with all of this."
