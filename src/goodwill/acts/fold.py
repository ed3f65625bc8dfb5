"""Bring a sentence into the one form that cues are written in.

Lower case, no accents (`ü` is `ue`, `é` is `e`), straight quotes, single spaces. In front
stand marks, for what is lost by that or costs a pattern dear: `asks` (ends with a question
mark), `exclaims`, `shouts` (capitals), `quotes` (holds quoted speech), `smiles`, `digits`,
`short`. After greeting, vocative and small words ("Tom, and please ...") stands the sign
`START`, where the sentence proper begins: "send it" after it is an order, elsewhere it may be
anything.

Offsets are not kept: a reading shows the sentence of the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from goodwill.acts.words import DOINGS, listed

__all__ = ["MARK", "START", "fold", "plain"]

START = "\x01"
MARK = "\x02"
_SHOUTED_WORDS = 3
_SHOUTED_LETTERS = 12
_SHORT = 24
_REMEMBERED = 8_192
"""Sentences: cues, remarks and privacy look at the same ones, each in its turn."""

_ODD = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ñ": "n",
    "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "\u0307": "",
    "’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": " - ", "…": "...", "¿": " ", "¡": " ", "\u00ad": "", "\u200b": "",
}  # fmt: skip


def _letters() -> dict[int, str]:
    table = dict.fromkeys(range(32), " ")
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table | {ord(sign): text for sign, text in _ODD.items()}


_TABLE = _letters()

_LEAD = re.compile(
    r"(?:(?:hi|hello|hey|dear|morning|good (?:morning|afternoon|evening|day)"
    r"|hallo|guten (?:tag|morgen)"
    r"|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut|cher|chere|hola|buenos dias|buenas"
    r"(?: tardes)?|estimad[oa]s?)(?: [\w.'-]{1,30}){0,3}[,.!:;-] ?)?"
    r"(?:[\w.'-]{1,20}(?: (?!and |or |then )[\w.'-]{1,20})?, (?!and |or |und |et |y ))?"
    r"(?:(?:and|but|so|also|then|ok|okay|well|und|aber|dann|et|mais|donc|y|pero)[,:]? "
    r"|(?:anyway|however|therefore|meanwhile|finally|first|second|next|otherwise|again|further|now"
    r"|in addition|that said|if possible|in the meantime|ausserdem|deshalb|alors|sinon|ensuite"
    r"|entonces|tambien|ademas)[,:] )*"
)  # every part is bounded or takes whole words, so a sentence of 300 characters costs little


_LEADING = listed(
    """hi hello hey dear morning good hallo guten lieber liebe liebes sehr bonjour bonsoir salut
    cher chere hola buenos buenas estimado estimada estimados and but so also then ok okay well
    anyway however therefore meanwhile finally first second next otherwise again further now in
    that if und aber dann ausserdem deshalb et mais donc alors sinon ensuite y pero entonces tambien
    ademas"""
)
_ADDRESS_REACH = 42
_SILENT = b"abcdefghijklmnopqrstuvwxyz ,.'-\n"
_SMILE = re.compile(r"[:;]-?[)D]|[😀😂🤣😉😊🙂]")
_DIGIT = re.compile(r"\d")
_CAPITALS = re.compile(r"\b[A-Z]{4,20} (?=[A-Z]{2,20}\b)")


_SHE = r"ie(?= (?:hat|ist|war|wird|kann|will|muss|soll|darf|wollte|konnte|hatte)\b)"
_NAMES = re.compile(
    r"(?:Frau(?= (?:v[ao]n |al-)?[A-ZÄÖÜ])|Turkey|Will|Bill|Mark|Chase|Sunny|Grace|Frank|Hope|Grant"
    r"|Rich|Rob|Sue|Drew|Guy|Max|Rose|Dawn|Joy|Summer|Cook|Baker|Park|King|Young|Smith|Dean|Victor|Angel|Jack"
    rf"|van(?= [A-Z])|S{_SHE}|s{_SHE})(?![\w-])"
)
"""Names that small are words which cues look for, and a woman who is spoken of."""

_ALWAYS = {"Frau": "Anna", "Turkey": "Anna", "van": "Anna", "Sie": "Er", "sie": "er"}
"""Of these, what is never that word where it is found, and what cues hear in its place."""

_DOES = re.compile(rf"(?:['’]s)?(?:[,.!?]|$| (?:{'|'.join(sorted(DOINGS))})\b)")


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """The text in lower case, without accents, with straight quotes and single spaces."""
    lowered = text.lower()
    if not lowered.isascii() or START in lowered or MARK in lowered:
        lowered = lowered.translate(_TABLE)
    return " ".join(lowered.split())


@lru_cache(maxsize=_REMEMBERED)
def fold(sentence: str) -> str:
    """One sentence as marks, `START` and plain text."""
    text = plain(_NAMES.sub(_unless_a_name, sentence))
    at = _lead_length(text)
    return f"{_marks(sentence, text)} {text[:at]}{START}{text[at:]}"


def _unless_a_name(found: re.Match[str]) -> str:
    """The word, or another name where it is one: inside a sentence, or who does something."""
    word, before, start = found[0], found.string, found.start()
    if start and before[start - 1].isalpha():
        return word
    is_inside = start > 1 and before[start - 1] == " " and before[start - 2].islower()
    is_name = is_inside or _DOES.match(before, found.end())
    return _ALWAYS.get(word) or ("Anna" if is_name else word)


def _lead_length(text: str) -> int:
    """How much of the text is greeting, vocative and small words."""
    first = text.partition(" ")[0].rstrip(",.:;!-")
    if first not in _LEADING and "," not in text[:_ADDRESS_REACH]:
        return 0
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _marks(sentence: str, text: str) -> str:
    """What the plain text has lost, or what costs a pattern dear to find."""
    found = []
    if text.endswith(("?", "?!", '?"', "?)")):
        found.append("asks")
    elif text.endswith("!"):
        found.append("exclaims")
    if len(text) <= _SHORT:
        found.append("short")
    telling = _telling_signs(sentence, text)
    if telling and not telling.isalpha():
        if telling.count('"') > 1:
            found.append("quotes")
        if _DIGIT.search(telling):
            found.append("digits")
        if (":" in telling or ";" in telling or not text.isascii()) and _SMILE.search(sentence):
            found.append("smiles")
    if len(telling) >= _SHOUTED_LETTERS and _is_shouted(sentence):
        found.append("shouts")
    return "".join([f"{MARK}{name} " for name in found])


def _telling_signs(sentence: str, text: str) -> str:
    """What is left of a sentence without small letters: in most, hardly anything to look at."""
    if sentence.isascii():
        return sentence.encode().translate(None, _SILENT).decode()
    return text if len(text) >= _SHOUTED_LETTERS else text.ljust(_SHOUTED_LETTERS)


def _is_shouted(sentence: str) -> bool:
    """Several words in capitals: all of a sentence, or a run inside it."""
    if sentence.isupper():
        letters = sum(map(str.isalpha, sentence))
        return letters >= _SHOUTED_LETTERS and len(sentence.split()) >= _SHOUTED_WORDS
    if sentence[1:].islower():
        return False
    return len(_CAPITALS.findall(sentence)) >= _SHOUTED_WORDS
