"""What people said that speaks for a pattern or against it, and what it adds up to.

The judges of conduct (`abusive`, `big_brother`) and of power (`hostage`, `win_lose`,
`size_used_against_us`) share this arithmetic; what they look for is theirs. One message says one
thing once. A remark is said plainly: its forms are narrow. An act alone is a hint: a model
guesses it in one innocent mail of thirty, so it counts less, and only from somebody who has been
plain at least once, who hints far more often than that, or whom something else on record bears
out: then as much as it is likely; and never where only its own side wrote in the conversation.
Each day adds the weight of its surest message; a line starts at `UNSEEN`, and what the evidence
weighs adds up to what the line moved. Few words in very much mail are what chance brings, and hold
the line down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from goodwill.catalogue.schema import Pattern
from goodwill.facts.calibration import MOST_CERTAIN
from goodwill.facts.posterior import beta_over
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import chance_of, count_evidence, evidence, in_order, logit
from goodwill.judge.patterns.finding import (
    UNSEEN,
    Direction,
    Finding,
    absent,
    fallen_short,
    not_assessable,
)

__all__ = ["OTHER", "SIDES", "Saying", "Weighed", "by_days", "conclude", "said_evidence", "sayings"]

SIDES: tuple[Direction, ...] = ("theirs", "ours")
OTHER: dict[str, Direction] = {"theirs": "ours", "ours": "theirs"}
LAUGHED_OFF = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The surest sentence of one message that says a thing; `sure` is 1 where it is plain.

    A hint `is_meant` where its writer hints out of habit, where something on record bears it out,
    or where its writer was plain once and it is very likely. It `is_answered` where what the other
    side did about this very message bears it out.
    """

    row: ActRow | RemarkRow
    name: str
    sure: float
    is_meant: bool = False
    is_answered: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the sentence is of the narrow forms of a remark."""
        return isinstance(self.row, RemarkRow)

    @property
    def counts(self) -> bool:
        """Whether it counts for how often a thing was said: hints do where they are meant."""
        return self.is_plain or self.is_meant


def sayings(
    case: Case,
    *,
    by: Direction,
    remarks: Sequence[str] = (),
    acts: Sequence[str] = (),
    hints_of: Pattern | None = None,
    borne_out: bool = False,
    borne_out_in: Collection[str] = (),
) -> tuple[Saying, ...]:
    """What one side said in the 12 months, a message once, by time.

    What was said in jest, or laughed off by the other side, is left out. Acts count by the
    thresholds of `hints_of`, of those who put it plainly once or hint far more often than a model
    errs; of everybody where something else has it `borne_out`, or has it so in some mails.
    """
    window = case.year
    plain = [
        Saying(row=row, name=row.remark, sure=1.0)
        for row in case.remarked(*remarks, by=by, during=window)
    ]
    hinted = (
        []
        if hints_of is None
        else list(
            _hints(case, hints_of, by, acts, plain, borne_out=borne_out or frozenset(borne_out_in))
        )
    )
    jests = case.once(_jests, window)
    told = (one for one in _once(plain, hinted) if not _is_jest(one, jests))
    return tuple(sorted(told, key=lambda one: (one.row.sent_at, one.row.message_id)))


def _hints(
    case: Case,
    pattern: Pattern,
    by: Direction,
    acts: Sequence[str],
    plain: Iterable[Saying],
    *,
    borne_out: frozenset[str] | Literal[True],
) -> Iterator[Saying]:
    """What acts alone hint at: of whoever was plain once, out of habit, or borne out in a mail."""
    said = case.said(*acts, by=by, during=case.year)
    known = {row.message_id for row in said} if borne_out is True else borne_out
    rows = [row for row in said if row.message_id in known or case.is_in_exchange(row)]
    wrote = Counter(mail.sender for mail in case.mail(by=by, during=case.year))
    hints = Counter(sender for sender, _ in {(row.sender, row.message_id) for row in rows})
    outspoken = {one.row.sender for one in plain}
    habitual = {name for name in hints if _is_habit(case, pattern, hints[name], wrote[name])}
    hint, surely = (case.number(pattern.id, name) for name in ("hint", "hint_is_meant"))
    for row in rows:
        is_borne = row.message_id in known
        is_sure = is_borne or (row.sender in outspoken and row.probability >= surely)
        if is_borne or row.sender in outspoken or row.sender in habitual:
            yield Saying(
                row=row,
                name=row.act,
                sure=max(hint, row.probability) if is_sure else hint,
                is_meant=is_sure or row.sender in habitual,
                is_answered=borne_out is not True and is_borne,
            )


def _is_habit(case: Case, pattern: Pattern, hints: int, wrote: int) -> bool:
    """Whether somebody hints far more often than a model does in anybody's mail."""
    usual, strength = (case.number(pattern.id, name) for name in ("usual_hint_share", "prior_mail"))
    rest = max(wrote - hints, 0)
    chance = beta_over(
        hints + strength * usual,
        rest + strength * (1 - usual),
        case.number(pattern.id, "hint_share"),
    )
    return chance >= pattern.fires_when.probability


