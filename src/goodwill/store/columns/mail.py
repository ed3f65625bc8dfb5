"""Mail as relations, in columns: who of an account, and who of ours, was on it, and what it does.

A message stands under every account of which somebody is on it. Written by a third party, it is
shown for what it is: its side is `other`, and it does not count as either side saying something.

A book has more mail than anything else, so no row of it becomes an object of Python: the database
hands over columns, and whatever belongs together is found by number. Meetings, of which there are
few, and what mails pass on are next door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from goodwill.engines.schema import arrow_schema
from goodwill.facts.acts import REMARK_IDS
from goodwill.store.columns.arrays import Days, as_array
from goodwill.store.database import Transaction

__all__ = ["mail_tables"]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Columns = Mapping[str, "pa.Array[Any]"]

_REMARKS = pa.array(REMARK_IDS, pa.string())
_SIDES = ("ours", "theirs", "other")
OURS, THEIRS, OTHER = range(3)
NOBODY = -1

_THEIR_MAIL = """
SELECT DISTINCT p.message_id FROM point_link l JOIN participant p ON p.point_id = l.point_id
WHERE l.account_id = ?
"""
_MAIL = (
    "m.id", "m.ref", "m.fact_id", "coalesce(t.thread_id, m.ref)", "m.sent_at", "m.category",
    "m.subject", "m.words", "m.authenticated", "m.utc_offset_minutes",
)  # fmt: skip
_OF_MAIL = """
FROM message m LEFT JOIN message_thread t ON t.message_id = m.id
WHERE m.id IN (?*) AND m.sent_at IS NOT NULL
"""
_LINK = ("point_id", "person_id", "account_id", "side")


def mail_tables(reader: Transaction, wanted: Sequence[str], days: Days) -> dict[str, pa.Table]:
    """The relations of mail, with the rows of these accounts, each account's by time."""
    shown = [reader.rows(_THEIR_MAIL, (account_id,)) for account_id in wanted]
    account = np.repeat(np.arange(len(wanted)), [len(found) for found in shown])
    message = np.array([key for found in shown for (key,) in found], dtype=np.int64)
    mails = _mails(reader, message, days)
    at = np.searchsorted(mails.key, message)
    is_dated = np.append(mails.key, NOBODY)[at] == message
    account, at = account[is_dated], at[is_dated]
    order = np.lexsort((mails.rank[at], account))
    account, at = account[order], at[order]
    people = _people(reader, mails.key, wanted)
    present = _present(people, account, mails.key[at])
    is_human = mails.is_human[at] & (present.side != OTHER)
    rows = {
        "account_id": pa.array(wanted, pa.string()).take(account),
        **{name: column.take(at) for name, column in mails.columns.items()},
        "side": pa.array(_SIDES, pa.string()).take(present.side),
        "sender": people.names.take(present.writer),
        "is_human": pa.array(is_human),
        "to_count": pa.array(present.to_count),
        "counterpart": people.person.take(present.counterpart),
    }
    return {
        "message": _table("message", rows),
        "message_person": _message_people(rows, people, present),
        **_acts(reader, rows, mails.key[at], np.flatnonzero(is_human)),
    }


class _Mails(NamedTuple):
    """Dated mails by key, their rank by time, and what stands in each row of theirs."""

    key: Ints
    rank: Ints
    is_human: Flags
    columns: Columns


