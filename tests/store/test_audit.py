"""The record of looks: it can be added to, read, and not changed without being told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from goodwill.errors import StoreError
from goodwill.privacy.audit import HEAD_FILE, START, Entry, Head, each_entry, noted, noted_many
from goodwill.privacy.verify_audit import verify
from goodwill.store.database import Store

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(number: int, *whose: str, note: str | None = None) -> Entry:
    return Entry(
        who=f"user-{number}", what="read_words", at=AT, whose=whose, account_id="acme", note=note
    )


def filled(store: Store, count: int = 5) -> Head:
    return noted_many(store, [entry(number, "anna@acme.example") for number in range(count)])


def without_guards(store: Store, *statements: str) -> None:
    """What somebody does who has the file: the database itself no longer refuses."""
    drop = "drop trigger {}" if store.is_sqlite else "drop trigger {} on audit"
    with store.write() as tx:
        for name in ("audit_stays", "audit_holds"):
            tx.run(drop.format(name))
        for statement in statements:
            tx.run(statement)


def wrong(store: Store, *known: Head) -> str | None:
    with store.read() as tx:
        return verify(tx, store.folder, known).wrong


def test_entries_are_kept_in_order_and_name_nobody(any_store: Store) -> None:
    first = noted(any_store, entry(1, "Anna@acme.example", note="asked by her"))
    second = noted(any_store, entry(2, "anna@ACME.example"))

    with any_store.read() as tx:
        found = list(each_entry(tx))

    assert [row.who for row in found] == ["user-1", "user-2"]
    assert found[0].whose == found[1].whose
    assert "acme.example" not in repr(found)
    assert (first.id, second.id) == (1, 2)
    assert wrong(any_store) is None


def test_an_empty_record_is_whole(any_store: Store) -> None:
    with any_store.read() as tx:
        found = verify(tx, any_store.folder)

    assert (found.entries, found.head, found.wrong) == (0, f"0 {START}", None)


def test_the_database_refuses_to_replace_an_entry(any_store: Store) -> None:
    """`insert or replace` takes the old row away without asking what guards deleting."""
    filled(any_store)
    columns = "id, at, who, what, whose, note, note_digest, digest"
    other = f"({columns}) values (3, 0, 'somebody else', 'erased', '[]', null, '', '0')"
    how = (
        (f"insert or replace into audit {other}", f"replace into audit {other}")
        if any_store.is_sqlite
        else (f"insert into audit {other} on conflict (id) do update set who = excluded.who",)
    )

    for statement in how:
        with pytest.raises((DBAPIError, StoreError), match="only ever added to"):  # noqa: SIM117
            with any_store.write() as tx:
                tx.run(statement)

    assert wrong(any_store) is None


@pytest.mark.parametrize(
    "statement",
    [
        "delete from audit where id = 3",
        "delete from audit",
        "update audit set who = 'somebody else' where id = 3",
        "update audit set note = 'another reason' where id = 3",
        "update audit set digest = '0' where id = 3",
        "update audit set note = null, line = 'abusive' where id = 3",
    ],
)
def test_the_database_refuses_to_change_or_drop_an_entry(any_store: Store, statement: str) -> None:
    filled(any_store)

    with pytest.raises((DBAPIError, StoreError), match="only ever added to"):  # noqa: SIM117
        with any_store.write() as tx:
            tx.run(statement)

    assert wrong(any_store) is None


def test_a_note_may_be_emptied_and_the_chain_still_holds(any_store: Store) -> None:
    noted(any_store, entry(1, note="Anna Kern asked for it"))
    with any_store.write() as tx:
        tx.run("update audit set note = null where id = 1")

    assert wrong(any_store) is None


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update audit set who = 'x' where id = 3", "entry 3 does not fit"),
        ("update audit set whose = '[]' where id = 1", "entry 1 does not fit"),
        ("update audit set at = at + 1 where id = 5", "entry 5 does not fit"),
        ("update audit set note = 'x' where id = 2", "entry 2 does not fit: its note"),
        ("delete from audit where id = 2", "entry 2 is missing"),
        ("delete from audit where id = 1", "entry 1 is missing"),
        ("delete from audit where id > 3", "the end is missing"),
        ("delete from audit", "the end is missing"),
        ("update audit set id = id + 10", "entry 1 is missing"),
    ],
)
def test_whoever_has_the_file_is_found_out(any_store: Store, statement: str, told: str) -> None:
    filled(any_store)

    without_guards(any_store, statement)

    assert told in str(wrong(any_store))


def test_a_cut_that_also_mends_what_the_book_remembers_is_told_by_the_file(store: Store) -> None:
    filled(store)
    with store.read() as tx:
        third = list(each_entry(tx))[2]
    cut = f"update book_state set value = '3 {third.digest}' where name = 'audit head'"  # noqa: S608

    without_guards(store, "delete from audit where id > 3", cut)

    assert "the file audit.head knows 5 entries" in str(wrong(store))


def test_a_record_made_anew_is_told_by_a_head_that_was_written_down(store: Store) -> None:
    noted_down = filled(store)
    without_guards(store, "delete from audit")
    noted_many(store, [entry(9, "bo@acme.example")] * 7)

    assert wrong(store) is None
    assert "entry 5 is not the one" in str(wrong(store, noted_down))


def test_a_file_that_lags_behind_is_no_harm(store: Store) -> None:
    assert store.folder is not None
    first = filled(store)
    filled(store)
    (store.folder / HEAD_FILE).write_text(f"{first}\n", "ascii")

    assert wrong(store) is None


def test_a_head_is_read_as_it_was_written_and_nothing_else_is() -> None:
    head = Head(12, "ab" * 32)

    assert Head.read(str(head)) == head
    assert Head.read(f"12:{'ab' * 32}\n") == head
    for text in ("", "12", "x " + "ab" * 32, "12 abc"):
        with pytest.raises(ValueError, match=text.strip() or "^$"):
            Head.read(text)
