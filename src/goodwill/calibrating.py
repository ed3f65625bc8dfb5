"""A book's calibration: statements drawn up for the days people answered about, curves kept.

What is fitted and counted is pure (`goodwill.lab.calibrate`). Statements are drawn up without any
calibration, and as though nobody had said anything of them, so that the same answers make the same
curves whatever was in force before, and no answer is held against itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from goodwill.errors import CallError, GoodwillError
from goodwill.facts.calibration import CALIBRATION, NOT_CALIBRATED, Calibration, Curve
from goodwill.facts.reliability import Bin, Distance, GroupReport, Interval, Reliability
from goodwill.reports import CalibrationReport
from goodwill.store.priors import Prior, keep_prior, read_prior

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.judge.statement import Judgement
    from goodwill.lab.calibrate.answers import Line
    from goodwill.lab.calibrate.fitted import Fitted
    from goodwill.lab.calibrate.labels import Label
    from goodwill.lab.evaluate.results import Skipped
    from goodwill.store.stored import KnownAccount, Reader

__all__ = ["calibrate", "calibration_of", "reliability_of"]

Found = tuple["Label", str, str, "Line"]
"""A label, its account's id, its line's full name, and that line."""


def calibrate(book: Book, files: Sequence[Path], *, made_at: datetime) -> CalibrationReport:
    """Fit curves to the answers in `files` and in the book, where any group has enough of them.

    Besides the book's own, the answers named are all that count: those in files that an earlier
    call named have to be named again.
    """
    from goodwill.lab.calibrate.answers import answered  # noqa: PLC0415  only this needs numpy
    from goodwill.lab.calibrate.fitted import fit_groups  # noqa: PLC0415
    from goodwill.lab.calibrate.labels import Label, read_labels  # noqa: PLC0415
    from goodwill.lab.calibrate.said import labels_of  # noqa: PLC0415
    from goodwill.store.disputes import all_disputes  # noqa: PLC0415

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
    for one in _beside_lines(book, labels):
        if isinstance(one, tuple):
            found.append(one)
        else:
            skipped.append(one)
    by_group = answered(found)
    fitted = fit_groups(by_group, made_on=book.today())
    before = book.calibration.name
    if fitted.calibration.curves:
        with book.store.write() as tx:
            keep_prior(tx, CALIBRATION, _prior(fitted), made_at=int(made_at.timestamp()))
    used = sum(len(some) for group in by_group.values() for some in group.values())
    return CalibrationReport(
        labels=len(read),
        used=used,
        before=before,
        name=fitted.calibration.name if fitted.calibration.curves else before,
        reliability=fitted.reliability,
        skipped=tuple(sorted(skipped, key=lambda one: (one.path, one.line))),
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CallError(
            f'"{path}" could not be read: {error.strerror}.',
            hint="Name a file of answers; docs/calibration.md shows what stands in it.",
        ) from None


def _beside_lines(book: Book, labels: Iterable[Label]) -> Iterator[Found | Skipped]:
    """Each label beside the line it is about, as drawn up for its day without calibration.

    And without what people said of it: that would hold their answers against themselves.
    """
    from goodwill.assess import Assessor  # noqa: PLC0415  DuckDB and Arrow: 0.5 s

    assessor = Assessor(book.store, book.settings, book.catalogue, heeds_people=False)
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
            yield _line_of(label, account, drawn[account])


def _account_of(label: Label, known: Sequence[KnownAccount]) -> str | Skipped:
    from goodwill.account_names import find_account  # noqa: PLC0415

    try:
        return find_account(label.account, known)
    except GoodwillError as error:
        return _skipped(label, error.message)


def _line_of(label: Label, account: str, drawn: Judgement) -> Found | Skipped:
    """The line that a label names; one that states no chance cannot be calibrated."""
    from goodwill.lab.calibrate.answers import group_of  # noqa: PLC0415
    from goodwill.lines import evidence_of_line  # noqa: PLC0415

    try:
        line = evidence_of_line(drawn, label.line)
    except GoodwillError as error:
        return _skipped(label, error.message)
    if group_of(line.name) is None:
        return _skipped(label, f'"{line.name}" states no chance that could be right or wrong')
    return label, account, line.name, line.line


def _skipped(label: Label, reason: str) -> Skipped:
    from goodwill.lab.evaluate.results import Skipped  # noqa: PLC0415

    return Skipped(path=label.path, line=label.row, reason=reason)


# How it is kept.


def _prior(fitted: Fitted) -> Prior:
    document = {"curves": fitted.calibration.curves, "reliability": fitted.reliability}
    return Prior(fitted.calibration.name, orjson.dumps(document).decode())


def calibration_of(reader: Reader) -> Calibration:
    """The calibration in force."""
    prior = read_prior(reader, CALIBRATION)
    if prior is None:
        return NOT_CALIBRATED
    curves = {
        group: Curve(stated=tuple(curve["stated"]), so=tuple(curve["so"]))
        for group, curve in orjson.loads(prior.document)["curves"].items()
    }
    return Calibration(name=prior.digest, curves=curves)


def reliability_of(reader: Reader) -> Reliability | None:
    """What was counted when the calibration in force was made; None where none is."""
    prior = read_prior(reader, CALIBRATION)
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
    )
