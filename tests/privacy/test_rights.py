"""What a person gets who asks what is held of her, who looked, and what everybody is told."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from tests.privacy.conftest import HER, NAME, OTHER_OF_HERS
from typer.testing import CliRunner

from goodwill.book import Book
from goodwill.config import Company, Privacy, Settings
from goodwill.privacy.audit import Entry, What, noted
from goodwill.privacy.looks import DEED_WORDS
from goodwill.privacy.notices import FILE, SetUp, Text, impact_assessment, notice
from goodwill.serve.cli.app import app
from goodwill.serve.exports.dossier import as_page

AT = datetime(2026, 4, 1, 8, tzinfo=UTC)


def call(book: Book, *words: str) -> str:
    done = CliRunner().invoke(app, ["--book", book.place, *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def looked_at(book: Book, *whose: str, who: str = "") -> None:
    noted(book.store, Entry(who=who, what="read_words", at=AT, whose=whose, account_id="acme"))


# What is held.


def test_she_gets_all_that_is_held_of_her(book: Book, tmp_path: Path) -> None:
    call(book, "export", "person", HER, str(tmp_path / "hers"))

    held = json.loads((tmp_path / "hers" / "all.json").read_bytes())
    page = (tmp_path / "hers" / "page.html").read_text("utf-8")
    said = json.dumps(held)
    assert set(held["addresses"]) == {HER, OTHER_OF_HERS}
    for word in ("xylocarp", "yttrium", "zirconia", "wapentake"):
        assert word in said
        assert word in page
    assert {"table_contacts", "table_deals", "table_feedback", "meetings"} <= held.keys()
    assert held["other_mails_that_name_you"] == 1


def test_what_others_wrote_of_her_among_themselves_is_counted_only(book: Book) -> None:
    found = book.dossier(HER)

    assert "The order stands" not in repr(found.sections)
    assert "I will send it on Friday" in repr(found.sections)  # it was sent to her


def test_of_somebody_who_is_erased_nothing_is_held(book: Book) -> None:
    book.erase(HER)

    found = book.dossier(HER)

    assert (found.rows, found.mentions) == (1, 0)
    assert [one["did"] for one in found.sections["who_looked"]] == ["erased a person"]


def test_a_page_shows_what_it_is_given_and_runs_nothing_of_it(book: Book) -> None:
    found = book.dossier(HER)
    found.sections["meetings"][0]["title"] = "<script>alert(1)</script>"

    page = as_page(found)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_folder_that_holds_something_is_left_alone(book: Book, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    done = CliRunner().invoke(app, ["--book", book.place, "export", "person", HER, str(tmp_path)])

    assert done.exit_code == 2
    assert (tmp_path / "x").read_text() == "mine"


# Who looked.


def test_she_sees_who_looked_at_her_words_and_at_nobody_elses(book: Book) -> None:
    looked_at(book, HER)
    looked_at(book, "bo@acme.example")
    looked_at(book, "bo@acme.example", OTHER_OF_HERS)

    told = json.loads(call(book, "audit", "--of", NAME, "--format", "json"))["entries"]

    assert [one["id"] for one in told] == [3, 1]
    assert HER not in json.dumps(told)
    assert len(json.loads(call(book, "audit", "--format", "json"))["entries"]) == 3


def test_an_empty_record_says_so(book: Book) -> None:
    assert "empty" in call(book, "audit")
    assert "Nobody has looked" in call(book, "audit", "--of", HER)
    assert "Whole: 0 entries" in call(book, "audit", "verify")


def test_verify_ends_with_three_where_an_entry_was_changed(book: Book) -> None:
    looked_at(book, HER)
    head = call(book, "audit", "verify").partition("Head: ")[2].strip()
    assert "Whole" in call(book, "audit", "verify", "--head", head)
    with book.store.write() as tx:
        tx.run("drop trigger audit_holds")
        tx.run("update audit set who = 'somebody else'")

    done = CliRunner().invoke(app, ["--book", book.place, "audit", "verify"])

    assert done.exit_code == 3
    assert "entry 1 does not fit" in done.stdout


def test_a_head_that_is_none_is_told(book: Book) -> None:
    done = CliRunner().invoke(app, ["--book", book.place, "audit", "verify", "--head", "12"])

    assert done.exit_code == 2


def test_every_deed_has_its_words() -> None:
    assert set(get_args(What)) <= DEED_WORDS.keys()


# What everybody is told.


def set_up(privacy: Privacy, users: tuple[tuple[str, str], ...] = ()) -> SetUp:
    return SetUp(
        settings=Settings(company=Company(name="Us"), privacy=privacy),
        on=date(2026, 4, 1),
        live=(),
        files=(("mbox", 3),),
        users=users,
        people=7,
        erased=0,
        second_reader=None,
    )


LANGUAGES: tuple[Text, ...] = ("en", "de")


def cases() -> Iterator[tuple[Privacy, dict[Text, str]]]:
    """A setting, and what the notice says by it."""
    yield Privacy(keep_bodies=90), {"en": "kept for 90 days", "de": "bleiben 90 Tage"}
    yield Privacy(keep_bodies=False), {"en": "Texts are not kept", "de": "nicht aufbewahrt"}
    yield Privacy(take="metadata"), {"en": "no subject, no text", "de": "kein Betreff, kein Text"}
    yield (
        Privacy(mailboxes=(("anna@us.example", "subject"),)),
        {"en": "anna@us.example: who", "de": "anna@us.example: wer"},
    )
    yield Privacy(private_mail="read"), {"en": "read like any other", "de": "wie andere gelesen"}
    yield Privacy(sensitive_topics="keep"), {"en": "are stored, and not", "de": "und nicht zitiert"}
    yield Privacy(internal_mail="read"), {"en": "is read too", "de": "Auch Mails unter uns"}
    yield Privacy(exclude_folders=("hr",)), {"en": "these folders: hr", "de": "Ordner: hr"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("privacy", "told"), [*cases()])
def test_a_notice_says_what_is_set_and_not_what_is_not(
    privacy: Privacy, told: dict[Text, str], language: Text
) -> None:
    assert told[language] in notice(set_up(privacy), language)
    assert told[language] not in notice(set_up(Privacy()), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_be_filled_in_but_what_people_have_to_say(language: Text) -> None:
    users = (("Ann", "owner"), ("Bo", "owner"), ("Cy", "compliance"))
    for text in (
        notice(set_up(Privacy(), users), language),
        impact_assessment(set_up(Privacy(), users), language),
    ):
        assert "{" not in text
        assert "[" in text
        assert "Ann" not in text  # how many, not who


def test_both_languages_say_the_same_things() -> None:
    document = tomllib.loads(FILE.read_text("utf-8"))

    assert document["en"].keys() == document["de"].keys()


def test_an_address_of_somebody_who_objected_is_in_no_notice() -> None:
    text = notice(set_up(Privacy(exclude_addresses=("doc@clinic.example",))), "en")

    assert "doc@clinic.example" not in text
    assert "objected" in text


def test_the_commands_print_them(book: Book) -> None:
    assert "How Us reads business mail" in call(book, "export", "notice")
    assert "Folgenabschätzung" in call(book, "export", "impact-assessment", "--language", "de")
