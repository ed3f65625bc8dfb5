"""What `read_text` promises for every text."""

from __future__ import annotations

import pytest

from goodwill.acts import read_text, recognisers
from goodwill.acts.apostrophes import straightened


def test_every_recognised_act_has_a_score() -> None:
    reading = read_text("The lorry is at the gate.")

    assert set(reading.scores) == {recogniser.act for recogniser in recognisers()}


def test_an_empty_text_holds_nothing() -> None:
    assert set(read_text("").scores.values()) == {0.0}


def test_a_quote_is_the_sentence_it_stands_on() -> None:
    text = "Morning,\n\nthe lorry is here. Could you send somebody to unload it?\n"

    act = next(act for act in read_text(text).acts if act.act == "request")

    assert act.quote == "Could you send somebody to unload it?" == text[act.start : act.end]


@pytest.mark.parametrize("sign", ["`", "´", "’", "ʼ", "′", "＇"])
def test_an_apostrophe_is_one_however_it_is_written(sign: str) -> None:
    plain = "I'll send it by Friday. We can't do that."
    written = plain.replace("'", sign)

    reading = read_text(written)

    assert reading.scores == read_text(plain).scores
    assert [act.quote for act in reading.acts] == [
        written[act.start : act.end] for act in read_text(plain).acts
    ]


def test_a_sign_that_is_no_apostrophe_stays_one() -> None:
    assert straightened("call `run` now, 5′ or so, a ` b") == "call `run` now, 5′ or so, a ` b"
