"""Words in forwarded mail: whose they are, when they were known, and that nothing counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwill.assess import Assessor
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.base import content_id
from goodwill.judge.statement import Judgement
from goodwill.pipeline import book_settings, import_paths
from goodwill.signals.runner import measure
from goodwill.store.columns.facts import fact_tables
from goodwill.store.database import Store, open_store
from goodwill.store.reading.coverage import row_counts
from goodwill.store.upkeep.dump import dump_facts
from goodwill.store.writing.rereading import mails_to_read

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SETTINGS = b'[company]\nname = "Us"\ndomains = ["us.example"]\n'
ACCOUNTS = b"account_id,name,domains\nclient,Client,client.example\nother,Other,other.example\n"
ANN, TOM = "Ann Lee <ann@client.example>", "Tom Hill <tom@us.example>"
RANT = "You are a disgrace and you are idiots. Nobody came and nobody rang."
PROMISE = "I will send you the signed order on Friday."

Files = Mapping[str, bytes]
Book = Callable[..., Store]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Makes a book of files, imported one after the other; a name may come again, grown."""
    opened: list[Store] = []

    def make(*imports: Files, toml: bytes = SETTINGS) -> Store:
        folder = tmp_path / f"in{len(opened)}"
        folder.mkdir()
        (folder / "goodwill.toml").write_bytes(toml)
        (folder / "accounts.csv").write_bytes(ACCOUNTS)
        store = open_store(tmp_path / f"book{len(opened)}", create=True)
        opened.append(store)
        for files in imports:
            for name, content in files.items():
                (folder / name).write_bytes(content)
            import_paths(store, [folder], imported_at=NOW, workers=0)
        assessor(store).bring_up_to_date()
        return store

    yield make
    for store in opened:
        store.close()


def assessor(store: Store) -> Assessor:
    return Assessor(store, book_settings(store), load_catalogue())


def judged(store: Store, as_of: date = date(2026, 6, 30)) -> Judgement:
    return next(iter(assessor(store).draw_up(["client"], as_of)))


def mail(
    body: str = RANT,
    *,
    by: str = ANN,
    to: str = TOM,
    at: str = "Tue, 3 Mar 2026 09:05:00 +0000",
    subject: str = "Pump",
    **headers: str,
) -> bytes:
    """One mail; a Message-ID of its own comes from all that is in it."""
    told = f"From: {by}\nTo: {to}\nDate: {at}\nSubject: {subject}\n"
    told += "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    name = content_id(told, body)
    return f"{told}Message-ID: <{name}@x.example>\n\n{body}\n".encode()


def forward(
    words: str = RANT,
    *,
    heading: str = ANN,
    said: str = "Tuesday, March 3, 2026 9:05 AM",
    subject: str = "Pump",
    receiver: str = TOM,
    above: str = "What do we answer?",
    **carrier: str,
) -> bytes:
    """Tom passes Ann's words on to Nadia, on the next day, unless told otherwise."""
    block = f"From: {heading}\nSent: {said}\nTo: {receiver}\nSubject: {subject}\n"
    head = {
        "by": TOM,
        "to": "Nadia <nadia@us.example>",
        "at": "Wed, 4 Mar 2026 10:12:00 +0000",
        "subject": f"FW: {subject}",
        **carrier,
    }
    return mail(f"{above}\n\n---- Forwarded message ----\n{block}\n{words}", **head)


GREETING = mail("Thank you for the visit.", at="Thu, 5 Feb 2026 09:00:00 +0000", subject="Visit")


def acts(store: Store, account: str = "client") -> list[dict[str, Any]]:
    tables = fact_tables(store, [account], book_settings(store))
    return [row for row in tables["act"].to_pylist() if row["probability"] >= 0.5]


def rants(store: Store) -> list[dict[str, Any]]:
    return [row for row in acts(store) if row["act"] == "hostile"]


def test_a_forwarded_rant_is_its_authors_and_never_the_forwarders(book: Book) -> None:
    found = rants(book({"fw.eml": forward()}))

    assert found
    assert {(row["side"], row["sender"], row["counterpart"]) for row in found} == {
        ("theirs", "ann@client.example", "tom@us.example")
    }
    assert {row["sent_on"] for row in found} == {date(2026, 3, 3)}
    assert {(row["passed_on_by"], row["passed_on"]) for row in found} == {
        ("tom@us.example", date(2026, 3, 4))
    }


def test_a_client_who_passes_a_colleague_on_is_not_the_one_who_shouts(book: Book) -> None:
    found = rants(
        book({"fw.eml": forward(heading="Bob Reed <bob@client.example>", by=ANN, to=TOM)})
    )

    assert {row["sender"] for row in found} == {"bob@client.example"}
    assert {row["passed_on_by"] for row in found} == {"ann@client.example"}


