"""Which accounts are measured together: enough to share queries, few enough to hold."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.statements.bites import bites

CASES = {
    # what it is: (mails of each account, how many of them are measured together)
    "as much as may be held": ({"a": 600, "b": 400}, [2]),
    "one mail too many": ({"a": 601, "b": 400}, [1, 1]),
    "more than may be held stands alone": ({"a": 100, "b": 5000, "c": 100}, [1, 1, 1]),
    "an account of few mails takes its own room": (dict.fromkeys("abcdefghijk", 1), [10, 1]),
    "nobody has any mail that was counted": ({}, [2, 2, 2, 2, 2, 1]),
    "nothing is left to cut": (None, []),
}


@pytest.mark.parametrize(("mails", "counts"), CASES.values(), ids=CASES)
def test_accounts_are_cut_by_their_mail(mails: dict[str, int] | None, counts: list[int]) -> None:
    accounts = [] if mails is None else [*(mails or "abcdefghijk")]

    found = list(bites(accounts, mails or {}, at_once=1000))

    assert [len(bite) for bite in found] == counts
    assert [*chain.from_iterable(found)] == accounts


def test_processes_are_given_less_toward_the_end() -> None:
    accounts = [f"a{number:03}" for number in range(200)]

    found = [len(bite) for bite in bites(accounts, {"a000": 1}, among=2, at_once=4000)]

    assert found == [40, 40, 30, 22, 17, 12, 9, 7, 5, 5, 5, 5, 3]


@given(st.lists(st.integers(0, 900)), st.integers(1, 5))
def test_every_account_is_in_one_bite_in_its_order(counts: list[int], among: int) -> None:
    mails = {str(place): count for place, count in enumerate(counts)}

    found = list(bites([*mails], mails, among=among, at_once=1000))

    assert [*chain.from_iterable(found)] == [*mails]
    assert all(sum(max(100, mails[name]) for name in bite) <= 1000 for bite in found)
