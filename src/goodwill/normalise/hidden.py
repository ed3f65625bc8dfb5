"""What of an HTML mail nobody would see: preheaders, tracking words, planted instructions.

Judged by the element's own style, by classes that the mail's style sheet hides, and by white
on no background. How the rest becomes text is next door in `html`. When in doubt it is seen.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from resiliparse.parse.html import ElementNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from resiliparse.parse.html import Node

__all__ = ["HIDDEN_HINT", "Hiding", "may_hide"]

HIDDEN_HINT = (
    rb"(?i:display\s*:\s*none|mso-hide|[\s\"'/]hidden|visibility|opacity|"
    rb"[^-\w](?:max-)?height\s*:\s*0|font-size\s*:\s*[01](?:[^0-9.]|\.0)|"
    rb"text-indent\s*:\s*-|(?:left|top)\s*:\s*-\s*\d{3}|transparent|"
    rb"[^-\w]color\s*[=:]\s*[\"']?(?:#fff|white|rgb\(\s*255))"
)
"""What a source that hides something holds, in UTF-8, as re2 reads it: in capitals and with
blanks wherever a browser lets them stand."""

_REWRITTEN = rb"|&(?:#|colon|Tab|NewLine|period|num|lpar)"
"""Signs of a style may be written in another way, so that no hint shows."""

ANCESTORS = 40
"""Elements above a white one whose background is looked for."""

LOOKS = 200
"""Elements in small print whose whole inside is looked at; they may lie in one another."""

SHEET_LIMIT = 200_000
"""Characters of style sheets that are read."""

_HIDDEN = re.compile(
    r"display:none|mso-hide:all|visibility:hidden|opacity:0(?:\.0+)?(?:[;!]|\Z)|"
    r"text-indent:-\d{3,}|(?:left|top):-\d{3,}|(?:^|;)color:transparent"
)
_FLAT = re.compile(r"(?:^|;)(?:max-)?height:0(?:px|pt)?(?:[;!]|\Z)")
_TINY = re.compile(r"(?:^|;)font-size:(?:0|1)(?:\.0+)?(?:px|pt|em|%)?(?:[;!]|\Z)")
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?:[;!]|\Z)")
_FONTS = frozenset({"font", "x-font"})
_WHITE_NAMES = frozenset({"#ffffff", "#fff", "white"})
_GROUND = re.compile(r"<style[^>]{0,200}>[^<]{0,20000}background", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_NAMED = re.compile(r"[.#][A-Za-z_][\w-]{0,80}\Z")
_SHEET = re.compile(r"<(?i:style)")
_SHEET_END = re.compile(r"</(?i:style)")
_MEDIA = re.compile(r"@(?i:media)")


def may_hide(content: bytes) -> bool:
    """Whether a source, in UTF-8, can hide anything."""
    return _hint()(content) is not None


@cache
def _hint() -> Callable[[bytes], object]:
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415  slow to load, no need in plain mail

    search: Callable[[bytes], object] = re2.compile(HIDDEN_HINT + _REWRITTEN).search
    return search


class Hiding:
    """What one mail hides, and how."""

    def __init__(self, source: str) -> None:
        self._classes = _hidden_names(source)
        self._has_ground = _GROUND.search(source) is not None
        self._looks = LOOKS

    def hides(self, element: ElementNode) -> bool:
        """Whether a browser would not show the element."""
        if element.hasattr("hidden") or self._is_named(element):
            return True
        raw = element.getattr("style")
        if not raw:
            return element.tag in _FONTS and self._is_white(element, "")
        style = "".join(raw.lower().split())
        if _HIDDEN.search(style):
            return True
        if _FLAT.search(style) and "overflow:hidden" in style:
            return True
        if _TINY.search(style) and self._is_small_throughout(element):
            return True
        return "color" in style and self._is_white(element, style)

    def _is_small_throughout(self, element: ElementNode) -> bool:
        """Whether nothing inside an element sets a size of its own."""
        self._looks -= 1
        return self._looks >= 0 and "font-size" not in element.html.partition(">")[2].lower()

    def _is_named(self, element: ElementNode) -> bool:
        """Whether the style sheet hides the element by its class or id."""
        if not self._classes:
            return False
        if element.id and f"#{element.id}" in self._classes:
            return True
        classes = element.class_name or ""
        return any(f".{name}" in self._classes for name in classes.split())

    def _is_white(self, element: ElementNode, style: str) -> bool:
        """Whether an element is white, and stands on no background that would show it."""
        color = (element.getattr("color") or "").lower()
        if self._has_ground or not (_WHITE.search(style) or color in _WHITE_NAMES):
            return False
        above: Node | None = element
        for _ in range(ANCESTORS):
            if not isinstance(above, ElementNode) or above.tag == "html":
                return True
            if above.hasattr("bgcolor") or above.hasattr("background"):
                return False
            if "background" in (above.getattr("style") or "").lower():
                return False
            above = above.parent
        return False


def _hidden_names(source: str) -> frozenset[str]:
    """The `.class` and `#id` that a style sheet hides on every screen.

    Rules inside `@media` are for some screens only and are left out.
    """
    found: set[str] = set()
    left = SHEET_LIMIT
    opening = _SHEET.search(source)
    while opening and left > 0:
        start = opening.start()
        closing = _SHEET_END.search(source, start)
        sheet = source[start : closing.start() if closing else start + left][:left]
        left -= len(sheet)
        found.update(_hidden_in(_MEDIA.split(sheet, 1)[0]))
        opening = _SHEET.search(source, closing.end()) if closing else None
    return frozenset(found)


def _hidden_in(sheet: str) -> set[str]:
    """The names that one sheet without `@media` hides."""
    found: set[str] = set()
    for selectors, body in _RULE.findall(sheet):
        if _HIDDEN.search("".join(body.lower().split())):
            words = (selector.split() for selector in selectors.split(","))
            names = (_NAMED.search(parts[0]) for parts in words if len(parts) == 1)
            found.update(name[0] for name in names if name)
    return found
