"""Kind and stage on a terminal: the mixture as a bar, the gates as a ladder."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from goodwill.facts.statement import GateLine, StageLine, Statement
from goodwill.facts.strongest import best_quote
from goodwill.serve.languages import say
from goodwill.serve.people_words import names_of
from goodwill.serve.summary import (
    KIND_ORDER,
    gate_words,
    kind_order,
    kind_words,
    person_words,
    shares,
)
from goodwill.serve.text.layout import INDENT, Page, evidence_line, grid, mixture_bar, words
from goodwill.serve.titles import STAGES, Titles
from goodwill.serve.words import count, how_sure, lower_first, month, share

__all__ = ["show_kind", "show_stage"]

BAR = 48
SMALL_BAR = 24
PAIRS = 4


def show_kind(page: Page, statement: Statement, titles: Titles) -> None:
    """Now and wanted, the bar, the shares, who holds which kind, the best words for it."""
    kind = statement["kind"]
    since = say("since {month}", month=month(kind["since"])) if kind["since"] else ""
    page.section(say("Kind"), since)
    desired = titles.kinds[kind["desired"]] if kind["desired"] else ""
    wanted = say(" → {desired} wanted", desired=desired) if desired else ""
    if desired and kind["desired"] == kind["now"]:
        wanted = f" {say('· as wanted')}"
    page.print(words((kind_words(kind, titles), "bold"), wanted), indent=INDENT)
    if kind["now"] is None and not kind["evidence"]:
        page.print(Text("- " * (BAR // 2)), indent=INDENT)
        return
    order = kind_order(kind["desired"])
    page.print(mixture_bar(page, kind["mixture"], order, BAR), indent=INDENT)
    said = [
        f"{lower_first(titles.kinds[name])} {share(part)}"
        for name, part in shares(kind["mixture"], order)
    ]
    page.print(Text(", ".join(said), style="dim"), indent=INDENT)
    _show_pairs(page, statement)
    spoken = best_quote(kind["evidence"]) or next(iter(kind["evidence"]), None)
    if spoken:
        page.print(evidence_line(spoken), indent=INDENT)


def _show_pairs(page: Page, statement: Statement) -> None:
    people, known = statement["kind"]["people"], names_of(statement["committee"])
    if len(people) < 2:  # noqa: PLR2004 - one pair is the account itself
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    for pair in people[:PAIRS]:
        ours, theirs = (person_words(pair[side], known) for side in ("ours", "theirs"))
        names = say("{ours} and {theirs}", ours=ours, theirs=theirs)
        bar = mixture_bar(page, pair["mixture"], KIND_ORDER, SMALL_BAR)
        table.add_row(Text(names), bar, Text(count(pair["messages"], "message"), style="dim"))
    page.print(table, indent=INDENT)


def show_stage(page: Page, stage: StageLine, titles: Titles) -> None:
    """A ladder read from the bottom; the heavy rule is where we stand."""
    page.section(say("Stage"), f"{titles.stages[stage['now']]}, {how_sure(stage['confidence'])}")
    table = grid(None, None, 1)
    for name in reversed(STAGES):
        _add_stage(page, table, name, stage, titles)
    page.print(table, indent=INDENT)


def _add_stage(page: Page, table: Table, name: str, stage: StageLine, titles: Titles) -> None:
    is_here = name == stage["now"]
    gates = [gate for gate in stage["gates"] if titles.gate_stage.get(gate["id"]) == name]
    label = Text(titles.stages[name], style="bold" if is_here else "dim")
    if is_here:
        table.add_row(label, Text(say("here now"), style="bold"), "")
        label = Text("━" * 8 if not page.is_ascii else "=" * 8)
    if not gates:
        table.add_row(label, "", "")
    for gate in reversed(gates):
        table.add_row(label, _gate(page, gate, titles), Text(gate_words(gate), style="dim"))
        label = Text()


def _gate(page: Page, gate: GateLine, titles: Titles) -> Text:
    marks = ("*", "o") if page.is_ascii else ("●", "○")
    mark = marks[0] if gate["met"] else marks[1]
    return Text(f"{mark} {titles.gates.get(gate['id'], gate['id'])}")
