"""The rules of a proposed mapping: the table that was found, and what else its rows tell.

An invoice's row may name its customer, the day it was paid, the day it was promised for; lines
repeat the head of their invoice; a price or an order's lines may stand in another file of the
folder. Which table it is has been decided in `fit`; single columns are in `values`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from goodwill.facts.csv_tables import columns, required_columns
from goodwill.facts.currencies import CURRENCIES
from goodwill.sources.mapped.rules import Condition, Lookup, Rule, Value
from goodwill.sources.mapped.words import fold, fold_header
from goodwill.sources.proposing.fit import PARTS, Fit, fits_of, kind_in
from goodwill.sources.proposing.names import likeness, tokens, words_for
from goodwill.sources.proposing.profile import Profile, profiles_of
from goodwill.sources.proposing.sheet import Sheet
from goodwill.sources.proposing.tax import includes_tax
from goodwill.sources.proposing.values import Ask, column_value, lessened, status_value

__all__ = ["Draft", "amount_in", "draft_rules"]

_LIKE = 0.9
_COVERED = 0.8


@dataclass(slots=True)
class Draft:
    """What is being put together: rules, look-ups, questions, and sentences that explain."""

    sheet: Sheet
    profiles: Sequence[Profile]
    others: Sequence[Sheet]
    answers: Mapping[str, str]
    rules: list[Rule] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    because: list[str] = field(default_factory=list)


def draft_rules(draft: Draft, fit: Fit) -> None:
    """Fill a draft with the rules for the table that was found."""
    account = _account(draft, fit)
    found = dict(fit.columns) | account
    values = _values(draft, fit.table, found)
    _ADDED.get(fit.table, _nothing_more)(draft, found, values)
    _name_rows(fit.table, found, values)
    _ask_for_lacking(draft, fit.table, values)
    main = _rule(fit.table, values)
    if fit.table == "invoice_lines":
        _head_of_lines(draft, found, values)
    draft.rules += _by_sort(draft, main)
    if fit.table == "invoices":
        _paid(draft, found, values)
        _delivered(draft, found, values)


def _values(draft: Draft, table: str, found: Mapping[str, Profile]) -> dict[str, Value]:
    """The value of each column of the table that was found."""
    values: dict[str, Value] = {}
    for column in columns(table):
        profile = found.get(column)
        if profile is None:
            continue
        if (table, column) == ("deals", "status"):
            answer = draft.answers.get("status")
            values[column], ask = status_value(draft.sheet, profile, found.get("closed_on"), answer)
            draft.asks += [ask] if ask else []
        else:
            values[column] = column_value(table, column, profile)
    if "amount" in values and table in {"deals", "invoices", "invoice_lines", "expenses"}:
        values["amount"] = _net(draft, found["amount"], values["amount"])
    if {"first_name", "last_name"} <= found.keys() and "name" not in values:
        values["name"] = Value(join=(found["first_name"].name, found["last_name"].name))
    if "currency" in columns(table) and "currency" not in values:
        named = _currency_named(found)
        values |= {"currency": Value(constant=named)} if named else _currency_seen(draft, found)
    return values


def _currency_seen(draft: Draft, found: Mapping[str, Profile]) -> dict[str, Value]:
    """The only column that holds nothing but codes of currencies, whatever it is called."""
    own = {profile.at for profile in found.values()}
    codes = [one for one in draft.profiles if one.filled and one.codes == 1.0 and one.at not in own]
    if len(codes) != 1:
        return {}
    draft.because.append(f'"{codes[0].name}" holds codes of currencies.')
    return {"currency": Value(headers=(codes[0].name,))}


def _currency_named(found: Mapping[str, Profile]) -> str:
    """The currency that the header of the amount names: `Amount (USD)`."""
    header = found["amount"].name if "amount" in found else ""
    parts = "".join(c if c.isalpha() else " " for c in header).split()
    return next((part for part in parts if part in CURRENCIES), "")


def _rule(table: str, values: Mapping[str, Value]) -> Rule:
    ordered = tuple((column, values[column]) for column in columns(table) if column in values)
    return Rule(table=table, columns=ordered)


def _nothing_more(draft: Draft, found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    del draft, found, values


def _net(draft: Draft, profile: Profile, value: Value) -> Value:
    """The amount before tax, as the contract's are: by its name, by the rates, or by asking."""
    tax = next((one for one in draft.profiles if one is not profile and _is_tax(one)), None)
    if tax is None or set(tokens(profile.name)) & words_for("net"):
        return value
    answer = draft.answers.get("tax") or includes_tax(draft.sheet, profile, tax)
    if set(tokens(profile.name)) & words_for("gross"):
        answer = "gross"
    if answer not in {"gross", "net"}:
        asks = f'Is "{profile.name}" before tax (net) or with it (gross)?'
        draft.asks.append(Ask(key="tax", asks=asks, choices=("net", "gross")))
    if answer != "gross":
        return value
    draft.because.append(f'"{profile.name}" holds the tax, so "{tax.name}" is taken off.')
    return replace(value, minus=(tax.name,))


