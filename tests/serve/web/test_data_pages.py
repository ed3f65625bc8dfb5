"""What went in, how sure we are, what the words mean, and the settings, as pages."""

from __future__ import annotations

from html import unescape

import pytest
from tests.serve.web.conftest import DAY, Ask, asks

from goodwill.catalogue.dated import in_force
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.glance import Glance
from goodwill.reports import Coverage, FileIntake
from goodwill.serve.concept_view import SORTS, concepts_of
from goodwill.serve.web.app import create_app
from goodwill.serve.web.coverage_words import lacks, source_rows, unsaid
from goodwill.serve.web.intake_table import SHOWN, intake_table
from goodwill.serve.web.shelf import Shelf


def text(ask: Ask, path: str) -> str:
    answer = ask(path)
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(answer.text).split())


def test_the_ledger_adds_up_and_says_what_is_missing(ask: Ask) -> None:
    page = text(ask, "/data")

    assert "12 things seen. 1 record could not be read, 1 row waits for an invoice" in page
    assert "does not add up" not in page
    assert "invoices.csv, row 3, amount" in page
    assert "payments.csv, row 3, invoice_id" in page


def test_what_nobody_claims_waits_with_a_form(ask: Ask) -> None:
    page = text(ask, "/data")

    assert "nobody.example" in page
    assert 'action="/data/rulings"' in page


def test_a_file_without_trouble_has_nothing_missing(ask: Ask, shelf: Shelf) -> None:
    (accounts,) = (one for one in shelf.book.intake() if one.path.endswith("accounts.csv"))

    assert "Nothing is missing from this file" in text(ask, f"/data/not-in?file={accounts.id}")
    assert "row 3" in text(ask, "/data/not-in")


def test_a_page_beyond_the_last_holds_nothing(ask: Ask) -> None:
    for name in ("first", "file"):
        assert "Nothing is missing" in text(ask, f"/data/not-in?{name}=999999999999999999999")


def test_an_address_that_makes_no_sense_is_told_in_a_sentence(ask: Ask) -> None:
    for answer in (ask("/data/not-in?file=all"), ask("/data/rulings", data={"answer": "perhaps"})):
        assert answer.status_code == 400
        assert "That did not work" in answer.text


def test_tables_are_given_as_files(ask: Ask) -> None:
    lines = ask("/data/not-in.csv").text.splitlines()

    assert len(lines) == 3
    assert lines[1].startswith("unreadable,")
    assert len(ask("/data/files.csv").text.splitlines()) == 6


def test_a_ruling_is_written_told_and_taken_back(own_shelf: Shelf) -> None:
    ask = asks(create_app(own_shelf))
    said = ask(
        "/data/rulings", data={"answer": "same", "first": "nobody.example", "second": "acre"}
    )
    assert "are one account now" in said.text
    assert "nobody.example" not in text(ask, "/data").partition("Whose are these?")[2]
    assert own_shelf.statement("acre", DAY)["coverage"]["messages"] == 4

    said = ask(
        "/data/rulings", data={"answer": "apart", "first": "nobody.example", "second": "acre"}
    )
    assert "are two accounts now" in said.text
    assert own_shelf.statement("acre", DAY)["coverage"]["messages"] == 2


@pytest.mark.parametrize("second", ["nobody-at-all", "nobody.example", ""])
def test_a_ruling_on_nobody_is_refused(ask: Ask, second: str) -> None:
    form = {"answer": "same", "first": "nobody.example", "second": second}

    assert ask("/data/rulings", data=form).status_code in {400, 404, 422}


def test_pairs_that_may_be_one_account_have_a_page(ask: Ask) -> None:
    assert "Two others" in text(ask, "/data/accounts")


def test_how_sure_says_what_was_looked_at_and_what_is_lacking(ask: Ask) -> None:
    page = text(ask, "/how-sure")

    assert "5 messages" in page
    assert "1 of 2 accounts, none for Brook" in page
    assert "none yet: they would add whether service is on time" in page
    assert "nobody has answered yet" in page


@pytest.mark.parametrize("sort", SORTS)
def test_every_concept_has_a_page_that_says_what_its_file_says(ask: Ask, sort: str) -> None:
    concepts = concepts_of(load_catalogue(), sort)
    assert concepts
    for name, concept in concepts.items():
        page = text(ask, f"/catalogue/{sort}/{name}")
        assert concept.title in page
        assert " ".join(getattr(concept, "definition", "").split()) in page
        assert all(known in page for known in getattr(concept, "refuted_by", ()))
        for entries in getattr(concept, "thresholds", {}).values():
            assert " ".join(in_force(entries, DAY).basis.split()) in page


