"""Whether a book is connected to any live source: asked whenever a page is drawn, so light.

All else about sources is in `live`.
"""

from __future__ import annotations

from goodwill.store.stored import Reader

__all__ = ["has_sources"]


def has_sources(reader: Reader) -> bool:
    """Whether anything is connected."""
    return bool(reader.rows("select 1 from live_source limit 1"))
