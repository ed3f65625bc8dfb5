"""What somebody says of a line on its page: kept, shown, taken back; refused where it must be."""

from __future__ import annotations

import html
import re

from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import INCOGNITO

COMPLAINT = "/accounts/acre/why/risks[single_thread]"
ABSENT = "/accounts/acre/why/patterns[hostage]"


def test_a_line_can_be_called_wrong_and_the_word_taken_back(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    before = _status(own_shelf, "hostage")
    answer = ask(
        f"{ABSENT}/dispute",
        data={"answer": "wrong", "value": "present", "reason": "<b>So</b>", "by": "Ann"},
    )
    assert answer.status_code == 303
    assert re.fullmatch(re.escape(ABSENT) + r"\?moved=\d+", answer.headers["location"])
    assert before != "present"
    assert _status(own_shelf, "hostage") == "present"
    page = ask(answer.headers["location"]).text
    assert "Marked wrong by Ann" in page
    assert "<b>So</b>" not in page
    (kept,) = own_shelf.book.disputes("acre")
    answer = ask(f"{ABSENT}/withdraw", data={"dispute_id": str(kept.id)})
    assert answer.status_code == 303
    assert _status(own_shelf, "hostage") == before
    assert "Marked wrong" not in ask(ABSENT).text


def test_another_kind_is_chosen_from_those_that_the_line_does_not_say(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    kind = "/accounts/acre/why/kind"
    offered = re.findall(r'<option value="(\w*)">', ask(kind).text)
    now = own_shelf.statement("acre", DAY)["kind"]["now"]
    assert now not in offered
    assert "partner" in offered
    ask(f"{kind}/dispute", data={"answer": "wrong", "value": "partner", "because": "It is not so."})
    assert own_shelf.statement("acre", DAY)["kind"]["now"] == "partner"


def test_one_sentence_can_be_called_misread(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    why = own_shelf.book.why("acre", "risks[single_thread]", as_of=DAY)
    item = next(one for one in why.evidence if one["source"] == "message")
    data = {"answer": "wrong", "about": item["id"]}
    assert ask(f"{COMPLAINT}/dispute", data=data).status_code == 303
    (said,) = own_shelf.book.disputes("acre")
    assert said.about is not None
    assert said.about.ref == item["ref"]


def test_a_figure_is_not_a_matter_of_opinion(ask: Ask) -> None:
    assert 'class="dispute"' not in ask("/accounts/acre/why/economics").text
    assert 'class="dispute"' in ask(ABSENT).text


def test_an_answer_that_is_none_is_said_in_one_sentence(own_shelf: Shelf) -> None:
    answer = asks(create_app(own_shelf))(f"{ABSENT}/dispute", data={"answer": "maybe"})
    assert answer.status_code == 400
    assert "answer" in html.unescape(answer.text)
    assert own_shelf.book.disputes() == ()


def test_what_hides_names_takes_no_word_and_shows_none(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    hidden = {"cookie": f"{INCOGNITO}=1"}
    form = {"answer": "wrong"}
    assert ask(f"{ABSENT}/dispute", data=form, headers=hidden).status_code in {303, 403}
    assert own_shelf.book.disputes() == ()


def test_another_sites_form_is_refused(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    foreign = {"origin": "https://elsewhere.example"}
    assert ask(f"{ABSENT}/dispute", data={"answer": "wrong"}, headers=foreign).status_code == 403
    assert own_shelf.book.disputes() == ()


def _status(shelf: Shelf, pattern: str) -> str:
    statement = shelf.statement("acre", DAY)
    return next(one["status"] for one in statement["patterns"] if one["id"] == pattern)
