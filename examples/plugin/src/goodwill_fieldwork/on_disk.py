"""DuckDB with little memory: what does not fit is put into a file, which goes with the session.

For machines on which the accounts with the most mail do not fit into memory. A book is measured on
it where its `goodwill.toml` says so:

    [engine]
    name = "duckdb-on-disk"
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from goodwill.engines.base import EngineKind
from goodwill.engines.duckdb import DuckDBEngine

__all__ = ["ENGINE"]

MEMORY = "512MB"
"""What DuckDB may hold at once, beside the Arrow tables that it is given."""


class OnDiskEngine(DuckDBEngine):
    """One database in a folder of its own."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="goodwill-engine-")
        place = Path(self._folder.name)
        super().__init__(
            str(place / "tables.duckdb"),
            {"memory_limit": MEMORY, "temp_directory": str(place / "spilled")},
        )

    def close(self) -> None:
        """Drop everything, and the folder with it."""
        super().close()
        self._folder.cleanup()


ENGINE = EngineKind(name="duckdb-on-disk", connect=OnDiskEngine)
