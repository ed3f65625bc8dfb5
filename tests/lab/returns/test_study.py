"""The whole study: what describing says, what a further step takes back, and how it is said."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from goodwill.catalogue.loader import load_catalogue
from goodwill.hindsight.returns import returns_document
from goodwill.lab.returns.study import ClaimStudy, Returns, ReturnsRules, study
from goodwill.lab.returns.words import said_of_claim
from goodwill.lab.returns.years import AccountYear
from goodwill.serve.text.returns import show_returns
from goodwill.serve.titles import load_titles

STOOD, LAST = date(2025, 6, 30), date(2026, 6, 30)
USUAL: dict[str, Any] = {
    "stage": "me_too",
    "confused": 0.0,
    "revenue_before": 100.0,
    "contribution_before": 10.0,
    "likeness": None,
    "revenue": 100.0,
    "gross_margin": 30.0,
    "proposal_cost": 0.0,
    "hours": 10.0,
}


def accounts(kind: str | None, per_hour: float, count: int, seed: int) -> list[AccountYear]:
    """Accounts of a kind that return about so much an hour."""
    draw = np.random.default_rng(seed)
    return [
        AccountYear(
            account_id=f"{kind}{at}",
            kind=kind,
            **USUAL,
            contribution=float(10 * (per_hour + 3 * draw.normal())),
        )
        for at in range(count)
    ]


def book(**per_hour: tuple[float, int]) -> list[AccountYear]:
    return [
        one
        for seed, (kind, (value, count)) in enumerate(per_hour.items())
        for one in accounts(kind, value, count, seed)
    ]


def studied(later: list[AccountYear], earlier: list[AccountYear] | None = None) -> Returns:
    rules = ReturnsRules.of(load_catalogue().threshold, LAST)
    return study(earlier or [], later, later, {}, rules, stood=STOOD, last=LAST, currency="EUR")


def claim(found: Returns, name: str) -> ClaimStudy:
    return next(one for one in found.claims if one.described.claim.id == name)


LEAST = "social_returns_least"


def test_the_data_may_bear_the_text_out() -> None:
    found = studied(book(social=(10, 9), technical=(40, 9), partner=(60, 9)))

    one = claim(found, LEAST)
    assert one.verdict == "support"
    assert said_of_claim(one, found).startswith("Your data support the text: ")


def test_the_data_may_contradict_the_text_and_that_is_said_as_plainly() -> None:
    found = studied(book(social=(60, 9), technical=(40, 9), partner=(10, 9)))

    one = claim(found, LEAST)
    assert one.verdict == "contradict"
    assert said_of_claim(one, found).startswith("Your data contradict the text: ")


@pytest.mark.parametrize(("count", "verdict"), [(9, "cannot_tell"), (10, "support")])
def test_nineteen_accounts_are_too_few_to_compare_anything(count: int, verdict: str) -> None:
    found = studied(book(social=(10, 10), technical=(40, count)))

    assert claim(found, LEAST).verdict == verdict


def test_a_step_that_says_the_opposite_takes_back_what_describing_said() -> None:
    """Social accounts return least, and yet those that left the kind fell further."""
    later = book(social=(10, 9), technical=(40, 14), partner=(60, 9))
    left = {f"technical{at}" for at in range(8)}
    earlier = [
        AccountYear(
            account_id=one.account_id,
            kind="social" if one.account_id in left else one.kind,
            **USUAL,
            contribution=2000.0 + at if one.account_id in left else one.contribution,
        )
        for at, one in enumerate(later)
    ]

    found = studied(later, earlier)

    one = claim(found, LEAST)
    assert one.described.verdict == "support"
    assert one.steps[0].verdict == "contradict"
    assert one.verdict == "cannot_tell"
    assert "does not bear it out" in said_of_claim(one, found)


def test_of_a_kind_with_four_accounts_no_figure_leaves_the_book() -> None:
    found = studied(book(social=(10, 4), technical=(40, 30)))

    document = json.loads(json.dumps(returns_document(found)))
    social = next(row for row in document["kinds"] if row["kind"] == "social")
    assert social == {"kind": "social", "accounts": None, "figures": {}}
    assert all("social" not in one["groups"] for one in document["claims"])


def test_every_figure_says_in_a_sentence_what_it_is() -> None:
    document = returns_document(studied(book(social=(10, 9), technical=(40, 30))))

    assert all(one["estimand"].endswith(".") for one in document["claims"])
    steps = [step for one in document["claims"] for step in one["steps"]]
    assert steps
    assert all(step["estimand"].endswith(".") for step in steps)


def test_nothing_is_called_an_effect() -> None:
    found = studied(book(social=(10, 9), technical=(40, 30)))

    said = json.dumps(returns_document(found))

    assert "effect" not in said
    assert "associated with" in said


def page(found: Returns) -> str:
    console = Console(file=StringIO(), width=100, no_color=True)
    show_returns(console, found, load_titles())
    written = console.file
    assert isinstance(written, StringIO)
    return written.getvalue()


def test_the_page_shows_figures_intervals_and_what_they_say() -> None:
    shown = page(studied(book(social=(60, 9), technical=(40, 9), partner=(10, 9))))

    assert "9 accounts" in shown
    assert "fewer than 5" in shown
    assert "Your data contradict the text" in shown
    assert "As they stand today" not in shown


def test_where_no_kind_was_known_a_year_before_it_shows_how_they_stand() -> None:
    later = accounts(None, 20, 24, 1)

    shown = page(studied(later))

    assert "As they stand today" in shown
