"""What a person decides of an account: the kind that is wanted, and what becomes of its plays.

Each word is written down for good, may be withdrawn, and holds at every date; the account's stored
statements are let go of in the same breath, so that the next look at it shows the word. What a plan
makes of it is `goodwill.advise`, how it is kept `goodwill.store.answers.plans`; the plan over
all accounts is next door in `all_accounts`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import orjson

from goodwill.answers.said import one_line, plans_said
from goodwill.errors import CallError, nearest
from goodwill.facts.disputes import LONGEST_NAME, LONGEST_REASON
from goodwill.facts.people import KINDS, Kind
from goodwill.facts.plans import (
    ACTIVE,
    NO_PLANS,
    PLAY_ANSWERS,
    AccountPlans,
    Decision,
    PlayAnswer,
    WantedKind,
    Word,
    active,
)
from goodwill.store.answers.plans import (
    add_decision,
    add_wanted,
    all_plans,
    withdraw_decision,
    withdraw_wanted,
)
from goodwill.who_is_who.account_names import find_account

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodwill.book import Book
    from goodwill.facts.statement import Statement
    from goodwill.store.database import Transaction

__all__ = ["decide", "desire", "plans_of", "take_back", "take_back_desire"]


def plans_of(book: Book, account: str) -> AccountPlans:
    """What people have decided of one account."""
    account_id = find_account(account, book.accounts())
    return plans_said(book).get(account_id, NO_PLANS)


def desire(
    book: Book,
    account: str,
    kind: Kind | None,
    *,
    since: date | None,
    reason: str,
    by: str,
    made_at: datetime,
) -> WantedKind:
    """Write down which kind is wanted with an account; None: as the book's default again."""
    if kind is not None and kind not in KINDS:
        raise CallError(
            f'"{kind}" is no kind.{nearest(kind, KINDS)}',
            hint=f"The kinds are: {', '.join(KINDS)}.",
        )
    wanted = WantedKind(
        account_id=find_account(account, book.accounts()),
        kind=kind,
        since=since or book.today(),
        reason=_said(reason, f"why {kind or 'the default'} is wanted"),
        by=one_line(by, "name", LONGEST_NAME),
        made_on=_day(book, made_at),
    )
    at = int(made_at.timestamp())
    _write(book, wanted.account_id, lambda tx: add_wanted(tx, wanted, made_at=at))
    return wanted


def take_back_desire(book: Book, account: str, *, at: datetime) -> AccountPlans:
    """Withdraw the last word on the kind that is wanted; what was wanted before holds again."""
    account_id = find_account(account, book.accounts())
    seconds = int(at.timestamp())

    def withdraw(tx: Transaction) -> None:
        if not withdraw_wanted(tx, account_id, at=seconds):
            raise CallError(
                f"Nobody has said which kind is wanted with {account_id}.",
                hint=f"Say so with:  goodwill plan {account_id} want KIND --reason WHY",
            )

    _write(book, account_id, withdraw)
    return plans_of(book, account_id)


def decide(
    book: Book,
    account: str,
    play: str,
    answer: PlayAnswer,
    word: Word,
    *,
    as_of: date,
    made_at: datetime,
) -> Decision:
    """Write down what becomes of a play at an account; `as_of` is the day of the plan it is from.

    Raises `CallError` where `word` leaves out what the answer needs, or another play is being done
    already.
    """
    account_id = find_account(account, book.accounts())
    word = _as_kept(word)
    _check(book, play, answer, word, as_of)
    decisions = plans_said(book).get(account_id, NO_PLANS).decisions
    if answer in ACTIVE:
        _check_free(account_id, play, active(decisions))
    statement = book.statement_of(account_id, as_of)
    line = next((one for one in statement["plan"]["plays"] if one["id"] == play), None)
    before = next((one for one in decisions if one.play == play), None)
    is_other = answer == "changed" and before is not None and before.is_active
    decision = Decision(
        account_id=account_id,
        play=play,
        answer=answer,
        owner=word.owner or (before.owner if before else None) or statement["account"]["owner"],
        due_on=word.due_on or (before.due_on if is_other and before else None),
        reason=word.reason,
        by=word.by,
        made_on=_day(book, made_at),
        steps=word.steps,
        because=tuple(line["because"]) if line else (before.because if before else ()),
        expects=_expects(book, statement, play, as_of, before) if answer in ACTIVE else "",
    )
    at = int(made_at.timestamp())

    def write(tx: Transaction) -> None:
        if decision.is_active:  # somebody else may have begun another since
            known = all_plans(tx).get(account_id, NO_PLANS).decisions
            _check_free(account_id, play, active(known))
        add_decision(tx, decision, made_at=at)

    _write(book, account_id, write)
    return decision


