"""One account's case: all that a line may look at, with the catalogue's numbers at hand.

Some fifty judges look at the same rows. What they look up by (an act, a day, a thread, a message)
is laid out once, when the first of them asks: whoever goes through `tables` for it goes through
every row again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

from goodwill.catalogue.loader import Catalogue
from goodwill.facts.acts import PROMISE_REMARKS
from goodwill.facts.calibration import NOT_CALIBRATED, Calibration
from goodwill.facts.disputes import Dispute
from goodwill.facts.people import Side
from goodwill.facts.tables import (
    ActRow,
    MeetingPersonRow,
    MeetingRow,
    MessagePersonRow,
    MessageRow,
    PersonRow,
    RemarkRow,
    Tables,
)
from goodwill.facts.values import Measured, Window
from goodwill.judge.ledger import Ledger
from goodwill.judge.promises import Entry

if TYPE_CHECKING:
    from goodwill.judge.patterns.finding import Finding

__all__ = ["LIKELY", "Case"]

LIKELY = 0.5
"""An act or a signal's row counts as seen where it is likelier than not."""

_SENT = attrgetter("sent_on", "sent_at")
_OF_PROMISES = frozenset(PROMISE_REMARKS)
_WORDS = "words"
"""The catalogue's numbers of how far words count."""

Row = TypeVar("Row")
Found = TypeVar("Found")
P = ParamSpec("P")
Said = TypeVar("Said", ActRow, RemarkRow)


@dataclass(frozen=True, kw_only=True)
class Case:
    """Rows, signals, money and rules of one account on one day; its promises, newest first."""

    tables: Tables
    measured: Measured
    ledger: Ledger
    catalogue: Catalogue
    as_of: date
    promises: tuple[Entry, ...] = ()
    ruled_on: date | None = None
    """The day whose numbers hold; without one, the day asked about."""
    calibration: Calibration = NOT_CALIBRATED
    """The curves that chances are shown through."""
    disputes: tuple[Dispute, ...] = ()
    """What people say of the account's lines, in the order in which they said it."""

    @property
    def year(self) -> Window:
        """The 12 months of the contract."""
        return self.ledger.window

    def number(self, concept: str, name: str) -> float:
        """A threshold of a concept, as in force."""
        held = self._numbers.get((concept, name))
        if held is None:
            held = self.catalogue.threshold(f"{concept}.{name}", self.rules_day)
            self._numbers[concept, name] = held
        return held

    @property
    def rules_day(self) -> date:
        """The day whose numbers of the catalogue hold."""
        return self.ruled_on or self.as_of

    def once(
        self, find: Callable[Concatenate[Case, P], Found], *about: P.args, **named: P.kwargs
    ) -> Found:
        """What `find` finds in this case, looked for when it is first asked: several lines ask."""
        key = (find, about, tuple(named.items()))
        if key not in self._found:
            self._found[key] = find(self, *about, **named)
        return cast("Found", self._found[key])

    def keeps(self, *relations: str) -> bool:
        """Whether the book has ever had rows of one of these."""
        return self.ledger.keeps(*relations)

    def said(
        self,
        *acts: str,
        by: Side | None = None,
        during: Window | None = None,
        least: float = LIKELY,
    ) -> tuple[ActRow, ...]:
        """What does one of `acts` at least so likely, by time; of one side, of some days."""
        found = _of_days(self._acts.of(acts), "sent_on", during)
        if not found:
            return ()
        return tuple([a for a in found if a.probability >= least and (by is None or by == a.side)])

    def remarked(
        self, *remarks: str, by: Side | None = None, during: Window | None = None
    ) -> tuple[RemarkRow, ...]:
        """What makes one of `remarks`, by time; of one side, of some days."""
        found = _of_days(self._remarks.of(remarks), "sent_on", during)
        if not found or by is None:
            return tuple(found)
        return tuple([remark for remark in found if by == remark.side])

    def is_heard(self, *names: str) -> bool:
        """Whether anything at all does or remarks one of these: most of them nobody ever says."""
        return any(name in self._acts or name in self._remarks for name in names)

    def mail(
        self, *, by: Side | None = None, during: Window | None = None
    ) -> tuple[MessageRow, ...]:
        """What people wrote, by time; one side of them, on some days."""
        return _of_days(self._mail_of.get(by, ()), "sent_on", during)

    def met(self, during: Window | None = None) -> Sequence[MeetingRow]:
        """Meetings by time, all or those of some days."""
        return _of_days(self._meetings, "held_on", during)

    def is_in_exchange(self, row: ActRow | RemarkRow) -> bool:
        """Whether both sides wrote in its conversation, or there was no time for an answer yet.

        Where the two sides talk at all, a mail that nobody answered is part of that. A line or two
        need no answer, and where the conversation is not known nobody can say that it is none:
        both are taken for one.
        """
        if row.sent_on > self._unanswered_from or self._do_both_sides_talk:
            return True
        mails = self.threads.get(row.thread_id, ())
        mail = next((one for one in mails if one.message_id == row.message_id), None)
        is_short = mail is None or mail.words < self._needs_no_answer
        return is_short or len(self._sides_of[row.thread_id]) > 1

    @cached_property
    def each_further(self) -> float:
        """What a further sentence or row of the same sort weighs beside the one before it."""
        return self.number(_WORDS, "each_further")

    @cached_property
    def nobody_answers(self) -> bool:
        """Whether both sides write, and hardly ever in one conversation."""
        least = self.number(_WORDS, "no_talk_mails")
        if min(len(self.mail(by="ours")), len(self.mail(by="theirs"))) < least:
            return False
        return self._share_of_talks < self.number(_WORDS, "no_talk_share")

    @cached_property
    def _unanswered_from(self) -> date:
        """After this day there was no time for an answer yet."""
        return self.as_of - timedelta(days=self.number(_WORDS, "days_to_answer"))

    @cached_property
    def _needs_no_answer(self) -> float:
        return self.number(_WORDS, "needs_no_answer")

    @cached_property
    def _do_both_sides_talk(self) -> bool:
        """Whether both wrote in a fair share of their conversations."""
        share = self._share_of_talks
        return share > 0 and share >= self.number(_WORDS, "talk_share")

    @cached_property
    def _share_of_talks(self) -> float:
        """The share of conversations in which both wrote; none where there are none."""
        both = sum(len(sides) > 1 for sides in self._sides_of.values())
        return both / max(len(self._sides_of), 1)

    @cached_property
    def _sides_of(self) -> Mapping[str, frozenset[str]]:
        """Who wrote in each conversation."""
        return {
            thread: frozenset(mail.side for mail in mails) for thread, mails in self.threads.items()
        }

    @cached_property
    def threads(self) -> Mapping[str, Sequence[MessageRow]]:
        """What people wrote by its thread, each by time."""
        return _laid_out(self._mail, "thread_id")

    @cached_property
    def on_mail(self) -> Mapping[str, Sequence[MessagePersonRow]]:
        """Who is on a message, by its id; nobody on one that is not there."""
        return _laid_out(self.tables.message_person, "message_id")

    @cached_property
    def in_mail(self) -> Mapping[str, Sequence[ActRow]]:
        """What a message does, by its id, the likeliest first; not in words that are not shown."""
        told = [row for row in self.tables.act if row.quote and row.probability >= LIKELY]
        told.sort(key=attrgetter("act"))
        told.sort(key=attrgetter("probability"), reverse=True)
        return _laid_out(told, "message_id")

    @cached_property
    def told_in_mail(self) -> Mapping[str, Sequence[RemarkRow]]:
        """What a message remarks, by its id, in its order; not of promises, which it mostly is."""
        told = [row for row in self.tables.remark if row.quote and row.remark not in _OF_PROMISES]
        return _laid_out(told, "message_id")

    @cached_property
    def at_meeting(self) -> Mapping[str, Sequence[MeetingPersonRow]]:
        """Who was at a meeting, by its id."""
        return _laid_out(self.tables.meeting_person, "meeting_id")

    @cached_property
    def people(self) -> Mapping[str, PersonRow]:
        """Everybody of either side by id."""
        return {row.person_id: row for row in self.tables.person}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Patterns that were looked for already, by id: `patterns.found` fills it."""
        return {}

    @cached_property
    def _found(self) -> dict[Hashable, object]:
        """What `once` has found."""
        return {}

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], float]:
        """The catalogue's numbers in force that were asked for: the same for all accounts."""
        return self.catalogue.once(_no_numbers, self.rules_day)

    @cached_property
    def _acts(self) -> _ByWord[ActRow]:
        return _ByWord(_laid_out(sorted(self.tables.act, key=_SENT), "act"))

    @cached_property
    def _remarks(self) -> _ByWord[RemarkRow]:
        return _ByWord(_laid_out(sorted(self.tables.remark, key=_SENT), "remark"))

    @cached_property
    def _mail(self) -> Sequence[MessageRow]:
        human = (row for row in self.tables.message if row.is_human)
        return sorted(human, key=_SENT)

    @cached_property
    def _mail_of(self) -> Mapping[str | None, tuple[MessageRow, ...]]:
        """What people wrote, by side; all of it under None."""
        found: dict[str | None, tuple[MessageRow, ...]] = {None: tuple(self._mail)}
        for side, rows in _laid_out(self._mail, "side").items():
            found[side] = tuple(rows)
        return found

    @cached_property
    def _meetings(self) -> Sequence[MeetingRow]:
        return sorted(self.tables.meeting, key=attrgetter("held_on", "starts_at"))


