"""A book's calibration: statements drawn up for the days people answered about, what is kept of it.

What is fitted and counted is pure (`goodwill.lab.calibrate`). Statements are drawn up without any
calibration, and as though nobody had said anything of them, so that the same answers make the same
curves whatever was in force before, and no answer is held against itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from goodwill.errors import CallError, GoodwillError
from goodwill.facts.calibration import CALIBRATION, NOT_CALIBRATED, Calibration, Curve
from goodwill.facts.reliability import (
    Bin,
    Distance,
    GroupReport,
    Interval,
    LearntWeights,
    Reliability,
)
from goodwill.reports import CalibrationReport
from goodwill.store.statements.priors import Prior, keep_prior, read_prior

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from goodwill.book import Book
    from goodwill.catalogue.loader import Catalogue
    from goodwill.judge.statement import Judgement
    from goodwill.lab.calibrate.answers import Line
    from goodwill.lab.calibrate.fitted import Fitted, Learnt
    from goodwill.lab.calibrate.labels import Label
    from goodwill.lab.calibrate.parts import Parts
    from goodwill.lab.evaluate.results import Skipped
    from goodwill.store.reader import Reader
    from goodwill.store.who_is_who.accounts import KnownAccount

__all__ = ["calibrate", "calibration_of", "reliability_of", "reset"]

Answer = tuple["Label", str, str, "Line"]
"""A label, its account's id, its line's full name, and that line."""


class Found(NamedTuple):
    """A label beside its line, and what each signal weighs under it."""

    label: Label
    account: str
    name: str
    line: Line
    parts: Parts

    @property
    def of_line(self) -> Answer:
        """It without what bears on the line."""
        return self.label, self.account, self.name, self.line


def calibrate(book: Book, files: Sequence[Path], *, made_at: datetime) -> CalibrationReport:
    """Learn weights, and fit curves, from the answers in `files` and in the book.

    Where any group has enough of them. Besides the book's own, the answers named are all that
    count: those in files that an earlier call named have to be named again.
    """
    from goodwill.lab.calibrate.labels import Label, read_labels  # noqa: PLC0415
    from goodwill.lab.calibrate.said import labels_of  # noqa: PLC0415
    from goodwill.store.answers.disputes import all_disputes  # noqa: PLC0415

    read = list(read_labels([(str(path), _content(path)) for path in files]))
    read += labels_of(book.look(all_disputes))
    if not read:
        raise CallError(
            "There is nothing that anybody has answered.",
            hint="Name a file of answers, or answer with:  goodwill dispute ACCOUNT LINE right",
        )
    labels = [one for one in read if isinstance(one, Label)]
    skipped = [one for one in read if not isinstance(one, Label)]
    found: list[Found] = []
    for one in _beside_lines(book, labels, NOT_CALIBRATED):
        if isinstance(one, Found):
            found.append(one)
        else:
            skipped.append(one)
    used, fitted = _fitted(book, found)
    before = book.calibration.name
    if fitted.calibration.name != NOT_CALIBRATED.name:
        with book.store.write() as tx:
            keep_prior(tx, CALIBRATION, _prior(fitted), made_at=int(made_at.timestamp()))
    return CalibrationReport(
        labels=len(read),
        used=used,
        before=before,
        name=before if fitted.calibration == NOT_CALIBRATED else fitted.calibration.name,
        reliability=fitted.reliability,
        skipped=tuple(sorted(skipped, key=lambda one: (one.path, one.line))),
    )


def reset(book: Book, *, made_at: datetime) -> str:
    """Put the catalogue's own weights and chances back in force; the name of what was."""
    before = book.calibration.name
    if before != NOT_CALIBRATED.name:
        with book.store.write() as tx:
            none = Prior(NOT_CALIBRATED.name, "")
            keep_prior(tx, CALIBRATION, none, made_at=int(made_at.timestamp()))
    return before


def _fitted(book: Book, found: Sequence[Found]) -> tuple[int, Fitted]:
    """How many lines were answered, and what their answers make: weights first, then curves."""
    from goodwill.lab.calibrate.answers import answered_lines  # noqa: PLC0415  needs numpy
    from goodwill.lab.calibrate.fitted import fit_lines, learn_weights  # noqa: PLC0415
    from goodwill.lab.calibrate.weights import WeightRules  # noqa: PLC0415

    today = book.today()
    rules = WeightRules.of(book.catalogue.threshold, today)
    lines = answered_lines([one.of_line for one in found])
    bearing = {(one.account, one.label.as_of, one.name): one.parts for one in found}
    parts = [bearing[one.account, one.as_of, one.name] for one in lines]
    learnt = learn_weights(lines, parts, rules)
    after = answered_lines(_drawn_again(book, found, learnt)) if learnt.factors else lines
    return len(lines), fit_lines(lines, after, learnt, rules, made_on=today)


