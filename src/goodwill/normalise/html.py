"""HTML mail to text, with quotes and signatures fenced by structure before the text is taken.

Mail programs say in markup what they quote (`blockquote type=cite`, `.gmail_quote`, ...) and
what they sign with; in plain text that knowledge is lost. So such elements are put between
marks from the private use area here, and `body` takes the marks out again. What a reader
would not see goes: that is next door in `hidden`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import DOMContext, ElementNode, HTMLTree, Node, traverse_dom

from goodwill.normalise.hidden import HIDDEN_HINT, Hiding, may_hide
from goodwill.normalise.tangles import flat_text, is_tangled, levelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["FENCE_CLOSE", "FENCE_OPEN", "SIGN_CLOSE", "SIGN_OPEN", "html_text", "without_marks"]

FENCE_OPEN, FENCE_CLOSE = "\ue0f1", "\ue0f2"
"""A line of its own before and behind what the markup says is quoted."""

SIGN_OPEN, SIGN_CLOSE = "\ue0f3", "\ue0f4"
"""The same for what the markup says is a signature."""

HTML_LIMIT = 3_000_000
"""Characters of HTML that are read."""

MARK_LIMIT = 2_000
"""Elements that are marked; nobody quotes more."""

LABELLED = 2
"""Colons that the header block below Word's line holds at least."""

LONGEST_SIGNATURE = 2_000
"""Characters of a signature; what is longer holds more than one."""

LOOKS = 200
"""Elements whose whole inside is looked at; they may lie in one another."""

_MARK_SIGNS = (FENCE_OPEN, FENCE_CLOSE, SIGN_OPEN, SIGN_CLOSE)
_MARKS = re.compile(f"[{FENCE_OPEN}-{SIGN_CLOSE}]")
_WRITTEN_MARKS = re.compile(r"&#(?:x0*+e0f[1-4](?![0-9a-f])|0*+5758[5-8](?!\d));?", re.IGNORECASE)
"""The marks as a mail may write them itself."""

_NO_MARK = "\ufffd"
_QUOTE_CLASSES = frozenset({
    "gmail_quote", "gmail_attr", "moz-cite-prefix", "moz-forward-container", "iosymail",
    "protonmail_quote", "zmail_extra", "tutanota_quote", "skiff_quote", "AppleMailQuote",
})  # fmt: skip
_QUOTE_IDS = frozenset({
    "OLK_SRC_BODY_SECTION", "isReplyContent", "isForwardContent", "origbody", "reply139content",
    "oriMsgHtmlSeperator", "reply-intro", "blockquote_zmail",
})  # fmt: skip
_LAST_IDS = frozenset({
    "divRplyFwdMsg", "appendonsend", "stopSpelling", "replySplit", "zwchr",
    "mail-editor-reference-message-container",
})  # fmt: skip
_LAST_CLASSES = frozenset({"OutlookMessageHeader", "ms-outlook-mobile-reference-message"})
_SIGN_CLASSES = frozenset({
    "gmail_signature", "gmail_signature_prefix", "moz-signature",
    "protonmail_signature_block-user", "tutanota_signature",
})  # fmt: skip
_SIGN_IDS = frozenset({"Signature", "ms-outlook-mobile-signature", "_rc_sig"})
_HINT = (
    b"blockquote|_quote|gmail_|moz-|zmail_extra|OLK_SRC|divRplyFwdMsg|appendonsend|AppleMailQuote|"
    b"stopSpelling|replySplit|zwchr|reference-message|isReplyContent|isForwardContent|origbody|"
    b'reply139content|oriMsgHtml|reply-intro|iosymail|OutlookMessageHeader|"quote"|'
    rb"solid #\w{6} 1\.0pt|ignature|_rc_sig|" + HIDDEN_HINT
)
"""What a source that marks or hides something holds: most hold none, and need no walk."""

_WORDS_LINE = re.compile(r"border-top:solid#?\w+1\.0pt;padding:3\.0pt0")
"""Word's line above the header block of what it quotes, in a style without blanks."""


def html_text(source: str) -> tuple[str, bool]:
    """The visible text of an HTML mail with quotes fenced, and whether the source was cut."""
    is_cut = len(source) > HTML_LIMIT
    source = without_marks(source[:HTML_LIMIT])
    if "&#" in source:
        source = _WRITTEN_MARKS.sub(_NO_MARK, source)
    if is_tangled(source):
        return without_marks(flat_text(source)), is_cut
    tree = HTMLTree.parse(levelled(source))
    if tree.body is None:
        return "", is_cut
    content = source.encode("utf-8", "replace")
    if _hints()(content):
        _change(tree, tree.body, Hiding(source) if may_hide(content) else None)
    text = extract_plain_text(tree, links=False, alt_texts=False)
    return text, is_cut


@cache
def _hints() -> Callable[[bytes], object]:
    """Looks for what is marked or hidden."""
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load, no need in plain mail

    search: Callable[[bytes], object] = re2.compile(_HINT).search
    return search


def without_marks(text: str) -> str:
    """A text that holds none of our marks: a mail that brings its own could hide words by them."""
    return _MARKS.sub(_NO_MARK, text) if any(mark in text for mark in _MARK_SIGNS) else text


