"""What came of plays, through a whole book: registered, compared, and learnt when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from goodwill.book import Book, open_book
from goodwill.plans.outcomes import outcome_document, works_document

ACCEPTED = date(2025, 9, 10)
TODAY = date(2026, 6, 30)
PLAY = "agree_payment_date"
TREATED = [f"treated{at:02d}" for at in range(6)]
ALONE = [f"alone{at:02d}" for at in range(16)]
SETTINGS = """[company]
domains = ["us.example"]
currency = "EUR"
hourly_cost = 50
"""


def days_late(account: str, due: date, number: int) -> int:
    """All pay some 40 days late; those acted upon about on the day since."""
    wiggle = (number * number * 5 + int(account[-2:]) * (number % 3 + 2)) % 7 - 3
    return (2 if account in TREATED and due > ACCEPTED else 40) + wiggle


def tables() -> dict[str, str]:
    """An invoice a month for each account over two and a half years, and when it was paid."""
    invoices, payments = ["invoice_id,account_id,issued_on,due_on,amount,currency,cost"], []
    for account in (*TREATED, *ALONE):
        for number in range(28):
            year, month = divmod(number, 12)
            issued = date(2024 + year, month + 1, 1)
            due = issued + timedelta(days=14)
            paid = due + timedelta(days=days_late(account, due, number))
            name = f"{account}-{number}"
            invoices.append(f"{name},{account},{issued},{due},1000,EUR,700")
            payments.append(f"p-{name},{name},{paid},1000")
    accounts = [f"{name},{name},{name}.example" for name in (*TREATED, *ALONE)]
    return {
        "goodwill.toml": SETTINGS,
        "accounts.csv": "\n".join(["account_id,name,domains", *accounts]),
        "invoices.csv": "\n".join(invoices),
        "payments.csv": "\n".join(["payment_id,invoice_id,paid_on,amount", *payments]),
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outcomes")
    for name, text in tables().items():
        (folder / name).write_text(text)
    opened = open_book(folder / "book", create=True)
    opened.import_paths([folder])
    for account in TREATED:
        opened.decide(account, PLAY, "accepted", owner="Ann", as_of=ACCEPTED)
    opened.close()
    return folder / "book"


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    opened = open_book(copytree(made, tmp_path / "book"))
    yield opened
    opened.close()


def test_what_moved_is_set_beside_accounts_left_alone(book: Book) -> None:
    (found,) = book.outcomes(TREATED[0], TODAY)

    first = found.moves[0]
    assert (found.play, found.accepted_on) == (PLAY, ACCEPTED)
    assert (first.move.signal, first.verdict) == ("days_beyond_terms", "moved")
    assert first.effect is not None
    assert first.effect.compared == "controls"
    assert 5 <= first.effect.others <= len(ALONE)
    assert first.effect.change == pytest.approx(-38, abs=6)


def test_an_account_of_which_nothing_was_accepted_has_no_outcome(book: Book) -> None:
    assert book.outcomes(ALONE[0], TODAY) == ()


def test_before_the_day_by_which_it_should_show_it_is_too_early(book: Book) -> None:
    (found,) = book.outcomes(TREATED[0], date(2026, 2, 28))

    assert found.moves[0].verdict == "too_early"


def test_before_it_was_accepted_there_is_no_outcome(book: Book) -> None:
    assert book.outcomes(as_of=ACCEPTED - timedelta(days=1)) == ()
    assert len(book.outcomes(as_of=ACCEPTED)) == len(TREATED)


def test_what_was_given_up_is_counted_no_more(book: Book) -> None:
    book.decide(TREATED[0], PLAY, "rejected", reason="they were bought")

    assert book.outcomes(TREATED[0], TODAY) == ()
    assert len(book.outcomes(as_of=TODAY)) == len(TREATED) - 1


def test_an_account_where_it_was_given_up_was_not_left_alone(book: Book) -> None:
    (before,) = book.outcomes(TREATED[0], TODAY)
    for account in ALONE[:8]:
        book.decide(account, PLAY, "accepted", owner="Ann", as_of=ACCEPTED)
        book.decide(account, PLAY, "rejected", reason="too early")

    (after,) = book.outcomes(TREATED[0], TODAY)

    assert before.moves[0].effect is not None
    assert after.moves[0].effect is not None
    assert after.moves[0].effect.others < before.moves[0].effect.others


def test_a_play_taken_up_again_is_held_against_what_was_registered_then(book: Book) -> None:
    again = date(2025, 11, 5)
    book.decide(TREATED[0], PLAY, "rejected", reason="too early")
    book.decide(TREATED[0], PLAY, "accepted", owner="Ann", as_of=again)

    (found,) = book.outcomes(TREATED[0], TODAY)

    assert found.accepted_on == again


def test_what_is_done_is_still_held_against_what_was_registered(book: Book) -> None:
    book.decide(TREATED[0], PLAY, "done")

    (found,) = book.outcomes(TREATED[0], TODAY)

    assert found.is_done
    assert found.accepted_on == ACCEPTED
    assert found.moves[0].verdict == "moved"


def test_a_play_that_nothing_measures_says_so_by_having_nothing_registered(book: Book) -> None:
    book.decide(ALONE[0], "put_a_name_on_it", "accepted", owner="Ann", as_of=ACCEPTED)

    (found,) = book.outcomes(ALONE[0], TODAY)

    assert found.moves == ()


def test_what_works_counts_each_outcome_once_and_names_nobody(book: Book) -> None:
    (found,) = book.what_works(TODAY)

    document = works_document(found)
    assert (found.accepted, found.measured, found.moved) == (6, 6, 6)
    assert document["chance"] == 0.5
    assert "Ann" not in json.dumps(document)


def test_no_plan_reckons_with_it_before_somebody_asks(book: Book) -> None:
    files = book.catalogue.hash
    book.what_works(TODAY)
    book.forget_settings()

    assert book.catalogue.hash == files
    assert book.catalogue.plays[PLAY].chance.mean == 0.2


def test_once_asked_for_plans_reckon_with_it_and_learning_twice_is_learning_once(
    book: Book,
) -> None:
    before = book.rules

    book.learn_plays(TODAY)
    learnt, after = book.catalogue.plays[PLAY].chance, book.rules
    book.learn_plays(TODAY)

    assert (learnt.a, learnt.b) == (8.0, 8.0)
    assert after != before
    assert book.catalogue.plays[PLAY].chance == learnt
    assert book.rules == after


def test_what_is_learnt_is_there_when_the_book_is_opened_again(book: Book) -> None:
    book.learn_plays(TODAY)

    again = open_book(book.place)

    assert again.catalogue.plays[PLAY].chance.mean == 0.5
    again.close()


def test_of_too_few_measured_outcomes_nothing_is_learnt(book: Book) -> None:
    for account in TREATED[:2]:
        book.take_back(account, PLAY)

    book.learn_plays(TODAY)

    assert book.catalogue.plays[PLAY].chance.mean == 0.2


def test_an_outcome_goes_into_json_with_the_sentence_it_comes_to(book: Book) -> None:
    (found,) = book.outcomes(TREATED[0], TODAY)

    document = json.loads(json.dumps(outcome_document(found)))

    assert document["moves"][0]["verdict"] == "moved"
    assert "associated with the play" in document["moves"][0]["says"]


def test_eleven_accounts_with_figures_are_too_few_to_say_what_a_kind_returns(book: Book) -> None:
    found = book.returns(date(2026, 7, 14))

    assert (found.stood, found.last) == (date(2025, 6, 30), TODAY)
    assert (found.accounts, found.is_enough) == (22, True)
    assert {one.verdict for one in found.claims} == {"cannot_tell"}
