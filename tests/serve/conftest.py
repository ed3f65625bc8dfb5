"""Statements made by hand: a bakery that a refrigeration firm serves, and one hardly known."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.serve.titles import Titles, load_titles

HERE = Path(__file__).parent


def read_statement(name: str) -> Statement:
    return cast("Statement", json.loads((HERE / "statements" / f"{name}.json").read_text("utf-8")))


def read_money(name: str) -> Money:
    """What stands behind the economics of a statement."""
    path = HERE / "statements" / f"{name}.money.json"
    return cast("Money", json.loads(path.read_text("utf-8")))


@pytest.fixture
def larkfield() -> Statement:
    """A technical account with a present pattern, a watched one, risks and a plan."""
    return read_statement("larkfield")


@pytest.fixture
def larkfield_money() -> Money:
    """Nine invoices paid ever later, rework, travel, two deals."""
    return read_money("larkfield")


@pytest.fixture
def penhale_money() -> Money:
    """No row of money at all."""
    return read_money("penhale")


@pytest.fixture
def penhale() -> Statement:
    """Two mails: nearly everything is not enough to tell."""
    return read_statement("penhale")


@pytest.fixture(scope="session")
def titles() -> Titles:
    return load_titles()


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare with a kept text; `GOODWILL_UPDATE_GOLDEN=1 pytest tests/serve` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = HERE / "golden" / name
        if os.environ.get("GOODWILL_UPDATE_GOLDEN"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare


FREE_TEXT = frozenset(
    {"name", "quote", "says", "ref", "what", "title", "formula", "measure", "owner", "by", "to"}
    | {"ours", "theirs", "email", "needs", "steps", "domains", "facts", "catalogue", "source"}
)
"""Fields of a statement that hold text from outside, or from a user's own catalogue."""


def with_text(value: object, text: str, field: str = "") -> object:
    """A statement whose every free text is `text`; `from` and `to` are a day or a kind."""
    if isinstance(value, dict):
        kept = {"from", "to"} if "from" in value else set()
        return {
            key: part if key in kept else with_text(part, text, key) for key, part in value.items()
        }
    if isinstance(value, list):
        return [with_text(part, text, field) for part in value]
    return text if isinstance(value, str) and field in FREE_TEXT else value


@pytest.fixture
def filled_with() -> Callable[[Statement, str], Statement]:
    def fill(statement: Statement, text: str) -> Statement:
        return cast("Statement", with_text(statement, text))

    return fill
