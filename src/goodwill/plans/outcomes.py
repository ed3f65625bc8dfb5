"""A book's plays: what came by a day of what each registered when it was accepted.

What is compared and said is pure (`goodwill.advise.outcome`). Here are the months that it is
compared over: of the account, and of others of the book whose same signal nobody tried to move.
What is registered is written down in `deciding`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import orjson

from goodwill.advise.outcome.compare import Outcome, OutcomeRules, compare, is_due
from goodwill.advise.outcome.drawn import DrawnFirst, drawn_first
from goodwill.advise.outcome.expect import Draw, Expected, ExpectedMove, expected_from
from goodwill.advise.outcome.words import said_of_drawn, said_of_move, said_of_works
from goodwill.advise.outcome.works import Works, what_works
from goodwill.answers.said import plans_said
from goodwill.facts.base import content_id
from goodwill.facts.plans import Decision
from goodwill.facts.series import Series, month_number
from goodwill.store.statements.priors import PLAYS, Prior, keep_prior

if TYPE_CHECKING:
    from goodwill.opened import Opened

__all__ = [
    "PlayOutcome",
    "drawn_document",
    "drawn_of",
    "learn",
    "outcome_document",
    "outcomes_of",
    "works_document",
    "works_of",
]

BITE = 64
"""Accounts that are measured together."""

AccountSeries = Mapping[str, Series]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayOutcome:
    """What came of one accepted play; `moves` is empty where it registered nothing to measure.

    `draw` is the lot by which its plan began when it was taken up, where it was in one.
    """

    account_id: str
    play: str
    title: str
    accepted_on: date
    is_done: bool
    moves: tuple[Outcome, ...]
    draw: Draw | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A play that was accepted; one that was given up since has no outcome, yet was tried."""

    account_id: str
    play: str
    expects: Expected
    is_done: bool = False
    is_given_up: bool = False


def outcomes_of(book: Opened, account_id: str | None, as_of: date) -> tuple[PlayOutcome, ...]:
    """What came of the plays of one account, or of all, by account and day of acceptance."""
    started = [one for one in _started(book) if one.expects.on <= as_of]
    kept = [one for one in started if not one.is_given_up]
    asked = [one for one in kept if account_id in {None, one.account_id}]
    rules = OutcomeRules.of(book.catalogue.threshold, as_of)
    moves = [move for one in asked for move in one.expects.moves if is_due(move, as_of)]
    names = {move.signal for move in moves}
    series = _series(book, _looked_at(book, asked, as_of), names, as_of) if names else {}
    return tuple(
        PlayOutcome(
            account_id=one.account_id,
            play=one.play,
            title=book.catalogue.plays[one.play].title,
            accepted_on=one.expects.on,
            is_done=one.is_done,
            moves=compare(
                one.expects,
                series.get(one.account_id, {}),
                _left_alone(one, started, series, rules),
                rules,
                as_of,
            ),
            draw=one.expects.draw,
        )
        for one in asked
    )


def works_of(book: Opened, as_of: date) -> tuple[Works, ...]:
    """What works here, by a day."""
    told_from = int(book.catalogue.threshold("did_it_move.shown_from", as_of))
    found = outcomes_of(book, None, as_of)
    firsts = [(one.play, one.moves[0] if one.moves else None) for one in found]
    return what_works(firsts, book.catalogue.unlearnt.plays, told_from=told_from)


def drawn_of(book: Opened, found: Iterable[PlayOutcome], as_of: date) -> tuple[DrawnFirst, ...]:
    """What putting a play first did, of those outcomes whose plan a lot began."""
    told_from = int(book.catalogue.threshold("did_it_move.shown_from", as_of))
    lots = [(one.draw, one.moves[0] if one.moves else None) for one in found if one.draw]
    return drawn_first(lots, book.catalogue.unlearnt.plays, told_from=told_from)


def learn(book: Opened, as_of: date, made_at: datetime) -> tuple[Works, ...]:
    """Put what works here into force: plans reckon with it from now on, until it is learnt anew.

    A play of which too little was measured keeps the chance that its file gives. What was learnt
    before is no beginning for what is learnt now: each outcome counts once.
    """
    found = works_of(book, as_of)
    told = {one.play: (one.a, one.b) for one in found if one.is_told}
    document = orjson.dumps({"made_on": as_of.isoformat(), "plays": told}).decode()
    digest = content_id(orjson.dumps(sorted(told.items())).decode(), digits=16)
    with book.store.write() as tx:
        keep_prior(tx, PLAYS, Prior(f"own:{digest}", document), made_at=int(made_at.timestamp()))
    return found


