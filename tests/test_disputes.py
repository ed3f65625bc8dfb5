"""What people say of lines, through a whole book: at once, for one account, over every import."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from goodwill.assess import Assessor, Drawn
from goodwill.book import Book, open_book
from goodwill.errors import CallError
from goodwill.facts.marks import marks_of
from goodwill.facts.statement import Evidence, Statement
from goodwill.reports import DisputeReport, Ruling
from goodwill.statements.moves import standings

DAY = date(2026, 6, 30)
SETTINGS = '[company]\nname = "Us"\ndomains = ["us.example"]\ncurrency = "EUR"\n'
ACCOUNTS = (
    "account_id,name,domains,owner\n"
    "acme,Acme,acme.example,tom@us.example\nbrio,Brio,brio.example,tom@us.example\n"
)
INVOICES = "invoice_id,account_id,issued_on,due_on,amount\ni1,acme,2026-01-10,2026-02-10,100\n"
INSULTS = (
    ("2026-01-12", "Where is the list? Are your people too stupid to open an attachment?"),
    ("2026-03-03", "Get somebody with half a brain to count the glasses next time."),
    ("2026-05-20", "You people are hopeless. Fix the invoice."),
    ("2026-06-02", "Watch your step, I'll have your job for this menu."),
)


WORKED_OUT = (
    "delete from person",
    "delete from point_link",
    "delete from account_state",
    "delete from statement",
    "delete from glance",
    "delete from evidence",
    "delete from book_state where name = 'resolved'",
)


def mail(number: int, sender: str, to: str, day: str, text: str) -> str:
    at = datetime.fromisoformat(f"{day}T10:00:00+00:00")
    return (
        f"From x Mon Mar  2 10:00:00 2026\nFrom: {sender}\nTo: {to}\n"
        f"Date: {at:%a, %d %b %Y %H:%M:%S} +0000\nSubject: S{number}\n"
        f"Message-ID: <{number}@x>\n\n{text}\n\n"
    )


def mailbox(others: int = 24) -> str:
    """Four insults from Acme among everyday mails, both ways; as many everyday mails of Brio."""
    found = [
        mail(number, "Ann Ray <ann@acme.example>", "tom@us.example", day, text)
        for number, (day, text) in enumerate(INSULTS)
    ]
    for number in range(others):
        day = f"2026-{1 + number % 6:02d}-{4 + number:02d}"
        for who, plus in (("ann@acme.example", 100), ("bo@brio.example", 200)):
            pair = (who, "tom@us.example")
            sender, to = pair if number % 2 else pair[::-1]
            text = f"The figures for week {number} are attached."
            found.append(mail(number + plus, sender, to, day, text))
    promise = "I will send you the price list by Friday, 13 March."
    found.append(mail(900, "tom@us.example", "ann@acme.example", "2026-03-09", promise))
    return "".join(found)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for name, text in {
        "goodwill.toml": SETTINGS,
        "accounts.csv": ACCOUNTS,
        "invoices.csv": INVOICES,
        "mail.mbox": mailbox(),
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with both statements drawn up."""
    place = tmp_path_factory.mktemp("made") / "book"
    book = open_book(place, create=True)
    book.import_paths([files])
    book.assess(DAY)
    book.close()
    return place


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    shutil.copytree(made, tmp_path / "book")
    opened = open_book(tmp_path / "book")
    yield opened
    opened.close()


def drawn(book: Book, account: str = "acme") -> bytes:
    return orjson.dumps(book.statement(account, as_of=DAY))


def status(book: Book, line: str = "patterns[abusive]") -> str:
    return standings(book.statement("acme", as_of=DAY))[line].state


def marks(statement: Statement) -> list[str]:
    return [name for name, _ in marks_of(statement)]


def evidence(book: Book, line: str, words: str) -> Evidence:
    found = book.why("acme", line, as_of=DAY).evidence
    return next(item for item in found if words in (item["quote"] or ""))


def mark_wrong(book: Book, line: str = "abusive", **more: str) -> DisputeReport:
    return book.dispute("acme", line, "wrong", as_of=DAY, **more)


