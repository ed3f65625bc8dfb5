"""Reading over HTTP: the words of the commands, pages of long lists, tags, and refusals by name."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import quote

import httpx
import orjson
import pytest
from tests.serve.api.conftest import of_api
from tests.serve.web.conftest import ADDRESS, DAY, Ask
from typer.testing import CliRunner

from goodwill.book import open_book
from goodwill.serve.api.problems import PROBLEMS
from goodwill.serve.cli.app import app
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

PROBLEM = "application/problem+json"


def printed(shelf: Shelf, *words: str) -> bytes:
    """What a command prints of the same book and day."""
    run = CliRunner().invoke(
        app, ["--book", shelf.book.place, *words, "--as-of", str(DAY), "--format", "json"]
    )
    assert run.exit_code == 0, run.output
    return run.stdout_bytes


@pytest.mark.parametrize("part", ["statement", "committee"])
def test_a_program_gets_the_bytes_that_the_command_prints(
    ask: Ask, shelf: Shelf, part: str
) -> None:
    assert ask(f"/accounts/acre/{part}").content == printed(shelf, part, "acre")


def test_the_list_has_the_rows_of_the_command(ask: Ask, shelf: Shelf) -> None:
    assert ask("/accounts").json()["items"] == orjson.loads(printed(shelf, "accounts"))


def test_a_line_opens_to_all_that_it_rests_on(ask: Ask, shelf: Shelf) -> None:
    told = orjson.loads(printed(shelf, "why", "acre", "kind"))
    items = ask("/accounts/acre/lines/kind/evidence").json()["items"]

    assert {one["id"] for one in items} == {one["id"] for one in told["evidence"]}
    weights = [abs(one["weight"]) for one in items]
    assert weights == sorted(weights, reverse=True)


def test_an_account_is_found_by_a_name_that_only_it_has(ask: Ask) -> None:
    by_name = ask(f"/accounts/{quote('Acre & Sons')}/statement")

    assert by_name.content == ask("/accounts/acre/statement").content


def test_pages_give_every_item_once_and_in_order(ask: Ask) -> None:
    whole = ask("/accounts/acre/lines/kind/evidence", params={"limit": 200}).json()["items"]
    found: list[object] = []
    wanted: dict[str, object] = {"limit": 3}
    while True:
        page = ask("/accounts/acre/lines/kind/evidence", params=wanted).json()
        assert len(page["items"]) <= 3
        found += page["items"]
        if page["next"] is None:
            break
        wanted["cursor"] = page["next"]

    assert found == whole
    assert len(whole) > 3


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"text": "ACRE"}, ["acre"]),
        ({"text": "brook.example"}, ["brook"]),
        ({"text": "nobody"}, []),
        ({"pattern": "abusive"}, []),
        ({"kind": "unknown"}, ["acre", "brook"]),
        ({"kind": "partner"}, []),
        ({"stage": "me_too"}, ["acre"]),
    ],
)
def test_a_filter_leaves_what_it_names(ask: Ask, wanted: dict[str, str], ids: list[str]) -> None:
    found = [row["id"] for row in ask("/accounts", params=wanted).json()["items"]]

    assert sorted(found) == ids


def test_who_has_an_answer_is_told_that_it_still_holds(ask: Ask) -> None:
    first = ask("/accounts/acre/statement")
    again = ask("/accounts/acre/statement", headers={"if-none-match": first.headers["etag"]})
    other = ask("/accounts/brook/statement", headers={"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert first.headers["cache-control"] == "private, no-cache"


def test_another_day_is_another_answer_with_another_tag(ask: Ask) -> None:
    now = ask("/accounts/acre/statement")
    then = ask("/accounts/acre/statement", params={"as_of": "2026-06-03"})

    assert then.json()["as_of"] == "2026-06-03"
    assert then.headers["etag"] != now.headers["etag"]


REFUSED = {
    "an account that is not there": ("/accounts/nobody/statement", "account-not-found"),
    "a line that is not there": ("/accounts/acre/lines/nothing/evidence", "line-not-found"),
    "a day to come": ("/accounts?as_of=2026-07-01", "no-such-day"),
    "a day of which no book tells": ("/accounts?as_of=1066-10-14", "no-such-day"),
    "what is no day": ("/accounts?as_of=yesterday", "invalid-request"),
    "seconds for a day": ("/accounts?as_of=0", "invalid-request"),
    "a day in other digits": ("/accounts?as_of=２０２６-06-01", "invalid-request"),
    "a misspelt parameter": ("/accounts?knd=social", "invalid-request"),
    "a colleague's name": ("/accounts?owner=ann", "invalid-request"),
    "a parameter twice": ("/accounts?limit=1&limit=2", "invalid-request"),
    "a page that is too long": ("/accounts?limit=201", "invalid-request"),
    "a cursor of nothing": ("/accounts?cursor=Zm9v", "not-found"),
    "the cursor of another list": ("/accounts?cursor=WyJhIl0", "not-found"),
    "a concept that is not there": ("/catalogue/patterns/abuse", "not-in-catalogue"),
    "a sort that is not there": ("/catalogue/pattern/abusive", "not-in-catalogue"),
    "a signal that is not there": ("/signals/days", "not-in-catalogue"),
    "an address that leads nowhere": ("/nothing", "not-found"),
}


@pytest.mark.parametrize(("path", "kind"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered_is_a_problem_that_can_be_opened(
    ask: Ask, path: str, kind: str
) -> None:
    answer = ask(path)
    told = answer.json()

    assert answer.headers["content-type"] == PROBLEM
    assert (answer.status_code, told["status"]) == (PROBLEMS[kind].status,) * 2
    assert told["type"] == f"/api/v1/problems/{kind}"
    assert ask(f"/problems/{kind}").json()["title"] == told["title"]


def test_another_method_is_refused_with_those_that_are(ask: Ask) -> None:
    answer = ask("/accounts", method="DELETE")

    assert (answer.status_code, answer.headers["content-type"]) == (405, PROBLEM)
    assert answer.headers["allow"] == "GET"
    assert ask("/disputes", method="OPTIONS").headers["allow"] == "GET, POST"
    assert ask("/disputes/1", method="GET").headers["allow"] == "DELETE"


def test_a_fault_that_nobody_foresaw_says_nothing_of_the_book(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("words of a client")

    async def asked() -> httpx.Response:
        over = httpx.ASGITransport(create_app(own_shelf), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=over, base_url=ADDRESS) as client:
            return await client.get("/api/v1/accounts/acre/statement")

    monkeypatch.setattr(own_shelf, "statement", fails)
    answer = asyncio.run(asked())

    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert "words of a client" not in answer.text


def test_the_api_of_an_empty_book_answers(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", create=True)
    book.assess(DAY)
    ask = of_api(Shelf(book, DAY))

    assert ask("/accounts").json() == {"as_of": str(DAY), "items": [], "next": None}
    assert ask("/disputes").json()["items"] == []
    book.close()
