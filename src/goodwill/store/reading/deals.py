"""How deals began, and of which nobody has written it down."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goodwill.store.reader import Reader
from goodwill.store.who_is_who.accounts import account_names

__all__ = ["DealWithoutOrigin", "deals_without_origin", "origin_of"]


class DealWithoutOrigin(NamedTuple):
    """A deal that nobody told the beginning of; its account is the one its id goes under."""

    account_id: str
    deal_id: str
    name: str
    opened_on: date


def origin_of(reader: Reader, account_id: str, deal_id: str) -> str | None:
    """How a deal of an account began, "" where its row does not say; None: there is no such."""
    ids = account_names(reader).ids_of([account_id])
    rows = reader.rows(
        "select origin from opportunity where superseded_by is null and deal_id = ?"
        f" and account_id in ({','.join('?' * len(ids))})",
        (deal_id, *ids),
    )
    return (rows[0][0] or "") if rows else None


def deals_without_origin(reader: Reader, since: date, until: date) -> list[DealWithoutOrigin]:
    """Those opened after `since`, up to `until`, by account, the newest first."""
    names = account_names(reader)
    rows = reader.rows(
        "select account_id, deal_id, name, opened_on from opportunity where superseded_by is null"
        " and origin is null and account_id is not null and opened_on > ? and opened_on <= ?"
        " order by opened_on desc, deal_id",
        (since.isoformat(), until.isoformat()),
    )
    found = [
        DealWithoutOrigin(names.account_of(account), deal, name or "", date.fromisoformat(day))
        for account, deal, name, day in rows
    ]
    return sorted(found, key=lambda one: one.account_id)
