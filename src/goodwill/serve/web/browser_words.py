"""A browser as its owner calls it: "Firefox on Windows", from what it says of itself.

Browsers name each other in that line, so the one that is meant is looked for before those that it
also names. What is not known is not guessed: whoever reads the list has to tell their own from a
stranger's.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodwill.serve.languages import say

__all__ = ["browser_words"]

BROWSERS: Sequence[tuple[str, str]] = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
"""Words of the line and whose they are, the more particular first."""

SYSTEMS: Sequence[tuple[str, str]] = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)

LONGEST = 60
"""Characters of a line that is shown as it is, since neither is known."""


def browser_words(agent: str) -> str:
    """The browser and the system; one alone where the other is not known; else the line."""
    browser = next((name for word, name in BROWSERS if word in agent), "")
    system = next((name for word, name in SYSTEMS if word in agent), "")
    if browser and system:
        return say("{browser} on {system}", browser=browser, system=system)
    return browser or system or agent[:LONGEST] or "\N{EN DASH}"
