"""The ledger of promises in front of people: what the command prints, and what `why` calls it."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import cast

import pytest
from rich.console import Console

from goodwill.facts.statement import CommitmentItem, Statement
from goodwill.serve.evidence import line_state, line_title
from goodwill.serve.text.promises import show_ledger
from goodwill.serve.titles import load_titles


def printed(statement: Statement) -> str:
    out = io.StringIO()
    show_ledger(Console(file=out, width=80, color_system=None), statement)
    return out.getvalue()


def with_items(statement: Statement, *changes: dict[str, object]) -> Statement:
    """The same statement with one promise for each set of changes."""
    first = statement["commitments"]["items"][0]
    changed = deepcopy(statement)
    items = [cast("CommitmentItem", {**first, **one}) for one in changes]
    changed["commitments"]["items"] = items
    return changed


def test_the_tallies_stand_above_and_open_promises_come_first(larkfield: Statement) -> None:
    found = with_items(
        larkfield,
        {"what": "the kept thing", "status": "kept"},
        {"what": "the open thing", "status": "open"},
        {"what": "the broken thing", "status": "broken"},
    )

    told = printed(found)

    assert "3 kept, 0 broken, 1 open" in told
    assert "1 kept, 2 broken, 0 open" in told
    assert told.index("the open thing") < told.index("the broken thing")
    assert told.index("the broken thing") < told.index("the kept thing")


def test_the_oldest_day_comes_first_and_no_day_last(larkfield: Statement) -> None:
    told = printed(
        with_items(
            larkfield,
            {"what": "without a day", "due_on": None},
            {"what": "later", "due_on": "2026-07-02"},
            {"what": "sooner", "due_on": "2026-07-01"},
        )
    )

    assert told.index("sooner") < told.index("later") < told.index("without a day, no day named")


def test_what_settled_a_promise_is_quoted_under_it(larkfield: Statement) -> None:
    told = printed(larkfield)

    assert "We said so “You will have them by Wednesday week.”" in " ".join(told.split())


def test_what_a_status_does_not_tell_stands_under_the_promise(larkfield: Statement) -> None:
    late = {
        "id": "e1",
        "source": "count",
        "ref": "late: <1@x>",
        "on": "2026-05-04",
        "quote": None,
        "says": "Late, not undone: it came on 2026-05-04, 2 days after its day.",
        "weight": 0.0,
    }

    told = " ".join(
        printed(with_items(larkfield, {"status": "broken", "evidence": [late]})).split()
    )

    assert told.count("Late, not undone: it came on 4 May 2026, 2 days after its day.") == 1
    assert told.index("broken · ") < told.index("Late, not undone")


def test_words_of_others_cannot_move_the_cursor(larkfield: Statement) -> None:
    told = printed(with_items(larkfield, {"what": "a\x1b[2Jtrap"}))

    assert "\x1b" not in told


def test_an_account_without_promises_says_so(larkfield: Statement) -> None:
    assert "None is on record." in printed(with_items(larkfield))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("commitments", "Promises, both ways"),
        ("commitments[ours]", "Our promises"),
        ("commitments[theirs]", "Their promises"),
    ],
)
def test_why_calls_the_ledger_by_its_name(line: str, title: str) -> None:
    assert line_title(line, load_titles()) == title


def test_why_tells_the_tallies_of_the_ledger_and_of_one_side(larkfield: Statement) -> None:
    ledger = larkfield["commitments"]

    both = "Ours: 3 kept, 0 broken, 1 open; theirs: 1 kept, 2 broken, 0 open"
    assert line_state(ledger) == both
    assert line_state(ledger["theirs"]) == "1 kept, 2 broken, 0 open"
