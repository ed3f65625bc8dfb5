"""Whatever is found, some play fits: each way a pattern may point, whichever kind is wanted."""

from __future__ import annotations

from itertools import product

import pytest
from tests.advise.quiet import CATALOGUE, Table, quiet

from goodwill.advise.recommend import PLAIN, advise
from goodwill.advise.standing import Beside, spoken_against
from goodwill.facts.people import KINDS

WANTED = (None, *KINDS)
DIRECTIONS = (None, "ours", "theirs")
LOUD = [
    *(
        ({"patterns": {name: {"direction": direction}}, "desired": wanted}, name)
        for name, direction, wanted in product(CATALOGUE.patterns, DIRECTIONS, WANTED)
    ),
    *(
        ({"risks": {name: 0.5}, "desired": wanted}, name)
        for name, wanted in product(CATALOGUE.risks, WANTED)
    ),
]


@pytest.mark.parametrize("changes", [one for one, _ in LOUD], ids=[repr(one) for one, _ in LOUD])
def test_what_is_there_or_likely_is_answered_by_a_play_that_fits(changes: Table) -> None:
    statement = quiet(changes)
    plays = advise(statement, CATALOGUE)["plays"]

    assert plays
    for line in plays:
        play = CATALOGUE.plays[line["id"]]
        unfit = spoken_against(play, statement, Beside())
        assert not [one for one in unfit if not one.to or one.to in line["because"]], play.id
        assert not (play.deepens and changes["desired"] in PLAIN), play.id


QUIETER: dict[str, Table] = {
    **{f"practices[{name}]": {"practices": {name: "missing"}} for name in CATALOGUE.practices},
    **{f"expectations[{name}]": {"expectations": {name: 0.9}} for name in CATALOGUE.expectations},
    **{f"gates[{name}]": {"missing": [name], "now": "partner"} for name in CATALOGUE.gates},
}


@pytest.mark.parametrize(("line", "changes"), QUIETER.items(), ids=QUIETER)
def test_every_practice_wish_and_gate_has_a_play_that_fits(line: str, changes: Table) -> None:
    plays = advise(quiet({**changes, "desired": "partner"}), CATALOGUE)["plays"]

    assert plays
    assert all(play["because"] == [line] for play in plays)


@pytest.mark.parametrize("text", ["S0", "S1", "S2", "S3", "S4"])
def test_each_of_the_five_texts_has_its_advice_in_the_catalogue(text: str) -> None:
    from_it = [play for play in CATALOGUE.plays.values() if text in play.source]

    assert len(from_it) >= 5
    assert all(play.steps and play.when and play.when_not for play in from_it)


def test_no_play_tells_anybody_to_do_it_without_people() -> None:
    for play in CATALOGUE.plays.values():
        assert play.who, play.id
        assert play.could_tell_the_client, play.id
