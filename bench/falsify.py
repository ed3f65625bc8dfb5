"""How often a line is raised where there is no relationship to speak of.

    python bench/falsify.py ARCHIVE... [--accounts 100] [--mails 60] [--seed 1]

Takes the mails of archives (mbox files or folders of them) and hands them out at random: two in
five as written by a client, the others by us, over a year. What people say to each other is real,
who says it to whom is chance; so nothing lasts between any two of them, and whatever line is raised
is a false alarm. With `--newsletters` only mail is taken that machines or mailing lists wrote.
An alarm is a pattern that is present, or a risk of 0.6 or more that words alone raise.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import product
from mailbox import mbox
from pathlib import Path
from random import Random

from goodwill.book import open_book
from goodwill.facts.interactions import Message
from goodwill.lab.mailbox import read_mbox

AS_OF = date(2026, 6, 30)
ALARM = 0.6
FROM_THEM = 0.4
BY_COUNT = frozenset({"single_thread"})
"""Risks that a count of people makes: mail handed out at random says nothing of them."""


def main(words: Sequence[str] | None = None) -> int:
    """Make the book, judge it, print how many accounts raised what."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--accounts", type=int, default=100)
    parser.add_argument("--mails", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--newsletters", action="store_true")
    args = parser.parse_args(words)
    category = {"automatic", "bulk"} if args.newsletters else {"human"}
    mails = [mail for mail in read(args.archives) if mail.category in category]
    chance = Random(args.seed)  # noqa: S311  the same seed, the same book
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder / "files", mails, args.accounts, args.mails, chance)
        alarms = judged(folder)
    for line, count in alarms.most_common():
        print(f"{line:40} {count:4} of {args.accounts}")
    print(f"{len(mails)} mails known; {alarms.total()} alarms in {args.accounts} accounts")
    return 0


def read(archives: Sequence[Path]) -> Iterator[Message]:
    """Every mail of the archives that has words."""
    now = datetime(2026, 6, 30, tzinfo=UTC)
    for archive in archives:
        for file in sorted(archive.glob("*.mbox")) if archive.is_dir() else [archive]:
            found = (mail for _, mail in read_mbox(file, now))
            yield from (mail for mail in found if isinstance(mail, Message) and mail.text.strip())


def write(folder: Path, mails: Sequence[Message], accounts: int, each: int, chance: Random) -> None:
    """A book of accounts with three people each, to whom the mails are dealt out."""
    folder.mkdir()
    (folder / "goodwill.toml").write_text(
        '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = 50\n', "utf-8"
    )
    rows = [f"a{number},Account {number},a{number}.example" for number in range(accounts)]
    (folder / "accounts.csv").write_text("\n".join(["account_id,name,domains", *rows, ""]), "utf-8")
    box = mbox(folder / "ours.mbox")
    for number, place in product(range(accounts), range(each)):
        day = AS_OF - timedelta(place * 360 // each)
        box.add(_dealt(chance.choice(mails), f"a{number}", place, day, chance))
    box.close()


def _dealt(mail: Message, account: str, place: int, day: date, chance: Random) -> EmailMessage:
    """A mail's own subject and words, between two others."""
    theirs = f"{chance.choice(['ann', 'bob', 'cat'])}@{account}.example"
    ours = f"{chance.choice(['dan', 'eve'])}@ours.example"
    sender, receiver = (theirs, ours) if chance.random() < FROM_THEM else (ours, theirs)
    dealt = EmailMessage()
    dealt["From"], dealt["To"] = sender, receiver
    dealt["Date"] = format_datetime(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
    dealt["Message-ID"] = f"<{account}-{place}@falsify.example>"
    dealt["Subject"] = " ".join(mail.subject.split())[:200]
    dealt.set_content(mail.text.encode("utf-8", "replace").decode())
    return dealt


def judged(folder: Path) -> Counter[str]:
    """How many accounts raise each line."""
    book = open_book(folder / "book", create=True)
    book.import_paths([folder / "files"])
    found: Counter[str] = Counter()
    for statement in book.statements(AS_OF):
        found.update(
            f"patterns[{one['id']}]" for one in statement["patterns"] if one["status"] == "present"
        )
        found.update(
            f"risks[{one['id']}]"
            for one in statement["risks"]
            if one["probability"] >= ALARM and one["id"] not in BY_COUNT
        )
    book.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
