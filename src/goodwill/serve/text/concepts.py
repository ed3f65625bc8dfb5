"""A concept of the catalogue on a terminal, and the list of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from goodwill.serve.concept_view import SORTS, Concept, ConceptView, Limit
from goodwill.serve.text.layout import INDENT, Page, grid, title
from goodwill.serve.words import day, plain

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["show_concept", "show_concepts"]


def show_concepts(console: Console, listed: Mapping[str, Mapping[str, Concept]]) -> None:
    """Ids and titles, sort by sort."""
    page = Page(console)
    for sort, concepts in listed.items():
        page.section(SORTS[sort], f"{len(concepts):,}")
        table = grid(None, 1)
        for name, concept in concepts.items():
            table.add_row(Text(name), Text(plain(concept.title), style="dim"))
        page.print(table, indent=INDENT)


def show_concept(console: Console, view: ConceptView) -> None:
    """One concept: what it is, how it is decided, what to do about it."""
    page = Page(console)
    page.print(title(view.title))
    page.print(Text(" · ".join(filter(None, (view.id, view.code, view.source))), style="dim"))
    if view.definition:
        page.print()
        page.print(Text(plain(" ".join(view.definition.split()))))
    for label, text in view.texts:
        page.section(label)
        page.print(Text(plain(text)), indent=INDENT)
    for label, items in view.lists:
        _bullets(page, label, items)
    if view.limits:
        page.section("Numbers that decide")
        for limit in view.limits:
            page.print(_limit(limit), indent=INDENT)
    if view.cost is not None:
        page.section("What it costs", view.cost.unit)
        page.print(Text(plain(view.cost.formula)), indent=INDENT)
    for label, links in view.links:
        _bullets(page, label, (f"{name}: {said}" for _, name, said in links))


def _bullets(page: Page, label: str, items: Iterable[str]) -> None:
    page.section(label)
    table = grid(None, 1, pad=1)
    for item in items:
        table.add_row("-", Text(plain(" ".join(item.split()))))
    page.print(table, indent=INDENT)


def _limit(limit: Limit) -> Text:
    line = Text(f"{limit.of}: ")
    line.append(" ".join(filter(None, (limit.value, limit.unit))), style="bold")
    basis = " ".join(limit.basis.split())
    line.append(f"\n{plain(basis)}; since {day(limit.since.isoformat())}", style="dim")
    return line
