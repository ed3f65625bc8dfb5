"""Whose forwarded words are, against the mails of the same archive that they are taken from.

Where an archive holds the very words as a mail of its own, that mail's sender and day are true. The
originals of most forwards are not there, so those of which one author alone wrote the words are
counted. Quotations and threads are next door, in `quoting` and `threads`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from goodwill.facts.interactions import Message
from goodwill.lab.evaluate.archive import read_archive
from goodwill.lab.evaluate.counted import estimates, share
from goodwill.lab.evaluate.draws import Draws, few_groups, group_codes
from goodwill.lab.evaluate.results import Answers, Line, Measured, Mistake
from goodwill.resolve.names import fold_name, name_of_address

__all__ = ["measure_forwards"]

CLOCKS = timedelta(days=1)
"""How far a heading's moment may be from the original's: it names no time zone."""

WORD = 3
"""Letters from which a word of a name tells who somebody is; initials do not."""

_MEASURES = {"author": share(0, 2), "day": share(1, 2)}
"""Columns: rightly named, rightly dated, all whose original is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A passed-on mail, who passed it on, and the mails that it can be taken from."""

    carrier: Message
    mail: Message
    originals: tuple[Message, ...]

    def is_by(self, mail: Message) -> bool:
        """Whether a mail's sender is who wrote the words."""
        return not _names_of(mail).isdisjoint(_names_of(self.originals[0]))

    def has_day(self, mail: Message) -> bool:
        """Whether a mail was sent when an original was."""
        return any(
            mail.sent_at is not None
            and original.sent_at is not None
            and abs(mail.sent_at - original.sent_at) <= CLOCKS
            for original in self.originals
        )

    def counts(self, mail: Message) -> tuple[float, float, float]:
        """The columns, if the words were taken for those of this mail's sender on its day."""
        return self.is_by(mail), self.has_day(mail), 1.0


def measure_forwards(path: Path, *, imported_at: datetime) -> Measured:
    """One line over the passed-on mails of an mbox whose originals are in it too."""
    messages, skipped = read_archive(path, imported_at, _by_somebody)
    by_text: defaultdict[str, list[Message]] = defaultdict(list)
    for message in messages:
        if message.text_id:
            by_text[message.text_id].append(message)
    found = [*_with_originals(messages, by_text)]
    if not found:
        note = f"{path}: no mail in it passes on another one of it."
        return Measured(skipped=skipped, notes=(note,))
    return Measured(
        lines=(_line(path.name, found, [one for one in messages if _passes_on(one)]),),
        mistakes=tuple(_mistakes(path, found)),
        skipped=skipped,
    )


def _by_somebody(message: Message, _: bytes) -> Message | None:
    return message if message.category == "human" else None


def _with_originals(
    messages: Sequence[Message], by_text: Mapping[str, Sequence[Message]]
) -> Iterator[_Found]:
    """Each passed-on mail whose words one author alone has sent before."""
    for carrier in messages:
        for mail in carrier.passed_on:
            originals = tuple(
                one for one in by_text.get(mail.text_id, ()) if _is_before(one, carrier)
            )
            if originals and _have_one_author(originals):
                yield _Found(carrier=carrier, mail=mail, originals=originals)


def _is_before(one: Message, other: Message) -> bool:
    return one.sent_at is not None and other.sent_at is not None and one.sent_at < other.sent_at


def _have_one_author(mails: Collection[Message]) -> bool:
    """Whether all share a word of their name, or an address."""
    return bool(frozenset.intersection(*map(_names_of, mails)))


def _names_of(mail: Message) -> frozenset[str]:
    """What a mail's sender is called: the address, and each word of the name.

    One word in common is one person: exports cut "Bailey, Susan" at the comma, and headings write
    Gregory for Greg.
    """
    found: set[str] = set()
    for one in mail.participants:
        if one.role == "from":
            words = f"{fold_name(one.name)} {name_of_address(one.address)}".split()
            found |= {one.address, *(word for word in words if len(word) >= WORD)}
    return frozenset(found - {""})


def _passes_on(message: Message) -> bool:
    return bool(message.passed_on) or "forward_unsigned" in message.flags


def _line(name: str, found: Sequence[_Found], carriers: Sequence[Message]) -> Line:
    draws = Draws(group_codes([each.carrier.ref for each in found]))
    read = sum(bool(each.passed_on) for each in carriers)
    return Line(
        task="forwards",
        name=name,
        n=len(found),
        held=None,
        groups=draws.groups,
        grouped_by="carrier",
        shown=tuple(_MEASURES),
        answers=(
            Answers(
                by="ours",
                how="as its heading says",
                measures=estimates([one.counts(one.mail) for one in found], draws, _MEASURES),
            ),
            Answers(
                by="majority",
                how="whoever passed it on, then",
                measures=estimates([one.counts(one.carrier) for one in found], draws, _MEASURES),
            ),
        ),
        too_little=few_groups(draws.groups),
        notes=(f"{read:,} of {len(carriers):,} mails that pass one on name an author and a day",),
    )


def _mistakes(path: Path, found: Sequence[_Found]) -> Iterator[Mistake]:
    """Words given to another author, or to another day."""
    for each in found:
        if not (each.is_by(each.mail) and each.has_day(each.mail)):
            true = each.originals[0]
            yield Mistake(
                task="forwards",
                name=each.carrier.ref,
                path=str(path),
                line=0,
                text=each.mail.text,
                expected=f"{sorted(_names_of(true))} {true.sent_at}",
                got=f"{sorted(_names_of(each.mail))} {each.mail.sent_at}",
            )
