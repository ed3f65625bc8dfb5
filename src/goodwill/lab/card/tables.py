"""The tables of the model card, `docs/models.md`, and how they get into it.

The card's words are written by hand; between `<!-- made: NAME -->` and `<!-- end -->` stand
tables, which every training makes anew. Two kinds of figures are told apart: lines that a fit had
not seen but whose writer it had (held out), and sentences of writers that it never saw (unseen).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goodwill.errors import CatalogueError
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.card.counting import Part, Told, told, told_of_mails
from goodwill.lab.card.public_sets import (
    PUBLIC_QUESTIONS,
    PublicQuestion,
    floor_of_public,
    told_of_public,
)
from goodwill.lab.card.sources import is_hand_written, source_rows
from goodwill.lab.card.unseen import Unseen, apart, precision, recall
from goodwill.lab.train.examples import Example
from goodwill.lab.train.material import Material
from goodwill.lab.train.model import Trained

__all__ = ["write_card"]

_OFFICE = "office"
_MAILS = frozenset({_OFFICE, "heated", "discussion"})
"""Mails as people write them; the other files of mails hold single lines of one sort."""

_TOO_FEW = "too few"
_BEGINS, _CLOSES, _ENDS = "<!-- made: ", " -->", "<!-- end -->"

_Row = tuple[str, ...]


def write_card(
    page: str,
    material: Material,
    trained: Trained,
    unseen: Sequence[Unseen],
    held_back: Mapping[str, Sequence[Unseen]],
) -> str:
    """The page with its tables made anew; `held_back` are lines of mails held back, by table.

    `CatalogueError` where the page has no place for a table.
    """
    examples, held_out = material.sentences, trained.sentences
    tables = {
        "sources": _sources(material),
        "held out": _held_out(examples, held_out),
        "languages": _languages(examples, held_out),
        "mails": _mails(examples, held_out),
        "whole mails": _whole_mails(material.mails, trained.mails),
        "public sets": _public_sets(examples, held_out),
        "unseen": _unseen(unseen, examples),
        **{name: _unseen_rows(lines) for name, lines in held_back.items()},
        "mistakes": _mistakes([each for each in unseen if each.may_be_shown]),
    }
    for name, lines in tables.items():
        page = _put(page, name, "\n".join(lines))
    return page


def _put(page: str, name: str, table: str) -> str:
    """The page with one table in its place."""
    before, begun, rest = page.partition(f"{_BEGINS}{name}{_CLOSES}\n")
    _, end, after = rest.partition(_ENDS)
    if not begun or not end:
        raise CatalogueError(
            f'The model card has no place for the table "{name}".',
            hint=f'Write "{_BEGINS}{name}{_CLOSES}" and "{_ENDS}", each on a line of its own.',
        )
    return f"{before}{begun}\n{table}\n\n{end}{after}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table; the first column is words, the others stand as they come."""
    lines = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def _sources(material: Material) -> list[str]:
    heads = ("in `training/`", "texts", "author, licence", "for which acts", "counts")
    return _table(heads, source_rows(material))