def _once(plain: list[Saying], hinted: list[Saying]) -> Iterable[Saying]:
    """One saying for each message: a plain one, the likeliest where acts stand on it too."""
    likely = {(act.row.message_id, act.row.quote): act.row for act in hinted}
    best: dict[str, tuple[float, float, Saying]] = {}
    for one in (*plain, *hinted):
        act = likely.get((one.row.message_id, one.row.quote))
        rank = (one.sure, act.probability if isinstance(act, ActRow) else 0.0, one)
        held = best.get(one.row.message_id)
        if held is None or rank[:2] > held[:2]:
            best[one.row.message_id] = rank
    return [one for _, _, one in best.values()]


def _jests(case: Case, window: Window) -> dict[str, list[RemarkRow]]:
    """What was said laughing, by thread."""
    found: dict[str, list[RemarkRow]] = {}
    for row in case.remarked("jokes", during=window):
        found.setdefault(row.thread_id, []).append(row)
    return found


def _is_jest(one: Saying, jests: dict[str, list[RemarkRow]]) -> bool:
    """Whether its own message laughs, or the answer of the other side does."""
    said = one.row
    return any(
        jest.message_id == said.message_id
        or (jest.side != said.side and said.sent_at <= jest.sent_at <= said.sent_at + LAUGHED_OFF)
        for jest in jests.get(said.thread_id, ())
    )


