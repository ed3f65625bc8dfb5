"""People who were erased, kept out of whatever is imported: known by their marks, not by name.

Works on rows as they go into the book, so that what comes in after somebody was erased looks as
what was there before does. `goodwill.privacy.erasing` does the latter; `erased_list` keeps the
marks.

Mail that she wrote is left out and counted; on others' mail her place among the people is empty,
her address, her whole name and, where she was on it, her single names are blotted out. So they are
where a table names her: her own rows stay out, in others' her column is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import orjson

from goodwill.facts.csv_tables import KEYS, columns
from goodwill.privacy.keyed import mark_of
from goodwill.privacy.redaction import Redactor, name_forms, name_words
from goodwill.resolve.names import fold_name, is_person_name
from goodwill.store.rows import Entry, Excluded, FactRow, MeetingRow, MessageRow, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goodwill.store.rows import Point

__all__ = [
    "ADDRESS",
    "NAME",
    "PEOPLE_COLUMNS",
    "REF",
    "RULE",
    "Forgotten",
    "nobodys_id",
    "others_row",
    "stand_in",
]

RULE = "erased"
"""What keeps such a record out, as the ledger of an import calls it."""
ADDRESS, NAME, REF = "address", "name", "ref"
"""What a mark may stand for: an address, a whole name, the Message-ID of a mail that is gone."""

PEOPLE_COLUMNS = ("email", "manager_email", "contact_email", "owner", "person", "requester")
_OWN_ROWS = {"contacts": "email", "feedback": "contact_email"}
"""Tables whose rows are somebody's own, by the column that says whose."""
_NEEDED = frozenset({"person"})
"""Columns that may not be empty: whoever is gone stands there as nobody in particular."""
_FREE_TEXT = ("subject", "note", "description", "comment", "loss_reason", "title", "scope")

_ADDRESSES = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}")
_CAPITAL_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_WORDS = 4
"""Words of the longest name that is looked for in a text."""
_SUBJECT, _REPLY_TO, _REFS, _ATTACHMENTS = 7, 2, 3, 16
"""Places of these in the columns of a message."""


def stand_in(mark: str) -> str:
    """Whoever is gone, where a row cannot do without somebody."""
    return f"erased:{mark[:12]}"


def nobodys_id(mark: str) -> str:
    """The Message-ID that stands for one of a mail that is gone."""
    return f"<{mark}@erased.invalid>"


