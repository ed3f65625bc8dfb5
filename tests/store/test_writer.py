"""Putting batches away: each fact once, whatever comes, in whatever order, however often."""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.facts.base import SourceRef, content_id
from goodwill.facts.commerce import Invoice, InvoiceLine, Payment
from goodwill.facts.csv_tables import TableFact
from goodwill.facts.interactions import Attendee, Meeting, Message, Participant
from goodwill.sources.base import ReadError, SourceFile
from goodwill.store.database import Store, open_store
from goodwill.store.imports.files import Reading
from goodwill.store.imports.ledger import Counts, Tally
from goodwill.store.rows import (
    Entry,
    Excluded,
    Reject,
    make_fact_row,
    make_meeting_row,
    make_message_row,
)
from goodwill.store.tables.schema import COUNTS
from goodwill.store.upkeep.dump import dump_facts, facts_hash
from goodwill.store.writing.writer import Writer

HERE = SourceRef(connector="mbox", path="a.mbox", locator="0+10")
BAD = ReadError(path="a.csv", locator="row 3", reason="no number", row=(("amount", "x"),))


def message(text: str, *, copies_of: str = "ann@client.example", bcc: str = "") -> Message:
    """A mail; the same text is the same mail."""
    people = [Participant(role="from", address=copies_of, name="Ann")]
    if bcc:
        people.append(Participant(role="bcc", address=bcc, name=""))
    return Message(
        fact_id=content_id(copies_of, text),
        ref=f"<{text}@x>",
        message_id=f"<{text}@x>",
        in_reply_to=None,
        references=(),
        sent_at=datetime(2026, 3, 1, tzinfo=UTC),
        date_from="date",
        utc_offset_minutes=0,
        participants=tuple(people),
        subject="",
        text=text,
        zones=(),
        text_id=text,
        quoted_id=None,
        language=None,
        category="human",
        authenticated=None,
        attachments=(),
        parser="fast",
        flags=(),
        source=HERE,
    )


def meeting(title: str, *, hour: int = 9, answer: str = "accepted") -> Meeting:
    """A meeting; its `ref` is the same whatever its title."""
    starts = datetime(2026, 3, 1, hour, tzinfo=UTC)
    return Meeting(
        fact_id=content_id(title, str(hour)),
        ref="uid-1",
        starts_at=starts,
        ends_at=starts,
        all_day=False,
        title=title,
        place="",
        description="",
        is_cancelled=False,
        attendees=(
            Attendee(address="ann@client.example", name="", response=answer, is_organizer=True),
        ),
        flags=(),
        source=HERE,
    )


def invoice(number: str, amount: int = 100) -> Invoice:
    return Invoice(
        invoice_id=number,
        account_id="acme",
        issued_on=date(2026, 1, 1),
        amount=Decimal(amount),
        source=HERE,
    )


def payment(number: str, invoice_id: str) -> Payment:
    return Payment(
        payment_id=number,
        invoice_id=invoice_id,
        paid_on=date(2026, 2, 1),
        amount=Decimal(5),
        source=HERE,
    )


def nothing() -> BinaryIO:
    return io.BytesIO()