def _started(book: Opened) -> list[Started]:
    """Every play that was ever accepted, with what it registered when it was."""
    found = (one for account in plans_said(book).values() for one in _of_account(account.made))
    known = [one for one in found if one.play in book.catalogue.plays]
    return sorted(known, key=lambda one: (one.account_id, one.expects.on, one.play))


def _of_account(made: Sequence[Decision]) -> Iterator[Started]:
    """What an account's decisions, in their order, come to."""
    begun: dict[str, Started] = {}
    for one in made:
        held = begun.get(one.play)
        if held is not None and not (held.is_given_up and one.expects):
            is_given_up = one.answer in {"rejected", "postponed"}
            begun[one.play] = replace(held, is_done=one.answer == "done", is_given_up=is_given_up)
        elif one.expects:
            begun[one.play] = Started(
                account_id=one.account_id,
                play=one.play,
                expects=expected_from(orjson.loads(one.expects)),
            )
    yield from begun.values()


def _looked_at(book: Opened, asked: Sequence[Started], as_of: date) -> list[str]:
    """The accounts asked about, and others to set beside them, evenly from all there are."""
    most = int(book.catalogue.threshold("did_it_move.looked_at", as_of))
    every = sorted(known.account_id for known in book.accounts())
    others = every[:: max(1, -(-len(every) // most))]
    return sorted({*others, *(one.account_id for one in asked)})


def _series(
    book: Opened, account_ids: Sequence[str], names: Collection[str], as_of: date
) -> dict[str, AccountSeries]:
    """The months of some signals, by account."""
    from goodwill.signals.by_month import series_by_month  # noqa: PLC0415  Arrow: 0.3 s
    from goodwill.signals.runner import measure  # noqa: PLC0415
    from goodwill.store.columns.facts import fact_tables  # noqa: PLC0415

    book.bring_up_to_date()
    found: dict[str, AccountSeries] = {}
    for start in range(0, len(account_ids), BITE):
        facts = fact_tables(book.store, account_ids[start : start + BITE], book.settings)
        for _, measured in measure(facts, as_of=as_of):
            found[measured.account_id] = series_by_month(measured, names)
    return found


def _left_alone(
    own: Started,
    started: Sequence[Started],
    series: Mapping[str, AccountSeries],
    rules: OutcomeRules,
) -> dict[str, list[Series]]:
    """By signal, the months of the accounts in which nobody tried to move it meanwhile."""
    found: defaultdict[str, list[Series]] = defaultdict(list)
    for move in own.expects.moves:
        tried = _tried(own, move, started, rules)
        for account_id, held in series.items():
            if account_id not in tried and move.signal in held:
                found[move.signal].append(held[move.signal])
    return found


def _tried(
    own: Started, move: ExpectedMove, started: Sequence[Started], rules: OutcomeRules
) -> frozenset[str]:
    """Accounts where a play was to move the same signal in the months that are compared."""
    first = month_number(own.expects.on) - rules.level_months
    last = month_number(move.by)
    return frozenset(
        one.account_id
        for one in started
        for other in one.expects.moves
        if other.signal == move.signal
        and month_number(one.expects.on) <= last
        and month_number(other.by) >= first
    )


# As JSON.


def outcome_document(found: PlayOutcome) -> dict[str, Any]:
    """What came of a play, as every door shows it."""
    return {
        "account": found.account_id,
        "play": found.play,
        "title": found.title,
        "accepted_on": found.accepted_on.isoformat(),
        "done": found.is_done,
        "drawn": None if found.draw is None else asdict(found.draw),
        "moves": [_move_document(one) for one in found.moves],
    }


def _move_document(one: Outcome) -> dict[str, Any]:
    move, effect = one.move, one.effect
    return {
        "signal": move.signal,
        "unit": move.unit,
        "level": move.level,
        "expected_change": move.change,
        "by": move.by.isoformat(),
        "verdict": one.verdict,
        "effect": None if effect is None else effect._asdict(),
        "says": said_of_move(one),
    }


def works_document(found: Works) -> dict[str, Any]:
    """What came of a play everywhere, as every door shows it."""
    low, high = found.interval
    return {
        "play": found.play,
        "title": found.title,
        "accepted": found.accepted,
        "waiting": found.waiting,
        "measured": found.measured,
        "moved": found.moved,
        "chance": round(found.chance, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "told": found.is_told,
        "says": said_of_works(found),
    }


def drawn_document(found: DrawnFirst) -> dict[str, Any]:
    """What putting a play first by lot did, as every door shows it."""
    return {**asdict(found), "told": found.is_told, "says": said_of_drawn(found)}
