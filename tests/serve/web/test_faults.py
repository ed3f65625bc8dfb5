"""What nobody foresaw is answered as a page in plain words, with the headers of every page."""

from __future__ import annotations

import logging

import pytest
from tests.serve.web.conftest import asks

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
    assert WORDS in caplog.text


def test_after_a_fault_the_other_pages_still_answer(broken: Shelf) -> None:
    ask = asks(create_app(broken))

    assert ask("/promises").status_code == 500
    assert ask("/accounts/acre").status_code == 200


def test_where_no_page_can_be_drawn_its_words_are_said(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.serve.web.faults.page", lambda *_, **__: page(None))  # type: ignore[call-arg, arg-type]
    monkeypatch.setattr("goodwill.serve.web.pages.keys.page", lambda *_, **__: page(None))  # type: ignore[call-arg, arg-type]

    answer = asks(create_app(shelf))("/keys")

    assert (answer.status_code, answer.headers["content-type"]) == (
        500,
        "text/plain; charset=utf-8",
    )
    assert "goodwill doctor" in answer.text
