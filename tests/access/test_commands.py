"""`goodwill users`, and who may be served beyond this machine: through the real command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree

import pytest
from tests.access.company import DAY, write_files
from tests.access.team import PASSWORD, Team
from typer.testing import CliRunner, Result

from goodwill.book import open_book
from goodwill.serve.cli.app import app
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

ANYWHERE = "0.0.0.0"  # noqa: S104  refused, so nothing listens there


def run(book: Path, *args: str) -> Result:
    return CliRunner().invoke(app, ["--book", str(book), *args], env={"COLUMNS": "100"})


@pytest.fixture(scope="session")
def made_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with settings and no mail, for copies."""
    folder = tmp_path_factory.mktemp("empty")
    book = open_book(folder / "book", create=True)
    book.import_paths([write_files(folder / "files", ())])
    book.close()
    return folder / "book"


@pytest.fixture
def empty(made_empty: Path, tmp_path: Path) -> Path:
    """The same for one test, which may change it."""
    return Path(copytree(made_empty, tmp_path / "book"))


def test_from_no_users_to_two(empty: Path) -> None:
    assert run(empty, "users", "list", "--format", "json").stdout.strip() == "[]"
    path = json.loads(run(empty, "users", "setup", "--format", "json").stdout)["path"]
    book = open_book(empty)
    book.assess(DAY)
    team = Team(
        book=book,
        app=create_app(Shelf(book, DAY)),
        mails=(),
        users={},
        cookies={},
        bearers={},
    )
    form = {"address": "eve@ours.example", "name": "Eve", "password": PASSWORD, "again": PASSWORD}
    assert team.ask("nobody", "/")[0].status_code == 303
    path, _, form["token"] = path.partition("#")
    assert team.send("nobody", path, **form).status_code == 303
    book.close()

    invited = run(empty, "users", "invite", "ann@ours.example", "--name", "Ann Ode")
    listed = json.loads(run(empty, "users", "list", "--format", "json").stdout)

    assert re.search(r"^/invited#\S{40,}$", invited.stdout, re.MULTILINE)
    assert [(one["role"], one["state"]) for one in listed] == [
        ("administrator", "in"),
        ("owner", "invited"),
    ]
    assert run(empty, "users", "setup").exit_code == 2


def test_grants_and_tokens_are_made_listed_and_ended(empty: Path) -> None:
    run(empty, "users", "invite", "ann@ours.example")
    run(empty, "users", "invite", "mia@ours.example", "--role", "manager")

    given = ("users", "grant", "mia@ours.example", "person", "ann@ours.example", "--reason", "team")
    assert run(empty, *given, "--until", "2030-12-31").exit_code == 0
    (grant,) = json.loads(run(empty, "users", "grants", "--format", "json").stdout)
    token = run(empty, "users", "token", "ann@ours.example", "--scope", "read:statements")
    (held,) = json.loads(run(empty, "users", "tokens", "--format", "json").stdout)

    assert (grant["kind"], grant["subject"], grant["words"]) == (
        "person",
        "ann@ours.example",
        False,
    )
    assert token.stdout.startswith("gw_")
    assert held["scopes"] == ["read:statements"]
    assert run(empty, "users", "revoke", str(grant["id"])).exit_code == 0
    assert run(empty, "users", "tokens", "--end", str(held["id"])).exit_code == 0
    assert json.loads(run(empty, "users", "grants", "--format", "json").stdout) == []
    assert json.loads(run(empty, "users", "tokens", "--format", "json").stdout) == []


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("users", "role", "nobody@ours.example", "owner"), "No user has the address"),
        (("users", "invite", "no address"), "is no address"),
        (("users", "invite", "ann@ours.example", "--role", "boss"), 'no role "boss"'),
        (("users", "grant", "nobody@ours.example", "mailbox", "x", "--reason", "y"), "cannot be"),
        (("users", "revoke", "7"), "There is no grant 7"),
        (("users", "tokens", "--end", "7"), "No token 7 holds"),
        (("users", "sessions", "--end"), "Whose sessions?"),
        (("serve", "--port", "0", "--host", ANYWHERE), "would cross the network"),
        (("serve", "--port", "0", "--host", ANYWHERE, "--behind-tls"), "it has no users"),
        (("serve", "--port", "0", "--certificate", "c.pem"), "needs its key"),
    ],
)
def test_a_call_that_cannot_be_is_told_why(empty: Path, args: tuple[str, ...], says: str) -> None:
    result = run(empty, *args)

    assert result.exit_code == 2
    assert says in result.stderr
