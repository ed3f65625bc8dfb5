"""The made company's book with its users, and how each of them asks the pages and the API."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree

import httpx
from fastapi import FastAPI
from tests.access.company import DAY, Mail, mails, write_files

from goodwill.access import granting, members, sessions, tokens
from goodwill.book import Book, open_book
from goodwill.clock import now
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf
from goodwill.store.users.users import UserRow

ADDRESS = "http://127.0.0.1:8421"
PASSWORD = "four words in a row"  # noqa: S105
ROLES = {
    "ann": "owner",
    "bob": "owner",
    "cid": "owner",
    "mia": "manager",
    "ned": "analyst",
    "eve": "administrator",
    "lou": "compliance",
}
"""Everybody, with their role; Mia is granted Ann's accounts."""

MAY_READ = {"ann": ("ann",), "bob": ("bob",), "cid": ("cid",)}
"""Whose mail each may read; nobody's for all others."""

SEES = {
    "ann": {"acre", "delta"},
    "bob": {"brook"},
    "cid": {"crest"},
    "mia": {"acre", "delta"},
    "ned": {"acre", "brook", "crest", "delta"},
    "eve": set[str](),
    "lou": set[str](),
}
"""Which accounts each may see: `delta` is Ann's, though Bob writes to it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The book, its mails, its users and a session of each."""

    book: Book
    app: FastAPI
    mails: Sequence[Mail]
    users: dict[str, UserRow]
    cookies: dict[str, str]
    bearers: dict[str, str]

    def ask(self, who: str, *paths: str, **more: str) -> list[httpx.Response]:
        """What somebody is answered, one answer a path; `more` are headers."""
        return asyncio.run(self._asked(who, paths, more))

    async def _asked(
        self, who: str, paths: Iterable[str], more: dict[str, str]
    ) -> list[httpx.Response]:
        headers = {"origin": ADDRESS, **more}
        if who in self.cookies:
            headers["cookie"] = f"goodwill={self.cookies[who]}"
        over = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=over, base_url=ADDRESS, headers=headers) as client:
            found: list[httpx.Response] = []
            for path in paths:
                extra = {}
                if path.startswith("/api/") and who in self.bearers:
                    extra = {"authorization": f"Bearer {self.bearers[who]}"}
                found.append(await client.get(path, headers=extra))
            return found

    def send(self, who: str, path: str, **form: str) -> httpx.Response:
        """What somebody is answered who sends a form."""
        headers = {"origin": ADDRESS}
        if who in self.cookies:
            headers["cookie"] = f"goodwill={self.cookies[who]}"

        async def sent() -> httpx.Response:
            over = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=over, base_url=ADDRESS) as client:
                return await client.post(path, data=form, headers=headers)

        return asyncio.run(sent())


def made_book(folder: Path, found: Sequence[Mail]) -> Book:
    """A book of these mails, drawn up for the day."""
    book = open_book(folder / "book", create=True)
    book.import_paths([write_files(folder / "files", found)])
    book.assess(DAY)
    book.make_searchable()
    return book


def with_users(book: Book) -> dict[str, UserRow]:
    """Everybody, each with a password, and what is granted."""
    store, at, found = book.store, int(now().timestamp()), {}
    for name, role in ROLES.items():
        new = members.invite(store, f"{name}@ours.example", role, name=name, at=at, notice="told")
        found[name] = members.accept(store, new.secret, PASSWORD, at=at)
    granting.grant(store, "mia@ours.example", "person", "ann@ours.example", reason="team", at=at)
    return found


def made_team(folder: Path) -> Team:
    """The book, the pages over it, and everybody signed in."""
    book = made_book(folder, mails())
    people, at = with_users(book), int(now().timestamp())
    return Team(
        book=book,
        app=create_app(Shelf(book, DAY)),
        mails=mails(),
        users=people,
        cookies={
            name: sessions.sign_in(book.store, f"{name}@ours.example", PASSWORD, at=at)
            for name in people
        },
        bearers={
            name: tokens.made(book.store, one, "test", (), at=at) for name, one in people.items()
        },
    )


def copied(team: Team, folder: Path) -> Team:
    """The same team over a copy of the book: whoever was signed in is signed in there too."""
    copytree(team.book.place, folder / "book")
    book = open_book(folder / "book")
    return replace(team, book=book, app=create_app(Shelf(book, DAY)))
