"""How signs add up to a probability: the arithmetic behind every risk and expectation.

A sign is something that a sentence does (`[[sign]]` in a catalogue file) and that speaks for a
line or against it. A line starts at the log-odds of its base rate; each sign adds its weight for
the likeliest sentence, half of it for the next, a quarter for the one after; a sentence counts
by its probability and, where its sign fades, by its age; a remark may count only where its
sentence does something too, such as asking or thanking. A sentence that says a wish plainly is no
hint of it as well. A reading alone counts only as far as it
is more than a guess; where another sentence of its mail says plainly what speaks for the line, or
a row bears it out, it counts as likely as it is. For an alarm a sentence counts half in a
conversation in which only one side ever wrote, unless there was no time for an answer yet; a wish
is a wish without an answer. Words against count little where the same mail says more for it: who
would like to stay, but cannot keep others away, warns us; and what came later undoes what was said
before (`overtaken`). Talk of others that ended in a deal for
which nobody else was asked is over. What the evidence weighs adds up to
exactly what the line moved, so a reader can redo it. What no sentence shows (dates, counts, money)
is looked for by the module of a line, which hands in evidence of the same sort.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodwill.catalogue.schema import Sign
from goodwill.facts.calibration import MOST_CERTAIN, Calibration, Group
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.evidence import chance_of, in_order, logit, sentence

__all__ = ["Weighed", "as_heard", "overtaken", "shown_chance", "signs_of", "weigh"]

UNCONTESTED = frozenset({"sole_source", "invited"})
"""Origins of deals that are a choice: somebody decided to ask nobody else."""

_WORDS = "words"
"""The catalogue's numbers of how far words count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A probability with its evidence; `since` is the first day of what speaks for it."""

    probability: float
    since: date | None
    evidence: tuple[Evidence, ...]


def weigh(case: Case, base: float, items: Iterable[Evidence]) -> Weighed:
    """What evidence makes of a base rate; with nothing for it, never more than that."""
    beside = case.number(_WORDS, "beside_words_for")
    ordered = in_order(_less_against(list(items), beside))
    total = logit(base) + sum(item["weight"] for item in ordered)
    chance = min(chance_of(total), MOST_CERTAIN)
    speaking = [item["on"] for item in ordered if item["weight"] > 0 and item["on"]]
    return Weighed(
        probability=round(chance if speaking else min(chance, base), 4),
        since=date.fromisoformat(min(speaking)) if speaking else None,
        evidence=ordered,
    )


def as_heard(case: Case, items: Iterable[Evidence]) -> Iterator[Evidence]:
    """The same; mail that speaks for an alarm counts less where nobody answers anybody.

    Such are lists and circulars that reach us from a client's domain: nothing in them is to us.
    """
    part = case.number(_WORDS, "no_talk") if case.nobody_answers else 1.0
    for item in items:
        is_less = part < 1 and item["source"] == "message" and item["weight"] > 0
        yield {**item, "weight": round(item["weight"] * part, 2)} if is_less else item


def shown_chance(found: Weighed, calibration: Calibration, group: Group, most: float) -> float:
    """A chance as people's answers have made it; where nothing speaks for the line, `most` at most.

    Without a curve for its group it is the one that the evidence makes.
    """
    shown = calibration.shown(group, found.probability)
    return shown if found.since is not None else min(shown, most)


def overtaken(case: Case, items: Iterable[Evidence]) -> Iterator[Evidence]:
    """The same; words against an alarm count little where later ones for it say as much.

    Whoever stood up for us in spring and speaks of leaving in autumn no longer stays.
    """
    found, part = list(items), case.number(_WORDS, "overtaken")
    for item in found:
        day = item["on"]
        if item["weight"] >= 0 or item["source"] != "message" or day is None:
            yield item
            continue
        later = sum(
            one["weight"]
            for one in found
            if one["weight"] > 0 and one["source"] == "message" and (one["on"] or "") > day
        )
        is_less = later >= -item["weight"]
        yield {**item, "weight": round(item["weight"] * part, 2) + 0.0} if is_less else item


def _less_against(items: Sequence[Evidence], beside: float) -> Iterator[Evidence]:
    """The same items; those against weigh little where their own mail says more for the line."""
    most: dict[str, float] = {}
    for item in items:
        if item["source"] == "message":
            most[item["ref"]] = max(most.get(item["ref"], 0.0), item["weight"])
    for item in items:
        if item["weight"] < 0 and most.get(item["ref"], 0.0) > -item["weight"]:
            yield {**item, "weight": round(item["weight"] * beside, 2) + 0.0}
        else:
            yield item


@dataclass(frozen=True, slots=True, kw_only=True)
class _Borne:
    """What bears a reading out: plain sentences by their mail, and days that rows speak of."""

    plain: Mapping[str, frozenset[str]]
    days: Sequence[Window]
    is_alarm: bool

    def holds(self, row: ActRow) -> bool:
        """Whether a row speaks of its day, or another sentence of its mail says it plainly."""
        beside = self.plain.get(row.message_id, frozenset()) - {row.quote or ""}
        return bool(beside) or any(window.holds(row.sent_on) for window in self.days)


