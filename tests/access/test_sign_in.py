"""Getting in, and being shut out: through the pages, as a browser does."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx
import pyotp
import pytest
from tests.access.asking import filled, page_routes
from tests.access.company import DAY, WORD, readable
from tests.access.team import PASSWORD, Team

from goodwill.access import granting, members, sessions, tokens
from goodwill.access.looked import quoted
from goodwill.access.passwords import check_password_is_good, code_step, fits, hashed
from goodwill.access.rate_limit import FAILURES, RateLimit
from goodwill.access.rights import Grant, rights_of
from goodwill.book import Book
from goodwill.clock import now
from goodwill.errors import CallError, NotPermittedError
from goodwill.serve.api import changes
from goodwill.store.reader import Reader
from goodwill.store.statements.changes import Change
from goodwill.store.users.users import UserRow, change_user, notices_of, user_by_address

NEW = "other words in another row"


def at() -> int:
    return int(now().timestamp())


def test_signing_in_gives_a_new_secret_that_opens_the_pages(team: Team) -> None:
    answer = team.send("nobody", "/sign-in", address="ann@ours.example", password=PASSWORD)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie  # noqa: PT018
    assert answer.cookies["goodwill"] not in team.cookies.values()


@pytest.mark.parametrize(
    ("address", "password"),
    [("ann@ours.example", "wrong words in a row"), ("zed@ours.example", PASSWORD), ("", "")],
)
def test_what_was_wrong_is_never_said(team: Team, address: str, password: str) -> None:
    answer = team.send("nobody", "/sign-in", address=address, password=password)

    assert answer.status_code == 401
    assert "That address, password or code is not right." in answer.text
    assert "set-cookie" not in answer.headers


def test_nobody_is_sent_to_another_site(team: Team) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/a\nb"):
        answer = team.send(
            "nobody", "/sign-in", address="bob@ours.example", password=PASSWORD, back=back
        )
        assert answer.headers["location"] == "/"


def test_too_many_wrong_tries_are_refused(own_team: Team) -> None:
    form = {"address": "ann@ours.example", "password": "wrong words in a row"}

    codes = [own_team.send("nobody", "/sign-in", **form).status_code for _ in range(11)]

    assert codes == [401] * FAILURES["address"] + [429]
    form["password"] = PASSWORD
    assert own_team.send("nobody", "/sign-in", **form).status_code == 429


def test_who_guesses_at_the_old_password_is_held_up_as_at_the_door(own_team: Team) -> None:
    wrong = {"old": "wrong words in a row", "new": NEW}

    said = [own_team.send("ann", "/me/password", **wrong).text for _ in range(11)]

    assert all("The old password is not right." in one for one in said[:-1])
    assert "Too many tries." in said[-1]
    right = own_team.send("ann", "/me/password", old=PASSWORD, new=NEW)
    assert "Too many tries." in right.text


def test_tries_are_forgotten_after_a_minute_and_others_are_not_held_up() -> None:
    tries = RateLimit()
    for _ in range(FAILURES["address"]):
        tries.failed(0.0, address="ann", client="1")

    assert not tries.is_allowed(59.0, address="ann", client="1")
    assert tries.is_allowed(59.0, address="bob", client="1")
    assert tries.is_allowed(61.0, address="ann", client="1")


def test_a_session_that_is_ended_holds_no_more(own_team: Team) -> None:
    assert own_team.ask("ann", "/accounts/acre")[0].status_code == 200

    own_team.send("ann", "/sign-out")

    assert own_team.ask("ann", "/accounts/acre")[0].status_code == 303


def test_who_is_shut_out_is_out_at_once_and_so_are_their_tokens(own_team: Team) -> None:
    members.disable(own_team.book.store, "ann@ours.example", at=at())

    codes = [one.status_code for one in own_team.ask("ann", "/accounts/acre", "/api/v1/accounts")]
    assert codes == [303, 401]


@pytest.mark.parametrize(("seconds", "is_open"), [(-1, True), (1, False)])
def test_a_session_ends_when_it_is_not_used_and_when_it_is_old(
    own_team: Team, seconds: int, *, is_open: bool
) -> None:
    store, begun = own_team.book.store, 1_700_000_000
    secret = sessions.sign_in(store, "ann@ours.example", PASSWORD, at=begun)
    idle = sessions.known(store, secret, at=begun + sessions.IDLE + seconds)
    assert (idle is not None) == is_open

    used = begun
    while used + sessions.IDLE - 1 < begun + sessions.ABSOLUTE + seconds and idle:
        used += sessions.IDLE - 1
        found = sessions.known(store, secret, at=used)
    if is_open:
        assert (found is not None) == (used < begun + sessions.ABSOLUTE)


def test_a_code_is_asked_for_once_it_is_set_up_and_counts_once(
    own_team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = own_team.send("ann", "/me/codes")
    secret = re.findall(r'name="secret" value="([A-Z2-7]{32})"', page.text)[0]
    code = pyotp.TOTP(secret).at(at())
    assert own_team.send("ann", "/me/codes/confirm", secret=secret, code=code).status_code == 303

    form = {"address": "ann@ours.example", "password": PASSWORD}
    assert own_team.send("nobody", "/sign-in", **form).status_code == 401
    assert own_team.send("nobody", "/sign-in", code=code, **form).status_code == 401
    begin = at() // 30 * 30 + 30
    monkeypatch.setattr("goodwill.serve.web.pages.sign_in._at", lambda: begin)
    later = pyotp.TOTP(secret).at(begin)
    assert own_team.send("nobody", "/sign-in", code=later, **form).status_code == 303


def test_of_two_who_bring_one_code_at_once_one_comes_in(
    own_team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, secret = own_team.book.store, pyotp.random_base32()
    with store.write() as tx:
        ann = user_by_address(tx, "ann@ours.example")
        assert ann is not None
        change_user(tx, ann.id, totp=secret)
    code = pyotp.TOTP(secret).at(at())
    read, come_in = user_by_address, list[str]()

    def read_before_another_comes_in(reader: Reader, address: str) -> UserRow | None:
        monkeypatch.setattr(sessions, "user_by_address", read)
        found = read(reader, address)
        come_in.append(sessions.sign_in(store, address, PASSWORD, code, at=at()))
        return found

    monkeypatch.setattr(sessions, "user_by_address", read_before_another_comes_in)
    with pytest.raises(sessions.SignInError):
        sessions.sign_in(store, "ann@ours.example", PASSWORD, code, at=at())

    assert len(come_in) == 1


def test_a_code_is_late_by_one_step_and_not_by_two() -> None:
    secret = pyotp.random_base32()
    code = pyotp.TOTP(secret).at(3_000_000)

    assert code_step(secret, code, at=3_000_029, after=0) == 100_000
    assert code_step(secret, code, at=3_000_059, after=0) == 100_000
    assert code_step(secret, code, at=2_999_999, after=0) is None  # before its time
    assert code_step(secret, code, at=3_000_060, after=0) is None
    assert code_step(secret, code, at=3_000_000, after=100_000) is None


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaaaa", "schatzischatzi", "ann@ours.example 1"]
)
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(CallError):
        check_password_is_good(password, not_like=("Ann", "ann@ours.example"))


def test_a_password_is_kept_as_a_slow_hash_with_its_own_salt() -> None:
    first, second = hashed(NEW), hashed(NEW)

    assert first.startswith("$argon2id$")
    assert first != second
    assert fits(NEW, first)
    assert not fits(PASSWORD, first)
    assert not fits(NEW, None)


def test_no_secret_stands_in_the_database(team: Team) -> None:
    team.book.store.close()
    content = b"".join(path.read_bytes() for path in sorted(Path(team.book.place).glob("book.db*")))

    for secret in (PASSWORD, *team.cookies.values(), *team.bearers.values()):
        assert secret.encode() not in content


def test_nobody_becomes_the_first_user_of_a_book_that_has_users(own_team: Team) -> None:
    with pytest.raises(CallError, match="has users already"):
        members.set_up(own_team.book.store, at=at())


def test_there_is_no_second_user_before_colleagues_were_told(own_team: Team) -> None:
    with pytest.raises(CallError, match="needs a notice"):
        members.invite(own_team.book.store, "pat@ours.example", "owner", at=at())


def test_an_address_belongs_to_one_user(own_team: Team) -> None:
    with pytest.raises(CallError, match="another user's address"):
        members.invite(
            own_team.book.store,
            "pat@ours.example",
            "owner",
            also=("ann@ours.example",),
            at=at(),
            notice="told",
        )


def test_the_only_administrator_stays(own_team: Team) -> None:
    with pytest.raises(CallError, match="only administrator"):
        members.give_role(own_team.book.store, "eve@ours.example", "owner", at=at())
    with pytest.raises(CallError, match="only administrator"):
        members.disable(own_team.book.store, "eve@ours.example", at=at())


def test_lent_mail_is_read_until_it_is_taken_back(own_team: Team) -> None:
    path = "/accounts/delta/timeline"
    bobs = readable(own_team.mails, "bob") - readable(own_team.mails, "ann")
    before = set(WORD.findall(own_team.ask("ann", path)[0].text))
    form = {"to": "ann@ours.example", "account": "", "reason": "stands in"}
    assert own_team.send("bob", "/me/lend", **form).status_code == 303

    lent = set(WORD.findall(own_team.ask("ann", path)[0].text))
    number = re.findall(r'name="grant" value="(\d+)"', own_team.ask("bob", "/me")[0].text)[0]
    own_team.send("bob", "/me/lend/end", grant=number)

    assert not before & bobs
    assert lent & bobs
    assert not set(WORD.findall(own_team.ask("ann", path)[0].text)) & bobs


def test_that_lent_words_were_read_can_be_read_by_whose_they_are(own_team: Team) -> None:
    store, users = own_team.book.store, own_team.users
    granting.lend(store, users["bob"], "ann@ours.example", at=at())
    before = len(own_team.book.looks("bob@ours.example"))

    for _ in range(3):
        own_team.ask("ann", "/accounts/delta/timeline?source=message")
    own_team.ask("ann", "/accounts/acre/timeline")

    looks = own_team.book.seen_by(members.viewer_of(users["bob"])).looks("bob@ours.example")
    assert len(looks) == before + 1
    assert looks[0].what == "read_words"
    assert "read words" in own_team.ask("bob", "/me")[0].text
    assert "read words" not in own_team.ask("ann", "/me")[0].text
    with pytest.raises(NotPermittedError):
        own_team.book.seen_by(members.viewer_of(users["ann"])).looks("bob@ours.example")


@pytest.mark.parametrize("door", ["statement", "why", "stored", "stored_why"])
def test_that_lent_words_are_read_is_noted_at_every_door(own_team: Team, door: str) -> None:
    """Whatever shows quotes: the pages, the API and assistants ask these of a book."""
    book, users = own_team.book, own_team.users
    granting.break_glass(
        book.store, users["lou"], "bob@ours.example", reason="court order 12/2026", hours=8, at=at()
    )
    lou = book.seen_by(members.viewer_of(users["lou"]))
    before = len(book.looks("bob@ours.example"))
    line = _quoting_line(book, "brook")

    match door:
        case "statement":
            lou.statement("brook", as_of=DAY)
        case "stored":
            lou.stored("brook", DAY)
        case "why":
            lou.why("brook", line, as_of=DAY)
        case _:
            lou.stored_why("brook", line, DAY)

    looks = book.looks("bob@ours.example")
    assert [one.what for one in looks[: len(looks) - before]] == ["read_words"]


def _quoting_line(book: Book, account: str) -> str:
    """A line of a statement that quotes a mail."""
    statement = book.statement(account, as_of=DAY)
    lines = [*statement["patterns"], *statement["practices"], *statement["risks"]]
    return next(str(one["id"]) for one in lines if list(quoted(one["evidence"])))


def test_mail_with_one_account_is_lent_as_far_as_it_is_the_lenders(own_team: Team) -> None:
    store, users = own_team.book.store, own_team.users
    granting.lend(store, users["bob"], "ann@ours.example", "delta", at=at())

    read = set(WORD.findall(own_team.ask("ann", "/search?q=quill")[0].text))
    timeline = set(WORD.findall(own_team.ask("ann", "/accounts/delta/timeline")[0].text))

    assert "quillbobdelta0" in timeline
    assert not any(word.startswith("quillbobbrook") for word in read | timeline)


def test_an_administrator_grants_accounts_and_never_a_word(own_team: Team) -> None:
    store = own_team.book.store
    with pytest.raises(CallError, match="cannot be granted"):
        granting.grant(store, "ann@ours.example", "mailbox", "bob", reason="no", at=at())
    granting.grant(store, "ann@ours.example", "account", "brook", reason="helps", at=at())

    (page,) = own_team.ask("ann", "/accounts/brook")

    assert page.status_code == 200
    assert not set(WORD.findall(page.text)) - readable(own_team.mails, "ann")


def test_a_broken_glass_shows_words_for_a_while_and_tells_the_person(own_team: Team) -> None:
    store, users = own_team.book.store, own_team.users
    form = {"whose": "cid@ours.example", "reason": "court order 12/2026", "hours": "8"}
    assert own_team.send("ann", "/me/glass", **form).status_code == 403
    assert not WORD.findall(own_team.ask("lou", "/accounts/crest/timeline")[0].text)

    assert own_team.send("lou", "/me/glass", **form).status_code == 303

    assert WORD.findall(own_team.ask("lou", "/accounts/crest/timeline")[0].text)
    assert "court order 12/2026" in own_team.ask("cid", "/me")[0].text
    with store.read() as reader:
        assert notices_of(reader, users["cid"].id)
        kinds = [row[0] for row in reader.rows("select what from audit order by id desc limit 2")]
    assert kinds == ["read_words", "broke_glass"]


@pytest.mark.parametrize(("reason", "hours"), [("short", 8), ("a reason that says why", 73)])
def test_a_glass_needs_a_reason_and_an_end(own_team: Team, reason: str, hours: int) -> None:
    with pytest.raises(CallError):
        granting.break_glass(
            own_team.book.store,
            own_team.users["lou"],
            "cid@ours.example",
            reason=reason,
            hours=hours,
            at=at(),
        )


def test_a_token_opens_one_door_with_what_it_was_given(own_team: Team) -> None:
    store, ann = own_team.book.store, own_team.users["ann"]
    secret = tokens.made(store, ann, "reports", ["read:statements"], at=at())

    viewer = tokens.known(store, secret, audience="api", at=at())

    assert viewer is not None
    assert viewer.scopes == {"read:statements"}
    assert not rights_of(viewer, (), at()).sight.readers
    assert tokens.known(store, secret, audience="mcp", at=at()) is None
    assert tokens.known(store, secret, audience="api", at=at() + 91 * 86_400) is None
    assert tokens.known(store, secret + "x", audience="api", at=at()) is None


def test_nobody_gives_a_token_more_than_they_have(own_team: Team) -> None:
    with pytest.raises(CallError, match="cannot give"):
        tokens.made(own_team.book.store, own_team.users["ned"], "x", ["read:words"], at=at())


def test_a_token_changes_nothing_of_who_may_come_in(team: Team) -> None:
    headers = {"authorization": f"Bearer {team.bearers['eve']}"}

    (answer,) = team.ask("nobody", "/users", **headers)

    assert answer.status_code == 303


@pytest.mark.parametrize("who", ["ann", "mia", "ned", "lou"])
def test_users_are_for_administrators(team: Team, who: str) -> None:
    assert team.ask(who, "/users")[0].status_code == 403
    for path in ("/users/invite", "/users/role", "/users/grant", "/users/shut-out"):
        form = {"address": "x@ours.example", "role": "owner", "user": "1", "kind": "everything"}
        assert team.send(who, path, reason="x", **form).status_code == 403


def test_a_grant_ends_by_itself() -> None:
    grant = Grant(
        id=1,
        kind="account",
        subject="acre",
        words=False,
        begins_at=100,
        ends_at=200,
        made_by="",
        reason="x",
    )

    assert [grant.holds(second) for second in (99, 100, 199, 200)] == [False, True, True, False]


def test_no_form_of_another_site_is_taken(team: Team) -> None:
    paths = sorted({path for route in page_routes("POST") for path in list(filled(route))[:1]})

    async def sent(origin: str | None) -> list[int]:
        over = httpx.ASGITransport(team.app)
        cookie = {"cookie": f"goodwill={team.cookies['ann']}"}
        headers = cookie if origin is None else {**cookie, "origin": origin}
        async with httpx.AsyncClient(transport=over, base_url="http://127.0.0.1:8421") as client:
            return [(await client.post(path, headers=headers)).status_code for path in paths]

    assert len(paths) > 20
    for origin in (None, "https://evil.example", "null", "http://127.0.0.1:9999"):
        assert set(asyncio.run(sent(origin))) == {403}


def test_a_role_is_told_that_a_page_is_not_theirs(team: Team) -> None:
    for who in ("ann", "ned"):
        assert team.ask(who, "/start")[0].status_code == 403
    assert team.ask("eve", "/start")[0].status_code == 200


def test_whoever_sees_no_account_begins_where_something_is_theirs(team: Team) -> None:
    places = {who: team.ask(who, "/")[0].headers.get("location") for who in ("eve", "lou", "ann")}
    of_files = team.ask("eve", "/start")[0].text

    assert places == {"eve": "/start", "lou": "/me", "ann": None}
    assert team.ask("lou", "/me")[0].status_code == 200
    assert "Read files in" in of_files
    assert "which is empty" not in of_files


def test_reading_by_files_of_the_book_needs_no_sign_in(own_team: Team) -> None:
    with pytest.raises(NotPermittedError):
        _ = own_team.book.seen_by(members.viewer_of(own_team.users["ann"])).store
    assert own_team.book.store is not None


def test_a_new_way_in_ends_the_tokens_that_were_made_with_the_old_one(own_team: Team) -> None:
    secret = tokens.made(own_team.book.store, own_team.users["bob"], "held", (), at=at())

    members.invite(own_team.book.store, "bob@ours.example", "owner", at=at(), notice="told")

    assert tokens.known(own_team.book.store, secret, audience="api", at=at()) is None


def test_a_link_holds_no_more_once_its_user_was_shut_out(own_team: Team) -> None:
    store = own_team.book.store
    new = members.invite(store, "bob@ours.example", "owner", at=at(), notice="told")
    members.disable(store, "bob@ours.example", at=at())
    members.disable(store, "bob@ours.example", back=True, at=at())

    with pytest.raises(CallError, match="used already"):
        members.accept(store, new.secret, NEW, at=at())


@pytest.mark.parametrize("is_shut_out", [True, False])
def test_a_stream_ends_when_whoever_listens_may_see_that_no_longer(
    own_team: Team, monkeypatch: pytest.MonkeyPatch, *, is_shut_out: bool
) -> None:
    """It was opened while they might: of ten looks at the book none follows the third."""
    monkeypatch.setattr(changes, "PAUSE", 0.0)
    looks = 0

    def looked(_shelf: object, after: int, _count: int) -> tuple[list[Change], int]:
        nonlocal looks
        looks += 1
        if looks == 3:
            if is_shut_out:
                members.disable(own_team.book.store, "mia@ours.example", at=at())
            else:
                granting.revoke(own_team.book.store, 1, by=None, at=at())
        assert looks < 10
        return [], after

    monkeypatch.setattr(changes, "_after", looked)

    (answer,) = own_team.ask("mia", "/api/v1/changes/stream?after=0")

    assert (answer.status_code, looks) == (200, 3)
