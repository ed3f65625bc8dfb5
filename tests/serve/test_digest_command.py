"""`goodwill digest` on a small real book: as text, JSON, a page, and by mail to one of our own."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, Envelope, Session
from typer.testing import CliRunner, Result

from goodwill.book import open_book
from goodwill.serve.cli.app import app

SETTINGS = '[company]\nname = "Ours"\ndomains = ["ours.example"]\ncurrency = "EUR"\n'
ACCOUNTS = "account_id,name,owner\nbolt,Bolt & Co,bo@ours.example\n"
INVOICES = "invoice_id,account_id,issued_on,amount,currency\ni1,bolt,2026-04-01,300,EUR\n"
INVOICES += "i2,bolt,2026-06-05,300,EUR\n"
LINES = "invoice_id,line,sku,period_start,period_end,quantity,unit_price,amount\n"
LINES += "i1,1,s1,2026-04-01,2026-06-30,1,300,300\ni2,1,s1,2026-04-01,2026-06-30,1,300,300\n"
LOUD, QUIET = "2026-06-08", "2026-05-18"


class Inbox(Sink):
    """Keeps what a server is given."""

    def __init__(self) -> None:
        self.kept: list[Envelope] = []

    async def handle_DATA(self, _server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802  its name there
        self.kept.append(envelope)
        return "250 OK"


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def inbox(port: int) -> Iterator[Inbox]:
    """A mail server on this machine."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox
    controller.stop()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, port: int) -> str:
    folder = tmp_path_factory.mktemp("command")
    files = folder / "files"
    files.mkdir()
    server = f'[digest]\nsmtp_host = "127.0.0.1"\nsmtp_port = {port}\nstarttls = false\n'
    (files / "goodwill.toml").write_text(SETTINGS + server, "utf-8")
    (files / "accounts.csv").write_text(ACCOUNTS, "utf-8")
    (files / "invoices.csv").write_text(INVOICES, "utf-8")
    (files / "invoice_lines.csv").write_text(LINES, "utf-8")
    book = open_book(folder / "book", create=True)
    book.import_paths([files])
    book.close()
    return str(folder / "book")


def run(place: str, *args: str) -> Result:
    return CliRunner().invoke(app, ["--book", place, "digest", *args], env={"COLUMNS": "80"})


def test_a_week_with_news_names_owner_account_money_and_row(place: str) -> None:
    done = run(place, "--as-of", LOUD)

    assert done.exit_code == 0, done.stderr
    assert "bo@ours.example" in done.stdout
    assert "Bolt & Co" in done.stdout
    assert "€300 in 12 months" in done.stdout


def test_a_quiet_week_is_one_line(place: str) -> None:
    done = run(place, "--as-of", QUIET)

    assert done.exit_code == 0
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("Quiet: ")


def test_programs_get_json(place: str) -> None:
    loud = json.loads(run(place, "--as-of", LOUD, "--format", "json").stdout)
    quiet = json.loads(run(place, "--as-of", QUIET, "--format", "json").stdout)

    (alarm,) = loud["owners"][0]["alarms"]
    assert (loud["since"], loud["as_of"], loud["is_quiet"]) == ("2026-06-01", LOUD, False)
    assert alarm["moved"]["line"] == "patterns[exploitative]"
    assert alarm["evidence"]["ref"] == "i2/1"
    assert (quiet["is_quiet"], quiet["owners"]) == (True, [])


@pytest.mark.parametrize("since", ["30", "30 days", "30d", "5 weeks", "5w", "2026-05-01"])
def test_how_far_to_look_back_may_be_said_in_several_ways(place: str, since: str) -> None:
    assert "Bolt & Co" in run(place, "--as-of", "2026-06-25", "--since", since).stdout


@pytest.mark.parametrize("since", ["0", "soon", "-7", "2026-13-01", "99999", "2026-06-25", ""])
def test_what_is_no_time_to_look_back_is_a_wrong_call(place: str, since: str) -> None:
    done = run(place, "--as-of", "2026-06-25", "--since", since)

    assert done.exit_code == 2
    assert done.stdout == ""


def test_an_owner_without_news_has_a_quiet_week(place: str) -> None:
    assert run(place, "--as-of", QUIET, "--owner", "bo").stdout.startswith("Quiet: ")
    assert "Bolt" in run(place, "--as-of", LOUD, "--owner", "bo").stdout


def test_a_name_that_owns_nothing_is_a_wrong_call(place: str) -> None:
    done = run(place, "--as-of", LOUD, "--owner", "ann")

    assert done.exit_code == 2
    assert "bo@ours.example" in done.stderr


def test_a_page_is_written_where_it_is_wanted(place: str, tmp_path: Path) -> None:
    done = run(place, "--as-of", LOUD, "--html", str(tmp_path / "week.html"))

    assert done.exit_code == 0, done.stderr
    page = (tmp_path / "week.html").read_text("utf-8")
    assert "Bolt &amp; Co" in page
    assert done.stdout == ""


def test_a_page_that_cannot_be_written_is_a_wrong_call(place: str, tmp_path: Path) -> None:
    done = run(place, "--as-of", LOUD, "--html", str(tmp_path / "no" / "week.html"))

    assert done.exit_code == 2
    assert "could not be written" in done.stderr


@pytest.mark.parametrize(("day", "subject"), [(LOUD, "What changed: 1 alarm"), (QUIET, "Quiet")])
def test_a_digest_goes_to_one_of_our_own(place: str, inbox: Inbox, day: str, subject: str) -> None:
    done = run(place, "--as-of", day, "--mail-to", "bo@ours.example")

    assert done.exit_code == 0, done.stderr
    (envelope,) = inbox.kept
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert mail["Subject"].startswith(subject)
    assert envelope.rcpt_tos == ["bo@ours.example"]


@pytest.mark.parametrize("to", ["eva@bolt.example", "bo@ours.example\nBcc: eva@bolt.example", "bo"])
def test_a_digest_goes_to_nobody_else(place: str, inbox: Inbox, to: str) -> None:
    done = run(place, "--as-of", LOUD, "--mail-to", to)

    assert done.exit_code == 2
    assert inbox.kept == []


def test_a_server_that_is_not_there_is_told(place: str) -> None:
    done = run(place, "--as-of", LOUD, "--mail-to", "bo@ours.example")

    assert done.exit_code == 3
    assert "The digest was not sent" in done.stderr


def test_a_book_without_a_mail_server_says_how_to_name_one(tmp_path: Path) -> None:
    (tmp_path / "invoices.csv").write_text(INVOICES, "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([tmp_path / "invoices.csv"])
    book.close()

    done = run(str(tmp_path / "book"), "--as-of", QUIET, "--mail-to", "bo@ours.example")

    assert done.exit_code == 2
    assert "smtp_host" in done.stderr


def test_an_empty_book_is_quiet(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", create=True)
    assert book.accounts() == []
    book.close()

    done = run(str(tmp_path / "book"), "--as-of", QUIET)

    assert done.stdout.startswith("Quiet: ")
