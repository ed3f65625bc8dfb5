"""HTML mail to text, with quoted parts fenced by structure before the text is taken.

Mail programs say in markup what they quote (`blockquote type=cite`, `.gmail_quote`, ...);
in plain text that knowledge is lost. So quoted elements are put between two marks from the
private use area here, and `body` takes the marks out again. Hidden preheaders go.
"""

from __future__ import annotations

import re

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import DOMContext, ElementNode, HTMLTree, Node, traverse_dom

__all__ = ["FENCE_CLOSE", "FENCE_OPEN", "html_text"]

FENCE_OPEN, FENCE_CLOSE = "\ue0f1", "\ue0f2"
"""A line of its own before and behind what the markup says is quoted."""

HTML_LIMIT = 3_000_000
"""Characters of HTML that are read."""

QUOTE_LIMIT = 2_000
"""Quoted elements that are marked; nobody quotes more."""

_FENCES = re.compile(f"[{FENCE_OPEN}{FENCE_CLOSE}]")
_QUOTE_CLASSES = frozenset({
    "gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "moz-forward-container",
    "protonmail_quote", "zmail_extra", "tutanota_quote",
})  # fmt: skip
_QUOTE_IDS = frozenset({"OLK_SRC_BODY_SECTION"})
_LAST_IDS = frozenset({
    "divRplyFwdMsg", "appendonsend", "stopSpelling", "mail-editor-reference-message-container",
})  # fmt: skip
_HINT = re.compile(
    r"blockquote|_quote|gmail_attr|moz-|zmail_extra|OLK_SRC|divRplyFwdMsg|appendonsend|"
    r"stopSpelling|reference-message|display:\s?none|mso-hide|\shidden"
)
_HIDDEN = re.compile(r"display:\s?none|mso-hide:\s?all")


def html_text(source: str) -> tuple[str, bool]:
    """The visible text of an HTML mail with quotes fenced, and whether the source was cut."""
    is_cut = len(source) > HTML_LIMIT
    source = _FENCES.sub("", source[:HTML_LIMIT])
    tree = HTMLTree.parse(source)
    if tree.body is None:
        return "", is_cut
    if _HINT.search(source):
        _change(tree, tree.body)
    text = extract_plain_text(tree, links=False, alt_texts=False)
    return text, is_cut


class _Walk:
    """One pass over the elements: what is hidden, what is quoted, and where the rest is.

    The library's selectors are not used: reading one of n elements found costs n steps.
    """

    def __init__(self) -> None:
        self.hidden: list[ElementNode] = []
        self.quoted: list[ElementNode] = []
        self.last: ElementNode | None = None
        self._within: int | None = None

    def enter(self, context: DOMContext) -> None:
        """Look at one element; what is inside a quoted or hidden one is not looked at."""
        element = context.node
        if self._within is not None and context.depth > self._within:
            return
        self._within = None
        if not isinstance(element, ElementNode):
            return
        if _is_hidden(element):
            self.hidden.append(element)
            self._within = context.depth
        elif _is_quote(element):
            if len(self.quoted) < QUOTE_LIMIT:
                self.quoted.append(element)
            self._within = context.depth
        elif self.last is None and element.id in _LAST_IDS:
            self.last = element


def _is_hidden(element: ElementNode) -> bool:
    """Whether a browser would not show the element."""
    style = element.getattr("style")
    return element.hasattr("hidden") or bool(style and _HIDDEN.search(style.lower()))


def _is_quote(element: ElementNode) -> bool:
    """Whether a mail program marked the element as quoted."""
    if element.tag == "blockquote" and element.getattr("type") == "cite":
        return True
    classes = element.class_name
    if classes and not _QUOTE_CLASSES.isdisjoint(classes.split()):
        return True
    return element.id in _QUOTE_IDS or element.getattr("name") == "quote"


def _change(tree: HTMLTree, body: ElementNode) -> None:
    """Take out what is hidden, and put a mark before and behind every quoted element."""
    walk = _Walk()
    traverse_dom(body, walk.enter, elements_only=True)
    for element in walk.hidden:
        element.decompose()
    for element in walk.quoted:
        _put_before(tree, element, FENCE_OPEN)
        follower = element.next
        if follower is not None and follower.parent is not None:
            follower.parent.insert_before(_mark(tree, FENCE_CLOSE), follower)
        elif element.parent is not None:
            element.parent.append_child(_mark(tree, FENCE_CLOSE))
    if walk.last is not None:
        _put_before(tree, walk.last, FENCE_OPEN)


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
