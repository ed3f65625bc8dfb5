"""How folders are named: modified UTF-7 (RFC 3501, 5.1.3), also where it was written wrongly.

Old servers have names that no rule allows. Such a name is shown as it stands, and always sent back
to the server byte for byte: it is the name of that folder.
"""

from __future__ import annotations

import binascii
import re
from urllib.parse import quote

__all__ = ["Literal", "as_argument", "in_address", "shown", "written"]


class Literal(bytes):
    """Bytes that a command holds as they are, counted."""

    __slots__ = ()


_SHIFTED = re.compile(rb"&([A-Za-z0-9+,]*)-")
_PLAIN = frozenset(range(0x20, 0x7F)) - frozenset(b'"\\')


def shown(name: bytes) -> str:
    """A name as people read it."""
    try:
        text = _decoded(name)
    except ValueError:
        return name.decode("utf-8", "backslashreplace")
    return text if written(text) == name else name.decode("utf-8", "backslashreplace")


def _decoded(name: bytes) -> str:
    found, at = [], 0
    for shift in _SHIFTED.finditer(name):
        found.append(name[at : shift.start()].decode("ascii"))
        found.append(_unshifted(shift[1]) if shift[1] else "&")
        at = shift.end()
    return "".join(found) + name[at:].decode("ascii")


def _unshifted(code: bytes) -> str:
    padded = code.replace(b",", b"/") + b"=" * (-len(code) % 4)
    try:
        return binascii.a2b_base64(padded, strict_mode=True).decode("utf-16-be")
    except binascii.Error as error:
        raise ValueError(str(error)) from None


def written(text: str) -> bytes:
    """A name as a server writes it."""
    parts = re.split(r"([ -~]+)", text)
    return b"".join(
        part.encode().replace(b"&", b"&-") if number % 2 else _shift(part)
        for number, part in enumerate(parts)
    )


def _shift(text: str) -> bytes:
    if not text:
        return b""
    code = binascii.b2a_base64(text.encode("utf-16-be", "surrogatepass"), newline=False)
    return b"&" + code.rstrip(b"=").replace(b"/", b",") + b"-"


def as_argument(name: bytes) -> bytes:
    """A name as a command holds it: a text, else a literal."""
    return b'"' + name + b'"' if _PLAIN.issuperset(name) else Literal(name)


def in_address(name: bytes) -> str:
    """A name as part of an address, one for each name."""
    text = shown(name)
    if written(text) != name:
        return quote(name, safe="")
    return "".join(
        letter if letter not in "%?#\x7f" and letter >= " " else quote(letter, safe="")
        for letter in text
    )
