"""Templates in another language: translated while they are compiled; drawing costs nothing more.

`_('...')` and `{% trans %}` are those of Jinja's own extension, and read by any tool for gettext.
In a template of one language they become the text itself, with what stands between its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes
from jinja2.ext import InternationalizationExtension
from jinja2.visitor import NodeTransformer

from goodwill.serve.languages.language import Language
from goodwill.serve.languages.speaking import say, say_count

__all__ = ["Translated", "translate"]

_PLACE = re.compile(r"%\((\w+)\)s")


class Translated(InternationalizationExtension):
    """Says what stands in `{% trans %}`: plain text and values, nothing to be looked up."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals.update(_=say, say_count=say_count)

    def _make_node(  # noqa: PLR0917  as Jinja's own extension calls it
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        """The parts of a message; which form of it, where it has two, is told as it is drawn."""
        del context, vars_referenced, num_called_num
        language: Language | None = getattr(self.environment, "language", None)
        if plural is None or plural_expr is None:
            text = singular if language is None else language.text(singular)
            return nodes.Output(list(_parts(text, variables)))
        raise NotImplementedError("say_count() tells one thing from many")


def _parts(text: str, variables: dict[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    pieces = _PLACE.split(text)
    for number, piece in enumerate(pieces):
        if number % 2:
            yield variables[piece]
        elif piece:
            yield nodes.TemplateData(piece.replace("%%", "%"))


class _Constants(NodeTransformer):
    """Puts the translation in the place of each `_('...')`."""

    def __init__(self, language: Language | None) -> None:
        self._language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_"):
            return node
        if len(node.args) != 1 or node.kwargs or not isinstance(node.args[0], nodes.Const):
            return node
        message = str(node.args[0].value)
        said = message if self._language is None else self._language.text(message)
        return nodes.Const(said, lineno=node.lineno)


def translate(template: nodes.Template, language: Language | None) -> nodes.Template:
    """A template with every message that stands in it put into a language."""
    _Constants(language).visit(template)
    return template