def signs_of(
    case: Case,
    concept: str,
    signs: Iterable[Sign],
    borne_out: Sequence[Window] = (),
    *,
    is_alarm: bool = True,
) -> Iterator[Evidence]:
    """The sentences that do what the signs of a concept name, each with what it weighs.

    Args:
        case: the account on the day asked about.
        concept: the line, under whose name the weights stand.
        signs: what to look for.
        borne_out: days on which rows of tables bear out what a reading only makes likely.
        is_alarm: whether the line warns of somebody; what nobody answered counts less then.
    """
    wanted = [sign for sign in signs if case.is_heard(sign.act, sign.remark)]
    plain = _plain(case, concept, wanted) if any(sign.act for sign in wanted) else {}
    borne = _Borne(plain=plain, days=borne_out, is_alarm=is_alarm)
    counted: dict[tuple[str, str], str] = {}
    for sign in sorted(wanted, key=lambda one: bool(one.act)):
        for item in _sentences(case, concept, sign, borne):
            place = (item["ref"], item["quote"] or "")
            is_first = counted.setdefault(place, sign.remark) == sign.remark
            if is_alarm or sign.act or is_first:
                yield item


def _plain(case: Case, concept: str, signs: Iterable[Sign]) -> Mapping[str, frozenset[str]]:
    """By mail: the sentences that say in so many words what speaks for a line."""
    found: dict[str, frozenset[str]] = {}
    for sign in signs:
        if not sign.remark or case.number(concept, sign.id) <= 0:
            continue
        during = Window.days(case.as_of, sign.days)
        for row in case.remarked(sign.remark, by=sign.by or None, during=during):
            found[row.message_id] = found.get(row.message_id, frozenset()) | {row.quote}
    return found


def _sentences(case: Case, concept: str, sign: Sign, borne: _Borne) -> Iterator[Evidence]:
    """Each further sentence adds less; what all add is theirs by how sure each is.

    So the plainest one is not hidden because others came after it.
    """
    found = _surest_first(case, sign, borne)
    if not found:
        return
    added = sum(sure * case.each_further**place for place, (sure, _) in enumerate(found))
    weight = case.number(concept, sign.id) * case.calibration.factor(concept, sign.id)
    weight *= added / sum(sure for sure, _ in found)
    for sure, row in found:
        yield sentence(concept, row, says=sign.says, weight=weight * sure)


def _surest_first(case: Case, sign: Sign, borne: _Borne) -> list[tuple[float, ActRow | RemarkRow]]:
    """The surest sentence of each message that shows the sign, surest and newest first."""
    window, by = Window.days(case.as_of, sign.days), sign.by or None
    rows: Sequence[ActRow | RemarkRow] = (
        case.said(sign.act, by=by, during=window)
        if sign.act
        else case.remarked(sign.remark, by=by, during=window)
    )
    if not rows:
        return []
    best: dict[str, tuple[float, ActRow | RemarkRow]] = {}
    done, meant = _done_there(case, sign, window), _meant_otherwise(case, sign, window)
    for row in rows:
        if (row.message_id, row.quote or "") in meant:
            continue
        sureness = _sure(sign, row, borne) * _fresh(case, sign, row)
        if sign.doing:
            sureness *= done.get((row.message_id, row.quote or ""), 0.0)
        if not sureness:
            continue
        if borne.is_alarm and not case.is_in_exchange(row):
            sureness *= case.number(_WORDS, "in_one_voice")
        if sign.ends_with_a_choice and any(one.holds(row.sent_on) for one in case.once(_choices)):
            sureness *= case.number(_WORDS, "chosen")
        if row.message_id not in best or sureness > best[row.message_id][0]:
            best[row.message_id] = (sureness, row)
    return sorted(
        best.values(), key=lambda one: (-one[0], -one[1].sent_on.toordinal(), one[1].message_id)
    )


def _done_there(case: Case, sign: Sign, window: Window) -> Mapping[tuple[str, str], float]:
    """By mail and sentence: how likely it does one of the acts that a sign wants beside it."""
    found: dict[tuple[str, str], float] = {}
    for act in case.said(*sign.doing, by=sign.by or None, during=window) if sign.doing else ():
        place = (act.message_id, act.quote or "")
        found[place] = max(found.get(place, 0.0), act.probability)
    return found


def _meant_otherwise(case: Case, sign: Sign, window: Window) -> frozenset[tuple[str, str]]:
    """The mails and sentences in which the remark stands that a sign cannot stand beside."""
    rows = case.remarked(sign.unless, during=window) if sign.unless else ()
    return frozenset((row.message_id, row.quote) for row in rows)


def _choices(case: Case) -> tuple[Window, ...]:
    """The days of each deal for which they chose us and asked nobody else, and those before it."""
    before = timedelta(days=case.number(_WORDS, "chosen_days"))
    return tuple(
        Window(start=deal.opened_on - before, end=deal.closed_on + timedelta(days=1))
        for deal in case.tables.opportunity
        if deal.status == "won"
        and deal.origin in UNCONTESTED
        and not deal.competitor_count
        and deal.closed_on is not None
    )


def _sure(sign: Sign, row: ActRow | RemarkRow, borne: _Borne) -> float:
    """How sure a sentence is what the sign names; a remark is said in so many words."""
    if not isinstance(row, ActRow):
        return 1.0
    if borne.holds(row):
        return row.probability
    return max(row.probability - sign.sure_from, 0.0) / (1 - sign.sure_from)


def _fresh(case: Case, sign: Sign, row: ActRow | RemarkRow) -> float:
    """What age leaves of a sentence; all of it where the sign does not fade."""
    if not sign.half_life_days:
        return 1.0
    age = (case.as_of - row.sent_on).days
    return float(0.5 ** (age / sign.half_life_days))
