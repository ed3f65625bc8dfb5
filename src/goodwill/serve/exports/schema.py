"""The shape of a statement as JSON Schema: made from its types, kept beside them as a file.

What a program may rely on within one version stands in `docs/statement.md`; `tests/released/` holds
every shape that was ever released against the one of today.
"""

from __future__ import annotations

import json
from importlib import resources

from goodwill.facts.statement import Statement
from goodwill.serve.api.shapes import Schema, Shapes

__all__ = ["STATEMENT_VERSION", "as_file", "kept_schema", "statement_schema"]

STATEMENT_VERSION = 1
"""What a statement says of itself as `version`; a change that breaks its readers raises it."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE = "#/components/schemas/"


def statement_schema(*, is_closed: bool = False) -> Schema:
    """The schema as the types of today give it.

    A reader passes over fields that it does not know, so it is open; with `is_closed` a field that
    is not described is a fault, which is how statements are held against it here.
    """
    shapes = Shapes()
    shapes.of(Statement)
    parts = {name: _told(part, is_closed) for name, part in sorted(shapes.components.items())}
    whole = parts.pop(Statement.__name__)
    whole["properties"]["version"] = {"const": STATEMENT_VERSION}
    return {
        "$schema": DIALECT,
        "$id": f"urn:goodwill:statement:{STATEMENT_VERSION}",
        **whole,
        "$defs": parts,
    }


def as_file(schema: Schema) -> str:
    """A schema as its file has it: two spaces, a line's end."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def kept_schema() -> str:
    """The file in the package: what `goodwill export schema` prints."""
    name = f"statement-{STATEMENT_VERSION}.json"
    return resources.files("goodwill.schemas").joinpath(name).read_text("utf-8")


def _told(part: Schema, is_closed: bool) -> Schema:
    """A component with references as JSON Schema has them."""
    told: Schema = json.loads(json.dumps(part).replace(_REFERENCE, "#/$defs/"))
    if not is_closed:
        del told["additionalProperties"]
    if not told["description"]:
        del told["description"]
    return told
