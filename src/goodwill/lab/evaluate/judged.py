"""Kinds, stages and patterns of judged books as lines of the report; `books` draws them up.

An account is drawn as one, with all that was judged of it. Beside ours stands the commonest
answer; there is no text to learn from for each account, hence no TF-IDF floor.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from goodwill.lab.evaluate.books import Judged
from goodwill.lab.evaluate.counted import estimates, f1, share
from goodwill.lab.evaluate.draws import Draws, few_groups, group_codes, too_little
from goodwill.lab.evaluate.measures import LISTED, Answered, measure
from goodwill.lab.evaluate.results import Answers, Estimate, Line, Measured, Mistake

__all__ = ["measure_kinds", "measure_patterns"]

_RIGHT = {"accuracy": share(0, 1), "said": share(2, 1), "right_where_said": share(3, 2)}
"""Columns: right, 1, an answer was given, an answer was given and right."""

_FOUND = {
    "precision": share(0, 1),
    "recall": share(0, 2),
    "f1": f1(0, 1, 2),
    "accuracy": share(3, 4),
}
"""Columns: said and so, said, so, right, 1."""

UNKNOWN = "not told"
_RANKED = ("auc", "average_precision", "brier", "calibration_error")


def measure_kinds(judged: Sequence[Judged]) -> Measured:
    """Kinds and stages: how many are right, and each kind for itself."""
    lines: list[Line] = []
    for subject in ("kind", "stage"):
        asked = [each for each in judged if each.subject == subject]
        if asked:
            lines.append(_line_of_answers(subject, asked))
            lines.extend(_lines_of_each(subject, asked))
    wrong = [each for each in judged if each.subject in {"kind", "stage"} and not _is_right(each)]
    return Measured(lines=tuple(lines), mistakes=tuple(_mistake("kinds", each) for each in wrong))


def measure_patterns(judged: Sequence[Judged]) -> Measured:
    """Patterns: all together, and each for itself; `watch` does not count as present."""
    asked = [each for each in judged if each.subject not in {"kind", "stage"}]
    known = [each for each in asked if _is_there(each) is not None]
    if not known:
        return Measured()
    lines = [_line_of_patterns("all patterns", known)]
    by_name: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in known:
        by_name[each.subject].append(each)
    lines += [_line_of_patterns(name, by_name[name]) for name in sorted(by_name)]
    wrong = [each for each in known if (each.said == "present") != _is_there(each)]
    return Measured(
        lines=tuple(lines), mistakes=tuple(_mistake("patterns", each) for each in wrong)
    )


def _draws(judged: Sequence[Judged]) -> Draws:
    return Draws(group_codes([f"{each.book}\n{each.account}" for each in judged]))


def _is_right(each: Judged) -> bool:
    return each.said in each.right


def _line_of_answers(subject: str, asked: Sequence[Judged]) -> Line:
    """How often the kind (or stage) is right, beside always the commonest one."""
    draws = _draws(asked)
    commonest = Counter(each.right[0] for each in asked).most_common(1)[0][0]
    ours = estimates([_counts(each, each.said) for each in asked], draws, _RIGHT)
    same = estimates([_counts(each, commonest) for each in asked], draws, _RIGHT)
    return Line(
        task="kinds",
        name=subject,
        n=len(asked),
        held=None,
        groups=draws.groups,
        grouped_by="account",
        shown=tuple(_RIGHT),
        answers=(
            Answers(by="ours", how="as drawn up", measures={**ours, **_sureness(asked)}),
            Answers(by="majority", how=f'always "{commonest or UNKNOWN}"', measures=same),
        ),
        too_little=few_groups(draws.groups),
        notes=tuple(_confusions(asked)),
    )


def _counts(each: Judged, said: str | None) -> tuple[float, ...]:
    is_said, is_right = said is not None, said in each.right
    return (is_right, 1, is_said, is_said and is_right)


def _sureness(asked: Sequence[Judged]) -> Mapping[str, Estimate]:
    """How far confidence is from being right, over the answers that were given."""
    said = [each for each in asked if each.said is not None]
    if not said:
        return {}
    answered = Answered(
        holds=np.array([_is_right(each) for each in said]),
        chances=np.array([each.sure for each in said]),
    )
    found = measure(answered, _draws(said))
    return {name: found[name] for name in ("brier", "calibration_error")}


def _confusions(asked: Sequence[Judged]) -> list[str]:
    """Which answers were taken for which, the commonest first."""
    wrong = Counter(
        (each.right[0] or UNKNOWN, each.said or UNKNOWN) for each in asked if not _is_right(each)
    )
    return [f"{right} taken for {said}: {count}" for (right, said), count in wrong.most_common()]


def _lines_of_each(subject: str, asked: Sequence[Judged]) -> Iterator[Line]:
    """Each kind (or stage) for itself, over the accounts for which one answer alone is right."""
    sure = [each for each in asked if len(each.right) == 1]
    for name in sorted({each.right[0] for each in sure if each.right[0]}):
        marks = [(each.said == name, each.right[0] == name) for each in sure]
        yield _line_of_marks("kinds", f"{subject}: {name}", sure, marks)


def _line_of_patterns(name: str, asked: Sequence[Judged]) -> Line:
    marks = [(each.said == "present", bool(_is_there(each))) for each in asked]
    return _line_of_marks("patterns", name, asked, marks, ranked=True)


def _line_of_marks(
    task: str,
    name: str,
    asked: Sequence[Judged],
    marks: Sequence[tuple[bool, bool]],
    *,
    ranked: bool = False,
) -> Line:
    """One line from what was said and what is so; `ranked`: probabilities are measured too."""
    draws, so = _draws(asked), np.array([is_so for _, is_so in marks])
    few, most = too_little(so, draws.groups), bool(so.mean() > LISTED)
    ours = estimates([_marked(said, is_so) for said, is_so in marks], draws, _FOUND)
    same = estimates([_marked(most, is_so) for _, is_so in marks], draws, _FOUND)
    if ranked:
        chances = np.array([each.sure for each in asked])
        found = measure(Answered(holds=so, chances=chances), draws)
        ours = {**ours, **{each: found[each] for each in _RANKED}}
    if few:
        ours = {each: Estimate(value=found.value) for each, found in ours.items()}
    return Line(
        task=task,
        name=name,
        n=len(asked),
        held=int(so.sum()),
        groups=draws.groups,
        grouped_by="account",
        shown=("precision", "recall", "f1"),
        answers=(
            Answers(by="ours", how="as drawn up", measures=ours),
            Answers(by="majority", how=f'always "{"yes" if most else "no"}"', measures=same),
        ),
        too_little=few,
    )


def _marked(said: bool, is_so: bool) -> tuple[float, ...]:
    return (said and is_so, said, is_so, said == is_so, 1)


def _is_there(each: Judged) -> bool | None:
    """Whether a pattern was judged to be there; None where either answer would be right."""
    right = {answer for answer in each.right if answer != "watch"}
    if right == {"present"}:
        return True
    return None if "present" in right or not right else False


def _mistake(task: str, each: Judged) -> Mistake:
    return Mistake(
        task=task,
        name=each.subject,
        path=each.book,
        line=0,
        text=each.account,
        expected=list(each.right),
        got=each.said,
    )
