"""Write `docs/coverage.md`: each concept's file, cases, vignettes, page, and what proved it.

    python tools/coverage.py           write the page
    python tools/coverage.py --check   1 where the page no longer says what the tree holds

Everything on the page is counted in the tree. What a figure of validation is worth stands in the
pages that it links to, not here.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["page"]

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "src" / "goodwill" / "catalogue"
ACTS = ROOT / "src" / "goodwill" / "acts"
CASES = ROOT / "tests" / "cases"
SIMULATOR = ROOT / "src" / "goodwill" / "lab" / "simulate"
PAGE = ROOT / "docs" / "coverage.md"
SORTS = ("kinds", "stages", "patterns", "practices", "expectations", "risks", "plays")
PLANTED = frozenset({"kinds", "stages", "patterns", "risks"})
"""The sorts of which a made-up company knows the truth."""
NO_CONCEPT = frozenset({"weights"})
WORD = re.compile(r"[a-z][a-z_]+")
HEAD = """\
# The map of the mission

Every concept of the five texts that has a file of its own: where it is defined, how many cases
hold it to its definition, in how many of the hand-written stories it is told or must not be told,
and whether the simulator plants it, so that `goodwill simulate` and `goodwill evaluate` can say
how often it is found. What has no mark in the last column is held by cases and stories alone;
nobody has measured how often it is right. How right the others are: [calibration](calibration.md),
[false alarms](false-alarms.md), [models](models.md). Concepts without a file of their own, and
those left out on purpose: [concepts](concepts.md).

Written by `python tools/coverage.py`; a test says when it is out of date.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One concept as the page shows it."""

    code: str
    name: str
    title: str
    cases: int
    stories: int
    is_planted: bool


def page() -> str:
    """The whole page, from the tree as it is."""
    return HEAD + "".join(_table(sort) for sort in SORTS) + _acts()


def _table(sort: str) -> str:
    rows = sorted(_rows(sort), key=lambda row: (_in_order(row.code), row.name))
    lines = [
        f"| {row.code} | [{row.title}](../src/goodwill/catalogue/{sort}/{row.name}.toml) "
        f"| `/catalogue/{sort}/{row.name}` | {row.cases or '–'} | {row.stories or '–'} "
        f"| {'yes' if row.is_planted else ''} |"
        for row in rows
    ]
    head = "| code | concept | page | cases | stories | planted |\n|---|---|---|---|---|---|\n"
    return f"\n## {sort.capitalize()} ({len(rows)})\n\n{head}" + "\n".join(lines) + "\n"


def _rows(sort: str) -> Iterator[Row]:
    cases, stories, planted = _cases_of(sort), _named_in("vignettes"), _planted()
    for path in sorted((CATALOGUE / sort).glob("*.toml")):
        if path.stem in NO_CONCEPT:
            continue
        said = tomllib.loads(path.read_text("utf-8"))
        yield Row(
            code=said.get("code", ""),
            name=path.stem,
            title=said["title"],
            cases=cases[path.stem],
            stories=stories[path.stem],
            is_planted=sort in PLANTED and path.stem in planted,
        )


def _cases_of(sort: str) -> Counter[str]:
    """How many cases speak of each name: those of its own file, else those that name it."""
    found: Counter[str] = Counter()
    for path in sorted((CASES / sort).glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8")).get("case", []):
            found.update({path.stem} if _has_own_files(sort) else _said_in(case))
    return found


def _said_in(case: dict[str, Any]) -> set[str]:
    """What a case of several concepts expects: the one verdict, else every name in it."""
    verdict = case.get("now", case.get("expect", {}).get("now"))
    return _words(case) if verdict is None else {verdict}


def _has_own_files(sort: str) -> bool:
    concepts = {path.stem for path in (CATALOGUE / sort).glob("*.toml")}
    return any(path.stem in concepts for path in (CASES / sort).glob("*.toml"))


def _named_in(folder: str) -> Counter[str]:
    """In how many files of a folder of cases each name is asked for."""
    found: Counter[str] = Counter()
    for path in sorted((CASES / folder).glob("*.toml")):
        said = tomllib.loads(path.read_text("utf-8"))
        asked = {key: value for key, value in said.items() if key.startswith("must")}
        found.update(_words(asked))
    return found


def _words(value: Any) -> set[str]:
    return set(WORD.findall(str(value)))


def _planted() -> set[str]:
    """Every name that the simulator writes into the truth of a made-up company."""
    quoted = re.compile(r'"([a-z][a-z_]+)"')
    texts = [path.read_text("utf-8") for path in sorted(SIMULATOR.rglob("*.py"))]
    return {name for text in texts for name in quoted.findall(text)}


def _acts() -> str:
    """What a sentence does: one recogniser and one file of cases each."""
    lines = []
    for path in sorted((CASES / "acts").glob("*.toml")):
        said = tomllib.loads(path.read_text("utf-8"))
        count = sum(len(said[key]) for key in said if key.startswith("is"))
        home = ACTS / f"{path.stem}.py"
        name = f"[{path.stem}](../src/goodwill/acts/{home.name})" if home.exists() else path.stem
        lines.append(f"| {name} | {count} |")
    head = (
        "\n## Acts: what a sentence does\n\n| act | sentences that are and are not |\n|---|---|\n"
    )
    return head + "\n".join(lines) + "\n"


def _in_order(code: str) -> tuple[str, int]:
    letters, number = re.fullmatch(r"([A-Z]*)(\d*).*", code, re.DOTALL).groups()  # type: ignore[union-attr]
    return letters, int(number or 0)


def main() -> int:
    """Write the page, or say that it is out of date."""
    now = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(now, "utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == now:
        return 0
    sys.stderr.write("docs/coverage.md is out of date: run  python tools/coverage.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
