"""Conversations, with ids and without."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.resolve.threads import ThreadMessage, base_subject, thread_messages

DAY = 86_400
TWO = frozenset({"ann", "tom"})


def message(
    number: int,
    subject: str = "",
    *,
    day: float | None = None,
    id: str | None = None,  # noqa: A002  the header's own name
    parents: tuple[str, ...] = (),
    people: frozenset[str] = TWO,
    text: str = "",
    quoted: str | None = None,
) -> ThreadMessage:
    return ThreadMessage(
        id=number,
        ref=f"<{number}>",
        message_id=id,
        parents=parents,
        subject=subject,
        sent_at=None if day is None else int(day * DAY),
        people=people,
        text_id=text or f"text {number}",
        quoted_id=quoted,
    )


CASES = {
    "a reply names its parent": (
        [message(1, "Hi", day=1, id="a"), message(2, "Hi", day=2, id="b", parents=("a",))],
        [{1, 2}],
    ),
    "two replies to a mail that was lost are still one thread": (
        [message(1, "x", day=1, parents=("lost",)), message(2, "y", day=2, parents=("lost",))],
        [{1, 2}],
    ),
    "without ids, a reply's subject among the same people": (
        [message(1, "Offer", day=1), message(2, "RE: offer", day=3)],
        [{1, 2}],
    ),
    "a German answer": ([message(1, "Angebot", day=1), message(2, "AW: Angebot", day=3)], [{1, 2}]),
    "the same subject without a reply mark is a new conversation": (
        [message(1, "Weekly report", day=1), message(2, "Weekly report", day=8)],
        [{1}, {2}],
    ),
    "the same subject among other people is another conversation": (
        [
            message(1, "Hello", day=1),
            message(2, "Re: Hello", day=2, people=frozenset({"bo", "tom"})),
        ],
        [{1}, {2}],
    ),
    "a reply on the sixtieth day still belongs": (
        [message(1, "Offer", day=1), message(2, "Re: Offer", day=61)],
        [{1, 2}],
    ),
    "a reply after the sixtieth day does not": (
        [message(1, "Offer", day=1), message(2, "Re: Offer", day=61.1)],
        [{1}, {2}],
    ),
    "quoted words tie a reply under a new subject": (
        [message(1, "Offer", day=1, text="t"), message(2, "New subject", day=2, quoted="t")],
        [{1, 2}],
    ),
    "a mail with no believable date is never tied by its subject": (
        [message(1, "Offer", day=1), message(2, "Re: Offer")],
        [{1}, {2}],
    ),
    "empty subjects say nothing": ([message(1, "", day=1), message(2, "Re: ", day=2)], [{1}, {2}]),
    "a known parent outranks an equal subject": (
        [
            message(1, "Offer", day=1, id="a"),
            message(2, "Offer", day=2, id="b"),
            message(3, "Re: Offer", day=3, id="c", parents=("a",)),
        ],
        [{1, 3}, {2}],
    ),
}


def groups(threads: dict[int, str]) -> list[set[int]]:
    found: dict[str, set[int]] = {}
    for number, thread in sorted(threads.items()):
        found.setdefault(thread, set()).add(number)
    return list(found.values())


@pytest.mark.parametrize(("messages", "expected"), CASES.values(), ids=CASES)
def test_conversations(messages: list[ThreadMessage], expected: list[set[int]]) -> None:
    assert groups(thread_messages(messages)) == expected


@given(st.sampled_from(list(CASES.values())), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(
    case: tuple[list[ThreadMessage], list[set[int]]], chance: random.Random
) -> None:
    shuffled = list(case[0])
    chance.shuffle(shuffled)

    assert thread_messages(shuffled) == thread_messages(case[0])


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: Fwd: Offer", ("offer", True)),
        ("AW: WG: Angebot", ("angebot", True)),
        ("RE[2]: Offer", ("offer", True)),
        ("Refit of lift 3", ("refit of lift 3", False)),
        ("", ("", False)),
    ],
)
def test_base_subject(subject: str, expected: tuple[str, bool]) -> None:
    assert base_subject(subject) == expected
