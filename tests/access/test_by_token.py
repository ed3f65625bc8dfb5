"""An assistant asks as the user whose token it shows, for as long as that holds."""

from __future__ import annotations

import pytest
from tests.access.company import DAY, WORD, readable
from tests.access.team import Team

from goodwill.access import members, tokens
from goodwill.access.by_token import seen_with
from goodwill.clock import now
from goodwill.errors import NotPermittedError
from goodwill.facts.search_words import words_of


def at() -> int:
    return int(now().timestamp())


def test_an_assistant_sees_what_the_tokens_user_sees(team: Team) -> None:
    secret = tokens.made(team.book.store, team.users["ann"], "x", (), audience="mcp", at=at())

    book = seen_with(team.book, secret, audience="mcp")

    found = repr((book.search(words_of("quill"), before=1 << 33), book.history("delta", DAY)))
    assert set(WORD.findall(found)) <= readable(team.mails, "ann")
    assert [known.account_id for known in book.accounts()] == ["acre", "delta"]


def test_without_a_token_or_with_one_for_another_door_nothing_is_asked(team: Team) -> None:
    for secret in ("", "gw_none", team.bearers["ann"]):
        with pytest.raises(NotPermittedError):
            seen_with(team.book, secret, audience="mcp")


def test_a_token_that_is_ended_ends_what_goes_on(own_team: Team) -> None:
    store, ann = own_team.book.store, own_team.users["ann"]
    book = seen_with(
        own_team.book, tokens.made(store, ann, "x", (), audience="mcp", at=at()), audience="mcp"
    )
    assert book.accounts()

    members.disable(store, "ann@ours.example", at=at())

    with pytest.raises(NotPermittedError):
        book.accounts()


def test_a_book_without_users_asks_for_no_token(own_team: Team) -> None:
    with own_team.book.store.write() as tx:
        for table in ("users", "user_invitation"):
            tx.run(f"delete from {table}")  # noqa: S608  a name of ours

    assert seen_with(own_team.book, "", audience="mcp") is own_team.book
