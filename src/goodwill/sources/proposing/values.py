"""Where one column of a table comes from, by the header that was found for it and its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goodwill.sources.mapped.kinds import words_of
from goodwill.sources.mapped.numbers import NumberError, plain_number
from goodwill.sources.mapped.rules import Unit, Value
from goodwill.sources.mapped.words import fold
from goodwill.sources.proposing.fit import kind_in
from goodwill.sources.proposing.names import meaning_of, tokens, words_for
from goodwill.sources.proposing.profile import Profile
from goodwill.sources.proposing.sheet import Sheet

__all__ = ["Ask", "column_value", "lessened", "status_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question to a person: `key` is what the answer is given under.

    `choices` are all answers there are; where there are none, `form` says how to write one.
    """

    key: str
    asks: str
    choices: tuple[str, ...] = ()
    form: str = ""


def column_value(table: str, column: str, profile: Profile) -> Value:
    """The value of a column of any kind but a deal's status."""
    header = (profile.name,)
    kind = kind_in(table, column)
    if kind == "word":
        known = words_of(table, column)
        otherwise = _otherwise(profile, column)
        words = tuple(
            (word, meaning)
            for word, _ in profile.words
            if (meaning := meaning_of(column, word)) in known
            and (otherwise is not None or fold(word) != fold(str(meaning)))
        )
        return Value(headers=header, words=_texts(words), otherwise=otherwise)
    if column == "domains":
        return Value(headers=header, take="domain")
    if column in {"hours", "proposal_hours"}:
        return Value(headers=header, unit=_unit_of_time(profile))
    if column == "max_discount" and _is_in_per_cent(profile):
        return Value(headers=header, unit="percent")
    return Value(headers=header)


def status_value(
    sheet: Sheet, profile: Profile, closed: Profile | None, answer: str | None
) -> tuple[Value, Ask | None]:
    """The status of a deal by the word of its stage; words that nobody knows are asked about.

    A stage in which no deal has a closing day, while won and lost ones have one, is open.
    """
    said = _answered(answer)
    found: dict[str, str] = {}
    unknown = []
    for word, _ in profile.words:
        meaning = said.get(fold(word)) or said.get("") or meaning_of("status", word)
        if meaning is None and closed is not None and _never_closed(sheet, profile, closed, word):
            meaning = "open"
        if meaning is None:
            unknown.append(word)
        else:
            found[word] = meaning
    value = Value(headers=(profile.name,), words=tuple(found.items()))
    return value, _ask_about(unknown, profile) if unknown else None


def lessened(value: Value, discount: Profile | None) -> Value:
    """The value less a discount, which is a share or in per cent."""
    if discount is None:
        return value
    if _is_in_per_cent(discount):
        return replace(value, percent_off=discount.name)
    return replace(value, less=discount.name)


def _ask_about(unknown: list[str], profile: Profile) -> Ask:
    shown = ", ".join(f'"{word}"' for word in unknown[:10])
    meanings = ", ".join(words_of("deals", "status"))
    return Ask(
        key="status",
        asks=f'What do {shown} under "{profile.name}" mean: {meanings}?',
        form="; ".join(f"{word}=open" for word in unknown[:10]),
    )


def _answered(answer: str | None) -> Mapping[str, str]:
    """`Zombie=lost; Dreaming=open`, or one word for all."""
    if not answer:
        return {}
    parts = (part.rpartition("=") for part in answer.split(";") if part.strip())
    return {fold(word): fold(meaning) for word, _, meaning in parts}


def _never_closed(sheet: Sheet, status: Profile, closed: Profile, word: str) -> bool:
    """Whether no row of this stage has a closing day, and those of other stages mostly have."""
    own = [row[closed.at] for row in sheet.rows if row[status.at] == word]
    others = [row[closed.at] for row in sheet.rows if row[status.at] != word]
    return not any(own) and any(others)


def _texts(words: tuple[tuple[str, str | None], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((word, meaning) for word, meaning in words if meaning is not None)


def _otherwise(profile: Profile, column: str) -> str | None:
    """Words that mean nothing to the contract leave the column empty; the cell is kept."""
    known = all(meaning_of(column, word) for word, _ in profile.words)
    return None if known else ""


def _unit_of_time(profile: Profile) -> Unit:
    named = set(tokens(profile.name))
    if named & words_for("minutes"):
        return "minutes"
    return "seconds" if named & words_for("seconds") else "hours"


def _is_in_per_cent(profile: Profile) -> bool:
    """By its header, or because a share above one is none."""
    if set(tokens(profile.name)) & words_for("percent"):
        return True
    return any(_is_above_one(text) for text in sorted(profile.values)[:500])


def _is_above_one(text: str) -> bool:
    for mark in (".", ","):
        try:
            return plain_number(text, "," if mark == "," else ".") > 1
        except NumberError:
            continue
    return False
