"""One account under several names: by the cases of `tests/cases/reconcile`, and in general."""

from __future__ import annotations

import math
import random
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.resolve.account_entry import (
    AccountEntry,
    AccountRow,
    entry_of,
    entry_of_domain,
    merged,
)
from goodwill.resolve.account_links import link_accounts
from goodwill.resolve.account_review import NearPair, review_accounts
from goodwill.resolve.firm_names import read_firm_name
from goodwill.resolve.same_account import AccountLink, PairRuling, join_accounts
from goodwill.resolve.types import Directory, DiscoveredAccount, PointUse

FOLDER = Path(__file__).parent.parent / "cases/reconcile"


def cases_of(name: str, key: str = "case") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text("utf-8"))[key]
    return found


def names_of(cases: Iterable[dict[str, Any]]) -> list[str]:
    return [case["name"] for case in cases]


HEADERS = {"vat": "VAT ID", "country": "Country", "street": "Street", "postcode": "PLZ"}


def entries_of(case: dict[str, Any]) -> list[AccountEntry]:
    """The accounts of a case; an id alone has no row."""
    found = []
    for said in case["accounts"]:
        name = "accounts.csv" if said.get("given") else said.get("list")
        row = AccountRow(
            account_id=said["id"],
            name=said.get("name", ""),
            domains=tuple(said.get("domains", ())),
            parent_account_id=said.get("parent"),
            attributes=tuple((HEADERS[key], said[key]) for key in HEADERS if key in said),
            list_name=name,
            is_listed=bool(said.get("given")),
        )
        found.append(entry_of(said["id"], row if "name" in said else None))
    return found


def rulings_of(case: dict[str, Any]) -> tuple[PairRuling, ...]:
    return tuple(
        PairRuling(first=first, second=second, answer=answer)
        for answer, first, second in case.get("rulings", ())
    )


def links_of(case: dict[str, Any]) -> tuple[AccountLink, ...]:
    """As resolving makes them, with the domains that mail made known."""
    made = [
        DiscoveredAccount(account_id=domain, name=domain, domain=domain)
        for domain in case.get("domains", ())
    ]
    points = [
        PointUse(point_id=at, address=f"a@{domain}", name="", sent=1, received=1)
        for at, domain in enumerate(case.get("mail", ()))
    ]
    directory = Directory(entries=tuple(entries_of(case)), pair_rulings=rulings_of(case))
    return link_accounts(points, directory, {}, made)


