"""What a run found, as JSON that is kept by commit, a table for `docs/performance.md`, pictures.

A figure got worse where its median is beyond what the last kept run had by more than `WORSE`; for
what depends on the machine alone that is the ratio to the peer, which a busy hour changes little.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure
from bench.runs import ROOT, run

__all__ = ["Kept", "keep", "kept_before", "table", "worse", "write_page"]

WORSE = 0.10
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

Kept = Mapping[str, object]
"""A run as it is kept: commit, machine, load, data, figures."""


def keep(
    figures: Sequence[Figure],
    *,
    load: Sequence[float],
    data: str,
    mails: int,
    is_quick: bool,
) -> Kept:
    """Write a run down under its commit; one of changed files has a `+` behind it."""
    commit = run(["git", "rev-parse", "--short=10", "HEAD"]).said.strip()
    changed = run(["git", "status", "--porcelain", "--", "src"]).said.strip()
    found: Kept = {
        "commit": commit + ("+" if changed else ""),
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": [round(one, 2) for one in load],
        "quick": is_quick,
        "data": data,
        "mails": mails,
        "figures": [asdict(one) for one in figures],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{commit}.json"
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return found


def kept_before(data: str, *, is_quick: bool) -> Kept | None:
    """The last kept run on the same data; None where there is none."""
    kept = [json.loads(path.read_text("utf-8")) for path in RESULTS.glob("*.json")]
    same = [one for one in kept if one["data"] == data and one["quick"] == is_quick]
    return max(same, key=lambda one: str(one["at"])) if same else None


def figures_of(kept: Kept) -> list[Figure]:
    """The figures of a kept run."""
    rows = kept["figures"]
    if not isinstance(rows, list):
        raise SystemExit("a kept run has no figures")
    return [Figure(**{**row, "samples": tuple(row["samples"])}) for row in rows]


def worse(now: Sequence[Figure], before: Kept) -> Iterator[str]:
    """What got worse since a kept run, in words: ours alone, peers are as they are."""
    known = {_name(one): one for one in figures_of(before)}
    for one in now:
        then = known.get(_name(one))
        if then is None or one.of != "goodwill" or not then.value:
            continue
        change = one.value / then.value - 1
        if (change if one.better == "less" else -change) > WORSE:
            yield (
                f"{one.part}, {one.name}: {shown(then.value)} -> {shown(one.value)} {one.unit}"
                f" ({change:+.0%})"
            )


def _name(one: Figure) -> tuple[str, str, str, int | None]:
    return one.part, one.name, one.of, one.at


def shown(value: float) -> str:
    """A number with as many digits as say something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table: the median, the range, the bar and whether it is reached."""
    lines = [
        "| part | what | of | at | median | least to most | bar | reached |",
        "|---|---|---|---:|---:|---:|---:|---|",
    ]
    for one in figures:
        at = "" if one.at is None else f"{one.at:,}"
        spread = f"{shown(min(one.samples))} to {shown(max(one.samples))}"
        sign = "≥" if one.better == "more" else "≤"
        bar = "" if one.bar is None else f"{sign} {shown(one.bar)}"
        reached = {None: "", True: "yes", False: "**no**"}[one.is_met]
        value = f"{shown(one.value)} {one.unit}"
        cells = (one.part, one.name, one.of, at, value, spread, bar, reached)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def write_page(kept: Kept, regressions: Sequence[str], pictures: Sequence[Path]) -> None:
    """Put the table of a run, and its pictures, between the marks of the page on performance."""
    page = PAGE.read_text("utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    load = kept["load"]
    said = (
        f"Commit `{kept['commit']}`, {kept['at']}, {kept['processors']} processors, Python"
        f" {kept['python']}, load before {load}, {kept['mails']} mails of {kept['data']}"
        f"{', a quick run' if kept['quick'] else ''}."
    )
    lost = "\n".join(f"- {one}" for one in regressions) or "Nothing got worse by more than 10 %."
    shown_pictures = "\n".join(f"![{one.stem}](pictures/{one.name})" for one in pictures)
    parts = [head + BEGIN, said, table(figures_of(kept)), shown_pictures, lost, END + tail]
    PAGE.write_text("\n\n".join(parts), "utf-8")
