"""Books that are kept from a vendor's interface: made, run, and what stands in them since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.live.fakes import Vendor, serving
from tests.live.faulty import ApiClock, Faulty
from tests.live.made import make_book, put, run

from goodwill.live.base import SourceConfig
from goodwill.live.wire import clock as clocks
from goodwill.live.wire.paces import Limit
from goodwill.store.database import Store
from goodwill.store.tables.schema import METADATA
from goodwill.syncing.one_source import Came

__all__ = ["KEY", "Shop", "came", "columns_of", "rows", "shop"]

KEY = "key-that-nobody-may-see-7"


class Shop:
    """A book connected to one made-up vendor."""

    def __init__(self, store: Store, faulty: Faulty, name: str) -> None:
        self.store, self.faulty, self.name = store, faulty, name

    def sync(self) -> Came:
        """Bring what is new; nothing may have gone wrong."""
        ran = run(self.store, [self.name])
        assert not ran.has_failed, ran.source.says
        assert ran.came is not None
        return ran.came

    def calls(self) -> int:
        """Calls of one more run."""
        before = len(self.faulty.asked)
        self.sync()
        return len(self.faulty.asked) - before


@contextmanager
def shop(
    folder: Path,
    vendor: Vendor,
    kind: str,
    *,
    limits: tuple[Limit, ...] = (),
    share: float = 0.0,
    seed: int = 1,
    secret: str = KEY,
    said: Mapping[str, str] | None = None,
) -> Iterator[Shop]:
    """A book in `folder` that is connected to a vendor on this machine."""
    clock = ApiClock()
    faulty = Faulty(vendor, clock, limits, share, seed)
    with serving(faulty) as url, pytest.MonkeyPatch.context() as patched:
        patched.setattr(clocks, "_CLOCK", clock)
        store = make_book(folder, "")
        config = SourceConfig(
            kind=kind,
            name="books",
            is_own_network=True,
            more=(("gateway", url), *(said or {}).items()),
        )
        put(store, config, secret)
        yield Shop(store, faulty, "books")
        store.close()


def rows(store: Store, table: str, *columns: str) -> list[tuple[object, ...]]:
    """The current rows of a table of the book, in a fixed order."""
    named = ", ".join(columns)
    query = f"select {named} from {table} where superseded_by is null"  # noqa: S608  ours
    return sorted(
        store.rows(query),
        key=repr,
    )


def columns_of(table: str) -> list[str]:
    """What a table of the book says of the world: all but where it stands and its attributes."""
    found = METADATA.tables[table].c.keys()
    return found[found.index("row_key") + 1 : found.index("attributes")]


def came(shop: Shop) -> tuple[int, int]:
    """What one more run brings: imported, and deleted there."""
    found = shop.sync()
    return found.total.imported, found.gone