def _as_kept(word: Word) -> Word:
    """What goes with an answer, each text on one line; steps that say nothing are none."""
    steps = (one_line(step, "step", LONGEST_REASON) for step in word.steps)
    return replace(
        word,
        owner=one_line(word.owner or "", "name", LONGEST_NAME) or None,
        reason=one_line(word.reason, "reason", LONGEST_REASON),
        by=one_line(word.by, "name", LONGEST_NAME),
        steps=tuple(step for step in steps if step),
    )


def _day(book: Book, at: datetime) -> date:
    """The company's day at a moment."""
    return at.astimezone(ZoneInfo(book.settings.company.timezone)).date()


def take_back(book: Book, account: str, play: str, *, at: datetime) -> AccountPlans:
    """Withdraw the last word on a play; the word before it holds again."""
    account_id = find_account(account, book.accounts())
    seconds = int(at.timestamp())

    def withdraw(tx: Transaction) -> None:
        if not withdraw_decision(tx, account_id, play, at=seconds):
            raise CallError(
                f'Nobody has decided anything of "{play}" at {account_id}.',
                hint=f"See what was decided with:  goodwill plan {account_id}",
            )

    _write(book, account_id, withdraw)
    return plans_of(book, account_id)


def _write(book: Book, account_id: str, change: Callable[[Transaction], None]) -> None:
    """Change what was said, and let go of the statements that rest on it."""
    from goodwill.store.statements.storing import drop_statements  # noqa: PLC0415  SQLAlchemy: 0.3 s

    with book.store.write() as tx:
        change(tx)
        drop_statements(tx, account_id)


def _check(book: Book, play: str, answer: PlayAnswer, word: Word, as_of: date) -> None:
    """Whether a call says what its answer needs."""
    if answer not in PLAY_ANSWERS:
        raise CallError(
            f'"{answer}" is no answer to a play.', hint=f"Answers: {', '.join(PLAY_ANSWERS)}."
        )
    plays = book.catalogue.plays
    if play not in plays:
        raise CallError(
            f'There is no play "{play}".{nearest(play, plays)}',
            hint="The plays of a plan are listed by:  goodwill plan ACCOUNT",
        )
    if answer == "rejected":
        _said(word.reason, f"why {play} is rejected")
    if answer == "changed" and not word.steps:
        raise CallError("A changed play needs its steps.", hint='Give --step "..." once for each.')
    if answer == "postponed" and (word.due_on is None or word.due_on <= as_of):
        raise CallError(
            f"{play} has to be postponed to a later day than {as_of}.",
            hint="Name it with --due YYYY-MM-DD.",
        )
    if answer in ACTIVE and word.due_on is not None and word.due_on < as_of:
        raise CallError(f"{word.due_on} is past on {as_of}.", hint="Name a day to come with --due.")


def _said(reason: str, what: str) -> str:
    """A reason in one line; whoever leaves it out is asked for it."""
    said = one_line(reason, "reason", LONGEST_REASON)
    if not said:
        raise CallError(f"Nobody said {what}.", hint='Give --reason "...".')
    return said


def _check_free(account_id: str, play: str, doing: Decision | None) -> None:
    """One active play an account: what is begun is finished, put off or dropped first."""
    if doing is not None and doing.play != play:
        raise CallError(
            f"{doing.play} is being done at {account_id} already; one play at a time.",
            hint=f"Say first how it ended:  goodwill plan {account_id} done {doing.play}",
        )


def _expects(
    book: Book, statement: Statement, play: str, as_of: date, before: Decision | None
) -> str:
    """What the play should move by when, written down before anybody knows whether it did.

    A play that is being done already keeps what was registered when it was taken up.
    """
    if before is not None and before.is_active and before.expects:
        return before.expects
    from goodwill.advise.outcome.expect import Draw, as_document, expected  # noqa: PLC0415
    from goodwill.signals.by_month import series_by_month  # noqa: PLC0415  DuckDB: 0.5 s

    found, catalogue = book.catalogue.plays[play], book.catalogue
    moves = found.moves_in_force(as_of)
    measured = book.assessor.measured(statement["account"]["id"], as_of) if moves else None
    series = series_by_month(measured, {move.signal for move in moves}) if measured else {}
    among = _drawn_among(statement, play)
    registered = expected(
        found,
        series,
        as_of,
        level_months=int(catalogue.threshold("did_it_move.level_months", as_of)),
        counts=catalogue.threshold("did_it_move.counts", as_of),
        draw=Draw(first=statement["plan"]["plays"][0]["id"], among=among) if among else None,
    )
    return orjson.dumps(as_document(registered)).decode()


def _drawn_among(statement: Statement, play: str) -> tuple[str, ...]:
    """The plays of the lot by which a plan begins; none where a play was not in it."""
    among = (
        statement["plan"]["plays"][0].get("drawn_from", ()) if statement["plan"]["plays"] else ()
    )
    return tuple(among) if play in among else ()
