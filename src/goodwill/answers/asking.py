"""Questions to the people of a book, where an answer would change what is done next.

What could be asked of an account is told from its statement; what each answer would change is found
by drawing the statement up as though it had been given. A question is worth the chance that the
first play or the kind becomes another one, times what the account brings. Facts come before
judgements, and what was answered, also by "can't tell", is asked no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.answers.supposing import Supposing
from goodwill.facts.disputes import NOBODY, About, Dispute
from goodwill.facts.questions import Answering, Question, Sort
from goodwill.facts.statement import CommitteePerson, Statement
from goodwill.facts.worth_a_week import at_stake
from goodwill.store.answers.disputes import all_disputes
from goodwill.store.reading.deals import DealWithoutOrigin, deals_without_origin

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.catalogue.loader import Catalogue

__all__ = ["Candidate", "candidates", "questions"]

WEEK = timedelta(days=7)
PARTNER = "partner"
DECIDES = "economic_buyer"
LIKELY = 0.5
SENIOR = ("executive", "head", "manager")
BIDS, CALLED = "rfp", "first_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that could be asked of an account: its answers by value, each with its chance."""

    sort: Sort
    line: str
    values: tuple[tuple[str, float], ...]
    about: About | None = None
    standing: str = ""
    name: str = ""
    on: str | None = None
    not_by: str = ""

    def supposed(self, value: str, account_id: str, on: date) -> Dispute:
        """That answer, as though somebody had given it."""
        return Dispute(
            id=0,
            account_id=account_id,
            on=on,
            line=self.line,
            answer="wrong",
            value=value,
            about=self.about,
        )


def questions(book: Book, as_of: date) -> tuple[Question, ...]:
    """At most so many as a week can hold, less what was answered in it; those worth most."""
    number = book.catalogue.threshold
    said = book.look(all_disputes)
    answered = sum(one.on > as_of - WEEK and one.withdrawn_on is None for one in said)
    places = int(number("questions.a_week", as_of)) - answered
    if places <= 0:
        return ()
    asked = _tried(book, as_of, [one for one in said if one.withdrawn_on is None])
    ranked = sorted(asked, key=lambda one: (not one.is_fact, -one.worth, one.account, one.line))
    first_of: dict[str, Question] = {}
    for one in ranked:
        first_of.setdefault(one.account, one)
    firsts = list(first_of.values())
    return tuple((*firsts, *(one for one in ranked if one not in firsts))[:places])


def _tried(book: Book, as_of: date, said: Sequence[Dispute]) -> Iterator[Question]:
    """Questions whose answer would change something, of the accounts that bring most."""
    by_account: defaultdict[str, list[Dispute]] = defaultdict(list)
    for one in said:
        by_account[one.account_id].append(one)
    asked = _asked(book, as_of, by_account)
    most = int(book.catalogue.threshold("questions.each", as_of))
    for turn in range(most):
        some = {key: found[turn] for key, (_, found) in asked.items() if turn < len(found)}
        yield from _worth(book, as_of, asked, some, by_account)


Asked = Mapping[str, tuple[Statement, Sequence[Candidate]]]


def _asked(book: Book, as_of: date, said: Mapping[str, Sequence[Dispute]]) -> Asked:
    """The accounts of which anything could be asked, those that bring most first."""
    number = book.catalogue.threshold
    since = as_of - timedelta(days=int(number("questions.deal_days", as_of)))
    deals: defaultdict[str, list[DealWithoutOrigin]] = defaultdict(list)
    for deal in book.look(lambda reader: deals_without_origin(reader, since, as_of)):
        deals[deal.account_id].append(deal)
    book.assess(as_of)
    found: dict[str, tuple[Statement, Sequence[Candidate]]] = {}
    stakes: dict[str, float] = {}
    for known in book.accounts():
        own = known.account_id
        statement = book.statement_of(own, as_of)
        open_ones = [
            one
            for one in candidates(statement, deals[own], said.get(own, ()), book.catalogue, as_of)
            if not _is_answered(one, said.get(own, ()))
        ]
        if open_ones:
            found[own] = (statement, open_ones)
            stakes[own] = at_stake(statement["economics"])[0] or 0.0
    first = sorted(found, key=lambda own: (-stakes[own], own))
    return {own: found[own] for own in first[: int(number("questions.accounts", as_of))]}


