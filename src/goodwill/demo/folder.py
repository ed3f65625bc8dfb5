"""The folder that the demo lives in: told by a marker, made anew, and nothing else removed."""

from __future__ import annotations

import shutil
from pathlib import Path

from goodwill.errors import CallError

__all__ = ["BOOK_NAMES", "COMPANY", "PAGES", "PORTFOLIO", "TRUTH", "clear_folder"]

MARKER = ".goodwill-demo"
COMPANY = "company"
TRUTH = "truth.json"
PORTFOLIO = "portfolio.html"
PAGES = "statements"
BOOK_NAMES = ("book.db*", "*.lock", "rejects", "columns")
MARKED = "Made by goodwill demo, which makes it anew each time it runs.\n"


def clear_folder(folder: Path) -> None:
    """An empty place for the demo: a new folder, an empty one, or one that a demo made before.

    Only what the demo makes is removed from it; a folder of anybody else's is a `CallError`.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _not_ours(folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise _not_ours(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_text(MARKED, "utf-8")
    for name in (COMPANY, TRUTH, PORTFOLIO, PAGES, *BOOK_NAMES):
        for found in folder.glob(name):
            _remove(found)


def _remove(found: Path) -> None:
    if found.is_dir() and not found.is_symlink():
        shutil.rmtree(found)
    else:
        found.unlink()


def _not_ours(folder: Path) -> CallError:
    return CallError(
        f"{folder} already holds something else than this demo.",
        hint="Name a folder that is not there yet:  goodwill demo --folder DIR",
    )
