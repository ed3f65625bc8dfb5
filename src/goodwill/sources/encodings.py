"""How a table's text is encoded where it is not UTF-8: told by its letters, else Windows-1252.

Exports do not say it. In Western and in Central European text the same bytes are other letters:
what is `è` and `ø` in one is `č` and `ř` in the other. The words in which two readings differ are
looked at, and the reading is taken in which they are words of one language. A text of another
script is shown to `charset_normalizer`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["SAMPLE", "encoding_of"]

SAMPLE = 1 << 18
"""Bytes from which the encoding of a whole file is told."""
_WESTERN = "cp1252"
_ALPHABETS = {
    _WESTERN: (
        "àâæçéèêëîïôœùûüÿ",
        "äöüß",
        "áéíñóúüàèçòï",
        "àèéìíîòóùú",
        "ãáâàçéêíóôõúü",
        "äåæöøéà",
        "áðéíóúýþæö",
        "ëéèïöüêâîô",
    ),
    "cp1250": (
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "čćđšž",
        "ăâîşţ",
    ),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž"),
}
"""The letters beside a to z of the languages that each encoding is used for."""
_MARGIN = 0.2
"""The share of words by which another reading has to be better: of few words, one is more."""
_OTHER_SCRIPT = 0.25
"""Share of bytes above ASCII, side by side, from which on a text is not in Latin letters."""
_SCRIPTS = (
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256",
)  # fmt: skip
_SHOWN = 2_000
"""Bytes that `charset_normalizer` is shown: it is slow."""
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_SIDE_BY_SIDE = re.compile(rb"[\x80-\xff]{2,}")
_BEGINS_WORDS = "£¥¯¼¾"
"""Signs that stand before figures, not before letters: there they are letters read wrongly."""


def encoding_of(sample: bytes) -> str:
    """The encoding of the lines of `sample` that are not UTF-8; "" where all are."""
    if len(sample) == SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample  # the last line may be cut in a letter
    telling = b"" if sample.isascii() else b"\n".join(_not_utf8(sample))
    if not telling:
        return ""
    high = sum(map(len, _SIDE_BY_SIDE.findall(telling)))
    letters = sum(map(len, _WORD.findall(telling)))
    if high > _OTHER_SCRIPT * letters and (found := _other_script(telling[:_SHOWN])):
        return found
    words = Counter(word for word in _WORD.findall(telling) if not word.isascii())
    leads = {other: _lead(words, other) for other in _ALPHABETS if other != _WESTERN}
    best = max(leads, key=lambda other: leads[other])
    return best if leads[best] > _MARGIN else _WESTERN


def _not_utf8(sample: bytes) -> Iterable[bytes]:
    for line in sample.splitlines():
        try:
            line.decode()
        except UnicodeDecodeError:
            yield line


def _other_script(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  rare, and slow to load

    best = from_bytes(sample, cp_isolation=list(_SCRIPTS)).best()
    return best.encoding if best else ""


def _lead(words: Counter[bytes], other: str) -> float:
    """How much more of the words are of one language in another encoding than in the Western one.

    Words that are the same in both are looked at where the others leave it open.
    """
    read = {
        word: (word.decode(_WESTERN, "replace"), word.decode(other, "replace")) for word in words
    }
    differ = {word: pair for word, pair in read.items() if pair[0] != pair[1]}
    lead = 0.0
    for some in (differ, read) if differ else ():
        times = [words[word] for word in some]
        western = _score([pair[0] for pair in some.values()], times, _WESTERN)
        lead = _score([pair[1] for pair in some.values()], times, other) - western
        if abs(lead) > _MARGIN:
            break
    return lead


def _score(words: list[str], times: list[int], encoding: str) -> float:
    """The share of words that are of the language that fits best, less those with signs in them."""
    above = [frozenset(_letters(word)) for word in words]
    fits = max(
        sum(number for letters, number in zip(above, times, strict=True) if letters <= alphabet)
        for alphabet in map(frozenset, _ALPHABETS[encoding])
    )
    signs = sum(
        number
        for letters, number in zip(above, times, strict=True)
        if not all(map(str.isalpha, letters))
    )
    return (fits - signs) / sum(times)


def _letters(word: str) -> Iterable[str]:
    """What is not ASCII in a word, in small letters; signs around it are none of it."""
    for at, sign in enumerate(word.lower()):
        is_inside = 0 < at < len(word) - 1 or (at == 0 and sign in _BEGINS_WORDS)
        if not sign.isascii() and (sign.isalpha() or is_inside):
            yield sign
