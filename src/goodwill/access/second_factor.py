"""Who has to show more than a password, by `[users] second_factor`, and who cannot yet.

A code counts, a passkey, and a provider, whose matter a second factor is then. Whoever needs one
and has none gets as far as the page where it is set up; whoever has another way in than a password
and needs a second factor comes in by that way, or with a code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.store.users.users import users
from goodwill.store.users.ways_in import with_other_ways

if TYPE_CHECKING:
    from goodwill.config import Users
    from goodwill.store.reader import Reader
    from goodwill.store.users.users import UserRow

__all__ = ["has_to_set_one_up", "is_password_enough"]


def is_password_enough(reader: Reader, user: UserRow, rules: Users) -> bool:
    """Whether a password, without a code, lets somebody in, if only to set up a second factor."""
    if user.totp is not None or user.role not in rules.second_factor:
        return True  # a code is asked for by itself
    return user.id not in with_other_ways(reader)


def has_to_set_one_up(reader: Reader, user_id: str, rules: Users) -> bool:
    """Whether a user needs a second factor and has none."""
    if not rules.second_factor:
        return False
    user = next((one for one in users(reader) if str(one.id) == user_id), None)
    return (
        user is not None
        and user.role in rules.second_factor
        and user.totp is None
        and user.id not in with_other_ways(reader)
    )
