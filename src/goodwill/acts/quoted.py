"""What a text only quotes: words between quotation marks beside a verb of saying.

`She wrote: "you are all idiots"` insults nobody, and "we'll pay on Friday" inside quotation marks
is somebody else's promise. What is quoted so is blanked before a text is read, sign by sign, so
that places stay. Marks without a verb of saying are left: a "final" version, a product's name.
"""

from __future__ import annotations

import re

__all__ = ["own_words"]

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
_REACH = 60
_BEFORE = re.compile(rf"{_SAYING}[^{_MARKS}\n]{{0,40}}\Z", re.IGNORECASE)
_AFTER = re.compile(rf"[\"”“»«],?\s{{0,2}}(?:[\w.’'-]{{1,20}} ){{0,3}}{_SAYING}", re.IGNORECASE)


def own_words(text: str) -> str:
    """The text with blanks for what it quotes, each sign where it was."""
    if not any(mark in text for mark in _MARKS):
        return text
    own, at = [], 0
    for found in _QUOTED.finditer(text):
        start, end = found.span(found.lastindex or 0)
        if _is_said(text, found.start(), end):
            own += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*own, text[at:]])


def _is_said(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return bool(_BEFORE.search(before) or _AFTER.match(text, end, end + _REACH))
