"""A calendar on a person's list at a provider: whether it is read, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from goodwill.live.base import PartSeen, SourceConfig

__all__ = ["Listed", "own_first"]


class Listed(NamedTuple):
    """A calendar: its name, the provider's id, and whether it is the person's own."""

    name: str
    id: str
    is_own: bool

    def is_chosen(self, config: SourceConfig) -> bool:
        """Whether it is read: as it is ticked, else where it is the person's own."""
        return config.chooses(self.name, usually=self.is_own)

    def seen(self, config: SourceConfig, items: int | None) -> PartSeen:
        """How it is shown before it is connected; `items` events, None where nobody tells."""
        use = "own" if self.is_own else ""
        return PartSeen(name=self.name, items=items, is_chosen=self.is_chosen(config), use=use)


def own_first(calendars: Iterable[Listed]) -> list[Listed]:
    """The person's own before the others, each by name."""
    return sorted(calendars, key=lambda one: (not one.is_own, one.name))
