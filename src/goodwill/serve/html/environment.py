"""The template engine of every page: what templates may call, and the style they share.

Values are escaped by the engine; nothing from outside becomes an address, a style or a tag.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined

from goodwill.facts import strongest
from goodwill.serve import (
    concentration,
    decided,
    earnings,
    evidence,
    habits,
    inputs,
    learnt_words,
    people_words,
    portfolio,
    reliability,
    summary,
    words,
)
from goodwill.serve.html import charts, money_charts, reliability_chart, tables, whale_chart
from goodwill.serve.html.quick import QuickEnvironment
from goodwill.serve.languages import Language, mark
from goodwill.serve.languages.said import said
from goodwill.serve.languages.templates import Translated
from goodwill.serve.titles import ROLES, STAGES

__all__ = ["file_style", "new_environment"]


_PRACTICES: Sequence[tuple[str, str, str]] = (
    ("missing", mark("Missing"), "○"),
    ("slipping", mark("Slipping"), "◐"),
    ("kept", mark("Kept"), "●"),
)


@cache
def file_style() -> str:
    """The style sheet, with one class for each whole part of 100 (no style attributes needed)."""
    text = resources.files("goodwill.serve.html").joinpath("style.css").read_text("utf-8")
    return text + "".join(f".w{part}{{flex:{part} 0 0}}" for part in range(101))


def new_environment(*loaders: BaseLoader, language: Language | None = None) -> Environment:
    """An engine with the macros of this folder, in a language; `loaders` are asked first."""
    environment = QuickEnvironment(
        loader=ChoiceLoader([*loaders, PackageLoader("goodwill.serve.html")]),
        autoescape=True,
        auto_reload=False,  # a template of the package does not change under a running server
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Translated],
    )
    environment.language = language
    environment.globals.update(
        charts=charts, earnings=earnings, summary=summary, evidence=evidence, portfolio=portfolio
    )
    environment.globals.update(
        concentration=concentration,
        decided=decided,
        habits=habits,
        inputs=inputs,
        money_charts=money_charts,
        people_words=people_words,
        learnt=learnt_words,
        reliability=reliability,
        strongest=strongest,
        reliability_chart=reliability_chart,
        tables=tables,
        whale_chart=whale_chart,
    )
    environment.globals.update(
        w=words, e=evidence, ROLES=ROLES, STAGES=STAGES, PRACTICES=_PRACTICES
    )
    environment.filters["plain"] = words.plain
    environment.filters["source_words"] = words.source_words
    environment.filters["said"] = _said_in(language)
    environment.filters["told"] = words.told
    environment.globals.update(language=language)
    environment.filters["by_chance"] = by_chance
    return environment


def _said_in(language: Language | None) -> Callable[[str], str]:
    """The filter for sentences of statements, which are English: as a page's reader has them."""
    if language is None:
        return lambda text: words.plain(words.dated(text))
    return lambda text: said(words.plain(text), language)


def by_chance(lines: Sequence[dict[str, object]], field: str) -> list[dict[str, object]]:
    """Lines by a number of theirs, largest first, then by id."""
    return sorted(lines, key=lambda line: (-float(str(line[field])), str(line["id"])))