def test_a_promise_within_a_forward_is_known_from_the_day_it_was_passed_on(book: Book) -> None:
    store = book({"a.eml": GREETING, "fw.eml": forward(PROMISE)})

    before, after = (judged(store, date(2026, 3, day)) for day in (3, 4))
    assert before.statement["commitments"]["items"] == []
    (item,) = after.statement["commitments"]["items"]
    assert (item["by"], item["made_on"]) == ("ann@client.example", "2026-03-03")
    assert "passed on on 2026-03-04" in item["evidence"][0]["says"]
    assert item["evidence"][0]["on"] == "2026-03-03"


def test_each_line_tells_once_who_passed_the_words_on(book: Book) -> None:
    found = judged(book({"a.eml": GREETING, "fw.eml": forward(PROMISE)}))

    told = [item["says"] for item in found.evidence["commitments"] if "passed on" in item["says"]]
    assert told
    assert all(
        says.endswith(
            " Seen in a mail that Tom Hill passed on on 2026-03-04; its heading says who wrote it."
        )
        and says.count("passed on") == 1
        for says in told
    )


def facts(store: Store) -> list[str]:
    """All that a book knows but where its files lie."""
    return [line for line in dump_facts(store) if not line.startswith('["placement"')]


OWN = {"own.eml": mail()}
FIRST = {"first.eml": forward()}
LATER = {"later.eml": forward(at="Mon, 9 Mar 2026 10:12:00 +0000", by="Kim <kim@us.example>")}


def test_words_that_the_book_holds_as_a_mail_are_told_once_in_any_order(book: Book) -> None:
    stores = [book(*order) for order in permutations((OWN, FIRST, LATER))]

    found = [acts(store) for store in stores]
    assert {row["passed_on_by"] for row in found[0]} == {None}
    assert all(rows == found[0] for rows in found)
    assert all(facts(store) == facts(stores[0]) for store in stores)


MAILS = {
    **OWN,
    **FIRST,
    **LATER,
    "greeting.eml": GREETING,
    "name.eml": forward(PROMISE, heading="Lee, Ann", subject="Order"),
    "reply.eml": mail("We are sorry.", by=TOM, to=ANN, at="Thu, 5 Mar 2026 09:00:00 +0000"),
}


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(sorted(MAILS)), again=st.lists(st.sampled_from(sorted(MAILS))))
def test_neither_order_nor_repetition_changes_what_is_told(
    book: Book, order: list[str], again: list[str]
) -> None:
    told = book(*({name: MAILS[name]} for name in (*again, *order)))
    at_once = book(MAILS)

    assert acts(told) == acts(at_once)
    assert facts(told) == facts(at_once)


def test_words_that_two_colleagues_pass_on_are_known_from_the_first(book: Book) -> None:
    one, other = (rants(book(*order)) for order in permutations((FIRST, LATER)))

    assert one == other
    assert {(row["passed_on_by"], row["passed_on"]) for row in one} == {
        ("tom@us.example", date(2026, 3, 4))
    }


def test_a_copy_that_was_cut_is_known_by_its_author_day_and_subject(book: Book) -> None:
    store = book(OWN, {"fw.eml": forward(f"[...] {RANT[21:]}", subject="RE: Pump")})

    assert {row["passed_on_by"] for row in acts(store)} == {None}


def test_a_mail_of_the_next_day_is_not_what_was_passed_on(book: Book) -> None:
    later = mail("Let us talk.", at="Thu, 5 Mar 2026 09:00:00 +0000")
    again = mail(at="Thu, 5 Mar 2026 09:00:00 +0000", subject="Again")
    passed_on = forward(said="Wednesday, March 4, 2026 9:05 AM")

    alone = [row for row in rants(book({"fw.eml": passed_on})) if row["passed_on"]]
    for one in (later, again):
        told = rants(book({"fw.eml": passed_on, "later.eml": one}))
        assert [row for row in told if row["passed_on"]] == alone


def test_other_words_of_the_same_author_are_told_too(book: Book) -> None:
    store = book(OWN, {"fw.eml": forward(PROMISE, subject="Order")})

    assert {row["passed_on_by"] for row in acts(store)} == {None, "tom@us.example"}


