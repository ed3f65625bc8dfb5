"""Names of people, folded so that the same name compares equal however it was written."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold_name", "is_person_name", "name_of_address", "show_name"]

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_NOTES_PATH = re.compile(r"(/[^/@]+)+(@\w+)?$")
_NOT_LETTERS = re.compile(r"[^\w\s,.-]|[\d_]+")
_TITLES = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "hr", "fr", "monsieur"),
        *("madame", "mme", "sr", "sra", "senor", "senora", "dipl", "ing", "mag", "jr", "ii", "iii"),
        *("phd", "mba"),
    }
)


def show_name(name: str) -> str:
    """A display name without quotes, brackets and directory paths, as one would write it."""
    plain = _NOTES_PATH.sub("", _BRACKETS.sub(" ", name).strip("'\" \t"))
    return " ".join(plain.split())


def fold_name(name: str) -> str:
    """`"Fenwick, Rob (Mr)"` and `rob fenwick` both become `rob fenwick`; "" when none is left."""
    plain = show_name(name)
    if plain.count(",") == 1:
        last, first = plain.split(",")
        plain = f"{first} {last}"
    letters = unicodedata.normalize("NFKD", _NOT_LETTERS.sub(" ", plain)).casefold()
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    words = letters.replace(",", " ").replace(".", " ").split()
    return " ".join(word for word in words if word not in _TITLES)


def is_person_name(folded: str) -> bool:
    """Whether a folded name has a first and a last name, so that it can name somebody."""
    words = [word for word in folded.split() if len(word) > 1]
    return 2 <= len(words) <= 5  # noqa: PLR2004  more words are a department or a slogan


def name_of_address(address: str) -> str:
    """The name that an address such as `rob.fenwick@...` spells out, folded; "" where none."""
    local = address.partition("@")[0]
    parts = [part for part in re.split(r"[._-]", local) if part]
    if len(parts) < 2 or not all(part.isalpha() for part in parts):  # noqa: PLR2004  first, last
        return ""
    return fold_name(" ".join(parts))
