"""Passkeys: a key pair on somebody's device, which proves itself to these pages and to no others.

What is signed holds the name of the pages, a challenge of ours that counts once, and that the
person showed the device who they are; so a passkey is two factors, and nothing that can be told to
a stranger. Signing in names nobody first: the device says whose key it is. Checking is done by
`webauthn` (W3C Web Authentication, level 3).
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import orjson

from goodwill.access.members import noted
from goodwill.access.sessions import SignInError, begun
from goodwill.errors import CallError
from goodwill.privacy.keyed import key_of, mark_of
from goodwill.store.users.users import UserRow, users
from goodwill.store.users.ways_in import (
    PasskeyRow,
    add_passkey,
    end_passkey,
    passkey_by,
    passkeys_of,
    use_passkey,
)

if TYPE_CHECKING:
    from goodwill.store.database import Store

__all__ = ["MOST", "Asked", "Site", "add", "ask", "offer", "remove", "sign_in", "site_of"]

MOST = 20
"""Passkeys of one person."""

LONGEST_NAME = 60
_MILLISECONDS = 300_000


class Site(NamedTuple):
    """The pages as a browser names them: `origin` with scheme and port, `name` without."""

    origin: str
    name: str


class Asked(NamedTuple):
    """What a device is asked, as its browser reads it (JSON), and the challenge that it signs."""

    options: bytes
    challenge: bytes


def site_of(origin: str) -> Site | None:
    """The site of an origin; None where it has no name but a number, which no passkey is for."""
    name = urlsplit(origin).hostname or ""
    try:
        ip_address(name)
    except ValueError:
        return Site(origin=origin, name=name) if name else None
    return None


def offer(store: Store, user: UserRow, site: Site) -> Asked:
    """Ask a device for a new key of this person."""
    from webauthn import generate_registration_options, options_to_json  # noqa: PLC0415
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415
    from webauthn.helpers.structs import (  # noqa: PLC0415
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    with store.write() as tx:
        own = passkeys_of(tx, user.id)
        handle = mark_of(key_of(tx), "user", str(user.id))
    if len(own) >= MOST:
        raise CallError(f"You have {MOST} passkeys already.", hint="Remove one first.")
    made = generate_registration_options(
        rp_id=site.name,
        rp_name="Goodwill",
        user_id=bytes.fromhex(handle),
        user_name=user.addresses[0] if user.addresses else user.name,
        user_display_name=user.name,
        timeout=_MILLISECONDS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential)) for one in own
        ],
    )
    return Asked(options_to_json(made).encode(), made.challenge)


def add(
    store: Store, user: UserRow, answer: str, challenge: bytes, site: Site, *, name: str, at: int
) -> None:
    """Take the key that a device made; raises `CallError` where it proves nothing."""
    from webauthn import verify_registration_response  # noqa: PLC0415
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415

    try:
        made = verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _faults() as fault:
        raise CallError(
            "This passkey was not taken: it did not prove itself.", hint="Try again."
        ) from fault
    row = PasskeyRow(
        id=0,
        user_id=user.id,
        credential=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        uses=made.sign_count,
        site=site.name,
        name=" ".join(name.split())[:LONGEST_NAME] or site.name,
        made_at=at,
        used_at=None,
    )
    with store.write() as tx:
        if passkey_by(tx, row.credential) is not None or len(passkeys_of(tx, user.id)) >= MOST:
            raise CallError("This passkey is known already, or there are too many.")
        add_passkey(tx, row)
        noted(tx, "user_changed", by=str(user.id), at=at, said="added a passkey")


def remove(store: Store, user: UserRow, number: int, *, at: int) -> bool:
    """Take a passkey away; whether it was theirs."""
    with store.write() as tx:
        is_done = end_passkey(tx, number, user.id)
        if is_done:
            noted(tx, "user_changed", by=str(user.id), at=at, said="removed a passkey")
    return is_done


def ask(site: Site) -> Asked:
    """Ask a device to prove a key that it has for these pages, whosever it is."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415
    from webauthn.helpers.structs import UserVerificationRequirement  # noqa: PLC0415

    made = generate_authentication_options(
        rp_id=site.name,
        timeout=_MILLISECONDS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(options_to_json(made).encode(), made.challenge)


def sign_in(
    store: Store, answer: str, challenge: bytes, site: Site, *, device: str = "", at: int
) -> str:
    """The secret of a new session; raises `SignInError`."""
    from webauthn import verify_authentication_response  # noqa: PLC0415
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415

    try:
        told = _read(answer)
        with store.read() as reader:
            row = passkey_by(reader, str(told.get("id", "")))
            user = next((one for one in users(reader) if row and one.id == row.user_id), None)
        if row is None or user is None or user.disabled_at is not None:
            raise ValueError("no such passkey")
        proved = verify_authentication_response(
            credential=told,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(row.public_key),
            credential_current_sign_count=row.uses,
            require_user_verification=True,
        )
    except _faults() as fault:
        with store.write() as tx:
            noted(tx, "sign_in_refused", by="", at=at, said="by a passkey")
        raise SignInError from fault
    with store.write() as tx:
        use_passkey(tx, row.id, count=proved.new_sign_count, at=at)
        return begun(tx, user, device=device, said="by a passkey", at=at)


def _read(answer: str) -> dict[str, object]:
    """What a device answered, as an object; `ValueError` where it is none."""
    found = orjson.loads(answer)
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004  what is wrong is the text
    return found


def _faults() -> tuple[type[Exception], ...]:
    """All that reading and checking what a stranger sent may raise."""
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    return (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, IndexError)
