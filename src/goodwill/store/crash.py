"""Where a test may kill the process: before and behind each thing that is made durable.

`GOODWILL_CRASH_AT=n` ends the process at the n-th such point, as `kill -9` would. Unset, as it
is outside tests, a point costs one comparison.
"""

from __future__ import annotations

import os
from itertools import count

__all__ = ["crash_point"]

_AT = int(os.environ.get("GOODWILL_CRASH_AT", "0"))
_passed = count(1)


def crash_point() -> None:
    """End the process here if this is the point that was asked for."""
    if _AT and next(_passed) == _AT:
        os._exit(137)
