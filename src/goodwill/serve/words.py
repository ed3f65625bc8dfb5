"""How figures, days and doubts are said, the same in the terminal and on the page.

Plain functions from values to words. Names of patterns, risks and kinds are not here: they
come from the catalogue, through `goodwill.serve.titles`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from goodwill.serve.languages import mark, now, say, say_count, spoken

if TYPE_CHECKING:
    from goodwill.facts.statement import MadeWith

__all__ = [
    "MINUS",
    "NOT_YET_MEASURED",
    "amount",
    "calibration_words",
    "chance",
    "count",
    "dated",
    "day",
    "figure",
    "formula_words",
    "how_sure",
    "how_surely",
    "input_words",
    "inputs_words",
    "is_chance_measured",
    "is_measured",
    "listed",
    "lower_first",
    "many_of",
    "month",
    "numeral",
    "plain",
    "quoted",
    "share",
    "source_words",
    "told",
    "upper_first",
    "weight_words",
    "worth_words",
]

MINUS = "−"
NOT_YET_MEASURED = mark("weights are expert priors; calibration not yet measured here")

_SURE = (
    (95, mark("almost certain")),
    (80, mark("very likely")),
    (65, mark("likely")),
    (55, mark("leaning")),
    (45, mark("as likely as not")),
    (35, mark("leaning no")),
    (20, mark("unlikely")),
)
_BEFORE_A_NOUN = {
    "almost certain": mark("almost certainly"),
    "leaning": mark("leaning towards"),
    "leaning no": mark("perhaps"),
}
"""Words of `_SURE` that read otherwise before what they are said of."""
_WEIGHTS = ((2.0, mark("strongly")), (1.0, mark("clearly")), (0.5, mark("somewhat")))
_LAST = spoken({"and": "and", "or": "or"})
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"(?<![\w/.:-])[12]\d{3}-[01]\d-[0-3]\d(?![\w/-])")
_BIDI_CONTROLS = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def how_sure(probability: float) -> str:
    """A chance from 0 to 1 in words."""
    return say(_sure_words(probability))


def how_surely(probability: float) -> str:
    """The same before a noun: "almost certainly" a technical relationship."""
    words = _sure_words(probability)
    return say(_BEFORE_A_NOUN.get(words, words))


def _sure_words(probability: float) -> str:
    in_100 = _in_100(probability)
    return next((words for least, words in _SURE if in_100 >= least), mark("very unlikely"))


def _in_100(probability: float) -> int:
    """Whole cases in 100, so that a word never contradicts the number beside it."""
    return int((Decimal(repr(probability)) * 100).quantize(Decimal(1), ROUND_HALF_EVEN))


def chance(probability: float) -> str:
    """A chance from 0 to 1 as cases in 100, rounded to 5; shares are `share`."""
    fives = (Decimal(repr(probability)) * 20).quantize(Decimal(1), ROUND_HALF_EVEN)
    return say("{number} in 100", number=int(fives) * 5)


def worth_words(value: float, currency: str) -> str:
    """What a play is worth in a year; below nothing, why it stands there all the same."""
    if value < 0:
        return say("costs more than it may save, yet this has to be answered")
    return say("expected {amount} a year", amount=amount(value, currency))


def is_measured(calibration: str) -> bool:
    """Whether chances were fitted to rulings; if not, they are said in words only."""
    return calibration.split(":", 1)[0] in {"own", "shipped"}


def calibration_words(made: MadeWith) -> str:
    """Which calibration a statement has and what it covers; without one, that it has none."""
    name = made["calibration"]
    if not is_measured(name):
        none_yet = say(NOT_YET_MEASURED)
        return say(
            "{name}: {none_yet}, so chances are said in words only",
            name=say(name),
            none_yet=none_yet,
        )
    if not (groups := made.get("calibrated", ())):
        return name
    of = listed([say(group) for group in groups])
    return say("{name} of {groups}; other chances not yet measured", name=name, groups=of)


def is_chance_measured(made: MadeWith, group: str) -> bool:
    """Whether the chances of one group of lines were, where it is told which were."""
    return is_measured(made["calibration"]) and group in made.get("calibrated", (group,))


def share(value: float) -> str:
    """A part of a whole, from 0 to 1, in whole per cent."""
    language = now()
    return f"{_in_100(value)} %" if language is None else language.forms.share(_in_100(value))


def weight_words(weight: float) -> str:
    """Natural log-odds as "clearly for"; what weighs nothing says so."""
    if not weight:
        return say("weighs nothing")
    size = abs(weight)
    strength = say(next((word for least, word in _WEIGHTS if size >= least), mark("slightly")))
    if weight > 0:
        return say("{strength} for", strength=strength)
    return say("{strength} against", strength=strength)


def amount(value: float, currency: str, *, pence: bool = False) -> str:
    """Money with its sign, symbol and thousands; whole units unless `pence`."""
    exact = Decimal(repr(value)).quantize(Decimal("0.01" if pence else 1), ROUND_HALF_EVEN)
    if (language := now()) is not None:
        return language.forms.amount(exact, currency)
    sign = MINUS if exact < 0 else ""
    symbol = _SYMBOLS.get(currency, f"{currency}\u00a0" if currency else "")
    return f"{sign}{symbol}{abs(exact):,}"


def day(iso: str | None) -> str:
    """`2026-10-27` as "27 Oct 2026"; nothing for nothing."""
    if not iso:
        return ""
    found = date.fromisoformat(iso)
    if (language := now()) is not None:
        return language.forms.day(found)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def dated(says: str) -> str:
    """A sentence of ours with its days as a reader says them; a name that looks like one stays."""
    return _DAY.sub(_said_day, says)


def _said_day(found: re.Match[str]) -> str:
    try:
        return day(found[0])
    except ValueError:
        return found[0]


def month(iso: str | None) -> str:
    """`2025-11` (or a day in it) as "Nov 2025"."""
    if not iso:
        return ""
    if (language := now()) is not None:
        return language.forms.month(date(int(iso[:4]), int(iso[5:7]), 1))
    return f"{_MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"


def count(number: int, thing: str, things: str = "") -> str:
    """`1 message`, `2 messages`, `2 deliveries`, with thousands apart."""
    things = things or many_of(thing)
    if now() is None:
        return f"1 {thing}" if number == 1 else f"{number:,} {things}"
    return f"{figure(number)} {say_count(number, thing, things)}"


def many_of(thing: str) -> str:
    """`delivery` as "deliveries"."""
    ends_in_y = thing.endswith("y") and thing[-2:-1] not in "aeiou"
    return thing[:-1] + "ies" if ends_in_y else thing + "s"


def listed(names: Sequence[str], *, last: str = "and") -> str:
    """`a, b and c`; names with a comma of their own are kept apart by semicolons."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no comma
        return "".join(names)
    is_apart = any("," in name for name in names)
    language = now()
    if language is not None and not is_apart:
        return language.forms.listed(tuple(names), is_choice=last == "or")
    comma = ";" if is_apart else ","
    end = f"{comma} {_LAST[last]}" if is_apart else f" {_LAST[last]}"
    return f"{f'{comma} '.join(names[:-1])}{end} {names[-1]}"


