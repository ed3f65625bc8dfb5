"""Show an address in the reader's browser, where there is a screen and nobody said not to."""

from __future__ import annotations

import os
import sys

__all__ = ["is_wanted", "show"]


def is_wanted() -> bool:
    """Whether there is a screen, and GOODWILL_NO_BROWSER=1 does not keep the browser closed."""
    has_screen = sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and os.environ.get("GOODWILL_NO_BROWSER") != "1"


def show(address: str) -> None:
    """Open the address, where that is wanted."""
    if is_wanted():
        import webbrowser

        webbrowser.open(address)
