"""A second factor that is asked for, and passwords that others use, which are refused.

Who has a second factor comes in, who has none sets one up and does no more; a new password gets
nobody round it.
"""

from __future__ import annotations

from contextlib import nullcontext
from hashlib import sha1
from pathlib import Path

import pyotp
import pytest
from tests.access.team import PASSWORD, Team

from goodwill.access import members, own_sign_in, sessions, tokens
from goodwill.access.by_token import seen_with
from goodwill.access.common_passwords import LIST, WIDTH, check_password_is_unknown
from goodwill.access.passwords import SHORTEST
from goodwill.clock import now
from goodwill.config import ROLES, Users
from goodwill.errors import CallError, ConfigError, NotPermittedError
from goodwill.settings import load_settings
from goodwill.store.users.users import notices_of
from goodwill.store.users.ways_in import PasskeyRow, add_passkey

ALL = Users(second_factor=ROLES)
OWNERS = Users(second_factor=("owner",))
NEW = "quite another set of words"
TELEPHONE = pyotp.random_base32()


def at() -> int:
    return int(now().timestamp())


def asking(team: Team, rules: str) -> None:
    """The book's settings ask for this from now on."""
    folder = Path(team.book.place).parent
    text = '[company]\ndomains = ["ours.example"]\n[privacy]\nnotice = "told"\n'
    (folder / "goodwill.toml").write_text(f"{text}[users]\n{rules}\n", "utf-8")
    team.book.import_paths([folder / "goodwill.toml"])
    team.book.forget_settings()


def with_codes(team: Team, who: str) -> None:
    moment = at()
    code = pyotp.TOTP(TELEPHONE).at(moment)
    own_sign_in.take_codes(team.book.store, team.users[who], TELEPHONE, code, at=moment)


def with_passkey(team: Team, who: str) -> None:
    number = team.users[who].id
    with team.book.store.write() as tx:
        add_passkey(tx, PasskeyRow(0, number, f"of {who}", "x", 0, "localhost", "mine", at(), None))


def comes_in(team: Team, who: str, rules: Users, code: str = "") -> bool:
    address, later = f"{who}@ours.example", at() + 60
    try:
        sessions.sign_in(team.book.store, address, PASSWORD, code, rules=rules, at=later)
    except sessions.SignInError:
        return False
    return True


def later_code() -> str:
    return pyotp.TOTP(TELEPHONE).at(at() + 60)


@pytest.mark.parametrize(
    ("rules", "roles"),
    [
        ("", ()),
        ('second_factor = "all"', ROLES),
        ('second_factor = ["owner", "manager"]', ("owner", "manager")),
    ],
)
def test_the_settings_name_whose_it_is(rules: str, roles: tuple[str, ...]) -> None:
    found = load_settings(f"[users]\n{rules}\n", "goodwill.toml").users

    assert found.second_factor == roles


@pytest.mark.parametrize("said", ['["boss"]', '"owner"', "true", "[1]"])
def test_a_role_that_is_none_is_told(said: str) -> None:
    with pytest.raises(ConfigError, match="second_factor"):
        load_settings(f"[users]\nsecond_factor = {said}\n", "goodwill.toml")


def test_who_has_none_sees_their_own_page_until_one_is_set_up(own_team: Team) -> None:
    paths = ("/", "/accounts/acre", "/plan", "/search?q=quill")
    assert {one.status_code for one in own_team.ask("ann", *paths)} == {200}
    asking(own_team, 'second_factor = ["owner"]')

    shut = own_team.ask("ann", *paths)
    assert {(one.status_code, one.headers["location"]) for one in shut} == {(303, "/me")}
    assert "needs more than a password" in own_team.ask("ann", "/me")[0].text
    assert own_team.ask("ann", "/api/v1/accounts")[0].status_code == 403
    assert own_team.send("ann", "/me/tokens", name="mine").status_code == 403
    assert own_team.send("ann", "/me/lend", to="bob@ours.example").status_code == 403
    assert own_team.ask("mia", "/plan")[0].status_code == 200  # of another role

    with_codes(own_team, "ann")
    assert {one.status_code for one in own_team.ask("ann", *paths)} == {200}
    assert "needs more than a password" not in own_team.ask("ann", "/me")[0].text


