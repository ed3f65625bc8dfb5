"""The example of a receiver takes what the book signs, once and now, and nothing else."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from goodwill.serve.api.webhook_delivery import SIGNATURE, signature

ROOT = Path(__file__).parents[3]
SECRET, AT, BODY = "told once", 1_800_000_000, b'{"id": 7, "account": "acre"}'


def receiver() -> Any:
    spec = importlib.util.spec_from_file_location(
        "webhook_receiver", ROOT / "examples" / "webhook_receiver.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RECEIVER = receiver()


def taken(
    body: bytes = BODY,
    *,
    signed: str | None = None,
    before: frozenset[int] = frozenset(),
    now: int = AT,
) -> dict[str, Any]:
    headers = {SIGNATURE.lower(): signature(SECRET, AT, BODY) if signed is None else signed}
    found: dict[str, Any] = RECEIVER.check(SECRET, headers, body, before, now)
    return found


def test_what_the_book_signs_is_taken_once() -> None:
    change = taken(before=frozenset({6, 8}))

    assert change["account"] == "acre"
    with pytest.raises(RECEIVER.TakenError, match="taken before"):
        taken(before=frozenset({change["id"]}))


def test_what_was_not_stored_is_taken_when_it_comes_again() -> None:
    assert taken() == taken(now=AT + 30)


def test_of_what_was_taken_before_nobody_else_learns() -> None:
    with pytest.raises(RECEIVER.RefusedError) as refused:
        taken(signed=signature("x", AT, BODY), before=frozenset({7}))

    assert not isinstance(refused.value, RECEIVER.TakenError)


@pytest.mark.parametrize(
    ("late", "is_taken"), [(-301, False), (-300, True), (300, True), (301, False)]
)
def test_a_copy_that_comes_later_is_refused(late: int, *, is_taken: bool) -> None:
    if is_taken:
        assert taken(now=AT + late)
    else:
        with pytest.raises(RECEIVER.RefusedError, match=f"{late} seconds old"):
            taken(now=AT + late)


def test_a_new_second_does_not_make_an_old_signature_new() -> None:
    old = signature(SECRET, AT, BODY).partition(",")[2]

    with pytest.raises(RECEIVER.RefusedError, match="another's"):
        taken(signed=f"t={AT + 900},{old}", now=AT + 900)


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "t=1",
        "v1=00",
        f"t={AT},v1=" + "0" * 63,
        f"t={AT},v1=" + "0" * 64,
        signature("x", AT, BODY),
    ],
)
def test_no_other_signature_is_believed(signed: str) -> None:
    with pytest.raises(RECEIVER.RefusedError):
        taken(signed=signed)


def test_a_body_that_was_changed_is_refused() -> None:
    with pytest.raises(RECEIVER.RefusedError, match="another's"):
        taken(BODY.replace(b"acre", b"delta"))
