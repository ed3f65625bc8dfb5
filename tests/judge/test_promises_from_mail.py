"""From mail to ledger: little correspondences through the import and the shipped model.

The cases are in `tests/cases/promises/from_mail`, made up, in four languages. A model reads most
of them rightly and not all, so for each kind of case a share must come out (`shares.toml`); what
must never happen is watched by itself: a promise called broken that was not.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from goodwill.book import Book, open_book
from goodwill.facts.statement import CommitmentItem

CASES = Path(__file__).parents[1] / "cases" / "promises" / "from_mail"
AS_OF = date(2026, 6, 30)
OURS = "ines@ourfirm.example"
SETTINGS = '[company]\ndomains = ["ourfirm.example"]\ncurrency = "EUR"\ntimezone = "UTC"\n'

Thread = dict[str, Any]
Found = list[dict[str, object]]


def load_threads() -> dict[str, Thread]:
    """Every thread by the name of its account."""
    files = [path for path in sorted(CASES.glob("*.toml")) if path.name != "shares.toml"]
    threads = [one for path in files for one in tomllib.loads(path.read_text("utf-8"))["thread"]]
    return {f"client{number:03}": thread for number, thread in enumerate(threads)}


THREADS = load_threads()
SHARES: dict[str, float] = tomllib.loads((CASES / "shares.toml").read_text("utf-8"))["share"]


def mails_of(account: str, thread: Thread) -> Iterator[EmailMessage]:
    """The thread as mail, each answering the one before, with all before under it if asked."""
    before: list[str] = []
    known: dict[str, list[str]] = defaultdict(list)
    for place, mail in enumerate(thread["mail"]):
        subject = mail.get("subject", thread["about"].replace("_", " ").title())
        said_at = sent_at(mail["on"], place)
        theirs = f"otto@{account}.example"
        sender, to = (OURS, theirs) if mail["by"] == "ours" else (theirs, OURS)
        message = EmailMessage()
        message["From"], message["To"] = sender, to
        message["Date"] = format_datetime(said_at)
        message["Message-ID"] = f"<{account}.{place}@mail.example>"
        topic = subject.removeprefix("Re: ")
        message["Subject"] = f"Re: {topic}" if known[topic] else topic
        if known[topic]:
            message["In-Reply-To"] = known[topic][-1]
            message["References"] = " ".join(known[topic])
        known[topic].append(message["Message-ID"])
        quoted = "\n".join(f"> {line}" for line in "\n".join(reversed(before)).split("\n"))
        under = f"\n\nOn {said_at:%d %B %Y}, {to} wrote:\n{quoted}" if before else ""
        message.set_content(mail["text"] + (under if thread.get("quotes") else "") + "\n")
        before.append(mail["text"])
        yield message


def sent_at(on: date | datetime, place: int) -> datetime:
    if isinstance(on, datetime):
        return on
    return datetime.combine(on, time(9), UTC) + timedelta(minutes=10 * place)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One book with an account for each thread."""
    folder = tmp_path_factory.mktemp("mail")
    (folder / "goodwill.toml").write_text(SETTINGS, "utf-8")
    rows = "".join(f"{name},{name},{name}.example\n" for name in THREADS)
    (folder / "accounts.csv").write_text(f"account_id,name,domains\n{rows}", "utf-8")
    for account, thread in THREADS.items():
        for place, mail in enumerate(mails_of(account, thread)):
            (folder / f"{account}.{place}.eml").write_bytes(mail.as_bytes())
    book = open_book(tmp_path_factory.mktemp("book") / "book", create=True)
    book.import_paths([folder])
    yield book
    book.close()


@pytest.fixture(scope="module")
def ledgers(book: Book) -> dict[str, Found]:
    """What came out for each account, oldest promise first."""
    statements = {one["account"]["id"]: one for one in book.statements(as_of=AS_OF)}
    return {
        name: [seen(item) for item in reversed(statement["commitments"]["items"])]
        for name, statement in statements.items()
    }


def seen(item: CommitmentItem) -> dict[str, object]:
    """All that a case may ask about."""
    told = [one["ref"].split(":")[0] for one in item["evidence"] if one["source"] == "count"]
    return {
        "side": "ours" if item["by"] == OURS else "theirs",
        "due_on": item["due_on"] and date.fromisoformat(item["due_on"]),
        "outcome": told[0] if told else item["status"],
        "settled_on": item["settled_on"] and date.fromisoformat(item["settled_on"]),
    }


def is_right(found: Found, wanted: list[dict[str, object]]) -> bool:
    """Whether each promise came out as the case says, in whatever order those of one day stand."""
    asked = [{key: one[key] for key in want} for one, want in zip(found, wanted, strict=False)]
    return len(found) == len(wanted) and all(want in asked for want in wanted)


@pytest.mark.parametrize("about", sorted(SHARES))
def test_as_many_of_a_kind_come_out_right_as_is_said(about: str, ledgers: dict[str, Found]) -> None:
    of_kind = [name for name, thread in THREADS.items() if thread["about"] == about]
    wrong = {
        THREADS[name]["name"]: ledgers[name]
        for name in of_kind
        if not is_right(ledgers[name], THREADS[name]["ledger"])
    }

    share = 1 - len(wrong) / len(of_kind)

    assert share >= SHARES[about], wrong


def test_every_kind_of_case_has_its_share() -> None:
    assert {thread["about"] for thread in THREADS.values()} == set(SHARES)


def test_no_promise_is_called_broken_that_was_not(ledgers: dict[str, Found]) -> None:
    """But for those whose case says how they are `misread`: a mend has to be taken out there."""
    accused = {"broken", "late"}
    wrong = {
        name: found
        for name, found in ledgers.items()
        if sum(one["outcome"] in accused for one in found)
        > sum(one["outcome"] in accused for one in THREADS[name]["ledger"])
    }

    assert set(wrong) == {name for name, thread in THREADS.items() if "misread" in thread}, wrong


@pytest.mark.parametrize(
    "account", [name for name, thread in THREADS.items() if thread.get("called_off")]
)
def test_what_was_called_off_is_no_item(account: str, ledgers: dict[str, Found]) -> None:
    assert ledgers[account] == []


def test_what_was_called_off_is_told_by_why(book: Book) -> None:
    called_off = [name for name, thread in THREADS.items() if thread.get("called_off")]
    told = [
        any(
            "called it off" in one["says"]
            for one in book.why(name, "commitments", as_of=AS_OF).evidence
        )
        for name in called_off
    ]

    assert sum(told) >= SHARES["called_off"] * len(told)


def test_a_promise_under_ten_answers_is_said_once(book: Book) -> None:
    (account,) = [name for name, thread in THREADS.items() if thread.get("quotes")]

    (item,) = book.statement(account, as_of=AS_OF)["commitments"]["items"]

    assert sum(one["says"].startswith("Promised") for one in item["evidence"]) == 1
    assert not any(one["says"] == "Said again." for one in item["evidence"])
