"""Who sits at this machine: the name under what people say, unless they give another."""

from __future__ import annotations

import getpass

__all__ = ["who"]


def who() -> str:
    """The name under which this person is logged in; "" where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
