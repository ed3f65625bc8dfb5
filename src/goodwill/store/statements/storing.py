"""Stored statements, and how we know that one still holds.

A statement is stored under its account and day. It holds as long as the account's facts and the
rules are the ones it was made with; `signatures` tells cheaply which accounts' facts have changed
since the last look, so that an import touches only its own accounts' statements. Reading them is in
`stored`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from goodwill.store.book_state import read_state, write_state
from goodwill.store.database import Transaction
from goodwill.store.statements.stored import edition_name
from goodwill.store.tables.schema import FACT_TABLES
from goodwill.store.who_is_who.accounts import account_names

__all__ = [
    "changed_accounts",
    "drop_statements",
    "keep_statements",
    "signatures",
]


def signatures(tx: Transaction) -> dict[str, str]:
    """For each account a digest that changes when any of its facts, people or links do.

    Good for one book only (it is made of row numbers); what a statement shows as `made_with.facts`
    is made of the facts themselves.
    """
    parts: defaultdict[str, list[object]] = defaultdict(list)
    names = account_names(tx)
    for name, sql in _queries():
        for account_id, *counts in sorted(tx.rows(sql), key=repr):
            if account_id is not None:
                parts[names.account_of(account_id)].append((name, *map(str, counts)))
    for account_id, canonical_id in sorted(names.goes_to.items()):
        parts[canonical_id].append(("account_link", account_id))
    for child, parent in tx.rows(_PARENTS):
        parts[names.account_of(child)].append(("parent", names.account_of(parent)))
    return {
        account_id: sha256(repr(found).encode()).hexdigest()[:32]
        for account_id, found in parts.items()
    }


_PARENTS = """
select account_id, parent_account_id from account
where superseded_by is null and parent_account_id is not null order by account_id"""


_MESSAGES = """
select account_id, count(*), sum(message_id) from (
    select distinct l.account_id, a.message_id
    from participant a join point_link l on l.point_id = a.point_id
    where l.account_id is not null
) found group by account_id"""

_PASSED_ON = """
select account_id, count(*), sum(message_id), sum(position), sum(certainty), min(person_id)
from passed_on_link where account_id is not null group by account_id"""

_MEETINGS = """
select l.account_id, count(*), sum(a.meeting_id), count(m.superseded_by)
from attendee a
join point_link l on l.point_id = a.point_id
join meeting m on m.id = a.meeting_id
where l.account_id is not null group by l.account_id"""

_PEOPLE = """
select account_id, person_id, name, title, committee_role, is_shared, left_on
from person where account_id is not null order by account_id, person_id"""

_COUNTS = "count(*), sum(t.id), sum(coalesce(t.superseded_by, 0))"


def _queries() -> Iterable[tuple[str, str]]:
    """One query for each kind of fact: account, then numbers that any change moves."""
    yield "message", _MESSAGES
    yield "passed_on", _PASSED_ON
    yield "meeting", _MEETINGS
    yield "person", _PEOPLE
    for name, table in FACT_TABLES.items():
        if "account_id" in table.c:
            yield name, f"select t.account_id, {_COUNTS} from {name} t group by t.account_id"
        elif "invoice_id" in table.c:
            by_invoice = f"{name} t join invoice i on i.invoice_id = t.invoice_id"
            yield name, f"select i.account_id, {_COUNTS} from {by_invoice} group by i.account_id"


def changed_accounts(tx: Transaction, now: Mapping[str, str]) -> set[str]:
    """Accounts whose facts are not the ones that the last look saw."""
    before: dict[str, str] = dict(tx.rows("select account_id, facts from account_state"))
    return {a for a in {*before, *now} if before.get(a) != now.get(a)}


def _count_edition(tx: Transaction, as_of: str = "") -> None:
    """Another edition, of a day or of all: what is served as stored may be kept at hand until."""
    name = edition_name(as_of)
    write_state(tx, name, str(int(read_state(tx, name) or 0) + 1))


def drop_statements(tx: Transaction, account_id: str | None = None) -> None:
    """Let go of an account's stored statements, or of all, with what is kept beside them."""
    _count_edition(tx)
    for table in ("statement", "glance", "evidence"):
        if account_id is None:
            tx.run(f"delete from {table}")
        else:
            tx.run(f"delete from {table} where account_id = ?", (account_id,))


def keep_statements(
    tx: Transaction,
    as_of: str,
    rules: str,
    drawn: Iterable[tuple[str, bytes, bytes, bytes]],
    drawn_at: int,
) -> None:
    """Store some statements of a day; each takes the place of an earlier one.

    Each is its account's id, a document `{"statement", "money"}` (what is shown, and the money
    behind it), what a page of all accounts shows of it (`goodwill.facts.glance`), and all evidence
    by line, as `pack_evidence` makes it.
    """
    _count_edition(tx, as_of)
    for account_id, document, glance, evidence in drawn:
        name = (account_id, as_of)
        for table, content in (("glance", glance), ("evidence", evidence)):
            tx.run(f"delete from {table} where account_id = ? and as_of = ?", name)
            tx.run(
                f"insert into {table} (account_id, as_of, made_with, document) values (?, ?, ?, ?)",
                (*name, rules, content),
            )
        tx.run("delete from statement where account_id = ? and as_of = ?", name)
        tx.run(
            "insert into statement (account_id, as_of, made_with, document, drawn_at)"
            " values (?, ?, ?, ?, ?)",
            (*name, rules, document, drawn_at),
        )
