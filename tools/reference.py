"""Write what is made from the code: parts of docs/ (tables, views, HTTP, problems), the schema.

python tools/reference.py            write them anew
python tools/reference.py --check    say which are not as the code has them; exit 1 if any
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from goodwill.arrow_tables import open_tables
from goodwill.book import Book
from goodwill.contents import Contents
from goodwill.facts.open_tables import SIGNALS, OpenTable
from goodwill.opened import Opened
from goodwill.serve.api.app import create_api
from goodwill.serve.api.problems import PROBLEMS
from goodwill.serve.exports.dictionary import in_sql
from goodwill.serve.exports.schema import STATEMENT_VERSION, as_file, statement_schema
from goodwill.store.open_tables.views import view_name

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SCHEMA = ROOT / f"src/goodwill/schemas/statement-{STATEMENT_VERSION}.json"
OF_AN_OPEN_BOOK = ("account_id", "accounts", "bring_up_to_date", "close", "today")
"""What every reader of a book needs of what its doors stand on (`goodwill.opened`)."""
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


def methods() -> Iterator[str]:
    """Everything that a book can be asked and told: what it takes, gives, and says of itself."""
    yield f"\n{paragraphs(Book)}\n\n| method | gives | what |\n|---|---|---|\n"
    opened = {name: vars(Opened)[name] for name in OF_AN_OPEN_BOOK}
    for name, one in sorted({**opened, **vars(Contents), **vars(Book)}.items()):
        if not name.startswith("_") and inspect.isfunction(one):
            signature = inspect.signature(one)
            gives = str(signature.return_annotation).replace("|", "\\|")
            yield f"| `{name}({', '.join(taken(signature))})` | `{gives}` | {paragraphs(one)} |\n"


def taken(signature: inspect.Signature) -> Iterator[str]:
    """What a method takes, as it is called: without types, with what holds where it is left out."""
    is_named = False
    for one in list(signature.parameters.values())[1:]:
        if one.kind is one.KEYWORD_ONLY and not is_named:
            is_named = True
            yield "*"
        yield one.name if one.default is one.empty else f"{one.name}={one.default!r}"


def paragraphs(documented: object) -> str:
    """A docstring in one line."""
    return " ".join((inspect.getdoc(documented) or "").split())


def problems() -> Iterator[str]:
    """Every kind of problem."""
    yield "\n| kind | status | says |\n|---|---|---|\n"
    for name, kind in PROBLEMS.items():
        yield f"| `{name}` | {kind.status} | {kind.title}. {kind.means} |\n"


def statement() -> Iterator[str]:
    """Every part of a statement: its fields, what they hold, and what it says of itself."""
    schema = statement_schema()
    parts = {"Statement": schema, **schema["$defs"]}
    for name, part in parts.items():
        yield f"\n### `{name}`\n\n{part.get('description', '')}\n\n| field | holds |\n|---|---|\n"
        for field, held in part["properties"].items():
            may = "" if field in part["required"] else " (may be missing)"
            yield f"| `{field}`{may} | {holds(held)} |\n"


def holds(held: dict[str, Any]) -> str:
    """A schema in a few words, with links to the parts it names."""
    if "$ref" in held:
        part = held["$ref"].rpartition("/")[2]
        return f"[`{part}`](#{part.lower()})"
    if "anyOf" in held:
        return " or ".join(holds(one) for one in held["anyOf"])
    if words := held.get("enum", [held["const"]] if "const" in held else None):
        return ", ".join(f"`{one}`" for one in words)
    below = held.get("items") or held.get("additionalProperties")
    prefix = {"array": "list of ", "object": "by name: "}.get(held["type"], "")
    return f"{prefix}{holds(below)}" if below else str(held["type"])


MAKERS: dict[str, Callable[[], Iterator[str]]] = {
    "tables": tables,
    "methods": methods,
    "views": views,
    "api": api,
    "problems": problems,
    "statement": statement,
}


def made(text: str) -> str:
    """A page with its parts made anew."""
    return PART.sub(lambda found: f"{found[1]}{''.join(MAKERS[found[2]]())}\n{found[3]}", text)


def main() -> int:
    """Write, or check; 1 where a page is not as it should be and was not written."""
    wanted = {path: made(path.read_text("utf-8")) for path in sorted(DOCS.glob("*.md"))}
    wanted[SCHEMA] = as_file(statement_schema())
    stale = []
    for path, now in wanted.items():
        if not path.exists() or path.read_text("utf-8") != now:
            stale.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(now, "utf-8")
    for name in stale:
        print(name, file=sys.stderr)  # noqa: T201 - it is a script
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
