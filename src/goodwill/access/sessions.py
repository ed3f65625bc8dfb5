"""Signing in, and staying signed in for a while.

A session is a random secret in a cookie of which the book keeps a digest. It ends when it was not
used for a while, when it is too old, when somebody ends it, and when the user is shut out; each is
looked up at every request, so that it holds at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.access.members import noted, viewer_of
from goodwill.access.passwords import code_step, digest_of, fits, new_secret
from goodwill.access.sealed_codes import opened_code_secret, sealed_code_secret
from goodwill.access.second_factor import is_password_enough
from goodwill.config import Users
from goodwill.errors import CallError
from goodwill.store.users.sign_ins import (
    SessionRow,
    add_session,
    end_session,
    end_sessions,
    session_by,
    sessions_of,
    touch,
)
from goodwill.store.users.users import UserRow, use_code, user_by_address, users

if TYPE_CHECKING:
    from goodwill.access.viewer import Viewer
    from goodwill.store.database import Store, Transaction
    from goodwill.store.reader import Reader

__all__ = [
    "ABSOLUTE",
    "FRESH",
    "IDLE",
    "SignInError",
    "begun",
    "end",
    "is_fresh",
    "is_open",
    "known",
    "open_sessions",
    "sign_in",
]

IDLE, ABSOLUTE = 12 * 3600, 7 * 86_400
"""Seconds after which a session ends that was not used, and that was."""

FRESH = 15 * 60
"""Seconds since signing in for which somebody may change their own ways in."""

NOTED_EVERY = 60
"""Seconds after which it is noted again that a session is used."""

LONGEST_DEVICE = 200
_NO_RULES = Users()


class SignInError(CallError):
    """Somebody did not get in; it is never said what of it was wrong."""

    def __init__(self) -> None:
        super().__init__(
            "That address, password or code is not right.",
            hint="Try again, or ask whoever looks after the book for a new way in.",
        )


def sign_in(
    store: Store,
    address: str,
    password: str,
    code: str = "",
    *,
    device: str = "",
    rules: Users = _NO_RULES,
    at: int,
) -> str:
    """The secret of a new session; raises `SignInError`."""
    with store.read() as reader:
        user = user_by_address(reader, address)
        is_enough = user is None or is_password_enough(reader, user, rules)
    # Of somebody who is not there, a hash is compared as well; a code is looked at by nobody who
    # does not have the password. So no wrong try costs more than another.
    is_right = fits(password, user.password if user else None)
    step = _step(user, code, at=at) if user is not None and is_right else None
    if user is not None and step is not None and user.disabled_at is None and is_enough:
        with store.write() as tx:
            if not user.totp or use_code(tx, user, sealed_code_secret(user.totp), step):
                return begun(tx, user, device=device, at=at)
    with store.write() as tx:
        noted(tx, "sign_in_refused", by=str(user.id) if user else "", at=at)
    raise SignInError


def begun(tx: Transaction, user: UserRow, *, device: str, said: str = "", at: int) -> str:
    """A session of somebody who has shown who they are; its secret is told once."""
    secret = new_secret()
    add_session(tx, user.id, digest_of(secret), device=device[:LONGEST_DEVICE], at=at)
    noted(tx, "signed_in", by=str(user.id), at=at, said=said)
    return secret


def _step(user: UserRow, code: str, *, at: int) -> int | None:
    """The step of the code; 0 where none is wanted, None where it does not fit.

    A secret that was sealed on another machine fits no code: somebody has to end it, for a reason.
    """
    if not user.totp:
        return 0
    secret = opened_code_secret(user.totp)
    return None if secret is None else code_step(secret, code, at=at, after=user.totp_step)


def is_open(session: SessionRow, at: int) -> bool:
    """Whether a session still holds."""
    is_used = at - session.seen_at < IDLE and at - session.made_at < ABSOLUTE
    return session.ended_at is None and is_used


def is_fresh(session: SessionRow, at: int) -> bool:
    """Whether somebody signed in but now, so that it is they who ask."""
    return 0 <= at - session.made_at < FRESH


def known(store: Store, secret: str, *, at: int) -> tuple[Viewer, SessionRow] | None:
    """Whose session it is, and which; None where it does not hold."""
    with store.read() as reader:
        session = session_by(reader, digest_of(secret))
        if session is None or not is_open(session, at):
            return None
        user = next((one for one in users(reader) if one.id == session.user_id), None)
    if user is None or user.disabled_at is not None:
        return None
    if at - session.seen_at >= NOTED_EVERY:
        with store.write() as tx:
            touch(tx, "user_session", session.id, at=at)
    return viewer_of(user), session


def open_sessions(reader: Reader, user_id: int | None = None, *, at: int) -> list[SessionRow]:
    """Sessions that still hold, of a user or of all."""
    return [one for one in sessions_of(reader, user_id) if is_open(one, at)]


def end(store: Store, user_id: int, session_id: int | None = None, *, at: int) -> int:
    """End one session of a user, or (None) all; how many were ended."""
    with store.write() as tx:
        if session_id is None:
            count = end_sessions(tx, user_id, at=at)
        else:
            count = int(end_session(tx, session_id, user_id, at=at))
        if count:
            noted(tx, "signed_out", by=str(user_id), at=at)
    return count
