"""The questions of `goodwill accounts` that are not a table of accounts, and their answers.

What has no account, what may be one account, and what a person rules of two.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from goodwill.errors import CallError
from goodwill.reports import Ruling
from goodwill.serve.cli.options import Format
from goodwill.serve.cli.output import console, echo_json
from goodwill.serve.ports import BookPort
from goodwill.serve.who import who

__all__ = ["Asked", "Question", "answer", "question_of"]

Question = Literal["unmatched", "to_review"] | Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options as they were given."""

    unmatched: bool
    to_review: bool
    same: tuple[str, str] | None
    apart: tuple[str, str] | None
    note: str


def question_of(asked: Asked) -> Question:
    """What the options ask, one of them at least; `CallError` where they clash."""
    given = [one.name for one in fields(asked) if one.name != "note" and getattr(asked, one.name)]
    if len(given) > 1:
        names = " and ".join(f"--{name.replace('_', '-')}" for name in given)
        raise CallError(f"{names} cannot stand together.", hint="Give one of them at a time.")
    if asked.note and not (asked.same or asked.apart):
        raise CallError("--note says why of --same or --apart.", hint="Give one of the two.")
    if asked.same:
        return Ruling(
            answer="same", first=asked.same[0], second=asked.same[1], note=asked.note, by=who()
        )
    if asked.apart:
        return Ruling(
            answer="apart", first=asked.apart[0], second=asked.apart[1], note=asked.note, by=who()
        )
    return "unmatched" if asked.unmatched else "to_review"


def answer(book: BookPort, question: Question, format: Format) -> None:  # noqa: A002 - as the option
    """Ask the book and print what it says."""
    if format is Format.HTML:
        raise CallError("This has no page of its own.", hint="Take --format text or --format json.")
    from goodwill.serve.text import reconcile

    if isinstance(question, Ruling):
        report = book.rule_accounts(question)
        if format is Format.JSON:
            echo_json(report, indent=True)
        else:
            reconcile.show_ruling(console(), report)
    elif question == "unmatched":
        rows = book.unmatched()
        if format is Format.JSON:
            echo_json(rows, indent=True)
        else:
            reconcile.show_waiting(console(), rows)
    else:
        pairs = book.accounts_to_review()
        if format is Format.JSON:
            echo_json(pairs, indent=True)
        else:
            reconcile.show_pairs(console(), pairs)
