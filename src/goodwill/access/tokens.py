"""Tokens: secrets for programs, with less than their owner may do, for one door.

A token is known by its digest; who has it acts as its owner, within the scopes it was given. It is
made for one audience (`api`, `mcp`) and taken nowhere else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from goodwill.access.members import noted, viewer_of
from goodwill.access.passwords import digest_of, new_secret
from goodwill.access.viewer import SCOPES, Scope, Viewer
from goodwill.errors import CallError, nearest
from goodwill.store.users.sign_ins import TokenRow, add_token, end_token, token_by, tokens_of, touch
from goodwill.store.users.users import UserRow, users

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodwill.store.database import Store
    from goodwill.store.reader import Reader

__all__ = ["AUDIENCES", "end", "held", "known", "made"]

AUDIENCES = ("api", "mcp")
PREFIX = "gw_"
"""So that a scanner for leaked secrets can tell one."""

DAYS = 90
"""Days for which a token holds where nobody says for how long."""

MOST_DAYS = 366
NOTED_EVERY = 60
_DAY = 86_400


def made(
    store: Store,
    user: UserRow,
    name: str,
    scopes: Iterable[str],
    *,
    audience: str = "api",
    days: int = DAYS,
    at: int,
) -> str:
    """A new token of a user: told once, and kept nowhere."""
    if audience not in AUDIENCES:
        raise CallError(
            f'There is no door "{audience}".', hint=f"Tokens are for {' or '.join(AUDIENCES)}."
        )
    if not 1 <= days <= MOST_DAYS:
        raise CallError(f"A token holds 1 to {MOST_DAYS} days, and not {days}.")
    own = SCOPES[viewer_of(user).role]
    wanted = sorted(set(scopes)) or sorted(own)
    for scope in wanted:
        if scope not in own:
            raise CallError(
                f'{user.name} ({user.role}) cannot give "{scope}".{nearest(scope, own)}',
                hint=f"They have: {', '.join(sorted(own))}.",
            )
    secret = PREFIX + new_secret()
    row = TokenRow(
        id=0,
        user_id=user.id,
        name=" ".join(name.split())[:100] or audience,
        scopes=" ".join(wanted),
        audience=audience,
        made_at=at,
        ends_at=at + days * _DAY,
        used_at=None,
    )
    with store.write() as tx:
        add_token(tx, row, digest_of(secret))
        noted(tx, "token_made", by=str(user.id), at=at)
    return secret


def known(store: Store, secret: str, *, audience: str, at: int) -> Viewer | None:
    """Who acts by a token at one door; None where it does not hold there."""
    with store.read() as reader:
        token = token_by(reader, digest_of(secret))
        if token is None or token.audience != audience or not _holds(token, at):
            return None
        user = next((one for one in users(reader) if one.id == token.user_id), None)
    if user is None or user.disabled_at is not None:
        return None
    if at - (token.used_at or 0) >= NOTED_EVERY:
        with store.write() as tx:
            touch(tx, "user_token", token.id, at=at)
    viewer = viewer_of(user)
    given = frozenset(cast("list[Scope]", token.scopes.split()))
    return replace(viewer, scopes=viewer.scopes & given, audience=audience)


def _holds(token: TokenRow, at: int) -> bool:
    return token.ends_at is None or at < token.ends_at


def held(reader: Reader, user_id: int | None = None, *, at: int) -> list[TokenRow]:
    """Tokens that hold, of a user or of all."""
    return [one for one in tokens_of(reader, user_id) if _holds(one, at)]


def end(store: Store, user_id: int, token_id: int, *, at: int) -> bool:
    """End a token of a user; whether it held."""
    with store.write() as tx:
        is_done = end_token(tx, token_id, user_id, at=at)
        if is_done:
            noted(tx, "token_ended", by=str(user_id), at=at)
    return is_done
