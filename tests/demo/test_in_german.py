"""The made-up company in German: nearly every sentence of its statements is known."""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.facts.statement import Statement
from goodwill.serve.languages import language
from goodwill.serve.languages.said import is_said

ENOUGH = 0.95
"""Part of the sentences, each counted once."""

FIELDS = frozenset({"says", "needs", "measure", "steps"})


def sentences(value: object, field: str = "") -> Iterator[str]:
    """Everything that a statement says in words of ours."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from sentences(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from sentences(inner, field)
    elif isinstance(value, str) and field in FIELDS and " " in value:
        yield value


def test_nearly_every_sentence_of_statements_is_said_in_german(
    statements: list[Statement],
) -> None:
    german = language("de")
    assert german is not None
    stored = {text for one in statements for text in sentences(one)}

    unknown = sorted(text for text in stored if is_said(text, german) is None)

    assert len(stored) > 300
    assert len(unknown) <= (1 - ENOUGH) * len(stored), "\n".join(unknown[:20])


def test_no_quote_is_turned(statements: list[Statement]) -> None:
    german = language("de")
    assert german is not None
    quotes = {
        item["quote"]
        for one in statements
        for line in one["patterns"]
        for item in line["evidence"]
        if item["quote"]
    }

    turned = {is_said(quote, german) for quote in quotes} - {None}

    assert len(quotes) > 20
    assert len(turned) <= len(quotes) // 20, "forms are too loose: they fit what clients write"