def test_a_mark_changes_the_statement_at_once_and_says_so(book: Book) -> None:
    report = mark_wrong(book, reason="They joke like that.", by="Tom")

    assert (report.line, report.value) == ("patterns[abusive]", "absent")
    assert [(one.line, one.before, one.after) for one in report.moved] == [
        ("patterns[abusive]", "present", "absent")
    ]
    statement = book.statement("acme", as_of=DAY)
    assert status(book) == "absent"
    ((name, item),) = marks_of(statement)
    assert name == "patterns[abusive]"
    assert item["source"] == "dispute"
    assert item["ref"] == str(report.id)
    assert item["says"].startswith("Marked wrong by Tom on ")
    assert item["says"].endswith('(absent): "They joke like that."')


def test_what_was_said_of_one_account_leaves_the_bytes_of_another(book: Book) -> None:
    before, edition = drawn(book, "brio"), book.statement("acme", as_of=DAY)["made_with"]["facts"]

    mark_wrong(book)
    book.assess(DAY)

    assert drawn(book, "brio") == before
    assert book.statement("acme", as_of=DAY)["made_with"]["facts"] != edition


def test_a_mark_that_is_taken_back_leaves_no_trace_in_the_statement(book: Book) -> None:
    before = drawn(book)
    report = mark_wrong(book)
    assert report.id is not None

    back = book.withdraw_dispute(report.id, as_of=DAY)

    assert drawn(book) == before
    assert [(one.before, one.after) for one in back.moved] == [("absent", "present")]
    (kept,) = book.disputes("acme")
    assert kept.withdrawn_on is not None


def test_nothing_is_taken_back_twice(book: Book) -> None:
    report = mark_wrong(book)
    assert report.id is not None
    book.withdraw_dispute(report.id, as_of=DAY)

    with pytest.raises(CallError, match="was withdrawn before"):
        book.withdraw_dispute(report.id, as_of=DAY)
    with pytest.raises(CallError, match="is not in this book"):
        book.withdraw_dispute(999, as_of=DAY)


def test_a_mark_survives_every_import(book: Book, files: Path, tmp_path: Path) -> None:
    mark_wrong(book)
    marked = drawn(book)

    book.import_paths([files])
    assert drawn(book) == marked

    more = tmp_path / "more.mbox"
    more.write_text(mail(950, "ann@acme.example", "tom@us.example", "2026-06-20", "Fine."))
    book.import_paths([more])
    assert status(book) == "absent"
    assert marks(book.statement("acme", as_of=DAY)) == ["patterns[abusive]"]


def test_a_mark_survives_the_rebuilding_of_all_that_is_worked_out(book: Book) -> None:
    mark_wrong(book)
    marked = drawn(book)

    with book.store.write() as tx:
        for forget in WORKED_OUT:
            tx.run(forget)

    assert drawn(book) == marked


def test_a_mark_holds_at_every_date(book: Book) -> None:
    mark_wrong(book)

    earlier = book.statement("acme", as_of=date(2026, 6, 10))

    assert standings(earlier)["patterns[abusive]"].state == "absent"
    assert marks(earlier) == ["patterns[abusive]"]


def test_nobody_can_tell_moves_nothing_and_is_kept(book: Book) -> None:
    before = standings(book.statement("acme", as_of=DAY))

    report = book.dispute("acme", "abusive", "cannot_tell", as_of=DAY)

    assert report.moved == ()
    assert standings(book.statement("acme", as_of=DAY)) == before
    assert marks(book.statement("acme", as_of=DAY)) == ["patterns[abusive]"]
    assert [one.answer for one in book.disputes("acme")] == ["cannot_tell"]


def test_a_sentence_that_was_misread_is_read_so_nowhere(book: Book) -> None:
    item = evidence(book, "abusive", "half a brain")

    mark_wrong(book, ref=item["id"], reason="A saying of hers.")
    struck = evidence(book, "abusive", "half a brain")

    assert struck["weight"] == 0.0
    assert struck["says"].endswith('"A saying of hers." It counts no more.')
    assert struck["dispute"] == "1"
    counted = [one for one in book.why("acme", "abusive", as_of=DAY).evidence if one["weight"] > 0]
    assert {one["ref"] for one in counted} == {"<0@x>", "<2@x>", "<3@x>"}


