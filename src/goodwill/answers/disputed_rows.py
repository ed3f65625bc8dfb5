"""Rows as people say they are, before anything is measured: sentences, parts, how deals began.

A sentence that somebody marked as misread under a line is nowhere taken for what that line takes it
for, on this account: no other line may rest on the same mistake. A part in the decision that
somebody named is the person's, as though a table had it; so is how a deal began. What people say of
whole lines is a matter of `goodwill.judge.answers`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from goodwill.facts.calibration import MOST_CERTAIN
from goodwill.facts.disputes import NOBODY, Dispute, group_of, id_in, is_of_sentence

if TYPE_CHECKING:
    from goodwill.catalogue.loader import Catalogue
    from goodwill.catalogue.schema import Sign

__all__ = ["as_disputed", "read_by"]

Facts = Mapping[str, pa.Table]
Mail = tuple[str, str]
"""An account, and the ref of a mail."""

ACTS = "acts"
COMMITTEE = "committee"
DEALS = "deals"
NAMED_IN = {"act": "act", "remark": "remark"}
"""By relation, the column that says what a sentence does."""


class Misread(NamedTuple):
    """A sentence of a mail (None: any of it) that does none of `names`."""

    quote: str | None
    names: frozenset[str]


def as_disputed(facts: Facts, said: Mapping[str, Sequence[Dispute]], catalogue: Catalogue) -> Facts:
    """The relations as people have mended them; the same where nobody spoke of rows."""
    words = [one for some in said.values() for one in _last(some)]
    misread = [one for one in words if is_of_sentence(one) and one.answer == "wrong"]
    sure = [one for one in words if is_of_sentence(one) and _vouches(one)]
    parts = [one for one in words if group_of(one.line) == COMMITTEE and one.value]
    begun = [one for one in words if group_of(one.line) == DEALS and one.value]
    if not (misread or sure or parts or begun):
        return facts
    found = dict(facts)
    mails = _misread(facts, misread, catalogue)
    for relation in NAMED_IN:
        found[relation] = _without(facts[relation], relation, mails)
    if sure:
        found["act"] = _vouched_for(found["act"], sure)
    if parts:
        found["person"] = _with_parts(found["person"], parts)
    if begun:
        found["opportunity"] = _with_origins(found["opportunity"], begun)
    return found


def _last(said: Iterable[Dispute]) -> Iterable[Dispute]:
    """Of each sentence and person under a line the last word, whoever gave it."""
    last = {(one.line, one.about): one for one in said if one.about is not None}
    return last.values()


def _vouches(one: Dispute) -> bool:
    return one.answer == "right" and group_of(one.line) == ACTS


def read_by(line: str, catalogue: Catalogue) -> frozenset[str]:
    """The acts and remarks that a line takes sentences for; none where nobody can name them."""
    name = id_in(line)
    match group_of(line):
        case "acts":
            return frozenset({name})
        case "patterns":
            found = catalogue.patterns.get(name)
            return _named(found.acts, found.sign, found.says) if found else frozenset()
        case "practices":
            practice = catalogue.practices.get(name)
            return _named(practice.acts, (), practice.says) if practice else frozenset()
        case "expectations":
            wish = catalogue.expectations.get(name)
            return _named(wish.acts, wish.sign, ()) if wish else frozenset()
        case "risks":
            risk = catalogue.risks.get(name)
            return _named(risk.acts, risk.sign, risk.says) if risk else frozenset()
        case _:
            return frozenset()


def _named(acts: Iterable[str], signs: Iterable[Sign], says: Iterable[str]) -> frozenset[str]:
    return frozenset({*acts, *(sign.act or sign.remark for sign in signs), *says})


def _misread(
    facts: Facts, said: Sequence[Dispute], catalogue: Catalogue
) -> Mapping[Mail, Sequence[Misread]]:
    """By account and mail, the sentences that are none of what a line takes them for.

    Where nobody can name that, or they were read as none of it, they are nothing at all.
    """
    found: defaultdict[Mail, list[Misread]] = defaultdict(list)
    there = _rows_of(facts, {(one.account_id, one.about.ref) for one in said if one.about})
    for one in said:
        if one.about is None:
            continue
        mail, quote = (one.account_id, one.about.ref), one.about.quote
        is_as = {name for name, words in there[mail] if _is_same(quote, words)}
        found[mail].append(Misread(quote, frozenset(is_as & read_by(one.line, catalogue) or is_as)))
    return found


def _rows_of(facts: Facts, mails: Collection[Mail]) -> Mapping[Mail, set[tuple[str, str]]]:
    """What sentences of some mails do, and their words."""
    found: defaultdict[Mail, set[tuple[str, str]]] = defaultdict(set)
    for relation in NAMED_IN:
        for account, ref, name, quote in _acts(facts[relation], relation):
            if (account, ref) in mails:
                found[account, ref].add((name, quote))
    return found


def _acts(table: pa.Table, relation: str) -> Iterable[tuple[str, str, str, str]]:
    """Account, mail, what it does and the words of each row."""
    columns = ("account_id", "message_id", NAMED_IN[relation], "quote")
    return zip(*(table.column(name).to_pylist() for name in columns), strict=True)


def _without(table: pa.Table, relation: str, misread: Mapping[Mail, Sequence[Misread]]) -> pa.Table:
    """The rows of acts or remarks, less what people say was misread."""
    kept = [
        not any(
            name in one.names and _is_same(one.quote, quote)
            for one in misread.get((account, ref), ())
        )
        for account, ref, name, quote in _acts(table, relation)
    ]
    return table if all(kept) else table.filter(pa.array(kept, type=pa.bool_()))


def _is_same(meant: str | None, quote: str) -> bool:
    """Whether that sentence is meant: as it was cut when it was shown, or as it is cut now."""
    return meant is None or meant in quote or (bool(quote) and quote in meant)


def _vouched_for(table: pa.Table, sure: Sequence[Dispute]) -> pa.Table:
    """The acts that somebody confirmed, as likely as anything is."""
    meant = {(one.account_id, one.about.ref, id_in(one.line)) for one in sure if one.about}
    columns = ("account_id", "message_id", "act", "probability")
    rows = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
    chances = [
        max(chance, MOST_CERTAIN) if key in meant else chance
        for *names, chance in rows
        for key in [tuple(names)]
    ]
    place = table.schema.get_field_index("probability")
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array(chances, type=field.type))


def _with_parts(table: pa.Table, parts: Sequence[Dispute]) -> pa.Table:
    """People with the parts that somebody named."""
    named = {
        (one.account_id, one.about.ref.casefold()): None if one.value == NOBODY else one.value
        for one in parts
        if one.about is not None
    }
    columns = ("account_id", "email", "committee_role")
    rows = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
    roles = [named.get((account, (email or "").casefold()), role) for account, email, role in rows]
    place = table.schema.get_field_index("committee_role")
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array(roles, type=field.type))


def _with_origins(table: pa.Table, begun: Sequence[Dispute]) -> pa.Table:
    """Deals that began as somebody said."""
    named = {(one.account_id, one.about.ref): one.value for one in begun if one.about is not None}
    columns = ("account_id", "deal_id", "origin")
    rows = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
    origins = [named.get((account, deal), origin) for account, deal, origin in rows]
    place = table.schema.get_field_index("origin")
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array(origins, type=field.type))
