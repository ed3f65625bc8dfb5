"""Passwords, and codes that change every half minute: what is kept, and whether one fits.

Passwords are kept as argon2id hashes, with the parameters that the library recommends (RFC 9106,
low memory). One is checked at a time, since each takes 64 MB.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_urlsafe
from threading import Lock

from goodwill.errors import CallError

__all__ = [
    "check_password_is_good",
    "code_step",
    "digest_of",
    "fits",
    "hashed",
    "new_code_secret",
    "new_secret",
]

SHORTEST, LONGEST = 12, 200
"""Characters of a password; there is no rule on which ones."""

STEP = 30
"""Seconds for which a code holds (RFC 6238)."""

LATE = 1
"""Steps by which a code may come late: it was typed at the end of its own (RFC 6238, 5.2). None is
taken before its time."""

_ONE_AT_A_TIME = Lock()
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$" + "c29tZXNhbHRzb21lc2FsdA$" + "A" * 43
"""What is compared where there is no such user, so that this takes as long."""


def new_secret() -> str:
    """For a session, a token, an invitation: 256 bits that nobody guesses."""
    return token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of such a secret. It is random, so it needs no slow hash."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def check_password_is_good(password: str, *, not_like: tuple[str, ...] = ()) -> None:
    """Raises `CallError` with what is wrong with a new password."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise CallError(
            f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}.",
            hint="Four or five words in a row are easy to keep in mind.",
        )
    small = password.casefold()
    is_repeated = small in (small + small)[1:-1]
    if (
        is_repeated
        or len(set(small)) < SHORTEST // 2
        or any(
            one and one.casefold() in small
            for part in not_like
            for one in (part, part.split("@")[0])
        )
    ):
        raise CallError(
            "This password is too easy to guess: one thing repeated, or your own name.",
            hint="Four or five words in a row are easy to keep in mind.",
        )


def hashed(password: str) -> str:
    """What is kept of a password."""
    from argon2 import PasswordHasher  # noqa: PLC0415  needed where somebody signs in only

    with _ONE_AT_A_TIME:
        return PasswordHasher().hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that a hash was made of; as slow where there is no hash.

    One longer than any may be fits none, and is cut before it is hashed.
    """
    from argon2 import PasswordHasher  # noqa: PLC0415
    from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415

    with _ONE_AT_A_TIME:
        try:
            is_right = PasswordHasher().verify(kept or _NOBODYS, password[:LONGEST])
        except (Argon2Error, InvalidHashError):
            return False
    return is_right and kept is not None and len(password) <= LONGEST


def new_code_secret() -> str:
    """What somebody's telephone and the book share."""
    import pyotp  # noqa: PLC0415

    return pyotp.random_base32()


def code_step(secret: str, code: str, *, at: int, after: int) -> int | None:
    """The step whose code this is, later than `after` (each holds once); None where it is none."""
    import pyotp  # noqa: PLC0415

    maker, wanted = pyotp.TOTP(secret, interval=STEP), "".join(code.split())
    for step in range(at // STEP - LATE, at // STEP + 1):
        if step > after and hmac.compare_digest(maker.at(step * STEP).encode(), wanted.encode()):
            return step
    return None
