"""Subject lines taken apart: every case of `tests/cases/resolve/subjects.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.resolve.subjects import read_subject

FILE = Path(__file__).parent.parent / "cases" / "resolve" / "subjects.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"] or "(empty)")
def test_a_subject_is_taken_apart(case: dict[str, Any]) -> None:
    found = read_subject(case["line"])

    assert found.bare == case["bare"]
    assert found.is_reply is case.get("is_reply", False)
    assert found.is_forward is case.get("is_forward", False)
    assert found.ticket == case.get("ticket", "")
    assert found.answers == case.get("answers", "")
    assert found.chain.endswith(found.answers)
    assert found.was == case.get("was", "")
    assert list(found.tags) == case.get("tags", [])
    assert found.part == (tuple(case["part"]) if "part" in case else None)
    assert found.is_telling is case.get("is_telling", False)


@given(st.text(max_size=600))
def test_any_line_can_be_taken_apart(line: str) -> None:
    found = read_subject(line)

    assert found.bare == " ".join(found.bare.split())
    assert read_subject("Re: " + line[:300]).is_reply


@pytest.mark.parametrize("line", ["Re: " * 9000, "[" * 9000, "[a] " * 9000, "(was: " * 9000])
def test_a_hostile_line_is_looked_at_in_part_only(line: str) -> None:
    assert len(read_subject(line).bare) <= 400
