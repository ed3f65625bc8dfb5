"""Coming in by a provider that vouches for somebody (`goodwill.live.oauth.openid` asks it).

At first somebody is known by the address that the provider made sure of, and has to be invited, or
to be of a domain that the settings name; from then on by the provider's own name for them, which
it gives to nobody else. So an address that later is another person's opens nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodwill.access.members import new_user, noted
from goodwill.access.sessions import begun
from goodwill.errors import CallError
from goodwill.store.users.sign_ins import end_invitations
from goodwill.store.users.users import UserRow, user_by_address, users
from goodwill.store.users.ways_in import IdentityRow, add_identity, identities_of, identity_by

if TYPE_CHECKING:
    from goodwill.config import Settings
    from goodwill.live.oauth.openid import Person
    from goodwill.store.database import Store, Transaction

__all__ = ["NotInvitedError", "enter"]


class NotInvitedError(CallError):
    """The provider knows this person, and the book does not."""


def enter(store: Store, person: Person, settings: Settings, *, device: str = "", at: int) -> str:
    """The secret of a new session; raises `NotInvitedError`."""
    try:
        with store.write() as tx:
            user = _user(tx, person, settings, at=at)
            if user.password is None:
                end_invitations(tx, user.id, at=at)
            return begun(tx, user, device=device, said="by the provider", at=at)
    except NotInvitedError:
        with store.write() as tx:
            noted(tx, "sign_in_refused", by="", at=at, said="by the provider")
        raise


def _user(tx: Transaction, person: Person, settings: Settings, *, at: int) -> UserRow:
    known = users(tx)
    row = identity_by(tx, person.issuer, person.subject)
    if row is not None:
        user = next((one for one in known if one.id == row.user_id), None)
    else:
        user = _first_time(tx, person, settings, known, at=at)
    if user is None or user.disabled_at is not None:
        raise NotInvitedError(
            "You are not invited to this book.", hint="Ask whoever looks after it."
        )
    return user


def _first_time(
    tx: Transaction, person: Person, settings: Settings, known: list[UserRow], *, at: int
) -> UserRow | None:
    """Who somebody is that never came this way before; from now on they are known."""
    if person.address is None:
        raise NotInvitedError(
            "Your provider does not say that it made sure of your address.",
            hint="Ask whoever looks after the provider (the claim email_verified).",
        )
    user = user_by_address(tx, person.address) or _newcomer(tx, person.address, settings, known, at)
    if user is None:
        return None
    if any(one.issuer == person.issuer for one in identities_of(tx, user.id)):
        raise NotInvitedError(
            "This address was somebody else's with the same provider.",
            hint="Ask whoever looks after the book to end your old ways in.",
        )
    add_identity(
        tx,
        IdentityRow(issuer=person.issuer, subject=person.subject, user_id=user.id, made_at=at),
    )
    return user


def _newcomer(
    tx: Transaction, address: str, settings: Settings, known: list[UserRow], at: int
) -> UserRow | None:
    """A new owner, of a domain that may come in; called by their address, for a name is a claim."""
    told = settings.sign_in
    is_ours = told is not None and address.rpartition("@")[2] in told.domains
    is_looked_after = any(one.role == "administrator" and one.disabled_at is None for one in known)
    if not is_ours or not is_looked_after or not settings.privacy.notice:
        return None
    noted(tx, "user_changed", by="", at=at, whose=(address,), said="came in by the domain, owner")
    return new_user(tx, known, (address,), "owner", name="", by="", at=at)
