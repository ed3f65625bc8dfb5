"""The figures of the model card, `docs/models.md`.

The card's words are written by hand; between `<!-- made: NAME -->` and `<!-- end -->` stand
tables, which every training makes anew. Two kinds of figures are told apart: lines that a fit had
not seen but whose writer it had (held out), and sentences of writers that it never saw (unseen).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from goodwill.errors import CatalogueError
from goodwill.facts.acts import ACT_IDS
from goodwill.lab.examples import Example

__all__ = ["Unseen", "read_unseen", "write_card"]

_LISTED = 0.0
"""Log-odds from which on an act is listed: even odds."""

_EVEN = 0.5
"""The same as a probability."""

_CLOSE = 0.5
"""Share of all words of two sentences that both hold, from which on they are close."""

_FEW = 10
"""With fewer rows there is no figure: that is not enough to tell."""

_OFFICE = "office"
_MAILS = frozenset({_OFFICE, "heated", "discussion"})
"""Whole mails, of whose sentences it is known for every act whether they hold it."""

_BEGINS, _CLOSES, _ENDS = "<!-- made: ", " -->", "<!-- end -->"


class _Source(NamedTuple):
    files: str
    licence: str
    acts: str
    weight: str


_SOURCES = {
    "sentences": _Source(
        "`sentences/*.txt`", "this project's, hand-written", "all", "1; others' acts 0.7"
    ),
    "cases": _Source("`tests/cases/acts/*.toml`", "this project's, hand-written", "all", "1"),
    "mails": _Source("`mails/*.tsv`", "this project's, hand-written", "all", "1; what is not, 0.9"),
    "email_intent": _Source(
        "`labelled/email_intent.tsv`",
        "ParakweetLabs, Apache-2.0",
        "request, question, commitment",
        "1",
    ),
    "goemotions": _Source(
        "`labelled/goemotions.tsv`",
        "Demszky et al. 2020, CC BY 4.0",
        "thanks, apology, hostile",
        "0.3",
    ),
    "politeness": _Source(
        "`labelled/politeness.tsv`",
        "Danescu-Niculescu-Mizil et al. 2013, CC BY 4.0",
        "hostile; the rare acts as what is not",
        "0.5",
    ),
    "work_tone": _Source(
        "`labelled/work_tone.tsv`",
        "Coutinho 2025, MIT",
        "the rare acts as what is not",
        "0.3",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A sentence that no model learnt from, and the probability (0 to 1) it was given."""

    act: str
    text: str
    is_act: bool
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Rows of which it is known whether they hold an act, and their log-odds for it."""

    holds: NDArray[np.bool_]
    log_odds: NDArray[np.float64]

    @property
    def found(self) -> int:
        return int((self.holds & (self.log_odds >= _LISTED)).sum())

    @property
    def mistaken(self) -> int:
        return int((~self.holds & (self.log_odds >= _LISTED)).sum())

    @property
    def held(self) -> int:
        return int(self.holds.sum())

    @property
    def lacking(self) -> int:
        return len(self.holds) - self.held


def write_card(
    page: str,
    examples: Sequence[Example],
    held_out: NDArray[np.float64],
    unseen: Sequence[Unseen],
) -> str:
    """The page with its tables made anew from `held_out` log-odds (texts x acts) and `unseen`.

    `CatalogueError` where the page has no place for a table.
    """
    tables = {
        "sources": _sources(examples),
        "held out": _held_out(examples, held_out),
        "languages": _languages(examples, held_out),
        "mails": _mails(examples, held_out),
        "unseen": _unseen(unseen, examples),
        "mistakes": _mistakes(unseen),
    }
    for name, lines in tables.items():
        page = _put(page, name, "\n".join(lines))
    return page


def read_unseen(
    folder: Path, chances: Callable[[str, Sequence[str]], Sequence[float]]
) -> Iterator[Unseen]:
    """The sentences of `folder`; `chances` gives an act's probability in each of some texts."""
    for path in sorted(folder.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        rows = [(text, side == "is") for side in ("is", "is_not") for text in case[side]]
        found = chances(case["act"], [text for text, _ in rows])
        for (text, is_act), chance in zip(rows, found, strict=True):
            yield Unseen(act=case["act"], text=text, is_act=is_act, chance=chance)


def _put(page: str, name: str, table: str) -> str:
    """The page with one table in its place."""
    before, mark, rest = page.partition(f"{_BEGINS}{name}{_CLOSES}\n")
    _, end, after = rest.partition(_ENDS)
    if not mark or not end:
        raise CatalogueError(
            f'The model card has no place for the table "{name}".',
            hint=f'Write "{_BEGINS}{name}{_CLOSES}" and "{_ENDS}", each on a line of its own.',
        )
    return f"{before}{mark}\n{table}\n\n{end}{after}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table; the first column is words, the others stand as they come."""
    lines = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


def _sources(examples: Sequence[Example]) -> list[str]:
    kinds = Counter(_kind(example) for example in examples)
    rows = [
        (each.files, f"{kinds[kind]:,}", each.licence, each.acts, each.weight)
        for kind, each in _SOURCES.items()
        if kinds[kind]
    ]
    return _table(("in `training/`", "texts", "author, licence", "for which acts", "counts"), rows)


def _kind(example: Example) -> str:
    if example.source in ACT_IDS:
        return "sentences"
    if example.source in _MAILS:
        return "mails"
    return "cases" if example.source.startswith("cases/") else example.source


def _own(act: str, examples: Sequence[Example], held_out: NDArray[np.float64]) -> _Told:
    """An act's own hand-written lines."""
    return _told(act, [at for at, e in enumerate(examples) if e.source == act], examples, held_out)


def _told(
    act: str, rows: Sequence[int], examples: Sequence[Example], held_out: NDArray[np.float64]
) -> _Told:
    return _Told(
        holds=np.array([act in examples[row].holds for row in rows], np.bool_),
        log_odds=held_out[list(rows), ACT_IDS.index(act)],
    )


def _held_out(examples: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    rows = []
    for act in ACT_IDS:
        told = _own(act, examples, held_out)
        languages = sorted({e.language for e in examples if e.source == act})
        rows.append((
            f"`{act}`",
            str(told.held),
            str(told.lacking),
            " ".join(languages),
            _auc(told),
            _share(told.found, told.found + told.mistaken),
            _share(told.found, told.held),
        ))  # fmt: skip
    return _table(("act", "+", "-", "languages", "AUC", "precision", "recall"), rows)


def _languages(examples: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    """All acts' own lines by language."""
    rows = []
    for language in sorted({e.language for e in examples if e.source in ACT_IDS}):
        parts = [
            _told(act, own, examples, held_out)
            for act in ACT_IDS
            if (own := _rows_of(act, language, examples))
        ]
        found, mistaken = sum(p.found for p in parts), sum(p.mistaken for p in parts)
        held = sum(part.held for part in parts)
        rows.append((
            language,
            str(len(parts)),
            f"{sum(len(part.holds) for part in parts):,}",
            _share(found, found + mistaken),
            _share(found, held),
        ))  # fmt: skip
    return _table(("language", "acts", "lines", "precision", "recall"), rows)


def _rows_of(act: str, language: str, examples: Sequence[Example]) -> list[int]:
    return [at for at, e in enumerate(examples) if e.source == act and e.language == language]


def _mails(examples: Sequence[Example], held_out: NDArray[np.float64]) -> list[str]:
    """What is listed in sentences of whole mails, where most sentences hold nothing."""
    office = [at for at, e in enumerate(examples) if e.source == _OFFICE]
    every = [at for at, e in enumerate(examples) if e.source in _MAILS]
    rows = []
    for act in ACT_IDS:
        quiet, all_ = (_told(act, part, examples, held_out) for part in (office, every))
        rows.append((
            f"`{act}`",
            _per_thousand(quiet.mistaken, quiet.lacking),
            f"{quiet.mistaken} of {quiet.lacking:,}",
            _share_with_interval(all_.found, all_.held),
            _auc(all_),
        ))  # fmt: skip
    heads = ("act", "false alarms per 1,000 office sentences", "count", "found where it is", "AUC")
    return _table(heads, rows)


def _unseen(unseen: Sequence[Unseen], examples: Sequence[Example]) -> list[str]:
    rows = [
        _unseen_row(f"`{act}`", [each for each in unseen if each.act == act])
        for act in ACT_IDS
        if any(each.act == act for each in unseen)
    ]
    apart = _unseen_row("all that are close to no line learnt from", _apart(unseen, examples))
    heads = ("act", "is", "is not", "recall", "precision")
    return _table(heads, [*rows, _unseen_row("all", unseen), apart])


def _apart(unseen: Sequence[Unseen], examples: Sequence[Example]) -> list[Unseen]:
    """The sentences that share fewer than half their words with any hand-written line."""
    written = [_words(e.text) for e in examples if _kind(e) in {"sentences", "mails", "cases"}]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(written):
        for word in words:
            holding[word].append(at)
    return [each for each in unseen if _closest(_words(each.text), written, holding) < _CLOSE]


def _closest(
    words: frozenset[str], written: Sequence[frozenset[str]], holding: dict[str, list[int]]
) -> float:
    shared = Counter(at for word in words for at in holding.get(word, ()))
    return max((count / len(words | written[at]) for at, count in shared.items()), default=0.0)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _unseen_row(name: str, part: Sequence[Unseen]) -> tuple[str, ...]:
    held = sum(each.is_act for each in part)
    found = sum(each.is_act and _is_listed(each) for each in part)
    mistaken = sum(not each.is_act and _is_listed(each) for each in part)
    return (
        name,
        str(held),
        str(len(part) - held),
        _share_with_interval(found, held),
        _share_with_interval(found, found + mistaken),
    )


def _mistakes(unseen: Sequence[Unseen]) -> list[str]:
    """For each act the sentence missed by most, and the one taken for it most surely."""
    rows = []
    for act in ACT_IDS:
        missed = [e for e in unseen if e.act == act and e.is_act and not _is_listed(e)]
        mistaken = [e for e in unseen if e.act == act and not e.is_act and _is_listed(e)]
        if missed:
            worst = min(missed, key=lambda each: (each.chance, each.text))
            rows.append((f"`{act}`", "missed", f"{worst.chance:.2f}", _cell(worst.text)))
        if mistaken:
            worst = max(mistaken, key=lambda each: (each.chance, each.text))
            rows.append((f"`{act}`", "mistaken", f"{worst.chance:.2f}", _cell(worst.text)))
    return _table(("act", "", "probability", "sentence"), rows)


def _is_listed(each: Unseen) -> bool:
    return each.chance >= _EVEN


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _auc(told: _Told) -> str:
    if min(told.held, told.lacking) < _FEW:
        return "too few"
    return f"{roc_auc_score(told.holds, told.log_odds):.3f}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole >= _FEW else "too few"


def _share_with_interval(part: int, whole: int) -> str:
    """A share, with Wilson's interval of 95 % and the number it is a share of."""
    if whole < _FEW:
        return f"too few ({part} of {whole})"
    low, high = _interval(part, whole)
    return f"{part / whole:.2f} ({low:.2f} to {high:.2f})"


def _per_thousand(part: int, whole: int) -> str:
    if whole < _FEW:
        return "too few"
    low, high = _interval(part, whole)
    return f"{1000 * part / whole:.1f} ({1000 * low:.1f} to {1000 * high:.1f})"


def _interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval of 95 %."""
    found = binomtest(part, whole).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
