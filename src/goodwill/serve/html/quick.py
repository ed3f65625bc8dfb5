"""What templates are compiled to: the pages that jinja2 gives, in about half the time.

A statement is a thousand small pieces, and what jinja2 does around each costs more than the piece
itself: it makes a `Markup` of every text that it escapes, looks for an attribute of a mapping
before its key, and asks of every function whether it wants the context. The code that `QuickCode`
writes does without. What is escaped, and how, is the same. No function or filter that wants a
context may be called from our templates (`context` itself stays what it is).
"""

from __future__ import annotations

from collections.abc import Callable

import markupsafe
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from goodwill.serve.languages import Language
from goodwill.serve.languages.templates import translate

__all__ = ["QuickCode", "QuickEnvironment", "QuickTemplate", "escaped"]

_entities: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""What `escape` makes a `Markup` of; where this version has it no more, all of it."""


def escaped(value: object) -> str:
    """A value as it stands in a page, in the entities of `markupsafe`; what is safe as it is."""
    kind = type(value)
    if kind is str:
        return _entities(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int or kind is float else escape(value)


class QuickCode(CodeGenerator):
    """Writes the code of a template."""

    _is_opened = False
    """Whether the next thing written is the first after the bracket of a call."""

    def write(self, x: str) -> None:
        """Write some code; arguments come each with a comma before it, also the first."""
        super().write(x.removeprefix(", ") if self._is_opened else x)
        self._is_opened = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The module, which knows our functions."""
        self.writeline(f"from {__name__} import escaped")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write("escaped(" if frame.eval_ctx.autoescape else "str(")

    def visit_Call(  # noqa: N802
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,
    ) -> None:
        """A call of the function itself; of a mapping's methods, not of what it holds."""
        if isinstance(node.node, nodes.Getattr):
            self.write("environment.attribute(")
            self.visit(node.node.node, frame)
            self.write(f", {node.node.attr!r})(")
        else:
            self.visit(node.node, frame)
            self.write("(")
        self._is_opened = True
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class QuickTemplate(Template):
    """A template whose macros are made once: they are handed all that they show."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module()


class QuickEnvironment(Environment):
    """An engine whose templates are compiled so; keys of a mapping come before its methods."""

    code_generator_class = QuickCode
    template_class = QuickTemplate
    language: Language | None = None
    """In which the texts of its templates are said; None for English."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return translate(super()._parse(source, name, filename), self.language)

    def getattr(self, obj: object, attribute: str) -> object:
        """What a template calls `obj.attribute`."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return self.attribute(obj, attribute)

    def attribute(self, obj: object, attribute: str) -> object:
        """The same of what is called: a method of a mapping before its keys."""
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)