class _Walk:
    """One pass over the elements: what is hidden, what is quoted, and where the rest is.

    The library's selectors are not used: reading one of n elements found costs n steps.
    """

    def __init__(self, hiding: Hiding | None) -> None:
        self.hidden: list[ElementNode] = []
        self.quoted: list[tuple[ElementNode, ElementNode]] = []
        self.signed: list[ElementNode] = []
        self.last: ElementNode | None = None
        self._hiding = hiding
        self._within: int | None = None
        self._looks = LOOKS

    def enter(self, context: DOMContext) -> None:
        """Look at one element; what is inside a quoted or hidden one is not looked at."""
        if self._within is not None and context.depth > self._within:
            return
        self._within = None
        element = context.node
        if not isinstance(element, ElementNode) or not element.attrs:
            return
        if self._hiding is not None and self._hiding.hides(element):
            self.hidden.append(element)
            self._within = context.depth
            return
        classes, name = (element.class_name or "").split(), element.id
        if _is_quote(element, classes, name):
            self._take_quote(element, context.depth)
        elif _is_named(_SIGN_CLASSES, _SIGN_IDS, classes, name) and self._is_short(element):
            self.signed.append(element)
            self._within = context.depth
        elif self.last is None and (
            _is_named(_LAST_CLASSES, _LAST_IDS, classes, name) or self._is_words_line(element)
        ):
            self.last = element

    def _take_quote(self, element: ElementNode, depth: int) -> None:
        """Note a quoted element; what follows the first citation in Gmail's may be new."""
        cited = _first_citation(element)
        if len(self.quoted) < MARK_LIMIT:
            self.quoted.append((element, cited or element))
        if cited is None:
            self._within = depth

    def _is_short(self, element: ElementNode) -> bool:
        """Whether an element can be one signature."""
        inside = self._inside(element)
        return inside is not None and len(inside) <= LONGEST_SIGNATURE

    def _is_words_line(self, element: ElementNode) -> bool:
        """Whether an element is Word's line with a header block below."""
        style = element.getattr("style")
        if not style or "border-top" not in style or not _WORDS_LINE.search("".join(style.split())):
            return False
        return (self._inside(element) or "").count(":") >= LABELLED

    def _inside(self, element: ElementNode) -> str | None:
        """The text of an element, None where too many were asked for theirs."""
        self._looks -= 1
        return (element.text or "") if self._looks >= 0 else None


def _is_quote(element: ElementNode, classes: Sequence[str], name: str | None) -> bool:
    """Whether a mail program marked the element, of these classes and this id, as quoted."""
    if not _QUOTE_CLASSES.isdisjoint(classes) or any("yahoo_quoted" in each for each in classes):
        return not _is_indented(element)
    if name in _QUOTE_IDS or element.getattr("name") == "quote":
        return True
    if element.tag != "blockquote":
        return False
    style = element.getattr("style") or ""
    return element.getattr("type") == "cite" or element.hasattr("cite") or "border-left" in style


def _is_indented(element: ElementNode) -> bool:
    """Whether a citation of Gmail's is a paragraph that its writer moved to the right."""
    style = element.getattr("style") or ""
    return element.tag == "blockquote" and "40px" in style and "border:none" in style


def _first_citation(element: ElementNode) -> ElementNode | None:
    """The first citation right in Gmail's quoting element, None where it passes a mail on."""
    if element.tag != "div" or "gmail_quote" not in (element.class_name or "").split():
        return None
    child = element.first_element_child
    while child is not None and child.tag != "blockquote":
        child = child.next_element
    return child


def _is_named(
    wanted: frozenset[str], ids: frozenset[str], classes: Sequence[str], name: str | None
) -> bool:
    """Whether an element of these classes and this id is one that is looked for."""
    return name in ids or not wanted.isdisjoint(classes)


def _change(tree: HTMLTree, body: ElementNode, hiding: Hiding | None) -> None:
    """Take out what is hidden, and put marks around what is quoted or signed with."""
    walk = _Walk(hiding)
    traverse_dom(body, walk.enter, elements_only=True)
    for element in walk.hidden:
        element.decompose()
    for first, final in walk.quoted:
        _put_before(tree, first, FENCE_OPEN)
        _put_behind(tree, final, FENCE_CLOSE)
    for element in walk.signed[:MARK_LIMIT]:
        _put_before(tree, element, SIGN_OPEN)
        _put_behind(tree, element, SIGN_CLOSE)
    if walk.last is not None:
        _put_before(tree, walk.last, FENCE_OPEN)


def _put_before(tree: HTMLTree, element: ElementNode, sign: str) -> None:
    """Put a mark before an element."""
    if element.parent is not None:
        element.parent.insert_before(_mark(tree, sign), element)


def _put_behind(tree: HTMLTree, element: ElementNode, sign: str) -> None:
    """Put a mark behind an element."""
    follower = element.next
    if follower is not None and follower.parent is not None:
        follower.parent.insert_before(_mark(tree, sign), follower)
    elif element.parent is not None:
        element.parent.append_child(_mark(tree, sign))


def _mark(tree: HTMLTree, sign: str) -> Node:
    """A mark on a line of its own."""
    mark = tree.create_element("div")
    if mark is None:
        raise RuntimeError(tree)
    mark.text = sign
    return mark
