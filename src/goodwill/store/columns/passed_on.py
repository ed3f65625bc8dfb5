"""What mails pass on, as acts and remarks of those who wrote it.

Such words are an act on the day their author wrote them, known from the day they were passed on,
and as likely his as the act is likely and the heading is to be trusted. They are no message: what
is passed on was chosen for what it says, and a share over such mails would measure the choice.
Left out are words that the book holds as a mail of their author's, words that came twice, words
that somebody outside passes on, and words of ours that the other side passes on: nobody puts a
promise into our mouth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from goodwill.facts.acts import REMARK_IDS
from goodwill.resolve.subjects import read_subject
from goodwill.store.columns.arrays import Days
from goodwill.store.database import Rows, Transaction

__all__ = ["add_passed_on"]

_REMARKS = frozenset(REMARK_IDS)

_FOUND = """
SELECT x.message_id, m.ref, m.sent_at, m.subject, m.text_id, c.sent_at, x.carrier_id
FROM (SELECT DISTINCT message_id FROM passed_on_link WHERE account_id = ?) found
JOIN passed_on x ON x.message_id = found.message_id
JOIN message m ON m.id = x.message_id
JOIN message c ON c.id = x.carrier_id
WHERE c.sent_at IS NOT NULL AND c.category = 'human'
  AND (c.authenticated IS NULL OR c.authenticated)
ORDER BY c.sent_at, c.ref, c.fact_id, x.position
"""
_LINKED = """
SELECT message_id, role, person_id, account_id, side, certainty FROM passed_on_link
WHERE message_id IN (?*) ORDER BY message_id, position
"""
_PASSED_BY = """
SELECT p.message_id, l.person_id, l.account_id, l.side
FROM participant p JOIN point_link l ON l.point_id = p.point_id
WHERE p.message_id IN (?*) AND p.role = 'from' ORDER BY p.message_id, p.position
"""
_ACTS = """
SELECT message_id, act, probability, quote, due_on FROM act
WHERE message_id IN (?*) ORDER BY message_id, position
"""
_SENT = """
SELECT w.person_id, m.text_id, m.ref, m.subject, m.sent_at
FROM (SELECT DISTINCT p.message_id FROM point_link l JOIN participant p ON p.point_id = l.point_id
      WHERE l.account_id = ?) found
JOIN message m ON m.id = found.message_id
JOIN participant f ON f.message_id = m.id AND f.role = 'from'
JOIN point_link w ON w.point_id = f.point_id
WHERE m.sent_at IS NOT NULL
"""


class _Who(NamedTuple):
    """Somebody on a passed-on mail."""

    role: str
    person_id: str
    side: str
    certainty: float


class _Mail(NamedTuple):
    """One mail that another passes on, on the day `passed_on`, with who wrote it and who did."""

    key: int
    ref: str
    sent_at: int
    subject: str
    text_id: str
    passed_on: int
    author: _Who
    passer: _Who
    counterpart: str | None


class _Said:
    """Which words of whom are known on which day: from a mail of their own, or passed on before.

    What is sent later than a mail is passed on is not what it passes on, and was not known then.
    """

    def __init__(self, sent: Iterable[tuple[str, str, str, str, int]], days: Days) -> None:
        self._first: dict[tuple[str, str], int] = {}
        self._sent: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for person_id, text_id, ref, subject, sent_at in sent:
            self._know([(person_id, text_id), ("", ref)], days(sent_at))
            if bare := read_subject(subject).bare:
                self._sent[person_id, bare].add(days(sent_at))

    def takes(self, mail: _Mail, sent_on: int) -> bool:
        """Whether the words of a mail of that day are new here; from now on they are not."""
        keys = [(mail.author.person_id, mail.text_id), ("", mail.ref)]
        around = {day for day in (sent_on - 1, sent_on, sent_on + 1) if day <= mail.passed_on}
        sent = self._sent.get((mail.author.person_id, read_subject(mail.subject).bare), ())
        is_known = any(self._first.get(key, mail.passed_on + 1) <= mail.passed_on for key in keys)
        self._know(keys, mail.passed_on)
        return not is_known and around.isdisjoint(sent)

    def _know(self, keys: Iterable[tuple[str, str]], day: int) -> None:
        for key in keys:
            self._first[key] = min(day, self._first.get(key, day))


def add_passed_on(reader: Transaction, account_id: str, days: Days, rows: dict[str, Rows]) -> None:
    """Add the acts and remarks of what mails pass on that is an account's."""
    found = reader.rows(_FOUND, (account_id,))
    if not found:
        return
    said = _Said(reader.rows(_SENT, (account_id,)), days)
    mails = [
        mail
        for mail in _mails(reader, account_id, found, days)
        if said.takes(mail, days(mail.sent_at))
    ]
    acts = _by_first(reader.rows_in(_ACTS, [mail.key for mail in mails]))
    for mail in mails:
        author = mail.author
        sent_on = min(days(mail.sent_at), mail.passed_on)
        by = (author.side, author.person_id, mail.counterpart)
        tail = (mail.passer.person_id, mail.passed_on)
        for act, probability, quote, due_on in acts.get(mail.key, ()):
            head = (account_id, mail.ref, mail.ref, act)
            when = (mail.sent_at, sent_on)
            if act in _REMARKS:
                rows["remark"].append((*head, quote, *when, *by, due_on, *tail))
            else:
                sure = probability * author.certainty
                rows["act"].append((*head, sure, quote, *when, *by, due_on, *tail))


def _mails(reader: Transaction, account_id: str, found: Rows, days: Days) -> Iterator[_Mail]:
    """The mails whose author, and who passed them on, are of the account or of us."""
    linked = _by_first(reader.rows_in(_LINKED, [row[0] for row in found]))
    passers = _by_first(reader.rows_in(_PASSED_BY, list({row[6] for row in found})))
    for key, ref, sent_at, subject, text_id, passed_at, carrier_id in found:
        people = _of_account(linked.get(key, ()), account_id)
        passed_by = [("from", *who, 1.0) for who in passers.get(carrier_id, ())]
        author = next((who for who in people if who.role == "from"), None)
        passer = next(iter(_of_account(passed_by, account_id)), None)
        if author is None or passer is None or (author.side == "ours" != passer.side):
            continue
        other = _counterpart([*people, passer._replace(role="cc")], author.side)
        at = days(passed_at)
        yield _Mail(key, ref, sent_at, subject, text_id, at, author, passer, other)


def _of_account(people: Iterable[Sequence[Any]], account_id: str) -> list[_Who]:
    """Those of the account and of us, in the order they stand."""
    return [
        _Who(role, person_id, side, certainty)
        for role, person_id, of_account, side, certainty in people
        if side == "ours" or of_account == account_id
    ]


def _counterpart(people: Sequence[_Who], side: str) -> str | None:
    """The first person of the other side it went To, else Cc, else who passed it on."""
    for role in ("to", "cc"):
        for who in people:
            if who.role == role and who.side != side:
                return who.person_id
    return None


def _by_first(rows: Rows) -> Mapping[int, list[Any]]:
    """Rows that come ordered by their first column, grouped by it and without it."""
    return {key: [row[1:] for row in some] for key, some in groupby(rows, key=itemgetter(0))}
