"""What is left of a book's statements when one account was never there.

    python bench/left_out.py BOOK... [--only ACCOUNT...] [--as-of DATE]

A BOOK is a folder of files as `goodwill import` takes it. For each account (or those named) the
folder is copied without it: no row names it, no mail or meeting has anybody at its domains. Both
are read and judged, and the statements of all other accounts are held against each other, line by
line. Whatever differs but the watermark of facts and what the sources reach is printed; the last
line counts. Nothing should: an account's statement rests on its own facts.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from mailbox import mbox
from pathlib import Path
from shutil import copytree
from typing import Any

from icalendar import Calendar

from goodwill.book import open_book

OF_THE_BOOK = ("coverage", "made_with")
"""Parts of a statement that say how far the sources of the whole book reach."""

Statements = Mapping[str, Any]


def main(words: Sequence[str] | None = None) -> int:
    """Leave out one account after the other; 1 where a statement of another one moved."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 6, 30))
    args = parser.parse_args(words)
    compared = moved = 0
    for book in args.books:
        whole = statements_of(book, args.as_of)
        for account, domains in accounts_of(book).items():
            if args.only and account not in args.only:
                continue
            with tempfile.TemporaryDirectory() as place:
                rest = Path(place) / "files"
                without(book, rest, account, domains)
                found = statements_of(rest, args.as_of)
            others = [name for name in whole if name != account]
            differ = {name: list(_differences(whole[name], found.get(name))) for name in others}
            for name, lines in differ.items():
                for line in lines:
                    sys.stdout.write(f"{book.name} without {account}: {name}: {line}\n")
            compared += len(others)
            moved += sum(bool(lines) for lines in differ.values())
    sys.stdout.write(f"{compared} statements of other accounts compared, {moved} moved\n")
    return 1 if moved else 0


def accounts_of(book: Path) -> dict[str, frozenset[str]]:
    """The accounts that a book lists, with their domains and the addresses of their people."""
    found = {
        row["account_id"]: {one.strip().casefold() for one in row["domains"].split(";")}
        for row in _rows(book, "accounts.csv")
    }
    for row in _rows(book, "contacts.csv"):
        found.setdefault(row["account_id"], set()).add(row["email"].casefold())
    return {account: frozenset(names - {""}) for account, names in found.items()}


def statements_of(book: Path, as_of: date) -> Statements:
    """Import a folder into a book of its own and judge every account, by id."""
    with tempfile.TemporaryDirectory() as place:
        opened = open_book(place, create=True)
        try:
            opened.import_paths([book])
            return {one["account"]["id"]: one for one in opened.statements(as_of)}
        finally:
            opened.close()


def without(book: Path, rest: Path, account: str, names: frozenset[str]) -> None:
    """Copy a book, but for one account."""
    copytree(book, rest)
    gone = {row["invoice_id"] for row in _rows(book, "invoices.csv") if _is_of(row, account)}
    for file in sorted(path for path in rest.rglob("*") if path.is_file()):
        if file.suffix == ".csv":
            _leave_rows(file, account, gone)
        elif file.suffix == ".ics":
            _leave_meetings(file, names)
        elif file.suffix == ".mbox":
            _leave_mails(file, names)
        elif file.suffix == ".eml" and _is_theirs(message_from_bytes(file.read_bytes()), names):
            file.unlink()


def _rows(book: Path, name: str) -> list[dict[str, str]]:
    found = next(iter(book.rglob(name)), None)
    if found is None:
        return []
    with found.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _is_of(row: Mapping[str, str], account: str) -> bool:
    return row.get("account_id") == account


def _leave_rows(file: Path, account: str, invoices: set[str]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        names = list(reader.fieldnames or ())
        kept = [
            row
            for row in reader
            if not _is_of(row, account) and row.get("invoice_id") not in invoices
        ]
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, names)
        writer.writeheader()
        writer.writerows(kept)


def _leave_meetings(file: Path, names: frozenset[str]) -> None:
    calendar = Calendar.from_ical(file.read_bytes())
    calendar.subcomponents = [
        one for one in calendar.subcomponents if not _holds(one.to_ical().decode(), names)
    ]
    file.write_bytes(calendar.to_ical())


def _holds(text: str, names: frozenset[str]) -> bool:
    whole = text.replace("\r\n ", "").casefold()
    return any(name in whole for name in names)


def _leave_mails(file: Path, names: frozenset[str]) -> None:
    box = mbox(file, create=False)
    for key, mail in list(box.items()):
        if _is_theirs(mail, names):
            box.remove(key)
    box.flush()
    box.close()


def _is_theirs(mail: Message, names: frozenset[str]) -> bool:
    heads = [value for name in ("from", "to", "cc", "bcc") for value in mail.get_all(name, ())]
    people = [address.casefold() for _, address in getaddresses([str(one) for one in heads])]
    return any(
        address in names or any(address.endswith((f"@{name}", f".{name}")) for name in names)
        for address in people
    )


def _differences(before: Any, after: Any, at: str = "") -> Iterator[str]:
    """Where two statements differ, as paths."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after} - set(() if at else OF_THE_BOOK)):
            yield from _differences(before.get(key), after.get(key), f"{at}.{key}".strip("."))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, pair in enumerate(zip(before, after, strict=True)):
            yield from _differences(*pair, f"{at}[{place}]")
    elif before != after:
        yield f"{at}: {before!s:.60} became {after!s:.60}"


if __name__ == "__main__":
    sys.exit(main())
