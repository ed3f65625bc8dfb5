"""Labelled files: what is understood of each form, and what is said of rows that are wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.errors import CallError
from goodwill.lab.evaluate.labels import Asked, Labelled, parse_asked, read_labels
from goodwill.lab.evaluate.results import Skipped
from goodwill.lab.evaluate.tables import Row, read_rows

CASES = Path(__file__).parent.parent / "cases" / "evaluate" / "rows.toml"
FILE = "labelled.data"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=case["name"])
        for case in tomllib.loads(CASES.read_text("utf-8"))["case"]
    ]


def asked_of(call: dict[str, str]) -> Asked:
    return Asked(
        acts=parse_asked(call.get("act", "")),
        text=call.get("text", "text"),
        label=call.get("label", "label"),
        group=call.get("group"),
        yes=frozenset(filter(None, [call.get("yes", "")])),
    )


def understood(content: bytes, asked: Asked) -> tuple[list[Labelled], list[Skipped]]:
    found = list(read_rows(FILE, content))
    texts, skipped = read_labels([each for each in found if isinstance(each, Row)], asked)
    return texts, [*(each for each in found if isinstance(each, Skipped)), *skipped]


@pytest.mark.parametrize("case", cases())
def test_a_file_is_understood(case: dict[str, Any]) -> None:
    texts, skipped = understood(case["file"].encode(), asked_of(case.get("call", {})))

    assert [each.text for each in texts] == [each["text"] for each in case["texts"]]
    for found, expected in zip(texts, case["texts"], strict=True):
        assert found.group == expected["group"].replace("FILE", FILE)
        assert found.rating == expected.get("rating")
        assert all(found.holds[act] for act in expected.get("holds", ()))
        assert not any(found.holds[act] for act in expected.get("lacks", ()))
        assert found.holds.keys().isdisjoint(expected.get("unasked", ()))
    told = sorted(skipped, key=lambda each: each.line)
    assert [each.line for each in told] == [each["line"] for each in case.get("skipped", ())]
    for bad, expected in zip(told, case.get("skipped", ()), strict=True):
        assert expected["reason"] in bad.reason


@pytest.mark.parametrize("head", ["\ufefftext,acts\n", "text,acts\r\n", "\n\ntext,acts\n"])
def test_a_table_may_begin_with_a_mark_or_blank_lines_and_end_lines_either_way(head: str) -> None:
    texts, skipped = understood(f"{head}Cheers,thanks\n".encode(), Asked())

    assert [each.text for each in texts] == ["Cheers"]
    assert not skipped


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_reasons_and_never_an_error(content: bytes) -> None:
    texts, skipped = understood(content, Asked(acts=(("thanks", 1),)))

    assert all(each.text.strip() for each in texts)
    assert all(each.reason for each in skipped)


@given(st.lists(st.text(max_size=30), max_size=6))
def test_every_json_line_is_a_text_or_a_reason(texts: list[str]) -> None:
    content = b"\n".join(
        orjson.dumps({"text": each.encode("utf-8", "replace").decode(), "acts": []})
        for each in texts
    )
    found, skipped = understood(content, Asked())

    assert len(found) + len(skipped) == len(texts)


def test_acts_on_the_call_may_wear_signs_and_have_to_exist() -> None:
    assert parse_asked("thanks, -hostile,+praise") == (
        ("thanks", 1),
        ("hostile", -1),
        ("praise", 1),
    )

    with pytest.raises(CallError, match='The nearest name is "hostile"'):
        parse_asked("-hostil")
