"""HTML mail to text, with quoted parts fenced by structure before the text is taken.

Mail programs say in markup what they quote (`blockquote type=cite`, `.gmail_quote`, ...);
in plain text that knowledge is lost. So quoted elements are put between two marks from the
private use area here, and `body` takes the marks out again. Hidden preheaders go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

if TYPE_CHECKING:
    from resiliparse.parse.html import ElementNode, Node

__all__ = ["FENCE_CLOSE", "FENCE_OPEN", "html_text"]

FENCE_OPEN, FENCE_CLOSE = "\ue0f1", "\ue0f2"
"""A line of its own before and behind what the markup says is quoted."""

HTML_LIMIT = 3_000_000
"""Characters of HTML that are read."""

_FENCES = re.compile(f"[{FENCE_OPEN}{FENCE_CLOSE}]")
_QUOTES = (
    "blockquote[type=cite], .gmail_quote, .gmail_attr, .yahoo_quoted, .moz-cite-prefix, "
    ".protonmail_quote, .zmail_extra, .tutanota_quote, .moz-forward-container, "
    "#OLK_SRC_BODY_SECTION, [name=quote]"
)
_QUOTE_STARTS = (
    "#divRplyFwdMsg, #appendonsend, #stopSpelling, #mail-editor-reference-message-container"
)
_QUOTE_HINT = re.compile(
    "blockquote|_quote|gmail_attr|moz-|zmail_extra|OLK_SRC|name=.?quote|"
    "divRplyFwdMsg|appendonsend|stopSpelling|reference-message"
)
_HIDDEN = "[style*='display:none'], [style*='display: none'], [style*='mso-hide:all'], [hidden]"
_HIDDEN_HINT = re.compile(r"display:\s?none|mso-hide|\shidden")


def html_text(source: str) -> tuple[str, bool]:
    """The visible text of an HTML mail with quotes fenced, and whether the source was cut."""
    is_cut = len(source) > HTML_LIMIT
    source = _FENCES.sub("", source[:HTML_LIMIT])
    tree = HTMLTree.parse(source)
    if tree.body is None:
        return "", is_cut
    if _HIDDEN_HINT.search(source):
        for element in list(tree.body.query_selector_all(_HIDDEN)):
            element.decompose()
    if _QUOTE_HINT.search(source):
        _fence_quotes(tree, tree.body)
    text = extract_plain_text(tree, links=False, alt_texts=False)
    return text.replace("\xa0", " "), is_cut


def _fence_quotes(tree: HTMLTree, body: ElementNode) -> None:
    """Put a mark before and behind every quoted element."""
    for element in list(body.query_selector_all(_QUOTES)):
        _put_before(tree, element, FENCE_OPEN)
        follower = element.next
        if follower is not None and follower.parent is not None:
            follower.parent.insert_before(_mark(tree, FENCE_CLOSE), follower)
        elif element.parent is not None:
            element.parent.append_child(_mark(tree, FENCE_CLOSE))
    start = body.query_selector(_QUOTE_STARTS)
    if start is not None:
        _put_before(tree, start, FENCE_OPEN)


def _put_before(tree: HTMLTree, element: ElementNode, sign: str) -> None:
    """Put a mark before an element."""
    if element.parent is not None:
        element.parent.insert_before(_mark(tree, sign), element)


def _mark(tree: HTMLTree, sign: str) -> Node:
    """A mark on a line of its own."""
    mark = tree.create_element("div")
    if mark is None:
        raise RuntimeError(tree)
    mark.text = sign
    return mark
