"""Who looks at a book: a user with a role and scopes, or (without users) whoever opened it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from goodwill.config import ROLES, Role

__all__ = ["ROLES", "SCOPES", "Role", "Scope", "Viewer"]

Scope = Literal[
    "read:statements", "read:words", "write:disputes", "admin:users", "admin:sources", "read:audit"
]

SCOPES: dict[Role, frozenset[Scope]] = {
    "owner": frozenset({"read:statements", "read:words", "write:disputes"}),
    "manager": frozenset({"read:statements", "read:words", "write:disputes"}),
    "analyst": frozenset({"read:statements"}),
    "administrator": frozenset({"read:statements", "admin:users", "admin:sources"}),
    "compliance": frozenset({"read:statements", "read:words", "read:audit"}),
}
"""What each role may do at most; a token may be given less. Rows are cut by rights besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who looks; `address` is the one they sign in with, `addresses` all their own.

    `audience` is what a token was made for ("" of a session: the pages).
    """

    user_id: str
    role: Role
    address: str
    scopes: frozenset[Scope]
    name: str = ""
    addresses: tuple[str, ...] = ()
    audience: str = ""

    everyone: ClassVar[Viewer]
    """Of a book without users: whoever has its files may read and do all."""

    @property
    def is_everyone(self) -> bool:
        """Whether the book has no users, so that nothing is kept from anybody."""
        return not self.user_id

    def may(self, scope: Scope) -> bool:
        """Whether this is theirs to do."""
        return self.is_everyone or scope in self.scopes


Viewer.everyone = Viewer(
    user_id="", role="administrator", address="", scopes=frozenset().union(*SCOPES.values())
)
