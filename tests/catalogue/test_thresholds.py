"""Which number holds on which day, and a book's own numbers in its place."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from goodwill.catalogue.loader import Catalogue, CatalogueFile, load_catalogue
from goodwill.catalogue.overrides import OWN_BASIS
from goodwill.catalogue.schema import Condition, FiresWhen
from goodwill.errors import CatalogueError

SOUND = (Path(__file__).parent / "cases/sound_pattern.toml").read_bytes()
TODAY = date(2026, 12, 31)

DAYS = {
    # what it is: (the day asked about, the number that holds)
    "long before the first": (date(1999, 1, 1), 30),
    "the day before the change": (date(2026, 6, 30), 30),
    "the day of the change": (date(2026, 7, 1), 20),
    "long after it": (date(2099, 1, 1), 20),
}


def with_sound(folder: Path) -> Catalogue:
    (folder / "patterns").mkdir()
    (folder / "patterns/sound.toml").write_bytes(SOUND)
    return load_catalogue([(folder, "mine")])


@pytest.mark.parametrize(("day", "expected"), DAYS.values(), ids=DAYS)
def test_a_changed_number_holds_from_its_day(tmp_path: Path, day: date, expected: int) -> None:
    assert with_sound(tmp_path).threshold("sound.days", day) == expected


def test_a_pattern_of_ones_own_follows_those_of_the_contract(tmp_path: Path) -> None:
    catalogue = with_sound(tmp_path)

    assert list(catalogue.patterns)[-1] == "sound"
    assert len(catalogue.patterns) == len(load_catalogue().patterns) + 1
    assert catalogue.hash != load_catalogue().hash


def test_a_pattern_may_not_take_the_id_of_another(tmp_path: Path) -> None:
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns/sound.toml").write_bytes(SOUND.replace(b'"sound"', b'"abusive"'))

    with pytest.raises(CatalogueError, match=r'the id "abusive" is taken by'):
        _ = load_catalogue([(tmp_path, "mine")]).patterns


def condition(limit: float, since: date) -> Condition:
    return Condition(signal="late", over=limit, since=since, basis="a test")


def test_a_changed_condition_takes_the_place_of_the_old_one() -> None:
    rule = FiresWhen(
        all=(condition(30, date(2026, 1, 1)), condition(20, date(2026, 7, 1))),
        probability=0.8,
        min_exposure=5,
        exposure="invoices",
        min_independent_sources=2,
    )

    assert [c.limit for c in rule.all_in_force(date(2026, 6, 30))] == [30]
    assert [c.limit for c in rule.all_in_force(date(2026, 7, 1))] == [20]


def own(name: str, value: str) -> Catalogue:
    return load_catalogue(thresholds=[(name, Decimal(value))])


def test_a_book_may_set_the_signal_of_a_condition() -> None:
    changed = own("terms_dictated.days_beyond_terms", "45").patterns["terms_dictated"]
    days, share = changed.fires_when.all_in_force(TODAY)

    assert (days.limit, days.basis) == (45, OWN_BASIS)
    assert share.limit == 0.5
    assert load_catalogue().patterns["terms_dictated"].fires_when.all[0].limit == 30


def test_a_book_may_set_a_gate() -> None:
    catalogue = own("siding_with_client.min_exposure", "2")

    assert catalogue.patterns["siding_with_client"].fires_when.min_exposure == 2
    assert catalogue.patterns["terms_dictated"].fires_when.min_exposure == 6


def test_a_book_may_set_a_threshold_whatever_the_day() -> None:
    catalogue = own("called_first.share", "0.7")

    assert catalogue.threshold("called_first.share", date(1999, 1, 1)) == 0.7
    assert catalogue.threshold("called_first.needs", TODAY) == 3


def test_a_book_may_set_what_counts_as_high_and_a_constant_of_the_kinds() -> None:
    weights = own("kinds.personal_share", "0.2").weights
    first = weights.signals_on(TODAY)[0]

    assert (first.signal, first.over, first.basis) == ("personal_share", 0.2, OWN_BASIS)
    assert own("kinds.temperature", "3").weights.constant("temperature", TODAY) == 3


def test_a_books_own_number_changes_the_hash_but_not_by_how_it_is_written() -> None:
    assert own("called_first.share", "0.7").hash != load_catalogue().hash
    assert own("called_first.share", "0.70").hash == own("called_first.share", "0.7").hash


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("terms_dictated.days_beyond_term", "terms_dictated.days_beyond_terms"),
        ("kinds.personal_shares", "kinds.personal_share"),
    ],
)
def test_a_threshold_that_is_none_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(CatalogueError, match=f'The nearest name is "{nearest}"'):
        own(name, "1")


def test_asking_for_a_threshold_that_is_none_is_refused() -> None:
    with pytest.raises(CatalogueError, match=r'"abusive\.days": no such threshold'):
        load_catalogue().threshold("abusive.days", TODAY)
    with pytest.raises(CatalogueError, match='"nothing": no such threshold'):
        load_catalogue().threshold("nothing", TODAY)


def test_a_catalogue_travels_to_a_worker_with_its_numbers() -> None:
    catalogue = own("called_first.share", "0.7")
    arrived = pickle.loads(pickle.dumps(catalogue))  # noqa: S301  our own bytes

    assert arrived.hash == catalogue.hash
    assert arrived.threshold("called_first.share", TODAY) == 0.7


def test_a_table_of_weights_that_is_there_twice_is_refused() -> None:
    shipped = load_catalogue().files
    weights = next(file for file in shipped if file.is_weights)
    second = CatalogueFile("kinds", "mine/kinds/weights.toml", weights.content)

    with pytest.raises(CatalogueError, match="found 2 times"):
        _ = Catalogue([*shipped, second]).weights
