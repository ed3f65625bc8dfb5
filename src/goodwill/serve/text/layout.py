"""The parts a terminal page is made of: headings, quotes, bars, marks, double rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from goodwill.facts.statement import Evidence, Mixture
from goodwill.serve.summary import shares
from goodwill.serve.words import day, plain, quoted, told, weight_words

__all__ = [
    "Page",
    "evidence_line",
    "grid",
    "mixture_bar",
    "title",
    "words",
]

WIDEST = 96
INDENT = 2
LETTERS = {"partner": "P", "technical": "T", "social": "S", "ad_hoc": "A"}
TEXTURES = {"partner": "█", "technical": "▓", "social": "▒", "ad_hoc": "░"}
COLOURS = {
    "partner": "#ffffff on #0f5148",
    "technical": "#ffffff on #2f6fb3",
    "social": "#15191c on #e0912f",
    "ad_hoc": "#15191c on #cbc5b6",
}
ROOM_FOR_LETTER = 3


class Page:
    """A console kept to a readable width, printed from top to bottom."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, WIDEST)
        self.has_colour = console.color_system is not None and not console.no_color
        self.is_ascii = console.options.ascii_only

    def print(self, what: RenderableType = "", *, indent: int = 0) -> None:
        """One part, moved in by `indent`."""
        padded = Padding(what, (0, 0, 0, indent)) if indent else what
        options = self.console.options.update(width=self.width)
        for line in self.console.render_lines(padded, options, pad=False):
            self.console.print(Segments([*_without_tail(line), Segment.line()]), end="")

    def section(self, name: str, note: str = "") -> None:
        """A heading on a hairline, with a note at its right end."""
        self.print()
        line = Text(f"{name} ", style="bold")
        rest = f" {note}" if note else ""
        rule = "-" if self.is_ascii else "─"
        line.append(rule * max(self.width - len(line) - len(rest), 1), style="dim")
        line.append(rest, style="dim")
        self.print(line)


def _without_tail(line: Sequence[Segment]) -> list[Segment]:
    """A line without the blanks that columns leave at its end; coloured blanks stay."""
    kept = list(line)
    while kept and not kept[-1].text.strip() and not (kept[-1].style and kept[-1].style.bgcolor):
        kept.pop()
    if kept and not (kept[-1].style and kept[-1].style.bgcolor):
        last = kept.pop()
        kept.append(Segment(last.text.rstrip(), last.style))
    return kept


def title(text: str) -> Text:
    """A name in bold."""
    return Text(plain(text), style="bold")


def words(*parts: str | tuple[str, str]) -> Text:
    """Running text from parts, each plain or with a style."""
    return Text.assemble(*parts)


def grid(*ratios: int | None, pad: int = 2) -> Table:
    """Columns without lines; a ratio shares the width, None keeps its own."""
    table = Table.grid(padding=(0, pad, 0, 0), pad_edge=False)
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold")
    table.expand = any(ratio for ratio in ratios)
    return table


def evidence_line(item: Evidence) -> Text:
    """What was written, between quotation marks, then who says what and how much it weighs."""
    line = Text()
    if item["quote"]:
        line.append(quoted(item["quote"]), style="italic")
        line.append("\n")
    parts = (told(item["says"]).rstrip("."), day(item["on"]), weight_words(item["weight"]))
    line.append(" · ".join(part for part in parts if part), style="dim")
    return line


def mixture_bar(page: Page, mixture: Mixture, order: Sequence[str], width: int) -> Text:
    """Four kinds in `width` characters, each with its letter and texture or colour."""
    bar = Text()
    pairs = shares(mixture, order)
    for (kind, _), cells in zip(pairs, _cells([part for _, part in pairs], width), strict=True):
        bar.append(*_segment(page, kind, cells))
    return bar


def _segment(page: Page, kind: str, cells: int) -> tuple[str, str]:
    letter = LETTERS[kind]
    if page.has_colour:
        return (letter if cells >= ROOM_FOR_LETTER else "").center(cells), COLOURS[kind]
    if page.is_ascii:
        return letter * cells, ""
    fill = TEXTURES[kind]
    return (letter if cells >= ROOM_FOR_LETTER else "").center(cells, fill), ""


def _cells(parts: Iterable[float], width: int) -> list[int]:
    """Whole cells that sum to `width`, the largest remainders rounded up."""
    exact = [part * width for part in parts]
    cells = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: cells[i] - exact[i])
    for i in by_rest[: width - sum(cells)]:
        cells[i] += 1
    return cells
