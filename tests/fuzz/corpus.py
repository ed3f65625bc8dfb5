"""The inputs that fuzzing begins with: small files beside this one, and the tests' oddities."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FOLDER", "corpus"]

FOLDER = Path(__file__).with_name("corpus")
ODDITIES = Path(__file__).parents[1] / "oddities"
LARGEST = 20_000

_ODD = {"mail": "mail/**/*", "mbox": "mail/**/*", "ics": "ics/**/*", "csv": "csv/**/*.csv"}


def corpus(target: str) -> dict[str, bytes]:
    """Inputs of a target by the names of their files."""
    own = {path.name: path.read_bytes() for path in sorted((FOLDER / target).iterdir())}
    odd = {
        str(path.relative_to(ODDITIES)): path.read_bytes()
        for path in (sorted(ODDITIES.glob(_ODD[target])) if target in _ODD else ())
        if path.is_file() and path.stat().st_size <= LARGEST
    }
    return own | odd
