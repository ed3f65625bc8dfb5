"""Passwords that are known: the commonest ones, and what a list of breached ones holds.

The commonest come with the package, as digests, so that no list of them is anywhere in clear: all
of twelve characters or more among the million commonest that were ever published together, and the
commonest words that people put digits around to get there (`tools/common_passwords.py` says from
where). Who wants more names a file of one's own, as Have I Been Pwned gives it away: lines of SHA-1
digests in order. Nothing is asked over the network.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from hashlib import sha1, sha256
from pathlib import Path

from goodwill.errors import CallError, ConfigError

__all__ = ["LIST", "WIDTH", "check_password_is_unknown", "short_digest"]

LIST = Path(__file__).with_name("common_passwords.bin")
WIDTH = 5
"""Bytes of a digest that are kept: of 80,000 entries, one in 13 million others looks like one."""

MOST_AROUND = 8
"""Digits and signs around a word that are tried before anything else; with more it is let be."""

_HINT = "Four or five words in a row are easy to keep in mind."


def short_digest(password: str) -> bytes:
    """What the list holds of a password, whatever its letters' case."""
    return sha256(password.casefold().encode("utf-8", "replace")).digest()[:WIDTH]


def check_password_is_unknown(password: str, breached: str | None = None) -> None:
    """Raises `CallError` where others use this password; `breached` is a file of one's own."""
    if _is_common(password):
        raise CallError("This password is one of the commonest.", hint=_HINT)
    if _is_common(_word_in(password)):
        raise CallError("This password is a common word with little around it.", hint=_HINT)
    if breached is not None and _is_in(Path(breached), password):
        raise CallError("This password was found in a breach.", hint=_HINT)


def _word_in(password: str) -> str:
    """The word that stands between digits and signs; "" where there are more of those."""
    ends = "".join(letter for letter in set(password) if not letter.isalpha())
    word = password.strip(ends)
    return word if len(password) - len(word) <= MOST_AROUND else ""


@cache
def _common() -> bytes:
    return LIST.read_bytes()


def _is_common(password: str) -> bool:
    kept, wanted = _common(), short_digest(password)
    place = bisect_left(
        range(len(kept) // WIDTH), wanted, key=lambda at: kept[at * WIDTH : (at + 1) * WIDTH]
    )
    return kept[place * WIDTH : (place + 1) * WIDTH] == wanted


def _is_in(path: Path, password: str) -> bool:
    """Whether a file of lines `DIGEST` or `DIGEST:COUNT`, in order, holds a password's SHA-1."""
    wanted = sha1(password.encode("utf-8", "replace"), usedforsecurity=False).hexdigest().upper()
    try:
        with path.open("rb") as file:
            low, high = 0, path.stat().st_size
            while low < high:
                middle = (low + high) // 2
                file.seek(middle)
                if middle:
                    file.readline()  # the rest of a line that began before
                line = file.readline().decode("ascii", "replace").strip().upper()
                if line and line[:40] < wanted:
                    low = middle + 1
                else:
                    high = middle
            file.seek(low)
            if low:
                file.readline()
            return file.readline().decode("ascii", "replace")[:40].upper() == wanted
    except OSError as fault:
        raise ConfigError(
            f"The list of breached passwords {path} cannot be read: {fault.strerror}.",
            hint="Mend the path in goodwill.toml, [users] breached_passwords, or leave it out.",
        ) from fault
