"""From a story in TOML to the files of a book: mail, calendar and tables, with people swapped.

A story speaks of `{c1}`, `{c2}` (theirs), `{o1}`, `{o2}` (ours) and `{rival}`. Who they are, and in
which language they write, is a `Telling`; all stories of one telling make one book, an account
each. What must hold of a statement stands in the story, in the words of its paths.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from mailbox import mbox
from pathlib import Path
from typing import Any

__all__ = ["RIVAL", "Story", "Telling", "read_stories", "write_book"]

COMPANY = "ours.example"
RIVAL = "Corvana"
MORNING = 9

Row = Mapping[str, Any]
Routine = Mapping[str, Mapping[str, Sequence[str]]]
"""What recurs, by its name, and by language the sentences that take turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How all stories are told: the language, who people are, and what a hostile mail adds."""

    name: str
    language: str
    theirs: tuple[str, ...]
    ours: tuple[str, ...]
    planted: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One story, as its file tells it."""

    account: str
    table: Row
    routine: Routine

    @property
    def as_of(self) -> date:
        """The day on which it is judged."""
        return date.fromisoformat(str(self.table["as_of"]))


def read_stories(folder: Path) -> list[Story]:
    """All stories of a folder, by the number in their name; `routine.toml` is what recurs."""
    routine = tomllib.loads((folder / "routine.toml").read_text("utf-8"))
    files = sorted(folder.glob("[0-9]*.toml"))
    return [Story(one.stem, tomllib.loads(one.read_text("utf-8")), routine) for one in files]


def write_book(folder: Path, told: Sequence[Story], telling: Telling) -> None:
    """Write the files of a book: `goodwill.toml`, a mailbox each of ours, tables, a calendar."""
    folder.mkdir()
    (folder / "goodwill.toml").write_text(
        f'[company]\nname = "Ours"\ndomains = ["{COMPANY}"]\ncurrency = "EUR"\nhourly_cost = 50\n'
        "cost_of_capital = 0.10\n",
        "utf-8",
    )
    _write_mail(folder, told, telling)
    (folder / "calendar.ics").write_text(_calendar(told, telling), "utf-8")
    tables: dict[str, list[dict[str, Any]]] = {"accounts": [], "contacts": []}
    for story in told:
        for name, rows in _tables(story, telling):
            tables.setdefault(name, []).extend(rows)
    for name, rows in tables.items():
        _write_table(folder / f"{name}.csv", rows)


def _said(text: str, story: Story, telling: Telling) -> str:
    """A text with its people in it."""
    people = {f"c{n}": who.split()[0] for n, who in enumerate(telling.theirs, 1)}
    people |= {f"o{n}": who.split()[0] for n, who in enumerate(telling.ours, 1)}
    return text.format(**people, rival=RIVAL, account=story.account)


def _address(who: str, story: Story, telling: Telling) -> tuple[str, str]:
    """Name and address of `c1` or `o2`."""
    people, domain = (
        (telling.theirs, f"{story.account}.example") if who[0] == "c" else (telling.ours, COMPANY)
    )
    name = people[int(who[1:]) - 1]
    return name, f"{name.lower().replace(' ', '.')}@{domain}"


def _write_mail(folder: Path, told: Sequence[Story], telling: Telling) -> None:
    boxes: dict[str, mbox] = {}
    for story in told:
        for mail, owner in _mails(story, telling):
            if owner not in boxes:
                boxes[owner] = mbox(folder / f"{owner}.mbox")
            boxes[owner].add(mail)
    for box in boxes.values():
        box.close()


def _mails(story: Story, telling: Telling) -> Iterator[tuple[EmailMessage, str]]:
    """Each mail of a story, and whose mailbox of ours it lies in."""
    rows = sorted([*story.table.get("mail", ()), *_routine(story, telling)], key=_moment)
    first: dict[str, str] = {}
    hostile = next((row for row in rows if row["by"][0] == "c" and "n" not in row), None)
    for number, row in enumerate(rows, 1):
        text = _said(_in_language(row, telling), story, telling)
        if row is hostile and telling.planted:
            text = f"{text}\n\n{telling.planted}"
        ours = next(who for who in (row["by"], *row["to"]) if who[0] == "o")
        mail = _mail(row, number, text, story, telling)
        ref, subject = str(mail["Message-ID"]), str(mail["Subject"])
        if subject in first:
            mail["In-Reply-To"] = mail["References"] = first[subject]
        first.setdefault(subject, ref)
        yield mail, _address(ours, story, telling)[1].split("@")[0]


