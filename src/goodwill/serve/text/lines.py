"""Patterns, risks, practices and expectations on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from goodwill.facts.marks import is_marked
from goodwill.facts.statement import (
    Cost,
    Evidence,
    ExpectationLine,
    PatternLine,
    PracticeLine,
    RiskLine,
    Statement,
)
from goodwill.facts.strongest import (
    best_quote,
    found_patterns,
    patterns_of,
    thin_patterns,
    with_cost,
)
from goodwill.serve.languages import mark, say
from goodwill.serve.summary import (
    RARE,
    blind_groups,
    line_name,
    practice_name,
    practices_of,
    stake,
)
from goodwill.serve.text.layout import INDENT, Page, evidence_line, grid, words
from goodwill.serve.titles import Titles
from goodwill.serve.words import (
    amount,
    count,
    day,
    formula_words,
    how_sure,
    inputs_words,
    listed,
    lower_first,
    month,
    plain,
    told,
    upper_first,
)

__all__ = ["show_expectations", "show_patterns", "show_practices", "show_risks"]

OVERLAP = mark("These costs may overlap and are never added up.")
INPUTS = 4
PRACTICE_STATES = (
    ("missing", mark("Missing"), "○", "o"),
    ("slipping", mark("Slipping"), "◐", "~"),
    ("kept", mark("Kept"), "●", "*"),
)


def show_patterns(page: Page, patterns: Sequence[PatternLine], titles: Titles) -> None:
    """What is there and what to watch, then some sentences on the rest."""
    page.section(say("Patterns"))
    found = found_patterns(patterns)
    for line in found:
        page.print(_pattern(page, line, titles), indent=INDENT)
    if len(with_cost(patterns)) > 1:
        page.print(Text(say(OVERLAP), style="dim"), indent=INDENT)
    thin = thin_patterns(patterns)
    if thin:
        names = _names(thin, titles.patterns)
        page.print(
            Text(say("Seen, and too little to say so: {names}.", names=names)), indent=INDENT
        )
    absent = [line for line in patterns_of(patterns, "absent") if line not in thin]
    if absent:
        names = _names(absent, titles.patterns)
        page.print(Text(say("Looked for and not found: {names}.", names=names)), indent=INDENT)
    for need, names in blind_groups(patterns, titles.patterns):
        blind = say("Could not be looked for{reason}: {names}.", reason=_reason(need), names=names)
        page.print(Text(blind), indent=INDENT)


def _names(lines: Sequence[PatternLine], titles: Mapping[str, str]) -> str:
    return listed([line_name(line["id"], titles) for line in lines])


def _reason(need: str) -> str:
    return f" ({lower_first(told(need))})" if need else ""


def _pattern(page: Page, line: PatternLine, titles: Titles) -> Table:
    is_present = line["status"] == "present"
    marks = ("*", "o") if page.is_ascii else ("●", "○")
    table = grid(None, 1, pad=1)
    table.add_row(
        Text(marks[0] if is_present else marks[1], style="red" if is_present else ""),
        Group(*_pattern_parts(line, titles)),
    )
    return table


def _pattern_parts(line: PatternLine, titles: Titles) -> Iterator[Text]:
    words_of = (say(line["status"].replace("_", " ")), line["direction"] and say(line["direction"]))
    state = (*words_of, _since(line), how_sure(line["probability"]))
    head = words((plain(titles.patterns.get(line["id"], line["title"])), "bold"))
    head.append(f"  {', '.join(part for part in state if part)}", style="dim")
    head.append(_marked(line["evidence"]))
    yield head
    if line["cost"] and line["cost"]["amount"]:
        yield _cost(line["cost"])
    shown = best_quote(line["evidence"]) or next(iter(line["evidence"]), None)
    if shown:
        yield evidence_line(shown)
        items = count(len(line["evidence"]), "item")
        yield Text(say("{items} of evidence", items=items), style="dim")


def _marked(evidence: Sequence[Evidence]) -> str:
    """That somebody spoke of a line; what they said stands at the end of the statement."""
    return f"  {say('(marked by a person)')}" if any(map(is_marked, evidence)) else ""


def _since(line: PatternLine) -> str:
    return say("since {month}", month=month(line["since"])) if line["since"] else ""


def _cost(cost: Cost) -> Text:
    text = Text(amount(cost["amount"], cost["currency"], pence=True))
    arithmetic = plain(formula_words(cost["formula"]))
    inputs = plain(inputs_words(cost["inputs"], at_most=INPUTS))
    text.append(f" = {arithmetic}", style="dim")
    text.append(f"; {inputs}" if inputs else "", style="dim")
    return text


def show_risks(page: Page, statement: Statement, titles: Titles) -> None:
    """Risks by their chance; what is at stake is said once, never multiplied."""
    risks = sorted(statement["risks"], key=lambda risk: (-risk["probability"], risk["id"]))
    page.section(say("Risks"))
    shown = [risk for risk in risks if risk["probability"] >= RARE]
    table = grid(None, None, 1)
    for risk in shown:
        table.add_row(*_risk(risk, titles))
    if shown:
        page.print(table, indent=INDENT)
    page.print(Text(_unlikely(len(risks) - len(shown), bool(shown)), style="dim"), indent=INDENT)
    at_stake = stake(shown)
    if at_stake:
        money = amount(at_stake, statement["economics"]["currency"])
        said = say("At stake in each: {money}, counted once and not multiplied.", money=money)
        page.print(Text(said, style="dim"), indent=INDENT)


def _unlikely(rest: int, has_others: bool) -> str:
    if not rest:
        return ""
    others = count(rest, "more risk") if has_others else count(rest, "risk")
    return say("{others}, each very unlikely.", others=others)


def _risk(risk: RiskLine, titles: Titles) -> tuple[Text, Text, Text]:
    spoken = best_quote(risk["evidence"]) or next(iter(risk["evidence"]), None)
    sign = say("first sign {day}, ", day=day(risk["since"])) if risk["since"] else ""
    horizon = sign + say("within {horizon} days", horizon=risk["horizon_days"])
    said = evidence_line(spoken) if spoken else Text()
    said.append(f"\n{horizon}" if said else horizon, style="dim")
    name = titles.risks[risk["id"]] + _marked(risk["evidence"])
    return Text(name), Text(how_sure(risk["probability"])), said


def show_practices(page: Page, practices: Sequence[PracticeLine], titles: Titles) -> None:
    """By state, missing first; those without an occasion are one sentence."""
    page.section(say("Practices"))
    table = grid(None, None, 1)
    for status, name, sign, ascii_sign in PRACTICE_STATES:
        lines = practices_of(practices, status)
        if lines:
            names = upper_first(listed([practice_name(one, titles.practices) for one in lines]))
            table.add_row(Text(ascii_sign if page.is_ascii else sign), Text(say(name)), Text(names))
    if table.row_count:
        page.print(table, indent=INDENT)
    for need, names in blind_groups(practices, titles.practices):
        said = (
            say("Could not be looked for{reason}: {names}.", reason=_reason(need), names=names)
            if need
            else say("No occasion seen: {names}.", names=names)
        )
        page.print(Text(said, style="dim"), indent=INDENT)


def show_expectations(page: Page, lines: Sequence[ExpectationLine], titles: Titles) -> None:
    """What these people show that they want, strongest first."""
    page.section(say("What they expect"))
    ranked = sorted(lines, key=lambda line: (-line["strength"], line["id"]))
    shown = [line for line in ranked if line["strength"] >= RARE]
    table = grid(None, None, 1)
    for line in shown:
        reviewed = line["last_reviewed_on"]
        when = say("reviewed {day}", day=day(reviewed)) if reviewed else say("never reviewed")
        sure = Text(how_sure(line["strength"]))
        table.add_row(Text(titles.expectations[line["id"]]), sure, Text(when, style="dim"))
    if shown:
        page.print(table, indent=INDENT)
    rest = [lower_first(titles.expectations[line["id"]]) for line in ranked if line not in shown]
    if rest:
        unread = all(line["id"] in titles.unread for line in ranked if line not in shown)
        said = (
            say("Not looked for by this version: {names}.", names=listed(rest))
            if unread
            else say("Nothing seen of: {names}.", names=listed(rest))
        )
        page.print(Text(said, style="dim"), indent=INDENT)
