"""Which account somebody means: by its id, or by a name or a domain that only one has.

What an account is called by stands in `store.accounts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goodwill.errors import AccountNotFoundError, CallError

if TYPE_CHECKING:
    from goodwill.store.who_is_who.accounts import KnownAccount

__all__ = ["find_account"]


def find_account(asked: str, known: Sequence[KnownAccount]) -> str:
    """The id of the account that `asked` names: its id, else a name or domain only one has."""
    wanted = asked.strip().casefold()
    if any(account.account_id == asked for account in known):
        return asked
    found = [
        account.account_id
        for account in known
        if wanted in (account.account_id.casefold(), account.name.casefold())
        or wanted in (other.casefold() for other in (*account.domains, *account.also))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise CallError(
            f'"{asked}" names {len(found)} accounts: {", ".join(found[:5])}.',
            hint="Use the id of the one you mean.",
        )
    raise AccountNotFoundError(asked, [account.account_id for account in known])