def _mails(reader: Transaction, wanted: Ints, days: Days) -> _Mails:
    keys = np.unique(wanted).tolist()
    key, ref, fact_id, thread_id, sent_at, category, subject, words, authenticated, offset = (
        reader.columns_in(_MAIL, _OF_MAIL, keys)
    )
    seconds = np.array(sent_at, dtype=np.int64)
    columns = {
        "message_id": pa.array(ref, pa.string()),
        "thread_id": pa.array(thread_id, pa.string()),
        "sent_at": as_array(sent_at, pa.timestamp("us")),
        "sent_on": pa.array(days.of(seconds)).cast(pa.int32()).cast(pa.date32()),
        "subject": pa.array(subject, pa.string()),
        "words": pa.array(words, pa.int64()),
        "is_authentic": as_array(
            [known is None or bool(known) for known in authenticated], pa.bool_()
        ),
        "utc_offset_minutes": pa.array(offset, pa.int64()),
    }
    parts = (columns["sent_at"], columns["message_id"], pa.array(fact_id, pa.string()))
    by_time = pc.sort_indices(
        pa.table(dict(zip("abc", parts, strict=True))), [(name, "ascending") for name in "abc"]
    )
    rank = np.empty(len(key), dtype=np.int64)
    rank[by_time.to_numpy()] = np.arange(len(key))
    order = np.argsort(np.array(key, dtype=np.int64), kind="stable")
    is_human = np.array([one == "human" for one in category], dtype=np.bool_)
    return _Mails(
        np.array(key, dtype=np.int64)[order],
        rank[order],
        is_human[order],
        {name: column.take(order) for name, column in columns.items()},
    )


class _People(NamedTuple):
    """Who is on each mail, in the order they stand there, and what is known of them by number.

    `link` numbers those who are known, and last of all whom nobody knows: that one has no `person`,
    and the empty name.
    """

    message: Ints
    link: Ints
    role: pa.Array[Any]
    person: pa.Array[Any]
    names: pa.Array[Any]
    account: Ints
    side: Ints


def _people(reader: Transaction, messages: Ints, wanted: Sequence[str]) -> _People:
    message, position, role, point = reader.columns_in(
        ("message_id", "position", "role", "point_id"),
        "FROM participant WHERE message_id IN (?*)",
        messages.tolist(),
    )
    key, of_point = np.array(message, dtype=np.int64), np.array(point, dtype=np.int64)
    order = np.lexsort((np.array(position, dtype=np.int64), key))
    points = np.unique(of_point)
    found = reader.columns_in(_LINK, "FROM point_link WHERE point_id IN (?*)", points.tolist())
    known, person, account, side = found
    number = {place: at for at, place in enumerate(known)}
    nobody = len(known)
    link_of_point = np.array([number.get(one, nobody) for one in points.tolist()], dtype=np.int64)
    code = {name: at for at, name in enumerate(wanted)}
    sides = {"ours": OURS, "theirs": THEIRS}
    return _People(
        message=key[order],
        link=link_of_point[np.searchsorted(points, of_point[order])],
        role=pa.array(role, pa.string()).take(order),
        person=pa.array([*person, None], pa.string()),
        names=pa.array([*person, ""], pa.string()),
        account=np.array([*(code.get(one, NOBODY) for one in account), NOBODY], dtype=np.int64),
        side=np.array([*(sides.get(one, OTHER) for one in side), OTHER], dtype=np.int64),
    )


class _Present(NamedTuple):
    """By row: side and writer, how many it went To, and whom of the other side it is meant for.

    `row` and `link` are those of the account and of us, in the order they stand on each message.
    """

    side: Ints
    writer: Ints
    to_count: Ints
    counterpart: Ints
    row: Ints
    link: Ints
    role: pa.Array[Any]


def _present(people: _People, account: Ints, message: Ints) -> _Present:
    row, at = _each(message, people.message)
    link = people.link[at]
    role = people.role.take(at)
    is_from, is_to, is_cc = (_is(role, name) for name in ("from", "to", "cc"))
    is_theirs = (people.side[link] == THEIRS) & (people.account[link] == account[row])
    is_here = (people.side[link] == OURS) | is_theirs
    first = partial(_first, row, link, nothing=np.full(len(account), len(people.names) - 1))
    sender, stranger = first(is_here & is_from), first(is_from)
    side = people.side[sender]
    is_other = is_here & (people.side[link] != side[row])
    meant, beside = first(is_other & is_to), first(is_other & is_cc)
    here = np.flatnonzero(is_here)
    return _Present(
        side=side,
        writer=np.where(side == OTHER, stranger, sender),
        to_count=np.bincount(row[is_to], minlength=len(account)).astype(np.int64),
        counterpart=np.where(people.side[meant] == OTHER, beside, meant),
        row=row[here],
        link=link[here],
        role=role.take(here),
    )


