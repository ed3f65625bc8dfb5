"""Questions in words, how to answer each, and what the answer would change."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from goodwill.facts.questions import Answering, Question
from goodwill.serve.languages import mark, say, spoken
from goodwill.serve.text.layout import INDENT, Page, title
from goodwill.serve.titles import Titles, spelled
from goodwill.serve.words import amount, day, listed, lower_first, plain, told

__all__ = ["NONE", "how_to_answer", "question_words", "show_questions", "would_change"]

NONE = mark("Nothing to ask: no answer would change what is done next.")
_NOT = "not_"
_DEALS = spoken({"rfp": "a call for bids", "first_call": "they called us first"})


def question_words(one: Question, titles: Titles) -> str:
    """What is asked."""
    match one.sort:
        case "deal":
            return say(
                'How did "{deal}" of {day} begin: did they call for bids, or call us first?',
                deal=plain(one.name),
                day=day(one.on),
            )
        case "part":
            return say("Is {name} the one who decides about the money?", name=plain(one.name))
        case "pattern":
            return say('Is the pattern "{line}" there?', line=titles.line(one.line))
        case "risk":
            return say('Is the risk "{line}" likely?', line=titles.line(one.line))
        case "kind":
            kinds = [lower_first(titles.kinds[each.value]) for each in one.answers]
            which = listed(kinds, last="or")
            return say("Which kind of relationship is it, {kinds}?", kinds=which)
        case "second_view":
            return say("Somebody other than {name}: is this a partner?", name=plain(one.not_by))


def would_change(one: Question, titles: Titles) -> str:
    """What each answer would lead to."""
    return "; ".join(f"{_answer(each, titles)}: {_then(each, one, titles)}" for each in one.answers)


def _answer(each: Answering, titles: Titles) -> str:
    if each.value.startswith(_NOT):
        kind = lower_first(titles.kinds[each.value.removeprefix(_NOT)])
        return say("not {kind}", kind=kind)
    return _DEALS.get(each.value, lower_first(titles.kinds.get(each.value, spelled(each.value))))


def _then(each: Answering, one: Question, titles: Titles) -> str:
    found = []
    if each.kind != one.kind:
        kind = lower_first(titles.kinds[each.kind]) if each.kind else say("not known")
        found.append(say("the kind is {kind}", kind=kind))
    if each.play != one.play:
        first = say("first, {play}", play=lower_first(told(each.play))) if each.play else ""
        found.append(first or say("nothing to do"))
    return plain(listed(found)) or say("as now")


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
        page.print(Text(say(NONE)))
        return
    for one in found:
        page.print(title(one.account_name))
        page.print(Text(question_words(one, titles)), indent=INDENT)
        changes = would_change(one, titles)
        if one.stake:
            money = amount(one.stake, one.currency)
            changes = say("{changes} ({money} in 12 months)", changes=changes, money=money)
        page.print(Text(f"{changes}.", style="dim"), indent=INDENT)
        for command in how_to_answer(one):
            page.print(Text(command), indent=2 * INDENT)
        page.print()
