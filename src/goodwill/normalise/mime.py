"""The parts of a mail, transfer encodings undone: fast-mail-parser, else the standard library.

Which parts are its text, and in which charset, is `body`'s business. Headers are split in
`headers`. Bare plain text needs no parser. The fast parser refuses what it cannot decode, and
then the slower, more lenient one is asked; nested mails (`message/rfc822`) are never entered,
and the fast parser hands on their bytes.
"""

from __future__ import annotations

import email
import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from dataclasses import dataclass
from email.message import Message as ParsedMail
from typing import TYPE_CHECKING, TypeAlias

from fast_mail_parser import ParseError, PyLazyMimePart, parse_email_tree

from goodwill.normalise.charsets import is_text
from goodwill.normalise.headers import HEADER_LIMIT, decode_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodwill.normalise.headers import Headers

__all__ = [
    "MailIn",
    "Mime",
    "Part",
    "attached_mails",
    "content_types",
    "is_of_outlook",
    "parse_mime",
]

MailIn: TypeAlias = "Callable[[bytes], bytes]"
"""The mail in a file of Outlook, as everybody writes mails; b"" where it is none."""

DEPTH_LIMIT = 100
"""Nested parts that are entered; deeper mail is hostile."""

PART_LIMIT = 10_000
"""Parts that are looked at."""

WORD_LIMIT = 5_000
"""Encoded words beyond which the fast parser is not asked: its time grows with their square."""

SIZE_LIMIT = 64_000_000
"""Bytes of one mail that are parsed; attachments beyond are not seen."""

