"""HTML whose tree would be far larger than itself, or take far longer than its length.

HTML5 opens every formatting element that was left open again in each new paragraph: so n
`<font>` and n paragraphs make n * n nodes. Lists within lists are indented, unmatched end tags
and attributes looked up, one after the other. What would cost too much is rewritten here before
`html` makes a tree of it, or read without one. No text is lost by either.
"""

from __future__ import annotations

import re
from html import unescape

__all__ = ["flat_text", "is_tangled", "levelled"]

FORMATTED_TAGS = 1_000
"""Tags up to which formatting stays as it is: half of them squared is what a tree can hold."""

TREE_TAGS = 20_000
"""Tags up to which a tree is made; a table of a thousand rows has fewer."""

TREE_LISTS = 1_000
"""Lists up to which a tree is made: each may lie in the one before, and be indented by it."""

_FORMATTING = re.compile(
    r"(</?)(?=(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>])", re.IGNORECASE
)
"""What HTML5 calls formatting elements (13.2.4.3, the list of active formatting elements)."""

_LIST = re.compile(r"<(?:ul|ol|menu|dir)[\s/>]", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"<]*+\"|'[^'<]*+'")
_CROWDED = re.compile(r"<[a-zA-Z](?:[^<>\s]*+\s++){2000}")
"""A tag with thousands of attributes."""

_CROWD_LENGTH = 4_000
"""Characters without `<` that thousands of attributes take at least."""

_TAG = re.compile(r"<(?:(!--)|(/?[a-zA-Z][a-zA-Z0-9:-]*+)[^<>]*+>?|[!?/][^<>]*+>?)")
_COMMENT_END = "-->"
_UNSEEN = frozenset({"script", "style", "title"})
_APART = frozenset({"td", "th", "option"})
_WITHIN_LINE = frozenset({
    "a", "abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip


def levelled(source: str) -> str:
    """The source with its formatting as elements that HTML5 does not open again.

    `<b>` becomes `<x-b>`, which lies within a line as `<b>` does and says as little of the text.
    """
    if source.count("<") <= FORMATTED_TAGS:
        return source
    return _FORMATTING.sub(r"\1x-", source)


def is_tangled(source: str) -> bool:
    """Whether a tree of the source would cost too much."""
    tags = source.count("<")
    if tags > TREE_TAGS or _is_crowded(source):
        return True
    return tags > TREE_LISTS and len(_LIST.findall(source)) > TREE_LISTS


def _is_crowded(source: str) -> bool:
    """Whether a tag has thousands of attributes, whatever stands in their quotes."""
    places = range(0, len(source) - _CROWD_LENGTH // 2, _CROWD_LENGTH // 2)
    if all("<" in source[at : at + _CROWD_LENGTH // 2] for at in places):
        return False  # no stretch long enough
    return _CROWDED.search(_QUOTED.sub("", source)) is not None


def flat_text(source: str) -> str:
    """The text of a source without a tree: what a tag within a line or around one stands for."""
    lines = (" ".join(line.split()) for line in unescape(_without_tags(source)).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_tags(source: str) -> str:
    """The source with a line end, a blank or nothing for each tag."""
    pieces: list[str] = []
    at, unseen, last_comment_end = 0, "", source.rfind(_COMMENT_END)
    for tag in _TAG.finditer(source):
        name = (tag[2] or "").lower()
        if tag.start() < at or (unseen and name != f"/{unseen}"):
            continue  # in a comment or a script
        if not unseen:
            pieces.append(source[at : tag.start()].replace("\n", " "))
        at, unseen = tag.end(), name if name in _UNSEEN else ""
        if tag[1] and at <= last_comment_end:
            at = source.index(_COMMENT_END, at) + len(_COMMENT_END)
        pieces.append(_stands_for(name))
    if not unseen:
        pieces.append(source[at:].replace("\n", " "))
    return "".join(pieces)


def _stands_for(name: str) -> str:
    """A blank for the end of a cell, nothing for what lies within a line, else a line end."""
    bare = name.removeprefix("/")
    if bare in _APART:
        return " "
    return "" if not bare or bare in _WITHIN_LINE else "\n"
