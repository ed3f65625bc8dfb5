"""What people said of the lines of a statement, as its own evidence tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodwill.facts.statement import Evidence, Statement

__all__ = ["is_marked", "marks_of"]


def is_marked(item: Evidence) -> bool:
    """Whether an item is a person's word, or one of which somebody spoke."""
    return item["source"] == "dispute" or "dispute" in item


def marks_of(statement: Statement) -> Iterator[tuple[str, Evidence]]:
    """The full name of each line that somebody spoke of, with what they said; as lines stand.

    A promise is under `commitments`, a part in the decision under `committee[ADDRESS]`.
    """
    for name, items in _lines(statement):
        yield from ((name, item) for item in items if is_marked(item))


def _lines(of: Statement) -> Iterator[tuple[str, Iterable[Evidence]]]:
    yield "kind", of["kind"]["evidence"]
    yield "stage", of["stage"].get("evidence", ())
    for gate in of["stage"]["gates"]:
        yield f"gates[{gate['id']}]", gate["evidence"]
    for pattern in of["patterns"]:
        yield f"patterns[{pattern['id']}]", pattern["evidence"]
    for risk in of["risks"]:
        yield f"risks[{risk['id']}]", risk["evidence"]
    for practice in of["practices"]:
        yield f"practices[{practice['id']}]", practice["evidence"]
    for person in of["committee"]["people"]:
        yield f"committee[{person['email']}]", person.get("evidence", ())
    for item in of["commitments"]["items"]:
        yield "commitments", item["evidence"]
    for wish in of["expectations"]:
        yield f"expectations[{wish['id']}]", wish["evidence"]
