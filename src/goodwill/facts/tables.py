"""The relations that signals and judges read: one name, one grain, one set of columns each.

This is the whole vocabulary of `goodwill/signals/**/*.sql`, and of `goodwill.judge`. Times are
UTC without a zone; `*_on` days are calendar days in the company's timezone; money is decimal, in
the row's own currency (None: the company's). Rows are linked already: people are person ids,
and every row that speaks of an account carries its `account_id`.

The same columns hold before and after the cut by `as_of` (contract, section 4): what is not
known yet on the day asked about is left out or blank behind `goodwill.signals.known`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, get_type_hints

__all__ = [
    "RELATIONS",
    "AccountRow",
    "ActRow",
    "AgreementRow",
    "DeliveryRow",
    "ExpenseRow",
    "FeedbackRow",
    "InvoiceLineRow",
    "InvoiceRow",
    "MeetingPersonRow",
    "MeetingRow",
    "MessagePersonRow",
    "MessageRow",
    "OpportunityRow",
    "PaymentRow",
    "PersonNoteRow",
    "PersonRow",
    "QuotaRow",
    "RemarkRow",
    "Tables",
    "TicketRow",
    "TimeEntryRow",
    "column_types",
]


class AccountRow(NamedTuple):
    """One row per account."""

    account_id: str
    name: str
    owner: str | None  # person id
    segment: str | None
    parent_account_id: str | None
    desired_kind: str | None
    customer_since: date | None


class PersonRow(NamedTuple):
    """One row per person of an account, and per colleague of ours (`account_id` None)."""

    person_id: str
    account_id: str | None
    side: str
    name: str
    email: str
    title: str | None
    committee_role: str | None
    seniority: str
    is_shared: bool  # an address named for a function
    left_on: date | None


class MessageRow(NamedTuple):
    """One row per message and account: mail with a believable date only."""

    account_id: str
    message_id: str  # what evidence cites
    thread_id: str
    sent_at: datetime
    sent_on: date
    side: str  # ours | theirs
    sender: str  # person id
    is_human: bool  # neither automatic, bulk, bounced nor calendar mail
    subject: str
    words: int  # of the new text
    to_count: int
    is_authentic: bool  # false only where the receiving server said it is forged
    utc_offset_minutes: int | None = None  # how far the sender's clock was ahead of UTC


class MessagePersonRow(NamedTuple):
    """One row per message, account and person on it."""

    account_id: str
    message_id: str
    person_id: str
    side: str
    role: str


class ActRow(NamedTuple):
    """One row per act in the new text of a human message; its message repeated."""

    account_id: str
    message_id: str
    thread_id: str
    act: str
    probability: float
    quote: str
    sent_at: datetime
    sent_on: date
    side: str
    sender: str  # person id
    counterpart: str | None  # the first person of the other side it went To, else Cc
    due_on: date | None = None  # the day that a promise names
    passed_on_by: str | None = None  # who forwarded the words; then no message row has this id
    passed_on: date | None = None  # the day of that, from which on the words were known


class RemarkRow(NamedTuple):
    """One row per remark in the new text of a human message (`REMARK_IDS`)."""

    account_id: str
    message_id: str
    thread_id: str
    remark: str
    quote: str
    sent_at: datetime
    sent_on: date
    side: str
    sender: str  # person id
    counterpart: str | None
    due_on: date | None  # the day that it names
    passed_on_by: str | None = None
    passed_on: date | None = None


class PersonNoteRow(NamedTuple):
    """One row per thing that mail tells of a person of theirs: a title, or that they have left.

    `words` is the title they sign with, from the mail that first has it after another; or the
    sentence that says that they are gone, empty where none is to be shown.
    """

    account_id: str
    person_id: str
    what: str  # signs_as | gone
    words: str
    seniority: str  # of a title
    message_id: str
    told_on: date


class MeetingRow(NamedTuple):
    """One row per meeting and account."""

    account_id: str
    meeting_id: str
    starts_at: datetime
    held_on: date
    hours: float
    title: str
    place: str
    has_agenda: bool
    is_social: bool
    is_review: bool = False  # its title says that the two sides look back
    is_strategy: bool = False  # its title names plans, a budget or a strategy


class MeetingPersonRow(NamedTuple):
    """One row per meeting, account and person who did not decline."""

    account_id: str
    meeting_id: str
    person_id: str
    side: str
    is_organizer: bool


class OpportunityRow(NamedTuple):
    """One row per deal."""

    account_id: str
    deal_id: str
    name: str | None
    opened_on: date
    closed_on: date | None
    status: str
    origin: str | None
    amount: Decimal | None
    list_amount: Decimal | None
    currency: str | None
    competitor_count: int
    contact: str | None  # person id
    owner: str | None  # person id
    proposal_hours: float | None
    loss_reason: str | None
    competitors: str | None  # their names, one a line


class AgreementRow(NamedTuple):
    """One row per agreement."""

    account_id: str
    agreement_id: str
    signed_on: date
    ends_on: date | None
    payment_terms_days: int | None
    max_discount: float | None
    included_support_hours_per_month: float | None
    imposed_by_parent: bool | None
    exclusive: bool | None
    reviewed_on: date | None


class InvoiceRow(NamedTuple):
    """One row per invoice or credit note."""

    account_id: str
    invoice_id: str
    issued_on: date
    due_on: date | None
    amount: Decimal
    cost: Decimal | None
    list_amount: Decimal | None
    currency: str | None
    credits_invoice_id: str | None


class InvoiceLineRow(NamedTuple):
    """One row per line of an invoice."""

    account_id: str
    invoice_id: str
    line: str
    issued_on: date
    sku: str | None
    description: str | None
    period_start: date | None
    period_end: date | None
    quantity: Decimal | None
    unit_price: Decimal | None
    list_unit_price: Decimal | None
    unit_cost: Decimal | None
    amount: Decimal | None


class PaymentRow(NamedTuple):
    """One row per payment."""

    account_id: str
    payment_id: str
    invoice_id: str
    paid_on: date
    amount: Decimal


class TimeEntryRow(NamedTuple):
    """One row per entry of hours."""

    account_id: str
    entry_id: str
    person: str
    worked_on: date
    hours: float
    activity: str | None
    is_billable: bool  # not true is unbilled
    hourly_cost: Decimal | None


class ExpenseRow(NamedTuple):
    """One row per expense."""

    account_id: str
    expense_id: str
    person: str | None
    spent_on: date
    category: str | None
    amount: Decimal
    currency: str | None


class DeliveryRow(NamedTuple):
    """One row per delivery."""

    account_id: str
    delivery_id: str
    deal_id: str | None
    promised_on: date
    delivered_on: date | None
    complete: bool | None
    accepted: bool | None
    note: str | None = None


class TicketRow(NamedTuple):
    """One row per ticket."""

    account_id: str
    ticket_id: str
    opened_on: date
    closed_on: date | None
    due_on: date | None
    closed_in_time: bool | None  # null while open or without a due time
    severity: str | None
    in_scope: bool | None
    subject: str | None


class QuotaRow(NamedTuple):
    """One row per person and period."""

    person: str
    period_start: date
    period_end: date
    target_amount: Decimal


class FeedbackRow(NamedTuple):
    """One row per answer."""

    account_id: str
    contact_email: str | None
    asked_on: date
    score: int | None
    comment: str | None


RELATIONS: dict[str, type[NamedTuple]] = {
    "account": AccountRow,
    "person": PersonRow,
    "message": MessageRow,
    "message_person": MessagePersonRow,
    "act": ActRow,
    "remark": RemarkRow,
    "person_note": PersonNoteRow,
    "meeting": MeetingRow,
    "meeting_person": MeetingPersonRow,
    "opportunity": OpportunityRow,
    "agreement": AgreementRow,
    "invoice": InvoiceRow,
    "invoice_line": InvoiceLineRow,
    "payment": PaymentRow,
    "time_entry": TimeEntryRow,
    "expense": ExpenseRow,
    "delivery": DeliveryRow,
    "ticket": TicketRow,
    "quota": QuotaRow,
    "feedback": FeedbackRow,
}
"""Name of each relation, and the type of its rows; columns stand in the type's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """One account's rows as known on a day, by relation; each in a stable order."""

    account: AccountRow
    person: tuple[PersonRow, ...] = field(default=())
    message: tuple[MessageRow, ...] = field(default=())
    message_person: tuple[MessagePersonRow, ...] = field(default=())
    act: tuple[ActRow, ...] = field(default=())
    remark: tuple[RemarkRow, ...] = field(default=())
    person_note: tuple[PersonNoteRow, ...] = field(default=())
    meeting: tuple[MeetingRow, ...] = field(default=())
    meeting_person: tuple[MeetingPersonRow, ...] = field(default=())
    opportunity: tuple[OpportunityRow, ...] = field(default=())
    agreement: tuple[AgreementRow, ...] = field(default=())
    invoice: tuple[InvoiceRow, ...] = field(default=())
    invoice_line: tuple[InvoiceLineRow, ...] = field(default=())
    payment: tuple[PaymentRow, ...] = field(default=())
    time_entry: tuple[TimeEntryRow, ...] = field(default=())
    expense: tuple[ExpenseRow, ...] = field(default=())
    delivery: tuple[DeliveryRow, ...] = field(default=())
    ticket: tuple[TicketRow, ...] = field(default=())
    quota: tuple[QuotaRow, ...] = field(default=())
    feedback: tuple[FeedbackRow, ...] = field(default=())


def column_types(relation: str) -> dict[str, type]:
    """The plain type of each column of a relation, in order; optional ones without their None."""
    hints = get_type_hints(RELATIONS[relation])
    return {name: _plain(hint) for name, hint in hints.items()}


def _plain(hint: object) -> type:
    """`str | None` becomes `str`."""
    choices = [part for part in getattr(hint, "__args__", (hint,)) if part is not type(None)]
    return choices[0] if isinstance(choices[0], type) else str
