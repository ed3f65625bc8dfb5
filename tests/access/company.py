"""A made company whose colleagues each have mail of their own, every mail with a word of its own.

A word such as `quillannacre3` is in one mail of Ann's: wherever it shows to somebody who is not on
that mail, words have leaked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DAY = date(2026, 6, 30)
OURS = ("ann", "bob", "cid")
ACCOUNTS = {"acre": "ann", "brook": "bob", "crest": "cid", "delta": "ann"}
"""Accounts and who owns them; with `delta` both Ann and Bob talk."""

TALK = {
    "acre": ("ann",),
    "brook": ("bob",),
    "crest": ("cid",),
    "delta": ("ann", "bob"),
}
SAID = (
    ("{w} valves", "The {w} valves leak again. This is the third time, and it is not acceptable."),
    ("Re: {w} valves", "I will send you the new {w} valves by Friday."),
    ("{w} price", "Your price for {w} is too high; Northpump offers it for less."),
    ("{w} thanks", "Thank you for the quick help with {w}, your team did that really well."),
    ("{w} plan", "What would you suggest for our {w} plan next year? You know it better than us."),
    ("Re: {w} plan", "I think {w} should come first. We promise to bring numbers next week."),
    ("{w} lunch", "How was the holiday with {w}? Shall we have lunch on Tuesday?"),
    ("{w} leaving", "Between us: {w} is looking at another supplier, and I am leaving in May."),
)
WORD = re.compile(r"quill[a-z]+\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail: its own word, and who of ours is on it."""

    word: str
    account: str
    ours: tuple[str, ...]
    text: str


def mails() -> tuple[Mail, ...]:
    """Eight mails of each of ours with each account of theirs; every third has others in Cc."""
    found: list[Mail] = []
    for account, people in TALK.items():
        for own in people:
            for place in range(len(SAID)):
                word = f"quill{own}{account}{place}"
                ours = (own, *_copied(own, people, place))
                text = _text(len(found), account, ours, place, word)
                found.append(Mail(word=word, account=account, ours=ours, text=text))
    return tuple(found)


def _copied(own: str, people: Sequence[str], place: int) -> tuple[str, ...]:
    others = tuple(one for one in people if one != own)
    return others if place % 3 == 2 else ()


def _text(number: int, account: str, people: Sequence[str], place: int, word: str) -> str:
    subject, body = SAID[place]
    own, *copied = (f"{one}@ours.example" for one in people)
    theirs = f"kim@{account}.example"
    sender, to = (own, theirs) if subject.startswith("Re:") else (theirs, own)
    cc = f"Cc: {', '.join(copied)}\n" if copied else ""
    month = ("Mar", "Apr", "May", "Jun")[number % 4]
    return (
        f"From x Thu Jan  1 00:00:00 2026\nFrom: {sender}\nTo: {to}\n{cc}"
        f"Subject: {subject.format(w=word)}\nMessage-ID: <{number}@m.example>\n"
        f"Date: {1 + number % 28} {month} 2026 10:00:00 +0000\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body.format(w=word)}\n\n"
    )


def write_files(folder: Path, found: Sequence[Mail]) -> Path:
    """The files of the company, with these mails."""
    folder.mkdir(parents=True)
    rows = "".join(
        f"{name},{name.title()} Ltd,{name}.example,{own}@ours.example\n"
        for name, own in ACCOUNTS.items()
    )
    (folder / "accounts.csv").write_text(f"account_id,name,domains,owner\n{rows}", "utf-8")
    bills = "".join(
        f"{name}{month},{name},2026-0{month}-01,2026-0{month}-20,{1000 + month}\n"
        for name in ACCOUNTS
        for month in range(1, 7)
    )
    (folder / "invoices.csv").write_text(
        f"invoice_id,account_id,issued_on,due_on,amount\n{bills}", "utf-8"
    )
    (folder / "goodwill.toml").write_text(
        '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = 50\n'
        '[privacy]\nnotice = "told at the meeting of the first of May"\n',
        "utf-8",
    )
    (folder / "mail.mbox").write_text("".join(mail.text for mail in found), "utf-8")
    return folder


def readable(found: Sequence[Mail], *people: str) -> frozenset[str]:
    """The words of the mails that one of these people is on."""
    return frozenset(mail.word for mail in found if set(mail.ours) & set(people))
