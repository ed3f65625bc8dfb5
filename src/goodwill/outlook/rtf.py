"""Rich text as plain text: what Outlook compresses in its own way, and what it shows of it.

Unpacking ([MS-OXRTFCP]) and reading are done by libraries. Most items hold their text beside it;
this is for those that do not.
"""

from __future__ import annotations

from typing import Any, Final

import compressed_rtf
from striprtf.striprtf import rtf_to_text

__all__ = ["text_of_rtf", "unpacked_rtf"]

LARGEST: Final = 8 << 20
"""Bytes of rich text that are read; beyond stand pictures."""

_to_text: Any = rtf_to_text
_HEAD: Final = 16
_WHOLE_AT: Final = 4


def unpacked_rtf(data: bytes) -> bytes:
    """The rich text in a property; none where it is damaged."""
    if data.lstrip().startswith(b"{\\rtf"):
        return data
    size = int.from_bytes(data[_WHOLE_AT : _WHOLE_AT * 2], "little")
    if len(data) <= _HEAD or not 0 < size <= 64 * LARGEST:
        return b""
    try:
        found: bytes = compressed_rtf.decompress(data[: 4 + LARGEST])
    except Exception:  # noqa: BLE001  whatever it stumbles over, there is no text
        return b""
    return found[:size]


def text_of_rtf(data: bytes) -> str:
    """The words of rich text; "" where it cannot be read."""
    try:
        text = str(_to_text(data[:LARGEST].decode("latin-1"), errors="replace"))
    except Exception:  # noqa: BLE001  it is a stranger's; what it breaks is this text alone
        return ""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\x00", "").strip()
