"""Bring a sentence into the one form that cues are written in.

Lower case, no accents (`ü` is `ue`, `é` is `e`), straight quotes, single spaces. In front
stand marks, for what is lost by that or costs a pattern dear: `asks` (ends with a question
mark), `shouts` (capitals), `quotes` (holds quoted speech), `exclaims`, `short`. After greeting,
vocative and small words ("Tom, and please ...") stands the sign `START`, where the sentence
proper begins: "send it" after it is an order, elsewhere it may be anything.

Offsets are not kept: a reading shows the sentence of the original.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MARK", "START", "fold", "plain"]

START = "\x01"
MARK = "\x02"
_SHOUTED_WORDS = 3
_SHOUTED_LETTERS = 12
_SHORT = 24

_ODD = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ñ": "n",
    "’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": " - ", "…": "...", "¿": " ", "¡": " ", "\u00ad": "", "\u200b": "",
}  # fmt: skip


def _letters() -> dict[int, str]:
    table = {code: " " for code in range(32)}
    for code in range(0xC0, 0x180):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table | {ord(sign): text for sign, text in _ODD.items()}


_CONTROLS = {code: " " for code in range(32)}
_TABLE = _letters()

_LEAD = re.compile(
    r"(?:(?:hi|hello|hey|dear|morning|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen)"
    r"|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut|cher|chere|hola|buenos dias|buenas"
    r"(?: tardes)?|estimad[oa]s?)(?: [\w.'-]{1,30}){0,3}[,.!:;-] ?)?"
    r"(?:[\w.'-]{1,20}(?: (?!and |or |then )[\w.'-]{1,20})?, (?!and |or |und |et |y ))?"
    r"(?:(?:and|but|so|also|then|ok|okay|well|anyway|however|therefore|meanwhile|finally|first"
    r"|second|next|otherwise|again|further|now|in addition|that said|if possible|in the meantime"
    r"|und|aber|also|dann|ausserdem|deshalb|et|mais|donc|alors|sinon|ensuite|y|pero|entonces"
    r"|tambien|ademas)[,:]? )*"
)  # every part is bounded or takes whole words, so a sentence of 300 characters costs little


def plain(text: str) -> str:
    """The text in lower case, without accents, with straight quotes and single spaces."""
    lowered = text.lower()
    table = _CONTROLS if lowered.isascii() else _TABLE
    return " ".join(lowered.translate(table).split())


def fold(sentence: str) -> str:
    """One sentence as marks, `START` and plain text."""
    text = plain(sentence)
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    return f"{_marks(sentence, text)} {text[:at]}{START}{text[at:]}"


def _marks(sentence: str, text: str) -> str:
    found = []
    if text.endswith(("?", "?!", '?"', "?)")):
        found.append("asks")
    if text.endswith("!"):
        found.append("exclaims")
    if len(text) <= _SHORT:
        found.append("short")
    if text.count('"') > 1:
        found.append("quotes")
    if _is_shouted(sentence):
        found.append("shouts")
    return "".join(f"{MARK}{name} " for name in found)


def _is_shouted(sentence: str) -> bool:
    """Several words in capitals: quick to deny, since most sentences hold a small letter."""
    if sentence.isupper():
        letters = sum(map(str.isalpha, sentence))
        return letters >= _SHOUTED_LETTERS and len(sentence.split()) >= _SHOUTED_WORDS
    return len(_CAPITALS.findall(sentence)) >= _SHOUTED_WORDS


_CAPITALS = re.compile(r"\b[A-Z]{4,20} (?=[A-Z]{2,20}\b)")