@dataclass(frozen=True)
class Forgotten:
    """The marks of everybody who was erased; `last` is the newest of them."""

    key: bytes
    marks: frozenset[str]
    last: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", lru_cache(maxsize=65_536)(self._is_marked))

    def _is_marked(self, kind: str, name: str) -> bool:
        return mark_of(self.key, kind, name) in self.marks

    def _holds(self, kind: str, name: str) -> bool:
        return cast("bool", self._known(kind, name))  # type: ignore[attr-defined]

    def holds(self, who: str, name: str = "") -> bool:
        """Whether an address, or a name where there is no address, is that of somebody gone."""
        if "@" in who:
            return self._holds(ADDRESS, who)
        folded = fold_name(name or who)
        return bool(folded) and self._holds(NAME, folded)

    def traces(self, text: str) -> Iterator[str]:
        """The addresses and whole names of people who are gone, as they stand in a text."""
        if "@" in text:
            for found in _ADDRESSES.finditer(text):
                address = found[0].strip(".'")
                if self._holds(ADDRESS, address):
                    yield address
        yield from self._names(text)

    def _names(self, text: str) -> Iterator[str]:
        """Runs of words in capitals that are a whole name."""
        run: list[re.Match[str]] = []
        for word in _CAPITAL_WORDS.finditer(text):
            if not word[0][0].isupper():
                run = []
                continue
            if run and text[run[-1].end() : word.start()].strip(" ,\t\n"):
                run = []
            run = [*run[-_MOST_WORDS + 1 :], word]
            for first in range(len(run) - 1):
                name = text[run[first].start() : word.end()]
                folded = fold_name(name)
                if is_person_name(folded) and self._holds(NAME, folded):
                    yield name

    def redactor(self, *texts: str, people: Iterable[Point] = ()) -> Redactor:
        """What has to become unreadable in these texts, of `people` who were there too."""
        there = list(people)
        names = [name for _, name in there]
        whole = [found for text in texts for found in self.traces(text)]
        whole += [address for address, _ in there if address]
        return Redactor(tuple(dict.fromkeys((*whole, *name_forms(names)))), name_words(names))

    # Rows.

    def entries(self, entries: Sequence[Entry]) -> list[Entry]:
        """What is left of the records of a batch."""
        return [
            entry if (left := self._left(entry.outcome)) is entry.outcome
            else entry._replace(outcome=left)
            for entry in entries
        ]  # fmt: skip

    def _left(self, outcome: Any) -> Any:
        match outcome:
            case MessageRow():
                return self.message(outcome) or Excluded(RULE)
            case MeetingRow():
                return self.meeting(outcome)
            case FactRow():
                return self.fact(outcome) or Excluded(RULE)
            case Reject():
                return Excluded(RULE) if self._tells(outcome) else outcome
        return outcome

    def message(self, row: MessageRow) -> MessageRow | None:
        """What is left of a mail; None where she wrote it."""
        gone = [(role, point) for role, point in row.people if self.holds(*point)]
        if any(role == "from" for role, _ in gone):
            return None
        inner = [mail for one in row.passed_on if (mail := self.message(one)) is not None]
        subject, attached = str(row.columns[_SUBJECT]), str(row.columns[_ATTACHMENTS])
        texts = (subject, row.text or "", attached, *(act[4] for act in row.acts))
        redactor = self.redactor(*texts, people=[point for _, point in gone])
        said = list(row.columns)
        said[_SUBJECT], said[_ATTACHMENTS] = redactor.over(subject), redactor.over(attached)
        said[_REPLY_TO] = said[_REPLY_TO] and self.cited(said[_REPLY_TO])
        refs = [self.cited(one) for one in orjson.loads(said[_REFS])]
        said[_REFS] = orjson.dumps(refs).decode()
        return row._replace(
            columns=tuple(said),
            text=None if row.text is None else redactor.over(row.text),
            people=tuple(one for one in row.people if one not in gone),
            acts=tuple((*act[:4], redactor.over(act[4]), *act[5:]) for act in row.acts),
            passed_on=tuple(inner),
            notes=tuple(
                (what, who, redactor.over(words))
                for what, who, words in row.notes
                if not self.holds(who)
            ),
        )

    def cited(self, ref: str) -> str:
        """The id of a mail as others may cite it."""
        mark = mark_of(self.key, REF, ref)
        return nobodys_id(mark) if mark in self.marks else ref

    def meeting(self, row: MeetingRow) -> MeetingRow:
        """What is left of a meeting: others were there too."""
        gone = [one for one in row.people if self.holds(*one[0])]
        is_hers = any(is_organizer for *_, is_organizer in gone)
        said = list(row.columns)
        places = (4, 5, 6)  # title, place, description
        redactor = self.redactor(
            *(str(said[at]) for at in places), people=[point for point, *_ in gone]
        )
        for at in places:
            said[at] = "" if is_hers else redactor.over(said[at])
        people = tuple(one for one in row.people if one not in gone)
        return row._replace(columns=tuple(said), people=people)

    def fact(self, row: FactRow) -> FactRow | None:
        """What is left of a row of a table; None where it was her own."""
        named = dict(zip(columns(row.table), row.columns, strict=True))
        left = others_row(row.table, named, self)
        if left is None:
            return None
        redactor = self.redactor(row.attributes)
        attributes = redactor.over(row.attributes)
        if left == named and attributes == row.attributes:
            return row
        return row._replace(
            row_key=orjson.dumps([left[name] for name in KEYS[row.table]]).decode(),
            columns=tuple(left.values()),
            attributes=attributes,
            points=tuple(point for point in row.points if not self.holds(*point)),
        )

    def _tells(self, reject: Reject) -> bool:
        """Whether a record that could not be read speaks of somebody gone."""
        said = [cell for _, cell in reject.error.row]
        said += [(reject.payload or b"").decode("utf-8", "replace"), reject.error.value]
        return any(True for text in said for _ in self.traces(text))


def others_row(table: str, named: dict[str, Any], gone: Forgotten) -> dict[str, Any] | None:
    """A row of a table of the contract without somebody who is gone; None where it was her own."""
    own = _OWN_ROWS.get(table)
    if own and named[own] and gone.holds(named[own]):
        return None
    left = dict(named)
    for name in PEOPLE_COLUMNS:
        who = left.get(name)
        if isinstance(who, str) and gone.holds(who):
            kind = ADDRESS if "@" in who else NAME
            mark = mark_of(gone.key, kind, who if "@" in who else fold_name(who))
            left[name] = stand_in(mark) if name in _NEEDED else None
    for name in _FREE_TEXT:
        if isinstance(left.get(name), str):
            left[name] = gone.redactor(left[name]).over(left[name])
    return left