def lower_first(text: str) -> str:
    """For a title inside a sentence; a word that is all capitals stays."""
    first = text.partition(" ")[0]
    language = now()
    stays = (len(first) > 1 and first.isupper()) or (
        language is not None and language.keeps_capitals and first.lower() not in language.lowered
    )
    return text if stays else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """For the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def formula_words(formula: str) -> str:
    """A formula with the signs and words of a reader: `hours_beyond * hourly_cost` with ×."""
    signs = {"*": "×", "x": "×", "/": "÷", "-": MINUS}
    return " ".join(signs.get(part) or input_words(part) for part in formula.split())


def input_words(name: str) -> str:
    """What one thing in a formula is called: `hours_beyond` as "hours beyond"."""
    bare = name.strip("(),")
    head, _, of = bare.partition(" ")
    if not head:
        return name
    return name.replace(bare, f"{say(head.replace('_', ' '))} {of}".rstrip())


def inputs_words(inputs: Mapping[str, float], *, at_most: int | None = None) -> str:
    """What goes into a formula, `hours beyond 20, hourly cost 62`; the rest is counted."""
    said = [f"{input_words(name)} {figure(value)}" for name, value in inputs.items()]
    rest = len(said) - at_most if at_most is not None else 0
    if rest > 1:
        return say("{names} and {number} more", names=", ".join(said[:at_most]), number=rest)
    return ", ".join(said)


def numeral(value: float, form: str) -> str:
    """A number in Python's own form for it, `.1f` or `,`, written as the language writes it."""
    text = format(value, form)
    if (language := now()) is None:
        return text
    bare = text.removesuffix("%")
    written = language.forms.figure(Decimal(bare.replace(",", "")))
    return f"{written}\u00a0%" if bare != text else written


def figure(value: float) -> str:
    """A bare number with its thousands apart and no zeros behind the point."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    if (language := now()) is not None:
        return language.forms.figure(Decimal(text.replace(",", "")))
    return text.replace("-", MINUS)


def plain(text: str) -> str:
    """Text from outside without the characters that command a terminal or turn its direction.

    Every run of white space becomes one space: names and quotes are shown on running lines.
    """
    if text.isprintable():  # of all white space only " ", and nothing that commands: most texts
        return " ".join(text.split())
    kept = (" " if ch.isspace() else ch for ch in text if not _commands(ch))
    return " ".join("".join(kept).split())


def _commands(ch: str) -> bool:
    if ch in _BIDI_CONTROLS:
        return True
    return not ch.isspace() and unicodedata.category(ch) in {"Cc", "Cs"}


def told(text: str) -> str:
    """A sentence or a title that is stored in English, in the language of the moment; plain."""
    shown = plain(text)
    if (language := now()) is None:
        return dated(shown)
    from goodwill.serve.languages.said import said_plain  # noqa: PLC0415  English needs none

    return said_plain(shown, language)


def quoted(text: str) -> str:
    """What somebody wrote, between quotation marks."""
    return say("“{words}”", words=plain(text))


def source_words(source: str) -> str:
    """Where evidence comes from: `time_entry` as "time entry"."""
    return plain(say(source.replace("_", " ")))
