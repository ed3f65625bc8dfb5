"""A statement as somebody sees it who may not read all the mail that it stands on.

Its figures stay. Every item of evidence from mail or a meeting that they may not read is gone as
though it had never been there, and the dozen that is shown is chosen among the others, so that
what they get hangs on what they may read and on nothing else. Where colleagues talk with the
account besides, a line that stands says so, and whom to ask: told from who those colleagues are,
and never from whether there is such a mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from goodwill.facts.base import content_id
from goodwill.facts.statement import Evidence, Statement
from goodwill.judge.evidence import shown

if TYPE_CHECKING:
    from goodwill.facts.statement import CommitmentItem
    from goodwill.store.users.seen import SeenReader

__all__ = ["HIDDEN", "SeenWords", "note_of"]

AllEvidence = Mapping[str, Sequence[Evidence]]

HIDDEN = "not shown"
"""The `ref` of the item that says whom to ask."""

WORDS_OF = {"message": "message", "meeting": "meeting"}
"""Sources that only those may read who were there."""

RECORDS = frozenset(
    {"agreement", "contact", "count", "deal", "delivery", "dispute", "effort", "expense"}
    | {"feedback", "invoice", "invoice_line", "payment", "quota", "ticket"}
)
"""Sources that belong to the account, and to everybody who may see it."""

ASKED = 3
"""Colleagues who are named, at most."""

_LISTS = ("patterns", "practices", "expectations", "risks")
_STANDS = frozenset({"present", "watch", "kept", "slipping", "missing"})
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class SeenWords:
    """Takes out of documents what a viewer may not read; `readers` are whose mail they may."""

    readers: frozenset[str]
    has_words: bool = True

    def seen(
        self, reader: SeenReader, statement: Statement, evidence: AllEvidence
    ) -> tuple[Statement, AllEvidence]:
        """A statement, and all evidence by line, without what may not be read."""
        sight = _Readable.of(reader, _all_items(statement, evidence), has_words=self.has_words)
        note = note_of(statement, self.readers)
        told = {
            name: (*sight.of_them(items), *_noted(name, statement, note))
            for name, items in evidence.items()
        }
        return _Cut(sight, told, note).statement(statement), told


@dataclass(frozen=True, slots=True)
class _Readable:
    """Which messages and meetings may be read."""

    refs: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, reader: SeenReader, items: Iterable[Evidence], *, has_words: bool) -> _Readable:
        refs: dict[str, set[str]] = {source: set() for source in WORDS_OF}
        for item in items if has_words else ():
            if item["source"] in refs:
                refs[item["source"]].add(item["ref"])
        return cls({source: reader.readable(source, found) for source, found in refs.items()})

    def has(self, item: Evidence) -> bool:
        """Whether an item may be seen; one of a source that nobody has thought of may not."""
        source = item["source"]
        return source in RECORDS or item["ref"] in self.refs.get(source, frozenset())

    def of_them(self, items: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(item for item in items if self.has(item))


def _all_items(statement: Statement, evidence: AllEvidence) -> Iterable[Evidence]:
    for items in evidence.values():
        yield from items
    for promise in statement["commitments"]["items"]:
        yield from promise["evidence"]
    for person in statement["committee"]["people"]:
        yield from person.get("evidence", ())


def note_of(statement: Statement, readers: frozenset[str]) -> str:
    """Whom to ask about mail that may not be read; "" where nobody else talks with the account."""
    ours = {dyad["ours"] for dyad in statement["kind"]["people"]} - readers
    if not ours:
        return ""
    named = sorted(ours)
    more = f" and {len(named) - ASKED} more" if len(named) > ASKED else ""
    return (
        "More of this may stand in mail that you may not read; ask "
        f"{', '.join(named[:ASKED])}{more}."
    )


def _noted(name: str, statement: Statement, note: str) -> tuple[Evidence, ...]:
    """The note as an item of a line that stands; nothing where there is none."""
    if not note or not _stands(name, statement):
        return ()
    return (
        Evidence(
            id=content_id(name, HIDDEN, note, digits=16),
            source="count",
            ref=HIDDEN,
            on=None,
            quote=None,
            says=note,
            weight=0.0,
        ),
    )


def _stands(name: str, statement: Statement) -> bool:
    """Whether a line says something, by its figures alone."""
    group, _, rest = name.partition("[")
    wanted = rest.rstrip("]")
    if group == "kind":
        return statement["kind"]["now"] is not None
    if group == "gates":
        return any(gate["met"] for gate in statement["stage"]["gates"] if gate["id"] == wanted)
    if group not in _LISTS:
        return False
    lines = cast("Sequence[Mapping[str, Any]]", cast("Mapping[str, object]", statement)[group])
    line = next((one for one in lines if one["id"] == wanted), None)
    if line is None:
        return False
    chance = line.get("probability" if group == "risks" else "strength")
    if "status" in line:
        return line["status"] in _STANDS
    return isinstance(chance, float | int) and chance >= _LIKELY


@dataclass(frozen=True, slots=True)
class _Cut:
    """Puts together a statement of what is left."""

    sight: _Readable
    told: AllEvidence
    note: str

    def statement(self, whole: Statement) -> Statement:
        found = copy(whole)
        found["kind"] = {**whole["kind"], "evidence": self._shown("kind", whole["kind"])}
        found["stage"] = self._stage(whole)
        document = cast("dict[str, Any]", found)
        for group in _LISTS:
            lines = cast("Sequence[dict[str, Any]]", cast("dict[str, Any]", whole)[group])
            document[group] = [
                {**line, "evidence": self._shown(f"{group}[{line['id']}]", line)} for line in lines
            ]
        items = [self._promise(one) for one in whole["commitments"]["items"] if self._is_read(one)]
        found["commitments"] = {**whole["commitments"], "items": items}
        found["committee"] = {
            **whole["committee"],
            "people": [self._own(person) for person in whole["committee"]["people"]],
        }
        return found

    def _shown(self, name: str, line: Mapping[str, Any]) -> list[Evidence]:
        """The dozen of a line, and the note behind them."""
        items = self.told.get(name)
        if items is None:
            return list(self.sight.of_them(line["evidence"]))
        notes = [item for item in items if item["ref"] == HIDDEN]
        others = [item for item in items if item["ref"] != HIDDEN]
        return [*shown(others), *notes]

    def _stage(self, whole: Statement) -> Any:
        stage = self._own(whole["stage"])
        gates = [
            {**gate, "evidence": self._shown(f"gates[{gate['id']}]", gate)}
            for gate in whole["stage"]["gates"]
        ]
        return {**stage, "gates": gates}

    def _own(self, line: Any) -> Any:
        """A line whose evidence, if it has any, stands nowhere else."""
        if "evidence" not in line:
            return line
        return {**line, "evidence": list(self.sight.of_them(line["evidence"]))}

    def _is_read(self, promise: CommitmentItem) -> bool:
        """Whether the words of a promise may be read: those of the mail that it was made in."""
        made = [one for one in promise["evidence"] if _holds(one["quote"], promise["what"])]
        return bool(made) and all(self.sight.has(one) for one in made)

    def _promise(self, promise: CommitmentItem) -> CommitmentItem:
        return {**promise, "evidence": list(self.sight.of_them(promise["evidence"]))}


def _holds(quote: str | None, what: str) -> bool:
    return bool(quote) and (str(quote) in what or what in str(quote))
