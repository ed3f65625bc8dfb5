"""How well chances agree with what people answered, in words: the same on terminal and page."""

from __future__ import annotations

from goodwill.facts.reliability import Bin, Distance, GroupReport, Reliability
from goodwill.serve.languages import mark, say, spoken
from goodwill.serve.words import NOT_YET_MEASURED, count, day, numeral, upper_first

__all__ = [
    "GROUP_TITLES",
    "HEADS",
    "NEXT",
    "bin_cells",
    "distance_words",
    "head_words",
    "method_words",
    "shown_bins",
]

GROUP_TITLES = spoken(
    {
        "kind": "Kinds",
        "patterns": "Patterns",
        "risks": "Risks",
        "expectations": "Expectations",
    }
)
NEXT = mark("Answer for some lines, and hold them against it:  goodwill calibrate ANSWERS")
METHODS = spoken(
    {
        "none": "too few to fit anything: chances stay as stated",
        "beta": "a curve of three parameters (beta calibration)",
        "isotonic": "any rising curve (isotonic)",
    }
)
HEADS = (("stated", True), ("true", True), (mark("95 % interval"), True), ("answers", True))


def head_words(found: Reliability | None) -> str:
    """One sentence on what chances rest on."""
    if found is None:
        return f"{upper_first(say(NOT_YET_MEASURED))}."
    return say(
        "Calibration {name}, made on {day} from people's answers.",
        name=found.name,
        day=day(found.made_on),
    )


def method_words(group: GroupReport) -> str:
    """How many answers there are, and what they carry."""
    told = say(
        "{count} on {count2}",
        count=count(group.answers, "answer"),
        count2=count(group.accounts, "account"),
    )
    return f"{told}: {METHODS[group.method]}"


def distance_words(group: GroupReport) -> str:
    """Brier score and calibration error as stated, and as fitted on other accounts' answers."""
    if group.stated is None:
        return ""
    told = say("as stated: {stated}", stated=_distance(group.stated))
    if group.fitted is None:
        return told
    return say(
        "{told}; as shown, each account by the others' answers: {fitted}",
        told=told,
        fitted=_distance(group.fitted),
    )


def _distance(found: Distance) -> str:
    return say(
        "Brier {brier}, calibration error {calibration_error}",
        brier=numeral(found.brier, ".3f"),
        calibration_error=numeral(found.calibration_error, ".3f"),
    )


def shown_bins(group: GroupReport) -> tuple[tuple[str, tuple[Bin, ...]], ...]:
    """The bins of each sort of chance, those as stated first."""
    both = ((say("as stated"), group.bins), (say("as shown"), group.fitted_bins))
    return tuple((name, some) for name, some in both if some)


def bin_cells(one: Bin) -> tuple[str, str, str, str]:
    """A bin as cells under `HEADS`."""
    return (
        numeral(one.stated, ".2f"),
        numeral(one.so, ".2f"),
        say("{low} to {high}", low=numeral(one.low, ".2f"), high=numeral(one.high, ".2f")),
        numeral(one.count, ","),
    )