def _is(column: pa.Array[Any], word: str) -> Flags:
    found: Flags = pc.equal(column, pa.scalar(word)).to_numpy(zero_copy_only=False)
    return found


def _each(wanted: Ints, held: Ints) -> tuple[Ints, Ints]:
    """For each wanted key, all places of `held`, which stands in order: which wanted, and where."""
    start, stop = (np.searchsorted(held, wanted, side) for side in ("left", "right"))
    count = stop - start
    row = np.repeat(np.arange(len(wanted)), count)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(count) - count - start, count)


def _first(row: Ints, link: Ints, keep: Flags, nothing: Ints) -> Ints:
    """The first kept link of each row, what `nothing` holds where there is none."""
    kept = np.flatnonzero(keep)
    at = kept[np.diff(row[kept], prepend=NOBODY) != 0]
    found = nothing.copy()
    found[row[at]] = link[at]
    return found


def _message_people(rows: Columns, people: _People, present: _Present) -> pa.Table:
    """Everybody of the account and of us once, in each role."""
    person = people.names.dictionary_encode().indices.to_numpy()
    role = present.role.dictionary_encode()
    keys = (
        present.row,
        role.indices.to_numpy(),
        person[present.link],
        people.side[present.link],
    )
    order = np.lexsort(keys)
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = np.any([np.diff(key[order]) != 0 for key in keys], axis=0)
    once = np.sort(order[is_new])
    row, link = present.row[once], present.link[once]
    return _table(
        "message_person",
        {
            "account_id": rows["account_id"].take(row),
            "message_id": rows["message_id"].take(row),
            "person_id": people.person.take(link),
            "side": pa.array(_SIDES, pa.string()).take(people.side[link]),
            "role": present.role.take(once),
        },
    )


_OF_THE_MESSAGE = (
    "account_id", "message_id", "thread_id", "sent_at", "sent_on", "side", "sender", "counterpart"
)  # fmt: skip


def _acts(reader: Transaction, rows: Columns, message: Ints, is_human: Ints) -> dict[str, pa.Table]:
    """What human mail does, its message repeated, and what it remarks."""
    key, position, act, probability, quote, due_on = reader.columns_in(
        ("message_id", "position", "act", "probability", "quote", "due_on"),
        "FROM act WHERE message_id IN (?*)",
        np.unique(message[is_human]).tolist(),
    )
    keys = np.array(key, dtype=np.int64)
    order = np.lexsort((np.array(position, dtype=np.int64), keys))
    row, at = _each(message[is_human], keys[order])
    said = {
        "act": pa.array(act, pa.string()),
        "probability": as_array(probability, pa.float64()),
        "quote": pa.array(quote, pa.string()),
        "due_on": as_array(due_on, pa.date32()),
    }
    is_remark = pc.is_in(said["act"], value_set=_REMARKS).to_numpy(zero_copy_only=False)
    found = {}
    for relation, chosen in (("act", ~is_remark), ("remark", is_remark)):
        kept = np.flatnonzero(chosen[order][at])
        of_act, of_row = order[at[kept]], is_human[row[kept]]
        columns = {name: column.take(of_act) for name, column in said.items()}
        columns["remark"] = columns["act"]
        columns |= {name: rows[name].take(of_row) for name in _OF_THE_MESSAGE}
        columns["passed_on_by"] = pa.nulls(len(kept), pa.string())
        columns["passed_on"] = pa.nulls(len(kept), pa.date32())
        found[relation] = _table(relation, columns)
    return found


def _table(relation: str, columns: Columns) -> pa.Table:
    schema = arrow_schema(relation)
    return pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)
