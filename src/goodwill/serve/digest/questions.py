"""Questions in words, how to answer each, and what the answer would change."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from goodwill.facts.questions import Answering, Question
from goodwill.serve.text.layout import INDENT, Page, title
from goodwill.serve.titles import Titles, spelled
from goodwill.serve.words import amount, day, listed, lower_first, plain

__all__ = ["NONE", "how_to_answer", "question_words", "show_questions", "would_change"]

NONE = "Nothing to ask: no answer would change what is done next."
_PARTNER, _NOT = "partner", "not_"


def question_words(one: Question, titles: Titles) -> str:
    """What is asked."""
    match one.sort:
        case "deal":
            deal = f'"{plain(one.name)}" of {day(one.on)}'
            return f"How did {deal} begin: did they call for bids, or call us first?"
        case "part":
            return f"Is {plain(one.name)} the one who decides about the money?"
        case "pattern":
            return f"Is this so: {lower_first(titles.line(one.line))}?"
        case "risk":
            return f"Is this likely: {lower_first(titles.line(one.line))}?"
        case "kind":
            kinds = [lower_first(titles.kinds[each.value]) for each in one.answers]
            return f"Which kind of relationship is it, {listed(kinds, last='or')}?"
        case "second_view":
            return f"Somebody other than {plain(one.not_by)}: is this a partner?"


def would_change(one: Question, titles: Titles) -> str:
    """What each answer would lead to."""
    return "; ".join(f"{_answer(each, titles)}: {_then(each, one, titles)}" for each in one.answers)


def _answer(each: Answering, titles: Titles) -> str:
    if each.value.startswith(_NOT):
        return f"not {lower_first(titles.kinds[each.value.removeprefix(_NOT)])}"
    words = {"rfp": "a call for bids", "first_call": "they called us first"}
    return words.get(each.value, lower_first(titles.kinds.get(each.value, spelled(each.value))))


def _then(each: Answering, one: Question, titles: Titles) -> str:
    found = []
    if each.kind != one.kind:
        kind = lower_first(titles.kinds[each.kind]) if each.kind else "not known"
        found.append(f"the kind is {kind}")
    if each.play != one.play:
        found.append(f"first, {lower_first(each.play)}" if each.play else "nothing to do")
    return plain(listed(found)) or "as now"


def how_to_answer(one: Question) -> tuple[str, ...]:
    """The commands that answer it; the last says that nobody can tell."""
    start = f"goodwill dispute {shlex.quote(one.account)} {shlex.quote(one.line)}"
    about = f" --about {shlex.quote(one.about)}" if one.about else ""
    values = [each.value for each in one.answers]
    if one.sort == "part":
        values.append(one.standing)
    given = [
        f"{start} {'right' if value == one.standing else 'wrong'}{about} --value {value}"
        for value in values
    ]
    return (*given, f"{start} cannot-tell{about}")


def show_questions(console: Console, found: Sequence[Question], titles: Titles) -> None:
    """Print them, each with what it would change, its money, and how to answer."""
    page = Page(console)
    if not found:
        page.print(Text(NONE))
        return
    for one in found:
        page.print(title(one.account_name))
        page.print(Text(question_words(one, titles)), indent=INDENT)
        money = f" ({amount(one.stake, one.currency)} in 12 months)" if one.stake else ""
        page.print(Text(f"{would_change(one, titles)}{money}.", style="dim"), indent=INDENT)
        for command in how_to_answer(one):
            page.print(Text(command), indent=2 * INDENT)
        page.print()
