"""How much memory a process that reads what strangers have sent may take, whatever there is."""

from __future__ import annotations

import os
import resource
from pathlib import Path

__all__ = ["limit_memory"]


def limit_memory(more: int) -> None:
    """From here on this process may take so many bytes more than it has, then it is refused any."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return  # no Linux: the processor's limit must do
    limit = pages * os.sysconf("SC_PAGE_SIZE") + more
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
