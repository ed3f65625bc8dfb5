"""Whole books whose accounts were judged by hand: kinds, stages and patterns of the statements.

A book is a folder with what `goodwill import` reads, and `expect.json`:

    {"accounts": [{"account": ID, "as_of": DAY, "expect": [{"at": PLACE, "is": VALUE}]}]}

Read are the places `kind.now`, `stage.now` and `patterns[ID].status`, with `is` or, for a list
of values that are all right, `in`. Other places are left to whoever put them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from goodwill.book import open_book
from goodwill.errors import GoodwillError
from goodwill.facts.statement import Statement
from goodwill.lab.evaluate.results import Skipped

__all__ = ["EXPECTED", "Judged", "is_book", "judge_book"]

EXPECTED = "expect.json"

_PLACE = re.compile(r"(kind|stage)\.now|patterns\[(\w{1,80})\]\.status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One thing that somebody judged by hand, and what our statement says of it.

    `subject` is `kind`, `stage` or a pattern's id; `right` every answer that is right, None for
    "cannot be told"; `sure` our confidence or probability.
    """

    book: str
    account: str
    subject: str
    right: tuple[str | None, ...]
    said: str | None
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected:
    account: str
    as_of: date
    rules: tuple[tuple[str, tuple[str | None, ...]], ...]


def is_book(folder: Path) -> bool:
    """Whether a folder is a book that was judged by hand."""
    return (folder / EXPECTED).is_file()


def judge_book(folder: Path) -> tuple[list[Judged], list[Skipped]]:
    """Import a book into a place of its own, draw up its statements, and compare."""
    expected, skipped = _read_expected(folder)
    judged: list[Judged] = []
    with TemporaryDirectory(prefix="goodwill-evaluate-") as home:
        book = open_book(home, create=True)
        try:
            book.import_paths([folder])
            for each in expected:
                try:
                    statement = book.statement(each.account, as_of=each.as_of)
                except GoodwillError as error:
                    skipped.append(_skip(folder, f"{each.account}: {error.message}"))
                    continue
                judged.extend(_compare(str(folder), each, statement))
        finally:
            book.close()
    return judged, skipped


def _skip(folder: Path, reason: str) -> Skipped:
    return Skipped(path=str(folder / EXPECTED), line=0, reason=reason)


def _read_expected(folder: Path) -> tuple[list[_Expected], list[Skipped]]:
    """What was judged, account by account, and what of it cannot be read."""
    try:
        document = orjson.loads((folder / EXPECTED).read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        return [], [_skip(folder, f"it could not be read: {error}")]
    accounts = document.get("accounts") if isinstance(document, dict) else None
    if not isinstance(accounts, list):
        return [], [_skip(folder, 'there is no list "accounts"')]
    expected, skipped = [], []
    for number, each in enumerate(accounts, 1):
        try:
            expected.append(_expected(each))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            skipped.append(_skip(folder, f"account {number} of the list: {error!r}"))
    return expected, skipped


def _expected(found: object) -> _Expected:
    if not isinstance(found, dict):
        raise TypeError("it is no JSON object")
    return _Expected(
        account=str(found["account"]),
        as_of=date.fromisoformat(found["as_of"]),
        rules=tuple(_rules(found["expect"])),
    )


def _rules(found: Sequence[object]) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """The judgements that are measured here: what about, and every answer that is right."""
    for rule in found:
        if not isinstance(rule, dict):
            raise TypeError("an expectation is no JSON object")
        place = _PLACE.fullmatch(str(rule["at"]))
        right = tuple(rule["in"]) if "in" in rule else (rule["is"],) if "is" in rule else ()
        if place and right:
            yield place[1] or place[2], right


def _compare(book: str, expected: _Expected, statement: Statement) -> Iterator[Judged]:
    patterns = {line["id"]: (line["status"], line["probability"]) for line in statement["patterns"]}
    kind, stage = statement["kind"], statement["stage"]
    said: dict[str, tuple[str | None, float]] = {
        **patterns,
        "kind": (kind["now"], kind["confidence"]),
        "stage": (stage["now"], stage["confidence"]),
    }
    for subject, right in expected.rules:
        answer, sure = said.get(subject, (None, 0.0))
        yield Judged(
            book=book,
            account=expected.account,
            subject=subject,
            right=right,
            said=answer,
            sure=sure,
        )
