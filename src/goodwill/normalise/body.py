"""The body of a mail as one text: which parts are read, and as what.

Plain text goes before HTML; attached texts and nested mails are only named. What in the text
is new and what is quoted is `zones`' question; transfer encodings are undone in `mime`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodwill.normalise.charsets import decode_bytes, is_text, make_safe, narrowed
from goodwill.normalise.dumps import cut_dumps, may_hold_dumps
from goodwill.normalise.html import (
    FENCE_CLOSE,
    FENCE_OPEN,
    SIGN_CLOSE,
    SIGN_OPEN,
    html_text,
    without_marks,
)
from goodwill.normalise.mime import is_of_outlook

if TYPE_CHECKING:
    from goodwill.normalise.mime import Mime, Part

__all__ = ["Body", "read_body"]

BODY_LIMIT = 1_000_000
"""Characters of text that are kept; nobody writes more by hand."""

MOST_NULS = 0.1
"""Share of NULs beyond which bytes are no text."""

_HTML = "text/html"
_READ = frozenset(
    {"text/plain", _HTML, "text", "text/enriched", "text/richtext", "text/x-markdown"}
)
_HTML_START = re.compile(r"\s*(?:<!doctype html|<html|<body|<div[ >])", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The decoded text, what its markup says of stretches `[start, end)` of it, and attachments.

    `fenced` are quoted, `signed` are signatures.
    """

    text: str
    fenced: tuple[tuple[int, int], ...]
    signed: tuple[tuple[int, int], ...]
    attachments: tuple[str, ...]
    flags: tuple[str, ...]


def read_body(mime: Mime) -> Body:
    """The text of a mail; empty where there is none."""
    found = _Collected()
    found.add(mime.root)
    text = "\n".join(text for text in found.texts if text)
    if len(text) > BODY_LIMIT:
        text = text[:BODY_LIMIT]
        found.flags.append("body_cut")
    if ">From " in text:
        text = _without_mangling(text)
    if may_hold_dumps(text):
        text, names, flags = cut_dumps(text)
        found.attachments.extend(names)
        found.flags.extend(flags)
    signed: tuple[tuple[int, int], ...] = ()
    fenced: tuple[tuple[int, int], ...] = ()
    if FENCE_OPEN in text or SIGN_OPEN in text:
        text, fenced, signed = _take_marks(text)
    return Body(
        text=text,
        fenced=fenced,
        signed=signed,
        attachments=tuple(found.attachments),
        flags=tuple(dict.fromkeys(found.flags)),
    )


class _Collected:
    """What a walk over the parts has found so far."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.attachments: list[str] = []
        self.flags: list[str] = []

    def add(self, part: Part) -> None:
        """Take in one part and what it holds."""
        if part.children and part.content_type == "multipart/alternative":
            self._add_alternative(part.children)
        elif part.children:
            for child in part.children:
                self.add(child)
        elif part.content is not None and self._is_read(part):
            self.texts.append(self._text_of(part))
        elif not part.content_type.startswith("multipart/"):
            self._add_attachment(part)

    def _is_read(self, part: Part) -> bool:
        """Whether a leaf is text to read: not attached, and not a named file behind the text."""
        if part.content_type not in _READ or part.is_attached:
            return False
        return not (part.filename and any(text.strip() for text in self.texts))

    def _add_attachment(self, part: Part) -> None:
        """Name one attachment."""
        is_item = part.content and is_of_outlook(part.content_type, part.filename)
        if part.content_type.startswith("message/rfc822") or is_item:
            self.flags.append("forwarded_as_attachment")
        if part.content_type.endswith("ms-tnef"):
            self.flags.append("winmail_dat")
        name = make_safe(part.filename)[0].strip() or part.content_type
        self.attachments.append(name.rpartition("/")[2] if part.filename else name)

    def _add_alternative(self, children: tuple[Part, ...]) -> None:
        """Take the plain one of several renderings, HTML where the plain one is empty."""
        plain = next((p for p in children if p.content_type == "text/plain" and p.content), None)
        if plain is not None and plain.content is not None and plain.content.strip():
            self.add(plain)
            children = tuple(p for p in children if p is not plain and not _is_rendering(p))
        else:
            children = tuple(p for p in children if p is not plain)
        for child in children:
            self.add(child)

    def _text_of(self, part: Part) -> str:
        """The text of a leaf, safe for any store."""
        content = part.content or b""
        content, charset = narrowed(content, part.parameters.get("charset", ""))
        if part.content_type == _HTML and not charset and (meta := _META_CHARSET.search(content)):
            charset = meta[1].decode("ascii")
        text, flag = decode_bytes(content, charset)
        if flag:
            self.flags.append(flag)
        nuls = text.count("\x00") if "\x00" in text else 0
        if (flag and not is_text(content)) or nuls > MOST_NULS * len(text):
            self.flags.append("not_text")
            return ""
        text, is_damaged = make_safe(text.replace("\xa0", " "))
        if is_damaged:
            self.flags.append("unsafe_characters")
        return self._laid_out(without_marks(text), part)

    def _laid_out(self, text: str, part: Part) -> str:
        """A leaf's text as lines: HTML rendered, flowed lines joined."""
        if part.content_type == _HTML or _HTML_START.match(text):
            text, is_cut = html_text(text)
            if is_cut:
                self.flags.append("html_cut")
            return make_safe(text.replace("\xa0", " "))[0]
        if part.parameters.get("format", "").lower() == "flowed":
            return _unflow(text, part.parameters.get("delsp", "").lower() == "yes")
        return text


def _is_rendering(part: Part) -> bool:
    """Whether an alternative only says again what the plain text says."""
    if part.children:
        return part.content_type == "multipart/related"
    return part.content_type in _READ


def _unflow(text: str, delete_space: bool) -> str:
    """Join the soft line ends of RFC 3676; quote depth and signature marks stay."""
    paragraphs: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        is_soft = content.endswith(" ") and content != "-- "
        piece = content[:-1] if is_soft and delete_space else content
        if open_depth == depth and content != "-- ":
            paragraphs[-1].append(piece)
        else:
            paragraphs.append([f"{'>' * depth} {piece}" if depth else piece])
        open_depth = depth if is_soft else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)


def _without_mangling(text: str) -> str:
    """The text without the `>` that mbox writers put before `From ` where nobody is quoted."""
    lines = text.split("\n")
    quoted = [line.startswith(">") and not line.startswith(">From ") for line in lines]
    for number, line in enumerate(lines):
        if line.startswith(">From ") and not any(quoted[max(0, number - 1) : number + 2]):
            lines[number] = line[1:]
    return "\n".join(lines)


_MARKS = {FENCE_OPEN: (0, 1), FENCE_CLOSE: (0, -1), SIGN_OPEN: (1, 1), SIGN_CLOSE: (1, -1)}


def _take_marks(
    text: str,
) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """The text without mark lines, and the stretches quoted and signed between them."""
    kept: list[str] = []
    found: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    at, depth, opened = 0, [0, 0], [0, 0]
    for line in text.split("\n"):
        mark = _MARKS.get(line.strip())
        if mark is None:
            kept.append(line)
            at += len(line) + 1
            continue
        which, step = mark
        if step > 0 and not depth[which]:
            opened[which] = at
        if step < 0 and depth[which] == 1 and at > opened[which]:
            found[which].append((opened[which], at))
        depth[which] = max(0, depth[which] + step)
    for which in (0, 1):
        if depth[which] and at > opened[which]:
            found[which].append((opened[which], at))
    return "\n".join(kept), tuple(found[0]), tuple(found[1])
