"""One statement in Markdown, to be pasted into a page or a message: what it says, with its words.

Nothing that a stranger wrote is obeyed by whatever shows it: marks stand with a backslash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwill.facts.overview import is_theirs
from goodwill.facts.statement import Evidence, Statement
from goodwill.facts.strongest import best_quote, found_patterns, notable_risks
from goodwill.serve.summary import person_words, sentence
from goodwill.serve.titles import Titles
from goodwill.serve.words import amount, chance, day, listed, plain, quoted

__all__ = ["statement_markdown"]

FIGURES = (
    ("revenue", "Revenue"),
    ("gross_margin", "Gross margin"),
    ("cost_to_serve", "Cost to serve"),
    ("late_payment_cost", "Late payment"),
    ("contribution", "Contribution"),
)
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|~"})


def statement_markdown(of: Statement, titles: Titles) -> str:
    """The statement under its headings; a heading under which nothing is found says so."""
    lines = [f"# {_text(of['account']['name'])}", "", f"As of {day(of['as_of'])}."]
    lines += ["", _text(sentence(of, titles))]
    parts = (
        ("Trust that was earned", _gates(of, titles)),
        ("Unhealthy patterns", _patterns(of)),
        ("Risks", _risks(of, titles)),
        ("Open and broken promises", _promises(of)),
        ("Money, 12 months", _money(of)),
        ("What to do next", _plan(of, titles)),
    )
    for name, found in parts:
        lines += ["", f"## {name}", "", *(list(found) or ["Nothing shows."])]
    made = of["made_with"]
    versions = f"Facts {made['facts']}, catalogue {made['catalogue']}, Goodwill {made['code']}."
    lines += ["", _text(versions)]
    return "\n".join(lines) + "\n"


def _gates(of: Statement, titles: Titles) -> Iterator[str]:
    for gate in of["stage"]["gates"]:
        met = f"since {day(gate['on'])}" if gate["met"] and gate["on"] else "met"
        state = met if gate["met"] else "not yet"
        yield f"- {_text(titles.line(gate['id']))}: {state}{_because(gate['evidence'])}"


def _patterns(of: Statement) -> Iterator[str]:
    for line in found_patterns(of["patterns"]):
        cost = line["cost"]
        money = f", {amount(cost['amount'], cost['currency'])} in 12 months" if cost else ""
        name = (
            f"**{_text(line['title'])}** ({line['status']}, {chance(line['probability'])}{money})"
        )
        yield f"- {name}{_because(line['evidence'])}"


def _risks(of: Statement, titles: Titles) -> Iterator[str]:
    for risk in notable_risks(of["risks"]):
        name = f"**{_text(titles.line(risk['id']))}** ({chance(risk['probability'])})"
        yield f"- {name}{_because(risk['evidence'])}"


def _promises(of: Statement) -> Iterator[str]:
    people = of["committee"]["people"]
    for item in of["commitments"]["items"]:
        if item["status"] == "kept":
            continue
        side = "theirs" if is_theirs(item["by"], of) else "ours"
        who = _text(person_words(item["by"], people))
        due = f"due {day(item['due_on'])}" if item["due_on"] else "no day named"
        yield f"- {_text(quoted(item['what']))} ({side}, {who}, {due}, {item['status']})"


def _money(of: Statement) -> Iterator[str]:
    economics = of["economics"]
    found: dict[str, object] = {name: economics.get(name) for name, _ in FIGURES}
    if all(value is None for value in found.values()):
        return
    yield "| | |"
    yield "|---|---:|"
    for name, says in FIGURES:
        value = found[name]
        shown = (
            amount(value, economics["currency"]) if isinstance(value, float | int) else "not known"
        )
        yield f"| {says} | {shown} |"


def _plan(of: Statement, titles: Titles) -> Iterator[str]:
    for number, play in enumerate(of["plan"]["plays"], 1):
        reasons = listed([titles.reason(name) for name in play["because"]])
        yield f"{number}. **{_text(play['title'])}**{f' ({_text(reasons)})' if reasons else ''}"
        yield from (f"   - {_text(step)}" for step in play["steps"])


def _because(evidence: Sequence[Evidence]) -> str:
    """The strongest words that a line rests on, else what its weightiest item says."""
    found = best_quote(list(evidence))
    if found is not None and found["quote"]:
        return f": {_text(quoted(found['quote']))} ({day(found['on'])})"
    if not evidence:
        return ""
    return f": {_text(max(evidence, key=lambda item: item['weight'])['says'])}"


def _text(words: str) -> str:
    """Words on one line, with nothing in them that Markdown would obey."""
    return plain(" ".join(words.split())).translate(_MARKS)
