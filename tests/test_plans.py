"""What people decide of an account, through a whole book: the kind wanted, what plays become."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from tests.late_payer import ACCOUNTS, DAY, LATER, SETTINGS, make_book

from goodwill.book import Book, open_book
from goodwill.errors import CallError
from goodwill.facts.people import Kind
from goodwill.facts.plans import PlayAnswer, Word
from goodwill.facts.statement import Statement
from goodwill.plans.deciding import decide as decide_at


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_book(tmp_path_factory.mktemp("plans"))


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of the small book, to decide in."""
    opened = open_book(copytree(made, tmp_path / "book"))
    yield opened
    opened.close()


PLAY = "agree_payment_date"
NEW_YEAR = datetime(2026, 12, 31, 20, tzinfo=UTC)


def plays(book: Book, day: date = DAY) -> list[str]:
    return [play["id"] for play in book.statement("halden", as_of=day)["plan"]["plays"]]


def decide(book: Book, answer: PlayAnswer, play: str = "agree_payment_date") -> None:
    book.decide("halden", play, answer, reason="because", due_on=LATER, steps=["Ask."], as_of=DAY)


def test_the_kind_that_somebody_wants_outranks_the_list_and_can_be_taken_back(book: Book) -> None:
    assert book.statement("halden", as_of=DAY)["kind"]["desired"] == "ad_hoc"

    book.desire("Halden", "partner", since=DAY, reason="They have begun to plan with us.", by="ann")
    wanted = book.statement("halden", as_of=DAY)

    assert wanted["kind"]["desired"] == wanted["plan"]["to"] == "partner"
    assert book.statement("halden", as_of=date(2026, 1, 31))["kind"]["desired"] == "partner"
    book.desire("halden", None, reason="As with everybody.")
    assert book.statement("halden", as_of=DAY)["kind"]["desired"] is None
    book.take_back_desire("halden")
    book.take_back_desire("halden")
    assert book.statement("halden", as_of=DAY)["kind"]["desired"] == "ad_hoc"
    with pytest.raises(CallError, match="Nobody has said"):
        book.take_back_desire("halden")


def test_a_word_on_one_account_draws_up_no_other_anew(book: Book) -> None:
    before = book.statement("orlo", as_of=DAY)

    book.desire("halden", "partner", reason="We plan together.")

    assert book.stored("orlo", DAY) is not None
    assert book.stored("halden", DAY) is None
    assert book.statement("orlo", as_of=DAY) == before


def test_what_was_said_stands_in_what_a_statement_was_made_with(book: Book) -> None:
    before = book.statement("halden", as_of=DAY)["made_with"]["facts"]

    decide(book, "accepted")
    accepted = book.statement("halden", as_of=DAY)["made_with"]["facts"]
    book.take_back("halden", "agree_payment_date")

    assert accepted != before
    assert book.statement("halden", as_of=DAY)["made_with"]["facts"] == before


def test_what_was_said_outlives_another_import_and_a_rebuild(book: Book, tmp_path: Path) -> None:
    decide(book, "accepted")
    before = book.statement("halden", as_of=DAY)

    (tmp_path / "more.csv").write_text(ACCOUNTS.replace("Orlo,", "Orlo GmbH,"))
    book.import_paths([tmp_path / "more.csv"])

    assert book.statement("halden", as_of=DAY)["plan"] == before["plan"]


def test_an_accepted_play_stands_first_with_its_day_and_registers_what_it_should_move(
    book: Book,
) -> None:
    second = "stop_new_work_until_paid"
    assert plays(book)[0] != second

    decision = book.decide(
        "halden", second, "accepted", owner="bo@us.example", due_on=LATER, as_of=DAY
    )
    first = book.statement("halden", as_of=DAY)["plan"]["plays"][0]

    assert (first["id"], first["answer"], first["due_on"]) == (second, "accepted", "2026-07-31")
    assert first["owner"] == "bo@us.example"
    assert first["because"] == ["patterns[terms_dictated]"]
    (move, *_) = json.loads(decision.expects)["moves"]
    assert move["signal"] == "days_beyond_terms"
    assert move["level"] > 15
    assert book.plans("halden").decisions == (decision,)


