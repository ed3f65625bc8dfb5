"""Whole pages: one account, all accounts, one line's evidence.

Each page is one file: its style inside, nothing fetched, no script, and a policy that would
stop either. Values are escaped by the template engine; nothing from outside becomes an
address, a style or a tag.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup

from goodwill.facts.glance import glance_of
from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.reports import DoctorReport, LineEvidence
from goodwill.serve import concentration, evidence, pattern_money, portfolio, words
from goodwill.serve.html.environment import file_style, new_environment
from goodwill.serve.html.findings import findings
from goodwill.serve.languages import Language, now, say
from goodwill.serve.titles import Titles

__all__ = [
    "FULL_STATEMENTS",
    "doctor_page",
    "paper_page",
    "portfolio_page",
    "render",
    "statement_page",
    "why_page",
]

FULL_STATEMENTS = 100
"""Accounts whose whole statement stands in the portfolio page; a page of more is too heavy."""


def statement_page(statement: Statement, titles: Titles, money: Money | None = None) -> str:
    """One account's statement, with the pictures of its money where that is given."""
    name = f"{statement['account']['name']}, {words.day(statement['as_of'])}"
    return render("statement_page.html", titles, name, s=statement, m=money)


def paper_page(statement: Statement, titles: Titles, money: Money | None = None) -> str:
    """One account's statement for paper: no pictures, no columns that a printer could not set."""
    style = resources.files("goodwill.serve.html").joinpath("paper.css").read_text("utf-8")
    name = f"{statement['account']['name']}, {words.day(statement['as_of'])}"
    return render("paper_page.html", titles, name, style=style, s=statement, m=money)


def portfolio_page(
    statements: Iterable[Statement], titles: Titles, moneys: Iterable[Money] = ()
) -> str:
    """What needs attention, all accounts, and the statement of each of the largest."""
    each_glanced = [(glance_of(each), each) for each in statements]
    each_glanced.sort(key=lambda pair: portfolio.rank(pair[0]["row"]))
    glances = [glance for glance, _ in each_glanced]
    ranked = [statement for _, statement in each_glanced]
    rows = [glance["row"] for glance in glances]
    found = findings(glances[:FULL_STATEMENTS], titles)
    costs = pattern_money.pattern_money(moneys)
    return render(
        "portfolio_page.html",
        titles,
        say("Who needs attention"),
        statements=ranked,
        rows=rows,
        glances=glances,
        curve=concentration.whale(rows),
        found_shares=concentration.concentration(rows),
        costs=None if costs is None else pattern_money.pattern_money_words(costs, titles),
        found=found,
        full=FULL_STATEMENTS,
    )


def doctor_page(place: str, report: DoctorReport, titles: Titles) -> str:
    """The state of a book, with a picture of each group of chances that people answered about."""
    return render("doctor_page.html", titles, say("How sure are we?"), place=place, report=report)


def why_page(statement: Statement, name: str, answer: LineEvidence, titles: Titles) -> str:
    """All that one line stands on."""
    return render(
        "why_page.html",
        titles,
        f"Why: {evidence.line_title(name, titles)}",
        s=statement,
        line_title=evidence.line_title(name, titles),
        line_state=evidence.line_state(answer.line),
        answer=answer,
        is_figure=evidence.is_figure(answer.line),
        figure=evidence.figure_words(answer.line) if "figures" in answer.line else [],
        sides=evidence.sides(answer.evidence),
        changed=evidence.changes_words(answer.changes) if answer.changes else "",
    )


def render(
    template: str, titles: Titles, name: str, *, style: str | None = None, **values: object
) -> str:
    """A page from a template of this folder, with its style inside and a policy that keeps it."""
    style = file_style() if style is None else style
    return (
        _environment(now())
        .get_template(template)
        .render(
            t=titles,
            page_title=name,
            style=Markup(style),  # noqa: S704  our own file, nothing from outside
            policy=_policy(style),
            **values,
        )
    )


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment(language: Language | None) -> Environment:
    return new_environment(language=language)
