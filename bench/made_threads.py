"""Writes an mbox of made-up mails with ids and references, for `bench/threads.py` to hide.

    python bench/made_threads.py SEED [desk] > made.mbox

Answers above and below quotations and without any, marks of answers in many languages and none,
subjects changed on the way, forwards to others, answers by machine, weekly reports, two people
with the same subject on one day, empty subjects, a list with its tag. `desk` makes the mail of a
help desk instead: many customers, a dozen subjects that all of them use again and again, answers
by the desk's address or by a person, with and without a number. The same for the same seed.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

START = datetime(2024, 1, 8, 8, tzinfo=UTC)
LIST = "team@lists.example"
_NAME_LIST = "ann bo cy dan eva finn gus hal ida jon kim lea max nia otto pia quin rob sue tom"
_FIRMS = ("acme", "bolt", "crane", "delta")
_DESK = "service@acme.example"
_AGENTS = ("ann@acme.example", "max@acme.example", _DESK)
_MATTERS = ("Invoice", "Question", "Order", "Problem", "Order status", "Login problem", "Delivery",
            "Question about invoice", "Request", "Help", "Account", "Urgent")  # fmt: skip
_MARKS = ("Re", "RE", "AW", "Antw", "SV", "R", "RES", "Odp", "回复", "Ответ", "RE[2]")
_FORWARDS = ("Fwd", "FW", "WG", "TR", "RV", "I")
_PLAIN = ("Hello", "Meeting", "Invoice", "Question", "", "(no subject)", "Lunch", "Call")
_WORD_LIST = (
    "motor gate lift cable panel order price delivery survey north south wing spare brake test "
    "figures report plan visit contract handover site drawing paint door sensor tender stock "
    "crew permit pump valve frame roof deck label proof paper ink run plate colour box pallet "
)
_NAMES, _WORDS = _NAME_LIST.split(), _WORD_LIST.split()


@dataclass(slots=True)
class _Mail:
    sender: str
    to: list[str]
    subject: str
    text: str
    at: datetime
    parent: str = ""
    name: str = ""


@dataclass(slots=True)
class _Maker:
    chance: random.Random
    mails: list[tuple[datetime, bytes]] = field(default_factory=list)

    def is_so(self, probability: float) -> bool:
        return self.chance.random() < probability

    def words(self, fewest: int, most: int) -> str:
        return " ".join(self.chance.choices(_WORDS, k=self.chance.randint(fewest, most)))

    def text(self) -> str:
        if self.is_so(0.1):
            return "Thank you very much."
        return "\n".join(
            f"{self.words(5, 9).capitalize()}." for _ in range(self.chance.randint(1, 6))
        )

    def people(self) -> list[str]:
        some = self.chance.sample(range(len(_NAMES)), self.chance.choice((2, 2, 2, 3, 4)))
        return [f"{_NAMES[n]}@{_FIRMS[n % len(_FIRMS)]}.example" for n in some]


def made_archive(seed: int, conversations: int = 1500) -> list[bytes]:
    """All mails of some conversations, in the order they were sent; the same for a seed."""
    maker = _Maker(random.Random(seed))  # noqa: S311  a bench, no secret
    for number in range(conversations):
        start = START + timedelta(hours=6 * number + maker.chance.random() * 48)
        if maker.is_so(0.03):
            _add_reports(maker, start)
        else:
            _add_conversation(maker, start)
    maker.mails.sort(key=lambda pair: pair[0])
    return [payload for _, payload in maker.mails]


def made_desk(seed: int, conversations: int = 1500, customers: int = 120) -> list[bytes]:
    """All mails of a help desk, in the order they were sent; the same for a seed."""
    maker = _Maker(random.Random(seed))  # noqa: S311  a bench, no secret
    for number in range(conversations):
        start = START + timedelta(hours=2 * number + maker.chance.random() * 48)
        who = maker.chance.randrange(customers)
        _add_matter(maker, start, f"c{who}@client{who}.example", number)
    maker.mails.sort(key=lambda pair: pair[0])
    return [payload for _, payload in maker.mails]


def _add_matter(maker: _Maker, at: datetime, customer: str, number: int) -> None:
    """What a customer asks for, and what is written about it in turn."""
    subject = maker.chance.choice(_MATTERS)
    mail = _Mail(customer, [_DESK], subject, maker.text(), at)
    _add(maker, mail, "")
    agent, known, has_number = maker.chance.choice(_AGENTS), _DESK, maker.is_so(0.3)
    while maker.is_so(0.8):
        parent = mail
        at += timedelta(hours=maker.chance.lognormvariate(2, 1.2), seconds=1)
        is_ours = parent.sender == customer and maker.is_so(0.9)
        sender, to = (agent, customer) if is_ours else (customer, known)
        known = agent if is_ours else known
        bare = parent.subject.removeprefix("Re: ")
        if is_ours and has_number and "[" not in bare:
            bare = f"[Ticket#{10_000 + number}] {bare}"
        everybody = [to, _DESK] if maker.is_so(0.3) and _DESK not in {to, agent} else [to]
        mail = _Mail(sender, everybody, f"Re: {bare}", maker.text(), at, parent.name)
        _add(maker, mail, _quotation(maker, parent))


def _add_reports(maker: _Maker, start: datetime) -> None:
    """Reports of one subject, week by week: each a conversation of its own."""
    sender, *to = maker.people()
    for week in range(maker.chance.randint(2, 8)):
        at = start + timedelta(days=7 * week)
        report = _Mail(sender, to, "Weekly report", maker.text(), at)
        _add(maker, report, "")
        if maker.is_so(0.4):
            _answer(maker, report)


def _add_conversation(maker: _Maker, start: datetime) -> None:
    """A mail and what came of it."""
    sender, *to = maker.people()
    is_on_list = maker.is_so(0.15)
    subject = maker.chance.choice(_PLAIN) if maker.is_so(0.2) else maker.words(2, 5).capitalize()
    if is_on_list:
        subject, to = f"[team] {subject}", [LIST]
    mail = _Mail(sender, to, subject, maker.text(), start)
    _add(maker, mail, "")
    if not is_on_list and maker.is_so(0.05):
        note = _Mail(to[0], [sender], f"Automatic reply: {subject}", "I am away.", start, mail.name)
        _add(maker, note, "")
    while maker.is_so(0.7):
        mail = _answer(maker, mail)


def _answer(maker: _Maker, parent: _Mail) -> _Mail:
    """An answer to a mail, or a forward of it to somebody else."""
    at = parent.at + timedelta(hours=maker.chance.lognormvariate(2, 1.2), seconds=1)
    is_on_list = parent.to == [LIST]
    sender = maker.people()[0] if is_on_list else maker.chance.choice(parent.to)
    to = [LIST] if is_on_list else [parent.sender, *(who for who in parent.to if who != sender)]
    subject = f"{maker.chance.choice(_MARKS)}: {parent.subject}"
    if not is_on_list and maker.is_so(0.06):
        to, subject = [maker.people()[0]], f"{maker.chance.choice(_FORWARDS)}: {parent.subject}"
    elif maker.is_so(0.05):
        subject = _changed(maker, parent.subject)
    elif maker.is_so(0.04):
        subject = parent.subject
    mail = _Mail(sender, [who for who in to if who != sender] or [parent.sender], subject, "", at)
    mail.text, mail.parent = maker.text(), parent.name
    _add(maker, mail, _quotation(maker, parent))
    return mail


def _changed(maker: _Maker, subject: str) -> str:
    """A new subject in the middle of a conversation."""
    new = maker.words(2, 4).capitalize()
    return f"{new} (was: {subject})" if maker.is_so(0.5) else new


def _quotation(maker: _Maker, parent: _Mail) -> str:
    """What an answer quotes of its parent, "" for nothing."""
    lines = parent.text.split("\n")
    day = parent.at.strftime("%d %b %Y at %H:%M")
    quoted = "\n".join(f"> {line}" for line in lines)
    return maker.chance.choice(
        (
            "",
            f"On {day}, {parent.sender} wrote:\n{quoted}",
            f"{parent.sender} wrote:\n> {maker.chance.choice(lines)}",
            _header_block(parent, day),
        )
    )


def _header_block(parent: _Mail, day: str) -> str:
    """A mail below the header block that Outlook puts above it."""
    head = f"-----Original Message-----\nFrom: {parent.sender}\nSent: {day}\n"
    return f"{head}To: {', '.join(parent.to)}\nSubject: {parent.subject}\n\n{parent.text}"


def _add(maker: _Maker, mail: _Mail, quotation: str) -> None:
    """Write a mail, above or below what it quotes."""
    parts = [mail.text, quotation] if maker.is_so(0.7) else [quotation, mail.text]
    body = "\n\n".join(filter(None, parts))
    mail.name = f"<{len(maker.mails)}@made.example>"
    heads = [
        f"Message-ID: {mail.name}",
        *([f"In-Reply-To: {mail.parent}"] if mail.parent else []),
        f"From: {mail.sender}",
        f"To: {', '.join(mail.to)}",
        f"Subject: {mail.subject}",
        f"Date: {format_datetime(mail.at)}",
        "Content-Type: text/plain; charset=utf-8",
    ]
    head = "\n".join(heads)
    maker.mails.append((mail.at, f"{head}\n\n{body}\n".encode()))


if __name__ == "__main__":
    make = made_desk if sys.argv[2:] == ["desk"] else made_archive
    for made in make(int(sys.argv[1])):
        sys.stdout.buffer.write(b"From made@example Mon Jan  1 00:00:00 2024\n" + made + b"\n")