def _drawn_again(book: Book, found: Iterable[Found], learnt: Learnt) -> Iterator[Answer]:
    """The same labels beside their lines as the weights learnt draw them up."""
    from goodwill.lab.calibrate.answers import group_of, said_then  # noqa: PLC0415

    said = []
    for one in found:
        group = group_of(one.name)
        said.append(one.label if group is None else said_then(one.label, group, one.line))
    by_weights = Calibration(name="learnt", factors=learnt.factors)
    for drawn in _beside_lines(book, said, by_weights):
        if isinstance(drawn, Found):
            yield drawn.of_line


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CallError(
            f'"{path}" could not be read: {error.strerror}.',
            hint="Name a file of answers; docs/calibration.md shows what stands in it.",
        ) from None


def _beside_lines(
    book: Book, labels: Iterable[Label], calibration: Calibration
) -> Iterator[Found | Skipped]:
    """Each label beside the line it is about, as drawn up for its day by this calibration.

    And without what people said of it: that would hold their answers against themselves.
    """
    from goodwill.assess import Assessor  # noqa: PLC0415  DuckDB and Arrow: 0.5 s

    shared = (book.store, book.settings, book.catalogue, calibration)
    assessor = Assessor(*shared, heeds_people=False)
    known = book.accounts()
    by_day: defaultdict[date, list[tuple[Label, str]]] = defaultdict(list)
    for label in labels:
        account = _account_of(label, known)
        if isinstance(account, str):
            by_day[label.as_of].append((label, account))
        else:
            yield account
    for day, asked in sorted(by_day.items()):
        accounts = {account for _, account in asked}
        drawn = {one.statement["account"]["id"]: one for one in assessor.draw_up(accounts, day)}
        for label, account in asked:
            yield _line_of(book.catalogue, label, account, drawn[account])


def _account_of(label: Label, known: Sequence[KnownAccount]) -> str | Skipped:
    from goodwill.who_is_who.account_names import find_account  # noqa: PLC0415

    try:
        return find_account(label.account, known)
    except GoodwillError as error:
        return _skipped(label, error.message)


def _line_of(catalogue: Catalogue, label: Label, account: str, drawn: Judgement) -> Found | Skipped:
    """The line that a label names; one that states no chance cannot be calibrated."""
    from goodwill.lab.calibrate.answers import group_of  # noqa: PLC0415
    from goodwill.lab.calibrate.parts import parts_of  # noqa: PLC0415
    from goodwill.statements.lines import evidence_of_line  # noqa: PLC0415

    try:
        line = evidence_of_line(drawn, label.line)
    except GoodwillError as error:
        return _skipped(label, error.message)
    if group_of(line.name) is None:
        return _skipped(label, f'"{line.name}" states no chance that could be right or wrong')
    parts = parts_of(catalogue, line.name, line.evidence, label.as_of)
    return Found(label, account, line.name, line.line, parts)


def _skipped(label: Label, reason: str) -> Skipped:
    from goodwill.lab.evaluate.results import Skipped  # noqa: PLC0415

    return Skipped(path=label.path, line=label.row, reason=reason)


# How it is kept.


def _prior(fitted: Fitted) -> Prior:
    found = fitted.calibration
    document = {
        "curves": found.curves,
        "factors": found.factors,
        "reliability": fitted.reliability,
    }
    return Prior(found.name, orjson.dumps(document).decode())


def calibration_of(reader: Reader) -> Calibration:
    """The calibration in force."""
    prior = _in_force(reader)
    if prior is None:
        return NOT_CALIBRATED
    found = orjson.loads(prior.document)
    curves = {
        group: Curve(stated=tuple(curve["stated"]), so=tuple(curve["so"]))
        for group, curve in found["curves"].items()
    }
    return Calibration(name=prior.digest, curves=curves, factors=found.get("factors", {}))


def _in_force(reader: Reader) -> Prior | None:
    """What is kept of the calibration in force; None where there is none, or none any more."""
    prior = read_prior(reader, CALIBRATION)
    return prior if prior is not None and prior.document else None


def reliability_of(reader: Reader) -> Reliability | None:
    """What was counted when the calibration in force was made; None where none is."""
    prior = _in_force(reader)
    if prior is None:
        return None
    found = orjson.loads(prior.document)["reliability"]
    groups = {group: _group(one) for group, one in found["groups"].items()}
    return Reliability(name=found["name"], made_on=found["made_on"], groups=groups)


def _group(found: Mapping[str, Any]) -> GroupReport:
    return GroupReport(
        method=found["method"],
        answers=found["answers"],
        accounts=found["accounts"],
        stated=Distance(**found["stated"]) if found["stated"] else None,
        fitted=Distance(**found["fitted"]) if found["fitted"] else None,
        bins=tuple(Bin(**one) for one in found["bins"]),
        fitted_bins=tuple(Bin(**one) for one in found["fitted_bins"]),
        intervals=tuple(Interval(**one) for one in found["intervals"]),
        weights=LearntWeights(**weights) if (weights := found.get("weights")) else None,
    )
