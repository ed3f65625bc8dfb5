"""A mail made of its headers alone, as bytes that it is read from like every other.

For mailboxes of which only headers are taken: what such a mail says never leaves its provider.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.errors import MessageError
from email.header import Header
from email.utils import formataddr

__all__ = ["as_people", "header_mail"]

_OF_A_BODY = frozenset({"content-type", "content-transfer-encoding", "mime-version"})
"""Headers that describe what is not there."""


def header_mail(headers: Iterable[tuple[str, str]]) -> bytes:
    """A mail without a body. Values may hold any letter; breaks of lines in them are blanks."""
    lines = [
        f"{name}: {_value(value)}\r\n"
        for name, value in headers
        if value and _is_name(name) and name.lower() not in _OF_A_BODY
    ]
    return ("".join(lines) + "\r\n").encode("utf-8", "replace")


def as_people(people: Iterable[tuple[str, str]]) -> str:
    """Names and addresses as a header has them."""
    return ", ".join(_person(name, address) for name, address in people if address)


def _person(name: str, address: str) -> str:
    try:
        return formataddr((" ".join(name.split()), address))
    except UnicodeError:  # an address outside ASCII, which has no older form
        return f"<{address}>"


def _value(value: str) -> str:
    flat = " ".join(value.split())
    if flat.isascii():
        return flat
    try:
        return Header(flat, "utf-8", maxlinelen=900).encode()
    except (UnicodeError, MessageError):
        return flat.encode("ascii", "replace").decode()


def _is_name(name: str) -> bool:
    return name.isascii() and name.replace("-", "").isalnum()
