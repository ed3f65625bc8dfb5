"""Every role asks every route about every owner's accounts: nobody is shown another's words.

The long form, with many more requests, is `python -m tests.soak.rights`.
"""

from __future__ import annotations

import re

import pytest
from tests.access.asking import addresses, page_routes
from tests.access.company import ACCOUNTS, WORD, readable
from tests.access.team import MAY_READ, ROLES, SEES, Team

COUNT = 60
"""Addresses that each role asks for."""


@pytest.mark.parametrize("who", ROLES)
def test_nobody_is_shown_words_of_a_mail_that_they_are_not_on(team: Team, who: str) -> None:
    words = [mail.word for mail in team.mails]
    asked = addresses(words, seed=sum(map(ord, who)), count=COUNT)
    mine = readable(team.mails, *MAY_READ.get(who, ()))

    for path, answer in zip(asked, team.ask(who, *asked), strict=True):
        told = answer.text.replace(_word_of(path), "")  # what was asked for is said again
        foreign = set(WORD.findall(told)) - mine
        assert not foreign, f"{who} was shown {sorted(foreign)[:3]} by {path}"
        assert answer.status_code < 500, f"{path} failed: {answer.text[:300]}"


def _word_of(path: str) -> str:
    found = re.search(r"q=(quill\w+)", path)
    return found[1] if found else "\0"


def test_everybody_reads_their_own_words(team: Team) -> None:
    for who in MAY_READ:
        account = next(name for name, own in ACCOUNTS.items() if own == who)
        paths = [f"/accounts/{account}/timeline", f"/accounts/{account}", "/search?q=quill"]

        for path, answer in zip(paths, team.ask(who, *paths), strict=True):
            assert set(WORD.findall(answer.text)) & readable(team.mails, who), f"{who} at {path}"


@pytest.mark.parametrize("who", ROLES)
def test_an_account_that_is_not_seen_is_answered_as_one_that_is_not_there(
    team: Team, who: str
) -> None:
    for name in ACCOUNTS.keys() - SEES[who]:
        for end in ("", "/timeline", "/why/kind", "/people", "/thread?ref=%3C1%40m.example%3E"):
            unseen, unknown = team.ask(who, f"/accounts/{name}{end}", f"/accounts/zz{end}")

            assert unseen.status_code == unknown.status_code
            assert _plain(unseen.text.replace(name, "zz")) == _plain(unknown.text)


def _plain(page: str) -> str:
    """Without the nearest name of an account that is seen: it differs with what was typed."""
    return re.sub(r" The nearest name is [^<]*", "", page)


@pytest.mark.parametrize("who", ROLES)
def test_the_first_page_lists_the_accounts_that_are_seen_and_counts_no_others(
    team: Team, who: str
) -> None:
    (answer,) = team.ask(who, "/accounts.csv")

    named = {line.partition(",")[0] for line in answer.text.splitlines()[1:]}
    assert named & ACCOUNTS.keys() == SEES[who]


def test_a_stranger_is_shown_the_way_in_and_nothing_else(team: Team) -> None:
    for path, answer in zip(
        asked := sorted({re.sub(r"\{[^}]*\}", "acre", one) for one in page_routes("GET")}),
        team.ask("nobody", *asked),
        strict=True,
    ):
        is_open = path.startswith(("/sign-in", "/set-up", "/invited"))
        assert is_open or answer.status_code in {303, 401}, path
        assert "acre" not in answer.text.replace(path, "").replace("%2Facre", "")
        assert not WORD.findall(answer.text)


def test_a_program_without_a_token_is_not_answered(team: Team) -> None:
    answers = team.ask("nobody", "/api/v1/accounts", "/api/v1/accounts/acre/statement")

    assert [answer.status_code for answer in answers] == [401, 401]