def _is_tax(profile: Profile) -> bool:
    said = set(tokens(profile.name))
    return (
        bool(said & words_for("tax"))
        and not said & words_for("not_tax")
        and (profile.numbers >= _LIKE)
    )


def _account(draft: Draft, fit: Fit) -> dict[str, Profile]:
    """The customer by id where the sheet has one beside the name; the name makes an account."""
    if fit.table in {"accounts", "contacts"} or "account_id" not in columns(fit.table):
        return {}
    own = {profile.at for column, profile in fit.columns.items() if column != "account_id"}
    near = [
        one for one in draft.profiles
        if one.at not in own and _names_account(fit.table, one)
    ]  # fmt: skip
    ids = [one for one in near if _is_id(one)] or [one for one in near if _is_coded(one)]
    names = [one for one in near if one not in ids and one.numbers < _LIKE]
    if not ids or not names or not _leads_to(draft.sheet, ids[0], names[0]):
        return {}
    values = {"account_id": Value(headers=(ids[0].name,)), "name": Value(headers=(names[0].name,))}
    rule = replace(_rule("accounts", values), once=True, mismatch="ignore")
    draft.rules.append(rule)
    draft.because.append(
        f'"{ids[0].name}" names the customer, "{names[0].name}" is what it is called.'
    )
    return {"account_id": ids[0]}


def _names_account(table: str, profile: Profile) -> bool:
    """By the table's own names for its customer, or by those of a list of customers."""
    if likeness(table, "account_id", profile.name) >= _LIKE:
        return True
    is_of_account = len(tokens(profile.name)) > 1  # "Name" and "Number" alone are of the row
    columns_ = ("account_id", "name")
    return is_of_account and any(
        likeness("accounts", one, profile.name) >= _LIKE for one in columns_
    )


def _is_coded(profile: Profile) -> bool:
    """Figures in every cell and blanks in none: `10001`, `C-17`."""
    cells = profile.values
    return bool(cells) and all(" " not in c and any(map(str.isdecimal, c)) for c in cells)


def _is_id(profile: Profile) -> bool:
    """By the words of its header, or the end of one: `Kundennr`, `customerid`."""
    said = tokens(profile.name)
    ends = tuple(words_for("id_endings"))
    return bool(set(said) & words_for("id")) or any(one.endswith(ends) for one in said)


def _leads_to(sheet: Sheet, one: Profile, other: Profile) -> bool:
    """Whether nearly every value of one column has one value of the other beside it."""
    beside: dict[str, set[str]] = {}
    for row in sheet.rows:
        if row[one.at] and row[other.at]:
            beside.setdefault(row[one.at], set()).add(row[other.at])
    single = sum(len(values) == 1 for values in beside.values())
    return bool(beside) and single >= _COVERED * len(beside)


