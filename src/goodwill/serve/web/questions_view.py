"""Questions of the week as they are answered on a page: what may be said, and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodwill.facts.disputes import Answer, Dispute
from goodwill.facts.questions import Question
from goodwill.serve.digest.questions import question_words, would_change
from goodwill.serve.languages import mark, say, spoken
from goodwill.serve.titles import Titles, spelled

__all__ = ["Asked", "Choice", "asked", "choices", "find", "is_answered"]

_NO = frozenset({"absent", "unlikely"})
_WORDS = spoken({"rfp": "They called for bids", "first_call": "They called us first"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: its button, and what the book is told (`value` None: nobody can tell)."""

    name: str
    words: str
    answer: Answer
    value: str | None


_NOBODY_CAN_TELL = Choice(
    name="cannot_tell", words=mark("Can’t tell"), answer="cannot_tell", value=None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question in words, with its buttons and what the answers lead to."""

    question: Question
    words: str
    leads_to: str
    choices: tuple[Choice, ...]


def asked(one: Question, titles: Titles) -> Asked:
    """A question as a page asks it."""
    return Asked(
        question=one,
        words=question_words(one, titles),
        leads_to=would_change(one, titles),
        choices=choices(one, titles),
    )


def choices(one: Question, titles: Titles) -> tuple[Choice, ...]:
    """What may be answered; the last is that nobody can tell."""
    values = [each.value for each in one.answers]
    if one.sort == "part":
        values.append(one.standing)
    given = [
        Choice(
            name=value,
            words=_words(one, value, titles),
            answer="right" if value == one.standing else "wrong",
            value=value,
        )
        for value in values
    ]
    return (*given, _NOBODY_CAN_TELL)


def _words(one: Question, value: str, titles: Titles) -> str:
    match one.sort:
        case "part":
            return say("No") if value == one.standing else say("Yes")
        case "pattern" | "risk":
            return say("No") if value in _NO else say("Yes")
        case "second_view":
            return say("No") if value.startswith("not_") else say("Yes")
        case "deal":
            return _WORDS.get(value, spelled(value))
        case "kind":
            return titles.kinds.get(value, spelled(value))


def is_answered(one: Question, said: Iterable[Dispute]) -> bool:
    """Whether somebody has answered it; of a second view, somebody else than the first."""
    return any(
        dispute.account_id == one.account
        and dispute.line == one.line
        and _about(dispute) == one.about
        and dispute.withdrawn_on is None
        and (one.sort != "second_view" or dispute.by != one.not_by)
        for dispute in said
    )


def _about(dispute: Dispute) -> str | None:
    return None if dispute.about is None else dispute.about.ref


def find(questions: Sequence[Question], account: str, line: str, about: str) -> Question | None:
    """The question that a form answers; None where it is not asked."""
    for one in questions:
        if (one.account, one.line, one.about or "") == (account, line, about):
            return one
    return None
