"""Conversations, with ids and without."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.resolve.threads import ThreadMessage, thread_messages

DAY = 86_400
TWO = frozenset({"ann", "tom"})
LIST = frozenset({"riders@lists.example"})
HOME = frozenset({"ann@home.example"})
DESK = frozenset({"service@desk.example"})


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
    "an answer without a subject, within three days, to the one who wrote": (
        [
            message(1, "(no subject)", day=1, by="ann", people=TWO),
            message(2, "Re:", day=4, by="tom", people=TWO),
        ],
        [{1, 2}],
    ),
    "an answer without a subject after three days": (
        [
            message(1, "", day=1, by="ann", people=TWO),
            message(2, "Re:", day=4.1, by="tom", people=TWO),
        ],
        [{1}, {2}],
    ),
    "one of two passes a short subject on to a third within a fortnight": (
        [
            message(1, "Lunch", day=1, by="ann", people=TWO),
            message(2, "WG: Lunch", day=15, by="tom", people=frozenset({"bo"})),
        ],
        [{1, 2}],
    ),
    "and not after a fortnight": (
        [
            message(1, "Lunch", day=1, by="ann", people=TWO),
            message(2, "WG: Lunch", day=15.1, by="tom", people=frozenset({"bo"})),
        ],
        [{1}, {2}],
    ),
    "a known parent outranks an equal subject": (
        [
            message(1, "Offer", day=1, id="a"),
            message(2, "Offer", day=2, id="b"),
            message(3, "Re: Offer", day=3, id="c", parents=("a",)),
        ],
        [{1, 3}, {2}],
    ),
    "a list's tag before or behind the mark of a reply is no part of the subject": (
        [
            message(1, "[riders] Chain oil", day=1, by="ann", people=LIST),
            message(2, "Re: [riders] Chain oil", day=2, by="bo", people=LIST),
            message(3, "[riders] RE: Chain oil", day=3, by="cy", people=LIST),
        ],
        [{1, 2, 3}],
    ),
    "on a list, a tagged answer without a mark soon after somebody else's mail": (
        [
            message(1, "[riders] Chain oil", day=1, by="ann", people=LIST),
            message(2, "[riders] Chain oil", day=2, by="bo", people=LIST),
        ],
        [{1, 2}],
    ),
    "a telling subject on a list whose address is all that is shared": (
        [
            message(1, "Oil for the chain", day=1, by="ann", people=LIST),
            message(2, "Re: Oil for the chain", day=2, by="bo", people=LIST),
        ],
        [{1, 2}],
    ),
    "one word is not telling where one person is all that is shared": (
        [
            message(1, "Hello", day=1, by="ann", people=frozenset({"tom"})),
            message(2, "Re: Hello", day=2, by="bo", people=frozenset({"tom"})),
        ],
        [{1}, {2}],
    ),
    "one word is enough on what has become a list": (
        [
            *(message(n, "", day=1, by=f"w{n}", people=LIST) for n in (1, 2, 3)),
            message(4, "Oil", day=2, by="ann", people=LIST),
            message(5, "Re: Oil", day=3, by="bo", people=LIST),
        ],
        [{1}, {2}, {3}, {4, 5}],
    ),
    "an answer by the one who was written to, without a mark, within three days": (
        [
            message(1, "Visit on Tuesday", day=1, by="ann", people=TWO),
            message(2, "Visit on Tuesday", day=4, by="tom", people=TWO),
        ],
        [{1, 2}],
    ),
    "without a mark and after three days it is a new conversation": (
        [
            message(1, "Visit on Tuesday", day=1, by="ann", people=TWO),
            message(2, "Visit on Tuesday", day=4.1, by="tom", people=TWO),
        ],
        [{1}, {2}],
    ),
    "of two threads of one subject on one day, the one whose writer is answered": (
        [
            message(1, "Invoice", day=1, by="ann", people=frozenset({"tom"})),
            message(2, "Invoice", day=1.1, by="bo", people=frozenset({"tom"})),
            message(3, "Re: Invoice", day=2, by="tom", people=frozenset({"ann"})),
        ],
        [{1, 3}, {2}],
    ),
    "a new subject that names the old one": (
        [
            message(1, "Gate motors", day=1),
            message(2, "Delivery dates (was: Re: Gate motors)", day=2),
            message(3, "Re: Delivery dates", day=3),
        ],
        [{1, 2, 3}],
    ),
    "the parts of a series by one writer": (
        [
            message(1, "[survey 1/2] North wing", day=1, by="ann", people=LIST),
            message(2, "[survey 2/2] South wing", day=1.01, by="ann", people=LIST),
            message(3, "[survey 2/2] South wing, again", day=3, by="ann", people=LIST),
        ],
        [{1, 2}, {3}],
    ),
    "thanks that everybody writes tie nobody to strangers": (
        [
            message(1, "Pipes", day=1, text="t"),
            message(2, "Wires", day=2, quoted="t", people=frozenset({"bo", "cy"})),
        ],
        [{1}, {2}],
    ),
    "of two mails with the same words, the one of the same subject is quoted": (
        [
            message(1, "Pipes", day=1, text="t"),
            message(2, "Wires", day=2, text="t"),
            message(3, "Re: Pipes", day=3, quoted="t"),
        ],
        [{1, 3}, {2}],
    ),
    "who quotes words of another conversation, never having got them, is no part of it": (
        [
            message(1, "Pipes", day=1, by="ann", text="t"),
            message(2, "Wires", day=2, quoted="t", by="bo", people=frozenset({"ann"})),
        ],
        [{1}, {2}],
    ),
    "no subject is no sign that quoted words are the same": (
        [
            message(1, "", day=1, by="ann", text="t"),
            message(2, "Re: Wires", day=2, quoted="t", by="cy", people=frozenset({"tom"})),
        ],
        [{1}, {2}],
    ),
    "quoted words of the sixtieth day": (
        [
            message(1, "Pipes", day=1, by="ann", text="t"),
            message(2, "Wires", day=61, by="tom", quoted="t"),
        ],
        [{1, 2}],
    ),
    "quoted words of the day after": (
        [
            message(1, "Pipes", day=1, by="ann", text="t"),
            message(2, "Wires", day=61.1, by="tom", quoted="t"),
        ],
        [{1}, {2}],
    ),
    "two customers of a desk with one subject, and somebody else of the desk answers": (
        [
            message(1, "Invoice", day=1, by="ann", people=DESK),
            message(2, "Invoice", day=1.1, by="bo", people=DESK),
            message(3, "Re: Invoice", day=2, by="max", people=frozenset({"ann"}) | DESK),
            message(4, "Re: Invoice", day=2.1, by="max", people=frozenset({"bo"})),
            message(5, "Re: Invoice", day=2.2, by="ann", people=frozenset({"max"})),
        ],
        [{1, 3, 5}, {2, 4}],
    ),
    "who answers one customer has not answered another": (
        [
            message(1, "Invoice", day=1, by="ann", people=DESK),
            message(2, "Re: Invoice", day=2, by="max", people=frozenset({"ann"}) | DESK),
            message(3, "Re: Invoice", day=3, by="max", people=frozenset({"cy"})),
        ],
        [{1, 2}, {3}],
    ),
    "a colleague answers weeks later whoever wrote a telling subject": (
        [
            message(1, "Weight limit of the lift", day=1, by="ann", people=DESK),
            message(2, "Re: Weight limit of the lift", day=27, by="max", people=frozenset({"ann"})),
        ],
        [{1, 2}],
    ),
    "weeks later, one word that anybody might have written": (
        [
            message(1, "Invoice", day=1, by="ann", people=DESK),
            message(2, "Re: Invoice", day=27, by="max", people=frozenset({"ann"})),
        ],
        [{1}, {2}],
    ),
    "within days, an answer to another address of whoever wrote": (
        [
            message(1, "Weight limit of the lift", day=1, by="ann", people=TWO),
            message(2, "Re: Weight limit of the lift", day=4, by="tom", people=HOME),
        ],
        [{1, 2}],
    ),
    "later, it may answer somebody else": (
        [
            message(1, "Weight limit of the lift", day=1, by="ann", people=TWO),
            message(2, "Re: Weight limit of the lift", day=4.1, by="tom", people=HOME),
        ],
        [{1}, {2}],
    ),
    "who passes a mail on is still in its conversation": (
        [
            message(1, "Invoice", day=1, by="ann", people=DESK),
            message(2, "Re: Invoice", day=2, by="max", people=frozenset({"ann"}) | DESK),
            message(3, "Fwd: Invoice", day=3, by="max", people=frozenset({"cy"})),
        ],
        [{1, 2, 3}],
    ),
    "a desk's number ties what wears another subject": (
        [
            message(1, "[Ticket#4711] Invoice", day=1, by="max"),
            message(2, "[#4711] Paid twice", day=61, by="ann", people=frozenset({"max"})),
        ],
        [{1, 2}],
    ),
    "a desk's number after the sixtieth day, or among strangers": (
        [
            message(1, "[Ticket#4711] Invoice", day=1, by="max"),
            message(2, "[#4711] Paid twice", day=61.1, by="ann", people=frozenset({"max"})),
            message(3, "[#4711] Blue paint", day=61.2, by="bo", people=frozenset({"cy"})),
        ],
        [{1}, {2}, {3}],
    ),
    "two numbers of one subject are two conversations": (
        [
            message(1, "[Ticket#4711] Invoice", day=1, by="max", people=TWO),
            message(2, "[Ticket#4712] Invoice", day=1.1, by="max", people=TWO),
            message(3, "Re: [Ticket#4711] Invoice", day=2, by="ann", people=TWO | {"max"}),
            message(4, "Re: [Ticket#4712] Invoice", day=2.1, by="ann", people=TWO | {"max"}),
        ],
        [{1, 3}, {2, 4}],
    ),
    "a gateway's tag makes no list": (
        [
            message(1, "[EXTERNAL] Your statement", day=1, by="ann", people=frozenset({"tom"})),
            message(2, "[EXTERNAL] Your statement", day=2, by="bo", people=frozenset({"tom"})),
        ],
        [{1}, {2}],
    ),
    "a list's tag is enough for one word, where exports have lost who it was sent to": (
        [
            message(1, "[riders] Oil", day=1, by="ann", people=frozenset()),
            message(2, "[riders] Oil", day=2, by="bo", people=frozenset()),
        ],
        [{1, 2}],
    ),
    "where answers wear a mark, a mail without one is a new matter": (
        [
            message(1, "Login problem", day=1, by="ann", people=TWO),
            message(2, "Re: Login problem", day=2, by="tom", people=TWO),
            message(3, "Login problem", day=3, by="ann", people=TWO),
            message(4, "Re: Login problem", day=4, by="tom", people=TWO),
        ],
        [{1, 2}, {3, 4}],
    ),
    "marks that pile up tell which of two conversations of one subject goes on": (
        [
            message(1, "Offer", day=1, by="ann", people=TWO),
            message(2, "AW: Offer", day=2, by="tom", people=TWO),
            message(3, "Offer", day=3, by="ann", people=TWO),
            message(4, "Re: Offer", day=4, by="tom", people=TWO),
            message(5, "Re: AW: Offer", day=5, by="ann", people=TWO),
        ],
        [{1, 2, 5}, {3, 4}],
    ),
    "a part of a long series that comes from the writer's other address": (
        [
            message(1, "[survey 1/5] North", day=1, by="ann", people=LIST),
            message(2, "[survey 3/5] South", day=1.01, by="ann", people=LIST),
            message(3, "[survey 2/5] West", day=1.02, by="ann at home", people=LIST),
            message(4, "[survey 2/5] West", day=1.03, by="bo", people=LIST),
        ],
        [{1, 2, 3}, {4}],
    ),
    "of short series there are many": (
        [
            message(1, "[survey 1/4] North", day=1, by="ann", people=LIST),
            message(2, "[survey 2/4] South", day=1.01, by="bo", people=LIST),
        ],
        [{1}, {2}],
    ),
    "a part that is missing, an hour later": (
        [
            message(1, "[survey 1/5] North", day=1, by="ann", people=LIST),
            message(2, "[survey 2/5] South", day=1.05, by="bo", people=LIST),
        ],
        [{1}, {2}],
    ),
    "a mail that cites two threads belongs to the nearer and leaves both": (
        [
            message(1, "Pipes", day=1, id="a"),
            message(2, "Wires", day=2, id="b"),
            message(3, "Both", day=3, id="c", parents=("a", "b")),
        ],
        [{1}, {2, 3}],
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
