"""A second opinion of whole mails, through the door: `goodwill read --second-reader`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from goodwill.config import Company, Privacy, Settings
from goodwill.facts.acts import ACT_IDS
from goodwill.facts.interactions import Participant
from goodwill.second_reader.kept import KEPT_FILE
from goodwill.second_reader.opinion import is_kept_here
from goodwill.second_reader.prompt import ask
from goodwill.serve.cli.app import app

if TYPE_CHECKING:
    from tests.second_reader.conftest import Handler, Serve, Server

ASKS = "Could you send me the load figures by Friday?"


def mail(text: str = ASKS, **headers: str) -> str:
    given = {"from": "Sam Okafor <sam@larkfield.example>", "to": "nora@polarworks.example"}
    return json.dumps({"id": 1, "text": text, **given, **headers}) + "\n"


def mark(handler: Handler) -> None:
    """It sees the request, and a threat that is none."""
    handler.mark(("request", handler.text, 0.9), ("threat", handler.text, 1.0))


@pytest.fixture
def server(serve: Serve) -> Server:
    return serve(mark)


@pytest.fixture
def book(tmp_path: Path, server: Server) -> Path:
    """A book that names the server."""
    settings = tmp_path / "settings" / "goodwill.toml"
    settings.parent.mkdir()
    settings.write_text(
        '[company]\ndomains = ["polarworks.example"]\n'
        '[privacy]\nexclude_addresses = ["Doctor@Clinic.example", "@bank.example"]\n'
        f'[second_reader]\nurl = "{server.url}"\nmodel = "m"\nbudget_calls = 1\n'
    )
    place = tmp_path / "book"
    done = CliRunner().invoke(app, ["import", str(settings.parent), "--book", str(place)])
    assert done.exit_code == 0, done.output
    return place


def read(feed: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["read", "-", "--format", "json", *options], input=feed)


def documents(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_is_asked_and_who_saw_what_is_told(book: Path, server: Server) -> None:
    (alone,) = documents(read(mail()))
    (both,) = documents(read(mail(), "--second-reader", "--book", str(book)))

    assert len(server.asked) == 1
    second = both["second"]
    assert second["came"] == "asked"
    assert [(act["act"], act["quote"]) for act in second["agreed"]] == [("request", ASKS)]
    assert "request" not in [act["act"] for act in second["only_rules"]]
    assert [act["act"] for act in second["only_second"]] == ["threat"]
    assert both["scores"]["request"] > alone["scores"]["request"]
    assert both["scores"]["threat"] < 0.5
    assert {act["act"] for act in both["acts"]} == {act["act"] for act in alone["acts"]}


def test_without_the_flag_nothing_of_it_is_there(
    book: Path, server: Server, reached: list[Any]
) -> None:
    (found,) = documents(read(mail(), "--book", str(book)))

    assert "second" not in found
    assert (server.asked, reached) == ([], [])
    assert not (book / KEPT_FILE).exists()


def test_reading_alone_loads_nothing_that_could_send() -> None:
    program = (
        "import sys; from goodwill.serve.cli import main\n"
        "def refuse(event, args):\n"
        "    assert not event.startswith('socket.'), event\n"
        "sys.addaudithook(refuse)\n"
        "sys.argv = ['goodwill', 'read', '-']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "loaded = [name for name in sys.modules if 'httpx' in name or 'second_reader' in name]\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=mail(), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "Request" in done.stdout


def test_the_second_time_it_is_kept(book: Path, server: Server) -> None:
    options = ("--second-reader", "--book", str(book))

    first, again = read(mail(), *options), read(mail(), *options)

    assert len(server.asked) == 1
    assert documents(again)[0]["second"] == {**documents(first)[0]["second"], "came": "kept"}


def test_when_the_budget_ends_the_first_reader_goes_on(book: Path, server: Server) -> None:
    done = read(mail() + mail("Could you call?"), "--second-reader", "--book", str(book))

    assert [each["second"]["came"] for each in documents(done)] == ["asked", "beyond budget"]
    assert (done.exit_code, len(server.asked)) == (0, 1)
    assert "1 were read by the first reader alone" in done.stderr


STAYS = {
    "an excluded address": {"to": "doctor@clinic.example"},
    "an excluded domain": {"to": "anyone@bank.example"},
    "mail among ourselves": {"from": "al@polarworks.example", "to": "bo@polarworks.example"},
    "mail among ourselves and our branches": {
        "from": "al@polarworks.example", "to": "bo@uk.polarworks.example",
    },
}  # fmt: skip


@pytest.mark.parametrize("headers", STAYS.values(), ids=STAYS)
def test_mail_that_is_kept_out_of_a_book_is_not_sent(
    book: Path, server: Server, headers: dict[str, str]
) -> None:
    (found,) = documents(read(mail(**headers), "--second-reader", "--book", str(book)))

    assert found["second"]["came"] == "stays here"
    assert server.asked == []


def test_automatic_mail_is_not_sent(book: Path, server: Server) -> None:
    feed = mail("I am away until Monday.", subject="Automatic reply: figures")

    (found,) = documents(read(feed, "--second-reader", "--book", str(book)))

    assert (found["automatic"], "second" in found, server.asked) == (True, False, [])


def test_an_estimate_says_what_it_would_cost(book: Path, server: Server) -> None:
    feed = mail() + mail("Could you call?") + mail(to="anyone@bank.example")

    done = read(feed, "--second-reader", "--estimate", "--book", str(book))

    (told,) = documents(done)
    assert (told["texts"], told["calls"], told["beyond"]) == (2, 1, 1)
    longest = ask("m", ASKS, ACT_IDS, is_plain=False)
    assert told["tokens"] > len(longest) / 4
    assert server.asked == []


def test_both_are_shown_to_a_person(book: Path) -> None:
    done = CliRunner().invoke(
        app, ["read", "-", "--second-reader", "--book", str(book)], input=mail()
    )
    told = CliRunner().invoke(
        app, ["read", "-", "--second-reader", "--estimate", "--book", str(book)], input=mail()
    )

    assert done.exit_code == 0
    for words in ("second reader: asked", "both readers", "the second alone"):
        assert words in done.stdout
    assert "1 answers are kept" in told.stdout
    assert "Nothing was sent." in told.stdout


def test_a_book_without_a_second_reader_says_how_to_name_one(tmp_path: Path) -> None:
    place = tmp_path / "book"
    (tmp_path / "accounts.csv").write_text("account_id,name\na,Acme\n")
    CliRunner().invoke(app, ["import", str(tmp_path / "accounts.csv"), "--book", str(place)])

    done = read(mail(), "--second-reader", "--book", str(place))

    assert done.exit_code == 2
    assert "names no second reader" in done.stderr
    assert "[second_reader]" in done.stderr


def test_an_estimate_of_nothing_is_a_wrong_call() -> None:
    done = read(mail(), "--estimate")

    assert done.exit_code == 2
    assert "--second-reader --estimate" in done.stderr


def test_a_server_that_is_away_ends_the_command_with_one_line(book: Path, server: Server) -> None:
    server.shutdown()
    server.server_close()

    done = read(mail(), "--second-reader", "--book", str(book))

    assert done.exit_code == 3
    assert f"Nothing answers at {server.name}" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_read_mail_among_ourselves_send_it_too() -> None:
    people = [
        Participant(role="from", address="al@x.example", name=""),
        Participant(role="to", address="bo@x.example", name=""),
    ]
    ours = Company(domains=("x.example",))

    assert is_kept_here(people, Settings(company=ours))
    assert not is_kept_here(people, Settings(company=ours, privacy=Privacy(internal_mail="read")))
    assert not is_kept_here(people[:1], Settings(company=ours))
    assert not is_kept_here(people, Settings())