_AS_IT_IS = frozenset({"", "7bit", "8bit", "binary"})
_PARAMETER = re.compile(r";\s*([a-z*0-9-]{1,40})\s*=\s*(?:\"([^\"]*)\"|([^;\s\"]*))", re.IGNORECASE)
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]{4,}={0,2}\s*\Z")
_NO_LETTER = re.sub(rb"[A-Za-z0-9+/]", b"", bytes(range(256)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One node: `content` is None for a container; `parameters` are those of its type."""

    content_type: str
    parameters: dict[str, str]
    filename: str
    is_attached: bool
    content: bytes | None
    children: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mime:
    """The tree of parts; `is_damaged` where something could not be decoded at all.

    `parser` is who took it apart: `fast-mail-parser`, `email`, or `none` where none was needed.
    """

    root: Part
    parser: str
    is_damaged: bool
    flags: tuple[str, ...]


def parse_mime(payload: bytes, headers: Headers) -> Mime:
    """The parts of a mail; never fails, whatever the bytes."""
    only = _only_part(payload, headers)
    return _parsed(payload, headers) if only is None else only


def _parsed(payload: bytes, headers: Headers) -> Mime:
    """The parts of a mail that takes a parser."""
    payload, flags = _bounded(payload, headers)
    if payload.count(b"=?") > WORD_LIMIT:
        return _lenient(payload, headers, flags)
    try:
        tree = parse_email_tree(payload, mode="lazy")
        root = _fast_part(tree, 0, [PART_LIMIT])
    except _TooDeepError:
        return _unparsed(headers, (*flags, "mime_too_deep"))
    except ParseError as error:
        if "depth" in str(error):
            return _unparsed(headers, (*flags, "mime_too_deep"))
        return _lenient(payload, headers, flags)
    if _is_bare(root) and payload[headers.body_at :].strip():
        return _lenient(payload, headers, flags)
    return Mime(root=root, parser="fast-mail-parser", is_damaged=False, flags=flags)


def _only_part(payload: bytes, headers: Headers) -> Mime | None:
    """The one part of a mail of plain text that nothing was done to, which needs no parser."""
    kinds = headers.all("content-type")
    if len(kinds) > 1 or not headers.is_clean or len(payload) > SIZE_LIMIT:
        return None
    if headers.first("content-transfer-encoding").lower() not in _AS_IT_IS:
        return None
    kind = kinds[0] if kinds else ""
    content_type = kind.partition(";")[0].strip().lower() or "text/plain"
    if content_type != "text/plain" or "name" in kind or "content-disposition" in headers.values:
        return None
    content = payload[headers.body_at :]
    if not content.strip():
        return None
    parameters = content_parameters(kind) if ";" in kind else {}
    root = Part(
        content_type=content_type,
        parameters=parameters,
        filename="",
        is_attached=False,
        content=content,
    )
    return Mime(root=root, parser="none", is_damaged=False, flags=())


class _TooDeepError(Exception):
    """Parts nested beyond the limit."""


def _bounded(payload: bytes, headers: Headers) -> tuple[bytes, tuple[str, ...]]:
    """The payload cut to what may be parsed, and flags for what was cut."""
    flags: list[str] = []
    if "headers_cut" in headers.flags:
        payload = payload[:HEADER_LIMIT] + b"\n\n" + payload[headers.body_at :]
    if len(payload) > SIZE_LIMIT:
        payload = payload[:SIZE_LIMIT]
        flags.append("too_large")
    is_multipart = "multipart" in headers.first("content-type").lower()
    if is_multipart and payload.count(b"\n--") > PART_LIMIT:
        payload = b"\n--".join(payload.split(b"\n--", PART_LIMIT)[:PART_LIMIT])
        flags.append("too_many_parts")
    return payload, tuple(flags)


def _fast_part(node: PyLazyMimePart, depth: int, left: list[int]) -> Part:
    """One node of the fast parser's tree, as ours; `left` counts down over the whole tree."""
    if depth > DEPTH_LIMIT:
        raise _TooDeepError
    left[0] -= 1
    content_type = node.content_type.lower()
    is_attached = (node.disposition or "").lower() == "attachment" or node.is_message
    wanted = content_type.startswith("text/") and not is_attached
    is_mail = node.is_message or is_of_outlook(content_type, node.filename)
    children = () if node.is_message else node.children
    return Part(
        content_type=content_type,
        parameters=_parameters(node.headers) if wanted else {},
        filename=node.filename,
        is_attached=is_attached,
        content=node.content if wanted or is_mail else None,
        children=tuple(_fast_part(child, depth + 1, left) for child in children if left[0] > 0),
    )


def _parameters(headers: dict[str, list[str]]) -> dict[str, str]:
    """Parameters of a part's Content-Type, by lower-case name."""
    for name, values in headers.items():
        if name.lower() == "content-type":
            return content_parameters(values[0])
    return {}


def content_parameters(value: str) -> dict[str, str]:
    """Parameters of a Content-Type value, by lower-case name."""
    found = _PARAMETER.findall(value[:2000])
    return {name.lower(): quoted or plain for name, quoted, plain in found}


def content_types(part: Part) -> frozenset[str]:
    """The types of a part and of all parts in it."""
    if not part.children:
        return frozenset((part.content_type,))
    return frozenset((part.content_type,)).union(*map(content_types, part.children))


def attached_mails(part: Part, mail_in: MailIn = lambda _: b"") -> Iterator[bytes]:
    """The bytes of each mail that is attached whole, in order; `mail_in` opens those of Outlook."""
    if part.content_type == "message/rfc822" and part.content:
        yield part.content
    elif part.content and is_of_outlook(part.content_type, part.filename):
        yield from filter(None, [mail_in(part.content)])
    for child in part.children:
        yield from attached_mails(child, mail_in)


def is_of_outlook(content_type: str, filename: str) -> bool:
    """Whether a part is a file that Outlook keeps one mail in (`.msg`), by what it is called."""
    return content_type == "application/vnd.ms-outlook" or filename.lower().endswith(".msg")


def _is_bare(root: Part) -> bool:
    """Whether the tree holds nothing at all: no text, no attachment."""
    if root.children:
        return all(_is_bare(child) for child in root.children)
    if root.content is None:
        return root.content_type.startswith("multipart/")
    return not root.content.strip()


def _unparsed(headers: Headers, flags: tuple[str, ...]) -> Mime:
    """A mail whose parts are beyond the limits: its headers stand, its text is not read."""
    content_type = headers.first("content-type").partition(";")[0].strip().lower()
    root = Part(
        content_type=content_type, parameters={}, filename="", is_attached=False, content=None
    )
    return Mime(root=root, parser="none", is_damaged=False, flags=flags)


def _lenient(payload: bytes, headers: Headers, flags: tuple[str, ...]) -> Mime:
    """The tree as the standard library sees it."""
    damage: list[str] = []
    try:
        mail = email.message_from_bytes(payload)
        root = _slow_part(mail, 0, [PART_LIMIT], damage)
    except (RecursionError, _TooDeepError):
        return _unparsed(headers, (*flags, "mime_too_deep"))
    return Mime(
        root=root,
        parser="email",
        is_damaged="not_decodable" in damage,
        flags=(*flags, *dict.fromkeys(damage)),
    )


def _slow_part(node: ParsedMail, depth: int, left: list[int], damage: list[str]) -> Part:
    """One node of the standard library's tree, as ours."""
    if depth > DEPTH_LIMIT:
        raise _TooDeepError
    left[0] -= 1
    content_type = _content_type(node)
    is_message = content_type.startswith("message/")
    is_attached = (
        _header(node, "content-disposition").lower().startswith("attachment") or is_message
    )
    nested = _payload(node)
    children = nested if isinstance(nested, list) and not is_message else []
    is_leaf = not children and not is_message
    wanted = is_leaf and not is_attached and content_type.startswith(("text/", "multipart/"))
    is_item = is_leaf and is_of_outlook(content_type, _filename(node))
    return Part(
        content_type="text/plain" if wanted and "multipart" in content_type else content_type,
        parameters=content_parameters(_header(node, "content-type")),
        filename=_filename(node),
        is_attached=is_attached,
        content=_slow_content(node, [] if is_item else damage) if wanted or is_item else None,
        children=tuple(
            _slow_part(child, depth + 1, left, damage)
            for child in children
            if left[0] > 0 and isinstance(child, ParsedMail)
        ),
    )


def _payload(node: ParsedMail) -> object:
    """What a part holds, as it stands.

    `get_payload` would read it in the charset that the part declares, and falls where that is no
    name; here a part's bytes are read once, and later.
    """
    return vars(node)["_payload"]


def _content_type(node: ParsedMail) -> str:
    """The lower-case type of a part; containers without parts count as what they contain."""
    try:
        return node.get_content_type()
    except (ValueError, TypeError):
        return "text/plain"


def _header(node: ParsedMail, name: str) -> str:
    """One header of a part, "" where there is none."""
    return str(node.get(name, "") or "")


def _filename(node: ParsedMail) -> str:
    """The file name of a part; a broken one is none."""
    try:
        return decode_words(node.get_filename() or "")
    except (ValueError, TypeError, LookupError):
        return ""


def _slow_content(node: ParsedMail, damage: list[str]) -> bytes:
    """The bytes of a leaf, as far as its transfer encoding can be undone."""
    raw = _payload(node)
    content = raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""
    encoding = _header(node, "content-transfer-encoding").strip().lower()
    if encoding == "base64":
        return _lenient_base64(content, damage)
    if encoding in {"quoted-printable", "x-uuencode", "uuencode", "x-uue"}:
        decoded = node.get_payload(decode=True)
        return decoded if isinstance(decoded, bytes) else content
    return content


def _lenient_base64(content: bytes, damage: list[str]) -> bytes:
    """Base64 as far as it goes; a text behind it (a list's footer) or instead of it is kept."""
    lines = content.strip().split(b"\n")
    count = next((i for i, line in enumerate(lines) if not _BASE64_LINE.match(line)), len(lines))
    rest = b"\n".join(lines[count:])
    if not is_text(rest):
        damage.append("not_decodable")
        return b""
    decoded = _decode_base64(b"".join(lines[:count]))
    damage.append("base64_damaged")
    return decoded + (b"\n" + rest if rest.strip() else b"")


def _decode_base64(content: bytes) -> bytes:
    """The bytes of base64 whose end may be missing."""
    try:
        return a2b_base64(content + b"=" * (-len(content) % 4))
    except Base64Error:
        letters = content.translate(None, _NO_LETTER)  # what stands between may look like an end
        return a2b_base64(letters[: len(letters) // 4 * 4])
