"""Which rules a statement was made with, cheap enough to ask before anything else is loaded."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from goodwill import __version__
from goodwill.config import Settings
from goodwill.entry_points import entry_points
from goodwill.facts.base import content_id

__all__ = ["digest_of_reader", "reader_version", "rules_of"]

FORM = 4
"""Of what is stored with a statement; one stored in another form is drawn up again."""


def rules_of(catalogue: str, settings: Settings, calibration: str) -> str:
    """What a stored statement must have been made with to be served as it is.

    `catalogue` is the hash of the one in force, `calibration` the name of its like.
    """
    own = content_id(repr(settings), digits=16)
    reader = reader_version(settings.company.timezone)
    measured = _measured(settings.engine)
    return f"{__version__} {FORM} {catalogue} {calibration} {own} {reader}{measured}"


@cache
def _measured(engine: str) -> str:
    """A word for the measurements and the engine that other packages bring; "" where none does."""
    points = [*entry_points(group="goodwill.signals")]
    points += entry_points(group="goodwill.engines").select(name=engine)
    found = sorted(f"{point.value} {point.dist and point.dist.version}" for point in points)
    return f" {content_id(*found, digits=16)}" if found else ""


_READS = ("acts", "importing/mail_acts.py", "facts/acts.py")
"""Folders and files of the package that tell which acts a mail has."""


@cache
def reader_version(timezone: str) -> str:
    """Which reader is at work: another one may see other acts in the same mail.

    In another `timezone` (the company's) it is another reader: a mail that names no zone was sent
    on a day of that one, and the days that it promises are counted from there.
    """
    offered = sorted(
        f"{point.value} {point.dist and point.dist.version}"
        for point in entry_points(group="goodwill.acts")
    )
    places = [Path(__file__).parents[1] / name for name in _READS]
    return content_id(digest_of_reader(*places), timezone, *offered, digits=16)


def digest_of_reader(*places: Path) -> str:
    """A digest of the folders and files that tell acts: code, cues, forms, the model.

    Of the files and not of what they make, since loading them takes a hundred times as long.
    """
    found = sha256()
    for place in places:
        for path in _files_of(place):
            content = path.read_bytes()
            name = path.as_posix().removeprefix(f"{place.parent.as_posix()}/")
            found.update(f"{name} {len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()


def _files_of(place: Path) -> list[Path]:
    """A file by itself, or all that a folder holds but what Python compiled."""
    if not place.is_dir():
        return [place]
    files = (path for path in place.rglob("*") if "__pycache__" not in path.parts)
    return sorted(path for path in files if path.is_file())
