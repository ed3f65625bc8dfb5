"""Which rules a statement was made with, cheap enough to ask before anything else is loaded."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path

from goodwill import __version__
from goodwill.catalogue.loader import Catalogue
from goodwill.config import Settings
from goodwill.facts.base import content_id

__all__ = ["CALIBRATION", "digest_of_reader", "reader_version", "rules_of"]

CALIBRATION = "none"
"""Weights are expert starting values: no probability has been fitted to judged accounts yet."""


def rules_of(catalogue: Catalogue, settings: Settings) -> str:
    """What a stored statement must have been made with to be served as it is."""
    own = content_id(repr(settings), digits=16)
    return f"{__version__} {catalogue.hash} {CALIBRATION} {own} {reader_version()}"


@cache
def reader_version() -> str:
    """Which reader is at work: another one may see other acts in the same mail."""
    offered = sorted(
        f"{point.value} {point.dist and point.dist.version}"
        for point in entry_points(group="goodwill.acts")
    )
    return content_id(digest_of_reader(Path(__file__).with_name("acts")), *offered, digits=16)


def digest_of_reader(folder: Path) -> str:
    """A digest of everything that tells acts: code, cues, forms, the model.

    Of the files and not of what they make, since loading them takes a hundred times as long.
    """
    found = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()
