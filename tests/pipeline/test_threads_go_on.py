"""Threads that are gone on with are those that following all mails anew would give."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwill.store.book_state import write_state
from goodwill.store.database import Rows, Store, Transaction, open_store
from goodwill.who_is_who import conversations
from goodwill.who_is_who.conversations import threads_now

DAY = 86_400
NAMES = ["ann", "tom", "bo", "list"]
SUBJECTS = [
    "",
    "Offer",
    "Re: Offer",
    "AW: Re: Offer",
    "Offer of motors",
    "RE: Offer of motors",
    "Motors (was: Offer)",
    "[#7] Offer",
    "Re: [#7] Offer",
    "[#8] Offer",
    "[all] Offer",
    "[all 1/6] Offer",
    "[all 2/6] Hi",
]
IDS = st.sampled_from(list("abcdef"))


class Mail(NamedTuple):
    """A mail as a book keeps it."""

    subject: str
    day: float | None
    own_id: str | None
    parents: list[str]
    by: str | None
    people: frozenset[str]
    text: str
    quoted: str | None


MAILS = st.builds(
    Mail,
    st.sampled_from(SUBJECTS),
    st.none() | st.floats(0, 90) | st.integers(0, 3).map(float),
    st.none() | IDS,
    st.lists(IDS, max_size=2),
    st.none() | st.sampled_from(NAMES),
    st.frozensets(st.sampled_from(NAMES), max_size=3),
    st.sampled_from([*string.ascii_lowercase, "t", "u", "t", "u"]),
    st.none() | st.sampled_from("tu"),
)
SYNCS = st.lists(
    st.tuples(st.lists(MAILS, max_size=6), st.sets(st.integers(1, 20), max_size=2)), max_size=5
)
"""What comes with each sync, and which mails are gone by then."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("book") / "book", create=True)
    yield opened
    opened.close()


def put(tx: Transaction, key: int, mail: Mail) -> None:
    """Store a mail: `ref` runs against the ids, so that ties are decided by it."""
    tx.run(
        "insert into message (id, fact_id, copy_rank, ref, message_id, refs, sent_at, date_from,"
        " subject, words, text_id, quoted_id, category, parser, flags, attachments, import_id,"
        " recorded_at) values (?, ?, '', ?, ?, ?, ?, '', ?, 1, ?, ?, 'human', '', '', '', 1, 1)",
        (
            key, f"f{key}", f"<{1000 - key}>", mail.own_id,
            "[" + ",".join(f'"{one}"' for one in mail.parents) + "]",
            None if mail.day is None else int(mail.day * DAY),
            mail.subject, mail.text, mail.quoted,
        ),
    )  # fmt: skip
    people = [*([("from", mail.by)] if mail.by else ()), *(("to", one) for one in mail.people)]
    tx.run_many(
        "insert into participant (message_id, position, role, point_id) values (?, ?, ?, ?)",
        [(key, n, role, NAMES.index(who) + 1) for n, (role, who) in enumerate(people)],
    )


def threads(tx: Transaction) -> tuple[Rows, Rows]:
    return (
        tx.rows("select * from message_thread order by message_id"),
        tx.rows(
            "select k.* from thread_key k join message m on m.id = k.message_id order by 1,2,3"
        ),
    )


WHO = dict(enumerate(NAMES, 1))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SYNCS)
def test_syncs_one_by_one_leave_what_following_all_mails_anew_gives(
    store: Store, syncs: Sequence[tuple[list[Mail], set[int]]]
) -> None:
    with store.write() as tx:
        empty(tx)
        last = 0
        for mails, gone in syncs:
            for key in gone & set(range(1, last + 1)):
                tx.run("delete from participant where message_id = ?", (key,))
                tx.run("delete from message where id = ?", (key,))
            for mail in mails:
                last += 1
                put(tx, last, mail)
            threads_now(tx, WHO).keep(tx)
        grown = threads(tx)

        write_state(tx, "threaded", "")
        threads_now(tx, WHO).keep(tx)

        assert threads(tx)[0] == grown[0]


def empty(tx: Transaction) -> None:
    for table in ("message", "participant", "message_thread", "thread_key", "book_state"):
        tx.run(f"delete from {table}")  # noqa: S608  a constant


@pytest.fixture
def offers(store: Store) -> Iterator[Transaction]:
    """An offer and its answer, followed."""
    with store.write() as tx:
        empty(tx)
        put(tx, 1, offer("Offer", 1, "ann"))
        put(tx, 2, offer("Re: Offer", 2, "tom"))
        threads_now(tx, WHO).keep(tx)
        yield tx


def offer(subject: str, day: float, by: str) -> Mail:
    return Mail(subject, day, None, [], by, frozenset({"ann", "tom"}), f"{day}", None)


def followed(tx: Transaction) -> int:
    """How many mails are followed now, and write what came of it."""
    now = threads_now(tx, WHO)
    now.keep(tx)
    return len(now.found.threads) if now.found else 0


def test_nothing_new_is_followed_nowhere(offers: Transaction) -> None:
    assert followed(offers) == 0


def test_a_newer_mail_is_followed_by_itself(offers: Transaction) -> None:
    put(offers, 3, offer("Re: Offer", 3, "ann"))

    assert followed(offers) == 1
    assert {thread for _, thread in threads(offers)[0]} == {"<999>"}


def test_an_older_mail_has_all_after_it_followed(offers: Transaction) -> None:
    put(offers, 3, offer("Offer", 0, "ann"))

    assert followed(offers) == 3


def test_much_that_is_new_is_followed_with_all(
    offers: Transaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "FEW", 0)
    put(offers, 3, offer("Re: Offer", 3, "ann"))

    assert followed(offers) == 3


def test_a_mail_that_is_gone_takes_its_thread_along(offers: Transaction) -> None:
    offers.run("delete from message where id = 1")

    assert followed(offers) == 1
    assert threads(offers)[0] == [(2, "<998>")]


def test_somebody_who_turns_out_to_be_another_has_all_followed(offers: Transaction) -> None:
    now = threads_now(offers, {**WHO, 3: "ann"})

    assert now.is_all


def test_another_name_for_the_same_people_has_none_followed(offers: Transaction) -> None:
    now = threads_now(offers, {number: name.upper() for number, name in WHO.items()})

    assert now.found is None


def test_an_older_versions_mark_has_all_followed(offers: Transaction) -> None:
    write_state(offers, "threaded", "043c67b01accab68")

    assert threads_now(offers, WHO).is_all


def test_a_book_without_mail_has_none(store: Store) -> None:
    with store.write() as tx:
        empty(tx)
        threads_now(tx, {}).keep(tx)

        assert threads(tx) == ([], [])
