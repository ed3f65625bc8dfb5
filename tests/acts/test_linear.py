"""The linear model: its words, its terms, its arithmetic, and how it is stored."""

from __future__ import annotations

from itertools import islice, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts.linear import Weigher, weigher
from goodwill.acts.linear.context import Context, surroundings
from goodwill.acts.linear.shipped import (
    FOLDER,
    RARITY_STEP,
    Shipped,
    load_shipped,
    number_pairs,
    save_shipped,
)
from goodwill.acts.linear.terms import DAMPING, grams_of, pairs_of, words_of
from goodwill.errors import CatalogueError
from goodwill.facts.acts import ACT_IDS

KNOWN = frozenset({"please", "call", "they'll", "send", "friday"})

WORDS = {
    # what is written: what is weighed
    "Please call Anna Maria Keller": ["<begin>", "please", "call", "<name>", "<end>"],
    "She'll call him, he'll call her": [
        "<begin>", "they'll", "call", "their", "they'll", "call", "their", "<end>",
    ],
    "call 0171 2 44!": ["<begin>", "call", "<n>", "<n>", "<n>", "!", "<end>"],
    "SEND IT FRIDAY": ["<begin>", "send", "<name>", "friday", "<end>"],
    "": ["<begin>", "<end>"],
    "jusqu’ici l'eau qu'il l'": ["<begin>", "jusqu'", "ici", "l'", "eau", "qu'il", "l", "<end>"],
    "O'Hara est d'accord": ["<begin>", "<name>", "est", "d'", "accord", "<end>"],
    "{name} and {firm}": ["<begin>", "<name>", "and", "<name>", "<end>"],
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "words"), WORDS.items())
def test_words_of_a_sentence(sentence: str, words: list[str]) -> None:
    assert words_of(sentence, KNOWN) == words


def test_pairs_stand_beside_each_other_or_one_word_apart() -> None:
    assert pairs_of(["a", "b", "c"]) == ["a b", "b c", "a _ c"]


def test_signs_and_names_have_no_letter_groups() -> None:
    assert grams_of("<name>") == grams_of("!") == []
    assert grams_of("of") == ["[of", "of]", "[of]"]


def small_context() -> Context:
    """Thanks nearby make thanks likelier, and so does the end of a text."""
    weights = np.array([[0, 0], [0, 1], [0, 0], [0, 2]], np.float32)
    return Context(weights, np.array([0, 0, 0, -1], np.float32))


def small_model() -> Shipped:
    """Two acts, three words, a pair, a letter group."""
    return Shipped(
        acts=("request", "thanks"),
        acts_of_mails=(),
        words=("<begin>", "<end>", "please", "thanks"),
        pairs=number_pairs(["<begin> please"], ["<begin>", "<end>", "please", "thanks"]),
        grams=("tha",),
        weights=np.array([[0, 0], [0, 0], [10, 0], [0, 20], [5, 0], [0, 8]], np.int8),
        rarity=np.array([8, 8, 16, 16, 24, 16], np.uint8),
        steps=np.array([0.5, 0.25]),
        constants=np.array([-2.0, -3.0]),
        cues=np.array([[1.0, 0.0], [0.0, 2.0]]),
        context=small_context(),
        notes={"texts": 0},
    )


def test_log_odds_can_be_redone_by_hand() -> None:
    cues = np.array([[0.5, 0.0], [0.0, 1.0]], np.float32)

    found = Weigher(small_model()).weigh(["Please", "thanks"], cues, [0]).sentences

    rarity = np.array([8, 8, 16, 24]) * RARITY_STEP
    asked = (10 + 5) * 0.5 / np.sqrt((rarity**2).sum() + DAMPING[0])
    thanked = 20 * 0.25 / np.sqrt((np.array([8, 8, 16]) ** 2).sum() * RARITY_STEP**2 + DAMPING[0])
    letters = 8 * 0.25 / np.sqrt((16 * RARITY_STEP) ** 2 + DAMPING[1])
    assert found == pytest.approx(
        np.array([[-2 + asked + 0.5, -3.0], [-2.0, -3 + thanked + letters + 2.0]]), abs=1e-5
    )


@given(st.lists(st.text(max_size=80), min_size=1, max_size=6))
def test_a_sentence_weighs_the_same_alone_and_among_others(sentences: list[str]) -> None:
    cues = np.zeros((len(sentences), len(ACT_IDS)), np.float32)

    together = weigher().weigh(sentences, cues, [0]).sentences
    alone = [weigher().weigh([each], cues[:1], [0]).sentences[0] for each in sentences]

    assert np.isfinite(together).all()
    assert together == pytest.approx(np.array(alone), abs=1e-3)


def flood(count: int) -> str:
    """So many different words, none known."""
    letters = ("".join(some) for some in product("abcdefghijklmnop", repeat=5))
    return " ".join(islice(letters, count))


