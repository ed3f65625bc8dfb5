"""Quotes and signatures in an archive: what its mails say of one another, without any labels.

A line that stands in the mail that a mail answers, and is quoted there by a sign or in a row
with others below another writer's name, is somebody else's for certain. A line that an answer
quotes one level deep, and that stands in nothing its own mail answers, was new there for
certain. Neither are form letters and signatures, which several threads hold or which we take
for a signature, and nothing from the heading of a mail on that is passed on. Labelled rows are
in `zones`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goodwill.facts.interactions import Message, ZoneKind
from goodwill.lab.evaluate.archive import read_archive
from goodwill.lab.evaluate.counted import estimates, share
from goodwill.lab.evaluate.draws import Draws, few_groups, group_codes
from goodwill.lab.evaluate.results import Answers, Line, Measured, Mistake
from goodwill.normalise.rfc822 import decoded_body

__all__ = ["measure_quoting"]

TELLING = 15
"""Characters from which a line tells where it comes from; "Thanks, Bob" stands anywhere."""

ROW = 2
"""Lines in a row, without a sign, that make a quotation below the writer's name."""

ABOVE = 12
"""Lines above such a row among which the name stands."""

COMMON = 3
"""Threads that hold a line from which on it is a form letter's or a signature's."""

_MEASURES = {"quoted_gone": share(0, 1), "new_lost": share(2, 3)}
"""Columns: quoted lines gone, quoted lines, new lines lost, new lines."""