def test_without_its_sentences_a_pattern_is_gone(book: Book) -> None:
    said = 0
    for _ in range(3 * len(INSULTS)):
        found = book.why("acme", "abusive", as_of=DAY).evidence
        item = next((one for one in found if one["weight"] > 0), None)
        if item is None:
            break
        mark_wrong(book, ref=item["id"])
        said += 1

    assert status(book) in {"absent", "not_assessable"}
    assert said >= len(INSULTS) - 1
    assert len(marks(book.statement("acme", as_of=DAY))) == said


def test_an_act_of_a_mail_may_be_marked(book: Book) -> None:
    before = evidence(book, "commitments[ours]", "price list")["weight"]

    book.dispute("acme", "acts[commitment]", "wrong", ref="<900@x>", as_of=DAY)

    assert evidence(book, "commitments[ours]", "price list")["weight"] < before


@pytest.mark.parametrize(
    ("value", "tally"),
    [
        ("kept", "1 kept, 0 broken, 0 open"),
        ("broken", "0 kept, 1 broken, 0 open"),
        ("no_promise", "0 kept, 0 broken, 0 open"),
        ("called_off", "0 kept, 0 broken, 0 open"),
    ],
)
def test_what_came_of_a_promise_may_be_said(book: Book, value: str, tally: str) -> None:
    mark_wrong(book, "commitments", ref="<900@x>", value=value)

    assert status(book, "commitments[ours]") == tally
    told = book.why("acme", "commitments[ours]", as_of=DAY).evidence
    assert any(item["source"] == "dispute" for item in told)


def test_a_part_in_the_decision_may_be_said(book: Book) -> None:
    report = mark_wrong(book, "committee", ref="Ann@acme.example", value="user_buyer")

    (person,) = book.statement("acme", as_of=DAY)["committee"]["people"]
    assert (person["role"], person["role_is"]) == ("user_buyer", "given")
    assert person["evidence"][0]["ref"] == str(report.id)
    assert [one.line for one in report.moved] == ["committee[ann@acme.example]"]


def test_whose_an_address_is_leads_to_a_ruling(book: Book) -> None:
    report = mark_wrong(book, "link", ref="bo@brio.example")
    assert report.ruling is not None
    assert report.id is None

    moved = book.dispute("brio", "link", "wrong", ref="bo@brio.example", value="acme", as_of=DAY)

    assert moved.ruling is not None
    assert moved.ruling.account.id == "acme"
    people = book.statement("acme", as_of=DAY)["committee"]["people"]
    assert {one["email"] for one in people} == {"ann@acme.example", "bo@brio.example"}


def test_what_was_said_of_an_account_goes_with_it_under_another(book: Book) -> None:
    mark_wrong(book)

    book.rule_accounts(Ruling(answer="same", first="acme", second="brio"))

    owner = book.disputes()[0].account_id
    statement = book.statement(owner, as_of=DAY)
    assert standings(statement)["patterns[abusive]"].state == "absent"
    assert marks(statement) == ["patterns[abusive]"]


def test_a_statement_drawn_up_before_a_mark_is_not_stored_after_it(book: Book) -> None:
    (old,) = book.assessor.draw_up(["acme"], DAY)
    mark_wrong(book)

    book.keep([Drawn.of(old)], DAY)

    assert status(book) == "absent"


def test_what_facts_alone_show_can_still_be_asked(book: Book) -> None:
    before = book.statement("acme", as_of=DAY)
    mark_wrong(book)

    facts = Assessor(book.store, book.settings, book.catalogue, heeds_people=False)
    (found,) = facts.draw_up(["acme"], DAY)

    assert orjson.dumps(found.statement) == orjson.dumps(before)


def test_a_person_who_says_another_thing_later_is_believed_the_last_time(book: Book) -> None:
    mark_wrong(book, by="Ann")
    book.dispute("acme", "abusive", "wrong", value="present", by="Ann", as_of=DAY)

    assert status(book) == "present"
    assert len(book.disputes("acme")) == 2


REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "no such account": ({"account": "nobody", "line": "abusive", "answer": "wrong"}, "No account"),
    "no such line": ({"line": "abusiv", "answer": "wrong"}, "no line"),
    "no such answer": ({"line": "abusive", "answer": "maybe"}, "no answer"),
    "a value of another line": ({"line": "abusive", "answer": "wrong", "value": "kept"}, "can be"),
    "the value that it has": (
        {"line": "abusive", "answer": "wrong", "value": "present"},
        "says .present. already",
    ),
    "right, and yet otherwise": (
        {"line": "abusive", "answer": "right", "value": "absent"},
        "not right",
    ),
    "right where nobody can tell": ({"line": "exploitative", "answer": "right"}, "nobody can tell"),
    "wrong where nobody can tell, and no value": (
        {"line": "exploitative", "answer": "wrong"},
        "has to be said",
    ),
    "cannot tell, and yet a value": (
        {"line": "abusive", "answer": "cannot_tell", "value": "absent"},
        "names no value",
    ),
    "a stage without a value": ({"line": "stage", "answer": "wrong"}, "has to be said"),
    "an item that is not there": (
        {"line": "abusive", "answer": "wrong", "ref": "0123456789"},
        "Nothing there is named",
    ),
    "a mail with several items": (
        {"line": "abusive", "answer": "wrong", "ref": "<2@x>"},
        "names 3 things",
    ),
    "an item with a value": (
        {"line": "abusive", "answer": "wrong", "ref": "<3@x>", "value": "absent"},
        "has no value",
    ),
    "a count": ({"line": "uncontested", "answer": "wrong", "ref": "uncontested"}, "single thing"),
    "one row of a gate": (
        {"line": "first_order", "answer": "wrong", "ref": "i1"},
        "no sum of rows",
    ),
    "a stage by an item": (
        {"line": "stage", "answer": "wrong", "ref": "i1"},
        "stands on its gates",
    ),
    "no promise named": ({"line": "commitments", "answer": "wrong"}, "needs the one thing"),
    "a colleague's part": (
        {"line": "committee", "answer": "wrong", "ref": "tom@us.example", "value": "coach"},
        "is nobody at Acme",
    ),
    "a part without a word for it": (
        {"line": "committee", "answer": "wrong", "ref": "ann@acme.example"},
        "has to be said",
    ),
    "no such act": ({"line": "acts[shouting]", "answer": "wrong", "ref": "<1@x>"}, "no act"),
    "an act of a mail of others": (
        {"line": "acts[hostile]", "answer": "wrong", "ref": "<201@x>"},
        "was read as hostile",
    ),
    "a link without an address": ({"line": "link", "answer": "wrong"}, "address of a person"),
    "a link of two accounts": (
        {"line": "link", "answer": "right", "ref": "brio"},
        "address of a person",
    ),
    "a reason without end": (
        {"line": "abusive", "answer": "wrong", "reason": "a" * 501},
        "501 characters",
    ),
    "a name without end": (
        {"line": "abusive", "answer": "wrong", "by": "a" * 101},
        "101 characters",
    ),
}


@pytest.mark.parametrize(("asked", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_said_is_refused_and_nothing_is_kept(
    book: Book, asked: dict[str, str], says: str
) -> None:
    before = drawn(book)
    words: dict[str, Any] = {"account": "acme"} | asked

    with pytest.raises(CallError, match=says) as refused:
        book.dispute(**words, as_of=DAY)

    assert refused.value.hint
    assert book.disputes() == ()
    assert drawn(book) == before


def test_free_text_is_kept_on_one_line_and_commands_no_terminal(book: Book) -> None:
    mark_wrong(book, reason="No.\n\x1b[31mIt is\u202e not\x00.", by=" Ann\tRay ")

    (said,) = book.disputes("acme")
    assert said.reason == "No. [31mIt is not ."
    assert said.by == "Ann Ray"


@pytest.mark.parametrize("length", [500, 499])
def test_a_reason_of_as_many_characters_as_are_kept_is_kept_whole(book: Book, length: int) -> None:
    mark_wrong(book, reason="a" * length)

    assert len(book.disputes("acme")[0].reason) == length
