"""What a statement says first: one sentence, the lines that matter, what could not be seen.

By template from the strongest lines, never by a language model. Both voices use it: the
terminal (`goodwill.serve.text`) and the page (`goodwill.serve.html`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodwill.facts.statement import (
    CommitmentItem,
    CommitteePerson,
    CoverageGap,
    GateLine,
    KindLine,
    Mailbox,
    Mixture,
    PatternLine,
    PracticeLine,
    RiskLine,
    Statement,
)
from goodwill.facts.strongest import cost_of, found_patterns, notable_risks, patterns_of
from goodwill.serve.languages import say
from goodwill.serve.titles import Titles, spelled
from goodwill.serve.words import (
    amount,
    count,
    day,
    how_sure,
    how_surely,
    listed,
    lower_first,
    plain,
    told,
    upper_first,
)

__all__ = [
    "KIND_ORDER",
    "RARE",
    "blind_groups",
    "coverage_line",
    "due_words",
    "gap_words",
    "gaps_words",
    "gate_words",
    "kind_order",
    "kind_words",
    "line_name",
    "person_words",
    "practice_name",
    "practices_of",
    "sentence",
    "shares",
    "source_count",
    "stake",
    "unsure_words",
]

KIND_ORDER = ("partner", "technical", "social", "ad_hoc")
RARE = 0.2
"""Below this a chance is "very unlikely": such lines are only counted."""
PETTY = 0.01
"""Below this part of a year's revenue a sum is no headline beside what has no price."""
MOST_WORDS = 28
"""Of the first sentence; a longer one keeps to its strongest clause."""
SAID_AS = {"opportunity": "deal", "time_entry": "effort"}
UNCOUNTABLE = frozenset({"effort", "feedback", "mail"})


def kind_order(desired: str | None) -> tuple[str, ...]:
    """The four kinds as bars draw them: in a statement the wanted one first."""
    if desired not in KIND_ORDER:
        return KIND_ORDER
    return (desired, *(kind for kind in KIND_ORDER if kind != desired))


def shares(mixture: Mixture, order: Sequence[str] = KIND_ORDER) -> tuple[tuple[str, float], ...]:
    """The mixture as pairs of kind and share, in `order`."""
    table = dict(mixture)
    return tuple((kind, float(str(table[kind]))) for kind in order)


def unsure_words(items: int) -> str:
    """What is said of a kind that is not known, with so many items of evidence."""
    return say("Not sure yet") if items else say("Not enough to tell")


def kind_words(kind: KindLine, titles: Titles) -> str:
    """The kind now with its certainty, or that it is not known."""
    if kind["now"] is None:
        return unsure_words(len(kind["evidence"]))
    return f"{titles.kinds[kind['now']]}, {how_sure(kind['confidence'])}"


def practices_of(practices: Sequence[PracticeLine], status: str) -> list[PracticeLine]:
    """Those of one status, in the statement's order."""
    return [line for line in practices if line["status"] == status]


def stake(risks: Sequence[RiskLine]) -> float | None:
    """What rests on the account; every risk names the same amount, so it is said once."""
    return next((risk["amount_at_risk"] for risk in risks if risk["amount_at_risk"]), None)


def sentence(statement: Statement, titles: Titles) -> str:
    """The whole statement in at most 28 words; what is said last is left out first."""
    clauses = [*_pattern_clauses(statement, titles), _risk_clause(statement, titles)]
    said = [clause for clause in clauses if clause] or [_quiet_clause(statement)]
    kind = _kind_clause(statement["kind"], titles)
    while True:
        whole = f"{kind}: {say(', and ').join(said)}."
        if len(said) == 1 or len(whole.split()) <= MOST_WORDS:
            return whole
        said.pop()


def _kind_clause(kind: KindLine, titles: Titles) -> str:
    if kind["now"] is None:
        return say("{kind} which kind this is", kind=unsure_words(len(kind["evidence"])))
    name = lower_first(titles.kinds[kind["now"]])
    sure = how_surely(kind["confidence"])
    if name[0] in "aeiou":
        return upper_first(say("{sure} an {name} relationship", sure=sure, name=name))
    return upper_first(say("{sure} a {name} relationship", sure=sure, name=name))


def _pattern_clauses(statement: Statement, titles: Titles) -> list[str]:
    """The loudest; before money stands how people are treated, where that is present."""
    found = found_patterns(statement["patterns"])
    if not found:
        return []
    revenue = statement["economics"]["revenue"] or 0.0
    loudest = max(found, key=lambda line: _telling(line, revenue))
    without_price = [line for line in patterns_of(found, "present") if line["cost"] is None]
    if loudest["cost"] is None or not without_price:
        return [_pattern_words(loudest, titles)]
    surest = max(without_price, key=lambda line: line["probability"])
    return [_pattern_words(surest, titles), _pattern_words(loudest, titles)]


