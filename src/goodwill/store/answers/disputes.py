"""What people said of the lines of statements, kept for good.

A row is added and never changed, but for the moment at which it is withdrawn. Whoever writes lets
go of the account's stored statements in the same transaction (`goodwill.store.statements.storing`),
so that none says what no longer holds. Reading needs no SQLAlchemy.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, cast

import orjson

from goodwill.facts.disputes import About, Answer, Dispute
from goodwill.store.who_is_who.accounts import account_names

if TYPE_CHECKING:
    from goodwill.store.database import Transaction
    from goodwill.store.reader import Reader

__all__ = ["add_dispute", "all_disputes", "disputes_in_force", "mails_with_act", "withdraw"]

_COLUMNS = 'id, account_id, made_at, line, answer, value, ref, reason, "by", withdrawn_at'


def add_dispute(tx: Transaction, said: Dispute, *, made_at: int) -> int:
    """Write down what a person says; the id that it gets."""
    new = tx.next_id("dispute")
    about = None if said.about is None else _as_text(said.about)
    tx.run(
        f"insert into dispute ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, null)",
        (
            new,
            said.account_id,
            made_at,
            said.line,
            said.answer,
            said.value,
            about,
            said.reason,
            said.by,
        ),
    )
    return new


def withdraw(tx: Transaction, dispute_id: int, *, at: int) -> None:
    """Take back what was said; it stays written down, with the moment of that."""
    tx.run(
        "update dispute set withdrawn_at = ? where id = ? and withdrawn_at is null",
        (at, dispute_id),
    )


def all_disputes(reader: Reader, zone: tzinfo = UTC) -> list[Dispute]:
    """All that was ever said, in that order, withdrawn or not; days are those of `zone`.

    Each stands under the account that its id goes under today.
    """
    rows = reader.rows(f"select {_COLUMNS} from dispute order by id")
    goes_to = account_names(reader).account_of if rows else str
    return [_dispute(goes_to(account_id), zone, key, *rest) for key, account_id, *rest in rows]


def disputes_in_force(reader: Reader, zone: tzinfo = UTC) -> dict[str, tuple[Dispute, ...]]:
    """What was said and not withdrawn, by account; those of which nothing was are not there.

    People say little, so that all of it is read at once.
    """
    found: defaultdict[str, list[Dispute]] = defaultdict(list)
    for one in all_disputes(reader, zone):
        if one.withdrawn_on is None:
            found[one.account_id].append(one)
    return {account_id: tuple(some) for account_id, some in found.items()}


def mails_with_act(reader: Reader, account_id: str, act: str, ref: str) -> list[int | None]:
    """When the mails of that ref that do an act were sent, of those with somebody of an account."""
    ids = account_names(reader).ids_of([account_id])
    marks = ",".join("?" * len(ids))
    rows = reader.rows(
        "select distinct m.id, m.sent_at from message m join act a on a.message_id = m.id"
        " join participant p on p.message_id = m.id join point_link l on l.point_id = p.point_id"
        f" where m.ref = ? and a.act = ? and l.account_id in ({marks})",
        (ref, act, *ids),
    )
    return [at for _, at in rows]


def _dispute(account_id: str, zone: tzinfo, key: int, made_at: int, *values: Any) -> Dispute:
    line, answer, value, about, reason, by, withdrawn_at = values
    return Dispute(
        id=key,
        account_id=account_id,
        on=_day(made_at, zone),
        line=line,
        answer=cast("Answer", answer),
        value=value,
        about=None if about is None else _as_about(about),
        reason=reason,
        by=by,
        withdrawn_on=None if withdrawn_at is None else _day(withdrawn_at, zone),
    )


def _day(at: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(at, zone).date()


def _as_text(about: About) -> str:
    """What is meant, as JSON: its source, ref, sentence and day."""
    on = None if about.on is None else about.on.isoformat()
    found = {"source": about.source, "ref": about.ref, "quote": about.quote, "on": on}
    return orjson.dumps(found).decode()


def _as_about(text: str) -> About:
    found: dict[str, str | None] = orjson.loads(text)
    on = found["on"]
    return About(
        source=str(found["source"]),
        ref=str(found["ref"]),
        quote=found["quote"],
        on=None if on is None else date.fromisoformat(on),
    )
