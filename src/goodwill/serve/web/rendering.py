"""Draw a page: the templates of this folder over the macros of the pages in a file."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import NamedTuple, cast

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from goodwill.facts.statement import Statement
from goodwill.serve.html.environment import file_style, new_environment
from goodwill.serve.languages import ENGLISH, Language, available, language, mark, now
from goodwill.serve.titles import load_titles
from goodwill.serve.web.view import View
from goodwill.serve.words import plain

__all__ = ["STATIC", "RestsOn", "asset", "is_part", "page", "static_file", "warm"]

STATIC = Path(str(resources.files("goodwill.serve.web"))) / "static"
SITE = (
    ("/", mark("Attention"), "A"),
    ("/promises", mark("Promises"), "P"),
    ("/people", mark("People"), "O"),
    ("/costs", mark("Costs"), "C"),
    ("/plan", mark("Plan"), "N"),
    ("/data", mark("Data"), "D"),
    ("/how-sure", mark("How sure"), "H"),
)
"""The pages of the bar: address, name, and the key behind G."""

KEYS = (
    ("/", mark("find an account, a person, a quote")),
    ("J K", mark("next, previous row or account")),
    ("Enter", mark("open it")),
    ("Esc", mark("back; closes the topmost")),
    ("E", mark("why, of the line in focus")),
    ("T", mark("the day")),
    ("V", mark("a chart as a table, and back")),
    ("L", mark("copy a link to this line")),
    ("Y U", mark("this line is right; nobody can tell")),
    ("W", mark("it is wrong, because; 1 to 4 the reason")),
    ("Z", mark("take back what was said last")),
    ("I", mark("hide names and numbers, and show them")),
    ("?", mark("this list")),
)
"""What keys do, beside G and a letter for a page."""

BUNDLES = {
    "goodwill.css": "css/*.css",
    "goodwill.js": "js/*.js",
    "invited.js": "invited.js",
    "passkeys.js": "passkeys.js",
}
"""Served as one file each; the style is that of the pages in a file, and ours behind it."""

_OURS = re.compile(r"vendor/[\w.-]+(?=\))")
"""A file of ours in the style, which is asked for by the same address as in a page."""

TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
_DRAWING = Lock()
"""One page is drawn at a time: many would share one interpreter, and pages that are kept would
wait until each of them has had its turn."""
FOREVER = "public, max-age=31536000, immutable"


class RestsOn(NamedTuple):
    """What a page is made of: the statement of an account on a day, or (None) of all of them."""

    day: date
    account: str | None


def page(request: Request, view: View, template: str, **values: object) -> HTMLResponse:
    """One page of the site; its template extends `site.html`, and has the titles as `t`."""
    found = _environment(now()).get_template(template)
    request.state.rests_on = RestsOn(day=view.day, account=_account_of(values))
    with _DRAWING:
        text = found.render(request=request, view=view, **{"t": load_titles(), **values})
    return HTMLResponse(
        text, headers={"cache-control": "no-cache", "vary": "accept-language, cookie, hx-request"}
    )


def _account_of(values: Mapping[str, object]) -> str | None:
    """Whose page it is, where it is one account's."""
    statement = cast("Statement | None", values.get("s"))
    return None if statement is None else statement["account"]["id"]


def is_part(request: Request) -> bool:
    """Whether the script asked for a piece of a page, and not the browser for all of it."""
    return request.headers.get("hx-request") == "true"


def warm() -> None:
    """Compile every template, so that the first who asks for a page does not wait for that."""
    environment = _environment(None)
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


@cache
def _environment(spoken: Language | None) -> Environment:
    """The engine of one language: its templates are compiled once, when it is first asked for."""
    templates = FileSystemLoader(STATIC.with_name("templates"))
    environment = new_environment(templates, language=spoken)
    environment.globals.update(asset=asset, SITE=SITE, KEYS=KEYS, other_languages=_others(spoken))
    environment.filters["spaced"] = spaced
    return environment


def _others(spoken: Language | None) -> tuple[tuple[str, str], ...]:
    """Codes and names of the languages that a page is not in."""
    here = ENGLISH if spoken is None else spoken.code
    names = {code: found.name for code in available() if (found := language(code)) is not None}
    return tuple((code, names.get(code, "English")) for code in available() if code != here)


def spaced(text: str) -> str:
    """`plain`, but for the space at either end: for pieces that stand side by side."""
    inner = plain(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (bool(inner) and text[-1:].isspace())}"


@cache
def asset(name: str) -> str:
    """The address of a file of `static`; it changes with the file, so it may be kept for ever."""
    return f"/static/{sha256(_content(name)).hexdigest()[:12]}/{name}"


def static_file(request: Request, name: str) -> Response:
    """The answer to a request for a file of `static`."""
    if name not in _names():
        return Response(status_code=404)
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    content, media = _content(name), TYPES[Path(name).suffix]
    if media != TYPES[".woff2"] and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers = _packed(name), {**headers, "content-encoding": "gzip"}
    return Response(content, media_type=media, headers=headers)


@cache
def _names() -> frozenset[str]:
    files = (file.relative_to(STATIC) for file in STATIC.glob("vendor/*") if file.suffix in TYPES)
    return frozenset((*BUNDLES, *(file.as_posix() for file in files)))


@cache
def _content(name: str) -> bytes:
    """A file of `static`, or a bundle: the files of its folder, in the order of their names."""
    if name not in BUNDLES:
        return (STATIC / name).read_bytes()
    parts = [file.read_text("utf-8") for file in sorted(STATIC.glob(BUNDLES[name]))]
    if name == "goodwill.css":
        return _OURS.sub(lambda found: asset(found[0]), "".join((file_style(), *parts))).encode()
    blocks = (f"{{{part}}}\n" for part in parts)  # one each: no shared names
    return "".join(('"use strict";\n', *blocks)).encode()


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_content(name), mtime=0)
