"""What there is to translate, read of our own files: for translators' tools, and for tests.

Messages of pages are what templates and Python mark. Texts of the catalogue are its titles,
definitions and steps. Sentences of statements are put together below `serve`, from strings of the
code and of the catalogue: each string with places is a form, `Due on {}, {}.`. Why a number is what
it is (`basis`, `unit`) is for whoever tunes it, and stays English.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import product
from pathlib import Path
from typing import TypeGuard

from goodwill.serve.languages.language import SAID

__all__ = ["Gathered", "gather", "pages", "sentences", "texts"]

ROOT = Path(str(resources.files("goodwill")))

SAYING = (
    "advise", "facts", "judge", "lab/backtest/run.py", "lab/returns", "news",
    "answers/asking.py", "hindsight/returns.py", "upkeep/doctor.py",
)  # fmt: skip
"""Where sentences of statements, questions and returns are put together."""

FOR_PROGRAMS = frozenset({"facts/open_tables.py"})
"""Among them, what only programs are told."""

KEPT_ENGLISH = frozenset({"basis", "unit", "source", "id", "code", "formula", "note"})
"""Fields of the catalogue that are for whoever tunes it."""

TUNING = frozenset({"learning"})
"""Rooms of the catalogue that nobody is shown."""

TERMINAL = frozenset({"api", "cli", "exports", "mcp", "tasks"})
"""Rooms of `serve` that speak English: terminals, programs, and files for other programs."""

VOCABULARY = (
    "proposed",
    "absent", "account management", "accepted", "against", "broken", "changed", "delivery",
    "done", "entertainment", "executive", "first call", "for", "gift", "given", "head",
    "inferred", "invited", "kept", "lost", "manager", "meeting", "missing", "neutral", "no bid",
    "not assessable", "open", "other", "ours", "postponed", "present", "proactive", "proposal",
    "quote request", "referral", "rejected", "renewal", "rework", "rfp", "slipping",
    "sole source", "staff", "support", "theirs", "travel", "unknown", "watch", "won", "late",
    "message", "meetings", "invoice", "invoice line", "payment", "deal", "opportunity",
    "agreement", "ticket", "expense", "expenses", "time entry", "effort", "feedback", "count",
    "dispute", "quota", "order", "contact", "credit note", "act", "call", "mail", "read",
    "written", "list price", "first price", "share", "days", "working days", "people",
    "messages a month", "hours a month", "occasions a month", "acts per 10 messages", "ratio",
    "log hours", "log ratio", "share of deals closed", "plain number", "over", "under", "now",
    "revenue", "gross margin", "seen", "imported", "duplicate", "duplicates",
    "excluded", "unreadable",
    "waiting", "outright", "trial", "draft", "stable", "retired", "booked", "estimated",
    "at risk", "alert", "new", "earned", "nothing", "level", "social", "technical", "ad hoc",
    "partner", "prospect", "me too", "me first", "only me", "pattern", "risk", "ours to mend",
    "answers", "tickets", "orders", "weeks", "revenue, 12 months", "given away", "none",
    "default", "finance", "sales", "always", "not found", "messages", "deals", "agreements",
    "invoices", "invoice lines", "payments", "hours", "deliveries", "visits", "Invoiced.",
)  # fmt: skip
"""Words of tables and statements that stand alone, or in the places of a form."""

INPUTS = (
    "age weeks", "amount", "at first price", "at list price", "billed", "billed twice",
    "contribution", "cost of capital", "cost of goods", "cost to serve", "credited", "days since",
    "decided", "discount", "discount beyond agreed", "entertainment and gifts",
    "entertainment hours", "extra discount", "high", "hourly cost", "hours", "hours beyond",
    "included hours", "invoiced", "invoices", "late amount days", "late payment cost",
    "list amount", "low", "mails read", "max discount", "mean value", "median days", "median gap",
    "meeting hours", "meeting share", "minutes a mail interrupts", "overdue", "overdue days",
    "paid", "paid days", "proposal cost per win", "proposal hours", "purchases",
    "purchases expected in 52 weeks", "recency weeks", "repeats", "rework hours", "rows",
    "rows below list", "slope a year", "slope high", "slope low", "unbilled hours",
    "usual discount", "visit hours", "words read", "words read a minute", "words written",
    "words written a minute", "return per hour", "late payment", "late payment cost",
)  # fmt: skip
"""What stands in formulas and beside them."""

ROLES_NAMED = (
    "blocker", "coach", "economic buyer", "gatekeeper", "influencer", "procurement",
    "technical buyer", "user buyer", "shared",
)  # fmt: skip
"""Parts that people play, as `contacts.csv` calls them."""

COUNTED = (
    "meeting", "invoice", "invoice line", "payment", "deal", "agreement", "ticket", "expense",
    "delivery", "order", "quota", "contact", "credit note", "message", "answer", "entry",
    "discount", "time entry", "row",
)  # fmt: skip
"""Nouns that are counted by a name that stands in a statement."""

EXTRA = (
    "It would need {0} h more of {1} in these {2}.",
    "{0}, {1} h.",
    "Due on {0}, {1}.",
    "Due on {0}, not paid in full yet.",
    "{0} at list price",
    "{0} at first price",
    "list {0}",
    "{0} events at {1}",
    "1 event at {0}",
    "it needs {0} accounts with figures and mail",
)
"""Forms that are put together of pieces too small to be told from other strings."""

_WORDS = re.compile(r"[A-Za-z].* [A-Za-z]|^[A-Z][a-z]+")
_PLACE = re.compile(r"\{[^{}]*\}")
_FORMULA = re.compile(r" [*/+^-] |^[a-z_]+\(")
"""Formulas have words of their own (`goodwill.serve.words`)."""
_PROGRAM = re.compile(r"[\n\[=]|\(\?|^[a-z_]+ \{\w+\}$|^S\d |^select ")
"""Keys, patterns, names of fields, and sources, which are titles."""


@dataclass(frozen=True, slots=True, order=True)
class Gathered:
    """One message, its form for many (or ""), its context, and where it stands."""

    message: str
    many: str
    context: str
    place: str


def gather() -> tuple[Gathered, ...]:
    """Everything, each message once, in the order of the places."""
    found: dict[tuple[str, str], Gathered] = {}
    for each in (*pages(), *texts(), *sentences()):
        found.setdefault((each.context, each.message), each)
    return tuple(found.values())


def pages() -> Iterator[Gathered]:
    """Messages that templates and the Python of pages mark."""
    for path in sorted((ROOT / "serve").rglob("*.html")):
        yield from _of_template(path)
    for path in sorted((ROOT / "serve").rglob("*.py")):
        if path.relative_to(ROOT / "serve").parts[0] in TERMINAL:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from _of_call(node, _place(path))


def _of_template(path: Path) -> Iterator[Gathered]:
    from jinja2 import Environment, nodes  # noqa: PLC0415  a tool's work
    from jinja2.ext import InternationalizationExtension  # noqa: PLC0415

    environment = Environment(extensions=[InternationalizationExtension])  # noqa: S701  not drawn
    tree = environment.parse(path.read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if isinstance(call.node, nodes.Getattr) and call.node.attr == "count":
            name = "count"
        given = [each for arg in call.args for each in _constants(arg)]
        yield from _messages("say" if name in {"_", "gettext"} else name, given, _place(path))


def _constants(node: object) -> list[str]:
    """The text of an argument; both of `a if b else c`."""
    from jinja2 import nodes  # noqa: PLC0415

    if isinstance(node, nodes.CondExpr):
        return [*_constants(node.expr1), *_constants(node.expr2)]
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [node.value]
    return []


def _of_call(call: ast.Call, place: str) -> Iterator[Gathered]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "spoken":
        given = [text for arg in call.args for text in _dict_values(arg)]
        yield from (Gathered(text, "", "", place) for text in given if text)
        return
    yield from _messages(name, [text for arg in call.args for text in _strings(arg)], place)


def _dict_values(node: ast.expr) -> list[str]:
    values = node.values if isinstance(node, ast.Dict) else []
    return [text for value in values for text in _strings(value)]


def _strings(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_strings(node.body), *_strings(node.orelse)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return []


def _messages(name: str, given: list[str], place: str) -> Iterator[Gathered]:
    from goodwill.serve.words import many_of  # noqa: PLC0415

    if name in {"say", "mark"} and given:
        spoken = (text for text in given if re.search("[A-Za-z]{2}|“", _PLACE.sub("", text)))
        yield from (Gathered(text, "", "", place) for text in spoken)
    elif name == "say_count" and len(given) > 1:
        yield Gathered(given[0], given[1], "", place)
    elif name == "count" and given:
        one, *rest = given
        if rest and rest[0].endswith(("s", "people")):
            yield Gathered(one, rest[0], "", place)
        else:
            yield from (Gathered(each, many_of(each), "", place) for each in given)


OUTCOMES = ROOT / "lab" / "backtest" / "outcomes.toml"
"""What may come of an account, as pages tell of it."""


def texts() -> Iterator[Gathered]:
    """Titles, definitions and steps of the catalogue; what has places is a form of a sentence."""
    for path in (*sorted((ROOT / "catalogue").rglob("*.toml")), OUTCOMES):
        if path.parent.name not in TUNING:
            yield from _of_table(tomllib.loads(path.read_text("utf-8")), "", _place(path))


def _of_table(value: object, field: str, place: str) -> Iterator[Gathered]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _of_table(inner, name, place)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_table(inner, field, place)
    elif isinstance(value, str) and field not in KEPT_ENGLISH:
        text = " ".join(value.split())
        if _WORDS.search(_PLACE.sub("", text)) and not _FORMULA.search(text):
            yield Gathered(text, "", SAID if "{" in text else "", f"{place}:{field}")


def sentences() -> Iterator[Gathered]:
    """Forms of the sentences that code below `serve` puts together, and the words in them."""
    from goodwill.serve.words import many_of  # noqa: PLC0415

    yield from (Gathered(one, many_of(one), "", "facts") for one in COUNTED)
    yield from (
        Gathered(word, "", "", "facts")
        for word in dict.fromkeys((*VOCABULARY, *INPUTS, *ROLES_NAMED))
    )
    yield from (Gathered(form, "", SAID, "judge") for form in EXTRA)
    for room in SAYING:
        start = ROOT / room
        for path in [start] if start.suffix else sorted(start.rglob("*.py")):
            if _place(path) in FOR_PROGRAMS:
                continue
            for text in _forms(ast.parse(path.read_text("utf-8"))):
                yield Gathered(text, "", SAID if "{" in text else "", _place(path))


def _forms(tree: ast.Module) -> Iterator[str]:
    skipped = _not_said(tree)
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(each) for each in node.values)
            yield from (text for text in _forms_of(node) if _is_said(text, least=1))
        elif (text := "".join(_strings_of(node))) and _is_said(text, least=2):
            yield text.strip()


def _is_said(text: str, *, least: int) -> bool:
    """Whether a string is for people: so many words beside its places, and nothing of a program."""
    bare = _PLACE.sub("", text)
    words = re.findall("[A-Za-z]{3,}" if least == 1 else "[A-Za-z]+", bare)
    is_program = _PROGRAM.search(text) is not None or _FORMULA.search(text) is not None
    return len(words) >= least and " " in text.strip() and not is_program


def _forms_of(node: ast.JoinedStr) -> Iterator[str]:
    """`f"{a} of {b}"` as "{0} of {1}"; a choice between two words stands as both."""
    parts: list[tuple[str, ...]] = []
    for number, each in enumerate(node.values):
        if isinstance(each, ast.Constant):
            parts.append((str(each.value),))
        else:
            chosen = _strings(each.value) if isinstance(each, ast.FormattedValue) else []
            is_choice = len(chosen) > 1
            parts.append(tuple(chosen) if is_choice else (f"{{{number}}}",))
    for pieces in product(*parts):
        yield _numbered("".join(pieces)).strip()


def _numbered(text: str) -> str:
    """The places of a form counted from 0."""
    count = iter(range(len(text)))
    return _PLACE.sub(lambda _: f"{{{next(count)}}}", text)


def _not_said(tree: ast.Module) -> set[int]:
    """Docstrings, and what is raised: nobody reads them in a statement."""
    found = set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.Raise | ast.Assert):
            found.update(id(each) for each in ast.walk(node))
        elif _is_unsaid_call(node):
            found.update(id(each) for arg in node.args for each in ast.walk(arg))
    return found


def _is_unsaid_call(node: ast.AST) -> TypeGuard[ast.Call]:
    """An error that is made, or words about types."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return False
    return node.func.id in {"cast", "TypeVar"} or node.func.id.endswith("Error")


def _strings_of(node: ast.AST) -> Iterator[str]:
    """The text of a constant."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
