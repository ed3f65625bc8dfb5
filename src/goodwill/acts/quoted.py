"""What a text only quotes: words between quotation marks beside a verb of saying.

`She wrote: "you are all idiots"` insults nobody, and "we'll pay on Friday" inside quotation marks
is somebody else's promise. What is quoted so is blanked before a text is read, sign by sign, so
that places stay. Marks without a verb of saying are left: a "final" version, a product's name.
"""

from __future__ import annotations

import re

__all__ = ["own_words"]

_MARK = re.compile(r"[\"“”„«»]")
_SAYING = (
    r"\b(?i:said|says?|saying|wrote|writes?|writing|written|told|tells?|asked|asks|replied|replies"
    r"|answered|answers|shouted|yelled|claim(?:s|ed)|reads|quotes?|quoting|(?:his|her|their|exact)"
    r" words"
    r"|sagt(?:e|en)?|schr(?:ieb|ieben|eibt)|meint(?:e|en)?|fragt(?:e|en)?|antwortet(?:e|en)?"
    r"|geschrieben|gesagt|gemeint|gefragt|rief(?:en)?|zitat|wörtlich"
    r"|dit|disait|disent|écrit|écrivait|répond(?:u|ait)?|demand(?:é|ait)|crié|citation"
    r"|dijo|dijeron|dice[ns]?|decía|escribi(?:ó|eron)|escribe|pregunt(?:ó|aron)|respondió"
    r"|contestó|gritó|cita)\b"
)
_BEFORE = rf"{_SAYING}[^\"“”„«»\n]{{0,40}}[\"“„«]\s?([^\"“”„«»]{{2,600}})"
_AFTER = rf"[\"“„«]([^\"“”„«»]{{2,600}})[\"”“»],?\s{{0,2}}(?:[\w.’'-]{{1,20}} ){{0,3}}{_SAYING}"
_QUOTED = re.compile(f"{_BEFORE}|{_AFTER}")


def own_words(text: str) -> str:
    """The text with blanks for what it quotes, each sign where it was."""
    return _QUOTED.sub(_blanked, text) if _MARK.search(text) else text


def _blanked(found: re.Match[str]) -> str:
    start, end = found.span(1) if found.group(1) is not None else found.span(2)
    whole, first = found.group(), found.start()
    return whole[: start - first] + " " * (end - start) + whole[end - first :]
