"""The made-up company through the engine: what it reads, what it finds, what it shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodwill.demo.mark import Mark, mark
from goodwill.demo.truth import Truth
from goodwill.facts.statement import Statement
from goodwill.pipeline import ImportReport
from goodwill.serve.cli.app import app
from goodwill.serve.cli.browser import show
from goodwill.serve.html.pages import portfolio_page, statement_page
from goodwill.serve.titles import load_titles

KINDS_RIGHT = 13  # of 15; all were right when this was written
STAGES_RIGHT = 13  # of 15; all were right
PLANTED_RIGHT = 9  # of 15; eleven were right
PLANTED_WRONG = 2  # words about size and about money held back that no act carries yet


def marked(statements: list[Statement], truth: Truth, what: str) -> Mark:
    return next(one for one in mark(statements, truth).marks if one.what == what)


def test_every_file_is_read_and_nothing_is_rejected(report: ImportReport) -> None:
    total = report.total

    assert not report.rejects
    assert not report.skipped
    assert total.seen == total.imported + total.duplicate
    assert total.seen > 3_000


def test_every_account_has_a_statement(statements: list[Statement], truth: Truth) -> None:
    found = {statement["account"]["id"] for statement in statements}

    assert found == {account.account_id for account in truth.accounts}


def test_a_cost_that_is_said_is_the_true_one_to_the_cent(
    statements: list[Statement], truth: Truth
) -> None:
    lines = {
        (statement["account"]["id"], line["id"]): line["cost"]
        for statement in statements
        for line in statement["patterns"]
    }
    said = {
        (account.account_id, name): (Decimal(repr(cost["amount"])), true)
        for account in truth.accounts
        for name, true in account.costs.items()
        if (cost := lines[account.account_id, name]) is not None
    }

    assert {key: one for key, (one, _) in said.items()} == {
        key: true for key, (_, true) in said.items()
    }
    assert {name for _, name in said} >= {
        "exploitative",
        "over_servicing",
        "siding_with_client",
        "terms_dictated",
    }


def test_no_look_alike_is_taken_for_the_real_thing(
    statements: list[Statement], truth: Truth
) -> None:
    found = marked(statements, truth, "look-alikes")

    assert found.wrong == 0
    assert found.right >= 6


def test_no_kind_is_named_wrongly_and_enough_are_named(
    statements: list[Statement], truth: Truth
) -> None:
    found = marked(statements, truth, "kinds")

    assert found.wrong == 0
    assert found.right >= KINDS_RIGHT


def test_nearly_every_stage_is_right(statements: list[Statement], truth: Truth) -> None:
    assert marked(statements, truth, "stages").right >= STAGES_RIGHT


def test_hardly_a_planted_pattern_is_denied(statements: list[Statement], truth: Truth) -> None:
    found = marked(statements, truth, "patterns planted")

    assert found.wrong <= PLANTED_WRONG
    assert found.right >= PLANTED_RIGHT


def test_the_pages_hold_every_account(statements: list[Statement], truth: Truth) -> None:
    titles = load_titles()
    page = portfolio_page(statements, titles)

    for statement in statements:
        name = statement["account"]["name"].replace("&", "&amp;")
        assert name in page
        assert name in statement_page(statement, titles)
    assert truth.accounts


def test_the_command_makes_marks_and_shows_and_does_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    served: list[int] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    monkeypatch.setattr("uvicorn.Server.run", lambda _, sockets: served.append(len(sockets)))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("GOODWILL_NO_BROWSER", raising=False)
    monkeypatch.chdir(tmp_path)
    for seed in ("1", "2"):
        done = CliRunner().invoke(app, ["demo", "--seed", seed])
        assert done.exit_code == 0, done.stderr
        assert "Marked against what was planted" in done.stdout

    place = tmp_path / "goodwill-demo"
    pages = {path.stem for path in (place / "statements").iterdir()}
    truth = json.loads((place / "truth.json").read_text("utf-8"))
    assert truth["seed"] == 2
    assert pages == {account["account_id"] for account in truth["accounts"]}
    assert (place / "portfolio.html").is_file()
    assert served == [1, 1]
    assert all(address.startswith("http://127.0.0.1:") for address in shown)


@pytest.mark.parametrize(
    ("name", "value", "times"),
    [("GOODWILL_NO_BROWSER", "0", 1), ("GOODWILL_NO_BROWSER", "1", 0), ("DISPLAY", "", 0)],
    ids=["nobody said not to", "asked", "no screen"],
)
def test_the_browser_stays_closed_where_it_is_not_wanted(
    name: str, value: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv(name, value)

    show((tmp_path / "page.html").as_uri())

    assert len(shown) == times


def test_the_command_ends_by_itself_and_speaks_json(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from goodwill.serve.cli import main; main()"]
    options = ["--book", str(tmp_path / "mine"), "demo", "--format", "json"]
    quiet = {**os.environ, "GOODWILL_NO_BROWSER": "1"}

    done = subprocess.run([*command, *options], capture_output=True, check=True, env=quiet)

    document = json.loads(done.stdout)
    counts = [(m["right"] + m["wrong"] + m["abstained"] + m["unread"]) for m in document["marks"]]
    assert counts == [m["total"] for m in document["marks"]]
    assert (tmp_path / "mine" / "book.db").is_file()


def test_the_command_never_touches_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "book.db").write_text("mine")

    done = CliRunner().invoke(app, ["demo", "--folder", str(tmp_path)])

    assert done.exit_code == 2
    assert "already holds something else than this demo" in done.stderr
    assert (tmp_path / "book.db").read_text() == "mine"
