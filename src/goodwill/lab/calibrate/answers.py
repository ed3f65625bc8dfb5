"""What people's answers say of the chances that a statement states.

`yes` and `no` say whether the thing is so, whatever the statement says of it. `right` and `wrong`
are about what the statement said: the column `said` where it is written down, else the line as
drawn up without any calibration, so that the same answers always come to the same. A line is
answered once for each account and day, as most people answer it; "can't tell" and a tie are no
answer, and neither is anything about a line that states no chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple, cast

from goodwill.facts.calibration import GROUPS, Group
from goodwill.facts.people import KINDS
from goodwill.lab.calibrate.curves import Answered
from goodwill.lab.calibrate.labels import Label
from goodwill.lab.raters.agreement import chances_so

__all__ = [
    "AnsweredLine",
    "Line",
    "answered",
    "answered_lines",
    "by_account",
    "group_of",
    "is_so",
    "said_then",
    "stated_chance",
    "verdicts",
]

Line = Mapping[str, object]
Claim = Literal["so", "not so", "unsaid"]
SEEN, EVEN = frozenset({"present", "watch"}), 0.5
TIE = 1e-6
"""So close to even nobody can tell: answers were added up in some order."""
CHANCES = {
    "kind": "confidence",
    "patterns": "probability",
    "risks": "probability",
    "expectations": "strength",
}


def group_of(name: str) -> Group | None:
    """The group of a line by its full name; None where such lines state no chance."""
    group = name.partition("[")[0]
    return next((each for each in GROUPS if each == group), None)


def stated_chance(group: Group, line: Line) -> float | None:
    """What a line states, drawn up without calibration; None where it says that nobody can tell."""
    if line.get("status") == "not_assessable" or (group == "kind" and line["now"] is None):
        return None
    return float(cast("float", line[CHANCES[group]]))


def is_so(label: Label, group: Group, line: Line) -> bool | None:
    """What one answer says of the thing; None where it says nothing."""
    if label.answer == "can't tell":
        return None
    if group == "kind":
        return _is_kind(label, str(line["now"]))
    if label.answer in {"yes", "no"}:
        return label.answer == "yes"
    claim = _claim(label.said or _says(group, line))
    if claim == "unsaid" or label.answer in KINDS:
        return None
    return (claim == "so") == (label.answer == "right")


def _is_kind(label: Label, now: str) -> bool | None:
    """Whether the kind that the statement names is the one that they see."""
    if label.answer in KINDS:
        return label.answer == now
    says_yes = label.answer in {"yes", "right"}
    if not label.said or label.said == now:
        return says_yes
    return False if says_yes else None


def _says(group: Group, line: Line) -> str:
    return str(line["status"] if group == "patterns" else line[CHANCES[group]])


def _claim(said: str) -> Claim:
    """What a status or a chance says of the thing."""
    if said in SEEN:
        return "so"
    if said == "absent":
        return "not so"
    try:
        return "so" if float(said) >= EVEN else "not so"
    except ValueError:
        return "unsaid"


def verdicts(votes: Sequence[Iterable[tuple[str, bool | None]]]) -> tuple[bool | None, ...]:
    """What is so of some things by all who spoke of them; None where that is a tie or nothing.

    The last answer of each person counts. Where people disagree, those count for more whose other
    answers agree with others' (`goodwill.lab.raters`).
    """
    last = [
        {person: says for person, says in dict(one).items() if says is not None} for one in votes
    ]
    return tuple(None if abs(chance - EVEN) < TIE else chance > EVEN for chance in chances_so(last))


class AnsweredLine(NamedTuple):
    """What one line of one day's statement stated, and what people say of it."""

    group: Group
    account: str
    as_of: date
    name: str
    answered: Answered


def said_then(label: Label, group: Group, line: Line) -> Label:
    """The label with what `line` says as what was said, where that was not written down."""
    if label.said:
        return label
    return replace(label, said=str(line["now"]) if group == "kind" else _says(group, line))


def answered(
    found: Iterable[tuple[Label, str, str, Line]],
) -> dict[Group, dict[str, list[Answered]]]:
    """Answers by group and account; `found` as for `answered_lines`."""
    return by_account(answered_lines(found))


def by_account(lines: Iterable[AnsweredLine]) -> dict[Group, dict[str, list[Answered]]]:
    """Answered lines by group and account."""
    found: dict[Group, dict[str, list[Answered]]] = {group: {} for group in GROUPS}
    for one in lines:
        found[one.group].setdefault(one.account, []).append(one.answered)
    return found


def answered_lines(found: Iterable[tuple[Label, str, str, Line]]) -> tuple[AnsweredLine, ...]:
    """What people's answers come to, a line of one day once, by account, day and name.

    Args:
        found: labels, each with its account's id, its line's full name and the line.
    """
    votes: defaultdict[tuple[str, date, str], list[tuple[str, bool | None]]] = defaultdict(list)
    chances: dict[tuple[str, date, str], tuple[Group, float]] = {}
    for label, account, name, line in found:
        group = group_of(name)
        chance = None if group is None else stated_chance(group, line)
        if group is None or chance is None:
            continue
        key = (account, label.as_of, name)
        chances[key] = (group, chance)
        votes[key].append((label.by, is_so(label, group, line)))
    return tuple(
        AnsweredLine(group, *key, Answered(chances[key][1], says))
        for group in GROUPS
        for key, says in _verdicts_of(group, votes, chances)
        if says is not None
    )


def _verdicts_of(
    group: Group,
    votes: Mapping[tuple[str, date, str], Sequence[tuple[str, bool | None]]],
    chances: Mapping[tuple[str, date, str], tuple[Group, float]],
) -> Iterable[tuple[tuple[str, date, str], bool | None]]:
    """What is so of each line of a group; how far people are believed is told by that group."""
    keys = [key for key in sorted(votes) if chances[key][0] == group]
    return zip(keys, verdicts([votes[key] for key in keys]), strict=True)
