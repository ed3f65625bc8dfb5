"""The files of languages: whole, with the same places as the English, and none needs another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from goodwill.serve.languages import ENGLISH, available
from goodwill.serve.languages.gather import Gathered, gather, pages
from goodwill.serve.languages.language import folder, read_language

CODES = [code for code in available() if code != ENGLISH]
PLACES = re.compile(r"%\(\w+\)s|\{\w*\}")
TAGS = re.compile(r"</?\w+>")
ENOUGH = 0.95
"""Of the catalogue and of sentences: one that is new may be English for a while, and says so."""


@pytest.fixture(scope="module")
def messages() -> tuple[Gathered, ...]:
    return gather()


@pytest.fixture(params=CODES, scope="module")
def catalog(request: pytest.FixtureRequest) -> Catalog:
    with (folder() / f"{request.param}.po").open("rb") as opened:
        return read_po(opened, locale=request.param)


def said_of(catalog: Catalog, one: Gathered) -> tuple[str, ...]:
    found = catalog.get(one.message, one.context or None)
    if found is None or found.fuzzy:
        return ()
    texts = (found.string,) if isinstance(found.string, str) else tuple(found.string or ())
    return texts if all(texts) else ()


def test_there_is_german() -> None:
    assert "de" in available()


def test_every_message_of_a_page_is_translated(catalog: Catalog) -> None:
    assert not [one.message for one in pages() if not said_of(catalog, one)]


def test_nearly_all_of_the_catalogue_and_of_sentences_is_translated(
    catalog: Catalog, messages: tuple[Gathered, ...]
) -> None:
    done = [one for one in messages if said_of(catalog, one)]

    assert len(done) / len(messages) >= ENOUGH


def test_a_translation_has_the_places_and_the_tags_of_its_message(
    catalog: Catalog, messages: tuple[Gathered, ...]
) -> None:
    wrong = [
        (one.message, text)
        for one in messages
        for text in said_of(catalog, one)
        for pattern in (PLACES, TAGS)
        if not _fits(set(pattern.findall(text)), one, pattern)
    ]

    assert wrong == []


def _fits(found: set[str], one: Gathered, pattern: re.Pattern[str]) -> bool:
    """All that the message has; of a form for one thing, or for many, what either has."""
    wanted = set(pattern.findall(one.message + one.many))
    return found <= wanted if one.many else found == wanted


def test_a_counted_message_has_each_form_of_its_language(
    catalog: Catalog, messages: tuple[Gathered, ...]
) -> None:
    counted = [said_of(catalog, one) for one in messages if one.many]

    assert counted
    assert {len(texts) for texts in counted if texts} == {catalog.num_plurals}


def test_a_message_keeps_the_space_at_its_ends(
    catalog: Catalog, messages: tuple[Gathered, ...]
) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    wrong = [
        text
        for one in messages
        for text in said_of(catalog, one)
        if ends(text) != ends(one.message)
    ]

    assert wrong == []


def _places(messages: tuple[Gathered, ...]) -> Iterator[str]:
    for one in messages:
        yield one.place.partition("/")[0]


def test_messages_are_found_in_templates_code_catalogue_and_statements(
    messages: tuple[Gathered, ...],
) -> None:
    assert {"serve", "catalogue", "judge", "advise", "facts"} <= set(_places(messages))


THIRD = """\
# Dutch
msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Why"
msgstr "Waarom"

msgid "account"
msgid_plural "accounts"
msgstr[0] "klant"
msgstr[1] "klanten"

#, fuzzy
msgid "Open"
msgstr "Misschien"

msgctxt "said"
msgid "Bought for {0}."
msgstr "Gekocht voor {0}."
"""


def test_another_language_takes_one_file(tmp_path: Path) -> None:
    file = tmp_path / "nl.po"
    file.write_text(THIRD, "utf-8")

    dutch = read_language(file, "nl")

    assert dutch.name == "Nederlands"
    assert not dutch.keeps_capitals
    assert dutch.text("Why") == "Waarom"
    assert dutch.text("Not in it") == "Not in it"
    assert dutch.text("Open") == "Open", "nobody has looked at a fuzzy one"
    assert [dutch.counted(number, "account", "accounts") for number in (1, 2)] == [
        "klant",
        "klanten",
    ]
    assert dutch.sentences == {"Bought for {0}.": "Gekocht voor {0}."}


BROKEN = {
    # what a translator wrote: (the message, its translation)
    "another name in braces": ("{count} weeks", "{cuont} weken"),
    "a place that is not given": ("Since {day}", "Sinds {day} en {until}"),
    "a brace that is not closed": ("Since {day}", "Sinds {day} {"),
    "another name in a template": ("Since %(day)s.", "Sinds %(dag)s."),
}


@pytest.mark.parametrize(("message", "slip"), BROKEN.values(), ids=BROKEN)
def test_a_translation_that_cannot_be_filled_in_leaves_the_message_english(
    message: str, slip: str, tmp_path: Path
) -> None:
    file = tmp_path / "nl.po"
    file.write_text(f'{THIRD}\nmsgid "{message}"\nmsgstr "{slip}"\n', "utf-8")

    dutch = read_language(file, "nl")

    assert dutch.text(message) == message
    assert dutch.text("Why") == "Waarom", "the rest of the file holds"


def test_a_translation_may_leave_a_place_out_and_have_a_brace_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "nl.po"
    more = 'msgid "Since {day}"\nmsgstr "Al lang"\n\nmsgid "All of it"\nmsgstr "Alles }"\n'
    file.write_text(f"{THIRD}\n{more}", "utf-8")

    dutch = read_language(file, "nl")

    assert (dutch.text("Since {day}"), dutch.text("All of it")) == ("Al lang", "Alles }")


def test_a_counted_message_without_all_its_forms_stays_english(tmp_path: Path) -> None:
    file = tmp_path / "nl.po"
    few = 'msgid "week"\nmsgid_plural "weeks"\nmsgstr[0] "week (nl)"\n'
    file.write_text(f"{THIRD}\n{few}", "utf-8")

    dutch = read_language(file, "nl")

    assert [dutch.counted(number, "week", "weeks") for number in (1, 2)] == ["week", "weeks"]
