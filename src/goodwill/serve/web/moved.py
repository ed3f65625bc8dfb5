"""What has moved between two statements of one account: what it was said to be, then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodwill.facts.statement import Statement
from goodwill.serve.languages import say
from goodwill.serve.summary import kind_words
from goodwill.serve.titles import Titles, spelled
from goodwill.serve.words import amount, count, lower_first

__all__ = ["Moved", "MovedChance", "moved"]

HARDLY = 0.05
"""A chance that moved by less has not moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedChance:
    """A risk, and its chances in parts of 100, then and now."""

    line: str
    title: str
    then: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """`said` are name, words then, words now; `later` says what the older one could not know."""

    said: tuple[tuple[str, str, str], ...]
    chances: tuple[MovedChance, ...]
    later: str


def moved(then: Statement, now: Statement, titles: Titles) -> Moved:
    """What is otherwise now."""
    said = tuple(pair for pair in _said(then, now, titles) if pair[1] != pair[2])
    return Moved(said=said, chances=tuple(_chances(then, now, titles)), later=_later(then, now))


def _said(then: Statement, now: Statement, titles: Titles) -> Iterator[tuple[str, str, str]]:
    yield say("Kind"), kind_words(then["kind"], titles), kind_words(now["kind"], titles)
    stages = titles.stages
    yield say("Stage"), stages[then["stage"]["now"]], stages[now["stage"]["now"]]
    yield say("Revenue"), _revenue(then), _revenue(now)
    before = {line["id"]: line["status"] for line in then["patterns"]}
    for line in now["patterns"]:
        title = titles.patterns.get(line["id"], line["title"])
        was = before.get(line["id"], "not_assessable")
        yield title, lower_first(spelled(was)), lower_first(spelled(line["status"]))


def _revenue(statement: Statement) -> str:
    money = statement["economics"]
    if money["revenue"] is None:
        return say("no figures")
    return say("{amount} in 12 months", amount=amount(money["revenue"], money["currency"]))


def _chances(then: Statement, now: Statement, titles: Titles) -> Iterator[MovedChance]:
    """Risks that moved, those that moved most first."""
    before = {risk["id"]: risk["probability"] for risk in then["risks"]}
    pairs = [(risk, before[risk["id"]]) for risk in now["risks"] if risk["id"] in before]
    pairs.sort(key=lambda pair: -abs(pair[0]["probability"] - pair[1]))
    for risk, was in pairs:
        if round(abs(risk["probability"] - was), 4) >= HARDLY:
            yield MovedChance(
                line=f"risks[{risk['id']}]",
                title=titles.risks[risk["id"]],
                then=round(was * 100),
                now=round(risk["probability"] * 100),
            )


def _later(then: Statement, now: Statement) -> str:
    """How much came after the earlier day, and is left out of its page."""
    mails = now["coverage"]["messages"] - then["coverage"]["messages"]
    meetings = now["coverage"]["meetings"] - then["coverage"]["meetings"]
    counts = [count(mails, "later message"), count(meetings, "later meeting")]
    told = [words for number, words in zip((mails, meetings), counts, strict=True) if number > 0]
    return " and ".join(told) or say("nothing later")
