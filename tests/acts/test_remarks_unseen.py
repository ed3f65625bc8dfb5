"""Remarks in sentences by people who saw neither the forms nor each other's lines.

The forms find about a quarter of them, and what they find is nearly always right. The limits are
floors: whoever raises what is found raises them, and never with a look into these files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from goodwill.acts import read_text
from goodwill.acts.remarks import Told, remarks_of
from goodwill.facts.acts import PROMISE_REMARKS, REMARK_IDS

CASES = Path(__file__).parents[1] / "cases" / "remarks_unseen"
MONDAY = date(2026, 2, 9)


@cache
def lines() -> tuple[tuple[str, str, bool, bool], ...]:
    """Language, remark, whether the line is one, whether the forms say so."""
    cases = list(_cases())
    told = []
    for language, _, _, text in cases:
        reading = read_text(text, language=language)
        told.append(Told(text, reading.read, reading.sentences, MONDAY, language))
    return tuple(
        (language, remark, is_one, remark in {each.act for each in found})
        for (language, remark, is_one, _), found in zip(cases, remarks_of(told), strict=True)
    )


def _cases() -> Iterator[tuple[str, str, bool, str]]:
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        remark = table.pop("remark")
        for language, part in table.items():
            yield from ((language, remark, True, text) for text in part["is"])
            yield from ((language, remark, False, text) for text in part["is_not"])


def test_every_remark_but_those_on_promises_has_lines_of_strangers() -> None:
    assert {remark for _, remark, *_ in lines()} == set(REMARK_IDS) - set(PROMISE_REMARKS)


@pytest.mark.parametrize(("language", "least"), [("en", 0.20), ("de", 0.24)])
def test_forms_find_at_least_so_many(language: str, least: float) -> None:
    found = [said for of, _, is_one, said in lines() if of == language and is_one]

    assert sum(found) / len(found) >= least


def test_what_forms_find_is_nearly_always_right() -> None:
    said = [is_one for _, _, is_one, said in lines() if said]

    assert sum(said) / len(said) >= 0.88
