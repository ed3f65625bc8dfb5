"""Bytes to text: the declared charset, then UTF-8, then a guess that is flagged.

Transfer encodings (base64, quoted-printable) are undone before this, in `mime`.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

__all__ = ["decode_bytes", "is_text", "make_safe", "narrowed"]

GUESS_SAMPLE = 512
"""Bytes shown to the guesser, of the lines that are not ASCII: it is slow."""

LATIN_SHARE = 0.25
"""Share of 8-bit signs below which a text is in Latin letters with accents, so Windows-1252."""

WIDE_SHARE = 0.8
"""Share of NULs among every second byte from which on a text of Latin letters is UTF-16."""

_ALIASES = {
    # WHATWG encoding standard: what such labels mean in practice
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
_NOT_CHARSETS = frozenset({"idna", "punycode", "undefined", "mbcs", "oem"})
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UNSAFE_BYTES = bytes(sorted({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}))
_HIGH_BYTES = bytes(range(0x80, 0x100))
_CONTROL_BYTES = bytes(sorted({*range(0x20)} - {0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1B}))


def decode_bytes(content: bytes, charset: str) -> tuple[str, str]:
    """The text of `content`, and a flag where the declared charset did not do ("" else)."""
    codec = _codec(charset.strip().strip("\"'").lower())
    if codec:
        try:
            return content.decode(codec), ""
        except (UnicodeError, ValueError):
            pass
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(content, codec)
    return text, "" if content.isascii() else "charset_wrong" if codec else "charset_unknown"


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """Python's name for a declared charset, "" for none that can be used."""
    name = _ALIASES.get(charset, charset)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    usable = getattr(info, "_is_text_encoding", True) and "escape" not in info.name
    return info.name if usable and info.name not in _NOT_CHARSETS else ""


def _guess(content: bytes, declared: str) -> tuple[str, str]:
    """Text of bytes that are neither what they say nor UTF-8; always flagged."""
    if declared not in {"", "utf-8"}:
        return content.decode(declared, "replace"), "charset_damaged"
    telling = b"\n".join(line for line in content.split(b"\n") if not line.isascii())
    sample = telling[:GUESS_SAMPLE]
    if len(sample.translate(None, _HIGH_BYTES)) > (1 - LATIN_SHARE) * len(sample):
        return content.decode("cp1252", "replace"), "charset_guessed"
    from charset_normalizer import from_bytes  # noqa: PLC0415  rare, and slow to load

    best = from_bytes(sample).best()
    name = best.encoding if best else "cp1252"
    return content.decode(name, "replace"), "charset_guessed"


def narrowed(content: bytes, charset: str) -> tuple[bytes, str]:
    """The bytes without padding, and their charset; UTF-16 is known by its NULs.

    Some programs do not say that they write it, and some say so of plain ASCII.
    """
    declared = charset.lower().replace("utf16", "utf-16").replace("utf32", "utf-32")
    is_declared_wide = declared.startswith(("utf-16", "utf-32"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and (not charset or is_declared_wide):
        return content, "utf-32" if declared.startswith("utf-32") else "utf-16"
    if b"\x00" not in content:
        return content, "" if is_declared_wide and content.isascii() else charset
    even, odd = content[::2].count(0), content[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most >= WIDE_SHARE * (len(content) // 2) and least <= most // 4:
        whole = content[: len(content) // 2 * 2]
        return whole, "utf-16-le" if odd > even else "utf-16-be"
    return content if is_declared_wide else content.strip(b"\x00") or content, charset


def is_text(content: bytes) -> bool:
    """Whether bytes can be a text at all: no control characters but white space and escapes."""
    return len(content.translate(None, _CONTROL_BYTES)) == len(content)


def make_safe(text: str) -> tuple[str, bool]:
    """Text that any store can hold: NULs and lone surrogates shown as U+FFFD, other controls gone.

    Line ends become a bare newline. The second answer is whether a NUL or surrogate was found.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        content = text.encode()
    except UnicodeEncodeError:  # a surrogate
        return _UNSAFE.sub(_safe_sign, text), True
    if len(content) == len(content.translate(None, _UNSAFE_BYTES)):
        return text, False
    return _UNSAFE.sub(_safe_sign, text), b"\x00" in content


def _safe_sign(found: re.Match[str]) -> str:
    """What stands for one unsafe character."""
    sign = found[0]
    if sign == "\x0c":
        return "\n"
    return "\ufffd" if sign == "\x00" or sign >= "\ud800" else ""