def test_a_lot_stands_in_the_plan_and_is_registered_with_what_is_taken_up(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "goodwill.toml").write_text(f'{SETTINGS}[thresholds]\n"plan.near" = 0.2\n')
    book.import_paths([tmp_path / "goodwill.toml"])
    # All are worth the same.
    monkeypatch.setattr("goodwill.advise.lots.worth_of", lambda *_: Decimal(1))
    first, second, *others = book.statement("halden", as_of=DAY)["plan"]["plays"]

    decision = book.decide("halden", second["id"], "accepted", owner="Bo", as_of=DAY)

    among = sorted(first["drawn_from"])
    assert {first["id"], second["id"]} <= set(among)
    assert all(play["drawn_from"] == first["drawn_from"] for play in (second, *others))
    assert json.loads(decision.expects)["draw"] == {"first": first["id"], "among": among}
    doing = book.statement("halden", as_of=DAY)["plan"]["plays"]
    assert doing[0]["id"] == second["id"]
    assert not any("drawn_from" in line for line in doing)


def test_what_no_lot_decided_registers_none(book: Book) -> None:
    decision = book.decide("halden", PLAY, "accepted", owner="Bo", as_of=DAY)

    assert "draw" not in json.loads(decision.expects)


def test_one_play_at_a_time_is_being_done(book: Book) -> None:
    decide(book, "accepted")

    with pytest.raises(CallError, match="agree_payment_date is being done"):
        decide(book, "accepted", "spread_the_dependence")

    decide(book, "done")
    decide(book, "accepted", "spread_the_dependence")
    assert plays(book)[0] == "spread_the_dependence"


def test_other_steps_take_the_place_of_the_catalogue_s(book: Book) -> None:
    decide(book, "accepted")
    decide(book, "changed")

    first = book.statement("halden", as_of=DAY)["plan"]["plays"][0]
    assert (first["steps"], first["answer"]) == (["Ask."], "changed")


@pytest.mark.parametrize("answer", ["rejected", "postponed", "done"])
def test_what_is_not_to_be_done_now_is_not_proposed(book: Book, answer: PlayAnswer) -> None:
    assert "agree_payment_date" in plays(book)

    decide(book, answer)

    assert "agree_payment_date" not in plays(book)
    book.take_back("halden", "agree_payment_date")
    assert "agree_payment_date" in plays(book)


def test_a_postponed_play_is_back_on_its_day(book: Book) -> None:
    decide(book, "postponed")

    assert "agree_payment_date" in plays(book, LATER)


WRONG: dict[str, tuple[PlayAnswer, str, dict[str, object], str]] = {
    "an unknown play": (
        "accepted",
        "agree_payment_dat",
        {},
        'nearest name is "agree_payment_date"',
    ),
    "a play rejected without a word": ("rejected", "agree_payment_date", {}, "Nobody said why"),
    "other steps, but none": ("changed", "agree_payment_date", {}, "needs its steps"),
    "put off to no day": ("postponed", "agree_payment_date", {}, "later day than 2026-06-30"),
    "put off to the same day": ("postponed", "agree_payment_date", {"due_on": DAY}, "later day"),
    "due before it began": (
        "accepted",
        "agree_payment_date",
        {"due_on": date(2026, 6, 29)},
        "past",
    ),
}