def _is_answered(one: Candidate, said: Iterable[Dispute]) -> bool:
    """Whether somebody answered it, also by "can't tell"; a second view is asked for once."""
    ref = one.about.ref if one.about else None
    given = [
        dispute
        for dispute in said
        if dispute.line == one.line and (dispute.about.ref if dispute.about else None) == ref
    ]
    if one.sort == "second_view":
        return any(dispute.by != one.not_by for dispute in given)
    return bool(given)


def candidates(
    of: Statement,
    deals: Sequence[DealWithoutOrigin],
    said: Sequence[Dispute],
    catalogue: Catalogue,
    as_of: date,
) -> Iterator[Candidate]:
    """All that could be asked of one account: facts first, then what is within reach of a limit."""
    even = catalogue.threshold("questions.even", as_of)
    for deal in deals:
        yield Candidate(
            sort="deal",
            line="deals",
            values=((BIDS, even), (CALLED, even)),
            about=About(source="deal", ref=deal.deal_id),
            name=deal.name or deal.deal_id,
            on=deal.opened_on.isoformat(),
        )
    yield from _parts(of, even)
    yield from _second_view(of, said, catalogue.threshold("questions.partner_share", as_of), even)
    low = catalogue.threshold("questions.near_low", as_of)
    high = catalogue.threshold("questions.near_high", as_of)
    yield from _near(of, low, high)
    yield from _kinds(of)


def _parts(of: Statement, even: float) -> Iterator[Candidate]:
    """Whether somebody senior decides, where nobody who does is known."""
    committee = of["committee"]
    if DECIDES not in committee["missing_roles"]:
        return
    unknown = [
        one
        for one in committee["people"]
        if one["role"] is None and not one["left"] and one["seniority"] in SENIOR
    ]
    for one in sorted(unknown, key=_first_asked)[:1]:
        yield Candidate(
            sort="part",
            line="committee",
            values=((DECIDES, even),),
            about=About(source="contact", ref=one["email"]),
            standing=NOBODY,
            name=one["name"] or one["email"],
            on=one["last_seen_on"],
        )


def _first_asked(one: CommitteePerson) -> tuple[int, int, str]:
    """The most senior, then whoever was seen last."""
    seen = date.fromisoformat(one["last_seen_on"]).toordinal() if one["last_seen_on"] else 0
    return SENIOR.index(one["seniority"]), -seen, one["email"]


def _near(of: Statement, low: float, high: float) -> Iterator[Candidate]:
    """Patterns and risks that one sentence more would settle, the least sure first."""
    found = [
        (line["probability"], "pattern", f"patterns[{line['id']}]", ("present", "absent"))
        for line in of["patterns"]
        if line["status"] in {"present", "watch"}
    ]
    found += [
        (line["probability"], "risk", f"risks[{line['id']}]", ("likely", "unlikely"))
        for line in of["risks"]
        if line["evidence"]
    ]
    for chance, sort, line_name, (yes, no) in sorted(found, key=lambda one: abs(one[0] - LIKELY)):
        if low <= chance <= high:
            values = ((yes, chance), (no, 1 - chance))
            yield Candidate(
                sort="pattern" if sort == "pattern" else "risk",
                line=line_name,
                values=values,
                standing=no if sort == "risk" and chance < LIKELY else yes,
            )


