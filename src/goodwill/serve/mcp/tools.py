"""What may be asked of a book from outside, each by the name that `Book` and the commands have.

Every tool reads, and answers with a small document that names where each line comes from. Changing
anything (a dispute, a decision) is for people, at their own doors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, Literal

import orjson
from pydantic import Field

from goodwill.errors import CallError, nearest
from goodwill.facts.glance import Glance
from goodwill.serve.cli.options import parse_day
from goodwill.serve.json_bytes import as_json
from goodwill.serve.mcp.answers import (
    Document,
    account_row,
    commitment_documents,
    committee_document,
    evidence_document,
    plan_document,
    statement_document,
)
from goodwill.serve.mcp.fences import Fences
from goodwill.serve.titles import load_titles

if TYPE_CHECKING:
    from goodwill.catalogue.loader import Catalogue
    from goodwill.serve.ports import PagesPort

__all__ = ["Tools"]

Account = Annotated[str, Field(description="An account's id; or a name or domain only one has.")]
AsOf = Annotated[
    str | None,
    Field(description="Use only what had happened by that day (YYYY-MM-DD); without it, today."),
]
Count = Annotated[int, Field(ge=1, le=50, description="How many at most.")]
Line = Annotated[
    str,
    Field(description="A line's id: kind, stage, terms_dictated, or risks[going_quiet]."),
]


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over one book; one question at a time."""

    book: PagesPort
    fences: Fences
    lock: Lock = field(default_factory=Lock)

    def all(self) -> Sequence[Callable[..., Document]]:
        """Every tool, in the order in which they are listed."""
        return (
            self.list_accounts,
            self.get_statement,
            self.get_evidence,
            self.get_committee,
            self.list_commitments,
            self.get_plan,
            self.get_concept,
        )

    def list_accounts(
        self,
        *,
        kind: Annotated[str | None, Field(description="Only accounts of this kind.")] = None,
        pattern: Annotated[
            str | None, Field(description="Only accounts where this pattern is present or watched.")
        ] = None,
        risk: Annotated[str | None, Field(description="Only accounts with this risk.")] = None,
        after: Annotated[
            str | None, Field(description="The `next` of the page before, to go on from there.")
        ] = None,
        at_most: Count = 20,
        as_of: AsOf = None,
    ) -> Document:
        """List client accounts: kind, stage, patterns, risks, what they earn, what to do next."""
        with self._asked() as book:
            _need_known(book.catalogue, kind, pattern, risk)
            day = parse_day(as_of) or book.today()
            book.assess(day)
            glances = sorted(book.glances(day), key=lambda one: one["row"]["id"])
        found = [one for one in glances if _is_meant(one, kind, pattern, risk)]
        rest = [one for one in found if after is None or one["row"]["id"] > after]
        page = rest[:at_most]
        return {
            "as_of": day.isoformat(),
            "total": len(found),
            "accounts": [account_row(one, self.fences) for one in page],
            "next": page[-1]["row"]["id"] if len(rest) > len(page) else None,
        }

    def get_statement(self, account: Account, as_of: AsOf = None) -> Document:
        """One account in short: its kind, trust earned, patterns with cost, risks, money, plan."""
        with self._asked() as book:
            statement = book.statement(account, as_of=parse_day(as_of))
        return statement_document(statement, load_titles(), self.fences)

    def get_evidence(
        self, account: Account, line: Line, as_of: AsOf = None, at_most: Count = 12
    ) -> Document:
        """What one line of a statement rests on: quotes, invoices, counts, for it and against."""
        with self._asked() as book:
            found = book.why(account, line, as_of=parse_day(as_of))
        return evidence_document(found, self.fences, at_most=at_most)

    def get_committee(self, account: Account, as_of: AsOf = None) -> Document:
        """Who decides at an account, who has left, and which roles nobody of ours has met."""
        with self._asked() as book:
            statement = book.statement(account, as_of=parse_day(as_of))
        return committee_document(statement["committee"], self.fences)

    def list_commitments(
        self,
        account: Account,
        status: Annotated[
            Literal["open", "kept", "broken"] | None, Field(description="Only these.")
        ] = None,
        at_most: Count = 20,
        as_of: AsOf = None,
    ) -> Document:
        """Promises of both sides: who owes what to whom, by when, and what came of it."""
        with self._asked() as book:
            ledger = book.statement(account, as_of=parse_day(as_of))["commitments"]
        items = [item for item in ledger["items"] if status in {None, item["status"]}]
        newest = sorted(items, key=lambda item: item["made_on"], reverse=True)[:at_most]
        return {
            "ours": ledger["ours"],
            "theirs": ledger["theirs"],
            "items": commitment_documents(newest, self.fences),
            "left_out": len(items) - len(newest),
        }

    def get_plan(self, account: Account, as_of: AsOf = None) -> Document:
        """What to do next with an account, why, and how one would see that it worked."""
        with self._asked() as book:
            statement = book.statement(account, as_of=parse_day(as_of))
        return plan_document(statement)

    def get_concept(
        self,
        concept: Annotated[
            str, Field(description="An id, such as terms_dictated, partner or says_no.")
        ],
    ) -> Document:
        """What a word of the catalogue means: definition, limits and their basis, what to do."""
        from goodwill.serve.concept_view import (  # noqa: PLC0415
            SORTS,
            concept_view,
            concepts_of,
            meanings,
        )

        with self._asked() as book:
            catalogue, day = book.catalogue, book.today()
        every = {sort: concepts_of(catalogue, sort) for sort in SORTS}
        for sort, concepts in every.items():
            if concept in concepts:
                view = concept_view(catalogue, sort, concepts[concept], day, meanings())
                found: Document = orjson.loads(orjson.dumps(view, default=as_json))
                return found
        known = [name for concepts in every.values() for name in concepts]
        raise CallError(f'The catalogue has no "{concept}".{nearest(concept, known)}')

    @contextmanager
    def _asked(self) -> Iterator[PagesPort]:
        with self.lock:
            yield self.book


def _need_known(
    catalogue: Catalogue, kind: str | None, pattern: str | None, risk: str | None
) -> None:
    """Refuse a word that the catalogue does not have: no account would look like an answer."""
    asked = ((kind, catalogue.kinds), (pattern, catalogue.patterns), (risk, catalogue.risks))
    for name, known in asked:
        if name is not None and name not in known:
            raise CallError(
                f'The catalogue has no "{name}" here.{nearest(name, known)}',
                hint=f"There are: {', '.join(known)}.",
            )


def _is_meant(glance: Glance, kind: str | None, pattern: str | None, risk: str | None) -> bool:
    row: dict[str, Any] = dict(glance["row"])
    return (
        kind in {None, row["kind"]}
        and (pattern is None or pattern in {*row["present"], *row["watch"]})
        and (risk is None or risk in row["risks"])
    )
