"""Acts against labelled texts: yes and no for each act, or how scores follow ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.acts import ACT_IDS
from goodwill.lab.evaluate.draws import Draws, few_groups, group_codes, too_little
from goodwill.lab.evaluate.floor import Floor
from goodwill.lab.evaluate.labels import Asked, Labelled
from goodwill.lab.evaluate.measures import LISTED, Answered, measure, measure_majority
from goodwill.lab.evaluate.ratings import measure_ratings
from goodwill.lab.evaluate.results import Answers, Line, Measured, Mistake
from goodwill.lab.evaluate.seeing import BATCH, Scores, chances_of, log_odds_of, see_texts
from goodwill.lab.learnt import count_learnt
from goodwill.reports import OnProgress, Progress

__all__ = ["measure_acts"]

SHOWN = ("f1", "auc", "average_precision")
SHOWN_OF_RATINGS = ("auc", "spearman")
FLOOR = "TF-IDF, learnt from this very data, held out by group"
NO_FLOOR = "no floor: there is too little to learn from"
MEMORY = "of those the figures show its memory, not its reading."

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def measure_acts(
    texts: Sequence[Labelled],
    asked: Asked,
    *,
    grouped_by: str,
    imported_at: datetime,
    with_floor: bool,
    told: OnProgress | None = None,
) -> Measured:
    """One line for each act that some text holds, or one for the acts that a label speaks of."""
    scores = []
    for seen in see_texts(texts, as_mails=asked.as_mails, imported_at=imported_at):
        scores.append(seen)
        if told and len(scores) % BATCH == 0:
            told(Progress(what="reading texts", done=len(scores), total=len(texts)))
    codes = group_codes([each.group for each in texts])
    floor = Floor([each.text for each in texts], codes) if with_floor else None
    lines, mistakes = [], []
    for name, rows in _questions(texts).items():
        question = _Question(texts, scores, asked, name=name, rows=rows, codes=codes)
        lines.append(question.line(floor, grouped_by))
        mistakes.extend(question.mistakes())
    rated = np.array([place for place, each in enumerate(texts) if each.rating is not None])
    if len(rated):
        found = log_odds_of([scores[row] for row in rated], asked.acts)
        kept = [texts[row] for row in rated]
        learnt = floor.ratings(_ratings(kept), rated) if floor else None
        line = _line_of_ratings(kept, found, learnt, asked.name, grouped_by)
        is_missed = with_floor and learnt is None
        lines.append(replace(line, notes=(NO_FLOOR,)) if is_missed else line)
    return Measured(lines=tuple(lines), mistakes=tuple(mistakes), notes=_learnt(texts))


def _learnt(texts: Sequence[Labelled]) -> tuple[str, ...]:
    """What has to be said where the model has learnt from some of the texts."""
    whole = [f"{each.headers.get('subject', '')}\n{each.text}" for each in texts]
    if count := count_learnt(whole):
        return (f"The shipped model learnt from {count:,} of these {len(texts):,} texts: {MEMORY}",)
    return ()


def _questions(texts: Sequence[Labelled]) -> Mapping[str, Codes]:
    """The rows of each question, in the contract's order.

    A question that no row answers with yes is left out where others are asked about too.
    """
    rows: dict[str, list[int]] = {}
    held: set[str] = set()
    for place, each in enumerate(texts):
        for name, holds in each.holds.items():
            rows.setdefault(name, []).append(place)
            if holds:
                held.add(name)
    names = sorted(rows, key=lambda name: ACT_IDS.index(name) if name in ACT_IDS else -1)
    wanted = [name for name in names if name in held] or names[:1]
    return {name: np.array(rows[name], np.int64) for name in wanted}


class _Question:
    """One act, or several of which any counts, asked of some of the texts."""

    def __init__(
        self,
        texts: Sequence[Labelled],
        scores: Sequence[Scores],
        asked: Asked,
        *,
        name: str,
        rows: Codes,
        codes: Codes,
    ) -> None:
        self.name = name
        self.rows = rows
        self.texts = [texts[row] for row in rows]
        self.holds = np.array([each.holds[name] for each in self.texts])
        self.chances = _chances([scores[row] for row in rows], name, asked)
        self.draws = Draws(np.unique(codes[rows], return_inverse=True)[1].astype(np.int64))

    def line(self, floor: Floor | None, grouped_by: str) -> Line:
        """How ours, the floor and the majority do."""
        ours = measure(Answered(holds=self.holds, chances=self.chances), self.draws)
        answers = [Answers(by="ours", how="as read", measures=ours)]
        found = floor.chances(self.holds, self.rows) if floor else None
        if found is not None:
            learnt = measure(Answered(holds=self.holds, chances=_to_four_digits(found)), self.draws)
            answers.append(Answers(by="floor", how=FLOOR, measures=learnt))
        always = "yes" if self.holds.mean() > LISTED else "no"
        most = measure_majority(self.holds)
        answers.append(Answers(by="majority", how=f'always "{always}"', measures=most))
        return Line(
            task="acts",
            name=self.name,
            n=len(self.rows),
            held=int(self.holds.sum()),
            groups=self.draws.groups,
            grouped_by=grouped_by,
            shown=SHOWN,
            answers=tuple(answers),
            too_little=too_little(self.holds, self.draws.groups),
            notes=(NO_FLOOR,) if floor and found is None else (),
        )

    def mistakes(self) -> list[Mistake]:
        """The rows that ours got wrong, by probability at the listing limit."""
        said = self.chances >= LISTED
        return [
            Mistake(
                task="acts",
                name=self.name,
                path=self.texts[place].path,
                line=self.texts[place].line,
                text=self.texts[place].text,
                expected=bool(self.holds[place]),
                got=round(float(self.chances[place]), 4),
            )
            for place in np.flatnonzero(said != self.holds)
        ]


def _chances(scores: Sequence[Scores], name: str, asked: Asked) -> Floats:
    """A probability for each text; with signs, the summed log-odds brought between 0 and 1."""
    if any(sign < 0 for _, sign in asked.acts):
        return _to_four_digits(1 / (1 + np.exp(-log_odds_of(scores, asked.acts))))
    acts = [act for act, _ in asked.acts] if asked.acts and name == asked.name else [name]
    return chances_of(scores, acts)


def _to_four_digits(chances: Floats) -> Floats:
    return np.round(chances, 4)


def _ratings(texts: Sequence[Labelled]) -> Floats:
    return np.array([each.rating for each in texts], np.float64)


def _line_of_ratings(
    texts: Sequence[Labelled], found: Floats, learnt: Floats | None, name: str, grouped_by: str
) -> Line:
    """How our scores follow the ratings, and how the floor's do."""
    ratings, draws = _ratings(texts), Draws(group_codes([each.group for each in texts]))
    answers = [Answers(by="ours", how="as read", measures=measure_ratings(ratings, found, draws))]
    if learnt is not None:
        by_floor = measure_ratings(ratings, learnt, draws)
        answers.append(Answers(by="floor", how=FLOOR, measures=by_floor))
    return Line(
        task="ratings",
        name=name,
        n=len(texts),
        held=None,
        groups=draws.groups,
        grouped_by=grouped_by,
        shown=SHOWN_OF_RATINGS,
        answers=tuple(answers),
        too_little=few_groups(draws.groups),
    )
