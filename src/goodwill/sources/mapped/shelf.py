"""All mappings that there are, and which of them a file's header calls for.

Those of vendors ship with the package (`sources/mappings/*.toml`), a book's own stand in its
folder `mappings/` and come first. What a mapping does to a file is next door in `reading`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from goodwill.errors import ConfigError
from goodwill.sources.mapped.header import Header, header_among
from goodwill.sources.mapped.rules import Mapping
from goodwill.sources.mapped.toml_file import load_mapping
from goodwill.sources.mapped.words import fold_header
from goodwill.sources.sheets import SheetRow, top_of_csv

__all__ = ["OWN_FOLDER", "Shelf", "is_named_as_table", "others_of", "shelf_of", "shipped_mappings"]

OWN_FOLDER = "mappings"
"""The folder of a book that holds its own mappings."""
_TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_LARGEST_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """Mappings in the order in which they are tried: a book's own, then the vendors'."""

    own: tuple[Mapping, ...] = ()

    def for_csv(self, name: str, head: bytes) -> Mapping | None:
        """The mapping for a file by its name and first bytes; contract tables have none."""
        if not is_named_as_table(name) or not head:
            return None
        tops = [rows for _, rows in top_of_csv(lambda: io.BytesIO(head))]
        return self.for_tops(tops)

    def for_tops(self, tops: Iterable[Sequence[SheetRow]]) -> Mapping | None:
        """The mapping for the first rows of a table, read in one or more ways.

        Of several that fit, a book's own goes before a vendor's, then the one that asks for most.
        """
        tried = list(tops)
        for mappings in (self.own, shipped_mappings()):
            fits = [mapping for mapping, _ in _fitting(mappings, tried)]
            if fits:
                return max(fits, key=lambda one: (len(one.headers), one.name))
        return None


def is_named_as_table(name: str) -> bool:
    """Whether a file's name is that of a table in text."""
    return name.lower().endswith(_TABLE_ENDINGS)


def shelf_of(folder: Path | None) -> Shelf:
    """The mappings of a book in `folder` (None: it has no folder), with those that ship."""
    if folder is None or not (folder / OWN_FOLDER).is_dir():
        return Shelf()
    shipped = {mapping.name: mapping for mapping in shipped_mappings()}
    paths = sorted((folder / OWN_FOLDER).glob("*.toml"))
    return Shelf(tuple(load_mapping(_text(path), path.stem, str(path), shipped) for path in paths))


@cache
def shipped_mappings() -> tuple[Mapping, ...]:
    """Those of vendors, by name."""
    folder = resources.files("goodwill.sources").joinpath("mappings")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name
    )
    return tuple(
        load_mapping(
            file.read_text("utf-8"), file.name.removesuffix(".toml"), f"mappings/{file.name}"
        )
        for file in files
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size <= _LARGEST_FILE:
            return path.read_text("utf-8-sig")
        reason = "it is larger than a mapping can be"
    except (OSError, UnicodeDecodeError) as error:
        reason = str(error)
    raise ConfigError(f"{path} cannot be read: {reason}.", hint="It must be a text file in UTF-8.")


def _fitting(
    mappings: Iterable[Mapping], tops: Sequence[Sequence[SheetRow]]
) -> Iterator[tuple[Mapping, Header]]:
    """The mappings whose header is among the first rows; few get past their rarest name."""
    names = [_names(tuple(tuple(row.cells) for row in rows)) for rows in tops]
    for mapping in mappings:
        for rows, found in zip(tops, names, strict=True):
            if mapping.header_rows == 1 and not _might_fit(mapping, found):
                continue
            header = header_among(rows, mapping)
            if header is not None:
                yield mapping, header
                break


@lru_cache(maxsize=16)
def _names(rows: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(fold_header(cell) for cells in rows for cell in cells if len(cell) < 100)  # noqa: PLR2004


def _might_fit(mapping: Mapping, names: frozenset[str]) -> bool:
    """Whether each header that it asks for, or a synonym of it, stands anywhere at the top."""
    return all(
        not names.isdisjoint({fold_header(one) for one in known})
        for known in ((name, *others_of(mapping, name)) for name in mapping.headers)
    )


def others_of(mapping: Mapping, header: str) -> tuple[str, ...]:
    """The synonyms of a header."""
    return tuple(other for other, stands_for in mapping.synonyms if stands_for == header)
