"""What `read_text` promises for every text."""

from __future__ import annotations

from goodwill.acts import read_text, recognisers


def test_every_recognised_act_has_a_score() -> None:
    reading = read_text("The lorry is at the gate.")

    assert set(reading.scores) == {recogniser.act for recogniser in recognisers()}


def test_an_empty_text_holds_nothing() -> None:
    assert set(read_text("").scores.values()) == {0.0}


def test_a_quote_is_the_sentence_it_stands_on() -> None:
    text = "Morning,\n\nthe lorry is here. Could you send somebody to unload it?\n"

    act = next(act for act in read_text(text).acts if act.act == "request")

    assert act.quote == "Could you send somebody to unload it?" == text[act.start : act.end]
