"""The pictures of a run: against peers, against size, and run by run since the first kept one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.figures import Figure
from bench.parts import mail, size
from bench.report import RESULTS, figures_of, shown
from bench.runs import ROOT

__all__ = ["draw"]

PICTURES = ROOT / "docs" / "pictures"
WIDTH, LEFT, ROW, BAR = 760, 300, 26, 16
OURS, THEIRS, INK = "#2f6f62", "#b9b3a6", "#33312c"


def draw(figures: Sequence[Figure]) -> list[Path]:
    """Write the pictures that these figures, and the kept runs, are enough for."""
    imports = [one for one in figures if one.part == mail.PART and one.name == mail.IMPORT]
    sizes = [one for one in figures if one.part == size.PART and one.unit == "/s"]
    found = [
        _bars("bench-peers", "Messages a second, same mails, same run",
              [(one.of, one.value, one.of == "goodwill") for one in imports]),
        _bars("bench-size", "Messages a second by the size of the archive",
              [(f"{one.at:,} mails", one.value, True) for one in sizes]),
        _bars("bench-history", "Times the standard library's parser, run by run", _history()),
    ]  # fmt: skip
    return [path for path in found if path is not None]


def _history() -> list[tuple[str, float, bool]]:
    """Our rate as a ratio, of each kept run, oldest first: a ratio outlives the machine."""
    kept = [json.loads(path.read_text("utf-8")) for path in RESULTS.glob("*.json")]
    name = f"{mail.IMPORT}: times email.policy.default"
    return [
        (f"{run['at'][:16]} {run['commit']}", one.value, True)
        for run in sorted(kept, key=lambda run: str(run["at"]))
        for one in figures_of(run)
        if one.name == name
    ]


def _bars(name: str, title: str, rows: Sequence[tuple[str, float, bool]]) -> Path | None:
    """Bars from the left, each with its number; None where there is nothing to compare."""
    if not rows:
        return None
    most, height = max(value for _, value, _ in rows), ROW * len(rows) + 44
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f'<g font-family="system-ui, sans-serif" font-size="13" fill="{INK}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fdfcf9"/>',
        f'<text x="12" y="22" font-weight="600">{escape(title)}</text>',
    ]
    for at, (label, value, is_ours) in enumerate(rows):
        y, long = 36 + at * ROW, round((WIDTH - LEFT - 90) * value / most, 1)
        colour = OURS if is_ours else THEIRS
        lines += [
            f'<text x="{LEFT - 10}" y="{y + 13}" text-anchor="end">{escape(label)}</text>',
            f'<rect x="{LEFT}" y="{y}" width="{long}" height="{BAR}" fill="{colour}"/>',
            f'<text x="{LEFT + long + 8}" y="{y + 13}">{shown(value)}</text>',
        ]
    path = PICTURES / f"{name}.svg"
    path.write_text("\n".join([*lines, "</g>", "</svg>", ""]), "utf-8")
    return path
