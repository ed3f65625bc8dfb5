"""Which kind is wanted with an account, said on its statement, and taken back."""

from __future__ import annotations

import html
from datetime import date

import pytest
from tests.serve.web.conftest import DAY, asks

from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import INCOGNITO

HERE = "/accounts/acre"


def desired(shelf: Shelf) -> str | None:
    return shelf.statement("acre", DAY)["kind"]["desired"]


def test_a_kind_is_wanted_with_day_and_reason_and_the_word_can_be_taken_back(
    own_shelf: Shelf,
) -> None:
    ask = asks(create_app(own_shelf))
    before = desired(own_shelf)
    form = {"kind": "social", "since": "2026-06-01", "reason": "<b>Golf</b>"}
    answer = ask(f"{HERE}/wanted", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{HERE}?wanted=now#wanted"
    assert desired(own_shelf) == "social"
    page = ask(f"{HERE}?wanted=now").text
    assert "Social is wanted since 1 Jun 2026" in page
    assert "&lt;b&gt;Golf&lt;/b&gt;" in page
    assert "Social is wanted since 1 Jun 2026" in ask("/plan?account=acre").text
    assert ask(f"{HERE}/wanted/take-back", data={"a": "b"}).status_code == 303
    assert desired(own_shelf) == before
    assert "Noted" not in ask(f"{HERE}?wanted=now").text


def test_to_leave_it_as_it_is_is_a_choice_and_so_is_what_the_book_wants(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    ask(f"{HERE}/wanted", data={"kind": "ad_hoc", "reason": "One order a year will do."})
    assert desired(own_shelf) == "ad_hoc"
    ask(f"{HERE}/wanted", data={"kind": "default", "reason": "Not any more."})
    wanted = own_shelf.book.plans("acre").wanted
    assert wanted is not None
    assert wanted.kind is None
    assert desired(own_shelf) == own_shelf.book.settings.company.desired_kind


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"kind": "partner"}, "Nobody said why"),
        ({"kind": "partner", "reason": " "}, "Nobody said why"),
        ({"kind": "friend", "reason": "So."}, '"friend" is no kind'),
        ({"kind": "partner", "reason": "So.", "since": "then"}, '"then" is not a day'),
        ({"reason": "So."}, "kind"),
    ],
)
def test_what_a_wish_lacks_is_said_and_nothing_is_kept(
    own_shelf: Shelf, form: dict[str, str], says: str
) -> None:
    answer = asks(create_app(own_shelf))(f"{HERE}/wanted", data=form)
    assert answer.status_code == 400
    assert says in html.unescape(answer.text)
    assert own_shelf.book.plans("acre").wanted is None


def test_nobody_wants_anything_of_the_past_with_names_hidden_or_from_elsewhere(
    own_shelf: Shelf,
) -> None:
    ask = asks(create_app(own_shelf))
    form = {"kind": "partner", "reason": "So."}
    past = date(2026, 6, 20)
    assert ask(f"{HERE}/wanted?as_of={past}", data=form).status_code == 400
    assert "/wanted" not in ask(f"{HERE}?as_of={past}").text
    hidden = {"cookie": f"{INCOGNITO}=1"}
    assert ask(f"{HERE}/wanted", data=form, headers=hidden).status_code != 200
    assert "/wanted" not in ask("/accounts/account-01", headers=hidden).text
    foreign = {"origin": "https://elsewhere.example"}
    assert ask(f"{HERE}/wanted", data=form, headers=foreign).status_code == 403
    assert own_shelf.book.plans("acre").wanted is None