def _moment(row: Row) -> tuple[date, int]:
    return row["on"], row.get("at", MORNING)


def _mail(row: Row, number: int, text: str, story: Story, telling: Telling) -> EmailMessage:
    mail = EmailMessage()
    sent = datetime.combine(row["on"], time(row.get("at", MORNING), number % 60), UTC)
    mail["From"] = _mailbox(row["by"], story, telling)
    mail["To"] = ", ".join(_mailbox(who, story, telling) for who in row["to"])
    mail["Date"] = format_datetime(sent)
    mail["Message-ID"] = f"<{story.account}-{number}@{telling.name}.example>"
    mail["Subject"] = _in_language(row["subject"], telling)
    mail.set_content(f"{text}\n")
    return mail


def _mailbox(who: str, story: Story, telling: Telling) -> str:
    return "{} <{}>".format(*_address(who, story, telling))


def _in_language(row: Row, telling: Telling) -> str:
    return str(row.get(telling.language, row["en"]))


def _routine(story: Story, telling: Telling) -> Iterator[Row]:
    """What recurs: a letter every so many days, and its answer a day later."""
    language = telling.language
    for row in story.table.get("routine", ()):
        letters = story.routine[row["what"]][language]
        answers = story.routine[row["answer"]][language]
        day, number = row["from"], 100
        while day <= row["until"]:
            here = {"subject": {"en": f"{story.account} {number}"}, "n": number}
            asked, answered = (
                each[number % len(each)].replace("{n}", str(number)) for each in (letters, answers)
            )
            yield here | {"on": day, "by": row["by"], "to": row["to"], "en": asked}
            later = day + timedelta(days=1)
            yield here | {"on": later, "by": row["to"][0], "to": [row["by"]], "en": answered}
            day, number = day + timedelta(days=row["every_days"]), number + 1


def _tables(story: Story, telling: Telling) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows of a story, each with its account, its people as addresses."""
    account = {"account_id": story.account, "name": story.account.title()}
    yield (
        "accounts",
        [account | {"domains": f"{story.account}.example"} | story.table.get("account", {})],
    )
    people = [
        {"email": _address(who, story, telling)[1], "name": _address(who, story, telling)[0]}
        | {"account_id": story.account}
        | about
        for who, about in story.table.get("people", {}).items()
    ]
    yield "contacts", people
    for name, rows in story.table.get("tables", {}).items():
        yield name, [_row(name, dict(row), story, telling) for row in rows]


def _row(name: str, row: dict[str, Any], story: Story, telling: Telling) -> dict[str, Any]:
    for column in ("person", "owner", "contact_email", "requester"):
        if column in row:
            row[column] = _address(row[column], story, telling)[1]
    if name not in {"payments", "invoice_lines", "quotas"}:
        row["account_id"] = story.account
    own = {name for name in row if name.endswith("_id") and name != "account_id"}
    return {
        name: f"{story.account}-{value}" if name in own else value for name, value in row.items()
    }


def _write_table(path: Path, rows: list[dict[str, Any]]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def _calendar(told: Sequence[Story], telling: Telling) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//vignettes//EN"]
    for story in told:
        for number, row in enumerate(_meetings(story)):
            lines += _event(row, number, story, telling)
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _meetings(story: Story) -> Iterator[Row]:
    """Meetings as told, and those that recur."""
    for row in story.table.get("meeting", ()):
        day = row["on"]
        while day <= row.get("until", row["on"]):
            yield {**row, "on": day}
            day += timedelta(days=row.get("every_days", 10_000))


def _event(row: Row, number: int, story: Story, telling: Telling) -> list[str]:
    start = datetime.combine(row["on"], time(row.get("at", 12)), UTC)
    end = start + timedelta(hours=row.get("hours", 1))
    people = [_address(who, story, telling) for who in row["people"]]
    return [
        "BEGIN:VEVENT",
        f"UID:{story.account}-{number}@meetings.example",
        f"DTSTAMP:{start:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{end:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{_in_language(row, telling)}",
        *([f"DESCRIPTION:{row['agenda']}"] if "agenda" in row else []),
        f"ORGANIZER;CN={people[0][0]}:mailto:{people[0][1]}",
        *(f"ATTENDEE;CN={name};PARTSTAT=ACCEPTED:mailto:{address}" for name, address in people),
        "END:VEVENT",
    ]
