"""A mailbox of a real Dovecot that is signed in to with tokens: XOAUTH2, renewed where they end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import time

import pytest
from tests.live.fakes import Asked, Says, serving
from tests.live.made import facts, imap, mail, make_book, put, run
from tests.live.providers import OURS, Provider
from tests.live.servers import Dovecot

from goodwill.live.oauth.tokens import Tokens
from goodwill.store.database import Store


class TokenInfo:
    """A provider that a mail server asks whose a token is (as Google's `tokeninfo` tells).

    It keeps no line open: the mail server outlives it, and would ask the one before.
    """

    def __init__(self, user: str) -> None:
        self.user, self.provider = user, Provider()

    def answer(self, asked: Asked) -> Says:
        if asked.path == "/tokeninfo":
            if asked.query["access_token"] in self.provider.good:
                return Says.json({"email": self.user, "expires_in": 3600}, connection="close")
            return Says.json({"error": "invalid_token"}, 400, connection="close")
        return self.provider.answer(asked)


@pytest.fixture
def info(server: Dovecot) -> Iterator[TokenInfo]:
    found = TokenInfo(server.user)
    with serving(found, server.tokens_port):
        yield found


def connect(folder: Path, server: Dovecot, info: TokenInfo, access: str) -> Store:
    tokens = Tokens(
        client=OURS,
        access=access,
        refresh="refresh-secret-0",
        until=time() + 3600,
    )
    info.provider.refresh = tokens.refresh
    gateway = f"http://127.0.0.1:{server.tokens_port}"
    more = (("security", "none"), ("auth", "oauth"), ("provider", "google"), ("gateway", gateway))
    store = make_book(folder)
    put(store, imap(server, more=more), secret=tokens.as_text())
    return store


@pytest.mark.parametrize("has_ended", [False, True])
def test_mail_comes_with_a_token_and_with_another_where_it_has_ended(
    tmp_path: Path, server: Dovecot, info: TokenInfo, has_ended: bool
) -> None:
    server.deliver(mail(1))
    if not has_ended:
        info.provider.good = {"access-secret-0"}
    store = connect(tmp_path, server, info, "access-secret-0")

    ran = run(store)

    assert ran.source.state == "up_to_date", ran.source.says
    assert len(facts(store)) == 1
    assert info.provider.renewals == has_ended


def test_consent_that_was_taken_back_is_a_state_and_no_token_is_told(
    tmp_path: Path, server: Dovecot, info: TokenInfo
) -> None:
    info.provider.is_revoked = True
    store = connect(tmp_path, server, info, "access-secret-0")

    ran = run(store)

    assert ran.source.state == "needs_sign_in"
    assert "taken back" in ran.source.says
    assert "secret" not in repr(ran)
