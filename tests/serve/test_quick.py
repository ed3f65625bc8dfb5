"""Templates compiled by us give the pages that jinja2 gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from goodwill.serve.html.quick import QuickEnvironment, escaped

CASES = {
    "a text is escaped": "{{ text }}",
    "what is safe stays": "{{ safe }} {{ safe ~ text }} {{ text ~ safe }}",
    "a number": "{{ 3 }} {{ half }} {{ none }} {{ true }}",
    "a key before a method": "{{ box.items }}",
    "a method that is called before a key": "{% for k, v in box.items() %}"
    "{{ k }}={{ v }};{% endfor %}",
    "no argument, one, a named one, some": "{{ f() }} {{ f(text) }} {{ f(b=2) }} {{ f(*[1, 2]) }}",
    "named ones in a mapping": "{{ f(**{'a': text, 'b': 1}) }}",
    "a call in a call": "{{ f(f(text), b=f(1, 2)) }} {{ f((1, 2)) }} {{ f([]) }}",
    "a macro, and who calls it": "{% macro m(x) %}<b>{{ x }}{{ caller(x) }}</b>{% endmacro %}"
    "{% call(y) m(text) %}[{{ y }}]{% endcall %}",
    "a macro within a loop": "{% macro m(x, y=2) %}{{ x }}{{ y }}{% endmacro %}"
    "{% for n in range(3) %}{{ m(n, y=loop.index) }}{{ m(text) }}{% endfor %}",
    "a filter with arguments": "{{ text|replace('a', 'b') }} {{ text|truncate(3, true, '…') }}",
    "a block that is filled in": "{% set x %}<i>{{ text }}</i>{% endset %}{{ x }}",
    "a field of a mapping in a mapping": "{{ box.inner.deep }} {{ box['inner'].deep }}",
    "an attribute of anything else": "{{ safe.striptags() }} {{ text.upper() }}",
}


def values() -> dict[str, object]:
    """What every template is given."""
    return {
        "text": '<a href="x">Ann\'s & co</a>',
        "safe": Markup("<hr>"),
        "half": 0.5,
        "box": {"items": "held", "inner": {"deep": "<in>"}},
        "f": lambda a="-", b="-": f"<{a}|{b}>",
    }


def drawn(kind: type[Environment], template: str) -> str:
    environment = kind(
        loader=DictLoader({"page": template}), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page").render(values())


@pytest.mark.parametrize("template", CASES.values(), ids=CASES)
def test_a_template_gives_the_same_page(template: str) -> None:
    as_usual = template.replace("box.items }}", "box['items'] }}")

    assert drawn(QuickEnvironment, template) == drawn(Environment, as_usual)


@pytest.mark.parametrize("template", ["{{ nobody }}", "{{ nobody() }}", "{{ box.missing.more }}"])
def test_what_is_not_there_is_a_fault(template: str) -> None:
    with pytest.raises(UndefinedError):
        drawn(QuickEnvironment, template)


def test_the_macros_of_a_template_are_made_once_whatever_is_added_to_the_engine() -> None:
    made = list[str]()

    def noted() -> str:
        made.append("once")
        return ""

    parts = "{{ noted() }}{% macro m(x) %}[{{ x }}]{% endmacro %}"
    page = "{% import 'parts' as parts %}{{ parts.m(text) }}"
    environment = QuickEnvironment(loader=DictLoader({"parts": parts, "page": page}))
    environment.globals["noted"] = noted
    template = environment.get_template("page", globals={"of_the_page": 1})

    assert [template.render(text=1), template.render(text=2), *made] == ["[1]", "[2]", "once"]


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none()))
def test_everything_is_escaped_as_usual(value: object) -> None:
    assert escaped(value) == str(escape(value))
    assert escaped(Markup("<b>")) == "<b>"
