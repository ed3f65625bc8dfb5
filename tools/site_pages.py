"""Pages of the site that are made from the code: the catalogue by sort, and every command.

`tools/site.py` writes them beside the others; they stand nowhere in the tree.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from goodwill.serve.cli.app import app

__all__ = ["catalogue_page", "commands_page", "sorts"]

CATALOGUE = Path(__file__).parent.parent / "src" / "goodwill" / "catalogue"
SORTS = {
    "kinds": "Kinds",
    "stages": "Stages",
    "patterns": "Patterns",
    "practices": "Practices",
    "expectations": "Expectations",
    "risks": "Risks",
    "plays": "Plays",
}
LISTS = {
    "not_to_be_confused_with": "Not to be confused with",
    "refuted_by": "What would refute it",
    "steps": "Steps",
}
TOLD = {"source": "From", "known_gaps": "Known gaps", "measure": "It moved if"}


def sorts() -> dict[str, str]:
    """Folders of the catalogue and what they are called."""
    return SORTS


def catalogue_page(sort: str) -> str:
    """Every concept of one sort: what it means, where it is from, what it is not."""
    files = sorted((CATALOGUE / sort).glob("*.toml"))
    concepts = [tomllib.loads(path.read_text("utf-8")) for path in files]
    return f"# {SORTS[sort]}\n\n" + "\n".join(
        line for one in concepts if "id" in one for line in _concept(one)
    )


def _concept(one: dict[str, Any]) -> Iterator[str]:
    yield f"## {one['title']}\n"
    code = one.get("code")
    codes = ", ".join(code) if isinstance(code, list) else code
    yield f"`{one['id']}`{f' · {codes}' if codes else ''} · {one.get('status', 'trial')}\n"
    yield f"{' '.join(str(one.get('definition', '')).split())}\n"
    for key, title in TOLD.items():
        if one.get(key):
            yield f"**{title}.** {' '.join(str(one[key]).split())}\n"
    for key, title in LISTS.items():
        if isinstance(one.get(key), list):
            yield f"**{title}:**\n"
            yield from (f"- {' '.join(str(each).split())}" for each in one[key])
            yield ""


def commands_page() -> str:
    """Every command with its help."""
    told = [
        f"## {path}\n\n```text\n{text}\n```\n"
        for path, text in _helps(typer.main.get_command(app), "goodwill")
    ]
    return "# Commands\n\n" + "\n".join(told)


def _helps(command: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from _helps(below, f"{path} {name}")
    elif not command.hidden:
        yield path, command.get_help(command.make_context(path, [], resilient_parsing=True)).strip()