def groups_of(links: Iterable[AccountLink]) -> dict[str, set[str]]:
    """Those that are one, by the id that they go under."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        found[link.canonical_id].add(link.account_id)
    return {own: ids for own, ids in found.items() if len(ids) > 1}


SAME = cases_of("names.toml", "same")
APART = cases_of("names.toml", "apart")
FORMS = cases_of("names.toml", "forms")
ACCOUNTS = cases_of("accounts.toml")
REVIEW = cases_of("review.toml")


@pytest.mark.parametrize("case", SAME, ids=names_of(SAME))
def test_one_name_has_one_key_however_it_is_written(case: dict[str, Any]) -> None:
    keys = {name: read_firm_name(name).keys for name in case["names"]}

    assert all(keys.values())
    first = keys[case["names"][0]]
    assert {name for name, found in keys.items() if not found & first} == set()


@pytest.mark.parametrize("case", APART, ids=names_of(APART))
def test_names_of_two_firms_have_no_key_in_common(case: dict[str, Any]) -> None:
    shared = [
        (a, b)
        for a, b in combinations(case["names"], 2)
        if read_firm_name(a).keys & read_firm_name(b).keys
    ]

    assert shared == []


@pytest.mark.parametrize("case", FORMS, ids=names_of(FORMS))
def test_a_legal_form_tells_kind_and_countries(case: dict[str, Any]) -> None:
    found = read_firm_name(case["text"])

    assert (sorted(found.kinds), sorted(found.countries)) == (case["kinds"], case["countries"])


@given(st.text(max_size=80))
def test_any_text_can_be_read_as_a_name_and_its_case_does_not_matter(text: str) -> None:
    found = read_firm_name(text)

    assert all(key == key.strip() and key for key in found.keys)
    if text.isascii():
        assert read_firm_name(text.upper()).keys == found.keys


@pytest.mark.parametrize("case", ACCOUNTS, ids=names_of(ACCOUNTS))
def test_accounts_are_joined_as_the_case_says(case: dict[str, Any]) -> None:
    links = links_of(case)

    assert groups_of(links) == {ids[0]: set(ids) for ids in case["together"]}
    assert all(link.reason for link in links)
    ruled = {ruling.pair for ruling in rulings_of(case) if ruling.answer == "same"}
    for link in links:
        if link.account_id == link.canonical_id:
            assert (link.certainty, link.is_guess) == (1.0, False)
        else:
            by_hand = frozenset((link.account_id, link.canonical_id)) in ruled
            assert link.is_guess is not by_hand
            assert by_hand is (link.certainty == 1.0)


@given(st.sampled_from(ACCOUNTS), st.randoms(use_true_random=False))
def test_the_order_of_accounts_does_not_change_what_is_one(
    case: dict[str, Any], chance: random.Random
) -> None:
    shuffled = {**case, "accounts": [*case["accounts"]], "domains": [*case.get("domains", ())]}
    chance.shuffle(shuffled["accounts"])
    chance.shuffle(shuffled["domains"])

    assert set(links_of(shuffled)) == set(links_of(case))


NAMES = st.sampled_from(
    ["Halden", "HALDEN", "Halden GmbH", "Halden Ltd", "Orlo", "Orlo AG", "orlo", "Ardo Pumps"]
)
PAIRS = st.tuples(st.sampled_from(["same", "apart"]), NAMES, NAMES).filter(lambda p: p[1] != p[2])


@given(st.sets(NAMES, min_size=2), st.lists(PAIRS, max_size=8))
def test_two_that_a_person_put_apart_are_never_one(
    names: set[str], said: list[tuple[str, str, str]]
) -> None:
    rulings = rulings_of({"rulings": said})
    last = {ruling.pair: ruling.answer for ruling in rulings}

    links = join_accounts([entry_of(name) for name in sorted(names)], rulings)

    for ids in groups_of(links).values():
        assert all(last.get(frozenset(pair)) != "apart" for pair in combinations(ids, 2))


@given(st.sets(NAMES, min_size=2), st.lists(PAIRS, min_size=1, max_size=6))
def test_the_newest_word_holds_whatever_was_said_before(
    names: set[str], said: list[tuple[str, str, str]]
) -> None:
    answer, first, second = said[-1]
    both = sorted({*names, first, second})

    links = join_accounts([entry_of(name) for name in both], rulings_of({"rulings": said}))

    goes_to = {link.account_id: link.canonical_id for link in links}
    assert (goes_to[first] == goes_to[second]) is (answer == "same")


@given(st.sets(NAMES, min_size=1), st.lists(PAIRS, max_size=6))
def test_which_of_two_is_named_first_does_not_matter(
    names: set[str], said: list[tuple[str, str, str]]
) -> None:
    entries = [entry_of(name) for name in sorted(names)]
    turned = [(answer, second, first) for answer, first, second in said]

    straight = join_accounts(entries, rulings_of({"rulings": said}))

    assert join_accounts(entries, rulings_of({"rulings": turned})) == straight


@given(st.sets(NAMES, min_size=1))
def test_a_firm_of_another_name_changes_nothing(names: set[str]) -> None:
    entries = [entry_of(name) for name in sorted(names)]
    before = {link.account_id: link for link in join_accounts(entries)}

    after = {link.account_id: link for link in join_accounts([*entries, entry_of("Zephyr Kites")])}

    assert {**after, **before} == after


def test_a_name_that_very_many_have_joins_none_of_them() -> None:
    entries = [
        entry_of(f"x{at}", AccountRow(account_id=f"x{at}", name="Halden", list_name=f"list {at}"))
        for at in range(200)
    ]

    assert groups_of(join_accounts(entries)) == {}
    assert groups_of(join_accounts(entries[:2])) == {"x0": {"x0", "x1"}}


def reviewed(case: dict[str, Any]) -> tuple[NearPair, ...]:
    entries = [*entries_of(case), *(entry_of_domain(one) for one in case.get("waiting", ()))]
    apart = [ruling.pair for ruling in rulings_of(case) if ruling.answer == "apart"]
    return review_accounts(entries, apart)


@pytest.mark.parametrize("case", REVIEW, ids=names_of(REVIEW))
def test_pairs_are_proposed_as_the_case_says(case: dict[str, Any]) -> None:
    found = sorted([pair.first, pair.second] for pair in reviewed(case))

    assert found == sorted(map(sorted, case["proposed"]))


def test_the_reasons_of_a_pair_add_up_to_its_chance() -> None:
    whole = {"accounts": [said for case in REVIEW[:8] for said in numbered(case)]}

    pairs = reviewed(whole)

    assert len(pairs) >= 3
    assert list(pairs) == sorted(pairs, key=lambda pair: -pair.probability)
    for pair in pairs:
        odds = sum(reason.weight for reason in pair.reasons)
        assert pair.probability == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-9)
        assert pair.reasons[0].what == "prior"
        assert all(reason.says and "{" not in reason.says for reason in pair.reasons)


def numbered(case: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """The accounts of a case under ids that no other case has."""
    return [{**said, "id": f"{case['name']} {said['id']}"} for said in case["accounts"]]


@settings(max_examples=3, deadline=None)
@given(st.sampled_from(REVIEW[:6]), st.randoms(use_true_random=False))
def test_the_order_of_accounts_does_not_change_what_is_proposed(
    case: dict[str, Any], chance: random.Random
) -> None:
    shuffled = {**case, "accounts": [*case["accounts"]]}
    chance.shuffle(shuffled["accounts"])

    assert reviewed(shuffled) == reviewed(case)


def test_what_a_person_joined_says_what_any_of_its_ids_says() -> None:
    first = entry_of("1", AccountRow(account_id="1", name="Halden", domains=("halden.example",)))
    second = entry_of("2", AccountRow(account_id="2", name="Orlo AG", domains=("orlo.example",)))

    both = merged([first, second])

    assert both.account_id == "1"
    assert both.domains == {"halden.example", "orlo.example"}
    assert both.keys == {"halden", "orlo"}
    assert both.kinds == {"ag"}


HEADER_CASES = {
    "a German export": ({"USt-IdNr.": "DE 123456789", "Land": "Deutschland"}, {"DE"}),
    "a French export": ({"N° TVA": "FR12345678901", "Pays": "France"}, {"FR"}),
    "a country that contradicts the VAT id is the country": (
        {"VAT Number": "DE123456789", "Billing Country": "Austria"},
        {"AT"},
    ),
    "a Greek VAT id": ({"VAT": "EL123456789"}, {"GR"}),
    "no country that anybody knows": ({"Country": "Atlantis"}, set()),
    "nothing at all": ({}, set()),
}


@pytest.mark.parametrize(("said", "countries"), HEADER_CASES.values(), ids=HEADER_CASES)
def test_a_country_is_read_from_what_a_list_says(said: dict[str, str], countries: set[str]) -> None:
    row = AccountRow(account_id="1", name="Halden", attributes=tuple(said.items()))

    assert entry_of("1", row).countries == countries


def test_a_web_address_and_an_address_of_mail_give_the_domain() -> None:
    said = (("Website", "https://www.halden.example/about"), ("E-Mail", "info@mail.orlo.example"))

    entry = entry_of("1", AccountRow(account_id="1", name="Halden", attributes=said))

    assert entry.domains == {"halden.example", "orlo.example"}
