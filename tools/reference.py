"""Write the parts of docs/ that are made from the code: tables, views, HTTP, problems.

python tools/reference.py            write them anew
python tools/reference.py --check    say which are not as the code has them; exit 1 if any
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from goodwill.arrow_tables import open_tables
from goodwill.facts.open_tables import SIGNALS, OpenTable
from goodwill.serve.api.app import create_api
from goodwill.serve.api.problems import PROBLEMS
from goodwill.serve.exports.dictionary import in_sql
from goodwill.store.views import view_name

DOCS = Path(__file__).parent.parent / "docs"
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def tables() -> Iterator[str]:
    """Every table and its view; the columns are those of the view, on the page about SQL."""
    yield "\n| table | view | grain |\n|---|---|---|\n"
    for name, table in open_tables().items():
        view = (
            "none" if name == SIGNALS.name else f"[`{view_name(name)}`](sql.md#{view_name(name)})"
        )
        yield f"| `{name}` | {view} | {table.grain} |\n"
    yield from described(SIGNALS.name, SIGNALS)


def views() -> Iterator[str]:
    """Every view with its columns."""
    for name, table in in_sql().items():
        yield from described(name, table)


def described(name: str, table: OpenTable) -> Iterator[str]:
    """A heading, the grain, and what each column says."""
    yield f"\n### `{name}`\n\n{table.grain}\n\n| column | kind | says |\n|---|---|---|\n"
    yield from (f"| `{one.name}` | {one.kind} | {one.says} |\n" for one in table.columns)


def api() -> Iterator[str]:
    """Every question: its address, what it answers, what it takes, what can go wrong."""
    document = create_api(None).openapi()  # type: ignore[arg-type]  # nothing is asked of it
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield f"\n### `{method.upper()} {path}`\n\n{told['description']}\n"
            yield from parameters(told)
            told_of = " ".join(one["description"] for one in told["responses"].values())
            named = [f"`{name}`" for name in PROBLEMS if f"`{name}`" in told_of]
            yield f"\nProblems: {', '.join(named)}.\n"


def parameters(told: dict[str, Any]) -> Iterator[str]:
    """What a question takes."""
    found = told.get("parameters", ())
    if found:
        yield "\n| parameter | in | says |\n|---|---|---|\n"
    for one in found:
        needed = ", needed" if one["required"] else ""
        yield f"| `{one['name']}` | {one['in']}{needed} | {one['description']} |\n"


def problems() -> Iterator[str]:
    """Every kind of problem."""
    yield "\n| kind | status | says |\n|---|---|---|\n"
    for name, kind in PROBLEMS.items():
        yield f"| `{name}` | {kind.status} | {kind.title}. {kind.means} |\n"


MAKERS: dict[str, Callable[[], Iterator[str]]] = {
    "tables": tables,
    "views": views,
    "api": api,
    "problems": problems,
}


def made(text: str) -> str:
    """A page with its parts made anew."""
    return PART.sub(lambda found: f"{found[1]}{''.join(MAKERS[found[2]]())}\n{found[3]}", text)


def main() -> int:
    """Write, or check; 1 where a page is not as it should be and was not written."""
    stale = []
    for path in sorted(DOCS.glob("*.md")):
        text = path.read_text("utf-8")
        if (now := made(text)) != text:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(now, "utf-8")
    for name in stale:
        print(f"docs/{name}", file=sys.stderr)  # noqa: T201 - it is a script
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
