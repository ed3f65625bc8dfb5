"""What a person says of a line: checked against the statement, written down, and what it moves.

The door behind `Book.dispute`. Somebody names a line (or one item of its evidence, a promise, a
person's part, whose address something is) and says that it is right, wrong, or not to be told.
What is so then is settled here, once, from the statement that they saw; what follows from it is
worked out in `goodwill.judge.answers` each time a statement is drawn up. Which thing under a line
is meant is found in `disputed_thing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from goodwill.answers.disputed_thing import thing_meant
from goodwill.answers.said import one_line
from goodwill.errors import CallError, nearest
from goodwill.facts.acts import ACT_IDS, REMARK_IDS
from goodwill.facts.disputes import (
    ANSWERS,
    LONGEST_NAME,
    LONGEST_REASON,
    NOBODY,
    NOT,
    OPPOSITE,
    VALUES,
    Answer,
    Dispute,
    group_of,
    id_in,
)
from goodwill.reports import DisputeReport, Ruling
from goodwill.statements.lines import line_name
from goodwill.statements.moves import Standing, moves, standings
from goodwill.store.answers.disputes import add_dispute, all_disputes, withdraw
from goodwill.who_is_who.account_names import find_account

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodwill.book import Book
    from goodwill.facts.statement import Statement
    from goodwill.store.database import Transaction

__all__ = ["LINK", "Saying", "dispute", "disputes_of", "full_name", "take_back"]

ACTS, LINK = "acts", "link"
OF_ONE_THING = frozenset({"commitments", "committee", "deals", ACTS, LINK})
"""Lines of which only one thing can be meant at a time."""
CHANCE_OF_LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a person says, in their own words for the line, its value and what they mean by it."""

    line: str
    answer: Answer
    value: str | None = None
    ref: str | None = None
    reason: str = ""
    by: str = ""


def dispute(
    book: Book, account: str, saying: Saying, *, as_of: date, made_at: datetime
) -> DisputeReport:
    """Write down what a person says of a line, and draw the statement of `as_of` up again.

    Raises `CallError` where nothing like it can be said of that line.
    """
    account_id = find_account(account, book.accounts())
    if saying.answer not in ANSWERS:
        raise CallError(f'"{saying.answer}" is no answer.', hint=f"Answers: {', '.join(ANSWERS)}.")
    before = book.statement_of(account_id, as_of)
    line = full_name(saying.line, before)
    reason = one_line(saying.reason, "reason", LONGEST_REASON)
    by = one_line(saying.by, "name", LONGEST_NAME)
    if line == LINK:
        return _as_ruling(book, before, saying, reason, by)
    if line in OF_ONE_THING or saying.ref is not None or group_of(line) == ACTS:
        about, standing = thing_meant(book, before, line, saying.ref or "")
    else:
        about, standing = None, _standing(before, line)
    is_item = about is not None and line not in OF_ONE_THING
    if is_item and saying.value is not None:
        raise CallError(
            f'An item of evidence has no value such as "{saying.value}".',
            hint="Leave --value out, or --about, and speak of the whole line.",
        )
    said = Dispute(
        id=0,
        account_id=account_id,
        on=made_at.astimezone(ZoneInfo(book.settings.company.timezone)).date(),
        line=line,
        answer=saying.answer,
        value=None if is_item else _so(line, saying, standing),
        about=about,
        reason=reason,
        by=by,
    )
    seconds = int(made_at.timestamp())
    new = _write(book, account_id, lambda tx: add_dispute(tx, said, made_at=seconds))
    return _report(book, before, said, new)


def full_name(asked: str, of: Statement) -> str:
    """The full name of a line of a statement, or of an act."""
    if group_of(asked) == ACTS:
        known = (*ACT_IDS, *REMARK_IDS)
        if id_in(asked) not in known:
            raise CallError(
                f'There is no act "{id_in(asked)}".{nearest(id_in(asked), known)}',
                hint="Acts are listed by:  goodwill read FILE --format json",
            )
        return asked
    names = [name for name in standings(of) if group_of(name) not in OF_ONE_THING]
    return line_name(asked, dict.fromkeys((*names, *sorted(OF_ONE_THING - {ACTS}))))


def _standing(of: Statement, line: str) -> str:
    """How a line stands, in the words of `VALUES`; "" where it says that nobody can tell."""
    found: Standing = standings(of)[line]
    match group_of(line):
        case "kind":
            return of["kind"]["now"] or ""
        case "risks":
            return "likely" if (found.chance or 0.0) >= CHANCE_OF_LIKELY else "unlikely"
        case "expectations":
            return "wanted" if (found.chance or 0.0) >= CHANCE_OF_LIKELY else "not_wanted"
        case "patterns":
            seen = {"present": "present", "watch": "present", "absent": "absent"}
            return seen.get(found.state, "")
        case "practices":
            return "" if found.state == "not_assessable" else found.state
        case _:
            return found.state.replace(" ", "_")


