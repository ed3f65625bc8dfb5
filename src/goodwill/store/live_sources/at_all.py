"""What is asked of a book's live sources without reading any, so light.

Whether there are any, whenever a page is drawn; and how much of each may be taken, whenever the
settings are read. All else about sources is in `sources`.
"""

from __future__ import annotations

import orjson

from goodwill.store.reader import Reader

__all__ = ["chosen_takings", "has_sources"]


def has_sources(reader: Reader) -> bool:
    """Whether anything is connected."""
    return bool(reader.rows("select 1 from live_source limit 1"))


def chosen_takings(reader: Reader) -> list[tuple[str, str]]:
    """How much of each source was chosen to be taken when it was connected, where somebody did."""
    rows = reader.rows("select name, config from live_source order by name")
    chosen = ((name, dict(orjson.loads(config)["more"]).get("take")) for name, config in rows)
    return [(str(name), str(take)) for name, take in chosen if take]
