"""What a meeting is by its invitation: social or work, with an agenda or none, a review, plans.

The invitation only: whether the meeting did any work shows in what followed it, and that is for the
signals to say. The words stand in `meeting_words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["MeetingKind", "classify_meeting"]

TITLE_LIMIT = 300
DESCRIPTION_LIMIT = 4000
"""Characters that are looked at."""

AGENDA_LINES = 3
"""Lines of one's own words that make an agenda; so do as many items of a list, or two questions."""

ITEM_LENGTH = 60
"""Characters of what can be an item of a list in one line."""

_BREAK = re.compile(r"<(?:br|p|div|/p|/div|/li|/ul|/ol)\b[^<>]{0,80}>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]{0,80}>", re.IGNORECASE)
_TAG = re.compile(r"<[/a-z][^<>]{0,200}>", re.IGNORECASE)
_POINT = re.compile(r"^\s*(?:\d{1,2}[.)]|\(?[a-h]\)|[-*•–‣▪])\s+\S", re.MULTILINE)
_RULE = re.compile(r"^\W{6,}\Z")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LIST_SIGNS = re.compile(r"[,;]")
_YEAR = re.compile(r"\b20\d\d\b", re.ASCII)
_YEARS_AHEAD = range(1, 21)
_FEWEST_QUESTIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingKind:
    """What an invitation says of its meeting; a review or a talk of plans is never social."""

    is_social: bool
    has_agenda: bool
    is_review: bool
    is_strategy: bool


def classify_meeting(
    title: str,
    place: str,
    description: str,
    *,
    held_in: int | None = None,
    is_after_hours: bool = False,
    has_attachment: bool = False,
) -> MeetingKind:
    """Say what a meeting is from an invitation's words and hour, and whether it carries a document.

    A title that names work is work, even over lunch, and so is what has an agenda, whatever its
    title. An evening or a weekend together that names no work is social. A title with a year after
    `held_in`, the one in which they meet, is talk of plans where it is not about next year's terms.
    """
    words = _own_words(description)
    title = title[:TITLE_LIMIT]
    has_agenda = has_attachment or _is_agenda(words)
    is_work = has_agenda or _names("work", title)
    is_social = is_after_hours or _names("social", f"{title}\n{place[:TITLE_LIMIT]}")
    return MeetingKind(
        is_social=is_social and not is_work,
        has_agenda=has_agenda,
        is_review=_names("review", title) and (is_work or not is_social),
        is_strategy=(_names("strategy", title) or _looks_ahead(title, held_in))
        and (is_work or not is_social),
    )


def _looks_ahead(title: str, held_in: int | None) -> bool:
    """Whether a title names a year to come, and no prices or contract of that year."""
    if held_in is None or _names("terms", title):
        return False
    return any(int(year) - held_in in _YEARS_AHEAD for year in _YEAR.findall(title))


def _own_words(description: str) -> str:
    """A description without markup and without what a conference service wrote below it."""
    text = description[:DESCRIPTION_LIMIT]
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _ITEM.sub("\n- ", text)))
    kept: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        if _names("conference", bare):
            break
        if bare and not _RULE.match(bare) and not bare.lower().startswith(("http:", "https:")):
            kept.append(bare)
    return "\n".join(kept)


def _is_agenda(words: str) -> bool:
    """Whether a description says what is to be talked about."""
    if _names("agenda", words) or _POINT.search(words):
        return True
    if words.count("\n") + 1 >= AGENDA_LINES or words.count("?") >= _FEWEST_QUESTIONS:
        return True
    return any(_is_list(line) for line in words.split("\n"))


def _is_list(line: str) -> bool:
    """Whether a line lists matters: no names alone, and no round of drinks."""
    items = [item.strip() for item in _LIST_SIGNS.split(line)]
    if len(items) < AGENDA_LINES or any(len(item) > ITEM_LENGTH for item in items):
        return False
    if not all(_LETTERS.search(item) for item in items) or _names("social", line):
        return False
    return any(item[0].islower() for item in items[1:])


def _names(topic: str, text: str) -> bool:
    """Whether a text has one of a topic's words."""
    return bool(_patterns()[topic].search(text.casefold()))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """One pattern for the words of each topic."""
    text = files("goodwill.resolve").joinpath("meeting_words.toml").read_text("utf-8")
    return {topic: _pattern(lists.values()) for topic, lists in tomllib.loads(text).items()}


def _pattern(lists: Iterable[str]) -> re.Pattern[str]:
    """The words of all languages, and behind a `|` each the phrases."""
    found: set[str] = set()
    for words in lists:
        single, *phrases = words.casefold().split("|")
        found.update(single.split())
        found.update(" ".join(phrase.split()) for phrase in phrases)
    return re.compile("|".join(map(_whole, sorted(found, key=len, reverse=True))))


def _whole(word: str) -> str:
    """A word by itself; with `*` behind it, or made of other signs, as it stands."""
    before = r"\b" if word[0].isalnum() else ""
    if word.endswith("*"):
        return before + re.escape(word[:-1])
    after = r"\b" if word[-1].isalnum() else ""
    return before + re.escape(word).replace(r"\ ", "[ -]") + after
