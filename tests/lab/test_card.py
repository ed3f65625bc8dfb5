"""The model card: its figures counted by hand, its words left alone."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

if importlib.util.find_spec("sklearn") is None:
    pytest.skip("needs scikit-learn (goodwill[lab])", allow_module_level=True)

from goodwill.acts.linear.shipped import load_shipped
from goodwill.errors import CatalogueError
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.card.tables import write_card
from goodwill.lab.card.unseen import Unseen, read_situations, read_unseen
from goodwill.lab.train.examples import Example
from goodwill.lab.train.material import Material
from goodwill.lab.train.model import Trained

ROOT = Path(__file__).parents[2]
NAMES = (
    "sources",
    "held out",
    "languages",
    "mails",
    "public sets",
    "whole mails",
    "unseen",
    "situations",
    "mistakes",
)
PAGE = "# Card\n\n" + "".join(f"Before.\n<!-- made: {name} -->\n<!-- end -->\n" for name in NAMES)
HOSTILE = ACT_IDS.index("hostile")


def line(number: int, *, is_act: bool, language: str = "en") -> Example:
    """A line of the file of hostile sentences."""
    own = frozenset({"hostile"})
    return Example(
        text=f"sentence number{number}",
        language=language,
        source="hostile",
        group=f"hostile:{number}",
        holds=own if is_act else frozenset(),
        lacks=frozenset() if is_act else own,
    )


def of_mail(number: int, *holds: str) -> Example:
    return Example(
        text=f"mail sentence number{number}",
        language="en",
        source="office",
        group=f"office:{number}",
        mail=f"office:{number}",
        holds=frozenset(holds),
        lacks=frozenset(ACT_IDS) - set(holds),
    )


def log_odds(examples: list[Example], listed: set[int]) -> NDArray[np.float64]:
    """Hostile is listed in the rows named, and nothing else anywhere."""
    found = np.full((len(examples), len(ACT_IDS)), -1.0)
    found[sorted(listed), HOSTILE] = 1.0
    return found


def card(
    examples: list[Example],
    sentences: NDArray[np.float64],
    unseen: list[Unseen],
    *,
    mails: list[Example] | None = None,
    situations: list[Unseen] | None = None,
    page: str = PAGE,
) -> str:
    """The page made from these figures; whole mails are listed from the third on."""
    whole = mails or []
    trained = Trained(
        model=load_shipped(),
        sentences=sentences,
        mails=np.arange(len(whole), dtype=np.float64) - 1.5,
    )
    return write_card(
        page,
        Material(sentences=tuple(examples), mails=tuple(whole)),
        trained,
        unseen,
        {"situations": situations or []},
    )


def unseen(number: int, *, is_act: bool, chance: float) -> Unseen:
    return Unseen(act="hostile", text=f"unseen {number}", is_act=is_act, chance=chance)


def rows_of(page: str, name: str) -> dict[str, list[str]]:
    """The rows of one table by their first cell."""
    _, _, rest = page.partition(f"<!-- made: {name} -->\n")
    table, _, _ = rest.partition("<!-- end -->")
    cells = [row.strip("| ").split(" | ") for row in table.strip().splitlines()]
    return {first: [each.strip() for each in others] for first, *others in cells}


def test_own_lines_are_counted_by_hand() -> None:
    examples = [line(n, is_act=n < 10) for n in range(20)]
    page = card(examples, log_odds(examples, {*range(8), 10, 11}), [])

    assert rows_of(page, "held out")["`hostile`"] == ["10", "10", "en", "0.800", "0.80", "0.80"]
    assert rows_of(page, "languages")["en"] == ["1", "20", "0.80", "0.80"]


@pytest.mark.parametrize(("held", "said"), [(9, "too few"), (10, "1.000")])
def test_fewer_than_ten_of_a_kind_are_not_enough_to_tell(held: int, said: str) -> None:
    examples = [line(n, is_act=n < held) for n in range(held + 10)]
    page = card(examples, log_odds(examples, set(range(held))), [])

    assert rows_of(page, "held out")["`hostile`"][3] == said


def test_false_alarms_are_counted_where_the_act_is_not() -> None:
    examples = [of_mail(n, *(["hostile"] if n < 10 else [])) for n in range(110)]
    page = card(examples, log_odds(examples, {*range(5), 50, 51}), [])

    per_thousand, count, found, auc = rows_of(page, "mails")["`hostile`"]
    assert per_thousand == "20.0 (5.5 to 70.0)"
    assert count == "2 of 100"
    assert found == "0.50 (0.24 to 0.76)"
    assert auc == "0.740"


def test_an_act_that_no_mail_holds_has_no_share_found() -> None:
    examples = [of_mail(n) for n in range(20)]
    page = card(examples, log_odds(examples, set()), [])

    assert rows_of(page, "mails")["`hostile`"][2:] == ["too few (0 of 0)", "too few"]


def test_unseen_sentences_are_counted_at_even_odds() -> None:
    rows = [unseen(n, is_act=True, chance=0.5 if n < 15 else 0.49) for n in range(20)]
    rows += [unseen(n, is_act=False, chance=0.5 if n < 25 else 0.1) for n in range(20, 40)]
    page = card([], log_odds([], set()), rows)

    assert rows_of(page, "unseen")["`hostile`"] == [
        "20", "20", "0.75 (0.53 to 0.89)", "0.75 (0.53 to 0.89)",
    ]  # fmt: skip
    assert "`threat`" not in rows_of(page, "unseen")


def test_unseen_sentences_close_to_a_line_are_left_out_of_the_last_row() -> None:
    near = Unseen(act="hostile", text="Sentence, number1!", is_act=True, chance=0.9)
    page = card(
        [line(1, is_act=True)],
        log_odds([line(1, is_act=True)], set()),
        [near, unseen(7, is_act=True, chance=0.9)],
    )

    *_, apart = rows_of(page, "unseen").values()
    assert rows_of(page, "unseen")["all"][0] == "2"
    assert apart[0] == "1"


def test_the_surest_mistakes_are_shown_and_a_bar_in_one_breaks_no_table() -> None:
    rows = [
        Unseen(act="hostile", text="a | b", is_act=True, chance=0.1),
        unseen(1, is_act=True, chance=0.4),
        unseen(2, is_act=False, chance=0.6),
        unseen(3, is_act=False, chance=0.9),
    ]
    page = card([], log_odds([], set()), rows)

    assert "| `hostile` | missed | 0.10 | a \\| b |" in page
    assert "| `hostile` | mistaken | 0.90 | unseen 3 |" in page
    assert "unseen 1" not in page
    assert "unseen 2" not in page


def test_words_outside_the_tables_stay_and_making_them_again_changes_nothing() -> None:
    examples = [line(n, is_act=n < 10) for n in range(20)]
    odds = log_odds(examples, set(range(8)))
    once = card(examples, odds, [])

    assert once.startswith("# Card\n\nBefore.\n")
    assert once.count("Before.") == len(NAMES)
    assert card(examples, odds, [], page=once) == once


@pytest.mark.parametrize("name", NAMES)
def test_a_page_without_a_place_for_a_table_says_which(name: str) -> None:
    page = PAGE.replace(f"<!-- made: {name} -->", "")

    with pytest.raises(CatalogueError, match=f'no place for the table "{name}"'):
        card([], log_odds([], set()), [], page=page)


def test_situations_held_back_are_counted_and_never_shown() -> None:
    rows = [unseen(n, is_act=n < 2, chance=n / 2) for n in range(3)]

    page = card([], log_odds([], set()), [], situations=rows)

    assert rows_of(page, "situations")["`hostile`"][:2] == ["2", "1"]
    assert "unseen 0" not in page


def test_a_line_of_a_situation_is_asked_about_what_its_file_asks_and_it_resembles(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.tsv").write_text("== asked: threat praise\nthreat ~thanks\ta\n\n?praise\tb\n")

    found = list(read_situations(tmp_path, lambda _, texts: [0.5] * len(texts)))

    assert [(each.act, each.text, each.is_act) for each in found] == [
        ("praise", "a", False), ("threat", "a", True), ("threat", "b", False),
    ]  # fmt: skip


def test_unseen_cases_are_read_with_what_the_model_gives_them(tmp_path: Path) -> None:
    (tmp_path / "threat.toml").write_text('act = "threat"\nis = ["a"]\nis_not = ["b", "c"]\n')

    found = list(read_unseen(tmp_path, lambda _, texts: [len(texts) / 10 + n for n in range(3)]))

    assert [(each.text, each.is_act, each.chance) for each in found] == [
        ("a", True, 0.3), ("b", False, 1.3), ("c", False, 2.3),
    ]  # fmt: skip
    assert {each.act for each in found} == {"threat"}


def test_the_card_in_the_repository_has_every_act_and_no_empty_table() -> None:
    page = (ROOT / "docs" / "models.md").read_text("utf-8")

    for name in ("held out", "mails"):
        assert {f"`{act}`" for act in ACT_IDS} <= set(rows_of(page, name))
    for name in NAMES:
        assert len(rows_of(page, name)) > 2, name


def of_set(number: int, *, is_yes: bool) -> Example:
    """A line of the set of e-mail intents; what is a yes does not say of which act."""
    return Example(
        text=f"sentence number{number}",
        language="en",
        source="email_intent",
        group="email_intent:0",
        holds=frozenset(),
        lacks=frozenset() if is_yes else frozenset({"request", "question", "commitment"}),
    )


def test_a_public_set_is_counted_by_any_of_the_acts_its_label_means() -> None:
    examples = [of_set(n, is_yes=n < 10) for n in range(20)]
    odds = log_odds(examples, set()) - 3
    odds[:8, ACT_IDS.index("request")] = 1.0
    odds[6:12, ACT_IDS.index("question")] = 1.0

    page = card(examples, odds, [])

    _, _, rest = page.partition("<!-- made: public sets -->")
    row = next(line for line in rest.splitlines() if line.startswith("| email_intent"))
    assert row.split(" | ")[3:5] == ["10", "10"]
    assert row.split(" | ")[5].startswith("0.83 ")
    assert row.split(" | ")[6].startswith("1.00 ")
    assert row.split(" | ")[7] == "0.909"
    assert row.split(" | ")[9:] == ["too few", "too few |"], "all lines are of one block"


def test_the_floor_of_a_public_set_learns_from_the_other_blocks_of_it() -> None:
    words = {True: "could you send", False: "the room is"}
    examples = [
        replace(
            of_set(n, is_yes=n % 2 == 0),
            text=f"{words[n % 2 == 0]} number{n}",
            group=f"set:{n % 5}",
        )
        for n in range(40)
    ]

    page = card(examples, log_odds(examples, set()) - 3, [])

    row = rows_of(page, "public sets")["email_intent"]
    assert row[6:] == ["0.000", "0.500", "1.000", "1.000"]


def test_half_of_the_unseen_sentences_is_shown_in_no_card() -> None:
    rows = [unseen(n, is_act=True, chance=n / 100) for n in range(20)]
    hidden = [each for each in rows if not each.may_be_shown]

    page = card([], log_odds([], set()), rows)

    assert 0 < len(hidden) < len(rows)
    assert not any(f"{each.text} |" in page for each in hidden)
    assert rows_of(page, "unseen")["all, the half that is never shown"][0] == str(len(hidden))
