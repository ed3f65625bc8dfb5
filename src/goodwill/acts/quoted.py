"""What of a text its writer says himself, and means: without what is quoted, denied or supposed.

`She wrote: "you are all idiots"` insults nobody, and "we'll pay on Friday" inside quotation marks
is somebody else's promise. What is quoted so is blanked before a text is read, sign by sign, so
that places stay. A few words without a verb of saying are left: a "final" version, a product's
name. What is said and not meant goes with it (`goodwill.acts.unmeant`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goodwill.acts.unmeant import unmeant_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodwill.acts.sentences import Span

__all__ = ["Own", "own_words"]

_MARKS = '"“”„«»'
_SAYING = (
    r"\b(?:said|says?|saying|wrote|writes?|writing|written|told|tells?|asked|asks|replied|replies"
    r"|answered|answers|shouted|yelled|claim(?:s|ed)|reads|quotes?|quoting|(?:his|her|their|exact)"
    r" words"
    r"|sagt(?:e|en)?|schr(?:ieb|ieben|eibt)|meint(?:e|en)?|fragt(?:e|en)?|antwortet(?:e|en)?"
    r"|geschrieben|gesagt|gemeint|gefragt|rief(?:en)?|zitat|wörtlich"
    r"|dit|disait|disent|écrit|écrivait|répond(?:u|ait)?|demand(?:é|ait)|crié|citation"
    r"|dijo|dijeron|dice[ns]?|decía|escribi(?:ó|eron)|escribe|pregunt(?:ó|aron)|respondió"
    r"|contestó|gritó|cita)\b"
)
_QUOTED = re.compile(
    rf"(?<!\w)[\"“„]([^{_MARKS}]{{2,600}})[\"”“]|«([^{_MARKS}]{{2,600}})»|»([^{_MARKS}]{{2,600}})«"
)
"""A mark behind a letter or figure opens nothing: `24"` is a size."""
_MANY = 5
"""So many words between marks are no name and no wink, with or without a verb of saying."""

_REACH = 60
_BEFORE = re.compile(rf"{_SAYING}[^{_MARKS}\n]{{0,40}}\Z", re.IGNORECASE)
_AFTER = re.compile(rf"[\"”“»«],?\s{{0,2}}(?:[\w.’'-]{{1,20}} ){{0,3}}{_SAYING}", re.IGNORECASE)


class Own(NamedTuple):
    """A text with blanks for what is not its writer's own, each sign where it was.

    `said` is without what is quoted or denied. In `done` what is supposed against the facts is
    blank, too: it does nothing, but may be a reproach. In `faulted` it is faults that are told not
    to be there, in `promised` mere ways of speaking. Where nothing is, it is `said` itself.
    """

    said: str
    done: str
    faulted: str
    promised: str


def own_words(text: str) -> Own:
    """What a text's writer says himself, and means."""
    unmeant = unmeant_in(text)
    quoted = _quoted_in(text) if any(mark in text for mark in _MARKS) else ()
    said = _blanked(text, sorted((*unmeant.denied, *quoted)))
    others = (unmeant.supposed, unmeant.faultless, unmeant.spoken)
    return Own(said, *(_blanked(said, sorted(spans)) for spans in others))


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks in some places, which may overlap; itself where there are none."""
    if not spans:
        return text
    own, at = [], 0
    for start, end in spans:
        if end > at:
            own += [text[at:start], " " * (end - max(at, start))]
            at = end
    return "".join([*own, text[at:]])


def _quoted_in(text: str) -> Iterator[Span]:
    """Where words stand that are another's: many of them, or beside a verb of saying."""
    for found in _QUOTED.finditer(text):
        start, end = found.span(found.lastindex or 0)
        if len(text[start:end].split()) >= _MANY or _is_said(text, found.start(), end):
            yield start, end


def _is_said(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return bool(_BEFORE.search(before) or _AFTER.match(text, end, end + _REACH))
