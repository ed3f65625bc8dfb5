"""A script for each vendor: what it is filled with, what happens there then, and what comes of it.

The made-up vendors are in `vendors`; what is tried with all of them is in `test_vendors`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.live.selling import KEY
from tests.live.vendors.dynamics import TEXT, Dynamics
from tests.live.vendors.pipedrive import Pipedrive
from tests.live.vendors.quickbooks import QuickBooks
from tests.live.vendors.salesforce import Salesforce
from tests.live.vendors.signing import person, program
from tests.live.vendors.stripe import Stripe
from tests.live.vendors.xero import Xero, xero_day

from goodwill.live.deals import dynamics, pipedrive
from goodwill.live.money import quickbooks, stripe, xero
from goodwill.live.wire.paces import Limit

Rows = list[tuple[object, ...]]
MONEY = 1_000_000
OPPORTUNITY = ("opportunity", "deal_id", "account_id", "status", "owner", "contact_email")
INVOICE = ("invoice", "invoice_id", "account_id", "amount", "currency", "due_on is null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is tried with one vendor. `one` makes a record, under a key that begins with `key`."""

    kind: str
    make: Callable[[], Any]
    change: Callable[[Any], None]
    one: Callable[..., None]
    key: str
    watched: tuple[str, ...]
    before: Rows
    after: Rows
    gone: int
    secret: str = KEY
    limits: tuple[Limit, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    is_signed: bool = False


def deal(vendor: Pipedrive, key: int, **said: object) -> None:
    usual = {"title": f"Deal {key}", "status": "open", "value": 1200.5, "currency": "EUR"}
    owned = {"org_id": 11, "person_id": 21, "owner_id": 7, "is_deleted": False}
    vendor.put("deals", key, **{**usual, **owned, **said})


def a_pipedrive() -> Pipedrive:
    vendor = Pipedrive(KEY)
    vendor.put("organizations", 11, name="Acre Ltd", owner_id=7)
    vendor.put("organizations", 12, name="Brook Ltd", owner_id=7)
    emails = [{"value": "kim@acre.example", "primary": True, "label": "work"}]
    vendor.put("persons", 21, name="Kim Oak", last_name="Oak", emails=emails, org_id=11)
    deal(vendor, 31)
    deal(vendor, 32)
    return vendor


def change_pipedrive(vendor: Pipedrive) -> None:
    deal(vendor, 31, status="won", won_time="2026-04-01T10:00:00Z")
    deal(vendor, 32, status="deleted")
    deal(vendor, 33)


def opportunity(vendor: Salesforce, key: str, **said: object) -> None:
    usual = {"AccountId": "001A", "Name": f"Deal {key}", "StageName": "Proposal"}
    days = {"CloseDate": "2026-05-01", "CreatedDate": "2026-01-02T08:00:00.000+0000"}
    state = {"IsClosed": False, "IsWon": False, "Amount": 1200.5, "Owner": {"Name": "Ada Ours"}}
    vendor.put("Opportunity", key, **{**usual, **days, **state, **said})


def a_salesforce() -> Salesforce:
    vendor = Salesforce()
    vendor.put("Account", "001A", Name="Acre Ltd", Website="https://acre.example")
    vendor.put("Contact", "003A", AccountId="001A", LastName="Oak", Email="kim@acre.example")
    opportunity(vendor, "006A")
    opportunity(vendor, "006B")
    return vendor


def change_salesforce(vendor: Salesforce) -> None:
    opportunity(vendor, "006A", IsClosed=True, IsWon=True)
    opportunity(vendor, "006B", IsDeleted=True)
    opportunity(vendor, "006C", IsClosed=True)


def lead(vendor: Dynamics, key: str, **said: object) -> None:
    usual = {"name": f"Deal {key}", "createdon": "2026-01-02T08:00:00Z", "statecode": 0}
    money = {"estimatedvalue": 1200.5, "_transactioncurrencyid_value": "c1"}
    whose = {"_parentaccountid_value": "a1", f"_ownerid_value{TEXT}": "Ada Ours"}
    vendor.put("opportunities", key, **{**usual, **money, **whose, **said})


def a_dynamics() -> Dynamics:
    vendor = Dynamics()
    vendor.put("accounts", "a1", name="Acre Ltd", websiteurl="acre.example")
    vendor.put("contacts", "p1", fullname="Kim", emailaddress1="kim@acre.example")
    lead(vendor, "o1")
    lead(vendor, "o2")
    return vendor


def change_dynamics(vendor: Dynamics) -> None:
    lead(vendor, "o1", statecode=1, actualvalue=1300, actualclosedate="2026-04-01")
    vendor.delete("opportunities", "o2")
    lead(vendor, "o3", statecode=2, actualclosedate="2026-04-02")


def bill(vendor: Xero, key: str, **said: object) -> None:
    line = {"Description": "Work", "Quantity": 2.0, "UnitAmount": 50.0, "LineAmount": 100.0}
    usual = {"InvoiceNumber": f"INV-{key}", "Type": "ACCREC", "Status": "AUTHORISED"}
    money = {"SubTotal": 100.0, "TotalTax": 19.0, "Total": 119.0, "CurrencyCode": "EUR"}
    days = {"Date": xero_day("2026-03-01"), "DueDate": xero_day("2026-03-31")}
    whose = {"Contact": {"ContactID": "c1", "Name": "Acre Ltd"}, "LineItems": [line]}
    vendor.put("Invoices", key, **{**usual, **money, **days, **whose, **said})


def a_xero() -> Xero:
    vendor = Xero()
    vendor.put("Contacts", "c1", Name="Acre Ltd", EmailAddress="kim@acre.example", IsCustomer=True)
    bill(vendor, "1")
    bill(vendor, "2")
    paid = {"PaymentType": "ACCRECPAYMENT", "Status": "AUTHORISED", "Amount": 119.0}
    invoice = {"InvoiceID": "1", "InvoiceNumber": "INV-1"}
    vendor.put("Payments", "p1", **paid, Date=xero_day("2026-04-02"), Invoice=invoice)
    return vendor


def change_xero(vendor: Xero) -> None:
    bill(vendor, "1", Status="PAID")
    bill(vendor, "2", Status="VOIDED")
    bill(vendor, "3", InvoiceNumber="INV-3a")


def sale(vendor: QuickBooks, key: str, sort: str = "Invoice", **said: object) -> None:
    detail = {"ItemRef": {"value": "1", "name": "Work"}, "Qty": 2, "UnitPrice": 50}
    kind = {"DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}
    lines = [{"Amount": 100, "Description": "Work", **kind}]
    total = {"Amount": 100, "DetailType": "SubTotalLineDetail"}
    usual = {"DocNumber": f"N{key}", "TxnDate": "2026-03-01", "TotalAmt": 119}
    whose = {"CustomerRef": {"value": "11", "name": "Acre"}, "CurrencyRef": {"value": "EUR"}}
    vendor.put(sort, key, **{**usual, **whose, "Line": [*lines, total], **said})


def a_quickbooks() -> QuickBooks:
    vendor = QuickBooks()
    vendor.put("Customer", "11", DisplayName="Acre Ltd", FullyQualifiedName="Acre Ltd")
    sale(vendor, "1", DueDate="2026-03-31")
    sale(vendor, "2", DueDate="2026-03-31")
    sale(vendor, "3", "CreditMemo", DocNumber="C3")
    line = {"Amount": 119, "LinkedTxn": [{"TxnId": "1", "TxnType": "Invoice"}]}
    vendor.put("Payment", "9", TxnDate="2026-04-02", TotalAmt=119, Line=[line])
    return vendor


def change_quickbooks(vendor: QuickBooks) -> None:
    vendor.delete("Invoice", "2")
    sale(vendor, "4", DueDate="2026-03-31")


def charge_invoice(vendor: Stripe, key: str, **said: object) -> None:
    usual = {"customer": "cus_1", "currency": "eur", "status": "open", "total": 11900, "tax": 1900}
    more = {"amount_due": 11900, "customer_name": "Acre Ltd", "due_date": 1_775_000_000}
    moments = {"status_transitions": {"finalized_at": 1_772_000_000, "paid_at": None}}
    vendor.put("invoices", key, **{**usual, **more, **moments, **said})


def a_stripe() -> Stripe:
    vendor = Stripe(KEY)
    vendor.put("customers", "cus_1", name="Acre Ltd", email="kim@acre.example")
    charge_invoice(vendor, "in_1", charge="ch_1")
    charge_invoice(vendor, "in_2")
    paid = {"amount": 11900, "amount_refunded": 0, "currency": "eur", "paid": True}
    vendor.put("charges", "ch_1", **paid, captured=True, invoice="in_1", customer="cus_1")
    return vendor


def change_stripe(vendor: Stripe) -> None:
    charge_invoice(vendor, "in_1", status="paid")
    charge_invoice(vendor, "in_2", status="void")
    charge_invoice(vendor, "in_3", total=5000, tax=0, currency="jpy")


SCRIPTS = (
    Script(
        kind="pipedrive",
        make=a_pipedrive,
        change=change_pipedrive,
        one=deal,
        key="",
        watched=OPPORTUNITY,
        before=[
            ("31", "11", "open", "Ada Ours", "kim@acre.example"),
            ("32", "11", "open", "Ada Ours", "kim@acre.example"),
        ],
        after=[
            ("31", "11", "won", "Ada Ours", "kim@acre.example"),
            ("33", "11", "open", "Ada Ours", "kim@acre.example"),
        ],
        gone=1,
        limits=pipedrive.LIMITS,
        more={"url": "https://acre.pipedrive.example"},
    ),
    Script(
        kind="salesforce",
        make=a_salesforce,
        change=change_salesforce,
        one=opportunity,
        key="006",
        watched=OPPORTUNITY,
        before=[
            ("006A", "001A", "open", "Ada Ours", None),
            ("006B", "001A", "open", "Ada Ours", None),
        ],
        after=[
            ("006A", "001A", "won", "Ada Ours", None),
            ("006C", "001A", "lost", "Ada Ours", None),
        ],
        gone=1,
        secret=program(),
        more={"url": "https://acre.my.salesforce.example", "program": "yes"},
        is_signed=True,
    ),
    Script(
        kind="dynamics",
        make=a_dynamics,
        change=change_dynamics,
        one=lead,
        key="x",
        watched=OPPORTUNITY,
        before=[("o1", "a1", "open", "Ada Ours", None), ("o2", "a1", "open", "Ada Ours", None)],
        after=[("o1", "a1", "won", "Ada Ours", None), ("o3", "a1", "lost", "Ada Ours", None)],
        gone=1,
        secret=program("https://acre.crm.dynamics.example/.default"),
        limits=dynamics.LIMITS,
        more={"url": "https://acre.crm.dynamics.example", "program": "yes", "tenant": "t1"},
        is_signed=True,
    ),
    Script(
        kind="xero",
        make=a_xero,
        change=change_xero,
        one=bill,
        key="x",
        watched=INVOICE,
        before=[
            ("INV-1", "c1", 100 * MONEY, "EUR", 0),
            ("INV-2", "c1", 100 * MONEY, "EUR", 0),
        ],
        after=[
            ("INV-1", "c1", 100 * MONEY, "EUR", 0),
            ("INV-3a", "c1", 100 * MONEY, "EUR", 0),
        ],
        gone=0,
        secret=person(),
        limits=xero.LIMITS,
        is_signed=True,
    ),
    Script(
        kind="quickbooks",
        make=a_quickbooks,
        change=change_quickbooks,
        one=sale,
        key="9",
        watched=INVOICE,
        before=[
            ("C3", "11", -100 * MONEY, "EUR", 1),
            ("N1", "11", 100 * MONEY, "EUR", 0),
            ("N2", "11", 100 * MONEY, "EUR", 0),
        ],
        after=[
            ("C3", "11", -100 * MONEY, "EUR", 1),
            ("N1", "11", 100 * MONEY, "EUR", 0),
            ("N4", "11", 100 * MONEY, "EUR", 0),
        ],
        gone=1,
        secret=person(),
        limits=quickbooks.LIMITS,
        more={"company": "9130347957983546"},
        is_signed=True,
    ),
    Script(
        kind="stripe",
        make=a_stripe,
        change=change_stripe,
        one=charge_invoice,
        key="in_x",
        watched=INVOICE,
        before=[
            ("in_1", "cus_1", 100 * MONEY, "EUR", 0),
            ("in_2", "cus_1", 100 * MONEY, "EUR", 0),
        ],
        after=[
            ("in_1", "cus_1", 100 * MONEY, "EUR", 0),
            ("in_3", "cus_1", 5000 * MONEY, "JPY", 0),
        ],
        gone=0,
        limits=stripe.LIMITS,
    ),
)
