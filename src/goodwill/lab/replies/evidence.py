"""The signs of an answer and what came, mail by mail, as the product's own tables give them.

Each mailbox becomes an account: its owner is ours, everybody else theirs. The rows are those of
`reply_signs`, so a sign means here exactly what it means in a book.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from goodwill.engines.duckdb import ENGINE
from goodwill.engines.schema import arrow_schema, empty_table
from goodwill.facts.tables import RELATIONS, ActRow, MessagePersonRow, MessageRow
from goodwill.lab.replies.archives import Archive, Mail, Mailbox, mailboxes
from goodwill.signals.header import derived_tables

__all__ = ["SIGNS", "Evidence", "evidence_of", "together"]

SIGNS = ("question", "request", "is_first", "earlier", "silent")
"""Columns of `reply_signs` that tell of an answer before it is there."""

PARTS = 5
"""Parts of a list: the threads of one are held out together."""

WITHIN_HOURS = 100.0
"""Working hours, ten days of them: an answer later than that is none (`unanswered.sql`)."""

_QUERY = f"""
select account_id, message_id, {", ".join(SIGNS)},
    answer_id is not null and hours <= {WITHIN_HOURS} as is_answered
from reply_signs
order by account_id, message_key
"""  # noqa: S608  our own names

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Mails that may be answered: their signs (mails x `SIGNS`), and which were."""

    signs: Floats
    answered: NDArray[np.bool_]
    marked: NDArray[np.bool_]  # has a question mark
    in_list: NDArray[np.bool_]  # from an archive of a list
    folds: NDArray[np.str_]  # what is held out together: a mailbox, or a part of a list
    threads: tuple[str, ...]

    @property
    def asks(self) -> NDArray[np.bool_]:
        """Whether a mail holds a question or a request: what signals look at."""
        return (self.signs[:, 0] > 0) | (self.signs[:, 1] > 0)


def evidence_of(archive: Archive) -> Evidence:
    """Every mail of an archive whose answer would be in it, once for each mailbox it counts in."""
    boxes = tuple(mailboxes(archive))
    places = {id(mail): place for place, mail in enumerate(archive.mails)}
    folds = _folds(archive)
    found = [
        (row, boxes[int(row["account_id"])], archive.mails[int(row["message_id"])])
        for row in _signs_of(_tables(boxes, places), archive)
    ]
    kept = [(row, box, mail) for row, box, mail in found if box.would_show(mail)]
    signs = np.array([[row[sign] for sign in SIGNS] for row, _, _ in kept], np.float64)
    signs = signs.reshape(len(kept), len(SIGNS))
    return Evidence(
        signs=signs,
        answered=np.array([_is_answered(*each) for each in kept], np.bool_),
        marked=np.array(["?" in mail.message.text for _, _, mail in kept], np.bool_),
        in_list=np.full(len(kept), archive.has_ids),
        folds=np.array([folds[mail.thread] for _, _, mail in kept], np.str_),
        threads=tuple(f"{archive.name} {mail.thread}" for _, _, mail in kept),
    )


def together(parts: Sequence[Evidence]) -> Evidence:
    """The evidence of several archives as one."""
    return Evidence(
        signs=np.concatenate([part.signs for part in parts]),
        answered=np.concatenate([part.answered for part in parts]),
        marked=np.concatenate([part.marked for part in parts]),
        in_list=np.concatenate([part.in_list for part in parts]),
        folds=np.concatenate([part.folds for part in parts]),
        threads=tuple(thread for part in parts for thread in part.threads),
    )


def _is_answered(row: Mapping[str, Any], box: Mailbox, mail: Mail) -> bool:
    return box.is_answered(mail) if box.archive.has_ids else bool(row["is_answered"])


def _folds(archive: Archive) -> Mapping[str, str]:
    """What each thread is held out with: its mailbox, of a list a fifth of its threads."""
    threads = dict.fromkeys(mail.thread for mail in archive.mails)
    if not archive.has_ids:
        return dict.fromkeys(threads, archive.name)
    return {thread: f"{archive.name} {place % PARTS + 1}" for place, thread in enumerate(threads)}


def _signs_of(tables: Mapping[str, pa.Table], archive: Archive) -> list[dict[str, Any]]:
    """The rows of `reply_signs`, and what they rest on, from the tables of a few relations."""
    last = max(
        (mail.message.sent_at for mail in archive.mails if mail.message.sent_at), default=None
    )
    if last is None:
        return []
    engine = ENGINE.connect()
    params = {"as_of": (last + timedelta(days=1)).date()}
    for relation in RELATIONS:
        engine.load(relation, tables.get(relation, empty_table(relation)))
    for spec in derived_tables():
        engine.define(spec.name, spec.sql, params)
        if spec.name == "reply_signs":
            break  # what comes after it may need odds that are not fitted yet
    rows: list[dict[str, Any]] = engine.run(_QUERY, params).to_pylist()
    engine.close()
    return rows


def _tables(boxes: Sequence[Mailbox], places: Mapping[int, int]) -> Mapping[str, pa.Table]:
    """Mails, their people and their acts, a mailbox being an account."""
    mails: list[NamedTuple] = []
    people: list[NamedTuple] = []
    acts: list[NamedTuple] = []
    for account, box in enumerate(boxes):
        for mail in filter(_is_signed, box.mails):
            row = _message(str(account), str(places[id(mail)]), box, mail)
            mails.append(row)
            people += _people(row, box, mail)
            acts += _acts(row, mail)
    return {
        "message": _table("message", mails),
        "message_person": _table("message_person", people),
        "act": _table("act", acts),
    }


def _is_signed(mail: Mail) -> bool:
    return bool(mail.sender)


def _table(relation: str, rows: Sequence[Any]) -> pa.Table:
    return pa.Table.from_pylist([row._asdict() for row in rows], arrow_schema(relation))


def _side(box: Mailbox, person: str) -> str:
    return "ours" if box.is_ours(person) else "theirs"


def _message(account: str, place: str, box: Mailbox, mail: Mail) -> MessageRow:
    sent_at = datetime.fromtimestamp(mail.sent_at, UTC).replace(tzinfo=None)
    return MessageRow(
        account_id=account,
        message_id=place,
        thread_id=mail.thread,
        sent_at=sent_at,
        sent_on=sent_at.date(),
        side=_side(box, mail.sender),
        sender=mail.sender,
        is_human=True,
        subject="",
        words=0,
        to_count=sum(role == "to" for role, _ in mail.people),
        is_authentic=True,
        utc_offset_minutes=mail.message.utc_offset_minutes,
    )


def _people(row: MessageRow, box: Mailbox, mail: Mail) -> Iterator[MessagePersonRow]:
    for role, person in dict.fromkeys(mail.people):
        yield MessagePersonRow(
            account_id=row.account_id,
            message_id=row.message_id,
            person_id=person,
            side=_side(box, person),
            role=role,
        )


def _acts(row: MessageRow, mail: Mail) -> Iterator[ActRow]:
    for act in mail.acts:
        yield ActRow(
            account_id=row.account_id,
            message_id=row.message_id,
            thread_id=row.thread_id,
            act=act.act,
            probability=act.probability,
            quote=act.quote,
            sent_at=row.sent_at,
            sent_on=row.sent_on,
            side=row.side,
            sender=row.sender,
            counterpart=None,
        )
