"""Which accounts are measured together: as many as have some tens of thousands of mails.

Seventy queries take a quarter of a second however few rows they meet, so many accounts share them;
their rows are held at once, so accounts of much mail are fewer. Statements do not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

__all__ = ["MAIL_AT_ONCE", "bites"]

MAIL_AT_ONCE = 40_000
"""Mails whose accounts are measured together: some 700 MB; twice as many are hardly any faster."""
AS_MAIL = 100
"""An account takes as much as so many mails, whether it has them or not."""
UNCOUNTED = 400
"""As how many it counts where the mail of no account was counted."""
SHARES = 2
"""A process is given one of so many parts of its share of what is left: they end together."""
FEWEST = 8
"""But not less than one of so many parts of what it could take."""


def bites(
    account_ids: Sequence[str],
    mails: Mapping[str, int],
    *,
    among: int = 1,
    at_once: int = MAIL_AT_ONCE,
) -> Iterator[list[str]]:
    """The accounts in their order, cut into those that are measured together.

    Args:
        account_ids: the accounts.
        mails: how many mails each has, roughly; one that is not there has none.
        among: how many processes share them.
        at_once: how many mails are measured together; an account with more stands alone.
    """
    least = AS_MAIL if mails else UNCOUNTED
    weights = [max(least, mails.get(account_id, 0)) for account_id in account_ids]
    left = sum(weights)
    bite, held, most = list[str](), 0, _most(left, among, at_once)
    for account_id, weight in zip(account_ids, weights, strict=True):
        if bite and held + weight > most:
            yield bite
            left -= held
            bite, held, most = [], 0, _most(left, among, at_once)
        bite.append(account_id)
        held += weight
    if bite:
        yield bite


def _most(left: int, among: int, at_once: int) -> int:
    """How many mails the next bite may have, of those that are left."""
    if among == 1:
        return at_once
    return min(at_once, max(at_once // FEWEST, left // (SHARES * among)))
