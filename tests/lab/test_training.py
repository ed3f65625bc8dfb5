"""The training sentences: enough of each act, each line readable, and a training that repeats."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from goodwill.acts.linear import Weigher
from goodwill.acts.linear.shipped import load_shipped, save_shipped
from goodwill.errors import CatalogueError
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.learnt import FILE, digests_of
from goodwill.lab.train.blocks import FEWEST_IN_BLOCK, in_blocks
from goodwill.lab.train.examples import (
    Example,
    read_mails,
    read_personal_mails,
    read_sentences,
)
from goodwill.lab.train.marks import UNKNOWN, mark
from goodwill.lab.train.material import read_material
from goodwill.lab.train.public import ONE_OF, read_public

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "training"
UNSEEN = ROOT / "tests" / "cases" / "acts" / "unseen"

WITH_VERDICTS = (
    "personal", "social_invitation", "commitment", "contingent_promise", "strategy", "hostile",
    "threat", "command", "price_pressure", "tender", "rival", "competence_doubt", "warning",
    "sponsorship", "resentment",
)  # fmt: skip
"""Acts on which a judgement of a client can turn: they have more lines, in four languages."""

MOST_CHARACTERS = 300


@cache
def lines() -> tuple[Example, ...]:
    return tuple(read_sentences(TRAINING / "sentences"))


def lines_of(act: str) -> list[Example]:
    return [line for line in lines() if line.source == act]


def unseen() -> set[str]:
    cases = [tomllib.loads(path.read_text("utf-8")) for path in sorted(UNSEEN.glob("*.toml"))]
    held_back = [
        line for name in ("situations", "real_mail") for line in read_mails(UNSEEN.parent / name)
    ]
    sides = [text for case in cases for text in (*case["is"], *case["is_not"])]
    return {text.casefold() for text in (*sides, *(line.text for line in held_back))}


@pytest.mark.parametrize("act", ACT_IDS)
def test_an_act_has_enough_lines_on_both_sides(act: str) -> None:
    sides = Counter(act in line.holds for line in lines_of(act))

    assert min(sides[True], sides[False]) >= (200 if act in WITH_VERDICTS else 60)


@pytest.mark.parametrize("act", WITH_VERDICTS)
@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_an_act_with_verdicts_has_lines_in_four_languages(act: str, language: str) -> None:
    sides = Counter(act in line.holds for line in lines_of(act) if line.language == language)

    assert min(sides[True], sides[False]) >= 40


def test_every_file_is_of_an_act_and_every_heading_a_language_that_is_read() -> None:
    assert {line.source for line in lines()} == set(ACT_IDS)
    assert {line.language for line in lines()} == {"en", "de", "fr", "es", "it", "pt"}


@pytest.mark.parametrize("act", ACT_IDS)
def test_no_line_stands_twice_in_a_file_on_whichever_side(act: str) -> None:
    counts = Counter(line.text.casefold() for line in lines_of(act))

    assert [text for text, count in counts.items() if count > 1] == []


def test_no_line_is_empty_or_longer_than_a_sentence_is() -> None:
    assert [line.text for line in lines() if not 0 < len(line.text) <= MOST_CHARACTERS] == []


def test_no_unseen_sentence_is_learnt_from() -> None:
    mails = (
        *read_mails(TRAINING / "mails"),
        *read_mails(TRAINING / "labelled" / "marked"),
        *read_personal_mails(TRAINING / "mails"),
    )
    held_back = unseen()

    assert held_back
    assert [each.text for each in (*lines(), *mails) if each.text.casefold() in held_back] == []


def test_every_set_of_other_peoples_work_has_its_licence_beside_it() -> None:
    readme = (TRAINING / "README.md").read_text("utf-8")
    licences = TRAINING / "labelled" / "LICENSES"

    for path in sorted((TRAINING / "labelled").rglob("*.tsv")):
        assert path.name in readme
    for name in ("Apache-2.0.txt", "CC-BY-4.0.txt", "MIT-work-tone.txt"):
        assert name in readme
        assert (licences / name).stat().st_size > 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("~ Not another word.", "hostile.txt, line 2 begins with '~ '"),
        ("+Not another word.", "hostile.txt, line 2 begins with '+N'"),
        ("+ Not another word. ## comand", 'hostile.txt, line 2 names the act "comand"'),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "hostile.txt").write_text(f"+ You are a fool.\n{line}\n", "utf-8")

    with pytest.raises(CatalogueError) as caught:
        list(read_sentences(tmp_path))

    assert said in str(caught.value)


def test_an_unknown_act_in_a_mail_is_named_and_the_nearest_one_offered(tmp_path: Path) -> None:
    (tmp_path / "office.tsv").write_text("-\tMorning all.\ncomand\tSend it now.\n", "utf-8")

    with pytest.raises(CatalogueError) as caught:
        list(read_mails(tmp_path))

    assert 'office.tsv, line 2 names the act "comand"' in str(caught.value)
    assert "command" in str(caught.value).replace("comand", "")


def test_a_line_says_what_it_is_and_what_it_was_not_asked(tmp_path: Path) -> None:
    text = "# told\n+ You are a fool. ## complaint\n== de\n- Sei kein Narr. ## hostile request\n"
    (tmp_path / "hostile.txt").write_text(text, "utf-8")

    insult, joke = read_sentences(tmp_path)

    assert insult.language == "en"
    assert set(insult.holds) == {"hostile", "complaint"}
    assert set(insult.lacks) == set()
    assert joke.language == "de"
    assert set(joke.holds) == {"request"}
    assert set(joke.lacks) == {"hostile"}


def make_training(root: Path) -> None:
    """A dozen mails in which one sentence holds every act, and the other none."""
    for name in ("sentences", "mails", "labelled"):
        (root / name).mkdir(parents=True)
    every = " ".join(ACT_IDS)
    mails = [
        f"{every}\tthe blue kettle sings loudly in room {word}\n"
        f"-\ta quiet ledger sleeps under table {word}\n"
        for word in ("one", "two", "three", "four", "five", "six") * 2
    ]
    (root / "mails" / "office.tsv").write_text("\n".join(mails), "utf-8")
    rows = [
        {"is": place % 2 == 0, "subject": "", "text": ("sister picnic", "steel price")[place % 2]}
        for place in range(24)
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (root / "mails" / "personal.jsonl").write_text(text, "utf-8")
    labels = {
        "email_intent": "no",
        "enron_civil": "civil",
        "enron_intent": "none",
        "goemotions": "other",
        "politeness": "0.1",
        "work_tone": "neutral",
        "enron_faults": "none",
    }
    for name, label in labels.items():
        (root / "labelled" / f"{name}.tsv").write_text(f"{label}\tthe ledger sleeps\n", "utf-8")


@pytest.mark.parametrize(
    ("name", "label", "holds", "lacks"),
    [
        ("enron_intent", "none", set(), {"request", "question", "commitment"}),
        ("enron_intent", "request,question", {"request", "question"}, {"commitment"}),
        ("enron_civil", "civil", set(), {"hostile"}),
        ("enron_civil", "hostile", {"hostile"}, set()),
    ],
)
def test_a_set_says_no_more_than_was_asked(
    tmp_path: Path, name: str, label: str, holds: set[str], lacks: set[str]
) -> None:
    make_training(tmp_path)
    (tmp_path / "labelled" / f"{name}.tsv").write_text(f"{label}\tthe ledger sleeps\n", "utf-8")

    found = [each for each in read_public(tmp_path / "labelled") if each.source == name]

    assert [(set(each.holds), set(each.lacks)) for each in found] == [(holds, lacks)]


def test_the_same_sentences_make_the_same_bytes_and_are_told_apart(tmp_path: Path) -> None:
    lab = pytest.importorskip(
        "goodwill.lab.train.model", reason="needs scikit-learn (goodwill[lab])"
    )

    make_training(tmp_path / "training")
    for name in ("first", "second"):
        trained = lab.train(read_material(tmp_path / "training"))
        save_shipped(trained.model, tmp_path / name)

    files = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert files == ["model.json", "pairs.npy", "rarity.npy", "terms.txt", "weights.npy"]
    for name in files:
        first, second = (tmp_path / folder / name for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()

    told = Weigher(load_shipped(tmp_path / "first")).weigh(
        ["the blue kettle sings loudly", "a quiet ledger sleeps"],
        np.zeros((2, len(ACT_IDS)), np.float32),
        np.array([0]),
    )
    assert trained.sentences.shape == (31, len(ACT_IDS))
    assert trained.mails.shape == (24,)
    assert (told.sentences[0] > told.sentences[1]).all()


def test_the_shipped_model_was_made_from_what_stands_in_the_source() -> None:
    assert load_shipped().notes == read_material(TRAINING).notes(), "run `make train`"


def test_evaluate_knows_the_texts_that_the_shipped_model_learnt_from() -> None:
    material = read_material(TRAINING)
    learnt = digests_of(each.text for each in (*material.sentences, *material.mails))

    assert np.array_equal(np.load(FILE), np.unique(learnt)), "run `make train`"


def neighbours(*texts: str, mail: str | None = None, group: str = "f.txt") -> list[Example]:
    nothing = frozenset[str]()
    return [
        Example(
            text=text,
            language="en",
            source="f",
            group=group,
            holds=nothing,
            lacks=nothing,
            mail=mail,
        )
        for text in texts
    ]


def groups(examples: list[Example]) -> list[str]:
    return [each.group for each in in_blocks(examples)]


UNLIKE = [f"word{number}" for number in range(FEWEST_IN_BLOCK)]


def test_a_block_ends_after_so_many_lines_and_no_sooner() -> None:
    found = groups(neighbours(*UNLIKE, "quite another"))

    assert found == [*["f.txt:0"] * FEWEST_IN_BLOCK, "f.txt:1"]


def test_a_contrast_pair_is_never_torn_apart() -> None:
    pair = ("who told you? it was one song", "who told you? they were at 2.85")

    assert groups(neighbours(*UNLIKE[1:], *pair))[-2:] == ["f.txt:0"] * 2


def test_a_mail_is_never_torn_apart_and_two_files_share_no_block() -> None:
    mail = neighbours("one", "two", "three", mail="f:7")

    assert groups([*neighbours(*UNLIKE[1:]), *mail])[-3:] == ["f.txt:0"] * 3
    assert groups([*neighbours("one"), *neighbours("one", group="g.txt")]) == ["f.txt:0", "g.txt:0"]


def of_intent(label: str) -> Example:
    lacks = frozenset() if label == "yes" else ONE_OF
    return Example(
        text="an example",
        language="en",
        source="email_intent",
        group="email_intent",
        holds=frozenset(),
        lacks=lacks,
    )


@pytest.mark.parametrize(
    ("seen", "held", "count"),
    [
        ({}, "request", 1.0),
        ({"question": 0.4}, "question", 1.0),
        ({"commitment": 0.4}, "commitment", 0.3),
    ],
)
def test_a_line_with_intent_is_a_request_unless_cues_see_something_else(
    seen: dict[str, float], held: str, count: float
) -> None:
    cues = np.array([[seen.get(act, 0.0) for act in ACT_IDS]], np.float32)
    labels, counts = mark([of_intent("yes")], cues)
    found = {act: float(counts[0, at]) for at, act in enumerate(ACT_IDS) if labels[0, at] == 1}
    assert found == {held: count}


@pytest.mark.parametrize(("cue", "label"), [(0.9, 0), (1.0, UNKNOWN)])
def test_a_line_without_intent_may_promise_all_the_same(cue: float, label: int) -> None:
    cues = np.zeros((1, len(ACT_IDS)), np.float32)
    place = ACT_IDS.index("commitment")
    cues[0, place] = cue
    assert mark([of_intent("no")], cues)[0][0, place] == label
