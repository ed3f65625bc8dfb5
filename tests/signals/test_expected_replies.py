"""The chance of an answer: nothing for a newsletter, something for a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

from goodwill.facts.values import Measured
from goodwill.signals.runner import measure

AS_OF = date(2026, 6, 30)
NOTHING = 0.02
"""The chance that an unanswered newsletter may have at most."""

Account = Callable[..., Measured]
Row = dict[str, Any]


@pytest.fixture
def account(facts: Callable[..., dict[str, pa.Table]]) -> Account:
    def build(*messages: Row) -> Measured:
        table = facts({"account": [{}], "message": list(messages)})
        ((_, measured),) = measure(table, as_of=AS_OF)
        return measured

    return build


def mails(count: int, **rest: Any) -> list[Row]:
    """So many mails of theirs, a week apart, each in a thread of its own, that all ask."""
    start = date(2025, 5, 6)
    return [
        {"on": start + timedelta(weeks=number), "acts": {"question": 0.95}, **rest}
        for number in range(count)
    ]


def chances(account: Account, *messages: Row) -> dict[date, float]:
    """The chance of an answer of each mail that is old enough to have none, by its day."""
    rows = account(*messages).rows.get("unanswered_by_us", ())
    return {row.on: row.weight for row in rows}


def chance(account: Account, *messages: Row) -> float:
    """The chance of the last of some mails; 0 where none is expected."""
    return chances(account, *messages).get(messages[-1]["on"], 0.0)


def test_a_question_asked_for_the_first_time_is_something(account: Account) -> None:
    assert chance(account, *mails(1)) > 0.15


def test_a_newsletter_that_nobody_ever_answered_is_nothing(account: Account) -> None:
    assert 0.0 < chance(account, *mails(51)) <= NOTHING


def test_what_a_robot_sends_is_nothing_from_the_first_mail_on(account: Account) -> None:
    assert chance(account, *mails(1, is_human=False)) == 0.0


def test_one_answer_among_fifty_makes_the_next_question_something_again(account: Account) -> None:
    asked = mails(51)
    answer = {"by": "ours", "on": date(2026, 4, 1), "thread": "seldom"}
    asked[40]["thread"] = "seldom"

    assert chance(account, *asked[:41], answer, *asked[41:]) > 2 * NOTHING


def test_whoever_is_answered_each_time_is_likelier_answered_again(account: Account) -> None:
    asked = mails(12)
    answered = []
    for number, mail in enumerate(asked[:-1]):
        mail["thread"] = f"t{number}"
        answered += [mail, {"by": "ours", "on": mail["on"], "thread": f"t{number}"}]

    first_ever = chance(account, asked[-1])

    assert chance(account, *answered, asked[-1]) > first_ever
    assert chance(account, *mails(11), asked[-1]) < first_ever


def test_mail_that_comes_later_changes_no_chance(account: Account) -> None:
    first, *later = mails(20)

    alone = chances(account, first)

    assert alone == {first["on"]: chances(account, first, *later)[first["on"]]}
