"""What moved a line: the client, time, or our own yardstick; and what one item of evidence does."""

from __future__ import annotations

import pytest

from goodwill.facts.statement import Evidence
from goodwill.judge.evidence import logit
from goodwill.reports import LineEvidence
from goodwill.statements.changes import changes_of, state_of, without


def item(name: str, on: str | None, weight: float) -> Evidence:
    return Evidence(
        id=name, source="message", ref=f"<{name}>", on=on, quote=None, says=name, weight=weight
    )


def line(as_of: str, status: str, *items: Evidence) -> LineEvidence:
    return LineEvidence(
        account="acme", as_of=as_of, name="risks[x]", line={"status": status}, evidence=items
    )


def test_without_an_item_the_odds_are_less_by_its_weight() -> None:
    items = [item("a", None, 2.0), item("b", None, 0.5), item("c", None, -1.0)]

    found = without({"probability": 0.7}, items)

    assert [one.id for one in found] == ["a", "b"]
    assert logit(found[0].probability) == pytest.approx(logit(0.7) - 2.0, abs=0.05)


@pytest.mark.parametrize("line", [{"status": "kept"}, {"probability": None}, {}])
def test_what_has_no_probability_has_nothing_to_lose(line: dict[str, object]) -> None:
    assert without(line, [item("a", None, 1.0)]) == ()


def test_what_happened_since_is_the_client_and_what_faded_is_time() -> None:
    earlier = line(
        "2026-03-31", "watch", item("old", "2026-01-01", 1.0), item("gone", "2025-04-01", 0.7)
    )
    later = line(
        "2026-06-30",
        "present",
        item("new", "2026-05-01", 1.5),
        item("old", "2026-01-01", 0.6),
        item("same", "2026-01-01", 0.2),
    )

    found = changes_of(earlier, earlier, later)

    told = [(one.evidence["id"], one.was, one.because) for one in found.changes]
    assert told == [
        ("new", None, "client"),
        ("old", 1.0, "time"),
        ("same", None, "time"),
        ("gone", 0.7, "time"),
    ]
    assert (found.then, found.then_by_rules_now, found.now) == ("watch", "watch", "present")


def test_another_yardstick_is_told_apart() -> None:
    then, by_now = line("2026-03-31", "absent"), line("2026-03-31", "watch")

    found = changes_of(then, by_now, line("2026-06-30", "watch"))

    assert found.then != found.then_by_rules_now == found.now
    assert not found.changes


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ({"status": "kept"}, "kept"),
        ({"now": None, "confidence": 0.4}, None),
        ({"probability": 0.3}, 0.3),
        ({"id": "first_order", "met": True}, True),
        ({}, None),
    ],
)
def test_a_line_stands_as_its_first_word_says(line: dict[str, object], state: object) -> None:
    assert state_of(line) == state
