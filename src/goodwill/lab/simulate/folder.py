"""The files of a simulated company: written account by account, the truth beside them.

DIR/company/   goodwill.toml, *.mbox, calendar.ics, the tables, expect.json (for `evaluate`)
DIR/truth.json       everything that was so
DIR/answers.csv      the same as answers for `goodwill calibrate`
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from io import BufferedWriter, TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from goodwill.demo.rows import (
    AccountRow,
    AgreementRow,
    ContactRow,
    DealRow,
    DeliveryRow,
    EffortRow,
    ExpenseRow,
    InvoiceRow,
    PaymentRow,
    QuotaRow,
    TicketRow,
)
from goodwill.errors import CallError
from goodwill.lab.simulate.asked import MISSING, Asked
from goodwill.lab.simulate.days import DAY, Months, month_after
from goodwill.lab.simulate.diary import calendar_lines
from goodwill.lab.simulate.ledger import LineRow, cents
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.mail import mbox_entry
from goodwill.lab.simulate.people import Firm
from goodwill.lab.simulate.sums import COST_OF_CAPITAL, HOURLY_COST
from goodwill.lab.simulate.truth import AccountTruth, Truth, write_truth
from goodwill.lab.simulate.ways import WAYS

__all__ = ["COMPANY", "TRUTH", "Folder"]

COMPANY, TRUTH, ANSWERS, EXPECTED = "company", "truth.json", "answers.csv", "expect.json"
TABLES: dict[str, Any] = {
    "accounts": AccountRow,
    "contacts": ContactRow,
    "deals": DealRow,
    "agreements": AgreementRow,
    "invoices": InvoiceRow,
    "invoice_lines": LineRow,
    "payments": PaymentRow,
    "effort": EffortRow,
    "expenses": ExpenseRow,
    "deliveries": DeliveryRow,
    "tickets": TicketRow,
    "quotas": QuotaRow,
}


class Folder:
    """The open files of a company; a context manager that closes them."""

    def __init__(self, folder: Path, firm: Firm, months: Months, asked: Asked) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise CallError(f"{folder} is not empty.", hint="Name a folder that is not there yet.")
        self.place, self.firm, self.months, self.asked = folder / COMPANY, firm, months, asked
        self.place.mkdir(parents=True)
        self.mails = 0
        left_out = {table for name in asked.missing for table in MISSING[name]}
        self.files: dict[str, TextIOWrapper] = {}
        self.writers: dict[str, Any] = {}
        for name in TABLES:
            if name not in left_out:
                self._open_table(name)
        self.boxes: dict[str, BufferedWriter] = {}
        self.calendar: TextIOWrapper | None = None
        if "calendar" not in asked.missing:
            self.calendar = self._text("calendar.ics")
            self.calendar.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//simulated//EN\r\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for file in (*self.files.values(), *self.boxes.values(), self.calendar):
            if file is not None:
                file.close()

    def _text(self, name: str) -> TextIOWrapper:
        return (self.place / name).open("w", encoding="utf-8", newline="")

    def _open_table(self, name: str) -> None:
        self.files[name] = self._text(f"{name}.csv")
        self.writers[name] = csv.writer(self.files[name], lineterminator="\n")
        self.writers[name].writerow(TABLES[name]._fields)

    def _rows(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        if table in self.writers:
            self.writers[table].writerows([_cell(value) for value in row] for row in rows)

    def account(self, life: Life) -> None:
        """All of one account."""
        ledger = life.ledger
        self._rows("accounts", [_account(life)])
        self._rows("contacts", _contacts(life))
        for name in ("deals", "agreements", "invoices", "payments", "effort", "expenses"):
            self._rows(name, getattr(ledger, name))
        self._rows("invoice_lines", ledger.lines)
        self._rows("deliveries", ledger.deliveries)
        self._rows("tickets", ledger.tickets)
        if self.calendar is not None:
            for meeting in life.meetings:
                self.calendar.writelines(f"{line}\r\n" for line in calendar_lines(meeting))
        if "mail" not in self.asked.missing:
            self._mail(life)

    def _mail(self, life: Life) -> None:
        """Each mail in the mailbox of everybody of ours who wrote or got it."""
        for mail in sorted(life.pen.mails, key=lambda one: (one.at, one.message_id)):
            entry = mbox_entry(mail)
            self.mails += 1
            for person in dict.fromkeys((mail.by, *mail.to, *mail.cc)):
                if person.ours:
                    self._box(person.email).write(entry)

    def _box(self, email: str) -> BufferedWriter:
        if email not in self.boxes:
            self.boxes[email] = (self.place / f"{email.partition('@')[0]}.mbox").open("wb")
        return self.boxes[email]

    def finish(self, truth: Truth) -> None:
        """What stands once in a company, and its truth."""
        self._rows("quotas", _quotas(self.firm, self.months))
        if self.calendar is not None:
            self.calendar.write("END:VCALENDAR\r\n")
        settings = (
            f'[company]\nname = "{self.firm.name}"\ndomains = ["{self.firm.domain}"]\n'
            f'currency = "EUR"\nhourly_cost = {HOURLY_COST}\ncost_of_capital = {COST_OF_CAPITAL}\n'
            'desired_kind = "partner"\ntimezone = "UTC"\n'
        )
        (self.place / "goodwill.toml").write_text(settings, "utf-8")
        expected = {"accounts": [_expected(one, truth) for one in truth.accounts]}
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        (self.place / EXPECTED).write_bytes(orjson.dumps(expected, option=options))
        write_truth(truth, self.place.parent / TRUTH)
        _write_answers(truth, self.place.parent / ANSWERS)


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return "" if value is None else value


def _account(life: Life) -> AccountRow:
    return AccountRow(
        account_id=life.client.account_id,
        name=life.client.name,
        domains=life.client.domain,
        owner=life.owner.email,
        segment="",
        parent_account_id=None,
        desired_kind=None,
        customer_since=life.months.first(0),
    )


def _contacts(life: Life) -> Iterable[ContactRow]:
    for person in life.met:
        yield ContactRow(
            email=person.email,
            name=person.name,
            title=person.title,
            account_id=life.client.account_id,
            committee_role=person.role,
            manager_email=None,
            left_on=life.left.get(person.email),
        )


def _quotas(firm: Firm, months: Months) -> Iterable[QuotaRow]:
    """Quarters of the calendar, for everybody who sells."""
    for number in range(months.count):
        first = months.first(number)
        if first.month % 3 == 1:
            for owner in firm.owners:
                yield QuotaRow(owner.email, first, month_after(first, 3) - DAY, cents(90_000))


def _not_there(account: AccountTruth) -> list[str]:
    """Patterns that are not there, whoever reads it."""
    known = {way.pattern for way in WAYS.values()}
    return sorted(known - {*account.patterns, *account.debatable})


def _expected(account: AccountTruth, truth: Truth) -> dict[str, object]:
    """What `goodwill evaluate` reads of an account."""
    absent = ["absent", "watch", "not_assessable"]
    rules: list[dict[str, object]] = []
    if account.kind or not any(account.kinds.values()):
        rules.append({"at": "kind.now", "is": account.kind})
    if account.stage:
        rules.append({"at": "stage.now", "is": account.stage})
    rules += [{"at": f"patterns[{one}].status", "is": "present"} for one in account.patterns]
    rules += [{"at": f"patterns[{one}].status", "in": absent} for one in _not_there(account)]
    return {"account": account.account_id, "as_of": truth.as_of.isoformat(), "expect": rules}


def _write_answers(truth: Truth, file: Path) -> None:
    """The kinds and patterns as answers, as somebody would give them who knows."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(("account", "as_of", "line", "answer"))
        for account in truth.accounts:
            if account.kind:
                writer.writerow((account.account_id, truth.as_of, "kind", account.kind))
            for answer, names in (("yes", account.patterns), ("no", _not_there(account))):
                for name in names:
                    line = f"patterns[{name}]"
                    writer.writerow((account.account_id, truth.as_of, line, answer))
