"""Every tool of an assistant about every owner's accounts, by every role, with a word in each mail.

Pages, the API, search and the page for whoever takes an account over are asked in `test_matrix`.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest
from mcp import Client
from tests.access.asking import LINES
from tests.access.company import ACCOUNTS, WORD, readable
from tests.access.team import MAY_READ, ROLES, SEES, Team

from goodwill.access import tokens
from goodwill.access.by_token import seen_with
from goodwill.clock import now
from goodwill.serve.mcp.server import make_server

VALUES: dict[str, tuple[str, ...]] = {
    "account": (*ACCOUNTS, "nobody"),
    "line": LINES,
    "concept": ("abusive", "partner"),
}


def questions(schema: dict[str, Any]) -> Iterator[dict[str, str]]:
    """What a tool may be asked: each account, and each value of one thing more."""
    names = schema.get("properties", {})
    for account in VALUES["account"] if "account" in names else ("",):
        base = {"account": account} if account else {}
        more = [name for name in schema.get("required", ()) if name != "account"]
        for value in VALUES.get(more[0], ("quill",)) if more else ("",):
            yield base | ({more[0]: value} if more else {})


def token_of(team: Team, who: str) -> str:
    at = int(now().timestamp())
    return tokens.made(team.book.store, team.users[who], "x", (), audience="mcp", at=at)


@pytest.mark.parametrize("who", ROLES)
def test_no_tool_tells_words_of_a_mail_that_somebody_is_not_on(team: Team, who: str) -> None:
    server = make_server(seen_with(team.book, token_of(team, who), audience="mcp"))

    async def told() -> list[tuple[str, dict[str, str], str]]:
        found = []
        async with Client(server) as client:
            for tool in (await client.list_tools()).tools:
                for asked in questions(tool.input_schema):
                    answer = await client.call_tool(tool.name, asked)
                    found.append((tool.name, asked, answer.model_dump_json()))
        return found

    answers, mine = asyncio.run(told()), readable(team.mails, *MAY_READ.get(who, ()))
    assert len({name for name, *_ in answers}) >= 6
    for name, asked, answer in answers:
        foreign = set(WORD.findall(answer.replace(asked.get("line", "\0"), ""))) - mine
        assert not foreign, f"{who} was told {sorted(foreign)[:3]} by {name} {asked}"
        if asked.get("account") in ACCOUNTS.keys() - SEES[who]:
            assert "No account" in answer or "not for" in answer, f"{who} {name} {asked}"


@contextmanager
def served(place: Path, token: str) -> Iterator[str]:
    """The real program over HTTP, started with a token; its address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    run = "import sys; from goodwill.serve.cli import main; sys.argv[0] = 'goodwill'; main()"
    command = [
        sys.executable,
        "-c",
        run,
        "--book",
        str(place),
        "mcp",
        "--http",
        "--port",
        str(port),
    ]
    env = {**os.environ, "GOODWILL_TOKEN": token}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=env) as process:
        assert process.stderr is not None
        assert b"only on this machine" in process.stderr.readline()
        try:
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()


def test_over_http_every_request_shows_the_token_of_the_server(team: Team, tmp_path: Path) -> None:
    """A port is open to every program of this machine; without it all would ask as one user."""
    token, other = token_of(team, "ann"), token_of(team, "bob")
    copytree(team.book.place, tmp_path / "book")
    headers = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}

    def status(url: str, **more: str) -> int:
        return httpx.post(url, content=json.dumps(asked), headers=headers | more).status_code

    with served(tmp_path / "book", token) as url:
        shown = {
            "none": {},
            "empty": {"authorization": "Bearer"},
            "of another user": {"authorization": f"Bearer {other}"},
            "of another door": {"authorization": f"Bearer {team.bearers['ann']}"},
            "another way": {"authorization": f"Basic {token}"},
        }
        assert {name: status(url, **more) for name, more in shown.items()} == dict.fromkeys(
            shown, 401
        )
        assert status(f"{url}?access_token={token}") == 401
        assert status(url, authorization=f"Bearer {token}") != 401
