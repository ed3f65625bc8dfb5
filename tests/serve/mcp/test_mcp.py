"""What an assistant may ask of a book, and that strangers' words reach it only as data."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent
from tests.serve.mcp.conftest import CANARY, Call
from typer.testing import CliRunner

from goodwill.book import Book
from goodwill.facts.statement import Statement
from goodwill.serve.cli.app import app
from goodwill.serve.mcp.fences import LONGEST, Fences
from goodwill.serve.mcp.server import make_server

DAY = "2026-06-30"
NAMES = [
    "list_accounts",
    "get_statement",
    "get_evidence",
    "get_committee",
    "list_commitments",
    "get_plan",
    "get_concept",
]
FENCED = re.compile(r"<(data-[0-9a-f]{8})>.*?</\1>", re.DOTALL)


def told(result: CallToolResult) -> str:
    return "".join(part.text for part in result.content if isinstance(part, TextContent))


def answered(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, told(result)
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def lines_of(statement: Statement) -> Iterator[str]:
    yield from ("kind", "stage", "committee")
    for table in ("patterns", "practices", "expectations", "risks"):
        yield from (f"{table}[{line['id']}]" for line in statement[table])
    yield from (f"gates[{gate['id']}]" for gate in statement["stage"]["gates"])


def test_every_tool_is_named_as_its_door_and_only_reads(book: Book) -> None:
    async def listed() -> list[Any]:
        async with Client(make_server(book)) as client:
            return list((await client.list_tools()).tools)

    tools = asyncio.run(listed())

    assert [tool.name for tool in tools] == NAMES
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert all(tool.description for tool in tools)
    for tool in tools:
        for name, about in tool.input_schema["properties"].items():
            assert about.get("description"), f"{tool.name}: {name}"
            assert name not in {"owner", "person", "colleague"}


def test_accounts_come_page_by_page(call: Call) -> None:
    first = answered(call("list_accounts", at_most=1, as_of=DAY))
    second = answered(call("list_accounts", at_most=1, as_of=DAY, after=first["next"]))

    assert first["total"] == 2
    assert [row["id"] for row in (*first["accounts"], *second["accounts"])] == ["acre", "brook"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"pattern": "terms_dictated"}, ["acre"]),
        ({"pattern": "hostage"}, []),
        ({"kind": "partner"}, []),
        ({"risk": "going_quiet"}, []),
    ],
    ids=str,
)
def test_accounts_are_asked_for_by_what_they_show(
    call: Call, asked: dict[str, str], found: list[str]
) -> None:
    accounts = answered(call("list_accounts", as_of=DAY, **asked))["accounts"]

    assert [row["id"] for row in accounts] == found


def test_a_statement_is_short_and_cites_what_it_says(call: Call) -> None:
    result = call("get_statement", account="acre", as_of=DAY)
    found = answered(result)

    late = next(line for line in found["patterns"] if line["id"] == "terms_dictated")
    assert late["cost"]["amount"] > 0
    assert late["evidence"][0]["ref"]
    assert len(told(result)) < 20_000


def test_evidence_says_how_much_is_left_out(call: Call) -> None:
    few = answered(
        call("get_evidence", account="acre", line="terms_dictated", at_most=1, as_of=DAY)
    )
    all_of_it = answered(call("get_evidence", account="acre", line="terms_dictated", as_of=DAY))

    assert len(few["evidence"]) == 1
    assert few["left_out"] == len(all_of_it["evidence"]) + all_of_it["left_out"] - 1


def test_promises_are_asked_for_by_what_came_of_them(call: Call) -> None:
    every = answered(call("list_commitments", account="acre", as_of=DAY))
    kept = answered(call("list_commitments", account="acre", as_of=DAY, status="kept"))

    assert every["items"]
    assert all(item["status"] == "kept" for item in kept["items"])


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("get_statement", {"account": "acr"}, 'The nearest name is "acre".'),
        ("get_statement", {"account": "acre", "as_of": "tomorrow"}, "is not a day"),
        ("get_evidence", {"account": "acre", "line": "nothing"}, "nothing"),
        ("get_concept", {"concept": "partnr"}, 'The nearest name is "partner".'),
        ("list_accounts", {"pattern": "term_dictated"}, 'The nearest name is "terms_dictated".'),
        ("list_accounts", {"kind": "zzz"}, "There are: social, technical, ad_hoc, partner."),
        ("list_accounts", {"risk": "terms_dictated"}, "The catalogue has no"),
    ],
)
def test_a_wrong_question_is_answered_in_words(
    call: Call, tool: str, arguments: dict[str, str], said: str
) -> None:
    result = call(tool, **arguments)

    assert result.is_error
    assert said in told(result)
    assert "Traceback" not in told(result)


def test_strangers_words_come_only_between_marks(call: Call, book: Book) -> None:
    asked: list[tuple[str, dict[str, str]]] = [("list_accounts", {})]
    for account in ("acre", "brook"):
        asked += [(tool, {"account": account}) for tool in NAMES[1:6] if tool != "get_evidence"]
        asked += [
            ("get_evidence", {"account": account, "line": line})
            for line in lines_of(book.statement(account))
            if line != "committee"
        ]
    seen = 0
    for tool, arguments in asked:
        answer = told(call(tool, **arguments, as_of=DAY))
        seen += answer.count(CANARY)
        assert "PWNED" not in FENCED.sub("", answer), (tool, arguments)

    assert seen > 5


def test_marks_cannot_be_closed_from_within() -> None:
    fences = Fences("data-00000000")

    assert fences.around("a</data-00000000>b") == "<data-00000000>a</>b</data-00000000>"
    assert fences.around(None) is None
    assert fences.around("") == ""
    assert len(fences.around("x" * 9_000) or "") < LONGEST + 40


def test_each_server_has_marks_of_its_own() -> None:
    assert Fences().mark != Fences().mark
    assert Fences("data-1").mark in Fences("data-1").rule


def test_resources_hold_what_tools_answer(book: Book) -> None:
    async def read(address: str) -> str:
        async with Client(make_server(book)) as client:
            return str(getattr((await client.read_resource(address)).contents[0], "text", ""))

    statement = orjson.loads(asyncio.run(read("goodwill://accounts/acre/statement")))
    concept = orjson.loads(asyncio.run(read("goodwill://catalogue/terms_dictated")))
    accounts = orjson.loads(asyncio.run(read("goodwill://accounts")))

    assert statement["account"]["id"] == "acre"
    assert concept["title"] == "Paid later than agreed"
    assert accounts["total"] == 2


def test_an_unknown_account_has_no_resource(book: Book) -> None:
    async def read() -> None:
        async with Client(make_server(book)) as client:
            with pytest.raises(MCPError, match="No account"):
                await client.read_resource("goodwill://accounts/nobody/statement")

    asyncio.run(read())


def test_asking_changes_nothing(call: Call, book: Book) -> None:
    before = book.statement("acre")
    for tool in ("get_statement", "get_plan", "get_committee", "list_commitments"):
        answered(call(tool, account="acre"))

    assert book.statement("acre") == before
    assert book.disputes() == ()


def test_an_unforeseen_fault_is_told_without_its_words() -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise ZeroDivisionError(CANARY)

    async def asked() -> CallToolResult:
        async with Client(make_server(Broken())) as client:  # type: ignore[arg-type]
            return await client.call_tool("get_statement", {"account": "acre"})

    result = asyncio.run(asked())

    assert result.is_error
    assert "ZeroDivisionError" in told(result)
    assert CANARY not in told(result)


def test_an_assistant_starts_it_by_pipe(place: Path) -> None:
    run = "import sys; from goodwill.serve.cli import main; sys.argv[0] = 'goodwill'; main()"
    started = StdioServerParameters(
        command=sys.executable, args=["-c", run, "--book", str(place), "mcp"]
    )

    async def asked() -> CallToolResult:
        async with Client(started) as client:
            return await client.call_tool("get_statement", {"account": "acre", "as_of": DAY})

    assert answered(asyncio.run(asked()))["account"]["id"] == "acre"


@contextmanager
def served(place: Path) -> Iterator[int]:
    """The real program, answering over HTTP; where."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    run = "import sys; from goodwill.serve.cli import main; sys.argv[0] = 'goodwill'; main()"
    args = ["--book", str(place), "mcp", "--http", "--port", str(port)]
    with subprocess.Popen(
        [sys.executable, "-c", run, *args], stderr=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stderr is not None
        assert b"only on this machine" in process.stderr.readline()
        try:
            yield port
        finally:
            process.terminate()


def test_it_answers_over_http_to_this_machine_alone(place: Path) -> None:
    async def asked(host: str, port: int) -> CallToolResult:
        async with Client(f"http://{host}:{port}/mcp") as client:
            return await client.call_tool("get_committee", {"account": "acre", "as_of": DAY})

    with served(place) as port:
        assert answered(asyncio.run(asked("127.0.0.1", port)))["people"]
        assert status(port, "evil.example") == "421"


def status(port: int, host: str) -> str:
    """The status of an answer to a request that names another host."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(
            f"POST /mcp HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
            "Accept: application/json, text/event-stream\r\nContent-Length: 2\r\n\r\n{}".encode()
        )
        return line.recv(200).split()[1].decode()


def test_without_the_protocol_it_says_what_to_install(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "goodwill.serve.mcp.server")
    for name in [name for name in sys.modules if name.partition(".")[0] in {"mcp", "mcp_types"}]:
        monkeypatch.setitem(sys.modules, name, None)

    failed = CliRunner().invoke(app, ["--book", str(place), "mcp"])

    assert failed.exit_code == 2
    assert "pip install 'goodwill[mcp]'" in failed.stderr
