"""What somebody changes of their own way in: the password, codes that change, notices read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.access.common_passwords import check_password_is_unknown
from goodwill.access.members import noted
from goodwill.access.passwords import (
    check_password_is_good,
    code_step,
    fits,
    hashed,
    new_code_secret,
)
from goodwill.access.sealed_codes import sealed_code_secret
from goodwill.config import Users
from goodwill.errors import CallError
from goodwill.store.users.sign_ins import end_session, end_tokens, sessions_of
from goodwill.store.users.users import change_user, mark_notices_read

if TYPE_CHECKING:
    from goodwill.store.database import Store
    from goodwill.store.users.users import UserRow

__all__ = [
    "WrongPasswordError",
    "change_password",
    "offered",
    "read_notices",
    "take_codes",
]


_NO_RULES = Users()


class WrongPasswordError(CallError):
    """Somebody does not know the password that they would change."""


def offered(user: UserRow) -> str:
    """A secret for a telephone, which counts once a code of it was given (`take_codes`)."""
    if user.totp:
        raise CallError(
            "Codes are set up already.", hint="An administrator can end that, for a reason."
        )
    return new_code_secret()


def take_codes(store: Store, user: UserRow, secret: str, code: str, *, at: int) -> None:
    """Ask for a code at every sign-in from now on, since one was given."""
    if user.totp:
        raise CallError("Codes are set up already.", hint="Sign in with one.")
    try:
        step = code_step(secret, code, at=at, after=0)
    except ValueError:  # no secret of ours
        step = None
    if step is None:
        raise CallError("That is not the code of now.", hint="Try the next one that is shown.")
    with store.write() as tx:
        change_user(tx, user.id, totp=sealed_code_secret(secret), totp_step=step)
        noted(tx, "user_changed", by=str(user.id), at=at, said="codes set up")


def change_password(
    store: Store,
    user: UserRow,
    old: str,
    new: str,
    *,
    keep: int | None,
    rules: Users = _NO_RULES,
    at: int,
) -> None:
    """Another password; every session but `keep` ends, and every token."""
    if not fits(old, user.password):
        raise WrongPasswordError("The old password is not right.", hint="Try again.")
    check_password_is_good(new, not_like=(user.name, *user.addresses))
    check_password_is_unknown(new, rules.breached_passwords)
    kept = hashed(new)
    with store.write() as tx:
        change_user(tx, user.id, password=kept)
        for session in sessions_of(tx, user.id):
            if session.id != keep:
                end_session(tx, session.id, user.id, at=at)
        end_tokens(tx, user.id, at=at)
        noted(tx, "user_changed", by=str(user.id), at=at, said="changed the password")


def read_notices(store: Store, user: UserRow, *, at: int) -> None:
    """What was told to a user is known to them."""
    with store.write() as tx:
        mark_notices_read(tx, user.id, at=at)