def _kinds(of: Statement) -> Iterator[Candidate]:
    """Which of the two likeliest kinds it is, where there is evidence and yet no answer."""
    kind = of["kind"]
    if kind["now"] is not None or not kind["evidence"]:
        return
    shares = sorted(
        ((float(str(share)), name) for name, share in kind["mixture"].items()), reverse=True
    )
    (first, one), (second, other) = shares[:2]
    if first + second > 0:
        values = ((one, first / (first + second)), (other, second / (first + second)))
        yield Candidate(sort="kind", line="kind", values=values)


def _second_view(
    of: Statement, said: Iterable[Dispute], least: float, even: float
) -> Iterator[Candidate]:
    """Somebody else's view, where an owner calls the own account a partner and little says so."""
    own = [
        one
        for one in said
        if one.line == "kind" and one.value == PARTNER and _is_same_person(one.by, of)
    ]
    if own and of["kind"]["mixture"]["partner"] < least:
        values = ((PARTNER, even), (f"not_{PARTNER}", even))
        yield Candidate(
            sort="second_view",
            line="kind",
            values=values,
            standing=of["kind"]["now"] or "",
            not_by=own[-1].by,
        )


def _is_same_person(by: str, of: Statement) -> bool:
    """Whether somebody who signs so is the owner: by the name, the address, or its first part."""
    owner, name = (of["account"]["owner"] or "").casefold(), by.strip().casefold()
    return bool(name) and name in {owner, owner.partition("@")[0]}


def _worth(
    book: Book,
    as_of: date,
    asked: Asked,
    some: Mapping[str, Candidate],
    said: Mapping[str, Sequence[Dispute]],
) -> Iterator[Question]:
    """One candidate of each account with what its answers would change; those that change none not.

    Each answer is tried on all accounts at once.
    """
    answers: defaultdict[str, list[Answering]] = defaultdict(list)
    for place in range(max((len(one.values) for one in some.values()), default=0)):
        tried = {key: one for key, one in some.items() if place < len(one.values)}
        supposed = {
            key: (*said.get(key, ()), one.supposed(one.values[place][0], key, as_of))
            for key, one in tried.items()
        }
        for found in _supposing(book, supposed).draw_up(list(tried), as_of):
            key = found.statement["account"]["id"]
            answers[key].append(_answering(*tried[key].values[place], found.statement))
    for key, one in some.items():
        statement, _ = asked[key]
        question = _question(one, statement, tuple(answers[key]))
        if question.worth > 0 or _changes(question):
            yield question


def _supposing(book: Book, supposed: Mapping[str, tuple[Dispute, ...]]) -> Supposing:
    plain = book.assessor
    return Supposing(
        plain.store, plain.settings, plain.catalogue, plain.calibration, supposed=supposed
    )


def _answering(value: str, chance: float, then: Statement) -> Answering:
    return Answering(
        value=value, chance=round(chance, 4), kind=then["kind"]["now"], play=_first_play(then)
    )


def _first_play(of: Statement) -> str | None:
    plays = of["plan"]["plays"]
    return plays[0]["title"] if plays else None


def _changes(question: Question) -> float:
    """The chance that the answer changes the kind or the first play."""
    return sum(
        one.chance
        for one in question.answers
        if (one.kind, one.play) != (question.kind, question.play)
    )


def _question(one: Candidate, of: Statement, answers: tuple[Answering, ...]) -> Question:
    stake, _ = at_stake(of["economics"])
    bare = Question(
        account=of["account"]["id"],
        account_name=of["account"]["name"],
        owner=of["account"]["owner"],
        sort=one.sort,
        line=one.line,
        about=one.about.ref if one.about else None,
        standing=one.standing,
        name=one.name,
        on=one.on,
        answers=answers,
        kind=of["kind"]["now"],
        play=_first_play(of),
        stake=stake,
        currency=of["economics"]["currency"],
        worth=0.0,
        not_by=one.not_by,
    )
    return replace(bare, worth=round(_changes(bare) * (stake or 0.0), 2))