def _add_to_invoices(draft: Draft, found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    """An amount that stands in the file of the lines."""
    if "amount" in values or "invoice_id" not in found:
        return
    key = found["invoice_id"]
    for other in draft.others:
        value = amount_in(other, key.name)
        if value is not None:
            lookup = Lookup(name=other.name, file=other.name, key=_same_header(other, key.name))
            draft.lookups.append(lookup)
            values["amount"] = replace(value, lookup=other.name, by=key.name, is_total=True)
            draft.because.append(f"The amount is added up from the lines in {other.name}.")
            return


def amount_in(other: Sheet, key: str) -> Value | None:
    """How the amount of a line is found in another sheet that names the same key."""
    if not _same_header(other, key):
        return None
    fit = next(one for one in fits_of(profiles_of(other), other.name, {})
               if one.table == "invoice_lines")  # fmt: skip
    values: dict[str, Value] = {
        column: Value(headers=(profile.name,))
        for column, profile in fit.columns.items()
        if column in columns("invoice_lines")
    }
    _reckon_line(fit.columns, values)
    return values.get("amount")


def _same_header(other: Sheet, name: str) -> str:
    return next((one for one in other.names if fold_header(one) == fold_header(name)), "")


def _add_to_lines(draft: Draft, found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    """An amount from price and quantity; a number from what tells lines of an invoice apart."""
    _reckon_line(found, values)
    if "line" not in values:
        sku = found.get("sku")
        values["line"] = Value(headers=() if sku is None else (sku.name,), is_counted=True)
    if "list_unit_price" not in values:
        _look_up_price(draft, found.get("sku"), "list_unit_price", values)


def _reckon_line(found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    """Price times quantity, less a discount: the price is then the list price."""
    price, quantity, discount = (found.get(one) for one in ("unit_price", "quantity", "discount"))
    if price is None or quantity is None or "amount" in values:
        return
    header = Value(headers=(price.name,))
    values["amount"] = lessened(replace(header, times=(quantity.name,)), discount)
    if discount is not None and "list_unit_price" not in values:
        values["list_unit_price"] = header
        values["unit_price"] = lessened(header, discount)


def _add_to_deals(draft: Draft, found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    if "list_amount" in values:
        return
    named = [
        one for one in draft.profiles
        if max(likeness("invoice_lines", "sku", one.name), likeness("deals", "name", one.name))
        >= _LIKE and one.days < _LIKE
    ]  # fmt: skip
    del found
    for product in named:
        if _look_up_price(draft, product, "list_amount", values):
            return


def _look_up_price(
    draft: Draft, product: Profile | None, column: str, values: dict[str, Value]
) -> bool:
    """A list price from another sheet whose key most of these products are found by."""
    if product is None or not product.values:
        return False
    wanted = {fold_header(value) for value in product.values}
    for other in draft.others:
        for key in profiles_of(other):
            known = {fold_header(value) for value in key.values}
            if not key.is_unique or len(wanted & known) < _COVERED * len(wanted):
                continue
            price = _price_in(other, key)
            if price is not None:
                draft.lookups.append(Lookup(name=other.name, file=other.name, key=key.name))
                values[column] = Value(headers=(price.name,), lookup=other.name, by=product.name)
                draft.because.append(
                    f'The list price of "{product.name}" is looked up in {other.name}.'
                )
                return True
    return False


def _price_in(other: Sheet, key: Profile) -> Profile | None:
    likes = (
        (max(likeness("invoice_lines", column, one.name)
             for column in ("list_unit_price", "unit_price")), one)
        for one in profiles_of(other)
        if one is not key and one.numbers >= _LIKE
    )  # fmt: skip
    like, price = max(likes, key=lambda found: found[0], default=(0.0, None))
    return price if like >= _LIKE else None


def _head_of_lines(draft: Draft, found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    """Lines that repeat the customer and the day of their invoice make the invoice, too."""
    own = {found[one].at for one in ("amount", "unit_price", "quantity", "sku") if one in found}
    left = [profile for profile in draft.profiles if profile.at not in own]
    fit = next(one for one in fits_of(left, "invoice", {}) if one.table == "invoices")
    heads = {column: fit.columns[column] for column in fit.columns if column not in PARTS}
    heads |= {"invoice_id": found["invoice_id"]} if "invoice_id" in found else {}
    if not {"account_id", "issued_on", "invoice_id"} <= heads.keys() or "amount" not in values:
        return
    account = _account(draft, replace(fit, columns=heads))
    head = _values(draft, "invoices", heads | account)
    head.setdefault("amount", replace(values["amount"], is_total=True))
    draft.rules.append(replace(_rule("invoices", head), once=True))
    draft.because.append("Several rows are lines of one invoice; the invoice is made once.")


def _paid(draft: Draft, found: Mapping[str, Profile], values: Mapping[str, Value]) -> None:
    """The day an invoice was paid is a payment."""
    if "paid_on" not in found or not {"invoice_id", "amount"} <= values.keys():
        return
    paid = found["paid_on"].name
    amount = Value(headers=(found["amount_paid"].name,)) if "amount_paid" in found else None
    rule = _rule(
        "payments",
        {
            "payment_id": replace(values["invoice_id"], suffix="-paid"),
            "invoice_id": values["invoice_id"],
            "paid_on": Value(headers=(paid,)),
            "amount": amount or values["amount"],
        },
    )
    draft.rules.append(replace(rule, when=(Condition(header=paid, words=("",), is_not=True),)))
    draft.because.append(f'An invoice with a day under "{paid}" was paid on that day.')


def _say_what_waits(draft: Draft, found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    """A payment belongs to one invoice; a cell that lists several names none."""
    del values
    named = found.get("invoice_id")
    listed = sorted(filter(_is_list, named.values)) if named is not None else []
    if named is not None and listed:
        cells = "1 cell" if len(listed) == 1 else f"{len(listed)} cells"
        draft.because.append(
            f'"{named.name}" names several invoices in {cells}, such as "{listed[0]}": part such '
            "rows, one for each invoice with its amount, or they wait for an invoice of that name."
        )


def _is_list(cell: str) -> bool:
    """`SI-1, SI-2`, `17; 18`, `17 + 18`: every part has a figure."""
    parts = [part.strip() for part in _BETWEEN.split(cell)]
    return len(parts) > 1 and all(any(map(str.isdecimal, part)) for part in parts)


_BETWEEN = re.compile(r"[,;+&]")


def _delivered(draft: Draft, found: Mapping[str, Profile], values: Mapping[str, Value]) -> None:
    """A promised day and the day of shipping are a delivery."""
    if "promised_on" not in found or not {"invoice_id", "account_id"} <= values.keys():
        return
    promised = found["promised_on"].name
    named = {"delivery_id": values["invoice_id"], "account_id": values["account_id"]}
    days = {
        column: Value(headers=(found[column].name,))
        for column in ("promised_on", "delivered_on")
        if column in found
    }
    when = (Condition(header=promised, words=("",), is_not=True),)
    draft.rules.append(replace(_rule("deliveries", named | days), when=when))
    draft.because.append(f'"{promised}" is the day that was promised for the delivery.')


def _by_sort(draft: Draft, rule: Rule) -> list[Rule]:
    """Rows by what they are called: drafts make nothing, credit notes take off what they say."""
    refused = {"invoices": "not_billed", "payments": "failed"}.get(rule.table)
    if refused is None:
        return [rule]
    for profile in draft.profiles:
        words = _words_of(profile, refused)
        if words:
            condition = Condition(header=profile.name, words=words, is_not=True)
            rule = replace(rule, when=(*rule.when, condition))
            draft.because.append(f'Rows with {_listed(words)} under "{profile.name}" are left out.')
    return _with_credits(draft, rule) if rule.table == "invoices" else [rule]


def _with_credits(draft: Draft, rule: Rule) -> list[Rule]:
    """Credit notes that are written without a minus are made negative."""
    amount = rule.value("amount")
    at = {profile.name: profile.at for profile in draft.profiles}
    for profile in draft.profiles if amount is not None and amount.headers else ():
        words = _words_of(profile, "credit")
        amounts = [row[at[amount.headers[0]]] for row in draft.sheet.rows
                   if amount is not None and row[profile.at] in words]  # fmt: skip
        if not amounts or any(text[:1] in "-(\u2212" or text[-1:] == "-" for text in amounts):
            continue
        columns_ = tuple(
            (column, replace(value, sign="negative") if column == "amount" else value)
            for column, value in rule.columns
        )
        is_credit = Condition(header=profile.name, words=words)
        draft.because.append(f'{_listed(words)} under "{profile.name}" is taken as negative.')
        return [
            replace(rule, when=(*rule.when, replace(is_credit, is_not=True))),
            replace(rule, columns=columns_, when=(*rule.when, is_credit)),
        ]
    return [rule]


def _words_of(profile: Profile, what: str) -> tuple[str, ...]:
    """The words of a column of few words that are of a sort."""
    known = words_for(what)
    return tuple(
        word for word, _ in profile.words
        if fold(word) in known or " ".join(tokens(word)) in known
    )  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)


_NAMED_BY = {
    "deals": ("deal_id", ("account_id", "name", "opened_on")),
    "payments": ("payment_id", ("invoice_id", "paid_on", "amount")),
    "effort": ("entry_id", ("account_id", "person", "worked_on", "activity", "hours")),
    "expenses": ("expense_id", ("account_id", "person", "spent_on", "category", "amount")),
    "deliveries": ("delivery_id", ("account_id", "deal_id", "promised_on")),
}


def _name_rows(table: str, found: Mapping[str, Profile], values: dict[str, Value]) -> None:
    """Rows without an id are named by what they say, and counted where that is equal."""
    key, parts = _NAMED_BY.get(table, ("", ()))
    if not key or key in values:
        return
    named = tuple(dict.fromkeys(found[part].name for part in parts if part in found))
    if named:
        values[key] = Value(join=named, between="/", is_counted=True)


def _ask_for_lacking(draft: Draft, table: str, values: dict[str, Value]) -> None:
    """Required columns that no header is like: taken where one alone could be it, else asked."""
    for column in sorted(required_columns(table) - values.keys()):
        used = {header for value in values.values() for header in value.named}
        fits = [
            one.name
            for one in draft.profiles
            if one.name not in used and _could_be(table, column, one)
        ]
        kind = kind_in(table, column)
        if kind == "day" and len(fits) == 1:
            values[column] = Value(headers=(fits[0],))
            draft.because.append(f'"{fits[0]}" is the only day there is, so it is {column}.')
            continue
        draft.asks.append(
            Ask(
                key=column,
                asks=f"Which column is {column} of {table}?",
                choices=tuple(fits or [one.name for one in draft.profiles]),
            )
        )


def _could_be(table: str, column: str, profile: Profile) -> bool:
    kind = kind_in(table, column)
    if kind == "number":
        return profile.numbers >= _LIKE
    if kind == "day":
        return profile.days >= _LIKE
    return profile.days < _LIKE and profile.filled > 0


_ADDED = {
    "invoices": _add_to_invoices,
    "invoice_lines": _add_to_lines,
    "deals": _add_to_deals,
    "payments": _say_what_waits,
}
