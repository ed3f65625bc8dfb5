"""What records say of promises: how much is looked at; what they say is in `test_commitments`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.tables import Tables
from goodwill.judge.promises import Rules, keep_ledger, talk
from goodwill.judge.promises.words import telling_words

AS_OF = date(2026, 6, 30)
TOWNS = ("Lyon", "Turin", "Ghent", "Porto", "Basel", "Leeds")


def promised(place: int, side: str, quote: str) -> dict[str, Any]:
    """One promise in a mail of its own, as a row."""
    sender, to = ("sam", "tom") if side == "ours" else ("tom", "sam")
    return {
        "message_id": f"<{side}{place}@x>",
        "thread_id": f"{side}{place}",
        "sent_on": date(2026, 3, 2 + place),
        "side": side,
        "sender": sender,
        "counterpart": to,
        "act": "commitment",
        "probability": 0.9,
        "quote": quote,
    }


def test_the_words_of_a_row_are_told_once_however_many_promises_there_are(
    tables_of: Callable[[Mapping[str, Any]], Tables], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Counter[str] = Counter()

    def counted(text: str) -> frozenset[str]:
        told[text] += 1
        return telling_words(text)

    rows = {
        "act": [
            promised(place, side, quote.format(town=town))
            for place, town in enumerate(TOWNS)
            for side, quote in (
                ("ours", "We will credit the {town} tooling to you."),
                ("theirs", "We will pay the {town} tooling."),
            )
        ],
        "invoice": [
            {"invoice_id": f"R{place}", "issued_on": date(2026, 1, 2), "amount": "100"}
            for place in range(4)
        ]
        + [{"invoice_id": "C1", "issued_on": date(2026, 3, 20), "amount": "-80"}],
        "ticket": [
            {
                "ticket_id": "T1",
                "opened_on": date(2026, 2, 1),
                "closed_on": date(2026, 3, 20),
                "subject": "The lathe in Lyon stops",
            }
        ],
    }
    monkeypatch.setattr(talk, "telling_words", counted)

    found = keep_ledger(tables_of(rows), Rules.of(load_catalogue(), AS_OF), as_of=AS_OF)

    assert len(found) == 2 * len(TOWNS)
    assert {text: told[text] for text in ("R0", "R3", "C1", "The lathe in Lyon stops")} == {
        "R0": 1,
        "R3": 1,
        "C1": 1,
        "The lathe in Lyon stops": 1,
    }
