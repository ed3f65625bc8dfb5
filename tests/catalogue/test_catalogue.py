"""The shipped catalogue as a whole: nothing of the contract missing, no name in the air."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from goodwill.catalogue import ids
from goodwill.catalogue.loader import Catalogue, CatalogueFile, load_catalogue
from goodwill.catalogue.references import dangling_names
from goodwill.catalogue.schema import NOT_YET, Dated, needs_of
from goodwill.facts.people import KINDS
from goodwill.signals.header import signals

WORDS = tomllib.loads((Path(__file__).parent / "cases/words.toml").read_text("utf-8"))
LISTS = tuple(name for name in WORDS if name != "never")
CATALOGUE = load_catalogue()
SIGNALS = frozenset(spec.name for spec in signals())
ARITHMETIC = {"terms_dictated", "exploitative", "over_servicing", "siding_with_client"}
ONE_SOURCE_IS_ENOUGH = ARITHMETIC | {"under_pressure"}
TODAY = date(2026, 12, 31)


@pytest.mark.parametrize("sort", LISTS)
def test_every_id_has_the_title_that_the_pages_use(sort: str) -> None:
    concepts = getattr(CATALOGUE, sort)

    assert {name: concept.title for name, concept in concepts.items()} == WORDS[sort]


def test_ids_stand_in_the_order_of_the_contract() -> None:
    assert tuple(CATALOGUE.kinds) == KINDS
    assert tuple(CATALOGUE.stages) == ids.STAGE_IDS
    assert tuple(CATALOGUE.gates) == ids.GATE_IDS
    assert tuple(CATALOGUE.patterns) == ids.PATTERN_IDS
    assert tuple(CATALOGUE.practices) == ids.PRACTICE_IDS
    assert tuple(CATALOGUE.expectations) == ids.EXPECTATION_IDS
    assert tuple(CATALOGUE.risks) == ids.RISK_IDS


def test_a_file_is_named_for_its_id() -> None:
    for file in CATALOGUE.files:
        if not file.is_weights:
            stem = file.where.rpartition("/")[2].removesuffix(".toml")
            assert stem in getattr(CATALOGUE, file.folder), file.where


def test_every_name_points_at_something() -> None:
    assert dangling_names(CATALOGUE, signals=SIGNALS) == ()


def test_nothing_is_measured_that_no_concept_asks_for() -> None:
    told = " ".join(dangling_names(CATALOGUE, signals=()))

    assert set(re.findall(r'signal "(\w+)" does not', told)) == SIGNALS


def test_a_name_that_points_at_nothing_is_told_with_the_nearest() -> None:
    found = dangling_names(CATALOGUE, signals=SIGNALS - {"rfp_share"})

    assert any(
        'kinds, weight of rfp_share: signal "rfp_share" does not exist.' in sentence
        for sentence in found
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'line = "risks[defectoin]"',
            'line "risks[defectoin]" does not exist. The nearest',
        ),
        ('line = "economics.profit"', 'line "economics.profit" does not exist.'),
        ('line = "signals[rfp_shar]"', 'signal "rfp_shar" does not exist. The nearest name is'),
        ('line = "kind.now"\nto = "risk[defection]"', 'line "risk[defection]" does not exist.'),
    ],
)
def test_a_line_that_speaks_against_a_play_has_to_exist(line: str, told: str) -> None:
    sound = Path(__file__).parent / "cases" / "sound_play.toml"
    against = f'[[not_when]]\n{line}\nover = 1\nsays = "x"\nsince = 2026-01-01\nbasis = "x"\n'
    own = CatalogueFile("plays", "mine/plays/sound.toml", (sound.read_text() + against).encode())

    found = dangling_names(Catalogue([*CATALOGUE.files, own]), signals=SIGNALS)

    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize("word", WORDS["never"])
def test_no_text_says_what_no_page_may_say(word: str) -> None:
    for file in CATALOGUE.files:
        text = " ".join(file.content.decode().lower().split())
        assert not re.search(rf"(?<!\w){re.escape(word)}", text), file.where


def dated() -> Iterator[tuple[str, Mapping[str, tuple[Dated, ...]]]]:
    yield "kinds", CATALOGUE.weights.constants
    lists = (
        CATALOGUE.gates,
        CATALOGUE.patterns,
        CATALOGUE.practices,
        CATALOGUE.expectations,
        CATALOGUE.risks,
    )
    for concepts in lists:
        yield from ((name, concept.thresholds) for name, concept in concepts.items())


def test_every_threshold_says_where_it_comes_from_and_in_what_unit() -> None:
    for concept, thresholds in dated():
        for name, entries in thresholds.items():
            for entry in entries:
                assert entry.basis, f"{concept}.{name}"
                assert entry.unit, f"{concept}.{name}"


def test_every_weight_and_condition_says_where_it_comes_from() -> None:
    assert all(weight.basis and weight.unit for weight in CATALOGUE.weights.signal)
    for pattern in CATALOGUE.patterns.values():
        conditions = (*pattern.fires_when.all, *pattern.fires_when.any)
        assert all(condition.basis for condition in conditions), pattern.id


def test_a_line_about_conduct_asks_for_more_than_a_commercial_one() -> None:
    for pattern in CATALOGUE.patterns.values():
        assert pattern.fires_when.probability == (0.9 if pattern.is_conduct else 0.8), pattern.id


def test_one_source_is_enough_only_for_arithmetic_on_records() -> None:
    found = {
        name
        for name, pattern in CATALOGUE.patterns.items()
        if pattern.fires_when.min_independent_sources == 1
    }

    assert found == ONE_SOURCE_IS_ENOUGH


def test_what_nothing_judges_yet_says_so_first() -> None:
    for name, pattern in CATALOGUE.patterns.items():
        assert (needs_of(pattern)[0] is NOT_YET) == (not pattern.assessed_by), name
        assert needs_of(pattern), name
    assert {n for n, p in CATALOGUE.patterns.items() if p.assessed_by == "arithmetic"} >= ARITHMETIC


def test_without_a_sign_risks_and_wishes_stay_small() -> None:
    for name in CATALOGUE.risks:
        assert 0 < CATALOGUE.threshold(f"{name}.base_rate", TODAY) <= 0.2, name
        assert CATALOGUE.threshold(f"{name}.horizon_days", TODAY) > 0, name
    for name in CATALOGUE.expectations:
        assert 0 < CATALOGUE.threshold(f"{name}.base_strength", TODAY) <= 0.1, name


def test_every_trouble_has_a_play_and_every_play_a_trouble() -> None:
    lists = (
        CATALOGUE.stages,
        CATALOGUE.gates,
        CATALOGUE.patterns,
        CATALOGUE.practices,
        CATALOGUE.expectations,
        CATALOGUE.risks,
    )
    used: set[str] = set()
    for concepts in lists:
        for name, concept in concepts.items():
            assert concept.plays, name
            used.update(concept.plays)
    for kind in CATALOGUE.kinds.values():
        used.update(kind.plays, *(shift.plays for shift in kind.shift))
    assert used == set(CATALOGUE.plays)


def test_every_kind_knows_the_way_to_each_other_and_why() -> None:
    for name, kind in CATALOGUE.kinds.items():
        assert {shift.to for shift in kind.shift} >= set(KINDS) - {name}
        assert all(shift.note for shift in kind.shift)
        partner = kind.shift_to("partner")
        assert name == "partner" or (partner is not None and partner.plays)
        assert kind.shift_to(None) is None


def test_plays_can_be_done_and_seen_to_work() -> None:
    for name, play in CATALOGUE.plays.items():
        assert play.steps, name
        assert play.measure, name
        assert play.when_not, name
        assert play.hours > 0, name
        assert play.chance.mean == pytest.approx(0.2), name


def test_the_gates_of_a_stage_hold_those_of_the_stage_before() -> None:
    first, only = CATALOGUE.stages["me_first"], CATALOGUE.stages["only_me"]

    assert first.gates == ids.GATE_IDS[:3]
    assert only.gates == ids.GATE_IDS
    assert CATALOGUE.stages["prospect"].gates == CATALOGUE.stages["me_too"].gates == ()


def test_the_prior_sums_to_one_and_centred_weights_to_nothing() -> None:
    weights = CATALOGUE.weights

    assert sum(weights.prior_on(TODAY).as_tuple()) == pytest.approx(1)
    for weight in weights.signals_on(TODAY):
        assert sum(weight.high.centred().as_tuple()) == pytest.approx(0)
        if weight.low is None:
            assert weights.low(weight, TODAY).as_tuple() == tuple(
                -0.5 * high for high in weight.high.as_tuple()
            )


def test_the_hash_follows_the_content_and_not_the_order() -> None:
    files = list(CATALOGUE.files)
    changed = CatalogueFile(files[0].folder, files[0].where, files[0].content + b"\n# more\n")

    assert Catalogue(reversed(files)).hash == CATALOGUE.hash
    assert Catalogue([changed, *files[1:]]).hash != CATALOGUE.hash
    assert Catalogue(files[1:]).hash != CATALOGUE.hash


def test_the_hash_needs_no_file_to_be_read_as_toml() -> None:
    broken = CatalogueFile("plays", "mine/plays/broken.toml", b"id = ")

    assert len(Catalogue([broken]).hash) == 16
