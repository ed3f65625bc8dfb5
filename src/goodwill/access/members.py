"""Who uses a book: invited, with a role, their way in set up, changed, shut out.

Nobody is there at first, and nobody has a password that somebody else chose: whoever is invited
gets a link for one use. Every change is noted in the audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from goodwill.access.common_passwords import check_password_is_unknown
from goodwill.access.passwords import check_password_is_good, digest_of, hashed, new_secret
from goodwill.access.viewer import ROLES, SCOPES, Role, Viewer
from goodwill.config import Users
from goodwill.errors import CallError, nearest
from goodwill.privacy.audit import Entry, note
from goodwill.store.users.sign_ins import (
    InvitationRow,
    add_invitation,
    end_invitations,
    end_sessions,
    end_tokens,
    invitation_by,
    use_invitation,
)
from goodwill.store.users.users import UserRow, add_notice, add_user, change_user, users
from goodwill.store.users.ways_in import end_ways_in, with_other_ways

if TYPE_CHECKING:
    from goodwill.privacy.audit import What
    from goodwill.store.database import Store, Transaction
    from goodwill.store.reader import Reader

__all__ = [
    "OPERATOR",
    "Newcomer",
    "accept",
    "disable",
    "give_role",
    "invitation",
    "invite",
    "new_user",
    "noted",
    "set_up",
    "user_named",
    "viewer_of",
]

OPERATOR = ""
"""Who has the book's own files, and runs commands over them."""

DAYS = 3
"""Days for which an invitation may be used."""