def _pattern_words(line: PatternLine, titles: Titles) -> str:
    title = lower_first(titles.patterns.get(line["id"], line["title"]))
    cost = line["cost"]
    words = (
        say(
            "{title}, {amount} in 12 months",
            title=title,
            amount=amount(cost["amount"], cost["currency"]),
        )
        if cost
        else title
    )
    return words if line["status"] == "present" else say("perhaps {it}", it=words)


def _telling(line: PatternLine, revenue: float) -> tuple[bool, bool, bool, float]:
    """Present first; then money that counts, the dearest; then what has no price, the surest.

    A sum that nobody would miss says less than how people are treated.
    """
    cost, has_no_price = cost_of(line), line["cost"] is None
    is_dear = cost > 0 and cost >= PETTY * revenue
    rank = line["probability"] if has_no_price else cost
    return line["status"] == "present", is_dear, has_no_price, rank


def _risk_clause(statement: Statement, titles: Titles) -> str:
    sharpest = notable_risks(statement["risks"])[:1]
    return "".join(
        f"{lower_first(titles.risks[risk['id']])} ({how_sure(risk['probability'])})"
        for risk in sharpest
    )


def _quiet_clause(statement: Statement) -> str:
    looked = [line for line in statement["patterns"] if line["status"] != "not_assessable"]
    if not looked:
        return say("no pattern could be looked for yet")
    return say(
        "none of the {looked} patterns that could be looked for was found", looked=len(looked)
    )


def coverage_line(statement: Statement) -> str:
    """What the statement could see, in one line."""
    coverage = statement["coverage"]
    counts = [source_count(item["source"], item["items"]) for item in coverage["sources"]]
    seen = listed(counts) or say("nothing")
    if coverage["first_on"] and coverage["last_on"]:
        seen += say(
            ", {day} to {day2}", day=day(coverage["first_on"]), day2=day(coverage["last_on"])
        )
    return upper_first(seen)


def source_count(source: str, items: int) -> str:
    """`44 messages`; sources that are no countable noun take "rows of"."""
    name = SAID_AS.get(source, source).replace("_", " ")
    if name in UNCOUNTABLE:
        return say("{count} of {name}", count=count(items, "row"), name=say(name))
    return count(items, name.removesuffix("s"))


def gap_words(gap: CoverageGap) -> str:
    """Something that is not there, and for which days."""
    what = told(gap["what"]).rstrip(".")
    if gap["from"] and gap["to"]:
        return say("{what}, {day} to {day2}", what=what, day=day(gap["from"]), day2=day(gap["to"]))
    return what


def gaps_words(gaps: Sequence[CoverageGap]) -> list[str]:
    """What could not be seen, each thing once."""
    return list(dict.fromkeys(gap_words(gap) for gap in gaps))


def blind_groups(
    lines: Sequence[PatternLine | PracticeLine], titles: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Lines that could not be assessed, by the first thing they need: (that need, names).

    The need is "" where none is given: then there was no occasion.
    """
    groups: dict[str, list[str]] = {}
    for line in lines:
        if line["status"] == "not_assessable":
            need = next(iter(line.get("needs", [])), "").rstrip(".")
            groups.setdefault(plain(need), []).append(line_name(line["id"], titles))
    return [(need, listed(names)) for need, names in groups.items()]


def line_name(name: str, titles: Mapping[str, str]) -> str:
    """A line's title inside a sentence."""
    return lower_first(plain(titles.get(name, spelled(name))))


def person_words(address: str, people: Sequence[CommitteePerson | Mailbox]) -> str:
    """Somebody by name where it is known, else by the part of the address before the @."""
    named = next((one["name"] for one in people if one["email"] == address and one["name"]), None)
    if named or "@" not in address:
        return plain(named or address)
    local = address.partition("@")[0].replace(".", " ").replace("_", " ")
    return plain(local).title()


def due_words(item: CommitmentItem) -> str:
    """When a promise was due; the first day that is too late as its words name it."""
    if before := item.get("due_before"):
        return say("due before {day}", day=day(before))
    return say("due {day}", day=day(item["due_on"])) if item["due_on"] else say("no day named")


def practice_name(line: PracticeLine, titles: Mapping[str, str]) -> str:
    """A practice inside a sentence, with the side that falls short of it, where that is known."""
    name = line_name(line["id"], titles)
    match line.get("side"):
        case "ours":
            return say("{practice} (ours)", practice=name)
        case "theirs":
            return say("{practice} (theirs)", practice=name)
        case _:
            return name


def gate_words(gate: GateLine) -> str:
    """What a gate rests on, or what is missing."""
    first = gate["evidence"][:1]
    says = "".join(told(item["says"]) for item in first)
    return " · ".join(part for part in (day(gate["on"]), says) if part)