def by_days(told: Iterable[Saying], *, again: float = 1.0, within: int = 0) -> list[Saying]:
    """The surest saying of each day; in one thread within some days each further counts `again`.

    An outburst that goes on over two days is one outburst.
    """
    best: dict[date, Saying] = {}
    for one in told:
        held = best.get(one.row.sent_on)
        if held is None or one.sure > held.sure:
            best[one.row.sent_on] = one
    found: list[Saying] = []
    last: dict[str, date] = {}
    for day in sorted(best):
        one = best[day]
        before = last.get(one.row.thread_id)
        if before is not None and (day - before).days <= within:
            one = replace(one, sure=one.sure * again)
        last[one.row.thread_id] = day
        found.append(one)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What one side's words and records come to, before it is a finding.

    `told` are the days on which words speak for it, `other_days` those of words that count under
    another pattern; `items` is all evidence, from `sources`. It is not whole where a part was not
    seen that the pattern cannot do without. What is `on_record` has a part in rows of tables: they
    alone may be watched, and one day of words beside them is enough.
    """

    side: Direction
    told: tuple[Saying, ...]
    items: tuple[Evidence, ...]
    sources: frozenset[str] = frozenset({"message"})
    is_whole: bool = True
    on_record: bool = False
    other_days: frozenset[date] = frozenset()

    @property
    def days(self) -> int:
        """On how many days words speak for it."""
        return len({one.row.sent_on for one in self.told} | self.other_days)

    @property
    def plain_days(self) -> int:
        """On how many of them they are more than a passing hint."""
        return len({one.row.sent_on for one in self.told if one.counts} | self.other_days)

    @property
    def odds(self) -> float:
        """Natural log-odds of the pattern from the evidence alone."""
        return logit(UNSEEN) + sum(item["weight"] for item in self.items)


def said_evidence(
    pattern: Pattern, told: Iterable[Saying], weight: float, says: str = ""
) -> Iterator[Evidence]:
    """Each saying with what it weighs."""
    for one in told:
        yield evidence(
            pattern.id,
            source="message",
            ref=one.row.message_id,
            on=one.row.sent_on,
            quote=one.row.quote,
            says=says or pattern.says.get(one.name, pattern.title),
            weight=weight * one.sure,
        )


def conclude(case: Case, pattern: Pattern, sides: Iterable[Weighed]) -> Finding:
    """The finding on the side for which more speaks; `present` only past every gate.

    What was found and does not reach the gate stays to be read, with what it lacks.
    """
    worst = max(sides, key=lambda one: (one.is_whole, one.odds))
    rule = pattern.fires_when
    weighed = _held_down(case, pattern, worst)
    chance = chance_of(logit(UNSEEN) + sum(item["weight"] for item in weighed))
    wrote = len(case.mail(by=worst.side, during=case.year))
    lacks = _lacks(case, pattern, worst)
    if lacks or chance < case.number(pattern.id, "chance_to_watch"):
        if wrote < rule.min_exposure:
            return not_assessable(pattern)
        if not (worst.plain_days or worst.on_record):
            return absent(rule.probability, (item for item in weighed if item["weight"] < 0))
        says = lacks or pattern.says["too_little"]
        return fallen_short(pattern, rule.probability, weighed, says=says, on=case.as_of)
    days = worst.days
    is_present = days > 0 and rule.lets_pass(chance, wrote, len(worst.sources), days)
    return Finding(
        status="present" if is_present else "watch",
        probability=round(min(chance, MOST_CERTAIN), 4),
        since=_since(worst),
        direction=worst.side,
        evidence=in_order(weighed),
    )


def _lacks(case: Case, pattern: Pattern, worst: Weighed) -> str:
    """What is missing before it is watched, in a sentence; empty where nothing is."""
    if not worst.is_whole:
        return pattern.says["lacks_a_part"]
    needed = 0 if worst.on_record else case.number(pattern.id, "days_to_watch")
    if worst.plain_days >= needed:
        return ""
    return pattern.says["lacks_days"].format(days=worst.plain_days, needed=f"{needed:g}")


def _since(worst: Weighed) -> date:
    """The first day of words for it, else of rows."""
    if worst.told:
        return worst.told[0].row.sent_on
    return min(date.fromisoformat(item["on"]) for item in worst.items if item["on"])


def _held_down(case: Case, pattern: Pattern, worst: Weighed) -> tuple[Evidence, ...]:
    """The evidence, and with it what speaks against: that so few words stand in so much mail.

    Plain words are too many for chance at a smaller share than hints, which a model guesses.
    """
    if not worst.told:
        return worst.items
    authors = {one.row.sender for one in worst.told}
    wrote = sum(row.sender in authors for row in case.mail(by=worst.side, during=case.year))
    counted = [one for one in worst.told if one.counts]
    noise, strength = case.number(pattern.id, "usual_share"), case.number(pattern.id, "prior_mail")

    def is_no_chance(said: Iterable[Saying], limit: str) -> float:
        often = sum(one.sure for one in said)
        rest = max(wrote - often, 0.0)
        share = case.number(pattern.id, limit)
        return beta_over(often + strength * noise, rest + strength * (1 - noise), share)

    of_all = "share_with_hints" if "share_with_hints" in pattern.thresholds else "share"
    plain = [one for one in counted if one.is_plain or one.is_answered]
    rate = max(is_no_chance(plain, "share"), is_no_chance(counted, of_all))
    short = logit(rate) - worst.odds
    if short >= 0:
        return worst.items
    rare = count_evidence(
        pattern.id,
        of="message",
        says=pattern.says["rare"].format(messages=wrote),
        weight=short,
        on=case.as_of,
    )
    return (*worst.items, rare)
