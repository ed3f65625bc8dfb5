"""How far something is that is done behind the pages: an import, an answer that takes seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass

__all__ = ["Behind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Something under way, or done once it has `ended` (both by the monotonic clock).

    `says` is what is being done, `done` how much of it, of `total` where that is known; `fault` and
    `hint` tell why it stopped.
    """

    began: float
    says: str = ""
    done: int = 0
    total: int | None = None
    ended: float | None = None
    fault: str = ""
    hint: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.ended is None

    @property
    def seconds(self) -> int:
        """For how long it has taken so far, or took."""
        return int((self.ended or time.monotonic()) - self.began)