def test_an_attached_mail_is_the_same_mail_as_its_own_copy(book: Book) -> None:
    border = "Content-Type: multipart/mixed; boundary=b"
    inner = mail().decode()
    body = f"--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--"
    carrier = mail(body, by=TOM, to="nadia@us.example", at="Wed, 4 Mar 2026 10:12:00 +0000")
    files = {"att.eml": border.encode() + b"\n" + carrier}

    alone, beside = rants(book(files)), rants(book(OWN, files))
    assert [row["quote"] for row in alone] == [row["quote"] for row in beside]
    assert {row["message_id"] for row in alone} == {row["message_id"] for row in beside}
    assert [row["probability"] for row in alone] == [row["probability"] for row in beside]


NAMED = forward(heading="Lee, Ann")


def test_a_name_that_one_person_of_the_account_has_is_a_guess_and_weighs_less(book: Book) -> None:
    by_name = rants(book({"a.eml": GREETING, "fw.eml": NAMED}))
    by_address = rants(book({"a.eml": GREETING, "fw.eml": forward()}))

    assert {row["sender"] for row in by_name} == {"ann@client.example"}
    assert max(row["probability"] for row in by_name) < max(
        row["probability"] for row in by_address
    )


EVE = "Eve <eve@elsewhere.example>"


def chain(
    first: str,
    second: str,
    words: str = RANT,
    *,
    added: str = "The sky over the harbour was green.",
    said: str = "Wednesday, March 4, 2026 8:00 AM",
) -> bytes:
    """Tom passes on what the first passes on, which holds the words of the second."""
    block = f"From: {second}\nSent: Tuesday, March 3, 2026 9:05 AM\nTo: {TOM}\nSubject: Pump\n"
    return forward(f"{added}\n\n{block}\n{words}", heading=first, said=said)


STAYS_OUT = {
    "a name that nobody in the book has": [NAMED],
    "a name that two people have": [
        GREETING,
        mail("Good day to you.", by="Ann Lee <a.lee@other.example>", subject="Day"),
        NAMED,
    ],
    "an address of nobody's": [GREETING, forward(heading="Ann Lee <ann@elsewhere.example>")],
    "words of ours that a client passes on": [
        forward("We are idiots. I promise you a discount of 20 %.", heading=TOM, by=ANN, to=TOM)
    ],
    "a carrier whose sender is forged": [
        forward(by=ANN, to=TOM, Authentication_Results="mx; dmarc=fail")
    ],
    "a carrier that nobody wrote": [forward(Auto_Submitted="auto-generated")],
    "a carrier of somebody outside": [forward(by="Eve <eve@elsewhere.example>", to=TOM)],
    "a carrier without a day": [forward(at="soon")],
    "words of ours below words of a client's": [chain(ANN, TOM, PROMISE)],
    "words of a client's below those of somebody outside": [chain(EVE, ANN)],
    "words of a client's below those of another": [chain("Bob <bob@other.example>", ANN)],
    "words below somebody outside who adds none": [chain(EVE, ANN, added="")],
    "words below somebody outside on a day that is none": [chain(EVE, ANN, said="tomorrow")],
    "words below two people": [chain("Tom <tom@us.example>, Eve <eve@no.example>", ANN)],
}


@pytest.mark.parametrize("mails", STAYS_OUT.values(), ids=STAYS_OUT)
def test_it_stays_out(mails: list[bytes], book: Book) -> None:
    store = book({f"{number}.eml": one for number, one in enumerate(mails)})

    assert all(row["passed_on_by"] is None for row in acts(store))
    assert all(row["passed_on_by"] is None for row in acts(store, "other"))


def test_what_stays_out_because_nobody_knows_the_author_is_counted(book: Book) -> None:
    store = book({"fw.eml": NAMED, "known.eml": forward(PROMISE, subject="Order")})

    with store.read() as reader:
        counts = row_counts(reader)
    assert (counts["passed_on"], counts["passed_on_unknown"], counts["message"]) == (2, 1, 2)


def test_words_of_ours_that_a_colleague_passes_on_are_ours(book: Book) -> None:
    words = "I will send you the drawings on Friday."
    store = book({"fw.eml": forward(words, heading="Kim Roe <kim@us.example>", receiver=ANN)})

    (promise,) = [row for row in acts(store) if row["act"] == "commitment"]
    assert (promise["side"], promise["sender"]) == ("ours", "kim@us.example")
    assert promise["counterpart"] == "ann@client.example"


def test_nothing_is_known_of_a_stranger_whom_a_heading_names(book: Book) -> None:
    stranger = forward(heading="Zoe Quist <zoe@elsewhere.example>")

    store = book({"a.eml": GREETING, "fw.eml": stranger})

    for table, column in (
        ("contact_point", "address"),
        ("person", "email"),
        ("unmatched", "subject"),
        ("passed_on_link", "person_id"),
    ):
        rows = store.rows(f"select {column} from {table}")  # noqa: S608  the names above
        assert not [row for row in rows if "else" in row[0]]


