"""Another key for what is sealed: a new one is made, and a book's secrets are sealed with it.

The key belongs to whoever runs Goodwill, and may seal several books: a new one is made once, each
book is sealed with it, and the old one is kept beside it, for opening alone, until it is said that
no book needs it any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.errors import CallError
from goodwill.live.secrets import forget_old_keys, renew_key, seal_of_user
from goodwill.store.lock import sign_in_lock
from goodwill.store.privacy.sealed import reseal_all

if TYPE_CHECKING:
    from goodwill.store.database import Store
    from goodwill.store.privacy.sealed import Resealed

__all__ = ["rekey"]


def rekey(store: Store, *, new: bool = False, forget_old: bool = False) -> Resealed:
    """Seal the secrets of a book with the newest key, after making a `new` one; forget old ones.

    Raises `CallError` where old keys are to be forgotten and a secret opens with none: then it is
    not known which of them it needs.
    """
    with sign_in_lock(store):  # nobody renews a sign-in meanwhile
        if new:
            renew_key()
        seal = seal_of_user()
        with store.write() as tx:
            done = reseal_all(tx, seal.renewed)
    if forget_old:
        if done.closed:
            raise CallError(
                f"{done.closed} secrets of this book open with no key that is here.",
                hint="Sign in anew where they are from (goodwill connect list), then try again.",
            )
        forget_old_keys()
    return done
