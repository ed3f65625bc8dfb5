"""Show an address in the reader's browser, where there is a screen and nobody said not to."""

from __future__ import annotations

import os
import sys

__all__ = ["show"]


def show(address: str) -> None:
    """Open the address; GOODWILL_NO_BROWSER=1 keeps the browser closed."""
    has_screen = sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_screen and os.environ.get("GOODWILL_NO_BROWSER") != "1":
        import webbrowser

        webbrowser.open(address)
