"""All that is held of a person as two files: one for programs, one to be read.

What is in them is in `goodwill.privacy.dossier`.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from goodwill.errors import CallError
from goodwill.privacy.dossier import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodwill.privacy.dossier import Dossier

__all__ = ["as_page", "write_dossier"]

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What is held of you</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; margin-bottom: 2rem; width: 100% }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem }
th, td { text-align: left; vertical-align: top }
td { white-space: pre-wrap; overflow-wrap: anywhere }
</style></head><body>
"""
_TITLES = {
    "who_you_are": "Who you are to this book",
    "mails_you_wrote": "Mails that you wrote",
    "mails_of_yours_that_others_passed_on": "Mails of yours that others passed on",
    "mails_you_received": "Mails that others sent to you",
    "sentences_kept_of_yours": "Sentences of yours, and what they were taken to do",
    "meetings": "Meetings that you were invited to",
    "what_people_ruled_and_said": "What people wrote down that names you",
    "who_looked": "Who looked at your words",
}


def write_dossier(found: Dossier, folder: Path) -> tuple[Path, Path]:
    """Write `all.json` and `page.html` into a folder that is new or empty, for its owner alone."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallError(
            f"{folder} is there already, and holds something.",
            hint="Name a folder that is not there yet.",
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    data, page = folder / "all.json", folder / "page.html"
    for path, content in ((data, as_json(found)), (page, as_page(found).encode())):
        path.touch(mode=0o600)
        path.write_bytes(content)
    return data, page


def as_page(found: Dossier) -> str:
    """The page: a table for each sort of thing that is held."""
    who = ", ".join((*found.names, *found.addresses))
    parts = [_HEAD, f"<h1>What is held of {escape(who)}</h1>"]
    if not found.sections:
        parts.append("<p>Nothing is held of you.</p>")
    if found.may_be:
        also = escape(", ".join(found.may_be))
        parts.append(f"<p>These addresses may be yours too, and are not in here: {also}.</p>")
    for name, rows in found.sections.items():
        parts += [f"<h2>{escape(_title(name))} ({len(rows):,})</h2>", *_table(rows)]
    parts.append(f"<p>{found.mentions:,} other mails name you; they are others' words.</p>")
    return "\n".join((*parts, "</body></html>\n"))


def _title(name: str) -> str:
    table = name.removeprefix("table_")
    return _TITLES.get(name, f"Rows of the table {table} that name you")


def _table(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in rows[0])
    yield "</tr></thead><tbody>"
    for row in rows:
        cells = ("" if value is None else str(value) for value in row.values())
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"
