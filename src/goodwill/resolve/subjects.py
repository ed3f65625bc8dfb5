"""What a subject line says of a conversation: its bare words, and the marks around them.

Marks are `Re:` and its like in many languages, forwards, answers by machine and to invitations,
the tags that lists and mail gateways put in front, the numbers that a help desk gives, and what a
subject was before somebody changed it. Which messages are one conversation is said in `threads`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["Subject", "read_subject"]

SUBJECT_LIMIT = 400
"""Characters of a subject that are looked at."""

SUBJECTS_KEPT = 4096
"""Subjects taken apart that are kept: the mails of one conversation are near each other."""

FEWEST_WORDS = 2
FEWEST_LETTERS = 8
"""A subject of at least so many words and letters is hardly found twice by chance."""

_TAG = re.compile(r"\[([^\[\]]{1,60})\] ?")
_PART = re.compile(r"(.{0,40}?)\b(\d{1,3}) ?/ ?(\d{1,3})\b")
_TICKET = re.compile(
    r"(?:.{0,40}\W)?(?:#|(?:ticket|case|bug|issue|incident|request|vorgang|dossier|caso|zaak)"
    r"(?: ?id| ?no| ?nr| ?number)?[ .:#-]{0,3})(\d{2,15})"
)
_KEY = re.compile(r"\(([a-z][a-z\d_]{1,20}-\d{1,7})\) ?")
_FROM_OUTSIDE = frozenset(
    {"ext", "external", "external email", "external sender", "extern", "externe", "externo"}
    | {"esterno", "caution", "spam", "suspected spam", "possible spam", "bulk", "marketing"}
    | {"secure", "encrypted", "confidential", "vertraulich", "confidentiel", "urgent"}
)
"""Tags that gateways and writers put on mail of any conversation."""
_WAS = re.compile(r"[(\[] ?(?:was|war|era|était|voorheen) ?:? ?", re.IGNORECASE)
_END = re.compile(r" ?(?:\(fwd\)|\[fwd\]|\(forwarded\)) ?\Z", re.IGNORECASE)
_NO_SUBJECT = frozenset(
    {"(no subject)", "no subject", "(kein betreff)", "kein betreff", "(sans objet)", "(sin asunto)"}
    | {"(senza oggetto)", "(sem assunto)", "(geen onderwerp)", "<no subject>", "(none)"}
)
_FORWARDS = frozenset(
    {"fw", "fwd", "wg", "weitergeleitet", "tr", "transféré", "rv", "reenv", "enc", "i", "inoltro"}
    | {"doorst", "doorgestuurd", "vb", "vidaresänt", "vl", "pd", "továbbítás", "ilt", "i̇lt", "πρθ"}
    | {"пересл", "הועבר", "转发", "轉寄", "转寄", "転送", "전달"}
)
"""Those among the marks that pass a mail on."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject line taken apart.

    `bare` is what is left without marks, folded; `was` the bare subject it says it had before;
    `is_reply` whether it wears a mark of an answer or a forward; `part` what series it is which
    part of, as (name, how many, which), None where it is none; `ticket` the number that a help
    desk or a tracker gave it, "" without one; `tags` are those of lists. `chain` are its marks,
    `answers` those of what it answers, if the mail program added one to what was there.
    """

    bare: str
    was: str
    is_reply: bool
    is_forward: bool
    is_telling: bool
    part: tuple[str, str, str] | None
    ticket: str
    chain: str
    answers: str
    tags: tuple[str, ...]


@cache
def _mark() -> re.Pattern[str]:
    """One mark of an answer or a forward, at the start of a folded subject."""
    text = files("goodwill.resolve").joinpath("reply_marks.txt").read_text("utf-8")
    marks = [line for line in text.splitlines() if line and not line.startswith("#")]
    longest_first = sorted(marks, key=len, reverse=True)
    words = "|".join(re.escape(mark.casefold()) for mark in longest_first)
    return re.compile(rf"(?:{words}) ?(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}})? ?[:\uff1a] ?")


@lru_cache(maxsize=SUBJECTS_KEPT)
def read_subject(line: str) -> Subject:
    """Take a subject line apart; time grows with its length only."""
    folded = " ".join(line[:SUBJECT_LIMIT].split()).casefold()
    bare, marks, tags = _without_marks(folded)
    is_reply = bool(marks)
    if bare.endswith((")", "]")) and (end := _END.search(bare)):
        bare, is_reply = bare[: end.start()], True
    bare, was = _with_was(bare)
    if bare in _NO_SUBJECT:
        bare = ""
    words = _WORD.findall(bare)
    return Subject(
        bare=" ".join(words) or bare,
        was=" ".join(_WORD.findall(was)),
        is_reply=is_reply,
        is_forward=bool(marks) and marks[0] in _FORWARDS,
        is_telling=len(words) >= FEWEST_WORDS and sum(map(len, words)) >= FEWEST_LETTERS,
        part=next(filter(None, map(_part_of, tags)), None),
        ticket=next(filter(None, map(_ticket_of, tags)), ""),
        chain=" ".join(marks),
        answers=" ".join(marks[1:]),
        tags=tuple(filter(_is_of_a_list, tags)),
    )


def _with_was(bare: str) -> tuple[str, str]:
    """A subject without the one it says it had before, and that one."""
    found = _WAS.search(bare) if "(" in bare or "[" in bare else None
    if found is None:
        return bare, ""
    was = bare[found.end() :]
    if older := _WAS.search(was):
        was = was[: older.start()]
    return bare[: found.start()].rstrip(), _without_marks(was.rstrip(")] "))[0]


def _without_marks(text: str) -> tuple[str, list[str], list[str]]:
    """What follows the marks and tags; the marks; and the tags."""
    mark = _mark()
    at = 0
    marks: list[str] = []
    tags: list[str] = []
    while True:
        if found := mark.match(text, at):
            marks.append(found[0].rstrip(" :\uff1a"))
        elif (found := _TAG.match(text, at)) and found.end() < len(text):
            tags.append(found[1].strip())
        elif tags and (found := _KEY.match(text, at)):
            tags.append(f"#{found[1]}")
        else:
            return text[at:].strip(), marks, tags
        at = found.end()


def _part_of(tag: str) -> tuple[str, str, str] | None:
    """The name of a series, how many parts it has and which this is, of a tag like `fair 2/5`."""
    found = _PART.fullmatch(tag)
    return (found[1].strip(), found[3], found[2]) if found else None


def _ticket_of(tag: str) -> str:
    """The number in a tag like `Ticket#4711` or a tracker's key, "" where there is none."""
    if found := _TICKET.fullmatch(tag):
        return found[1]
    return tag if tag.startswith("#") and tag[-1:].isdigit() else ""


def _is_of_a_list(tag: str) -> bool:
    """Whether a tag names a list rather than a part, a ticket or where mail comes from."""
    if _part_of(tag) or _ticket_of(tag):
        return False
    return " ".join(_WORD.findall(tag)) not in _FROM_OUTSIDE
