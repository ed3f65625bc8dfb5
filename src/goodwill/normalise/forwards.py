"""What a mail passes on: each mail below its own heading, as its author's words.

A forwarded text belongs to whom its heading names, on the day that it names, and never to whoever
passed it on. Each heading in a chain has an author of its own; what is quoted below one without a
heading (`>`, `On ... wrote:`) stays out, as in any mail, and so does a text whose heading names no
single writer or no day by that of the carrier. Whoever stands above in a chain has passed on what
is below, and may have made it up: each mail names them (`via`). Headings are read in `headings`;
whose names they are is `goodwill.resolve.authors`' question. Mails that are attached whole come
from `rfc822`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from goodwill.facts.base import content_id
from goodwill.facts.interactions import Message, Participant
from goodwill.normalise.heading_dates import moment_said
from goodwill.normalise.headings import NOBODY, Heading, Named, find_headings
from goodwill.normalise.identity import fingerprint, identify
from goodwill.normalise.language import detect_language
from goodwill.normalise.prefixes import QUOTE_SIGNS
from goodwill.normalise.signatures import name_words
from goodwill.normalise.zones import find_zones, new_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from goodwill.facts.interactions import Zone

__all__ = ["Hands", "as_passed_on", "came_through", "read_passed_on"]

LONGEST = 20_000
"""Characters of one passed-on text that are read."""

MOST_HANDS = 20
"""People through whom a text came, at most; what came through more is nobody's."""

SUBJECT_LIMIT = 1_000
"""Characters of a subject that are kept."""

Hands = dict[Named, None]
"""Those through whom words came so far, in order."""

_SIGNS = "".join(sorted(QUOTE_SIGNS))
_BEFORE = f"{_SIGNS} \t"
_END = re.compile(r"-{2,} ?(?:end|ende|fin|einde|fine|fim)\b", re.IGNORECASE)


def read_passed_on(carrier: Message, body: str, timezone: str, hands: Hands) -> Iterator[Message]:
    """The mails in a carrier's decoded body, in order; moments without a zone are in `timezone`.

    `hands` are those through whom the carrier itself came, its writer among them, where it did not
    come by itself; the writers of all headings are added.
    """
    for stretch in _stretches(body, carrier.zones):
        yield from _parts(carrier, stretch.split("\n"), timezone, hands)


def as_passed_on(carrier: Message, part: Message, number: int) -> Message:
    """A mail as the `number`th that a carrier passes on: its own words, found in this place."""
    fact_id = content_id("passed on", carrier.fact_id, str(number))
    return replace(part, fact_id=fact_id, category="forwarded", passed_on=())


def came_through(mail: Message, hands: Hands) -> Message:
    """A passed-on mail, with those through whom it came."""
    via = [Participant(role="via", address=who, name=name) for name, who in hands]
    return replace(mail, participants=(*mail.participants, *via))


def _stretches(body: str, zones: Sequence[Zone]) -> Iterator[str]:
    """What is passed on, each stretch from where it opens to the next words of the carrier's."""
    start = end = -1
    for zone in zones:
        if zone.kind == "forward" and start < 0:
            start = zone.start
        if start >= 0 and zone.kind in {"forward", "quote"}:
            end = zone.end
        elif start >= 0:
            yield body[start:end]
            start = -1
    if start >= 0:
        yield body[start:end]


def _parts(carrier: Message, lines: list[str], timezone: str, hands: Hands) -> Iterator[Message]:
    """The mail below each heading that names its writer and a believable moment."""
    headings = list(find_headings([line.lstrip(_BEFORE).rstrip() for line in lines]))
    edges = [heading.start for heading in headings] + [len(lines)]
    for heading, end in zip(headings, edges[1:], strict=True):
        if carrier.sent_at is None or len(hands) > MOST_HANDS:
            return
        at = moment_said(heading.said, before=carrier.sent_at, timezone=timezone)
        text = _text_below(lines, heading, end)
        text_id = fingerprint(text)
        if at is not None and text_id and heading.sender != NOBODY:
            yield came_through(_message(carrier, heading, at, text, text_id), hands)
        hands[heading.sender] = None


def _text_below(lines: Sequence[str], heading: Heading, end: int) -> str:
    """The new words below a heading, up to where its level of quoting or the next heading ends."""
    depth = _depth(lines[heading.start])
    kept: list[str] = []
    for line in lines[heading.behind : end]:
        bare = line.strip()
        if _END.match(bare) or (depth and bare and _depth(line) < depth):
            break
        kept.append(_without_signs(line, depth))
    body = "\n".join(kept).strip("\n")[:LONGEST]
    return new_text(body, find_zones(body, names=name_words(*heading.sender)))


def _depth(line: str) -> int:
    """How many quote signs a line wears."""
    bare = line.strip()
    content = bare.lstrip(f"{_SIGNS} ")
    return sum(sign in QUOTE_SIGNS for sign in bare[: len(bare) - len(content)])


def _without_signs(line: str, depth: int) -> str:
    """A line some levels of quoting up."""
    for _ in range(depth):
        bare = line.lstrip(" \t")
        if bare[:1] not in QUOTE_SIGNS or not bare:
            break
        line = bare[1:].removeprefix(" ")
    return line


def _message(carrier: Message, heading: Heading, at: datetime, text: str, text_id: str) -> Message:
    """A passed-on mail as a fact; `as_passed_on` gives it its place."""
    name, address = heading.sender
    fact_id, ref = identify(None, address or name, at, text)
    return Message(
        fact_id=fact_id,
        ref=ref,
        message_id=None,
        in_reply_to=None,
        references=(),
        sent_at=at,
        date_from="date",
        utc_offset_minutes=None,
        participants=_people(heading),
        subject=heading.subject[:SUBJECT_LIMIT],
        text=text,
        zones=(),
        text_id=text_id,
        quoted_id=None,
        language=detect_language(text),
        category="forwarded",
        authenticated=None,
        attachments=(),
        parser="none",
        flags=("read_from_heading",),
        source=carrier.source,
    )


def _people(heading: Heading) -> tuple[Participant, ...]:
    """The writer first, then the receivers that the heading names."""
    name, address = heading.sender
    to = [Participant(role="to", address=who, name=called) for called, who in heading.to]
    cc = [Participant(role="cc", address=who, name=called) for called, who in heading.cc]
    return (Participant(role="from", address=address, name=name), *to, *cc)
