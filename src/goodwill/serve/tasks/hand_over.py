"""The page for whoever takes an account over: Markdown, with the words that things rest on.

Who knows whom, what each side has promised, what they expect, what was tried, what may go wrong,
and the next step. It says nothing of whoever hands over: no figure of a person stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goodwill.facts.overview import is_theirs
from goodwill.facts.plans import AccountPlans, Decision
from goodwill.facts.statement import CommitmentItem, CommitteePerson, Evidence, Mailbox, Statement
from goodwill.facts.strongest import best_quote, found_patterns, notable_risks
from goodwill.serve.people_words import names_of
from goodwill.serve.summary import due_words, person_words, sentence
from goodwill.serve.titles import ROLES, Titles
from goodwill.serve.words import amount, chance, day, listed, plain, quoted

__all__ = ["hand_over"]

ANSWERS = {
    "accepted": "being done",
    "changed": "being done, in other steps",
    "postponed": "put off",
    "rejected": "not done",
    "done": "done",
}
WANTED_FROM = 0.5
"""Wishes that are as likely as not."""


def hand_over(statement: Statement, plans: AccountPlans, titles: Titles) -> str:
    """What somebody new has to know, in Markdown."""
    account = statement["account"]
    head = [
        f"# {_text(account['name'])}: hand-over",
        "",
        f"As of {day(statement['as_of'])}. {_text(sentence(statement, titles))}",
    ]
    parts = (
        ("Who knows whom", _people(statement)),
        ("What we owe them", _promises(statement, "ours")),
        ("What they owe us", _promises(statement, "theirs")),
        ("What they expect", _wishes(statement, titles)),
        ("What may go wrong", _dangers(statement, titles)),
        ("What was tried", _tried(plans.made, titles)),
        ("The next step", _next(statement, titles)),
    )
    for name, lines in parts:
        head += ["", f"## {name}", "", *(list(lines) or ["Nothing is on record."])]
    return "\n".join(head) + "\n"


def _people(statement: Statement) -> Iterator[str]:
    """Those of theirs who are there, with their part and which of ours they know."""
    people = statement["committee"]["people"]
    known: dict[str, list[str]] = {}
    for dyad in statement["kind"]["people"]:
        known.setdefault(dyad["theirs"], []).append(dyad["ours"])
    for person in people:
        if not person["left"]:
            yield _person(person, known.get(person["email"], ()))
    gone = [plain(one["name"] or one["email"]) for one in people if one["left"]]
    if gone:
        yield f"- Left: {_text(listed(gone))}"
    missing = [ROLES.get(role, role).lower() for role in statement["committee"]["missing_roles"]]
    if missing:
        yield f"- Nobody known who: {listed(missing)}"


def _person(person: CommitteePerson, ours: Sequence[str]) -> str:
    parts = [f"**{_text(person['name'] or person['email'])}** ({_text(person['email'])})"]
    if person["role"]:
        guess = "" if person["role_is"] == "given" else ", as it seems"
        parts.append(f"{ROLES.get(person['role'], person['role']).lower()}{guess}")
    if person["stance"] in {"for", "against"}:
        parts.append(f"stands {person['stance']} us")
    if ours:
        parts.append(f"knows {_text(listed([person_words(one, []) for one in ours]))}")
    if person["last_seen_on"]:
        parts.append(f"last seen {day(person['last_seen_on'])}")
    return f"- {'; '.join(parts)}"


def _promises(statement: Statement, side: str) -> Iterator[str]:
    """What is open or broken on one side, the oldest day first."""
    waiting = [
        item
        for item in statement["commitments"]["items"]
        if item["status"] != "kept" and is_theirs(item["by"], statement) == (side == "theirs")
    ]
    for item in sorted(waiting, key=lambda one: (one["due_on"] or "9999", one["made_on"])):
        yield _promise(item, names_of(statement["committee"]))


def _promise(item: CommitmentItem, people: Sequence[CommitteePerson | Mailbox]) -> str:
    by, to = (person_words(who, people) for who in (item["by"], item["to"]))
    said = (
        f"{_text(by)} to {_text(to)} on {day(item['made_on'])}, {due_words(item)}, {item['status']}"
    )
    return f"- {_quote(item['what'])} ({said})"


def _wishes(statement: Statement, titles: Titles) -> Iterator[str]:
    for one in statement["expectations"]:
        if one["strength"] >= WANTED_FROM:
            reviewed = one["last_reviewed_on"]
            talked = f"talked about on {day(reviewed)}" if reviewed else "never talked about"
            yield f"- {_text(titles.line(one['id']))} ({talked}){_because(one['evidence'])}"


def _dangers(statement: Statement, titles: Titles) -> Iterator[str]:
    """Patterns that are there or watched, ours first; then likely risks."""
    found = found_patterns(statement["patterns"])
    for pattern in sorted(found, key=lambda one: one["direction"] != "ours"):
        ours = ", ours to mend" if pattern["direction"] == "ours" else ""
        cost = pattern["cost"]
        money = f", {amount(cost['amount'], cost['currency'])} a year" if cost else ""
        name = f"{_text(pattern['title'])} ({pattern['status']}{ours}{money})"
        yield f"- {name}{_because(pattern['evidence'])}"
    for risk in notable_risks(statement["risks"]):
        sure = chance(risk["probability"])
        yield f"- {_text(titles.line(risk['id']))} ({sure}){_because(risk['evidence'])}"


def _tried(made: Iterable[Decision], titles: Titles) -> Iterator[str]:
    for one in made:
        title = titles.plays.get(one.play, one.play)
        until = f" by {day(one.due_on.isoformat())}" if one.due_on else ""
        said = f"{ANSWERS[one.answer]}{until} ({day(one.made_on.isoformat())})"
        yield f"- {_text(title)}, {said}{f': {_text(one.reason)}' if one.reason else ''}"


def _next(statement: Statement, titles: Titles) -> Iterator[str]:
    """The first play of the plan, with its steps."""
    for play in statement["plan"]["plays"][:1]:
        yield f"**{_text(play['title'])}**"
        if play["because"]:
            yield _text(titles.called_for_by(play["because"]))
        yield ""
        yield from (f"{number}. {_text(step)}" for number, step in enumerate(play["steps"], 1))
        yield ""
        yield f"Moved if: {_text(play['measure'])}"


def _because(evidence: Sequence[Evidence]) -> str:
    """The strongest words a line rests on, else what its first item says."""
    found = best_quote(list(evidence))
    if found is not None and found["quote"]:
        return f": {_quote(found['quote'])} ({day(found['on'])})"
    return f": {_text(evidence[0]['says'])}" if evidence else ""


def _quote(words: str) -> str:
    return _text(quoted(words))


_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})


def _text(words: str) -> str:
    """Words from outside on one line, with nothing in them that Markdown would obey."""
    return plain(words).translate(_MARKS)
