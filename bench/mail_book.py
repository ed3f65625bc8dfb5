"""How long the statements of much mail take: 5,000 accounts, two million mails, 24 months.

    python bench/mail_book.py make BOOK [SHARE]   a book of made-up facts (SHARE 0.1: a tenth)
    python bench/mail_book.py assess BOOK         draws up the statements of all accounts
    python bench/mail_book.py why BOOK [LINE]     the evidence of one line, of some accounts

The mails are synthetic: nobody wrote them, no sentence is read, and their acts are drawn by lot.
They are put straight into the store, since reading mail is measured elsewhere (`import_`). Two
runs are of the same facts. `assess` and `why` may be asked of any book.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import BinaryIO

from goodwill.book import open_book
from goodwill.facts.acts import Act
from goodwill.facts.base import SourceRef
from goodwill.facts.interactions import Attendee, Meeting, Message, Participant
from goodwill.sources.base import SourceFile
from goodwill.store.database import Store
from goodwill.store.imports.files import Cursor, Reading
from goodwill.store.imports.ledger import Tally
from goodwill.store.rows import Entry, make_meeting_row, make_message_row
from goodwill.store.writing.writer import Writer

AS_OF = date(2026, 6, 30)
START = datetime(2024, 7, 1, 8, tzinfo=UTC)
DAYS = 728
ACCOUNTS, MAILS_EACH, MEETINGS_EACH, INVOICES_EACH, DEALS_EACH = 5_000, 400, 12, 24, 4
SELLERS, THEIRS_EACH = 60, 6
BATCH = 2_000
ASKED = 40
ACTS = {
    "information": 30,
    "question": 18,
    "request": 18,
    "logistics": 16,
    "commitment": 12,
    "thanks": 12,
    "delivery": 8,
    "problem": 6,
    "decision": 5,
    "personal": 5,
    "money_talk": 4,
    "idea": 3,
    "complaint": 2,
    "praise": 2,
    "apology": 2,
    "price_pressure": 1,
    "rival": 1,
    "strategy": 1,
    "discount": 1,
    "refusal": 1,
    "social_invitation": 1,
    "tender": 1,
}
TEXT = "Synthetic text of a bench; nobody wrote it. "
SETTINGS = """[company]
name = "Bench"
domains = ["ours.example"]
currency = "EUR"
hourly_cost = 61.5
"""
SOURCE = SourceRef(connector="bench", path="bench", locator="0")


@dataclass(frozen=True, slots=True)
class Pair:
    """Who writes to whom, and how the mails of an account are told apart."""

    account: int
    ours: str
    theirs: str


def make(place: Path, share: float) -> None:
    """Tables by import, mail and meetings straight into the store."""
    chance = random.Random(7)  # noqa: S311  made-up facts, no secret
    count = max(1, int(ACCOUNTS * share))
    book = open_book(place, create=True)
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder), count, chance)
        book.import_paths([Path(folder)])
    put(book.store, facts(count, chance))
    book.close()


def put(store: Store, entries: Iterator[Entry]) -> None:
    """Commit everything, many at a time."""
    writer = Writer(store, int(START.timestamp()))
    key = writer.new_file_id()
    file = SourceFile(path="synthetic", connector="mbox", size=1, modified_ns=1, open=_no_file)
    began = Reading(
        source_file_id=key, ledger_id=key, generation=1, position=0, is_known=False, file=file
    )
    done = Cursor(source_file_id=key, position=1, fingerprint="", is_complete=True)
    started = [began]
    while some := [one._replace(source_file_id=key) for one in islice(entries, BATCH)]:
        writer.commit(some, Tally(), started, [done])
        started = []


def _no_file() -> BinaryIO:
    raise FileNotFoundError("synthetic mail stands in no file")


def facts(count: int, chance: random.Random) -> Iterator[Entry]:
    """Every mail and meeting, account by account."""
    for account in range(count):
        people = [f"p{n}@a{account:04d}.example" for n in range(THEIRS_EACH)]
        sellers = [f"s{(account + n) % SELLERS}@ours.example" for n in range(2)]
        yield from mails(account, sellers, people, chance)
        for number in range(MEETINGS_EACH):
            row = make_meeting_row(meeting(account, number, sellers[0], people, chance))
            yield Entry(0, 1, f"m{account}-{number}", row)


def mails(
    account: int, sellers: list[str], people: list[str], chance: random.Random
) -> Iterator[Entry]:
    """Threads of one to seven mails, each side in turn, over 24 months."""
    number = 0
    while number < MAILS_EACH:
        pair = Pair(
            account, chance.choice(sellers), people[int(len(people) * chance.random() ** 2)]
        )
        at = START + timedelta(minutes=chance.randrange(DAYS * 24 * 60))
        turn, before = chance.choice((True, False)), None
        for _ in range(chance.randint(1, 7)):
            before = mail(pair, number, at, before, chance, is_ours=turn)
            acts = tuple(drawn_acts(chance))
            yield Entry(0, 1, f"{account}-{number}", make_message_row(before, acts))
            number, turn = number + 1, not turn
            at += timedelta(minutes=chance.randint(20, 4000))
            if number == MAILS_EACH or at.date() > AS_OF:
                break


def mail(
    pair: Pair,
    number: int,
    at: datetime,
    answers: Message | None,
    chance: random.Random,
    *,
    is_ours: bool,
) -> Message:
    """One mail of a pair."""
    sender, to = (pair.ours, pair.theirs) if is_ours else (pair.theirs, pair.ours)
    ref = f"<{pair.account}.{number}@bench.example>"
    return Message(
        fact_id=ref,
        ref=ref,
        message_id=ref,
        in_reply_to=answers.ref if answers else None,
        references=(*answers.references, answers.ref) if answers else (),
        sent_at=at,
        date_from="date",
        utc_offset_minutes=chance.choice((0, 60)),
        participants=(
            Participant(role="from", address=sender, name=sender.split("@")[0]),
            Participant(role="to", address=to, name=to.split("@")[0]),
        ),
        subject=answers.subject if answers else f"Matter {number}",
        text=TEXT * chance.randint(1, 6),
        zones=(),
        text_id=ref,
        quoted_id=None,
        language="en",
        category="automatic" if chance.randrange(10) == 0 else "human",
        authenticated=None,
        attachments=(),
        parser="bench",
        flags=(),
        source=SOURCE,
    )


def drawn_acts(chance: random.Random) -> Iterator[Act]:
    """What a mail does: none to five things."""
    for act in chance.choices(list(ACTS), list(ACTS.values()), k=chance.randint(0, 5)):
        likely = round(0.5 + chance.random() / 2, 4)
        yield Act(act=act, start=0, end=len(TEXT) - 1, quote=TEXT[:-1], probability=likely)


def meeting(
    account: int, number: int, seller: str, people: list[str], chance: random.Random
) -> Meeting:
    """One meeting of two or three."""
    starts = START + timedelta(days=chance.randrange(DAYS), hours=chance.randint(0, 8))
    ref = f"m{account}.{number}"
    guests = chance.sample(people, chance.randint(1, 2))
    return Meeting(
        fact_id=ref,
        ref=ref,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=30 * chance.randint(1, 4)),
        all_day=False,
        title=chance.choice(["Review", "Lunch", "Project", "Agenda: next steps"]),
        place="",
        description="",
        is_cancelled=False,
        attendees=tuple(
            Attendee(address=who, name="", response="accepted", is_organizer=who == seller)
            for who in (seller, *guests)
        ),
        flags=(),
        source=SOURCE,
    )


def write_tables(folder: Path, count: int, chance: random.Random) -> None:
    """Accounts, deals, invoices and payments."""
    names = [f"a{number:04d}" for number in range(count)]
    (folder / "goodwill.toml").write_text(SETTINGS, "utf-8")
    first = START.date()
    _write(
        folder,
        "accounts",
        "account_id,name,domains,owner",
        [
            (a, f"Firm {a}", f"{a}.example", f"s{n % SELLERS}@ours.example")
            for n, a in enumerate(names)
        ],
    )
    bills = [
        (f"{name}-i{number}", name, first + timedelta(days=chance.randrange(DAYS)))
        for name in names
        for number in range(INVOICES_EACH)
    ]
    _write(
        folder,
        "invoices",
        "invoice_id,account_id,issued_on,due_on,amount,cost",
        [
            (bill, name, day, day + timedelta(days=30), "1250.50", "900.25")
            for bill, name, day in bills
        ],
    )
    _write(
        folder,
        "payments",
        "payment_id,invoice_id,paid_on,amount",
        [
            (f"p{bill}", bill, day + timedelta(days=chance.randrange(10, 60)), "1250.50")
            for bill, _, day in bills
        ],
    )
    _write(
        folder,
        "deals",
        "deal_id,account_id,opened_on,closed_on,status,origin,amount,list_amount,proposal_hours",
        [
            (f"{name}-d{number}", name, day, day + timedelta(days=40), "won", "rfp", 900, 1000, 12)
            for name in names
            for number in range(DEALS_EACH)
            for day in [first + timedelta(days=chance.randrange(DAYS))]
        ],
    )


def _write(folder: Path, name: str, header: str, rows: list[tuple[object, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header.split(","))
        table.writerows(rows)


def assess(place: Path) -> None:
    """First who is who, which an import leaves open, then all statements; each timed."""
    book = open_book(place)
    began = time.perf_counter()
    accounts = len(book.accounts())
    resolved = time.perf_counter()
    report = book.assess(AS_OF)
    seconds = time.perf_counter() - resolved
    print(f"who is who: {resolved - began:.1f} s; {report.drawn} of {accounts}: {seconds:.1f} s")
    for who, place_of in (("this process", "SELF"), ("its children", "CHILDREN")):
        used = resource.getrusage(getattr(resource, f"RUSAGE_{place_of}"))
        processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
        print(f"{who}: processor {processor:.1f} s, memory of the largest {memory} MB")
    book.close()


def why(place: Path, line: str) -> None:
    """Seconds until a line is explained, as long as the book is open and from its opening."""
    names = [known.account_id for known in open_book(place).accounts()]
    chosen = names[:: max(1, len(names) // ASKED)]
    book = open_book(place)
    took = []
    for name in chosen:
        began = time.perf_counter()
        book.why(name, line, as_of=AS_OF)
        took.append(time.perf_counter() - began)
    first, *rest = took
    print(
        f"why {line}: first {first:.3f} s, then median {median(rest):.3f} s, max {max(rest):.3f} s"
    )


COMMANDS: dict[str, Callable[..., None]] = {
    "make": lambda place, share="1": make(Path(place), float(share)),
    "assess": lambda place: assess(Path(place)),
    "why": lambda place, line="kind": why(Path(place), line),
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
