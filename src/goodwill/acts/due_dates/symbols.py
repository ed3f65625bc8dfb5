"""The signs that a sentence is rewritten in before its days are read.

Words of every language become the same few signs (`<weekday>`, `<before>`, `<next>` ...), one
character for each, so that one grammar reads them all and its patterns stay short. `words`
says which word is which sign; the grammar's modules say what a row of signs means.
"""

from __future__ import annotations

import re

__all__ = ["CODES", "UNITS", "codes", "signs"]

_NAMES = """
    weekday weekday_short month month_short number a ordinal year unit units fixed ahead past_day
    feast quarter week_number date day_month time daypart end start mid this next nexts coming
    after_next last by by_or_within latest on before after since from within in of for about the
    the_many and or to between dash comma stop but not give hence ago ago_before every wish away
    event possess future past aux participle week_of small self subject third label other
"""

CODES: dict[str, str] = {name: chr(0x100 + at) for at, name in enumerate(_NAMES.split())}
"""The name of a sign to its character."""

UNITS = ("day", "workday", "week", "month", "quarter", "half", "year", "hour", "minute", "weekend")
"""What a `<unit>` can be; its value is the place in this row."""

_SIGN = re.compile(r"(?<!P)<([a-z_]+)>")


def codes(names: str) -> frozenset[str]:
    """The characters of some signs."""
    return frozenset(CODES[name] for name in names.split())


def signs(pattern: str) -> re.Pattern[str]:
    """A pattern over signs; white space in it does not count.

    No pattern repeats a group that repeats, so each is matched in time linear in its row.
    """
    return re.compile(_SIGN.sub(lambda match: CODES[match[1]], "".join(pattern.split())))
