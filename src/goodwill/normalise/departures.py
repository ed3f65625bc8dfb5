"""Whether mail that nobody wrote says that somebody works there no more.

Two sorts tell: an automatic answer of whom it speaks of, and a server's report that it has no such
mailbox. Both are told by their form, in seven languages (`phrases.toml`): an answer that also says
when its owner comes back tells of a holiday, a report of a full mailbox or of a filter tells
nothing of its owner. Whether there ever was such a mailbox, and whether somebody wrote again
later, is for those to say who see more than one mail.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from goodwill.facts.interactions import PersonNote
from goodwill.normalise.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["departures"]

ANSWER = 3_000
"""Characters of an automatic answer that are read: what it says it says at once."""

REPORT = 8_000
"""Characters of a report that are read; below stands the mail that did not arrive."""

RAW = 100_000
"""Bytes of a report that are looked through for what it says to programs."""

BLOCKS = 40
"""Paragraphs of a report that are looked at."""

QUOTE = 300
"""Characters of a quote (contract, "evidence")."""

_GONE = AhoCorasick(phrases("gone"), matchkind=MatchKind.LeftmostLongest)
_COMES_BACK = AhoCorasick(phrases("comes_back"))
_UNKNOWN = AhoCorasick(phrases("unknown_there"))
_REFUSED = AhoCorasick(phrases("refused_there"))
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_CODE = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_NO_MAILBOX = frozenset({"1.1", "1.6", "1.10", "2.1"})
"""RFC 3463 and Exchange: bad mailbox, mailbox has moved, recipient not found, mailbox disabled."""

_BREAK = re.compile(r"\n[ \t]{0,80}\n")
_ENDS = ("\n", ". ", "! ", "? ")


def departures(category: str, sender: str, text: str, payload: bytes) -> tuple[PersonNote, ...]:
    """Who has left, by an automatic answer or a report; nobody by any other mail."""
    if category == "automatic":
        return tuple(_answers(sender, text))
    if category == "bounce":
        return tuple({note.address: note for note in _reports(text, payload)}.values())
    return ()


def _answers(sender: str, text: str) -> Iterator[PersonNote]:
    """Its own sender, where it says so, names no return, and asks nobody to write to them."""
    shown = text[:ANSWER]
    lowered = shown.lower()
    if len(lowered) != len(shown) or _COMES_BACK.find_matches_as_indexes(lowered):
        return
    if sender.lower() in _ADDRESS.findall(lowered):
        return
    for _, start, end in _GONE.find_matches_as_indexes(lowered)[:1]:
        if sender:
            yield PersonNote(what="gone", address=sender, words=_sentence(shown, start, end))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence of a paragraph around `[start, end)`, cut at a word."""
    first = max(text.rfind(mark, 0, start) + len(mark) for mark in _ENDS)
    last = min((at for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    found = text[first if first > 1 else 0 : last + 1].strip()
    return found if len(found) <= QUOTE else found[:QUOTE].rpartition(" ")[0]


def _reports(text: str, payload: bytes) -> Iterator[PersonNote]:
    """Each address of which a block of a report says that there is no such mailbox."""
    paragraphs = _BREAK.split(text[:REPORT])[:BLOCKS]
    for block in (*_status_blocks(payload), *paragraphs):
        lowered = block.lower()
        addresses = {found.group() for found in _ADDRESS.finditer(lowered)}
        if len(addresses) == 1 and _says_unknown(lowered):
            words = next(line.strip() for line in block.split("\n") if "@" in line)[:QUOTE]
            shown = words if words in text else ""
            yield PersonNote(what="gone", address=addresses.pop(), words=shown)


def _says_unknown(block: str) -> bool:
    """Whether a block says that the mailbox is not there, and that nothing else is wrong."""
    codes = [(kind, f"{subject}.{detail}") for kind, subject, detail in _CODE.findall(block)]
    if any(kind == "4" or (kind == "5" and code not in _NO_MAILBOX) for kind, code in codes):
        return False
    if _REFUSED.find_matches_as_indexes(block):
        return False
    is_told = any(kind == "5" for kind, _ in codes)
    return is_told or bool(_UNKNOWN.find_matches_as_indexes(block))


def _status_blocks(payload: bytes) -> Iterator[str]:
    """What a delivery report says of each recipient (RFC 3464), from the mail as it came."""
    read = payload[:RAW].replace(b"\r\n", b"\n").decode("ascii", "replace")
    for block in _BREAK.split(read):
        if "final-recipient:" in block.lower():
            yield block[:REPORT]
