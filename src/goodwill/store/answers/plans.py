"""What people said of plays, and which kind they want, kept for good.

Rows are added and never changed, but for the moment at which one is withdrawn. Whoever writes lets
go of the account's stored statements in the same transaction, so that none says what no longer
holds. Reading needs no SQLAlchemy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, cast

import orjson

from goodwill.facts.people import Kind
from goodwill.facts.plans import (
    AccountPlans,
    Decision,
    PlayAnswer,
    WantedKind,
    as_decided,
)
from goodwill.store.who_is_who.accounts import account_names

if TYPE_CHECKING:
    from goodwill.store.database import Transaction
    from goodwill.store.reader import Reader

__all__ = [
    "add_decision",
    "add_wanted",
    "all_plans",
    "withdraw_decision",
    "withdraw_wanted",
]

_DECISIONS = (
    'select account_id, made_at, play, answer, owner, due_on, reason, "by", document'
    " from play_said where withdrawn_at is null order by id"
)
_WANTED = (
    'select account_id, made_at, kind, since, reason, "by"'
    " from desired_kind where withdrawn_at is null order by id"
)


def add_decision(tx: Transaction, decision: Decision, *, made_at: int) -> None:
    """Write down what somebody says of a play."""
    document = {
        "steps": decision.steps,
        "because": decision.because,
        "expects": orjson.loads(decision.expects) if decision.expects else None,
    }
    due_on = decision.due_on.isoformat() if decision.due_on else None
    tx.run(
        "insert into play_said (id, made_at, account_id, play, answer, owner, due_on, document,"
        ' reason, "by") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        (
            tx.next_id("play_said"),
            made_at,
            decision.account_id,
            decision.play,
            decision.answer,
            decision.owner,
            due_on,
            orjson.dumps(document).decode(),
            decision.reason,
            decision.by,
        ),
    )


def add_wanted(tx: Transaction, wanted: WantedKind, *, made_at: int) -> None:
    """Write down which kind somebody wants."""
    tx.run(
        'insert into desired_kind (id, made_at, account_id, kind, since, reason, "by")'
        " values (?, ?, ?, ?, ?, ?, ?)",
        (
            tx.next_id("desired_kind"),
            made_at,
            wanted.account_id,
            wanted.kind,
            wanted.since.isoformat(),
            wanted.reason,
            wanted.by,
        ),
    )


def withdraw_decision(tx: Transaction, account_id: str, play: str, *, at: int) -> bool:
    """Take back the last word on a play; the one before holds again. False where there is none."""
    return _withdraw(tx, "play_said", account_id, at, play=play)


def withdraw_wanted(tx: Transaction, account_id: str, *, at: int) -> bool:
    """Take back the last word on the kind that is wanted. False where there is none."""
    return _withdraw(tx, "desired_kind", account_id, at)


def all_plans(reader: Reader, zone: tzinfo = UTC) -> dict[str, AccountPlans]:
    """What holds of each account that anything was said of; a name's words go to its account.

    Days are those of `zone`. People say little, so that all of it is read at once.
    """
    decided, wished = reader.rows(_DECISIONS), reader.rows(_WANTED)
    if not decided and not wished:
        return {}
    goes_to = account_names(reader).account_of
    made: defaultdict[str, list[Decision]] = defaultdict(list)
    for row in decided:
        one = _decision(goes_to(row[0]), zone, *row[1:])
        made[one.account_id].append(one)
    last = {(own := goes_to(row[0])): _wanted(own, zone, *row[1:]) for row in wished}
    return {
        account_id: as_decided(made.get(account_id, ()), last.get(account_id))
        for account_id in sorted({*made, *last})
    }


def _decision(account_id: str, zone: tzinfo, made_at: int, *values: Any) -> Decision:
    play, answer, owner, due_on, reason, by, text = values
    document: Mapping[str, Any] = orjson.loads(text)
    expects = document.get("expects")
    return Decision(
        account_id=account_id,
        play=play,
        answer=cast("PlayAnswer", answer),
        owner=owner,
        due_on=date.fromisoformat(due_on) if due_on else None,
        reason=reason,
        by=by,
        made_on=_day(made_at, zone),
        steps=tuple(document.get("steps", ())),
        because=tuple(document.get("because", ())),
        expects=orjson.dumps(expects).decode() if expects is not None else "",
    )


def _wanted(account_id: str, zone: tzinfo, made_at: int, *values: Any) -> WantedKind:
    kind, since, reason, by = values
    return WantedKind(
        account_id=account_id,
        kind=cast("Kind | None", kind),
        since=date.fromisoformat(since),
        reason=reason,
        by=by,
        made_on=_day(made_at, zone),
    )


def _day(made_at: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(made_at, zone).date()


def _withdraw(tx: Transaction, table: str, account_id: str, at: int, **where: str) -> bool:
    ids = account_names(tx).ids_of([account_id])
    marks = ",".join("?" * len(ids))
    also = "".join(f" and {column} = ?" for column in where)
    values: Iterable[object] = (*ids, *where.values())
    rows = tx.rows(
        f"select max(id) from {table} where withdrawn_at is null and account_id in ({marks}){also}",
        tuple(values),
    )
    if rows[0][0] is None:
        return False
    tx.run(f"update {table} set withdrawn_at = ? where id = ?", (at, rows[0][0]))
    return True
