"""Passkeys made and proved by keys of our own, so that each part of a proof can be wrong alone.

How a real browser does it is in `test_in_a_browser.py`.
"""

from __future__ import annotations

import hashlib
import json
import struct
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.access.team import Team

from goodwill.access import members, passkeys, sessions
from goodwill.access.passkeys import Site, site_of
from goodwill.errors import CallError
from goodwill.store.users.ways_in import passkeys_of

AT = 1_780_000_000
SITE = Site(origin="https://books.ours.example", name="books.ours.example")
PRESENT, KNOWN, NEW = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass(frozen=True)
class Device:
    """A key, and how the device that has it answers."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = b"k" * 32
    name: str = SITE.name
    origin: str = SITE.origin
    flags: int = PRESENT | KNOWN
    count: int = 1

    def _said(self, what: str, challenge: bytes) -> bytes:
        told = {
            "type": what,
            "challenge": text(challenge),
            "origin": self.origin,
            "crossOrigin": False,
        }
        return json.dumps(told).encode()

    def _state(self, flags: int) -> bytes:
        return hashlib.sha256(self.name.encode()).digest() + struct.pack(">BI", flags, self.count)

    def made(self, challenge: bytes) -> dict[str, Any]:
        """What it answers when it is asked for a new key."""
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"),
                              -3: numbers.y.to_bytes(32, "big")})  # fmt: skip
        own = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        attested = {"fmt": "none", "attStmt": {}, "authData": self._state(self.flags | NEW) + own}
        return {
            "id": text(self.id), "rawId": text(self.id), "type": "public-key",
            "response": {
                "clientDataJSON": text(self._said("webauthn.create", challenge)),
                "attestationObject": text(cbor2.dumps(attested)),
            },
        }  # fmt: skip

    def proved(self, challenge: bytes) -> dict[str, Any]:
        """What it answers when it is asked to prove the key."""
        said, state = self._said("webauthn.get", challenge), self._state(self.flags)
        signed = self.key.sign(state + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "id": text(self.id), "rawId": text(self.id), "type": "public-key",
            "response": {
                "clientDataJSON": text(said), "authenticatorData": text(state),
                "signature": text(signed),
            },
        }  # fmt: skip


def add(team: Team, device: Device, who: str = "ann", *, challenge: bytes | None = None) -> None:
    store, user = team.book.store, team.users[who]
    asked = passkeys.offer(store, user, SITE)
    answer = json.dumps(device.made(challenge or asked.challenge))
    passkeys.add(store, user, answer, asked.challenge, SITE, name="telephone", at=AT)


def sign_in(team: Team, device: Device, *, challenge: bytes | None = None) -> str:
    asked = passkeys.ask(SITE)
    answer = json.dumps(device.proved(challenge or asked.challenge))
    return passkeys.sign_in(team.book.store, answer, asked.challenge, SITE, at=AT)


def test_a_key_that_was_added_opens_the_book_as_its_owner(own_team: Team) -> None:
    device = Device()
    add(own_team, device)

    secret = sign_in(own_team, replace(device, count=2))

    found = sessions.known(own_team.book.store, secret, at=AT)
    assert found is not None
    assert found[0].name == "ann"


WRONG: dict[str, Callable[[Device], Device]] = {
    "other pages": lambda one: replace(one, name="evil.example"),
    "another origin": lambda one: replace(one, origin="https://evil.example"),
    "in clear": lambda one: replace(one, origin="http://books.ours.example"),
    "another port": lambda one: replace(one, origin="https://books.ours.example:444"),
    "nobody was there": lambda one: replace(one, flags=KNOWN),
    "the person was not made sure of": lambda one: replace(one, flags=PRESENT),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_a_proof_that_is_wrong_in_one_thing_opens_nothing_and_adds_nothing(
    own_team: Team, change: Callable[[Device], Device]
) -> None:
    device = Device()
    with pytest.raises(CallError, match="did not prove itself"):
        add(own_team, change(device))
    add(own_team, device)

    with pytest.raises(sessions.SignInError):
        sign_in(own_team, change(replace(device, count=2)))


def test_a_proof_is_of_one_challenge_and_of_the_key_that_was_added(own_team: Team) -> None:
    device = Device()
    add(own_team, device)

    with pytest.raises(sessions.SignInError):
        sign_in(own_team, replace(device, count=2), challenge=b"of another time" * 3)
    with pytest.raises(sessions.SignInError):
        sign_in(own_team, replace(Device(), count=2))  # the same name, another key
    with pytest.raises(sessions.SignInError):
        sign_in(own_team, replace(device, id=b"x" * 32, count=2))
    with pytest.raises(CallError):
        add(own_team, Device(id=b"y" * 32), challenge=b"of another time" * 3)


def test_a_key_that_counts_backwards_was_copied(own_team: Team) -> None:
    device = Device(count=5)
    add(own_team, device)
    sign_in(own_team, replace(device, count=6))

    for count in (6, 5, 0):
        with pytest.raises(sessions.SignInError):
            sign_in(own_team, replace(device, count=count))


def test_a_device_that_does_not_count_is_taken_each_time(own_team: Team) -> None:
    device = Device(count=0)
    add(own_team, device)

    assert len({sign_in(own_team, device) for _ in range(3)}) == 3


def test_a_key_belongs_to_one_person(own_team: Team) -> None:
    add(own_team, Device())

    with pytest.raises(CallError, match="known already"):
        add(own_team, Device(), who="bob")


def test_there_are_so_many_and_no_more(own_team: Team) -> None:
    for number in range(passkeys.MOST):
        add(own_team, Device(id=bytes([number]) * 32))

    with pytest.raises(CallError, match="already"):
        add(own_team, Device(id=b"z" * 32))


def test_one_is_removed_by_its_owner_alone(own_team: Team) -> None:
    device = Device()
    add(own_team, device)
    store = own_team.book.store
    with store.read() as reader:
        (row,) = passkeys_of(reader, own_team.users["ann"].id)

    assert not passkeys.remove(store, own_team.users["bob"], row.id, at=AT)
    assert passkeys.remove(store, own_team.users["ann"], row.id, at=AT)
    with pytest.raises(sessions.SignInError):
        sign_in(own_team, replace(device, count=2))


def test_who_is_shut_out_or_whose_ways_in_are_to_end_has_none(own_team: Team) -> None:
    device, store = Device(), own_team.book.store
    add(own_team, device, who="bob")
    members.disable(store, "bob@ours.example", at=AT)
    with pytest.raises(sessions.SignInError):
        sign_in(own_team, replace(device, count=2))
    members.disable(store, "bob@ours.example", at=AT, back=True)
    sign_in(own_team, replace(device, count=3))

    members.invite(store, "bob@ours.example", "owner", at=AT, notice="told")
    sign_in(own_team, replace(device, count=4))

    why = "device stolen, came to my desk"
    members.invite(store, "bob@ours.example", "owner", forget=why, at=AT, notice="told")

    with pytest.raises(sessions.SignInError):
        sign_in(own_team, replace(device, count=5))


def test_nothing_of_a_person_is_on_a_device_but_their_address_and_a_mark(team: Team) -> None:
    asked = json.loads(passkeys.offer(team.book.store, team.users["ann"], SITE).options)

    assert asked["user"]["name"] == "ann@ours.example"
    assert len(asked["user"]["id"]) >= 22
    assert asked["rp"]["id"] == SITE.name
    assert (
        "allowCredentials" not in json.loads(passkeys.ask(SITE).options)
        or not json.loads(passkeys.ask(SITE).options)["allowCredentials"]
    )


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("https://books.ours.example", "books.ours.example"),
        ("http://localhost:8421", "localhost"),
        ("http://127.0.0.1:8421", None),
        ("http://[::1]:8421", None),
        ("https://", None),
    ],
)
def test_a_site_has_a_name(origin: str, name: str | None) -> None:
    found = site_of(origin)

    assert (found.name if found else None) == name


MANY = settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=40) | st.binary(max_size=60).map(text),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(("id", "rawId", "type", "response", "clientDataJSON", "attestationObject",
                         "authenticatorData", "signature", "userHandle", "transports")),
        inner, max_size=6,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(JSON, st.binary(max_size=200))
def test_whatever_a_stranger_sends_is_refused_in_a_sentence(
    team: Team, answer: object, raw: bytes
) -> None:
    store, user = team.book.store, team.users["ann"]
    for said in (json.dumps(answer), raw.decode("latin-1")):
        with pytest.raises(sessions.SignInError):
            passkeys.sign_in(store, said, b"c" * 32, SITE, at=AT)
        with pytest.raises(CallError, match="did not prove itself"):
            passkeys.add(store, user, said, b"c" * 32, SITE, name="x", at=AT)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.binary(max_size=300), st.sampled_from(("attestationObject", "clientDataJSON")))
def test_a_broken_piece_of_a_right_answer_is_refused_in_a_sentence(
    team: Team, piece: bytes, where: str
) -> None:
    answer = Device().made(b"c" * 32)
    answer["response"][where] = text(piece)

    with pytest.raises(CallError, match="did not prove itself"):
        passkeys.add(
            team.book.store, team.users["ann"], json.dumps(answer), b"c" * 32, SITE, name="x", at=AT
        )