def _no_numbers(_catalogue: Catalogue, _day: date) -> dict[tuple[str, str], float]:
    return {}


class _ByWord(Generic[Said]):
    """What was said by what it does, each by time; of several words together, once for all."""

    def __init__(self, rows: Mapping[str, Sequence[Said]]) -> None:
        self._rows: dict[str | tuple[str, ...], Sequence[Said]] = dict(rows.items())

    def __contains__(self, word: str) -> bool:
        return word in self._rows

    def of(self, words: Iterable[str]) -> Sequence[Said]:
        """Rows of these words by time; what was said at once, in the order of the words."""
        there = tuple([word for word in words if word in self._rows])
        if len(there) < 2:  # noqa: PLR2004  in order already
            return self._rows[there[0]] if there else ()
        if there not in self._rows:
            some = (self._rows[word] for word in dict.fromkeys(there))
            self._rows[there] = sorted(chain.from_iterable(some), key=_SENT)
        return self._rows[there]


def _laid_out(rows: Iterable[Row], by: str) -> dict[str, list[Row]]:
    """Rows by one of their columns, each in the order in which they come."""
    found: dict[str, list[Row]] = {}
    key: Callable[[Row], str] = attrgetter(by)
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


@overload
def _of_days(rows: tuple[Row, ...], day: str, window: Window | None) -> tuple[Row, ...]: ...
@overload
def _of_days(rows: Sequence[Row], day: str, window: Window | None) -> Sequence[Row]: ...
def _of_days(rows: Sequence[Row], day: str, window: Window | None) -> Sequence[Row]:
    """Those of the window's days, of rows that stand by day."""
    if window is None or not rows:
        return rows
    on: Callable[[Row], date] = attrgetter(day)
    if window.start <= on(rows[0]) and on(rows[-1]) < window.end:
        return rows
    return rows[bisect_left(rows, window.start, key=on) : bisect_left(rows, window.end, key=on)]
