"""What people rule of accounts: two names are one account, or two; an address is somebody's.

Written down and never lost; a later ruling on the same two takes the place of an earlier one. What
follows from them is worked out by `goodwill.resolve.same_account` each time a book is resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from goodwill.errors import AccountNotFoundError, CallError, nearest
from goodwill.reports import NamedAccount, Ruling, RulingReport
from goodwill.resolve.domains import is_public_domain
from goodwill.resolve.same_account import PairRuling, ruled_pairs
from goodwill.store.database import Store, Transaction
from goodwill.store.who_is_who.accounts import account_names, canonical_accounts
from goodwill.store.who_is_who.reconcile import add_ruling, ruling_rows
from goodwill.store.who_is_who.resolution import account_ids

__all__ = ["report_of", "write_ruling"]


def write_ruling(store: Store, ruling: Ruling, *, made_at: int) -> tuple[Ruling, tuple[str, ...]]:
    """Write a ruling down; the same with the ids that its names stand for, and what it ends.

    Raises `CallError` where a name is nobody's or several accounts', or where both are one.
    """
    with store.write() as tx:
        found = _with_ids(tx, ruling)
        ended = _of_ours(tx, found.first) if found.answer == "same" else ()
        if _is_address(tx, found.first):
            kind, answer = "account_of", found.second if found.answer == "same" else None
        else:
            kind, answer = found.answer, found.second
        by, note = found.by, found.note
        add_ruling(tx, kind, found.first, answer, made_at=made_at, by=by, note=note)
    return found, ended


def _of_ours(tx: Transaction, address: str) -> tuple[str, ...]:
    """A sentence where an address counted as one of our own: its mails are the client's now."""
    rows = tx.rows(
        "select l.reason from point_link l join contact_point c on c.id = l.point_id"
        " where c.address = ? and l.side = 'ours' limit 1",
        (address,),
    )
    return tuple(f"{address} is one of us ({reason})" for (reason,) in rows)


def _with_ids(tx: Transaction, ruling: Ruling) -> Ruling:
    """The ruling with ids instead of names; an address stands first."""
    first, second = (_id_of(tx, name) for name in (ruling.first, ruling.second))
    if _is_address(tx, second):
        first, second = second, first
    if first == second:
        raise CallError(
            f'"{ruling.first}" and "{ruling.second}" are the same id, {first}.',
            hint="Name the two ids that go under it:  goodwill accounts --to-review",
        )
    known = _accounts(tx)
    if second not in known and first not in known:
        raise CallError(
            f'Neither "{ruling.first}" nor "{ruling.second}" is an account.',
            hint="One of the two has to be one of:  goodwill accounts",
        )
    if _is_address(tx, first) and second not in known:
        raise AccountNotFoundError(second, sorted(known))
    return replace(ruling, first=first, second=second)


def _is_address(tx: Transaction, name: str) -> bool:
    """Whether somebody's address is meant, and no account that is called by one."""
    return "@" in name and name not in _accounts(tx)


def _accounts(tx: Transaction) -> frozenset[str]:
    """Every id of an account, those that go under another among them."""
    found = {row[0] for row in tx.rows("select account_id from discovered_account")}
    return account_ids(tx) | found


def _id_of(tx: Transaction, asked: str) -> str:
    """The account id, waiting domain or address that a name stands for."""
    asked = asked.strip()
    known = _accounts(tx)
    if asked in known:
        return asked
    if "@" in asked:
        return _known_address(tx, asked.lower())
    if asked.casefold() in _waiting(tx):  # also what a ruling put under an account
        return asked.casefold()
    found = _ids_by_name(tx, known).get(asked.casefold(), set())
    names = account_names(tx)
    for ids in (found, {names.account_of(one) for one in found}):
        if len(ids) == 1:
            return next(iter(ids))
    if found:
        raise CallError(
            f'"{asked}" names {len(found)} accounts: {", ".join(sorted(found)[:5])}.',
            hint="Use the id of the one you mean.",
        )
    raise CallError(
        f'"{asked}" is neither an account nor anything that waits for one.'
        f"{nearest(asked, [*known, *_waiting(tx)])}",
        hint="See what waits:  goodwill accounts --unmatched",
    )


def _known_address(tx: Transaction, address: str) -> str:
    if tx.rows("select 1 from contact_point where address = ? limit 1", (address,)):
        return address
    raise CallError(
        f'"{address}" is on no mail and in no table of this book.',
        hint="See whose address waits:  goodwill accounts --unmatched",
    )


def _waiting(tx: Transaction) -> list[str]:
    """Domains that wait for an account, and those that people ruled on before."""
    queue = [row[0] for row in tx.rows("select subject from unmatched")]
    ruled = [name for row in ruling_rows(tx) for name in (row.first, row.second)]
    return [
        one
        for one in (*queue, *ruled)
        if "." in one and "@" not in one and not is_public_domain(one)
    ]


def _ids_by_name(tx: Transaction, known: frozenset[str]) -> Mapping[str, set[str]]:
    """Ids by all that they are called, in lower case."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for account_id in (*known, *_waiting(tx)):
        found[account_id.casefold()].add(account_id)
    rows = tx.rows("select account_id, name from account where superseded_by is null")
    for account_id, name in rows:
        found[name.casefold()].add(account_id)
    for account in canonical_accounts(tx, (), account_names(tx)).values():
        for domain in account.domains:
            if domain not in known:
                found[domain.casefold()].add(account.account_id)
    return found


def report_of(store: Store, ruling: Ruling, ended: Sequence[str] = ()) -> RulingReport:
    """How things stand since a ruling, and what it `ended`; the book is resolved."""
    with store.read() as tx:
        names = account_names(tx)
        asked = ruling.second if _is_address(tx, ruling.first) else ruling.first
        own = names.account_of(asked)
        account = canonical_accounts(tx, _accounts(tx), names).get(own)
        rulings = [
            PairRuling(
                first=r.first, second=r.second, answer="same" if r.kind == "same" else "apart"
            )
            for r in ruling_rows(tx)
        ]
    overruled = [
        f"{one.first} and {one.second} were ruled one account"
        for one in ruled_pairs(rulings).values()
        if one.answer == "same" and names.account_of(one.first) != names.account_of(one.second)
    ]
    return RulingReport(
        answer=ruling.answer,
        first=ruling.first,
        second=ruling.second,
        account=NamedAccount(id=own, name=account.name if account else own),
        ids=tuple(names.ids_of([own])),
        overruled=(*ended, *sorted(overruled)),
    )
