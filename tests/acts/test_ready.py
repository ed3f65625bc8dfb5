"""The telltales that are shipped: those of every cue and form, and none that misses a match."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import re2  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from goodwill.acts.fold import fold
from goodwill.acts.patterns import to_re2
from goodwill.acts.ready import FILE, key_of, ready_telltales, save_telltales
from goodwill.acts.telltales import skeletons_of, telltales_of
from goodwill.lab.telltales import patterns, rarest, renewed, share_in

GAP = "\x03"
FILLINGS = ("", " ", "x", "7", " x ", ". ")
CASES = Path(__file__).parents[1] / "cases" / "remarks"


@cache
def sentences() -> tuple[str, ...]:
    """What people may write: the cases of remarks, ready to be searched."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(CASES.glob("*/*.toml"))]
    entries = [entry for table in tables for entry in table["remark"]]
    return tuple(fold(each) for entry in entries for each in (*entry["is"], *entry["is_not"]))


def matches(pattern: str) -> list[str]:
    """Some texts that a pattern matches: made from it, else of what people may write."""
    compiled = re2.compile(to_re2(pattern))
    skeletons = sorted(skeletons_of(to_re2(pattern)))
    texts = [each.replace(GAP, filling) for each in skeletons for filling in FILLINGS]
    found = [text for text in texts if compiled.search(text)]
    return found or [text for text in sentences() if compiled.search(text)]


def test_every_pattern_has_its_telltales_and_nothing_else_is_there() -> None:
    wanted = {key_of(pattern) for pattern in patterns()}

    assert ready_telltales().keys() == wanted, "Cues were changed: run  make telltales"


def test_whatever_a_shipped_pattern_matches_holds_one_of_its_telltales() -> None:
    missed, tried = [], 0
    for pattern in set(patterns()):
        telltales = ready_telltales()[key_of(pattern)]
        found = matches(pattern)
        tried += bool(found)
        missed += [(pattern, each) for each in found if not any(one in each for one in telltales)]

    assert missed == []
    assert tried > 0.8 * len(ready_telltales())


def test_hardly_a_pattern_is_tried_everywhere() -> None:
    without = sum(not telltales for telltales in ready_telltales().values())

    assert without <= 0.02 * len(ready_telltales())


def test_the_same_telltales_make_the_same_bytes(tmp_path: Path) -> None:
    save_telltales(ready_telltales(), tmp_path / "telltales.json")

    assert (tmp_path / "telltales.json").read_bytes() == FILE.read_bytes()


def test_of_a_patterns_words_the_one_that_is_met_less_tells() -> None:
    share = share_in(("en", f"Our rebate of {n} euro.") for n in range(600))

    assert rarest("our rebate.*quays", share) == ["quays"]
    assert rarest("rebate.*euro", share) == ["rebate"]


def test_what_is_known_stays_what_is_new_is_worked_out_and_what_is_gone_goes() -> None:
    share = share_in(("en", f"Our rebate of {n} euro.") for n in range(600))
    known = ready_telltales()
    new = min(known)

    found = renewed({key: ["kept"] for key in known if key != new} | {"gone": ["x"]}, share)

    assert found.keys() == known.keys()
    assert found.pop(new) != ["kept"]
    assert set(map(tuple, found.values())) == {("kept",)}


WORDS = st.sampled_from(["we", "go", "else", "price", " ", "a", "st"])


@given(st.lists(WORDS, min_size=1, max_size=6).map("|".join), st.sampled_from((1, 4, 64)))
def test_however_many_skeletons_are_kept_apart_no_match_is_missed(said: str, joined: int) -> None:
    pattern = f"({said})(on|off|)( really)*({said})"
    for first in said.split("|"):
        text = f"{first}on really{said.rpartition('|')[2]}"
        found = telltales_of(pattern, joined=joined)
        assert not found or any(each in text for each in found)
