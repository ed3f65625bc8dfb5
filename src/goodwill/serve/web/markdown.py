"""A statement as Markdown: the same lines as on the page, to be put into another document.

Whatever came from outside is written so that it stays text wherever it is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodwill.facts.statement import Statement
from goodwill.facts.strongest import best_quote, found_patterns
from goodwill.serve import earnings, summary
from goodwill.serve.languages import mark, say
from goodwill.serve.summary import RARE
from goodwill.serve.titles import Titles
from goodwill.serve.words import (
    amount,
    calibration_words,
    day,
    how_sure,
    plain,
    quoted,
    share,
    told,
)

__all__ = ["as_markdown"]

_COMMANDS = re.compile(r"([\\`*_\[\]<>|~@]|&(?=[#\w])|:(?=//)|(?<=\bwww)\.)")


def escaped(text: str) -> str:
    """Text on one line, with nothing in it that Markdown would read as its own."""
    return _COMMANDS.sub(r"\\\1", plain(text))


def as_markdown(s: Statement, titles: Titles) -> str:
    """One account's statement."""
    parts = (_head, _kind, _stage, _patterns, _risks, _money, _promises, _plan)
    blocks = ["\n".join(part(s, titles)) for part in parts]
    made = s["made_with"]
    foot = say(
        "Facts {facts}, catalogue {catalogue}, code {code}, calibration {calibration}.",
        facts=made["facts"],
        catalogue=made["catalogue"],
        code=made["code"],
        calibration=calibration_words(made),
    )
    return "\n\n".join((*(block for block in blocks if block), escaped(foot))) + "\n"


def _head(s: Statement, titles: Titles) -> Iterator[str]:
    yield f"# {escaped(s['account']['name'])}, {day(s['as_of'])}\n"
    yield escaped(summary.sentence(s, titles)) + "\n"
    yield escaped(summary.coverage_line(s)) + "."


def _kind(s: Statement, titles: Titles) -> Iterator[str]:
    kind = s["kind"]
    yield f"## {say('Kind')}\n"
    desired = titles.kinds[kind["desired"]] if kind["desired"] else ""
    wanted = say("; wanted: {desired}", desired=desired) if desired else ""
    yield f"{summary.kind_words(kind, titles)}{wanted}.\n"
    for name, part in summary.shares(kind["mixture"]):
        yield f"- {titles.kinds[name]} {share(part)}"


def _stage(s: Statement, titles: Titles) -> Iterator[str]:
    yield f"## {say('Stage: {stage}', stage=titles.stages[s['stage']['now']])}\n"
    for gate in s["stage"]["gates"]:
        state = say("earned") if gate["met"] else say("missing")
        words = escaped(summary.gate_words(gate))
        yield f"- {titles.gates.get(gate['id'], gate['id'])}: {state}{words and f'. {words}'}"


def _patterns(s: Statement, titles: Titles) -> Iterator[str]:
    yield f"## {say('Patterns')}\n"
    found = found_patterns(s["patterns"])
    if not found:
        yield say("None found.")
    for line in found:
        title = escaped(titles.patterns.get(line["id"], line["title"]))
        cost, said = line["cost"], ""
        if cost:
            money = amount(cost["amount"], cost["currency"], pence=True)
            said = say(", {money} in 12 months", money=money)
        yield f"- **{title}**: {say(line['status'])}, {how_sure(line['probability'])}{said}"
        if (best := best_quote(line["evidence"])) and best["quote"]:
            yield f"  > {escaped(quoted(best['quote']))} {day(best['on'])}"


def _risks(s: Statement, titles: Titles) -> Iterator[str]:
    yield f"## {say('Risks')}\n"
    ranked = sorted(s["risks"], key=lambda risk: -risk["probability"])
    shown = [risk for risk in ranked if risk["probability"] >= RARE]
    for risk in shown:
        yield f"- {titles.risks[risk['id']]}: {how_sure(risk['probability'])}"
    if len(shown) < len(ranked):
        yield say("- {rest} more, each very unlikely", rest=len(ranked) - len(shown))


def _money(s: Statement, titles: Titles) -> Iterator[str]:  # noqa: ARG001 - as the others
    economics = s["economics"]
    yield f"## {say('What it earns, 12 months')}\n"
    yield "| | |\n|---|---:|"
    for line in earnings.earning_lines(economics):
        figure = line.needs
        if line.amount is not None:
            figure = amount(line.amount, economics["currency"], pence=True)
        yield f"| {line.title} | {figure} |"
    division, rate = earnings.return_line(economics)
    yield f"| {division} | {rate} |"


def _promises(s: Statement, titles: Titles) -> Iterator[str]:  # noqa: ARG001 - as the others
    promises = s["commitments"]
    yield f"## {say('Promises')}\n"
    for side, tally in ((mark("Ours"), promises["ours"]), (mark("Theirs"), promises["theirs"])):
        counted = say(
            "{kept} kept, {broken} broken, {open} open",
            kept=tally["kept"],
            broken=tally["broken"],
            open=tally["open"],
        )
        yield f"- {say(side)}: {counted}"


def _plan(s: Statement, titles: Titles) -> Iterator[str]:  # noqa: ARG001 - as the others
    if not s["plan"]["plays"]:
        return
    yield f"## {say('Plan')}\n"
    for place, play in enumerate(s["plan"]["plays"], 1):
        title, measure = escaped(told(play["title"])), escaped(told(play["measure"]))
        yield f"{place}. **{title}**. {say('Moved if: {measure}', measure=measure)}"
        yield from (f"   - {escaped(told(step))}" for step in play["steps"])