class Desk:
    """Imports into one store: files by name, each import a writer of its own."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.files: dict[str, tuple[int, int]] = {}
        self.new_import()

    def new_import(self) -> None:
        self.writer = Writer(self.store, 1_000)

    def _begin(self, name: str, *, again: bool) -> Reading:
        is_known = name in self.files
        key, generation = self.files.get(name, (0, 0))
        key = key or self.writer.new_file_id()
        self.files[name] = (key, generation + (again or not is_known))
        file = SourceFile(
            path=name,
            connector="mbox",
            size=1,
            modified_ns=1,
            open=nothing,
        )
        return Reading(
            source_file_id=key,
            ledger_id=key,
            generation=self.files[name][1],
            position=0,
            is_known=is_known,
            file=file,
        )

    def put(self, name: str, *outcomes: object, again: bool = False) -> Counts:
        """Commit one batch of one file; `again`: the file was read once more from its start."""
        started = []
        if again or name not in self.files:
            started.append(self._begin(name, again=again))
        key, generation = self.files[name]
        entries = [
            Entry(key, generation, f"row {number}", outcome)
            for number, outcome in enumerate(outcomes, 2)
        ]
        tally = Tally()
        self.writer.commit(entries, tally, started)
        return tally.by_ledger().get(key, Counts())

    def rows(self, name: str, *facts: TableFact, again: bool = False) -> Counts:
        return self.put(name, *(make_fact_row(fact) for fact in facts), again=again)

    def ledger(self) -> list[Counts]:
        names = ", ".join(COUNTS)
        found = self.store.rows(f"SELECT {names} FROM ledger ORDER BY import_id, source_file_id")  # noqa: S608
        return [Counts(**dict(zip(COUNTS, row, strict=True))) for row in found]

    def current(self, table: str, column: str) -> list[object]:
        found = self.store.rows(
            f"SELECT {column} FROM {table} WHERE superseded_by IS NULL ORDER BY id"  # noqa: S608
        )
        return [value for (value,) in found]


@pytest.fixture
def desk(any_store: Store) -> Desk:
    return Desk(any_store)


def test_the_same_mail_in_two_mailboxes_is_one_fact_with_two_places(desk: Desk) -> None:
    row = make_message_row(message("hello"), ())

    first, second = desk.put("a.mbox", row), desk.put("b.mbox", row)

    assert (first.imported, second.duplicate) == (1, 1)
    assert desk.store.rows("SELECT count(*) FROM message") == [(1,)]
    assert desk.store.rows("SELECT count(*) FROM placement") == [(2,)]


def test_of_two_copies_the_one_that_tells_more_is_kept_in_either_order(tmp_path: Path) -> None:
    plain = make_message_row(message("hello"), ())
    with_bcc = make_message_row(message("hello", bcc="b@us.example"), ())
    hashes = []
    for number, rows in enumerate(((plain, with_bcc), (with_bcc, plain))):
        store = open_store(tmp_path / str(number), create=True)
        desk = Desk(store)
        desk.put("a.mbox", rows[0])
        desk.put("b.mbox", rows[1])
        found = store.rows("SELECT role FROM participant ORDER BY position")
        hashes.append([line for line in dump_facts(store) if "placement" not in line])
        store.close()
        assert found == [("from",), ("bcc",)]

    assert hashes[0] == hashes[1]


def test_a_meeting_that_moved_takes_the_place_of_the_old_one(desk: Desk) -> None:
    desk.put("a.ics", make_meeting_row(meeting("Review", hour=9)))
    desk.put("b.ics", make_meeting_row(meeting("Review", hour=11)))

    assert desk.current("meeting", "starts_at") == [1_772_362_800]
    assert desk.store.rows("SELECT count(*) FROM meeting") == [(2,)]


def test_a_calendar_in_which_they_answered_tells_more(desk: Desk) -> None:
    desk.put("a.ics", make_meeting_row(meeting("Review", answer="needs-action")))
    counts = desk.put("b.ics", make_meeting_row(meeting("Review", answer="declined")))

    assert counts.duplicate == 1
    assert desk.store.rows("SELECT response FROM attendee") == [("declined",)]


def test_a_mended_row_is_the_newer_one_and_the_old_one_is_kept(desk: Desk) -> None:
    desk.rows("invoices.csv", invoice("i1", 100))
    desk.rows("mended.csv", invoice("i1", 110))

    assert desk.current("invoice", "amount") == [110_000_000]
    assert desk.store.rows("SELECT count(*) FROM invoice") == [(2,)]


def test_an_old_file_read_again_does_not_undo_what_was_mended(desk: Desk) -> None:
    desk.rows("invoices.csv", invoice("i1", 100))
    desk.rows("mended.csv", invoice("i1", 110))
    counts = desk.rows("copy of invoices.csv", invoice("i1", 100))

    assert counts.duplicate == 1
    assert desk.current("invoice", "amount") == [110_000_000]


def test_a_file_edited_and_edited_back_says_what_it_says_now(desk: Desk) -> None:
    desk.rows("invoices.csv", invoice("i1", 100))
    desk.rows("invoices.csv", invoice("i1", 110), again=True)
    counts = desk.rows("invoices.csv", invoice("i1", 100), again=True)

    assert counts.imported == 1
    assert desk.current("invoice", "amount") == [100_000_000]


def test_two_rows_of_one_key_in_one_file_contradict_each_other(desk: Desk) -> None:
    counts = desk.rows("invoices.csv", invoice("i1", 100), invoice("i2"), invoice("i1", 999))

    assert (counts.imported, counts.unreadable) == (2, 1)
    assert desk.current("invoice", "amount") == [100_000_000, 100_000_000]
    ((locator, reason, row),) = desk.store.rows("SELECT locator, reason, row_json FROM reject")
    assert (locator, reason.split(" has ")[0]) == ("row 4", "row 2 of this file")
    assert dict(orjson.loads(row))["amount"] == "999"


def test_the_contradiction_is_seen_though_the_first_was_known_from_another_file(
    desk: Desk,
) -> None:
    desk.rows("old.csv", invoice("i1", 100))
    counts = desk.rows("new.csv", invoice("i1", 100), invoice("i1", 999))

    assert (counts.duplicate, counts.unreadable) == (1, 1)
    assert desk.current("invoice", "amount") == [100_000_000]


def test_the_contradiction_is_seen_though_the_import_stopped_between_both(desk: Desk) -> None:
    desk.rows("invoices.csv", invoice("i1", 100))
    desk.new_import()
    counts = desk.rows("invoices.csv", invoice("i1", 999))

    assert counts.unreadable == 1
    assert desk.current("invoice", "amount") == [100_000_000]


def test_a_row_that_stands_twice_word_for_word_is_a_duplicate(desk: Desk) -> None:
    counts = desk.rows("invoices.csv", invoice("i1"), invoice("i1"))

    assert (counts.imported, counts.duplicate) == (1, 1)


def test_a_payment_waits_for_its_invoice_and_then_counts_as_imported(desk: Desk) -> None:
    counts = desk.rows("payments.csv", payment("p1", "i1"), payment("p2", "i2"))
    assert (counts.imported, counts.waiting) == (0, 2)

    desk.new_import()
    assert desk.rows("payments.csv", payment("p1", "i1"), again=True).waiting == 1
    desk.rows("invoices.csv", invoice("i1"))

    first, payments, invoices = desk.ledger()
    assert (first.imported, first.waiting) == (1, 1)
    assert (payments.duplicate, payments.waiting) == (1, 0)
    assert invoices.imported == 1


def test_a_line_in_the_same_batch_as_its_invoice_does_not_wait(desk: Desk) -> None:
    line = InvoiceLine(invoice_id="i1", line="1", source=HERE)

    counts = desk.rows("mixed.csv", line, invoice("i1"))

    assert (counts.imported, counts.waiting) == (2, 0)


def test_an_excluded_record_leaves_nothing_but_its_count(desk: Desk) -> None:
    counts = desk.put("a.mbox", Excluded("@doctor.example"))

    assert (counts.seen, counts.excluded) == (1, 1)
    assert list(dump_facts(desk.store)) == []


KINDS = st.one_of(
    st.sampled_from("abcdef").map(lambda text: make_message_row(message(text), ())),
    st.sampled_from("abc").map(
        lambda t: make_message_row(message(t, bcc="x@us.example", copies_of="b@c.example"), ())
    ),
    st.tuples(st.sampled_from("ijk"), st.integers(1, 2)).map(lambda a: make_fact_row(invoice(*a))),
    st.tuples(st.sampled_from("pqr"), st.sampled_from("ijk")).map(
        lambda a: make_fact_row(payment(*a))
    ),
    st.integers(8, 10).map(lambda hour: make_meeting_row(meeting("Review", hour=hour))),
    st.just(Excluded("rule")),
    st.just(Reject(BAD, "invoices", None)),
)
BATCH = st.tuples(st.sampled_from(["a", "b", "c"]), st.booleans(), st.lists(KINDS, max_size=8))


@settings(max_examples=40, deadline=None)
@given(batches=st.lists(BATCH, max_size=8), stops=st.sets(st.integers(0, 8)))
def test_the_ledger_adds_up_whatever_comes(
    batches: Sequence[tuple[str, bool, list[object]]], stops: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(folder, create=True)
        desk = Desk(store)
        for number, (name, again, outcomes) in enumerate(batches):
            if number in stops:
                desk.new_import()
            counts = desk.put(name, *outcomes, again=again)
            assert counts.seen == len(outcomes)
        ledger = desk.ledger()
        waiting = "SELECT (SELECT count(*) FROM payment WHERE is_waiting)"
        waits = store.rows(waiting)[0][0]
        stored = store.rows(
            "SELECT (SELECT count(*) FROM message) + (SELECT count(*) FROM meeting)"
            " + (SELECT count(*) FROM invoice WHERE superseded_by IS NULL)"
            " + (SELECT count(*) FROM payment WHERE superseded_by IS NULL)"
        )[0][0]
        store.close()

    assert all(counts.adds_up for counts in ledger)
    assert all(min(getattr(counts, name) for name in COUNTS) >= 0 for counts in ledger)
    assert sum(counts.seen for counts in ledger) == sum(len(found) for *_, found in batches)
    assert sum(counts.imported for counts in ledger) >= stored - waits


@settings(max_examples=25, deadline=None)
@given(
    names=st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12),
    seed=st.integers(0, 10_000),
    cut=st.integers(1, 6),
)
def test_the_order_in_which_facts_arrive_changes_nothing(
    names: list[str], seed: int, cut: int
) -> None:
    rows: list[object] = [make_message_row(message(name), ()) for name in names]
    rows += [make_message_row(message(name, bcc=f"{name}@us.example"), ()) for name in names[::2]]
    rows += [make_fact_row(invoice(name)) for name in names]
    rows += [make_fact_row(payment(name, name)) for name in names[::3]]
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311  a seeded order

    assert _facts_of(rows, 100) == _facts_of(shuffled, cut)


def _facts_of(rows: Sequence[object], cut: int) -> list[str]:
    """The facts after these rows came in batches of `cut`; places apart, which tell the order."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(folder, create=True)
        desk = Desk(store)
        for start in range(0, len(rows), cut):
            desk.put("a", *rows[start : start + cut])
        found = [line for line in dump_facts(store) if not line.startswith('["placement"')]
        store.close()
    return found


def test_the_hash_of_the_facts_moves_with_them(desk: Desk) -> None:
    before = facts_hash(desk.store)
    desk.rows("invoices.csv", invoice("i1"))
    after = facts_hash(desk.store)
    desk.rows("copy.csv", invoice("i1"))

    assert before != after
    assert facts_hash(desk.store) == after
