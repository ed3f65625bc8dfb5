"""What a wrong try costs, what is sealed of codes, and who may change how they come in."""

from __future__ import annotations

import asyncio
from pathlib import Path

import argon2
import httpx
import pyotp
import pytest
from tests.access.company import DAY
from tests.access.team import PASSWORD, Team

from goodwill.access import members, own_sign_in, passwords, sealed_codes, sessions
from goodwill.book import open_book
from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.serve.cli.way import Way
from goodwill.serve.web.app import create_app
from goodwill.serve.web.door import Door
from goodwill.serve.web.shelf import Shelf
from goodwill.store.users.sign_ins import SessionRow
from goodwill.store.users.users import change_user


def at() -> int:
    return int(now().timestamp())


@pytest.mark.parametrize(
    ("address", "password", "code"),
    [
        ("ann@ours.example", "wrong words in a row", ""),
        ("zed@ours.example", "wrong words in a row", ""),  # nobody
        ("pat@ours.example", "wrong words in a row", ""),  # invited, without a password yet
        ("cid@ours.example", PASSWORD, ""),  # shut out
        ("bob@ours.example", "wrong words in a row", "123456"),  # has codes
        ("bob@ours.example", PASSWORD, "123456"),
    ],
)
def test_each_wrong_try_costs_the_same_one_hash(
    own_team: Team, monkeypatch: pytest.MonkeyPatch, address: str, password: str, code: str
) -> None:
    """Counted by hashes and what they take, not by a clock."""
    store, costs = own_team.book.store, list[tuple[int, int, int]]()
    members.invite(store, "pat@ours.example", "owner", at=at(), notice="told")
    members.disable(store, "cid@ours.example", at=at())
    with store.write() as tx:
        change_user(tx, own_team.users["bob"].id, totp=pyotp.random_base32())
    verify = argon2.low_level.verify_secret

    def counted(kept: bytes, secret: bytes, sort: argon2.low_level.Type) -> bool:
        told = argon2.extract_parameters(kept.decode())
        costs.append((told.memory_cost, told.time_cost, told.parallelism))
        return verify(kept, secret, sort)

    monkeypatch.setattr(argon2._password_hasher, "verify_secret", counted)  # noqa: SLF001

    with pytest.raises(sessions.SignInError):
        sessions.sign_in(store, address, password, code, at=at())

    default = argon2.PasswordHasher()
    assert costs == [(default.memory_cost, default.time_cost, default.parallelism)]


def test_what_is_compared_for_nobody_is_a_hash_like_any_other() -> None:
    """One that cannot be read would be done with at once, and tell that there is nobody."""
    with pytest.raises(argon2.exceptions.VerifyMismatchError):
        argon2.PasswordHasher().verify(passwords._NOBODYS, "any words")  # noqa: SLF001


def test_what_a_telephone_shares_with_the_book_is_sealed(
    own_team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store, user = own_team.book.store, own_team.users["ann"]
    secret = pyotp.random_base32()
    own_sign_in.take_codes(store, user, secret, pyotp.TOTP(secret).at(at()), at=at())

    with store.read() as reader:
        ((kept,),) = reader.rows("select totp from users where id = ?", (user.id,))
    assert secret not in kept
    own_team.book.store.close()
    content = b"".join(path.read_bytes() for path in Path(own_team.book.place).glob("book.db*"))
    assert secret.encode() not in content

    monkeypatch.setenv("GOODWILL_KEY_FILE", str(tmp_path / "another machine"))
    later = pyotp.TOTP(secret).at(at() + 30)
    with pytest.raises(sessions.SignInError):
        sessions.sign_in(store, "ann@ours.example", PASSWORD, later, at=at())


def test_a_secret_from_before_is_sealed_when_it_is_next_used(own_team: Team) -> None:
    store, user, secret = own_team.book.store, own_team.users["ann"], pyotp.random_base32()
    with store.write() as tx:
        change_user(tx, user.id, totp=secret)

    code = pyotp.TOTP(secret).at(at())
    assert sessions.sign_in(store, "ann@ours.example", PASSWORD, code, at=at())

    with store.read() as reader:
        ((kept,),) = reader.rows("select totp from users where id = ?", (user.id,))
    assert kept.startswith("gAAAA")
    assert sealed_codes.opened_code_secret(kept) == secret


@pytest.mark.parametrize("path", ["/me/codes", "/me/passkeys/ask", "/me/passkeys/end"])
def test_ways_in_are_changed_by_who_signed_in_but_now(own_team: Team, path: str) -> None:
    store = own_team.book.store
    with store.write() as tx:
        tx.run("update user_session set made_at = made_at - ?", (sessions.FRESH,))

    answer = own_team.send("ann", path, passkey="1")

    assert answer.status_code == 400
    assert "within a quarter of an hour" in answer.text


@pytest.mark.parametrize(
    ("seconds", "is_fresh"), [(-1, False), (0, True), (899, True), (900, False)]
)
def test_but_now_is_a_quarter_of_an_hour(seconds: int, *, is_fresh: bool) -> None:
    row = SessionRow(id=1, user_id=1, made_at=100, seen_at=100, device="", ended_at=None)

    assert sessions.is_fresh(row, 100 + seconds) == is_fresh


def test_a_password_is_compared_to_its_end() -> None:
    longest = "x1 " * 66 + "ab"
    assert len(longest) == passwords.LONGEST
    kept = passwords.hashed(longest)

    assert passwords.fits(longest, kept)
    assert not passwords.fits(longest[:-1], kept)
    assert not passwords.fits(f"{longest}c", kept)
    assert not passwords.fits(longest.upper(), kept)


@pytest.mark.parametrize("is_secure", [True, False])
def test_over_tls_cookies_are_bound_to_this_host_and_kept_from_scripts(
    own_team: Team, *, is_secure: bool
) -> None:
    app = create_app(Shelf(own_team.book, DAY), door=Door(is_secure=is_secure))
    origin = f"{'https' if is_secure else 'http'}://localhost:8421"

    async def sent() -> list[str]:
        over = httpx.ASGITransport(app)
        form = {"address": "ann@ours.example", "password": PASSWORD}
        async with httpx.AsyncClient(transport=over, base_url=origin) as client:
            paths = ("/sign-in", "/sign-in/passkey/ask")
            found = [await client.post(one, data=form, headers={"origin": origin}) for one in paths]
            return [one.headers["set-cookie"] for one in found]

    session, asked = asyncio.run(sent())

    for cookie in (session, asked):
        assert cookie.startswith("__Host-goodwill" if is_secure else "goodwill")
        assert ("; Secure" in cookie) == is_secure
        assert "; HttpOnly" in cookie
        assert "; Path=/" in cookie
        assert "Domain" not in cookie
    assert "SameSite=strict" in session
    assert "SameSite=lax" in asked


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (Way(host="0.0.0.0"), "cross the network"),  # noqa: S104
        (Way(host="192.0.2.7"), "cross the network"),
        (Way(host="0.0.0.0", behind_tls=True), None),  # noqa: S104
        (Way(), None),
    ],
)
def test_beyond_this_machine_there_is_tls_and_there_are_users(
    team: Team, tmp_path: Path, way: Way, says: str | None
) -> None:
    if says is None:
        way.check(team.book)
    else:
        with pytest.raises(CallError, match=says):
            way.check(team.book)
    if not way.is_here:
        alone = open_book(tmp_path / "alone", create=True)
        with pytest.raises(CallError):
            way.check(alone)
        alone.close()
