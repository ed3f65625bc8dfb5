"""A book with users over HTTP: no token, no answer; a token shows what its user may see."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import httpx
import pytest
from tests.serve.web.conftest import ADDRESS, DAY

from goodwill.access import granting, members, tokens
from goodwill.book import open_book
from goodwill.clock import now
from goodwill.serve.api.webhook_delivery import Noter
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

PEOPLE = {"ann": "owner", "mia": "manager", "ned": "analyst", "eve": "administrator"}
SAID = {"account": "acre", "line": "stage", "answer": "right"}


class Team(NamedTuple):
    """A book with users, and a token of each."""

    shelf: Shelf
    bearers: dict[str, str]

    def ask(self, who: str, path: str, **more: Any) -> httpx.Response:
        """What somebody is answered at the API."""
        headers = {"authorization": f"Bearer {self.bearers.get(who, who)}"} if who else {}
        method = more.pop("method", "POST" if "json" in more else "GET")

        async def asked() -> httpx.Response:
            over = httpx.ASGITransport(create_app(self.shelf))
            async with httpx.AsyncClient(transport=over, base_url=ADDRESS) as client:
                return await client.request(method, f"/api/v1{path}", headers=headers, **more)

        return asyncio.run(asked())


@pytest.fixture(scope="module")
def with_users(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder of such a book, and a token of each user."""
    folder = tmp_path_factory.mktemp("users") / "book"
    copytree(made, folder)
    book, at, bearers = open_book(folder), int(now().timestamp()), {}
    for name, role in PEOPLE.items():
        new = members.invite(
            book.store, f"{name}@ours.example", role, name=name, at=at, notice="told"
        )
        user = members.accept(book.store, new.secret, "four words in a row", at=at)
        bearers[name] = tokens.made(book.store, user, "test", (), at=at)
    granting.grant(
        book.store, "mia@ours.example", "person", "ann@ours.example", reason="team", at=at
    )
    book.close()
    return folder, bearers


@pytest.fixture
def team(with_users: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Team]:
    folder, bearers = with_users
    copytree(folder, tmp_path / "book")
    book = open_book(tmp_path / "book")
    yield Team(Shelf(book, DAY), bearers)
    book.close()


@pytest.mark.parametrize("who", ["", "nonsense", "x" * 300])
def test_without_a_token_that_holds_nobody_is_answered(team: Team, who: str) -> None:
    answer = team.ask(who, "/accounts")

    assert (answer.status_code, answer.json()["type"]) == (401, "/api/v1/problems/not-signed-in")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_that_has_ended_is_none(team: Team) -> None:
    with team.shelf.whole.store.write() as tx:  # type: ignore[attr-defined]
        past = int((now() - timedelta(days=1)).timestamp())
        tx.run("update user_token set ends_at = ?", (past,))

    assert team.ask("ann", "/accounts").status_code == 401


def test_words_are_for_whoever_could_read_the_mail_and_figures_for_who_sees_the_account(
    team: Team,
) -> None:
    ann, ned = (team.ask(who, "/accounts/acre/commitments") for who in ("ann", "ned"))

    assert ann.json()["ours"] == ned.json()["ours"] == {"open": 1, "kept": 0, "broken": 0}
    assert "new ones on Friday" in ann.text
    assert "new ones on Friday" not in ned.text
    for path in ("statement", "lines/commitments/evidence", "plan"):
        assert "new ones on Friday" not in team.ask("ned", f"/accounts/acre/{path}").text


def test_who_may_not_say_anything_of_a_line_is_told_so(team: Team) -> None:
    assert team.ask("ann", "/disputes", json=SAID).status_code == 200
    refused = team.ask("ned", "/disputes", json=SAID)

    assert (refused.status_code, refused.json()["type"]) == (403, "/api/v1/problems/not-allowed")
    assert len(team.ask("ann", "/disputes").json()["items"]) == 1


def test_webhooks_are_for_administrators(team: Team) -> None:
    for who in ("ann", "mia", "ned"):
        assert team.ask(who, "/webhooks").status_code == 403
        hook = {"url": "https://hooks.example/"}
        assert team.ask(who, "/webhooks", json=hook).status_code == 403
    assert team.ask("eve", "/webhooks").json() == {"items": []}


def test_changes_tell_of_the_accounts_that_are_seen(team: Team) -> None:
    noter = Noter(team.shelf)
    noter.look()
    said = {**SAID, "answer": "wrong", "value": "prospect"}
    assert team.ask("ann", "/disputes", json=said).status_code == 200
    noter.look()

    assert [one["account"] for one in team.ask("ann", "/changes").json()["items"]] == ["acre"]
    assert team.ask("eve", "/changes").json()["items"] == []


def test_a_key_belongs_to_whoever_sent_it(team: Team) -> None:
    key = {"idempotency-key": "same"}
    first = team.ask("ann", "/disputes", json=SAID)
    assert first.status_code == 200

    async def asked(who: str) -> httpx.Response:
        over = httpx.ASGITransport(create_app(team.shelf))
        headers = {"authorization": f"Bearer {team.bearers[who]}", **key}
        async with httpx.AsyncClient(transport=over, base_url=ADDRESS) as client:
            return await client.post("/api/v1/disputes", json=SAID, headers=headers)

    mine, theirs = asyncio.run(asked("ann")), asyncio.run(asked("mia"))
    assert mine.json()["id"] != theirs.json().get("id")
    assert "idempotent-replayed" not in theirs.headers
