"""How a line stands, as a play asks for it; what is not known speaks against nothing."""

from __future__ import annotations

from datetime import date

import pytest
from tests.advise.quiet import CATALOGUE, quiet

from goodwill.advise.standing import Beside, standing
from goodwill.catalogue.manners import WAYS, unspeakable
from goodwill.catalogue.not_when import PLACES, NotWhen
from goodwill.facts.shortfalls import Shortfall
from goodwill.facts.values import Posterior, SignalValue

HALF = SignalValue(
    signal="share",
    unit="share",
    raw=0.6,
    estimate=0.5,
    posterior=Posterior("normal", 0.5, 0.1),
    exposure=4,
    sources=frozenset({"message"}),
    rows=(),
)
TROUBLED = quiet(
    {
        "now": "technical",
        "patterns": {"abusive": {"direction": "ours"}},
        "risks": {"defection": 0.7},
        "practices": {"apology": "slipping"},
        "expectations": {"outcomes": 0.6},
        "missing": ["called_first"],
        "contribution": -3.5,
        "active": 2,
    }
)
BESIDE = Beside(
    values={"share": HALF},
    shortfalls={
        "apology": Shortfall(side="theirs"),
        "clear_agreements": Shortfall(side=None),
    },
)

STANDS: dict[str, str | float | None] = {
    "patterns[abusive]": "present",
    "patterns[abusive].direction": "ours",
    "patterns[hostage]": "absent",
    "patterns[hostage].direction": None,
    "patterns[unheard_of]": None,
    "practices[apology]": "slipping",
    "practices[apology].direction": "theirs",
    "practices[clear_agreements].direction": None,
    "practices[says_no].direction": None,
    "risks[defection]": 0.7,
    "expectations[outcomes]": 0.6,
    "gates[called_first]": "missing",
    "gates[first_order]": "met",
    "gates[unheard_of]": None,
    "kind.now": "technical",
    "kind.desired": None,
    "stage.now": "me_too",
    "economics.contribution": -3.5,
    "economics.revenue": None,
    "committee.active": 2,
    "signals[share]": 0.5,
    "signals[unheard_of]": None,
}


@pytest.mark.parametrize(("line", "stands"), STANDS.items())
def test_a_line_stands_as_the_statement_says(line: str, stands: str | float | None) -> None:
    assert standing(TROUBLED, BESIDE, line) == stands


def against(limit: dict[str, object]) -> NotWhen:
    values = {
        "line": "risks[defection]",
        "says": "x",
        "since": date(2026, 1, 1),
        "basis": "a test",
        **limit,
    }
    return NotWhen(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("limit", "stands", "holds"),
    [
        ({"over": 0.5}, 0.51, True),
        ({"over": 0.5}, 0.5, False),
        ({"under": 0.0}, -0.01, True),
        ({"under": 0.0}, 0.0, False),
        ({"among": ("missing",)}, "missing", True),
        ({"among": ("missing",)}, "kept", False),
        ({"over": 0.5}, None, False),
        ({"among": ("missing",)}, None, False),
    ],
)
def test_a_limit_has_two_sides_and_what_is_not_known_is_on_neither(
    limit: dict[str, object], stands: str | float | None, holds: bool
) -> None:
    assert against(limit).holds(stands) is holds


@pytest.mark.parametrize("limit", [{}, {"over": 1.0, "under": 0.0}, {"over": 1.0, "among": ("x",)}])
def test_a_limit_is_exactly_one(limit: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="needs one of"):
        against(limit)


def test_every_line_that_a_play_looks_at_can_be_told() -> None:
    tables = {"patterns", "practices", "risks", "expectations", "gates"}
    for play in CATALOGUE.plays.values():
        for one in play.not_when:
            table, _, name = one.line.partition("[")
            known = name.partition("]")[0] in getattr(CATALOGUE, table) if table in tables else None
            assert known or table == "signals" or one.line in PLACES, (play.id, one.line)
            assert one.says.endswith("."), play.id
            if one.to:
                table, _, name = one.to.partition("[")
                assert play.id in getattr(CATALOGUE, table)[name.rstrip("]")].plays, play.id


WORDS = {
    "a feigned friendship": "Pretend to share their love of sailing.",
    "a gift timed for a decision": "Send a gift before the tender closes.",
    "what somebody told in private": "Open with their illness, which Ann heard of.",
    "a false deadline": "Say that the offer ends on Friday, though it does not.",
    "something behind somebody's back": "Raise the price without telling them.",
}


@pytest.mark.parametrize(("way", "words"), WORDS.items())
def test_a_play_that_could_not_be_told_to_the_client_is_refused(way: str, words: str) -> None:
    assert unspeakable(["A title", words]) == way


def test_every_way_has_its_words_and_plain_dealing_has_none() -> None:
    assert set(WORDS) == set(WAYS)
    assert unspeakable(["Ask openly.", "Say when it ends, if it does."]) is None
    assert all(
        unspeakable((play.title, *play.steps, *play.say)) is None
        for play in CATALOGUE.plays.values()
    )
