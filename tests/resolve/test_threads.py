"""Conversations, with ids and without."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.resolve.threads import ThreadMessage, thread_messages

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
    by: str = "",
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
        people=people | ({by} if by else set()),
        sender=by,
        text_id=text or f"text {number}",
        quoted_id=quoted,
    )


def read_mail(mail: dict[str, Any]) -> ThreadMessage:
    return message(
        mail["n"],
        mail["subject"],
        day=mail.get("day"),
        id=mail.get("id"),
        parents=tuple(mail.get("parents", ())),
        people=frozenset(mail.get("people", TWO)),
        by=mail.get("by", ""),
        text=mail.get("text", ""),
        quoted=mail.get("quotes"),
    )


FILE = Path(__file__).parent.parent / "cases" / "resolve" / "threads.toml"
CASES = {
    case["name"]: (list(map(read_mail, case["mails"])), list(map(set, case["threads"])))
    for case in tomllib.loads(FILE.read_text("utf-8"))["case"]
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


PLAIN = ["", "Hi", "Offer", "Re: Offer", "AW: Re: Offer", "Offer of motors", "RE: Offer of motors"]
WORN = [
    "[#7] Offer",
    "Re: [#7] Offer",
    "[#8] Offer",
    "[all] Offer",
    "[all 1/6] Offer",
    "[all 2/6] Hi",
]
WORDS = st.sampled_from(PLAIN + WORN)
IDS = st.sampled_from(["a", "b", "c", "d"])
NAMES = st.sampled_from(["ann", "tom", "bo", "list"])
MESSAGES = st.lists(
    st.builds(
        message,
        st.integers(0, 10**6),
        WORDS,
        day=st.none() | st.floats(0, 90),
        id=st.none() | IDS,
        parents=st.lists(IDS, max_size=2).map(tuple),
        by=NAMES,
        people=st.frozensets(NAMES, max_size=3),
        text=st.sampled_from(["", "t", "u"]),
        quoted=st.none() | st.sampled_from(["t", "u"]),
    ),
    max_size=12,
    unique_by=lambda m: m.id,
)


@given(MESSAGES, st.integers(0, 90))
def test_what_is_sent_later_changes_no_thread(messages: list[ThreadMessage], day: int) -> None:
    earlier = [m for m in messages if m.sent_at is not None and m.sent_at <= day * DAY]
    whole = thread_messages(messages)

    assert thread_messages(earlier) == {m.id: whole[m.id] for m in earlier}


@given(MESSAGES, st.randoms(use_true_random=False))
def test_any_archive_threads_alike_in_any_order(
    messages: list[ThreadMessage], chance: random.Random
) -> None:
    shuffled = list(messages)
    chance.shuffle(shuffled)

    assert thread_messages(shuffled) == thread_messages(messages)


@given(MESSAGES)
def test_a_thread_is_named_after_its_earliest_message(messages: list[ThreadMessage]) -> None:
    found = thread_messages(messages)
    refs = {m.id: m.ref for m in messages}

    assert set(found) == set(refs)
    assert set(found.values()) <= set(refs.values())


SUBJECTS = st.sampled_from(["", "Hello", "Re: Hello", "FW: Hello", "[EXTERNAL] Re: Hello"])
STRANGERS = st.lists(
    st.tuples(st.integers(0, 3), st.booleans(), SUBJECTS, st.floats(0, 90), st.booleans()),
    max_size=16,
)


@given(STRANGERS)
def test_no_thread_spans_mails_of_people_who_never_met(
    mails: list[tuple[int, bool, str, float, bool]],
) -> None:
    archive = [
        message(
            number,
            subject,
            day=day,
            by=f"{'ann' if is_first else 'tom'} {pair}",
            people=frozenset({f"ann {pair}", f"tom {pair}"}),
            text="thank you",
            quoted="thank you" if is_quoting else None,
        )
        for number, (pair, is_first, subject, day, is_quoting) in enumerate(mails)
    ]

    for group in groups(thread_messages(archive)):
        assert len({mails[number][0] for number in group}) == 1


def test_many_mails_of_one_subject_cost_no_more_than_others() -> None:
    people = [frozenset({f"a{n}", f"b{n}"}) for n in range(4000)]
    archive = [message(n, "Re: Offer", day=n / 1000, people=p) for n, p in enumerate(people)]

    assert len(set(thread_messages(archive).values())) == len(archive)


@pytest.mark.parametrize("subject", ["Re: [list-{n}] Offer", "Re: Offer [Ticket#{n}]"])
def test_ever_new_tags_or_tickets_leave_a_thread_whole_that_ids_make(subject: str) -> None:
    archive = [
        message(n, subject.format(n=n), day=n / 1000, id=f"<{n}>", parents=(f"<{n - 1}>",))
        for n in range(10_000)
    ]

    assert len(set(thread_messages(archive).values())) == 1
