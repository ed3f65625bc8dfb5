"""Values as a database keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.acts import Act
from goodwill.facts.base import SourceRef
from goodwill.facts.commerce import Opportunity, Payment
from goodwill.facts.interactions import Message, MessageCategory, Participant
from goodwill.normalise.table_row import normalise_row
from goodwill.sources.base import RawRecord, ReadError
from goodwill.store.rows import (
    as_written,
    make_fact_row,
    make_message_row,
    to_millionths,
    without_bad_characters,
)

HERE = SourceRef(connector="csv_tables", path="payments.csv", locator="row 2")
MESSAGE = Message(
    fact_id="f1",
    ref="<a@x>",
    message_id="<a@x>",
    in_reply_to=None,
    references=(),
    sent_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    date_from="date",
    utc_offset_minutes=0,
    participants=(Participant(role="from", address="ann@client.example", name="Ann"),),
    subject="Hello",
    text="Please send the figures.",
    zones=(),
    text_id="t1",
    quoted_id=None,
    language="en",
    category="human",
    authenticated=None,
    attachments=(),
    parser="fast",
    flags=(),
    source=HERE,
)


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=6))
def test_money_is_kept_to_the_last_millionth(amount: Decimal) -> None:
    assert Decimal(to_millionths(amount)).scaleb(-6) == amount


@pytest.mark.parametrize(
    ("given_amount", "kept"),
    [("0.0000005", 0), ("0.0000015", 2), ("-0.0000015", -2), ("1234.56", 1_234_560_000)],
)
def test_what_is_finer_than_a_millionth_is_rounded_half_even(given_amount: str, kept: int) -> None:
    assert to_millionths(Decimal(given_amount)) == kept


def test_the_largest_amount_is_kept_and_the_next_refused() -> None:
    assert to_millionths(Decimal("999999999999.999999")) == 10**18 - 1
    with pytest.raises(ValueError, match="larger than a book can hold"):
        to_millionths(Decimal(10**12))


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_stored_and_plain_text_is_left_alone(text: str) -> None:
    kept = without_bad_characters(text)

    kept.encode()
    assert "\x00" not in kept
    is_plain = "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
    assert (kept == text) == is_plain


def test_a_row_is_known_by_its_key_and_by_what_it_says_not_by_where_it_stood() -> None:
    payment = Payment(
        payment_id="p1",
        invoice_id="i1",
        paid_on=date(2026, 1, 2),
        amount=Decimal("10.50"),
        source=HERE,
    )
    moved = replace(payment, source=replace(HERE, path="copy.csv", locator="row 9"))
    mended = replace(payment, amount=Decimal("10.51"))

    first, copy, other = (make_fact_row(fact) for fact in (payment, moved, mended))

    assert first == copy
    assert first.row_key == other.row_key
    assert first.content_id != other.content_id
    assert first.columns == ("p1", "i1", "2026-01-02", 10_500_000)


def test_ten_and_ten_point_zero_are_the_same_amount() -> None:
    def row(amount: str) -> str:
        payment = Payment(
            payment_id="p1",
            invoice_id="i1",
            paid_on=date(2026, 1, 2),
            amount=Decimal(amount),
            source=HERE,
        )
        return make_fact_row(payment).content_id

    assert row("10") == row("10.0")


WRITTEN = {
    # the table: a row of it, as the contract writes it
    "accounts": {"account_id": "a1", "name": "Acme", "domains": "acme.example;acme.test"},
    "deals": {
        "deal_id": "d1",
        "account_id": "a1",
        "opened_on": "2026-01-02",
        "status": "open",
        "amount": "-1234.5",
        "competitors": "Bolt;Nut",
        "proposal_hours": "0.000001",
    },
    "agreements": {
        "agreement_id": "k1",
        "account_id": "a1",
        "signed_on": "2026-01-02",
        "payment_terms_days": "30",
        "exclusive": "false",
        "imposed_by_parent": "true",
    },
    "invoices": {
        "invoice_id": "i1",
        "account_id": "a1",
        "issued_on": "2026-01-02",
        "amount": "100000000",
    },
    "tickets": {
        "ticket_id": "t1",
        "account_id": "a1",
        "opened_at": "2026-01-02T08:30:00+00:00",
        "Their own": "kept",
    },
    "feedback": {"account_id": "a1", "asked_on": "2026-01-02", "score": "0"},
}


@pytest.mark.parametrize(("table", "cells"), WRITTEN.items(), ids=WRITTEN)
def test_a_row_is_written_as_it_was_read(table: str, cells: dict[str, str]) -> None:
    record = RawRecord(
        connector="csv_tables",
        payload_type="table_row",
        path="a.csv",
        locator="row 2",
        position=2,
        payload=cells,
        table=table,
    )
    fact = normalise_row(record, timezone="Europe/Berlin")
    assert not isinstance(fact, ReadError)

    written = as_written(make_fact_row(fact))

    assert {name: cell for name, cell in written if cell} == cells


def test_everybody_a_row_names_becomes_a_contact_point() -> None:
    deal = Opportunity(
        deal_id="d1",
        account_id="acme",
        opened_on=date(2026, 1, 2),
        status="open",
        contact_email="Ann@Client.example",
        owner="Tom Beckett",
        source=HERE,
    )

    assert set(make_fact_row(deal).points) == {("ann@client.example", ""), ("", "Tom Beckett")}


def test_without_bodies_the_words_are_gone_and_the_quotes_stay() -> None:
    act = Act(act="request", start=0, end=24, quote="Please send the figures.", probability=0.9)

    row = make_message_row(MESSAGE, [act], keeps_text=False)

    assert row.text is None
    assert row.acts == (("request", 0, 24, 0.9, "Please send the figures.", None),)


@pytest.mark.parametrize(
    "better",
    [
        replace(MESSAGE, authenticated=True),
        replace(
            MESSAGE,
            participants=(
                *MESSAGE.participants,
                Participant(role="bcc", address="b@us.example", name=""),
            ),
        ),
    ],
    ids=["a verdict of the server", "one more recipient"],
)
def test_the_copy_that_tells_more_ranks_higher(better: Message) -> None:
    assert make_message_row(better, ()).copy_rank > make_message_row(MESSAGE, ()).copy_rank


@pytest.mark.parametrize("category", ["bulk", "automatic", "bounce", "calendar"])
def test_a_copy_that_looks_like_a_machines_ranks_lower(category: MessageCategory) -> None:
    copy = make_message_row(replace(MESSAGE, category=category), ())

    assert copy.copy_rank < make_message_row(MESSAGE, ()).copy_rank
