"""Which one thing under a line a person means: an item of evidence, a promise, a person's part.

Whoever speaks of one names it as the statement does: by the id of its evidence or the start of it,
by the row or mail that it stands on, or by an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

from goodwill.errors import CallError
from goodwill.facts.disputes import NOBODY, About, group_of, id_in
from goodwill.store.answers.disputes import mails_with_act
from goodwill.store.reading.deals import origin_of

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.facts.statement import CommitmentItem, Evidence, Statement

__all__ = ["thing_meant"]

Found = TypeVar("Found")

SHORTEST = 6
"""Digits of an evidence id that are enough to name it."""
WITHOUT_SUMS = frozenset({"kind", "gates", "practices"})
"""Lines that are no sum from which one row could be taken away."""
TOLD = 5


def thing_meant(book: Book, of: Statement, line: str, ref: str) -> tuple[About, str]:
    """The thing that `ref` names under a line, and how it stands ("" where it has no word for it).

    Raises `CallError` where there is none, or several, or where it cannot be spoken of alone.
    """
    if not ref.strip():
        raise CallError(f"{line} needs the one thing that is meant.", hint=_hint(line))
    match group_of(line):
        case "committee":
            return _person(of, ref)
        case "commitments":
            return _promise(of, ref)
        case "deals":
            return _deal(book, of["account"]["id"], ref)
        case "acts":
            return _act(book, of["account"]["id"], id_in(line), ref), ""
        case "stage":
            raise CallError(
                "A stage stands on its gates.", hint="Speak of the gate, as gates[first_order]."
            )
        case _:
            return _item(book, of, line, ref), ""


def _hint(line: str) -> str:
    hints = {
        "committee": "Name the person with --about ADDRESS.",
        "commitments": "Name the promise with --about, by an id of its evidence or its mail:  "
        "goodwill dispute ACCOUNT commitments",
        "deals": "Name the deal with --about, by its id in deals.csv.",
        "acts": "Name the mail with --about, by its Message-ID.",
    }
    return hints.get(group_of(line), "Name it with --about.")


def _person(of: Statement, ref: str) -> tuple[About, str]:
    """One of theirs by the address; nobody says anything of a colleague."""
    wanted = ref.strip().casefold()
    for person in of["committee"]["people"]:
        if person["email"].casefold() == wanted:
            return About(source="contact", ref=person["email"]), person["role"] or NOBODY
    raise CallError(
        f'"{ref}" is nobody at {of["account"]["name"]}.',
        hint=f"Their people:  goodwill statement {of['account']['id']}",
    )


def _promise(of: Statement, ref: str) -> tuple[About, str]:
    items = of["commitments"]["items"]
    found = [item for item in items if any(_is_named(one, ref) for one in item["evidence"])]
    made = [item for item in found if any(_makes(item, one, ref) for one in item["evidence"])]
    item = _only(made or found, ref, [one["what"] for one in found])
    first = next(one for one in item["evidence"] if _makes(item, one))
    about = About(
        source=first["source"],
        ref=first["ref"],
        quote=item["what"],
        on=date.fromisoformat(item["made_on"]),
    )
    return about, item["status"]


def _makes(item: CommitmentItem, one: Evidence, ref: str = "") -> bool:
    """Whether evidence is the sentence that makes a promise (and is what `ref` names)."""
    is_it = one["quote"] == item["what"] and one["on"] == item["made_on"]
    return is_it and (not ref or _is_named(one, ref))


def _item(book: Book, of: Statement, line: str, ref: str) -> About:
    found = book.why(of["account"]["id"], line, as_of=date.fromisoformat(of["as_of"]))
    named = [item for item in found.evidence if _is_named(item, ref)]
    item = _only(named, ref, [f"{one['id']} {one['says']}" for one in named])
    is_sentence = item["source"] == "message" and bool(item["quote"])
    if item["source"] in {"count", "dispute"}:
        raise CallError(
            f"{item['id']} is a {item['source']}, and no single thing that was misread.",
            hint="Speak of the line as a whole: leave --about out."
            if item["source"] == "count"
            else "Take it back with --withdraw.",
        )
    if group_of(line) in WITHOUT_SUMS and not is_sentence:
        raise CallError(
            f"One row cannot be taken out of {line}, which is no sum of rows.",
            hint="Speak of the line as a whole: leave --about out.",
        )
    on = None if item["on"] is None else date.fromisoformat(item["on"])
    return About(source=item["source"], ref=item["ref"], quote=item["quote"], on=on)


def _deal(book: Book, account_id: str, ref: str) -> tuple[About, str]:
    """A deal of the account by its id, and how it began where its row says so."""
    found = book.look(lambda reader: origin_of(reader, account_id, ref.strip()))
    if found is None:
        raise CallError(f'No deal "{ref}" of {account_id} is in this book.', hint=_hint("deals"))
    return About(source="deal", ref=ref.strip()), found


def _act(book: Book, account_id: str, act: str, ref: str) -> About:
    """An act of a mail that somebody of the account is on."""
    sent = book.look(lambda reader: mails_with_act(reader, account_id, act, ref.strip()))
    if not sent:
        raise CallError(
            f'No mail "{ref}" with {account_id} was read as {act}.',
            hint="A mail is named by its Message-ID, as evidence cites it.",
        )
    on = None if sent[0] is None else datetime.fromtimestamp(sent[0], UTC).date()
    return About(source="message", ref=ref.strip(), on=on)


def _is_named(item: Evidence, ref: str) -> bool:
    wanted = ref.strip()
    if wanted in {item["id"], item["ref"]}:
        return True
    return len(wanted) >= SHORTEST and item["id"].startswith(wanted)


def _only(found: Sequence[Found], ref: str, told: Iterable[str]) -> Found:
    if len(found) == 1:
        return found[0]
    if not found:
        raise CallError(
            f'Nothing there is named "{ref}".',
            hint="Name it by the id of its evidence:  goodwill dispute ACCOUNT LINE",
        )
    first = "; ".join(list(told)[:TOLD])
    raise CallError(f'"{ref}" names {len(found)} things: {first}.', hint="Use the evidence id.")
