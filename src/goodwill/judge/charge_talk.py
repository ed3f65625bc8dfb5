"""What was said of something that was charged twice: what they asked, and how we answered.

Whether it was charged twice is arithmetic (`billed_twice`). An answer that owns nothing leaves the
charge as it stands, in whatever words: it is shown as that. What all this says about us is judged
in `patterns.exploitative` and in the practices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from goodwill.facts.tables import ActRow, RemarkRow
from goodwill.facts.values import Window
from goodwill.judge.billed_twice import BilledTwice, lines_billed_twice
from goodwill.judge.case import Case
from goodwill.judge.ledger import line_amount

__all__ = ["asked_about", "defended", "names_in"]

QUESTIONED, DEFENDED = "charge_questioned", "charge_defended"
OWNED = ("fault_owned", "remedy_given")
SORRY = ("apology", "admission")
NAMING = ("money_talk", "problem", "question", "complaint", "request", "information")
"""What a sentence does that names a bill."""
OF_EVERY_SENTENCE = tuple(
    name for name in RemarkRow._fields if name in ActRow._fields and name != "due_on"
)
"""What a row says of a sentence, whatever the sentence does."""
ANSWERED_WITHIN = timedelta(days=14)
_FIGURE = re.compile(r"\d[\d.,'\u2019\u00a0\u202f]*")
_CENTS = re.compile(r"[.,]\d\d\Z")
_SHORTEST = 3  # digits of a sum that tells one bill from others


def asked_about(case: Case) -> Sequence[ActRow | RemarkRow]:
    """What they asked about a charge that was made twice, once it was out, by time.

    A question or a complaint about money; and one whose mail names the bill or its amount.
    """
    return case.once(_asked_about)


def defended(case: Case) -> Sequence[RemarkRow]:
    """Of each answer that owns nothing, the sentence that says most, as one that defends it."""
    return case.once(_defended)


def names_in(quote: str) -> set[str]:
    """What a quote may name a bill by: whole words, so that 7 is not seen in 17."""
    return {word.strip("#.,;:!?()[]'\"") for word in quote.casefold().split()}


def _asked_about(case: Case) -> Sequence[ActRow | RemarkRow]:
    twice = lines_billed_twice(case.ledger)
    if not twice:
        return ()
    since = max(min(one.line.issued_on for one in twice), case.year.start)
    window = Window(start=since, end=case.year.end)
    least = case.number("apology", "wrong_bill")
    bills = {one.line.invoice_id.casefold() for one in twice}
    amounts = set(_amounts(twice))
    priced = case.said("money_talk", by="theirs", during=window, least=least)
    about_money = {(act.message_id, act.quote) for act in priced}
    naming = {
        act.message_id
        for act in case.said(*NAMING, by="theirs", during=window)
        if bills & names_in(act.quote) or amounts & _sums_in(act.quote)
    }
    asked = case.said("question", "complaint", by="theirs", during=window, least=least)
    found: list[ActRow | RemarkRow] = [
        act
        for act in asked
        if (act.message_id, act.quote) in about_money or act.message_id in naming
    ]
    told = {(row.message_id, row.quote) for row in found}
    plainly = case.remarked(QUESTIONED, by="theirs", during=window)
    found += [row for row in plainly if (row.message_id, row.quote) not in told]
    return sorted(found, key=lambda row: (row.sent_at, row.message_id, row.quote))


def _amounts(twice: Iterable[BilledTwice]) -> Iterable[str]:
    """What the lines bill, as whole units of their currency."""
    for one in twice:
        billed = line_amount(one.line)
        if billed is not None and billed == int(billed) and billed >= 10 ** (_SHORTEST - 1):
            yield str(int(billed))


def _sums_in(quote: str) -> set[str]:
    """Whole sums that a quote names: `1.450,00`, `1,450` and `1450` are one."""
    found = (_CENTS.sub("", figure.rstrip(".,'")) for figure in _FIGURE.findall(quote))
    return {re.sub(r"\D", "", figure) for figure in found}


def _defended(case: Case) -> Sequence[RemarkRow]:
    found: dict[str, RemarkRow] = {}
    for asked in asked_about(case):
        for mail in case.threads.get(asked.thread_id, ()):
            is_answer = asked.sent_at < mail.sent_at <= asked.sent_at + ANSWERED_WITHIN
            if mail.side == "ours" and is_answer:
                if (row := _defence(case, mail.message_id)) is not None:
                    found[mail.message_id] = row
                break
    return list(found.values())


def _defence(case: Case, ref: str) -> RemarkRow | None:
    """The longest sentence of an answer, where none of it owns anything."""
    acts, remarks = case.in_mail.get(ref, ()), case.told_in_mail.get(ref, ())
    if any(row.act in SORRY for row in acts) or any(row.remark in OWNED for row in remarks):
        return None
    rows: tuple[ActRow | RemarkRow, ...] = (*acts, *remarks)
    if not rows:
        return None
    row = min(rows, key=lambda one: (-len(one.quote), one.quote))
    own = {name: getattr(row, name) for name in OF_EVERY_SENTENCE}
    return RemarkRow(**own, remark=DEFENDED, due_on=None)