def _so(line: str, saying: Saying, standing: str) -> str | None:
    """What is so by what they say, None where they can't tell."""
    known, value = VALUES[group_of(line)], saying.value
    if value is not None and value not in known:
        raise CallError(
            f'"{value}" is nothing that {line} can be.{nearest(value, known)}',
            hint=f"It can be: {', '.join(known)}.",
        )
    match saying.answer:
        case "cannot_tell":
            if value is not None:
                raise CallError(
                    "Who can't tell names no value.", hint="Leave --value out, or answer wrong."
                )
            return None
        case "right":
            return _right(line, value, standing)
        case "wrong":
            return _wrong(line, value, standing)


def _right(line: str, value: str | None, standing: str) -> str:
    if not standing:
        raise CallError(
            f"{line} says that nobody can tell; there is nothing to call right.",
            hint="Who knows better answers wrong, with --value.",
        )
    if value not in {None, standing}:
        raise CallError(
            f'{line} says "{standing}", not "{value}": that is not right.',
            hint=f"Answer wrong with --value {value}.",
        )
    return standing


def _wrong(line: str, value: str | None, standing: str) -> str:
    """The value, or the one thing that is left where a line is wrong."""
    if value is not None and value == standing:
        raise CallError(f'{line} says "{standing}" already.', hint="Answer right.")
    if value is not None:
        return value
    group = group_of(line)
    if group == "kind" and standing:
        return NOT + standing
    if group == "commitments" and standing == "kept":
        return "broken"
    found = OPPOSITE.get(standing) if group != "committee" else None
    if found is None:
        raise CallError(
            f"What {line} is instead has to be said.",
            hint=f"Give --value, one of: {', '.join(VALUES[group])}.",
        )
    return found


def _as_ruling(
    book: Book, before: Statement, saying: Saying, reason: str, by: str
) -> DisputeReport:
    """Whose address it is: a ruling, which holds for every account that it touches."""
    own = before["account"]["id"]
    if saying.ref is None or "@" not in saying.ref or saying.answer == "cannot_tell":
        raise CallError(
            "A link is the address of a person and the account that it belongs to.",
            hint=f"goodwill dispute {own} link wrong --about ADDRESS [--value ACCOUNT]",
        )
    is_moved = saying.answer == "wrong" and saying.value is not None
    is_same = is_moved or saying.answer == "right"
    second = saying.value if is_moved and saying.value is not None else own
    ruled = book.rule_accounts(
        Ruling(
            answer="same" if is_same else "apart",
            first=saying.ref,
            second=second,
            note=reason,
            by=by,
        )
    )
    day = date.fromisoformat(before["as_of"])
    after = book.statement_of(own, day)
    return DisputeReport(
        id=None,
        account=own,
        as_of=before["as_of"],
        line=LINK,
        answer=saying.answer,
        value=second if is_same else NOBODY,
        moved=moves(before, after),
        plan_before=_plays(before),
        plan_after=_plays(after),
        ruling=ruled,
    )


def take_back(book: Book, dispute_id: int, *, as_of: date, made_at: datetime) -> DisputeReport:
    """Withdraw what somebody said; the statement is as though it had not been said."""
    known = {one.id: one for one in book.look(all_disputes)}
    said = known.get(dispute_id)
    if said is None or said.withdrawn_on is not None:
        what = "was withdrawn before" if said else "is not in this book"
        raise CallError(
            f"Dispute {dispute_id} {what}.", hint="List all with:  goodwill dispute ACCOUNT"
        )
    before = book.statement_of(said.account_id, as_of)
    seconds = int(made_at.timestamp())
    _write(book, said.account_id, lambda tx: withdraw(tx, dispute_id, at=seconds))
    return _report(book, before, said, dispute_id)


def disputes_of(book: Book, account: str | None) -> tuple[Dispute, ...]:
    """All that was said of an account (None: of any), withdrawn or not, in that order."""
    own = None if account is None else book.account_id(account)
    zone = ZoneInfo(book.settings.company.timezone)
    found = book.look(lambda reader: all_disputes(reader, zone))
    return tuple(one for one in found if own in {None, one.account_id})


def _write(book: Book, account_id: str, change: Callable[[Transaction], int | None]) -> int | None:
    """Change what was said, and let go of the statements that rest on it."""
    from goodwill.store.statements.storing import drop_statements  # noqa: PLC0415  SQLAlchemy: 0.3 s

    with book.store.write() as tx:
        found = change(tx)
        drop_statements(tx, account_id)
    return found


def _report(book: Book, before: Statement, said: Dispute, key: int | None) -> DisputeReport:
    """What a statement has become since."""
    after = book.statement_of(said.account_id, date.fromisoformat(before["as_of"]))
    return DisputeReport(
        id=key,
        account=said.account_id,
        as_of=before["as_of"],
        line=said.line,
        answer=said.answer,
        value=said.value,
        moved=moves(before, after),
        plan_before=_plays(before),
        plan_after=_plays(after),
    )


def _plays(of: Statement) -> tuple[str, ...]:
    return tuple(play["id"] for play in of["plan"]["plays"])
