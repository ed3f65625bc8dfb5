"""The made-up company, written as a folder of files: the same seed and day, the same bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from goodwill.demo.days import Days
from goodwill.demo.diary import Held, meetings_of, write_calendar
from goodwill.demo.figures import Sums, costs_of
from goodwill.demo.ledger import draw_up, quota_rows, write_tables
from goodwill.demo.mailbox import write_mailboxes
from goodwill.demo.plan import AccountPlan, FirmPlan, load_accounts, load_firm
from goodwill.demo.rows import Books
from goodwill.demo.talk import Mail, account_mail, among_us, newsletters
from goodwill.demo.truth import AccountTruth, Truth

__all__ = ["make_company"]


def make_company(folder: Path, *, seed: int = 1, as_of: date) -> Truth:
    """Write mail, calendar, tables and settings into a new folder; answer what is true of it.

    Everything in it happened before `as_of`. Nothing in the folder tells the truth.
    """
    firm, accounts = load_firm(), load_accounts()
    days = Days(as_of=as_of, zone=ZoneInfo(firm.timezone))
    meetings = {account.id: meetings_of(firm, account, days, seed) for account in accounts}
    books = {
        account.id: draw_up(firm, account, days, meetings[account.id], seed) for account in accounts
    }
    folder.mkdir(parents=True)
    (folder / "goodwill.toml").write_text(_settings(firm), "utf-8")
    write_mailboxes(folder / "mail", firm, _all_mail(firm, accounts, days, seed))
    write_calendar(folder / "calendar.ics", firm, _in_order(meetings))
    quotas = quota_rows(firm, days)
    write_tables(folder / "csv", [*books.values(), Books(quotas=quotas)])
    sums = {
        account_id: Sums(firm=firm, days=days, books=one, quotas=quotas)
        for account_id, one in books.items()
    }
    return Truth(
        as_of=as_of,
        seed=seed,
        accounts=tuple(_truth(account, sums[account.id]) for account in accounts),
    )


def _all_mail(
    firm: FirmPlan, accounts: tuple[AccountPlan, ...], days: Days, seed: int
) -> list[Mail]:
    mails = [mail for account in accounts for mail in account_mail(firm, account, days, seed)]
    readers = [account for account in accounts if account.language == "en"]
    return [*mails, *newsletters(firm, readers, days), *among_us(firm, days, seed)]


def _in_order(meetings: dict[str, list[Held]]) -> list[Held]:
    every = [held for found in meetings.values() for held in found]
    return sorted(every, key=lambda held: (held.begins, held.uid))


def _settings(firm: FirmPlan) -> str:
    """The book's own settings, as a person would write them."""
    rates = "".join(f"{currency} = {rate}\n" for currency, rate in firm.rates.items())
    return (
        f'[company]\nname = "{firm.name}"\ndomains = ["{firm.domain}"]\n'
        f'currency = "{firm.currency}"\nhourly_cost = {firm.hourly_cost:g}\n'
        f'cost_of_capital = {firm.cost_of_capital:g}\ndesired_kind = "partner"\n'
        f'timezone = "{firm.timezone}"\n\n[rates]\n{rates}'
    )


def _truth(account: AccountPlan, sums: Sums) -> AccountTruth:
    costly = [name for name in account.patterns if name not in account.theirs]
    return AccountTruth(
        account_id=account.id,
        kind=account.kind,
        stage=account.stage,
        patterns=account.patterns,
        innocent=account.innocent,
        debatable=account.debatable,
        costs=costs_of(costly, sums),
        why=account.why,
    )