def test_a_token_opens_nothing_while_its_user_has_none(own_team: Team) -> None:
    secret = tokens.made(
        own_team.book.store, own_team.users["ann"], "t", (), audience="mcp", at=at()
    )
    assert seen_with(own_team.book, secret, audience="mcp").accounts()
    asking(own_team, 'second_factor = "all"')

    with pytest.raises(NotPermittedError, match="second factor"):
        seen_with(own_team.book, secret, audience="mcp")
    with_passkey(own_team, "ann")
    assert seen_with(own_team.book, secret, audience="mcp").accounts()


def test_a_password_alone_is_enough_where_nothing_is_asked_or_nothing_is_set_up(
    own_team: Team,
) -> None:
    with_codes(own_team, "ann")
    with_passkey(own_team, "bob")

    assert not comes_in(own_team, "ann", Users())  # codes are asked for by themselves
    assert comes_in(own_team, "bob", Users())
    assert comes_in(own_team, "cid", ALL)  # to set one up


def test_a_password_alone_does_not_go_round_a_passkey_that_has_to_be_shown(own_team: Team) -> None:
    with_passkey(own_team, "bob")
    with_passkey(own_team, "mia")

    assert not comes_in(own_team, "bob", OWNERS)
    assert comes_in(own_team, "mia", OWNERS)  # no owner
    with_codes(own_team, "bob")
    assert not comes_in(own_team, "bob", OWNERS)
    assert comes_in(own_team, "bob", OWNERS, later_code())


def test_a_new_password_does_not_get_round_a_second_factor(own_team: Team) -> None:
    store = own_team.book.store
    with_codes(own_team, "ann")
    new = members.invite(store, "ann@ours.example", "owner", at=at(), notice="told")
    members.accept(store, new.secret, PASSWORD, at=at())

    assert not comes_in(own_team, "ann", Users())
    assert comes_in(own_team, "ann", Users(), later_code())


def test_ways_in_end_for_a_reason_that_the_person_is_told_and_the_audit_keeps(
    own_team: Team,
) -> None:
    store, why = own_team.book.store, "telephone stolen, came to my desk"
    with_codes(own_team, "ann")
    with pytest.raises(CallError, match="does not say why"):
        members.invite(store, "ann@ours.example", "owner", forget="lost", at=at())
    new = members.invite(store, "ann@ours.example", "owner", forget=why, at=at())
    members.accept(store, new.secret, PASSWORD, at=at())

    assert comes_in(own_team, "ann", Users())
    with store.read() as reader:
        assert why in notices_of(reader, own_team.users["ann"].id)[0].reason
        notes = [row[0] for row in reader.rows("select note from audit where note is not null")]
    assert any(why in one for one in notes)


