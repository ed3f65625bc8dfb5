"""What a subject line says of a conversation: its bare words, and the marks around them.

Marks are `Re:` and its like in many languages, forwards, answers by machine and to invitations,
the tags that lists and mail gateways put in front, and what a subject was before somebody
changed it. Which messages are one conversation is said in `threads`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Subject", "read_subject"]

SUBJECT_LIMIT = 400
"""Characters of a subject that are looked at."""

FEWEST_WORDS = 2
FEWEST_LETTERS = 8
"""A subject of at least so many words and letters is hardly found twice by chance."""

_TAG = re.compile(r"\[([^\[\]]{1,60})\] ?")
_PART = re.compile(r"(.{0,40}?)\b(\d{1,3}) ?/ ?(\d{1,3})\b")
_WAS = re.compile(r"[(\[] ?(?:was|war|era|était|voorheen) ?:? ?", re.IGNORECASE)
_END = re.compile(r" ?(?:\(fwd\)|\[fwd\]|\(forwarded\)) ?\Z", re.IGNORECASE)
_NO_SUBJECT = frozenset(
    {"(no subject)", "no subject", "(kein betreff)", "kein betreff", "(sans objet)", "(sin asunto)"}
    | {"(senza oggetto)", "(sem assunto)", "(geen onderwerp)", "<no subject>", "(none)"}
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject line taken apart.

    `bare` is what is left without marks, folded; `was` the bare subject it says it had before;
    `is_reply` whether it wears a mark of an answer or a forward; `part` the series that it is a
    numbered part of, as (name, how many), None where it is none; `tags` are those of lists.
    """

    bare: str
    was: str
    is_reply: bool
    is_telling: bool
    part: tuple[str, str] | None
    tags: tuple[str, ...]


@cache
def _mark() -> re.Pattern[str]:
    """One mark of an answer or a forward, at the start of a folded subject."""
    text = files("goodwill.resolve").joinpath("reply_marks.txt").read_text("utf-8")
    marks = [line for line in text.splitlines() if line and not line.startswith("#")]
    longest_first = sorted(marks, key=len, reverse=True)
    words = "|".join(re.escape(mark.casefold()) for mark in longest_first)
    return re.compile(rf"(?:{words}) ?(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}})? ?[:\uff1a] ?")


def read_subject(line: str) -> Subject:
    """Take a subject line apart; time grows with its length only."""
    folded = " ".join(line[:SUBJECT_LIMIT].split()).casefold()
    bare, is_reply, tags = _without_marks(folded)
    if end := _END.search(bare):
        bare, is_reply = bare[: end.start()], True
    bare, was = _with_was(bare)
    if bare in _NO_SUBJECT:
        bare = ""
    words = _WORD.findall(bare)
    is_telling = len(words) >= FEWEST_WORDS and sum(map(len, words)) >= FEWEST_LETTERS
    return Subject(
        bare=" ".join(words) or bare,
        was=" ".join(_WORD.findall(was)),
        is_reply=is_reply,
        is_telling=is_telling,
        part=next(filter(None, map(_part_of, tags)), None),
        tags=tuple(tag for tag in tags if _part_of(tag) is None),
    )


def _with_was(bare: str) -> tuple[str, str]:
    """A subject without the one it says it had before, and that one."""
    found = _WAS.search(bare)
    if found is None:
        return bare, ""
    was = bare[found.end() :]
    if older := _WAS.search(was):
        was = was[: older.start()]
    return bare[: found.start()].rstrip(), _without_marks(was.rstrip(")] "))[0]


def _without_marks(text: str) -> tuple[str, bool, list[str]]:
    """What follows the marks and tags; whether one of them says reply; and the tags."""
    mark = _mark()
    at, is_reply = 0, False
    tags: list[str] = []
    while True:
        if found := mark.match(text, at):
            is_reply = True
        elif (found := _TAG.match(text, at)) and found.end() < len(text):
            tags.append(found[1].strip())
        else:
            return text[at:].strip(), is_reply, tags
        at = found.end()


def _part_of(tag: str) -> tuple[str, str] | None:
    """The name of a series and how many parts it has, for a tag like `report 2/5`."""
    found = _PART.fullmatch(tag)
    return (found[1].strip(), found[3]) if found else None
