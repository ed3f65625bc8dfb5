"""Saying over HTTP that a line is wrong: what it moves, who may, and how it is taken back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.serve.api.conftest import of_api

from goodwill.serve.web.shelf import Shelf

SAID = {"account": "acre", "line": "stage", "answer": "wrong", "value": "prospect", "by": "Ann"}


def test_what_is_said_of_a_line_moves_its_statement_and_can_be_taken_back(
    own_shelf: Shelf,
) -> None:
    ask = of_api(own_shelf)
    before = ask("/accounts/acre/statement").json()["stage"]["now"]

    said = ask("/disputes", json=SAID).json()
    assert (said["line"], said["value"]) == ("stage", "prospect")
    assert ask("/accounts/acre/statement").json()["stage"]["now"] == "prospect" != before
    assert [one["by"] for one in ask("/disputes?account=acre").json()["items"]] == ["Ann"]

    assert ask(f"/disputes/{said['id']}", method="DELETE").status_code == 200
    assert ask("/accounts/acre/statement").json()["stage"]["now"] == before
    assert ask(f"/disputes/{said['id']}", method="DELETE").status_code == 404


WRONG = {
    "an account that is not there": ({"account": "nobody"}, 404),
    "a line that is not there": ({"line": "nothing"}, 404),
    "an answer that is none": ({"answer": "perhaps"}, 422),
    "a field that is not known": ({"kind": "social"}, 422),
    "a reason that is too long": ({"reason": "x" * 501}, 422),
    "a value that the line cannot have": ({"value": "partner"}, 409),
    "what the line says already": ({"value": "me_too"}, 409),
}


@pytest.mark.parametrize(("other", "status"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_said_changes_nothing(
    own_shelf: Shelf, other: dict[str, Any], status: int
) -> None:
    ask = of_api(own_shelf)
    answer = ask("/disputes", json={**SAID, **other})

    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert ask("/disputes").json()["items"] == []


def test_a_program_needs_no_origin_and_another_sites_page_is_refused(own_shelf: Shelf) -> None:
    ask = of_api(own_shelf)

    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "", "sec-fetch-site": "cross-site"},
    ):
        answer = ask("/disputes", json=SAID, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("/not-allowed")
    assert ask("/disputes").json()["items"] == []


def test_a_form_is_no_body_for_a_program(own_shelf: Shelf) -> None:
    ask = of_api(own_shelf)

    assert ask("/disputes", method="POST", data=SAID).status_code == 422
    plain = {"content-type": "text/plain"}
    sent = '{"account": "acre", "line": "stage", "answer": "right"}'
    assert ask("/disputes", method="POST", content=sent, headers=plain).status_code == 422


def test_a_body_that_is_too_large_is_not_read(own_shelf: Shelf) -> None:
    answer = of_api(own_shelf)("/disputes", json={**SAID, "reason": "x" * 70_000})

    assert (answer.status_code, answer.json()["type"]) == (413, "/api/v1/problems/too-large")
