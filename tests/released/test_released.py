"""What was released still holds: its schema, its statements, its book; a change that breaks fails.

`tools/keep_release.py` keeps these of each release, and nothing here is ever changed.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.late_payer import DAY, make_book
from tests.released.shapes import broken
from tests.serve.web.conftest import asks
from typer.testing import CliRunner

from goodwill import open_book
from goodwill.serve.cli.app import app
from goodwill.serve.exports.schema import STATEMENT_VERSION, statement_schema
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf
from goodwill.upkeep.backing_up import restore

HERE = Path(__file__).parent
RELEASES = sorted(folder.parent for folder in HERE.glob("*/statement.schema.json"))
NOW = statement_schema()
CLOSED = Draft202012Validator(statement_schema(is_closed=True))


@cache
def schema_of(release: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((release / "statement.schema.json").read_text("utf-8"))
    return found


@cache
def statements_of(release: Path) -> tuple[dict[str, Any], ...]:
    lines = lzma.decompress((release / "statements.jsonl.xz").read_bytes()).splitlines()
    return tuple(json.loads(line) for line in lines)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("today"))


@pytest.fixture(params=RELEASES, ids=lambda one: one.name)
def release(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def printed(book: Path) -> list[dict[str, Any]]:
    """All statements as the command prints them."""
    said = CliRunner().invoke(
        app, ["--book", str(book), "statements", "--as-of", DAY.isoformat(), "--format", "json"]
    )
    assert said.exit_code == 0, said.output
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(NOW)


def test_the_command_prints_it() -> None:
    said = CliRunner().invoke(app, ["export", "schema"])

    assert json.loads(said.stdout) == NOW


def test_what_the_command_prints_is_described_to_the_last_field(book: Path) -> None:
    found = printed(book)

    assert len(found) == 2
    for one in found:
        CLOSED.validate(one)


def test_what_is_answered_over_http_is_described_to_the_last_field(book: Path) -> None:
    opened = open_book(book)
    site = asks(create_app(Shelf(opened, DAY)))
    answer = site("/api/v1/accounts/halden/statement").json()
    opened.close()

    CLOSED.validate(answer)
    assert answer["account"]["id"] == "halden"


def test_a_field_that_is_not_described_is_a_fault_here_and_passed_over_by_readers(
    book: Path,
) -> None:
    (one, *_) = printed(book)
    one["kind"]["mood"] = "sunny"

    assert [fault.message for fault in CLOSED.iter_errors(one)]
    assert Draft202012Validator(NOW).is_valid(one)


def test_a_statement_without_a_field_is_a_fault(book: Path) -> None:
    (one, *_) = printed(book)
    del one["stage"]["gates"]

    assert not Draft202012Validator(NOW).is_valid(one)


def test_statements_of_a_release_are_read_by_the_schema_of_today(release: Path) -> None:
    kept = statements_of(release)
    reader = Draft202012Validator(NOW if _is_of_today(release) else schema_of(release))

    assert len(kept) > 10
    assert {line["status"] for one in kept for line in one["patterns"]} == {
        "present", "watch", "absent", "not_assessable",
    }  # fmt: skip
    for one in kept:
        reader.validate(one)


def test_a_reader_of_a_release_reads_statements_of_today(release: Path, book: Path) -> None:
    if _is_of_today(release):
        reader = Draft202012Validator(schema_of(release))
        for one in printed(book):
            reader.validate(one)


def test_nothing_that_a_release_promised_has_changed_within_its_version(release: Path) -> None:
    if _is_of_today(release):
        assert broken(schema_of(release), NOW) == ()


def test_a_book_of_a_release_is_brought_up_to_date_and_draws_up_its_statements(
    release: Path, tmp_path: Path
) -> None:
    restore(release / "book.backup", str(tmp_path / "book"), None)
    stored = {one["account"]["id"]: one for one in statements_of(release)}
    found = printed(tmp_path / "book")

    assert {one["account"]["id"] for one in found} == {"halden", "orlo"}
    for one in found:
        CLOSED.validate(one)
        assert one["coverage"]["sources"] == stored[one["account"]["id"]]["coverage"]["sources"]
        assert one["economics"]["revenue"] == stored[one["account"]["id"]]["economics"]["revenue"]


def _is_of_today(release: Path) -> bool:
    """Whether it has the version of the shape that statements have today."""
    return bool(schema_of(release)["properties"]["version"]["const"] == STATEMENT_VERSION)


def _without(schema: dict[str, Any]) -> None:
    del schema["$defs"]["KindLine"]["properties"]["since"]


def _renamed(schema: dict[str, Any]) -> None:
    fields = schema["$defs"]["RiskLine"]["properties"]
    fields["chance"] = fields.pop("probability")


def _null_where_none_was(schema: dict[str, Any]) -> None:
    held = schema["$defs"]["Cost"]["properties"]
    held["amount"] = {"anyOf": [held["amount"], {"type": "null"}]}


def _one_word_more(schema: dict[str, Any]) -> None:
    schema["$defs"]["PatternLine"]["properties"]["status"]["enum"].append("perhaps")


def _may_be_missing(schema: dict[str, Any]) -> None:
    schema["required"].remove("plan")


def _is_needed(schema: dict[str, Any]) -> None:
    schema["$defs"]["PlayLine"]["required"].append("due_on")


def _part_gone(schema: dict[str, Any]) -> None:
    del schema["$defs"]["GateLine"]


def _new_and_needed(schema: dict[str, Any]) -> None:
    schema["properties"]["mood"] = {"type": "string"}
    schema["required"].append("mood")


BREAKS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a field is removed": (_without, "KindLine.since is gone"),
    "a field is renamed": (_renamed, "RiskLine.probability is gone"),
    "null where there was none": (_null_where_none_was, "Cost.amount was"),
    "a list of words grows": (_one_word_more, "PatternLine.status was"),
    "a field may be missing": (_may_be_missing, "Statement.plan may now be missing"),
    "a field that could be missing is needed": (_is_needed, "PlayLine.due_on is now needed"),
    "a part is gone": (_part_gone, "GateLine is gone"),
    "a new field is needed at once": (_new_and_needed, "Statement.mood is now needed"),
}


@pytest.mark.parametrize(("change", "told"), BREAKS.values(), ids=BREAKS)
def test_a_change_that_breaks_is_told(change: Callable[[dict[str, Any]], None], told: str) -> None:
    changed = deepcopy(NOW)
    change(changed)

    assert any(fault.startswith(told) for fault in broken(NOW, changed))


def test_a_new_field_that_may_be_missing_breaks_nothing() -> None:
    changed = deepcopy(NOW)
    changed["properties"]["mood"] = {"type": "string"}
    changed["$defs"]["KindLine"]["description"] = "Told in other words."

    assert broken(NOW, changed) == ()