def test_somebody_met_only_in_a_forward_is_a_person_of_the_account(book: Book) -> None:
    store = book({"fw.eml": forward(heading="Bob Reed <bob@client.example>")})

    (tables, _), *_ = measure(
        fact_tables(store, ["client"], book_settings(store)), as_of=date(2026, 6, 30)
    )
    assert {(one.person_id, one.name) for one in tables.person if one.side == "theirs"} == {
        ("bob@client.example", "Bob Reed")
    }


def test_no_signal_and_no_count_is_moved_by_what_is_passed_on(book: Book) -> None:
    files = {"a.eml": GREETING, "b.eml": mail("Shall we meet on Monday?", by=TOM, to=ANN)}
    carrier = {"c.eml": forward("ok", to=ANN)}  # too little to be read, so nothing is passed on
    with_words = {"c.eml": forward(f"{RANT} {PROMISE} Would you answer, please?", to=ANN)}

    found = [values(book(files, fw)) for fw in (carrier, with_words)]
    assert found[0]
    assert found[0] == found[1]


def values(store: Store) -> dict[str, object]:
    """Every signal over the year, and what coverage counts."""
    tables = fact_tables(store, ["client"], book_settings(store))
    ((_, found),) = measure(tables, as_of=date(2026, 6, 30))
    seen = {name: (value.raw, value.exposure) for name, value in found.year.items()}
    return {**seen, "coverage": judged(store).statement["coverage"]["messages"]}


def test_mail_with_an_excluded_address_is_not_passed_on_either(book: Book) -> None:
    rule = b'[privacy]\nexclude_addresses = ["ann@client.example"]\n'

    store = book({"fw.eml": forward()}, toml=SETTINGS + rule)

    assert acts(store) == []
    assert store.rows("select count(*) from passed_on") == [(0,)]
    assert store.rows("select count(*) from message_text where text like '%disgrace%'") == [(0,)]


@pytest.mark.parametrize("rule", ["ann@client.example", "@client.example", "Ann@Client.Example"])
def test_somebody_excluded_is_not_told_of_by_name_either(rule: str, book: Book) -> None:
    contacts = b"email,name,account_id\nann@client.example,Ann Lee,client\n"
    toml = SETTINGS + f'[privacy]\nexclude_addresses = ["{rule}"]\n'.encode()

    store = book({"fw.eml": NAMED, "contacts.csv": contacts}, toml=toml)

    assert acts(store) == []


def test_a_book_that_keeps_no_words_keeps_none_of_these(book: Book) -> None:
    store = book({"fw.eml": forward()}, toml=SETTINGS + b"[privacy]\nkeep_bodies = false\n")

    assert rants(store)
    assert store.rows("select count(*) from message_text where text is not null") == [(0,)]


def test_the_words_of_strangers_are_read_once_they_are_none(book: Book) -> None:
    stranger = {"fw.eml": forward(heading="Zoe Quist <zoe@client2.example>")}
    listed = {
        "accounts.csv": ACCOUNTS.replace(b"client.example", b"client.example;client2.example")
    }

    before, after = book(stranger), book(stranger, listed)

    said = "select count(*) from act a join message m on m.id = a.message_id where category = ?"
    assert before.rows(said, ("forwarded",)) == [(0,)]
    assert {row["sender"] for row in rants(after)} == {"zoe@client2.example"}


def test_what_we_say_among_ourselves_is_not_read_when_it_is_passed_on(book: Book) -> None:
    nadia = "Nadia <nadia@us.example>"
    store = book({"fw.eml": forward(heading="Kim Roe <kim@us.example>", receiver=nadia)})

    assert store.rows("select is_read from passed_on") == [(0,)]


def test_what_is_passed_on_is_read_again_like_any_mail(book: Book) -> None:
    store = book({"fw.eml": forward()})

    with store.read() as reader:
        assert mails_to_read(reader, 0) == 2


def test_a_mailbox_that_ended_in_the_middle_of_a_forward_loses_the_half(book: Book) -> None:
    line = b"From tom@us.example Wed Mar  4 10:12:00 2026\n"
    whole = line + GREETING + b"\n" + line + forward(f"{RANT}\n{PROMISE}") + b"\n"
    half = whole[: whole.index(PROMISE.encode())]

    grown = book({"box.mbox": half}, {"box.mbox": whole})

    assert rants(grown)
    assert facts(grown) == facts(book({"box.mbox": whole}))
    assert grown.rows("select count(*) from passed_on") == [(1,)]
