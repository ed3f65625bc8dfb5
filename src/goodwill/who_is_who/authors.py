"""Says of every mail that another passes on who wrote it; the last step of resolving a book.

Ties `goodwill.resolve.authors` to the store. Links are derived like everything that resolving
leaves. What a mail says is read when its author is first known: the words of strangers are not
read, and an import need not wait for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from goodwill.config import rule_against
from goodwill.importing.work import KeptMail
from goodwill.resolve.authors import Known, PassedOnMail, link_mail
from goodwill.resolve.seniority import seniority_of
from goodwill.resolve.types import Directory, Person, PointUse, Resolution
from goodwill.store.database import Transaction
from goodwill.store.rows import make_acts_row
from goodwill.store.who_is_who import resolution as kept
from goodwill.store.writing.passed_on import add_people, mails_passed_on, put_read, unread_mails

__all__ = ["link_authors", "read_linked"]

_READ_AT_ONCE = 64
"""Mails whose words are weighed together."""


def link_authors(
    tx: Transaction,
    points: Sequence[PointUse],
    resolution: Resolution,
    directory: Directory,
    excluded: Collection[str],
) -> None:
    """Replace what an earlier resolving said; `resolution` is kept in the book already.

    Mail of people whose addresses are `excluded` has nobody's words, where it names them without.
    """
    mails = mails_passed_on(tx)
    links, people = [], dict[str, Person]()
    if mails:
        known = Known.of(points, resolution, directory)
        for row in mails:
            found, author = link_mail(PassedOnMail(**row._asdict()), known)
            if rule_against((link.person_id for link in found), excluded):
                continue
            links += [asdict(link) for link in found]
            if author is not None:
                people.setdefault(author.person_id, author)
    kept.replace_rows(tx, "passed_on_link", links)
    add_people(
        tx, [{**asdict(one), "seniority": seniority_of(one.title or "")} for one in people.values()]
    )


def read_linked(tx: Transaction, timezone: str) -> None:
    """Read the mails whose author is known by now; `timezone` is the company's."""
    rows = unread_mails(tx)
    if not rows:
        return
    from goodwill.importing.mail_acts import acts_of_mails  # noqa: PLC0415  slow to load, seldom needed

    for start in range(0, len(rows), _READ_AT_ONCE):
        mails = [
            KeptMail(key, text, subject, language, datetime.fromtimestamp(second, UTC), *rest)
            for key, text, subject, language, second, *rest in rows[start : start + _READ_AT_ONCE]
        ]
        acts = acts_of_mails(mails, timezone)
        found = [make_acts_row(m.message_id, said) for m, said in zip(mails, acts, strict=True)]
        put_read(tx, found)
