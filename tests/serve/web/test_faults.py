"""What nobody foresaw is answered as a page in plain words, with the headers of every page."""

from __future__ import annotations

import logging

import pytest
from tests.serve.web.conftest import asks

from goodwill.errors import GoodwillError, SourceError, StoreError
from goodwill.serve.web.app import create_app
from goodwill.serve.web.rendering import page
from goodwill.serve.web.shelf import Shelf

WORDS = "words of a mail"


@pytest.fixture
def broken(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    def fail(*_: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(shelf, "overviews", fail)
    return shelf


def test_a_fault_is_a_page_that_says_what_still_holds(
    broken: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = asks(create_app(broken))("/promises")

    assert answer.status_code == 500
    assert "could not be drawn" in answer.text
    assert "goodwill doctor" in answer.text
    assert WORDS not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src" in answer.headers["content-security-policy"]
    assert "in fail" in caplog.text  # where it happened, and over nobody's words
    assert WORDS not in caplog.text


def test_after_a_fault_the_other_pages_still_answer(broken: Shelf) -> None:
    ask = asks(create_app(broken))

    assert ask("/promises").status_code == 500
    assert ask("/accounts/acre").status_code == 200


def test_where_no_page_can_be_drawn_its_words_are_said_with_the_way_back(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.serve.web.faults.page", lambda *_, **__: page(None))  # type: ignore[call-arg, arg-type]
    monkeypatch.setattr("goodwill.serve.web.pages.keys.page", lambda *_, **__: page(None))  # type: ignore[call-arg, arg-type]

    answer = asks(create_app(shelf))("/keys")

    assert answer.status_code == 500
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "goodwill doctor" in answer.text
    assert '<a href="/">' in answer.text


@pytest.mark.parametrize(
    ("path", "status"), [("/promises", 500), ("/accounts/nobody", 404), ("/?as_of=never", 400)]
)
def test_a_program_is_told_as_a_problem(broken: Shelf, path: str, status: int) -> None:
    answer = asks(create_app(broken))(path, headers={"accept": "application/json"})

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    assert told["hint"]
    assert WORDS not in answer.text


def test_who_looks_is_given_a_page_though_any_answer_would_do(broken: Shelf) -> None:
    accepts = "text/html,application/json;q=0.9,*/*;q=0.8"

    answer = asks(create_app(broken))("/promises", headers={"accept": accepts})

    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("fault", "status"),
    [(StoreError("held", hint="Wait."), 503), (SourceError("odd", hint="Look."), 500)],
    ids=["a book that is held", "what is no fault of the call"],
)
def test_what_is_not_the_callers_fault_is_not_said_to_be(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, fault: GoodwillError, status: int
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(shelf, "overviews", fail)

    answer = asks(create_app(shelf))("/promises")

    assert answer.status_code == status
    assert fault.hint in answer.text
