"""From rows to labelled texts: what each text is known to hold, and what it belongs to.

Three ways to say it: a column `acts` that lists what is there, a column for each act, or one
column `label` whose meaning stands on the call (`Asked`). Numbers in `label` that are no yes and
no are ratings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from goodwill.errors import CallError, nearest
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.evaluate.manners import MANNERS
from goodwill.lab.evaluate.results import Skipped
from goodwill.lab.evaluate.tables import Row, read_each

__all__ = ["Asked", "Labelled", "group_of", "parse_asked", "read_day", "read_labels"]

GROUP_COLUMNS = ("thread", "customer", "sender", "group", "account", "from")
"""Columns that say what belongs together, the first that a row fills."""

HEADERS = ("subject", "from", "to", "sent_on")
_YES = frozenset({"yes", "1", "true", "y", "1.0"})
_NO = frozenset({"no", "0", "false", "n", "0.0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the call says of the data.

    `acts` are the acts a label speaks of (manners may be among them), each with its sign;
    `text` and `label` name columns;
    `group` the column that says what belongs together; `yes` the labels that mean yes, where
    they are words of the data's own. `as_mails` takes every text for the body of a mail.
    """

    acts: tuple[tuple[str, int], ...] = ()
    text: str = "text"
    label: str = "label"
    group: str | None = None
    yes: frozenset[str] = frozenset()
    as_mails: bool = False

    @property
    def name(self) -> str:
        """The acts in words."""
        if any(sign < 0 for _, sign in self.acts):
            return " ".join(f"{'-' if sign < 0 else '+'}{act}" for act, sign in self.acts)
        return " or ".join(act for act, _ in self.acts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One text and what is known of it.

    `holds` has the acts (or `Asked.name`, for a label) that were asked about; `rating` is set
    instead where the label is a number. `headers` are those of the mail, where any were given.
    """

    path: str
    line: int
    text: str
    group: str
    language: str | None
    said_on: date | None
    headers: Mapping[str, str]
    holds: Mapping[str, bool] = field(default_factory=dict)
    rating: float | None = None


def parse_asked(text: str) -> tuple[tuple[str, int], ...]:
    """`request,question` or `thanks,-hostile` as acts with signs; `CallError` names a wrong one."""
    known = (*ACT_IDS, *MANNERS)
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        act = part.lstrip("+-")
        if act not in known:
            raise CallError(
                f'There is no act "{act}".{nearest(act, known)}',
                hint="Name acts of the contract, as:  --act request,question,commitment",
            )
        found.append((act, -1 if part.startswith("-") else 1))
    return tuple(found)


def group_of(row: Row, asked: Asked) -> tuple[str, str]:
    """What a row belongs to, and which column said so; a row of its own where none does."""
    names = (asked.group,) if asked.group else GROUP_COLUMNS
    for name in names:
        if value := row.text(name).strip():
            return value, name
    return f"{row.path}:{row.line}", "row"


def read_day(text: str) -> date:
    """A day, or the day of a time; `ValueError` where it is none."""
    return date.fromisoformat(text.strip()[:10])


def read_labels(rows: Sequence[Row], asked: Asked) -> tuple[list[Labelled], tuple[Skipped, ...]]:
    """Every row's text and labels, and the rows that say nothing that can be used."""
    is_rated = _are_ratings(row.text(asked.label) for row in rows) and not asked.yes
    return read_each(rows, lambda row: _labelled(row, asked, is_rated=is_rated))


def _are_ratings(labels: Iterable[str]) -> bool:
    """Whether half the labels or more are numbers, and not all of them 0 and 1."""
    given = [label.strip().lower() for label in labels if label.strip()]
    numbers = [label for label in given if _number(label) is not None]
    return len(numbers) * 2 >= len(given) and not _YES.union(_NO).issuperset(numbers)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def _labelled(row: Row, asked: Asked, *, is_rated: bool) -> Labelled:
    text = row.text(asked.text)
    if not text.strip():
        raise ValueError(f'nothing stands under "{asked.text}"')
    rating, holds = None, _holds(row, asked) if not is_rated else {}
    if is_rated:
        rating = _number(row.text(asked.label))
        if rating is None:
            raise ValueError(f'the label "{row.text(asked.label)[:40]}" is no number')
    said_on = row.text("sent_on") or row.text("said_on")
    return Labelled(
        path=row.path,
        line=row.line,
        text=text,
        group=group_of(row, asked)[0],
        language=row.text("language") or None,
        said_on=_day(said_on),
        headers={name: row.text(name) for name in HEADERS if row.text(name)},
        holds=holds,
        rating=rating,
    )


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return read_day(text)
    except ValueError:
        return None  # a mail's own Date header may be anything; acts are read without it


def _holds(row: Row, asked: Asked) -> dict[str, bool]:
    """What was asked about this row's text, and the answer."""
    if row.text(asked.label).strip():
        return {asked.name: _is_yes(row.text(asked.label), asked)}
    if "acts" in row.cells:
        return _listed(row, asked)
    found = {
        act: _is_yes(row.text(act), asked) for act in ACT_IDS if act in row.cells and row.text(act)
    }
    if not found:
        raise ValueError(f'neither "acts", nor an act\'s own column, nor "{asked.label}" is filled')
    return _combined(found, asked) if asked.acts else found


def _listed(row: Row, asked: Asked) -> dict[str, bool]:
    value = row.cells["acts"]
    parts = value if isinstance(value, tuple) else value.replace(",", ";").split(";")
    there = {part.strip() for part in parts if part.strip()}
    for unknown in sorted(there.difference(ACT_IDS)):
        raise ValueError(f'there is no act "{unknown}".{nearest(unknown, ACT_IDS)}')
    found = {act: act in there for act in ACT_IDS}
    return _combined(found, asked) if asked.acts else found


def _combined(found: Mapping[str, bool], asked: Asked) -> dict[str, bool]:
    """Whether any of the acts on the call is there."""
    named = [found[act] for act, _ in asked.acts if act in found]
    if not named:
        raise ValueError(f"nothing is said of {asked.name}")
    return {asked.name: any(named)}


def _is_yes(text: str, asked: Asked) -> bool:
    label = text.strip().lower()
    if asked.yes:
        return label in asked.yes
    if label in _YES:
        return True
    if label in _NO:
        return False
    raise ValueError(f'"{text.strip()[:40]}" is neither yes nor no')