def test_a_flood_of_new_words_is_weighed_whole_and_forgotten() -> None:
    model = Weigher(small_model())
    nothing = np.zeros((3, 2), np.float32)
    before = model.weigh(["please", "thanks"], nothing[:2], [0]).sentences

    flooded = model.weigh(["please", flood(70_000), "thanks"], nothing, [0]).sentences
    after = model.weigh(["please", flood(10), "thanks"], nothing, [0]).sentences

    assert flooded[[0, 2]].tolist() == after[[0, 2]].tolist() == before.tolist()
    assert flooded[1] == pytest.approx(small_model().constants)


def test_names_and_numbers_nobody_knows_weigh_alike() -> None:
    cues = np.zeros((2, len(ACT_IDS)), np.float32)

    one, other = (
        weigher()
        .weigh(["Call Qxwv Zzyqx on 0171 22", "Call Wqqz on 5 831999"], cues, [0])
        .sentences
    )

    assert one.tolist() == other.tolist()


@pytest.mark.parametrize("count", [255, 256, 257, 513])
def test_of_very_many_sentences_each_weighs_what_it_weighs_alone(count: int) -> None:
    model = Weigher(small_model())
    nothing = np.zeros((count, 2), np.float32)
    sentences = (["please", "thanks please", ""] * count)[:count]

    found = model.weigh(sentences, nothing, [0, count - 1])
    alone = [model.weigh([each], nothing[:1], [0]).sentences[0] for each in sentences[:3]]

    assert found.sentences.tolist() == [alone[n % 3].tolist() for n in range(count)]


def test_cues_of_a_sentence_are_added_up_and_of_others_left_out() -> None:
    cues = np.array([[0.0, 0.0], [0.5, 1.0], [0.0, 0.0], [0.0, 1.0]], np.float32)
    model = Weigher(small_model())
    sentences = ["please"] * 4

    plain = model.weigh(sentences, cues * 0, [0]).sentences
    added = model.weigh(sentences, cues, [0]).sentences - plain

    assert added == pytest.approx(np.array([[0, 0], [0.5, 2.0], [0, 0], [0, 2.0]]), abs=1e-6)


def test_files_of_two_trainings_are_refused(tmp_path: Path) -> None:
    model = load_shipped()
    save_shipped(model, tmp_path)
    np.save(tmp_path / "pairs.npy", model.pairs[1:])

    with pytest.raises(CatalogueError, match="rows of weights"):
        load_shipped(tmp_path)


def test_the_same_model_makes_the_same_bytes(tmp_path: Path) -> None:
    save_shipped(load_shipped(), tmp_path)

    for file in FOLDER.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_the_shipped_model_knows_every_act() -> None:
    assert load_shipped().acts == ACT_IDS


def test_what_stands_around_a_sentence_is_its_place_and_the_mean_of_the_others() -> None:
    log_odds = np.array([[3.0, -3.0], [0.0, 1.5], [9.0, -9.0]], np.float32)

    around = surroundings(log_odds, np.array([3]))

    assert around.tolist() == [[1, 0, 0.5, -0.25], [0, 0, 1, -1], [0, 1, 0.5, -0.25]]


def test_a_sentence_is_moved_by_its_surroundings() -> None:
    log_odds = np.array([[-2.0, 0.0], [-2.0, 3.0]], np.float32)

    moved = small_context().moved(log_odds, np.array([2]))

    first, last = (1 + 1) * 2.0, 1.0 + (1 + 0) * 2.0  # thanks of 3 and of 0, against -1 as usual
    assert moved.tolist() == [[-2, first], [-2, 3 + last]]


def test_a_sentence_alone_is_not_moved_and_no_text_moves_another() -> None:
    log_odds = np.array([[1.0, 2.0], [-2.0, 0.0], [-2.0, 3.0]], np.float32)

    moved = small_context().moved(log_odds, np.array([1, 2]))

    assert moved[0].tolist() == [1, 2]
    assert moved[1:].tolist() == small_context().moved(log_odds[1:], np.array([2])).tolist()


def test_nothing_is_moved_to_nothing() -> None:
    nothing = np.zeros((0, 2), np.float32)
    assert small_context().moved(nothing, np.zeros(0, np.intp)).shape == (0, 2)


def test_words_said_over_and_over_count_once() -> None:
    weigher = Weigher(small_model())
    cues = np.zeros((1, 2), np.float32)
    plain = weigher.weigh(["please thanks"], cues, [0]).sentences
    over_and_over = weigher.weigh(["please thanks " * 20], cues, [0]).sentences
    sentence = weigher.weigh(["please thanks please, please thanks"], cues, [0]).sentences

    assert over_and_over.tolist() == plain.tolist()
    assert sentence.tolist() != plain.tolist()
