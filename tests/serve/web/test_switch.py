"""Hiding names, and showing them again: the page on which one comes back is the book's own."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from tests.serve.web.conftest import asks

from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf


@pytest.fixture
def app(shelf: Shelf) -> FastAPI:
    return create_app(shelf)


BACK = {
    # the page that the form names: where the answer leads
    "/people?as_of=2026-05-01": "/people?as_of=2026-05-01",
    "/accounts/acre/why/patterns[abusive]": "/accounts/acre/why/patterns[abusive]",
    "": "/",
    "https://evil.example/x": "/",
    "//evil.example/x": "/",
    "/\\evil.example": "/%5Cevil.example",
    "/\n/evil.example": "/%0A/evil.example",
    "http://[bad": "/",
    "people": "/",
}


@pytest.mark.parametrize(("back", "leads"), BACK.items(), ids=map(repr, BACK))
def test_the_switch_leads_back_to_a_page_of_the_book(app: FastAPI, back: str, leads: str) -> None:
    answer = asks(app)("/incognito", data={"back": back})

    assert (answer.status_code, answer.headers["location"]) == (303, leads)