@pytest.mark.parametrize(("answer", "play", "word", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_is_told_and_changes_nothing(
    book: Book, answer: PlayAnswer, play: str, word: dict[str, object], says: str
) -> None:
    with pytest.raises(CallError) as caught:
        book.decide("halden", play, answer, as_of=DAY, **word)  # type: ignore[arg-type]

    assert says in f"{caught.value.message} {caught.value.hint}"
    assert book.plans("halden").made == ()


def test_a_play_due_on_the_same_day_is_fine(book: Book) -> None:
    book.decide("halden", "agree_payment_date", "accepted", due_on=DAY, as_of=DAY)

    assert plays(book)[0] == "agree_payment_date"


def test_a_kind_that_is_none_is_told(book: Book) -> None:
    with pytest.raises(CallError, match='The nearest name is "partner"'):
        book.desire("halden", "partners", reason="x")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["technical", None])
def test_a_kind_is_wanted_for_a_reason(book: Book, kind: Kind | None) -> None:
    with pytest.raises(CallError, match="Nobody said why"):
        book.desire("halden", kind, reason="  ")


def test_nothing_decided_can_not_be_taken_back(book: Book) -> None:
    with pytest.raises(CallError, match="Nobody has decided anything"):
        book.take_back("halden", "agree_payment_date")


def test_free_text_of_a_decision_is_kept_on_one_line_and_commands_no_terminal(book: Book) -> None:
    said = book.decide(
        "halden",
        "agree_payment_date",
        "changed",
        owner=" Bo\x1b[2J Lee ",
        reason="As\nagreed\x00.",
        by="Ann\tRay",
        steps=["Ring\u202e them.", " \n"],
        as_of=DAY,
    )

    assert (said.owner, said.reason, said.by) == ("Bo [2J Lee", "As agreed .", "Ann Ray")
    assert said.steps == ("Ring them.",)
    assert book.plans("halden").decisions == (said,)


ENDLESS = {
    "a reason": Word(reason="a" * 501),
    "who says it": Word(by="a" * 501),
    "whose it is": Word(owner="a" * 501),
    "a step": Word(steps=("a" * 501,)),
}


@pytest.mark.parametrize("word", ENDLESS.values(), ids=ENDLESS)
def test_a_text_without_end_is_refused_and_nothing_is_kept(book: Book, word: Word) -> None:
    with pytest.raises(CallError, match="has 501 characters"):
        decide_at(book, "halden", PLAY, "accepted", word, as_of=DAY, made_at=NEW_YEAR)

    assert book.plans("halden").made == ()


def test_a_reason_of_as_many_characters_as_are_kept_is_kept_whole(book: Book) -> None:
    book.desire("halden", "partner", reason="a" * 500)

    wanted = book.plans("halden").wanted
    assert wanted is not None
    assert len(wanted.reason) == 500


def test_a_play_put_off_and_begun_all_the_same_is_not_due_when_it_was_put_off_to(
    book: Book,
) -> None:
    decide(book, "postponed")

    said = book.decide("halden", PLAY, "changed", steps=["Ask."], as_of=DAY)

    assert said.due_on is None


def test_other_steps_leave_the_day_of_a_play_that_is_being_done(book: Book) -> None:
    decide(book, "accepted")

    assert book.decide("halden", PLAY, "changed", steps=["Ask."], as_of=DAY).due_on == LATER


def test_of_two_who_begin_a_play_at_once_one_is_told_so(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "goodwill.toml").write_text(f'{SETTINGS}[thresholds]\n"plan.near" = 0.2\n')
    book.import_paths([tmp_path / "goodwill.toml"])
    drawn_up = Book.statement_of

    def while_another_begins(self: Book, account_id: str, day: date) -> Statement:
        monkeypatch.setattr(Book, "statement_of", drawn_up)
        decide(book, "accepted", "spread_the_dependence")
        return drawn_up(self, account_id, day)

    monkeypatch.setattr(Book, "statement_of", while_another_begins)

    with pytest.raises(CallError, match="spread_the_dependence is being done"):
        decide(book, "accepted")
    assert [one.play for one in book.plans("halden").made] == ["spread_the_dependence"]


def test_a_decision_is_of_the_company_s_day(book: Book, tmp_path: Path) -> None:
    settings = tmp_path / "goodwill.toml"
    settings.write_text(SETTINGS + 'timezone = "Pacific/Auckland"\n')
    book.import_paths([settings])

    said = decide_at(book, "halden", PLAY, "accepted", Word(), as_of=DAY, made_at=NEW_YEAR)

    assert said.made_on == date(2027, 1, 1)
    assert book.plans("halden").decisions == (said,)


def test_a_row_marked_wrong_and_then_right_is_in_the_cost_again(book: Book) -> None:
    def cost() -> object:
        patterns = book.statement("halden", as_of=DAY)["patterns"]
        return next(one["cost"] for one in patterns if one["id"] == "terms_dictated")

    before = cost()
    book.dispute("halden", "terms_dictated", "wrong", ref="i1", by="ann", as_of=DAY)
    assert cost() != before
    book.dispute("halden", "terms_dictated", "right", ref="i1", by="ann", as_of=DAY)

    assert cost() == before