def test_other_sessions_are_ended_by_who_signed_in_but_now(
    own_team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "ann@ours.example"
    other = sessions.sign_in(own_team.book.store, address, PASSWORD, at=at())
    held = sessions.known(own_team.book.store, other, at=at())
    assert held is not None
    number = str(held[1].id)
    late = at() + sessions.FRESH
    with monkeypatch.context() as patch:
        patch.setattr("goodwill.serve.web.pages.own_way_in._at", lambda: late)
        refused = own_team.send("ann", "/me/sessions/end", session=number)
        all_of_them = own_team.send("ann", "/me/sessions/end")
    assert [refused.status_code, all_of_them.status_code] == [400, 400]
    assert sessions.known(own_team.book.store, other, at=at()) is not None

    assert own_team.send("ann", "/me/sessions/end", session=number).status_code == 303
    assert sessions.known(own_team.book.store, other, at=at()) is None


def test_ones_own_session_is_ended_at_any_time(
    own_team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sessions.known(own_team.book.store, own_team.cookies["ann"], at=at())
    assert found is not None
    late = at() + sessions.FRESH
    monkeypatch.setattr("goodwill.serve.web.pages.own_way_in._at", lambda: late)

    done = own_team.send("ann", "/me/sessions/end", session=str(found[1].id))

    assert done.status_code == 303
    assert own_team.ask("ann", "/plan")[0].status_code == 303


@pytest.mark.parametrize(
    ("password", "is_known"),
    [
        ("1qaz2wsx3edc", True),
        ("1QAZ2wsx3EDC", True),
        ("qwertyuiopasdfgh", True),
        ("ichliebedich", True),
        ("1qaz2wsx3edc and more of it", False),
        (NEW, False),
        (PASSWORD, False),
    ],
)
def test_the_commonest_passwords_are_refused_in_any_case(password: str, *, is_known: bool) -> None:
    refused = pytest.raises(CallError, match="commonest") if is_known else nullcontext()

    with refused:
        check_password_is_unknown(password)


AROUND = {
    "a German word and a count": ("Passwort1234", True),
    "a word that few use": ("schmetterling1", False),
    "a season, a year and signs": ("Sommer2025!!", True),
    "signs before and behind": ("!!fussball2024", True),
    "a French word": ("motdepasse12", True),
    "as many around as are tried": ("sommer12345678", True),
    "more than are tried": ("sommer123456789", False),
    "two words": ("sommerfussball12", False),
    "digits inside": ("som7mer2025!!", False),
    "nothing but digits and signs": ("830-194-7752!", False),
}


@pytest.mark.parametrize("what", AROUND)
def test_a_common_word_is_no_better_for_digits_around_it(what: str) -> None:
    password, is_known = AROUND[what]
    refused = pytest.raises(CallError, match="a common word") if is_known else nullcontext()

    with refused:
        check_password_is_unknown(password)


def test_there_are_more_than_three_thousand_that_would_otherwise_be_taken() -> None:
    kept = LIST.read_bytes()
    rows = [kept[place : place + WIDTH] for place in range(0, len(kept), WIDTH)]

    assert SHORTEST == 12  # the list holds those of so many characters
    assert len(rows) > 3_000
    assert rows == sorted(set(rows))


@pytest.mark.parametrize("others", [0, 1, 2, 500])
@pytest.mark.parametrize("counted", [True, False])
def test_a_list_of_ones_own_is_looked_up_wherever_it_stands(
    tmp_path: Path, others: int, *, counted: bool
) -> None:
    words = [NEW, *(f"a known password {n}" for n in range(others))]
    digests = sorted(sha1(one.encode(), usedforsecurity=False).hexdigest().upper() for one in words)
    path = tmp_path / "breached.txt"
    path.write_text("".join(f"{one}:3\r\n" if counted else f"{one}\n" for one in digests), "ascii")

    for word in words:
        with pytest.raises(CallError, match="breach"):
            check_password_is_unknown(word, str(path))
    for number in range(50):
        check_password_is_unknown(f"a password of nobody's {number}", str(path))


def test_a_list_that_is_empty_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "breached.txt"
    with pytest.raises(ConfigError, match="cannot be read"):
        check_password_is_unknown(NEW, str(path))
    path.touch()
    check_password_is_unknown(NEW, str(path))


def test_it_is_asked_wherever_a_password_is_chosen(own_team: Team) -> None:
    common, store = "1qaz2wsx3edc", own_team.book.store
    new = members.invite(store, "pat@ours.example", "owner", at=at(), notice="told")
    with pytest.raises(CallError, match="commonest"):
        members.accept(store, new.secret, common, at=at())
    with store.read() as reader:
        ann = members.user_named(reader, "ann@ours.example")
    with pytest.raises(CallError, match="commonest"):
        own_sign_in.change_password(store, ann, PASSWORD, common, keep=None, at=at())