def _held_out(examples: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    heads = ("act", "+", "-", "languages", "AUC", "precision", "recall")
    return _table(heads, [_held_out_row(act, examples, held_out) for act in ACT_IDS])


def _held_out_row(act: str, examples: Sequence[Example], held_out: NDArray[np.float64]) -> _Row:
    """An act's own hand-written lines."""
    own = [at for at, example in enumerate(examples) if example.source == act]
    found = told(act, own, examples, held_out)
    return (
        f"`{act}`",
        str(found.held),
        str(found.lacking),
        " ".join(sorted({examples[at].language for at in own})),
        _auc(found),
        _share(found.precision),
        _share(found.recall),
    )


def _languages(examples: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    """All acts' own lines by language."""
    heads = ("language", "acts", "lines", "precision", "recall")
    languages = sorted({e.language for e in examples if e.source in ACT_IDS})
    return _table(heads, [_language_row(name, examples, held_out) for name in languages])


def _language_row(
    language: str, examples: Sequence[Example], held_out: NDArray[np.float64]
) -> _Row:
    parts = [
        told(act, own, examples, held_out)
        for act in ACT_IDS
        if (own := _rows_of(act, language, examples))
    ]
    return (
        language,
        str(len(parts)),
        f"{sum(len(part.holds) for part in parts):,}",
        _share(_sum(part.precision for part in parts)),
        _share(_sum(part.recall for part in parts)),
    )


def _rows_of(act: str, language: str, examples: Sequence[Example]) -> list[int]:
    return [at for at, e in enumerate(examples) if e.source == act and e.language == language]


def _sum(parts: Iterable[Part]) -> Part:
    each = list(parts)
    return Part(part=sum(p.part for p in each), whole=sum(p.whole for p in each))


def _mails(examples: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    """What is listed in sentences of whole mails, where most sentences hold nothing."""
    office = [at for at, e in enumerate(examples) if e.source == _OFFICE]
    every = [at for at, e in enumerate(examples) if e.source in _MAILS]
    rows: list[_Row] = []
    for act in ACT_IDS:
        quiet, all_ = (told(act, part, examples, held_out) for part in (office, every))
        alarms = quiet.false_alarms
        counted = f"{alarms.part} of {alarms.whole:,}"
        rows.append(
            (f"`{act}`", _per_thousand(alarms), counted, _share_between(all_.recall), _auc(all_))
        )
    heads = ("act", "false alarms per 1,000 office sentences", "count", "found where it is", "AUC")
    return _table(heads, rows)


def _whole_mails(mails: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    """What the weights of whole mails tell alone, by file and in all."""
    rows = []
    for name in (*sorted({mail.source for mail in mails}), "all"):
        own = [at for at, mail in enumerate(mails) if name in {mail.source, "all"}]
        found = told_of_mails([mails[at] for at in own], held_out[own])
        shares = (_share_between(found.precision), _share_between(found.recall))
        rows.append((name, str(found.held), str(found.lacking), *shares, _auc(found)))
    return _table(("mails", "personal", "not", "precision", "recall", "AUC"), rows)


def _public_sets(examples: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    rows = [_public_row(question, examples, held_out) for question in PUBLIC_QUESTIONS]
    heads = ("set", "label", "told by", "yes", "no", "precision", "recall", "F1", "AUC")
    return _table((*heads, "floor's F1", "floor's AUC"), rows)


def _public_row(
    question: PublicQuestion, examples: Sequence[Example], held_out: NDArray[np.float64]
) -> _Row:
    found, floor = told_of_public(question, examples, held_out), floor_of_public(question, examples)
    return (
        question.source,
        question.label,
        ", ".join(act for act in ACT_IDS if act in question.acts),
        f"{found.held:,}",
        f"{found.lacking:,}",
        _share_between(found.precision),
        _share_between(found.recall),
        _f1(found),
        _auc(found),
        _f1(floor) if floor else _TOO_FEW,
        _auc(floor) if floor else _TOO_FEW,
    )


def _unseen(unseen: Sequence[Unseen], examples: Sequence[Example]) -> list[str]:
    rows = [
        _unseen_row(f"all, the half {name}", [e for e in unseen if e.may_be_shown is shown])
        for name, shown in (("that may be shown", True), ("that is never shown", False))
    ]
    far = apart(unseen, (example.text for example in examples if is_hand_written(example)))
    rows.append(_unseen_row("all that are close to no line learnt from", far))
    return _unseen_rows(unseen, rows)


def _unseen_rows(unseen: Sequence[Unseen], more: Sequence[_Row] = ()) -> list[str]:
    """A row for each act, one for all, and `more`."""
    acts = [act for act in ACT_IDS if any(each.act == act for each in unseen)]
    rows = [_unseen_row(f"`{act}`", [e for e in unseen if e.act == act]) for act in acts]
    heads = ("act", "is", "is not", "recall", "precision")
    return _table(heads, [*rows, _unseen_row("all", unseen), *more])


def _unseen_row(name: str, part: Sequence[Unseen]) -> _Row:
    held = recall(part)
    lacking = str(len(part) - held.whole)
    return name, str(held.whole), lacking, _share_between(held), _share_between(precision(part))


def _mistakes(unseen: Sequence[Unseen]) -> list[str]:
    """For each act the sentence missed by most, and the one taken for it most surely."""
    rows = []
    for act in ACT_IDS:
        missed = [e for e in unseen if e.act == act and e.is_act and not e.is_listed]
        mistaken = [e for e in unseen if e.act == act and not e.is_act and e.is_listed]
        if missed:
            rows.append(_mistake("missed", min(missed, key=_by_chance)))
        if mistaken:
            rows.append(_mistake("mistaken", max(mistaken, key=_by_chance)))
    return _table(("act", "", "probability", "sentence"), rows)


def _by_chance(each: Unseen) -> tuple[float, str]:
    return each.chance, each.text


def _mistake(name: str, each: Unseen) -> _Row:
    text = " ".join(each.text.split()).replace("|", "\\|")
    return f"`{each.act}`", name, f"{each.chance:.2f}", text


def _auc(found: Told) -> str:
    return _TOO_FEW if found.auc is None else f"{found.auc:.3f}"


def _f1(found: Told) -> str:
    return _TOO_FEW if found.f1 is None else f"{found.f1:.3f}"


def _share(part: Part) -> str:
    return f"{part.share:.2f}" if part.is_enough else _TOO_FEW


def _share_between(part: Part) -> str:
    """A share, with its interval."""
    if not part.is_enough:
        return f"{_TOO_FEW} ({part.part} of {part.whole})"
    low, high = part.interval
    return f"{part.share:.2f} ({low:.2f} to {high:.2f})"


def _per_thousand(part: Part) -> str:
    if not part.is_enough:
        return _TOO_FEW
    low, high = part.interval
    return f"{1000 * part.share:.1f} ({1000 * low:.1f} to {1000 * high:.1f})"