def test_the_catalogue_lists_every_concept(ask: Ask) -> None:
    page = text(ask, "/catalogue")

    for sort in SORTS:
        assert all(
            f"/catalogue/{sort}/{name}" in page for name in concepts_of(load_catalogue(), sort)
        )


@pytest.mark.parametrize("path", ["patterns/terms_dictatd", "plays/x", "files/x", "hash/x"])
def test_a_concept_that_is_not_there_is_said(ask: Ask, path: str) -> None:
    answer = ask(f"/catalogue/{path}")

    assert answer.status_code == 400
    assert "The catalogue has no" in answer.text


def test_the_nearest_name_is_told(ask: Ask) -> None:
    assert "terms_dictated" in ask("/catalogue/patterns/terms_dictatd").text


def test_settings_say_where_they_come_from(ask: Ask) -> None:
    page = text(ask, "/settings")

    assert "3 values are the book's own" in page
    assert "hourly cost" in page


def file(number: int, *, unreadable: int = 0) -> FileIntake:
    return FileIntake(
        id=number,
        path=f"/mail/{number:03}.mbox",
        sort="mbox",
        seen=2 + unreadable,
        imported=1,
        excluded=0,
        duplicate=1,
        unreadable=unreadable,
        waiting=0,
    )


def test_of_many_files_those_with_trouble_are_shown_and_the_others_counted() -> None:
    files = [file(number, unreadable=int(number == SHOWN + 7)) for number in range(1, SHOWN + 11)]
    ((title, rows),) = intake_table(files).groups

    assert title == "Mailboxes"
    assert len(rows) == SHOWN + 1
    assert rows[-1].name == "10 more, all read"
    assert any(row.file == SHOWN + 7 for row in rows)
    assert intake_table(files).total.counts == (141, 70, 0, 70, 1, 0)


def test_as_many_files_as_fit_are_all_shown() -> None:
    ((_, rows),) = intake_table([file(number) for number in range(1, SHOWN + 1)]).groups

    assert [row.file for row in rows] == list(range(1, SHOWN + 1))


def test_a_row_that_does_not_add_up_is_told() -> None:
    wrong = file(1).__class__(**{**{f: getattr(file(1), f) for f in file(1).__slots__}, "seen": 9})
    ((_, rows),) = intake_table([wrong]).groups

    assert not rows[0].adds_up


def covered(*months: int, accounts: frozenset[str] | None = None) -> Coverage:
    return Coverage(
        relation="invoice",
        months=tuple((f"2026-{at:02}", count) for at, count in enumerate(months, 1)),
        facts=sum(months),
        accounts=accounts,
    )


def glances(shelf: Shelf) -> tuple[Glance, ...]:
    return shelf.portfolio(DAY).glances


def says(shelf: Shelf, one: Coverage) -> str:
    (row,) = source_rows([one], glances(shelf), {"invoice": "what it earns"})
    return row.says


def test_gaps_are_said_in_words(shelf: Shelf) -> None:
    both = frozenset({"acre", "brook"})

    assert (
        says(shelf, covered(0, 0, accounts=frozenset())) == "none yet: they would add what it earns"
    )
    assert says(shelf, covered(1, 2, accounts=both)) == "3 invoices"
    assert says(shelf, covered(1, 0, accounts=both)) == "1 invoice; nothing in Feb 2026"
    assert says(shelf, covered(1, 1, accounts=frozenset({"acre"}))) == (
        "2 invoices; 1 of 2 accounts, none for Brook"
    )


def test_what_is_lacking_comes_by_the_money_that_rests_on_it(shelf: Shelf) -> None:
    some = [covered(1, accounts=frozenset({"acre"})), covered(0, accounts=frozenset())]
    found = lacks(some, glances(shelf), {}, {"invoice": ["Paid later than agreed"]})

    assert [len(one.accounts) for one in found] == [2, 1]
    assert [one.money for one in found] == ["€1,000", ""]
    assert lacks([covered(1, accounts=frozenset({"acre", "brook"}))], glances(shelf), {}, {}) == []


def test_without_accounts_nothing_is_said_of_being_wrong() -> None:
    assert unsaid(()).wrong_all is None