LONGEST_NAME = 100
SHORTEST_REASON, LONGEST_REASON = 10, 300
_DAY = 86_400
_NO_RULES = Users()


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody who was invited: the secret of the link is told once, and kept nowhere."""

    user: UserRow | None
    secret: str
    ends_at: int


def viewer_of(user: UserRow) -> Viewer:
    """How a user looks, with all that their role may do."""
    role = cast("Role", user.role)
    return Viewer(
        user_id=str(user.id),
        role=role,
        address=user.addresses[0] if user.addresses else "",
        name=user.name,
        addresses=user.addresses,
        scopes=SCOPES[role],
    )


def user_named(reader: Reader, asked: str) -> UserRow:
    """The user with an address, or a number; raises `CallError`."""
    wanted, known = asked.strip().casefold(), users(reader)
    for one in known:
        if wanted in one.addresses or wanted == str(one.id):
            return one
    raise CallError(
        f'No user has the address "{asked}".'
        f"{nearest(wanted, [address for one in known for address in one.addresses])}",
        hint="List them with:  goodwill users list",
    )


def set_up(store: Store, *, at: int) -> Newcomer:
    """The link by which whoever has it becomes the first user, an administrator."""
    with store.write() as tx:
        if any(one.disabled_at is None for one in users(tx)):
            raise CallError(
                "This book has users already.",
                hint="Invite another with:  goodwill users invite ADDRESS --role owner",
            )
        secret = new_secret()
        add_invitation(tx, None, digest_of(secret), at=at, ends_at=at + _DAY)
        noted(tx, "user_changed", by=OPERATOR, at=at, said="a first user was asked for")
    return Newcomer(user=None, secret=secret, ends_at=at + _DAY)


def invite(
    store: Store,
    address: str,
    role: str,
    *,
    name: str = "",
    also: tuple[str, ...] = (),
    forget: str = "",
    by: str = OPERATOR,
    at: int,
    notice: str | None = None,
) -> Newcomer:
    """Make a user who has no password yet, or let one choose a new password; the link for it.

    `also` are further addresses of theirs; `notice` is where colleagues were told of the book,
    without which there is no second user (contract, "Keys"). A new password does not get round a
    second factor: codes, passkeys and the provider stay, unless `forget` says why they end too.
    """
    why = _reason(forget)
    addresses = tuple(dict.fromkeys(_address(one) for one in (address, *also)))
    with store.write() as tx:
        known = users(tx)
        user = next((one for one in known if addresses[0] in one.addresses), None)
        if user is None:
            if known and not notice:
                raise _untold()
            user = new_user(tx, known, addresses, _role(role), name=name, by=by, at=at)
        elif user.password is not None or user.id in with_other_ways(tx):
            said = "A new way in was made for you; if you did not ask for one, say so."
            if why:
                said = f"{said} Codes, passkeys and the provider ended as well, because: {why}"
            add_notice(tx, user.id, by=by, reason=said, ends_at=None, at=at)
        secret, ends_at = new_secret(), at + DAYS * _DAY
        change_user(tx, user.id, password=None)
        if why:
            change_user(tx, user.id, totp=None)
            end_ways_in(tx, user.id)
        end_sessions(tx, user.id, at=at)
        end_tokens(tx, user.id, at=at)  # who had the old way in may have made some
        add_invitation(tx, user.id, digest_of(secret), at=at, ends_at=ends_at)
        done = f"invited, {user.role}" + (f"; all ways in ended, because: {why}" if why else "")
        noted(tx, "user_changed", by=by, at=at, whose=addresses, said=done)
    return Newcomer(user=user, secret=secret, ends_at=ends_at)


def _reason(text: str) -> str:
    """Why somebody is to come in without what they had; "" where that stays."""
    said = " ".join(text.split())[:LONGEST_REASON]
    if 0 < len(said) < SHORTEST_REASON:
        raise CallError(
            f'"{said}" does not say why codes and passkeys are to end.',
            hint="Say what became of them, and how you made sure of the person.",
        )
    return said


def _untold() -> CallError:
    return CallError(
        "A second user needs a notice: nobody reads colleagues' mail before they were told.",
        hint='Say in goodwill.toml where they were told:  [privacy] notice = "..."',
    )


def new_user(
    tx: Transaction,
    known: list[UserRow],
    addresses: tuple[str, ...],
    role: Role,
    *,
    name: str,
    by: str,
    at: int,
) -> UserRow:
    """Make a user who has no way in yet; raises `CallError` where an address is taken."""
    taken = {address for one in known for address in one.addresses} & set(addresses)
    if taken:
        raise CallError(
            f"{min(taken)} is another user's address.", hint="An address has one user, for good."
        )
    said = " ".join(name.split())[:LONGEST_NAME] or addresses[0]
    number = add_user(tx, said, role, addresses, at=at, by=by)
    return next(one for one in users(tx) if one.id == number)


def invitation(reader: Reader, secret: str, *, at: int) -> InvitationRow | None:
    """An invitation that may still be used."""
    found = invitation_by(reader, digest_of(secret))
    return found if found and found.used_at is None and at < found.ends_at else None


def accept(
    store: Store,
    secret: str,
    password: str,
    *,
    at: int,
    address: str = "",
    name: str = "",
    rules: Users = _NO_RULES,
) -> UserRow:
    """Use an invitation: the password is theirs from now on. The first user says who they are."""
    with store.write() as tx:
        found = invitation(tx, secret, at=at)
        if found is None:
            raise CallError(
                "This link was used already, or is too old.", hint="Ask for another invitation."
            )
        user = _whose(tx, found, address, name, at=at)
        check_password_is_good(password, not_like=(user.name, *user.addresses))
        check_password_is_unknown(password, rules.breached_passwords)
        use_invitation(tx, found.id, at=at)
        change_user(tx, user.id, password=hashed(password))
        end_sessions(tx, user.id, at=at)
        noted(tx, "user_changed", by=str(user.id), at=at, said="chose a password")
    return user


def _whose(tx: Transaction, found: InvitationRow, address: str, name: str, *, at: int) -> UserRow:
    known = users(tx)
    if found.user_id is not None:
        user = next(one for one in known if one.id == found.user_id)
        if user.disabled_at is not None:
            raise CallError("This user was shut out.", hint="Ask whoever looks after the book.")
        return user
    own = (_address(address),)
    return new_user(tx, known, own, "administrator", name=name, by=OPERATOR, at=at)


def give_role(store: Store, asked: str, role: str, *, by: str = OPERATOR, at: int) -> UserRow:
    """Give a user another role; they have to sign in again."""
    with store.write() as tx:
        user = user_named(tx, asked)
        _keep_one(tx, user, is_leaving=_role(role) != "administrator")
        change_user(tx, user.id, role=_role(role))
        end_sessions(tx, user.id, at=at)
        end_tokens(tx, user.id, at=at)
        add_notice(tx, user.id, by=by, reason=f"Your role is {role} now.", ends_at=None, at=at)
        noted(tx, "user_changed", by=by, at=at, whose=user.addresses, said=f"role {role}")
        return user_named(tx, asked)


def disable(
    store: Store, asked: str, *, by: str = OPERATOR, at: int, back: bool = False
) -> UserRow:
    """Shut a user out, with all sessions and tokens at once; or let them `back` in."""
    with store.write() as tx:
        user = user_named(tx, asked)
        if not back:
            _keep_one(tx, user, is_leaving=True)
        change_user(tx, user.id, disabled_at=None if back else at)
        end_sessions(tx, user.id, at=at)
        end_tokens(tx, user.id, at=at)
        end_invitations(tx, user.id, at=at)
        said = "let in again" if back else "shut out"
        noted(tx, "user_changed", by=by, at=at, whose=user.addresses, said=said)
        return user_named(tx, asked)


def _keep_one(tx: Transaction, user: UserRow, *, is_leaving: bool) -> None:
    """Somebody has to look after the users."""
    others = any(
        one.role == "administrator" and one.disabled_at is None and one.id != user.id
        for one in users(tx)
    )
    if is_leaving and user.role == "administrator" and not others:
        raise CallError(
            f"{user.name} is the only administrator.", hint="Make somebody else one first."
        )


def _address(text: str) -> str:
    address = text.strip().casefold()
    head, mark, domain = address.rpartition("@")
    if not mark or not head or "." not in domain or any(c.isspace() for c in address):
        raise CallError(f'"{text}" is no address.', hint="Write it as name@company.example.")
    return address


def _role(text: str) -> Role:
    if text not in ROLES:
        raise CallError(
            f'There is no role "{text}".{nearest(text, ROLES)}', hint=f"Roles: {', '.join(ROLES)}."
        )
    return text


def noted(
    tx: Transaction,
    what: What,
    *,
    by: str,
    at: int,
    whose: tuple[str, ...] = (),
    said: str = "",
) -> None:
    """Put something into the audit, with the change itself or not at all."""
    when = datetime.fromtimestamp(at, UTC)
    note(tx, [Entry(who=by, what=what, at=when, whose=whose, note=said or None)])
