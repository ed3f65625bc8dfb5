"""Says of every mail that another passes on who wrote it; the last step of resolving a book.

Ties `goodwill.resolve.authors` to the store. Derived like everything that resolving leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from goodwill.resolve.authors import Known, PassedOnMail, link_mail
from goodwill.resolve.seniority import seniority_of
from goodwill.resolve.types import Directory, Person, PointUse, Resolution
from goodwill.store import resolution as kept
from goodwill.store.database import Transaction
from goodwill.store.passed_on import add_people, mails_passed_on

__all__ = ["link_authors"]


def link_authors(
    tx: Transaction, points: Sequence[PointUse], resolution: Resolution, directory: Directory
) -> None:
    """Replace what an earlier resolving said; `resolution` is kept in the book already."""
    mails = mails_passed_on(tx)
    links, people = [], dict[str, Person]()
    if mails:
        known = Known.of(points, resolution, directory)
        for row in mails:
            found, author = link_mail(PassedOnMail(**row._asdict()), known)
            links += [asdict(link) for link in found]
            if author is not None:
                people.setdefault(author.person_id, author)
    kept.replace_rows(tx, "passed_on_link", links)
    add_people(
        tx, [{**asdict(one), "seniority": seniority_of(one.title or "")} for one in people.values()]
    )
