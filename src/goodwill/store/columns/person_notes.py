"""What mails tell of people, shown as a relation of an account.

Of how somebody signs only the changes are shown: the mail that first has a title, and the one
that first has another. That a mailbox is not there tells of a person only if that person had
written from it; whoever writes again later has not gone, and judges see that.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.resolve.seniority import seniority_of
from goodwill.resolve.signed_titles import signed_title
from goodwill.store.columns.arrays import Days
from goodwill.store.database import Rows, Transaction

__all__ = ["add_person_notes"]

_NOTES = """
SELECT DISTINCT l.person_id, n.what, n.address, n.words, m.ref, m.sent_at, m.fact_id
FROM point_link l JOIN contact_point c ON c.id = l.point_id
JOIN person_note n ON n.address = c.address JOIN message m ON m.id = n.message_id
WHERE l.account_id = ? AND l.side = 'theirs' AND c.address <> '' AND m.sent_at IS NOT NULL
  AND (m.authenticated IS NULL OR m.authenticated)
ORDER BY m.sent_at, m.ref, m.fact_id, l.person_id, n.what
"""


def add_person_notes(
    reader: Transaction, account_id: str, days: Days, rows: dict[str, Rows]
) -> None:
    """What mail tells of an account's people, as rows of the relation `person_note`."""
    rows["person_note"] += [
        (account_id, *note, days(sent_at)) for *note, sent_at in _told(reader, account_id)
    ]


def _told(reader: Transaction, account_id: str) -> Iterator[tuple[str, str, str, str, str, int]]:
    """Person, what, words, seniority, message and second of each, by time."""
    titles: dict[str, str] = {}
    for person, what, address, words, ref, sent_at, _ in reader.rows(_NOTES, (account_id,)):
        if what == "gone":
            yield person, what, words, "", ref, sent_at
            continue
        title = signed_title(words, address)
        if title is not None and titles.get(person) != title:
            titles[person] = title
            yield person, what, title, seniority_of(title), ref, sent_at
