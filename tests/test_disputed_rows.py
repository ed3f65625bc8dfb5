"""Rows as people mended them: what was misread is gone, what was confirmed is sure."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from goodwill.answers.disputed_rows import as_disputed, read_by
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.disputes import About, Answer, Dispute

DAY = date(2026, 6, 30)
CATALOGUE = load_catalogue()
THREAT = "Match it or we pull the sites."
ACTS = (
    ("acme", "<1>", "threat", THREAT, 0.9),
    ("acme", "<1>", "request", THREAT, 0.8),
    ("acme", "<1>", "question", "Can you?", 0.9),
    ("acme", "<2>", "threat", THREAT, 0.9),
    ("brio", "<1>", "threat", THREAT, 0.9),
)
REMARKS = (("acme", "<1>", "ultimatum", THREAT), ("acme", "<1>", "jokes", "Ha ha."))


def facts() -> dict[str, pa.Table]:
    names = ["account_id", "message_id", "act", "quote", "probability"]
    acts = dict(zip(names, map(list, zip(*ACTS, strict=True)), strict=True))
    names = ["account_id", "message_id", "remark", "quote"]
    remarks = dict(zip(names, map(list, zip(*REMARKS, strict=True)), strict=True))
    people = {
        "account_id": ["acme", None],
        "email": ["ann@acme.example", "tom@us.example"],
        "committee_role": ["coach", None],
    }
    return {"act": pa.table(acts), "remark": pa.table(remarks), "person": pa.table(people)}


def said(
    line: str, answer: Answer = "wrong", *, value: str | None = None, about: About | None = None
) -> dict[str, list[Dispute]]:
    one = Dispute(
        id=1, account_id="acme", on=DAY, line=line, answer=answer, value=value, about=about
    )
    return {"acme": [one]}


def of_mail(quote: str | None = THREAT, ref: str = "<1>") -> About:
    return About(source="message", ref=ref, quote=quote, on=DAY)


def acts_left(words: dict[str, list[Dispute]]) -> list[tuple[str, str, str]]:
    table = as_disputed(facts(), words, CATALOGUE)["act"]
    columns = (table.column(name).to_pylist() for name in ("account_id", "message_id", "act"))
    return list(zip(*columns, strict=True))


ALL = [row[:3] for row in ACTS]


def test_a_sentence_is_no_longer_what_its_line_takes_it_for() -> None:
    assert "threat" in read_by("patterns[big_brother]", CATALOGUE)
    assert "request" not in read_by("patterns[big_brother]", CATALOGUE)

    left = acts_left(said("patterns[big_brother]", about=of_mail()))

    assert left == [row for row in ALL if row != ("acme", "<1>", "threat")]


def test_where_nobody_can_name_it_the_sentence_is_nothing_at_all() -> None:
    found = as_disputed(facts(), said("kind", about=of_mail()), CATALOGUE)

    assert acts_left(said("kind", about=of_mail())) == [
        ("acme", "<1>", "question"),
        ("acme", "<2>", "threat"),
        ("brio", "<1>", "threat"),
    ]
    assert found["remark"].column("remark").to_pylist() == ["jokes"]


@pytest.mark.parametrize("quote", [THREAT, "we pull the sites", f"Well. {THREAT} So."])
def test_a_sentence_is_known_again_however_it_is_cut(quote: str) -> None:
    left = acts_left(said("patterns[big_brother]", about=of_mail(quote)))

    assert ("acme", "<1>", "threat") not in left


def test_an_act_of_a_mail_is_none_in_any_of_its_sentences() -> None:
    left = acts_left(said("acts[threat]", about=of_mail(None)))

    assert left == [row for row in ALL if row != ("acme", "<1>", "threat")]


@pytest.mark.parametrize(
    "words",
    [
        said("patterns[big_brother]", "right", about=of_mail()),
        said("patterns[big_brother]", "cannot_tell", about=of_mail()),
        said("patterns[big_brother]", value="absent"),
        said("patterns[big_brother]", about=of_mail("Another sentence.")),
        said("patterns[big_brother]", about=of_mail(ref="<9>")),
        said("commitments", value="kept", about=of_mail()),
        said("patterns[terms_dictated]", about=About(source="invoice", ref="<1>")),
    ],
)
def test_nothing_else_that_people_say_takes_a_row_away(words: dict[str, list[Dispute]]) -> None:
    assert acts_left(words) == ALL


def test_the_last_word_on_a_sentence_holds() -> None:
    first = said("patterns[big_brother]", about=of_mail())["acme"]
    last = said("patterns[big_brother]", "right", about=of_mail())["acme"]

    assert acts_left({"acme": [*first, *last]}) == ALL


def test_an_act_that_is_confirmed_is_as_sure_as_anything() -> None:
    words = said("acts[request]", "right", about=of_mail(None))

    table = as_disputed(facts(), words, CATALOGUE)["act"]

    assert table.column("probability").to_pylist() == [0.9, 0.95, 0.9, 0.9, 0.9]


@pytest.mark.parametrize(("value", "role"), [("blocker", "blocker"), ("none", None)])
def test_a_part_is_that_of_the_person_named(value: str, role: str | None) -> None:
    about = About(source="contact", ref="Ann@acme.example")

    table = as_disputed(facts(), said("committee", value=value, about=about), CATALOGUE)["person"]

    assert table.column("committee_role").to_pylist() == [role, None]


def test_nothing_said_leaves_the_tables_themselves() -> None:
    tables = facts()

    assert as_disputed(tables, {}, CATALOGUE) is tables
