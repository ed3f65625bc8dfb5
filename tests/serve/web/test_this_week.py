"""This week: worked out once somebody asks, answered in place, taken back, or refused."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.errors import CallError
from goodwill.facts.questions import Answering, Question
from goodwill.serve.titles import load_titles
from goodwill.serve.web.app import create_app
from goodwill.serve.web.asides import Aside, Asides, how_long
from goodwill.serve.web.questions_view import choices, is_answered
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.view import INCOGNITO

LINE = "risks[single_thread]"
QUESTION = Question(
    account="acre",
    account_name="Acre & Sons <b>",
    owner=None,
    sort="risk",
    line=LINE,
    about=None,
    standing="likely",
    name="",
    on=None,
    answers=(
        Answering(value="likely", chance=0.5, kind=None, play="Meet <i>two</i> more"),
        Answering(value="unlikely", chance=0.5, kind=None, play=None),
    ),
    kind=None,
    play=None,
    stake=1000.0,
    currency="EUR",
    worth=500.0,
)
FORM = {"account": "acre", "line": LINE, "about": "", "choice": "unlikely", "by": "Ann"}


def asking(app: FastAPI, shelf: Shelf, *questions: Question) -> None:
    """Let these be the questions that were found."""
    asides: Asides = app.state.asides
    asides._keep(  # noqa: SLF001  found as though the book had found them
        Aside(
            sort="questions",
            day=DAY,
            edition=shelf.edition_of(DAY),
            began=0.0,
            found=questions,
            ended=1.0,
        )
    )


@pytest.fixture
def app(own_shelf: Shelf) -> FastAPI:
    return create_app(own_shelf)


@pytest.fixture
def own_ask(app: FastAPI) -> Ask:
    return asks(app)


def test_nothing_is_worked_out_while_a_page_is_drawn(app: FastAPI, own_ask: Ask) -> None:
    page = own_ask("/this-week")
    assert page.status_code == 200
    assert "about 10 seconds" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert app.state.asides.of("digest", DAY) is None
    assert app.state.asides.of("questions", DAY) is None


def test_what_changed_and_what_is_asked_are_worked_out_on_request(
    app: FastAPI, own_ask: Ask
) -> None:
    for what in ("digest", "questions"):
        answer = own_ask("/this-week/look", data={"what": what})
        assert (answer.status_code, answer.headers["location"]) == (303, "/this-week")
    app.state.asides.wait()
    page = html.unescape(own_ask("/this-week").text)
    told = app.state.asides.of("digest", DAY).found
    assert told.as_of == DAY
    assert app.state.asides.of("questions", DAY).is_there
    assert "Acre & Sons" in page or told.is_quiet
    assert "Being worked out" not in page


def test_a_page_that_is_being_worked_out_asks_for_itself_again(
    app: FastAPI, own_shelf: Shelf, own_ask: Ask
) -> None:
    asking(app, own_shelf)
    asides: Asides = app.state.asides
    running = asides.of("questions", DAY)
    assert running is not None
    asides._keep(replace(running, ended=None))  # noqa: SLF001  as though it were not done
    page = own_ask("/this-week").text
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><p class="second"><a href="/this-week">Look again</a>' in page
    asides.start("questions", DAY)
    assert asides.of("questions", DAY) == replace(running, ended=None)


def test_a_question_is_answered_in_place_and_the_answer_taken_back(
    app: FastAPI, own_shelf: Shelf, own_ask: Ask
) -> None:
    asking(app, own_shelf, QUESTION)
    page = own_ask("/this-week").text
    assert "Acre &amp; Sons &lt;b&gt;" in page
    assert "Is the risk " in page
    answer = own_ask("/this-week/answer", data=FORM)
    assert answer.status_code == 303
    (said,) = own_shelf.book.disputes("acre")
    assert (said.line, said.answer, said.value, said.by) == (LINE, "wrong", "unlikely", "Ann")
    place = answer.headers["location"]
    assert re.fullmatch(rf"/this-week\?noted={said.id}&moved=\d+", place)
    after = own_ask(place).text
    assert "Marked wrong by Ann" in after
    assert "Is the risk " not in after
    own_ask("/this-week/withdraw", data={"dispute_id": str(said.id)})
    assert own_shelf.book.disputes("acre")[0].withdrawn_on is not None
    assert "Is the risk " in own_ask("/this-week").text


def test_nobody_can_tell_is_an_answer_too(app: FastAPI, own_shelf: Shelf, own_ask: Ask) -> None:
    asking(app, own_shelf, QUESTION)
    own_ask("/this-week/answer", data=FORM | {"choice": "cannot_tell"})
    (said,) = own_shelf.book.disputes("acre")
    assert (said.answer, said.value) == ("cannot_tell", None)
    assert "Is the risk " not in own_ask("/this-week").text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"choice": "present"}, '"present" is no answer to it.'),
        ({"line": "kind"}, "This is no longer asked."),
        ({"account": "nobody"}, "This is no longer asked."),
        ({"about": "x"}, "This is no longer asked."),
    ],
)
def test_only_what_is_offered_can_be_answered(
    changed: dict[str, str], says: str, app: FastAPI, own_shelf: Shelf, own_ask: Ask
) -> None:
    asking(app, own_shelf, QUESTION)
    answer = own_ask("/this-week/answer", data=FORM | changed)
    assert answer.status_code == 400
    assert says in html.unescape(answer.text)
    in_place = own_ask("/this-week/answer", data=FORM | changed, headers={"hx-request": "true"})
    assert in_place.status_code == 200
    assert says in html.unescape(in_place.text)
    assert ("autofocus" in answer.text, "data-lands" in answer.text) == (True, False)
    assert ("autofocus" in in_place.text, "data-lands" in in_place.text) == (False, True)
    assert own_shelf.book.disputes() == ()


def test_the_same_answer_twice_is_written_down_once(
    app: FastAPI, own_shelf: Shelf, own_ask: Ask
) -> None:
    asking(app, own_shelf, QUESTION)
    assert own_ask("/this-week/answer", data=FORM).status_code == 303
    assert own_ask("/this-week/answer", data=FORM).status_code == 400
    assert len(own_shelf.book.disputes()) == 1


def test_nothing_is_asked_of_a_past_day(app: FastAPI, own_shelf: Shelf, own_ask: Ask) -> None:
    asking(app, own_shelf, QUESTION)
    past = "?as_of=2026-06-03"
    assert "What only you know" not in own_ask(f"/this-week{past}").text
    assert own_ask(f"/this-week/answer{past}", data=FORM).status_code == 400
    assert own_ask(f"/this-week/look{past}", data={"what": "questions"}).status_code == 400
    assert app.state.asides.of("questions", date(2026, 6, 3)) is None
    assert own_shelf.book.disputes() == ()


def test_what_was_worked_out_before_the_book_changed_is_offered_anew(
    app: FastAPI, own_shelf: Shelf, own_ask: Ask
) -> None:
    asking(app, own_shelf, QUESTION)
    assert "Ask anew" not in own_ask("/this-week").text
    own_shelf.changed(lambda: own_shelf.book.dispute("brook", LINE, "wrong", as_of=DAY))
    assert "Ask anew" in own_ask("/this-week").text


@pytest.mark.parametrize("path", ["/this-week", "/returns"])
def test_what_hides_names_neither_shows_nor_takes_any(
    path: str, app: FastAPI, own_shelf: Shelf, own_ask: Ask
) -> None:
    asking(app, own_shelf, QUESTION)
    hidden = {"cookie": f"{INCOGNITO}=1"}
    assert own_ask(path, headers=hidden).status_code == 403
    assert own_ask(f"{path}/look", data={"what": "digest"}, headers=hidden).status_code == 403
    assert own_ask("/this-week/answer", data=FORM, headers=hidden).status_code == 403
    assert path not in own_ask("/", headers=hidden).text
    assert path in own_ask("/").text
    assert own_shelf.book.disputes() == ()
    assert app.state.asides.of("digest", DAY) is None


@pytest.mark.parametrize("path", ["/this-week/look", "/this-week/answer", "/returns/look"])
def test_another_sites_form_is_refused(path: str, own_ask: Ask, own_shelf: Shelf) -> None:
    foreign = {"origin": "https://elsewhere.example"}
    assert own_ask(path, data=FORM | {"what": "digest"}, headers=foreign).status_code == 403
    assert own_shelf.book.disputes() == ()


def test_why_an_answer_could_not_be_found_is_said(
    app: FastAPI, own_ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise CallError("It is <b>closed</b>.", hint="Open it.")

    monkeypatch.setattr("goodwill.serve.web.asides.ASKED", {"digest": fail, "returns": fail})
    for path in ("/this-week", "/returns"):
        own_ask(f"{path}/look", data={"what": "digest"})
        app.state.asides.wait()
        page = own_ask(path).text
        assert "It is &lt;b&gt;closed&lt;/b&gt;." in page
        assert "Open it." in page


def test_a_fault_that_nobody_foresaw_ends_it_too(
    app: FastAPI, own_ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise RuntimeError("out of paper")

    monkeypatch.setattr("goodwill.serve.web.asides.ASKED", {"digest": fail})
    own_ask("/this-week/look", data={"what": "digest"})
    app.state.asides.wait()
    assert "out of paper" in own_ask("/this-week").text


def test_a_book_that_is_gone_is_no_reason_to_make_another(
    app: FastAPI, own_shelf: Shelf, own_ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(own_shelf.book, "place", str(tmp_path / "gone"))
    own_ask("/this-week/look", data={"what": "digest"})
    app.state.asides.wait()
    assert "There is no book in" in own_ask("/this-week").text
    assert not (tmp_path / "gone").exists()


def test_each_sort_of_question_has_buttons_that_answer_it() -> None:
    titles = load_titles()

    def words(sort: str, *values: str, standing: str = "") -> Sequence[tuple[str, str]]:
        answers = tuple(Answering(value=one, chance=0.5, kind=None, play=None) for one in values)
        one = replace(QUESTION, sort=sort, answers=answers, standing=standing)  # type: ignore[arg-type]
        return [(each.words, each.answer) for each in choices(one, titles)][:-1]

    assert words("deal", "rfp", "first_call") == [
        ("They called for bids", "wrong"),
        ("They called us first", "wrong"),
    ]
    assert words("part", "economic_buyer", standing="none") == [("Yes", "wrong"), ("No", "right")]
    assert words("pattern", "present", "absent", standing="present") == [
        ("Yes", "right"),
        ("No", "wrong"),
    ]
    assert words("kind", "social", "partner") == [
        (titles.kinds["social"], "wrong"),
        (titles.kinds["partner"], "wrong"),
    ]
    assert words("second_view", "partner", "not_partner", standing="partner") == [
        ("Yes", "right"),
        ("No", "wrong"),
    ]


def test_a_second_view_is_somebody_elses(own_shelf: Shelf) -> None:
    own_shelf.book.dispute("acre", "kind", "wrong", value="partner", by="Ann", as_of=DAY)
    said = own_shelf.book.disputes()
    own = replace(QUESTION, sort="second_view", line="kind", not_by="Ann")
    assert not is_answered(own, said)
    assert is_answered(replace(own, not_by="Bob"), said)
    assert is_answered(replace(own, sort="kind", not_by=""), said)
    assert not is_answered(replace(own, sort="kind", account="brook"), said)


@pytest.mark.parametrize(
    ("accounts", "says"),
    [
        (0, "about 10 seconds"),
        (200, "about 30 seconds"),
        (380, "about a minute"),
        (1000, "about 3 minutes"),
    ],
)
def test_how_long_it_takes_is_said_roughly(accounts: int, says: str) -> None:
    assert how_long("digest", accounts) == says