_UNWRITTEN = frozenset({"automatic", "bounce", "calendar"})
_TAILS = frozenset({"signature", "disclaimer"})
_SIGNS = re.compile(r"[\s>|]+")
_ONE_DEEP = re.compile(r">[ \t]?(?![>|])")
_LABELLED = re.compile(r"[ \t>*]*[^\s:]{1,14}[ \t]?:")
_MARKS = re.compile(
    r"\s*(?:\[[^\]]{0,40}\]\s*)?(?:re|aw|antw|sv|fw|fwd|wg|tr|rv|rif)\s*:", re.IGNORECASE
)
_WORN = re.compile(r"[ \t]*(?:[>|]|[\w.]{1,10}>)")
_HEADING = re.compile(
    r"[ \t>*]*(?:from|von|de|van|da|subject|betreff|objet|asunto|onderwerp|oggetto|assunto)[ \t]*:",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mail:
    """A mail's lines, what each was taken for, and each without signs and white space."""

    message: Message
    lines: Sequence[str]
    kinds: Sequence[ZoneKind]
    folded: Sequence[str]
    writer: frozenset[str]

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the mails that it answers."""
        parent = self.message.in_reply_to
        return (*((parent,) if parent else ()), *self.message.references)

    @property
    def thread(self) -> str:
        """The first mail of its thread, as far as it says."""
        return (*self.message.references, *self.cited, self.message.ref)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Certain:
    """The lines of a mail, by number, that are somebody else's, and those that were new."""

    mail: _Mail
    quoted: Sequence[int]
    new: Sequence[int]

    def counts(self, kept: AbstractSet[int]) -> tuple[float, ...]:
        """The mail's columns, if these lines had been kept as new."""
        gone = sum(number not in kept for number in self.quoted)
        lost = sum(number not in kept for number in self.new)
        return (gone, len(self.quoted), lost, len(self.new))


def measure_quoting(path: Path, *, imported_at: datetime) -> Measured:
    """One line over the mails of an mbox whose lines are quoted, or new, for certain."""
    mails, skipped = read_archive(path, imported_at, _written)
    known = {mail.message.message_id or "": mail for mail in mails}
    common = _common_lines(mails)
    answers = _answers(mails)
    found = [
        _Certain(
            mail=mail,
            quoted=_surely_quoted(mail, known, common),
            new=_surely_new(mail, known, answers.get(mail.message.message_id or "", ()), common),
        )
        for mail in mails
    ]
    found = [each for each in found if each.quoted or each.new]
    if not found:
        note = f"{path}: no mail in it answers another one of it and quotes it."
        return Measured(skipped=skipped, notes=(note,))
    return Measured(
        lines=(_line(path.name, found),),
        mistakes=tuple(wrong for each in found for wrong in _mistakes(path, each)),
        skipped=skipped,
    )


def _written(message: Message, payload: bytes) -> _Mail | None:
    """A mail that somebody wrote, to a list perhaps."""
    return None if message.category in _UNWRITTEN else _mail(message, decoded_body(payload))


def _mail(message: Message, body: str) -> _Mail:
    lines = body.split("\n")
    senders = [each for each in message.participants if each.role == "from"]
    writer = " ".join(each.name or each.address for each in senders)
    return _Mail(
        message=message,
        lines=lines,
        kinds=list(_kinds(message, lines)),
        folded=[" ".join(_SIGNS.split(line)).strip() for line in lines],
        writer=frozenset(word.lower() for word in _WORD.findall(writer)),
    )


def _kinds(message: Message, lines: Iterable[str]) -> Iterator[ZoneKind]:
    """What each line was taken for."""
    at, zone = 0, 0
    for line in lines:
        while zone < len(message.zones) - 1 and message.zones[zone].end <= at:
            zone += 1
        yield message.zones[zone].kind if message.zones else "new"
        at += len(line) + 1


def _common_lines(mails: Sequence[_Mail]) -> frozenset[str]:
    """Lines that several threads hold."""
    threads: defaultdict[str, set[str]] = defaultdict(set)
    for mail in mails:
        for line in mail.folded:
            if len(line) >= TELLING:
                threads[line].add(mail.thread)
    return frozenset(line for line, where in threads.items() if len(where) >= COMMON)


def _answers(mails: Sequence[_Mail]) -> Mapping[str, Sequence[_Mail]]:
    """The mails that answer one, by its id."""
    found: defaultdict[str, list[_Mail]] = defaultdict(list)
    for mail in mails:
        if mail.message.in_reply_to:
            found[mail.message.in_reply_to].append(mail)
    return found


def _surely_quoted(
    mail: _Mail, known: Mapping[str, _Mail], common: frozenset[str]
) -> Sequence[int]:
    """The lines of a mail that stand in one that it answers, and are quoted from there."""
    cited = [known[name] for name in mail.cited if name in known and known[name] is not mail]
    theirs = {line for each in cited for line in each.folded if len(line) >= TELLING} - common
    writers = frozenset[str]().union(*(each.writer for each in cited)) - mail.writer
    found: list[int] = []
    for row in _rows(mail, theirs):
        if len(row) >= ROW and _names(mail.lines[max(0, row[0] - ABOVE) : row[0]], writers):
            found.extend(row)
        else:
            found.extend(number for number in row if mail.lines[number].lstrip()[:1] == ">")
    return found


def _rows(mail: _Mail, theirs: AbstractSet[str]) -> Iterator[list[int]]:
    """Lines in a row that stand elsewhere; short and blank ones between them are passed over."""
    row: list[int] = []
    for number, line in enumerate(mail.folded):
        if line in theirs:
            row.append(number)
        elif len(line) >= TELLING and row:
            yield row
            row = []
    if row:
        yield row


def _names(lines: Iterable[str], writers: AbstractSet[str]) -> bool:
    """Whether lines name one of the writers."""
    return any(word.lower() in writers for line in lines for word in _WORD.findall(line))


def _surely_new(
    mail: _Mail, known: Mapping[str, _Mail], answers: Sequence[_Mail], common: frozenset[str]
) -> Sequence[int]:
    """The lines of a mail that its answers quote as its own, and that nobody wrote before it."""
    if not answers or not _is_whole(mail, known):
        return ()
    own = {
        " ".join(_SIGNS.split(line)).strip()
        for answer in answers
        for line in answer.lines
        if _ONE_DEEP.match(line)
    }
    before = {line for name in mail.cited if name in known for line in known[name].folded}
    own -= before | common
    end = next((n for n, line in enumerate(mail.lines) if _HEADING.match(line)), len(mail.lines))
    return [
        number
        for number, line in enumerate(mail.folded[:end])
        if len(line) >= TELLING
        and line in own
        and mail.kinds[number] not in _TAILS
        and not _is_borrowed(mail.lines, number)
    ]


def _is_whole(mail: _Mail, known: Mapping[str, _Mail]) -> bool:
    """Whether all that a mail may quote is there: what it answers, or nothing at all."""
    if mail.cited:
        return all(name in known for name in mail.cited)
    return _MARKS.match(mail.message.subject) is None


def _is_borrowed(lines: Sequence[str], number: int) -> bool:
    """Whether a line wears a sign or a label, or belongs to what leads up to a quotation."""
    if _WORN.match(lines[number]) or _LABELLED.match(lines[number]):
        return True
    end = number
    while end + 1 < len(lines) and lines[end + 1].strip()[:1] not in {"", ">"}:
        end += 1
    leads_up = lines[end].rstrip()[-1:] == ":"
    return leads_up or "".join(lines[end + 1 : end + 2]).lstrip()[:1] == ">"


def _line(name: str, found: Sequence[_Certain]) -> Line:
    draws = Draws(group_codes([each.mail.thread for each in found]))
    ours = [each.counts(_kept(each.mail)) for each in found]
    floor = [each.counts(_unmarked(each.mail)) for each in found]
    nothing = [each.counts(frozenset(range(len(each.mail.lines)))) for each in found]
    return Line(
        task="zones",
        name=f"{name}, by its own answers",
        n=sum(len(each.quoted) + len(each.new) for each in found),
        held=sum(len(each.quoted) for each in found),
        groups=draws.groups,
        grouped_by="thread",
        shown=tuple(_MEASURES),
        answers=(
            Answers(by="ours", how="as read", measures=estimates(ours, draws, _MEASURES)),
            Answers(
                by="floor",
                how='without lines that begin with ">"',
                measures=estimates(floor, draws, _MEASURES),
            ),
            Answers(
                by="majority",
                how="every line is new",
                measures=estimates(nothing, draws, _MEASURES),
            ),
        ),
        too_little=few_groups(draws.groups),
    )


def _kept(mail: _Mail) -> frozenset[int]:
    """The lines that we take for new."""
    return frozenset(number for number, kind in enumerate(mail.kinds) if kind == "new")


def _unmarked(mail: _Mail) -> frozenset[int]:
    """The lines without a sign of quotation."""
    return frozenset(n for n, line in enumerate(mail.lines) if line.lstrip()[:1] != ">")


def _mistakes(path: Path, each: _Certain) -> Iterator[Mistake]:
    """Quoted lines that were kept, and new ones that were lost."""
    for expected, numbers in (("quote", each.quoted), ("new", each.new)):
        for number in numbers:
            kind = each.mail.kinds[number]
            if (kind == "new") != (expected == "new"):
                yield Mistake(
                    task="zones",
                    name=each.mail.message.ref,
                    path=str(path),
                    line=0,
                    text=each.mail.lines[number],
                    expected=expected,
                    got=kind,
                )
