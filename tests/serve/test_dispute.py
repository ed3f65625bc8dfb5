"""`goodwill dispute` through the real command, on a book of one account."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from goodwill.reports import DisputeReport, LineMoved
from goodwill.serve.cli.app import app
from goodwill.serve.text.disputes import show_disputes, show_report
from goodwill.serve.titles import Titles, load_titles

DAY = "2026-06-30"
FILES = {
    "goodwill.toml": '[company]\ndomains = ["us.example"]\ncurrency = "EUR"\n',
    "accounts.csv": "account_id,name,domains\nacme,Acme,acme.example\n",
    "contacts.csv": "email,name,account_id\nann@acme.example,Ann Ray,acme\n",
    "invoices.csv": "invoice_id,account_id,issued_on,amount\ni1,acme,2026-05-10,100\n",
    "mail.mbox": (
        "From x Mon Mar  2 10:00:00 2026\nFrom: Tom <tom@us.example>\nTo: ann@acme.example\n"
        "Date: Mon, 09 Mar 2026 10:00:00 +0000\nSubject: Prices\nMessage-ID: <1@x>\n\n"
        "I will send you the price list by Friday, 13 March.\n\n"
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, book = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("book")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    assert CliRunner().invoke(app, ["--book", str(book), "import", str(folder)]).exit_code == 0
    return book


def run(place: Path, *words: str) -> Result:
    command = ["--book", str(place), "dispute", *words]
    return CliRunner().invoke(app, command, env={"COLUMNS": "100", "NO_COLOR": "1"})


def as_json(place: Path, *words: str) -> Any:
    result = run(place, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_line_is_marked_listed_shown_and_taken_back(place: Path) -> None:
    said = run(place, "acme", "stage", "wrong", "--value", "me_first", "--as-of", DAY)
    assert said.exit_code == 0
    assert "me too" in said.stdout
    assert "→ me first" in said.stdout
    assert "goodwill dispute --withdraw 1" in said.stdout

    statement = CliRunner().invoke(
        app, ["--book", str(place), "statement", "acme", "--as-of", DAY], env={"COLUMNS": "100"}
    )
    assert "Marked by people" in statement.stdout
    assert "Marked wrong" in statement.stdout

    assert "(me first)" in run(place, "acme").stdout
    back = run(place, "--withdraw", "1", "--as-of", DAY)
    assert "→ me too" in back.stdout
    assert "What was said is taken back." in back.stdout
    assert "--withdraw" not in back.stdout
    assert "Withdrawn on" in run(place, "acme").stdout


def test_the_report_and_the_list_are_json_for_programs(place: Path) -> None:
    report = as_json(
        place, "Acme", "going_quiet", "wrong", "--reason", "Ann is on leave.", "--by", "Tom"
    )

    assert (report["line"], report["value"]) == ("risks[going_quiet]", "likely")
    assert [one["line"] for one in report["moved"]] == ["risks[going_quiet]"]
    assert report["moved"][0]["chance_after"] > report["moved"][0]["chance_before"]
    (kept,) = [one for one in as_json(place, "acme") if one["id"] == report["id"]]
    assert (kept["by"], kept["reason"], kept["answer"]) == ("Tom", "Ann is on leave.", "wrong")
    assert kept["withdrawn_on"] is None
    as_json(place, "--withdraw", str(report["id"]))


def test_a_line_without_an_answer_shows_what_can_be_said_of_it(place: Path) -> None:
    told = run(place, "acme", "commitments", "--as-of", DAY)
    assert told.exit_code == 0
    assert "kept | broken | open | called_off | no_promise" in told.stdout
    assert "I will send you the price list" in told.stdout

    items = as_json(place, "acme", "commitments", "--as-of", DAY)
    promise = next(one for one in items["evidence"] if one["source"] == "message")
    report = as_json(
        place,
        *("acme", "commitments", "wrong", "--about", promise["id"][:8]),
        *("--value", "kept", "--as-of", DAY),
    )
    assert [one["line"] for one in report["moved"]] == ["commitments[ours]"]
    as_json(place, "--withdraw", str(report["id"]))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (0.91, 0.08, "present, very likely   → present, very unlikely"),
        (0.91, 0.93, "present, very likely   → a little surer"),
        (0.93, 0.91, "present, very likely   → a little less sure"),
        (None, None, "present   → present"),
    ],
)
def test_what_moved_is_said_in_words(before: float | None, after: float | None, told: str) -> None:
    moved = LineMoved(
        line="patterns[abusive]",
        before="present",
        after="present",
        chance_before=before,
        chance_after=after,
    )
    report = DisputeReport(
        id=1,
        account="acme",
        as_of=DAY,
        line="patterns[abusive]",
        answer="wrong",
        value=None,
        moved=(moved,),
        plan_before=(),
        plan_after=(),
    )
    shown = io.StringIO()

    show_report(Console(file=shown, width=100), report, load_titles())

    assert " ".join(told.split()) in " ".join(shown.getvalue().split())
    assert "%" not in shown.getvalue()


def test_who_says_so_is_whoever_is_logged_in(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ann")

    report = as_json(place, "acme", "abusive", "wrong", "--value", "present", "--as-of", DAY)

    (said,) = [one for one in as_json(place, "acme") if one["id"] == report["id"]]
    assert said["by"] == "ann"
    as_json(place, "--withdraw", str(report["id"]))


def test_a_part_may_be_marked_on_paper_too(place: Path) -> None:
    told = run(
        place,
        *("acme", "committee", "wrong", "--about", "ann@acme.example", "--value", "coach"),
        *("--as-of", DAY),
    )

    assert "part of ann@acme.example" in told.stdout
    assert "→ coach" in told.stdout
    assert "a part in the decision, ann@acme.example" in run(place, "acme").stdout
    number = as_json(place, "acme")[-1]["id"]
    as_json(place, "--withdraw", str(number))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("acme", "kind", "perhaps"), "perhaps"),
        (("acme", "committee"), "a person of theirs, by the address"),
        (("acme", "kidn", "wrong"), 'The nearest name is "kind"'),
        (("nobody", "kind", "wrong"), 'No account "nobody"'),
        (("--withdraw", "one"), "is no number of a dispute"),
        (("--withdraw", "77"), "is not in this book"),
        (("acme", "--withdraw", "1"), "needs the number alone"),
        (("acme", "kind", "wrong", "--value", "friend"), "is nothing that kind can be"),
        (("acme", "kind", "wrong", "--as-of", "yesterday"), "is not a day"),
    ],
)
def test_a_wrong_call_says_what_was_wrong(place: Path, words: tuple[str, ...], says: str) -> None:
    result = run(place, *words)

    assert result.exit_code == 2
    assert says in result.stderr


def test_the_help_teaches_each_way(place: Path) -> None:
    told = run(place, "--help").stdout

    for word in (
        "--value",
        "--about",
        "--reason",
        "--by",
        "--withdraw",
        "committee",
        "commitments",
    ):
        assert word in told


def test_where_nobody_said_anything_it_says_so(titles: Titles) -> None:
    out = io.StringIO()

    show_disputes(Console(file=out, width=80, color_system=None), [], titles)

    assert "0 disputes" in out.getvalue()
    assert "Nobody has said anything of a line." in out.getvalue()
