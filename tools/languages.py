"""Bring the files of languages up to date with what the code says.

    python tools/languages.py              what each language lacks
    python tools/languages.py update       new messages in, those that are gone out
    python tools/languages.py new fr       begin a language

A file is `src/goodwill/serve/languages/CODE.po`; `docs/translating.md` says how to fill it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from goodwill.serve.languages import ENGLISH, available
from goodwill.serve.languages.gather import Gathered, gather

FOLDER = Path(__file__).parent.parent / "src" / "goodwill" / "serve" / "languages"
HEADER = """\
# {name} for Goodwill: pages, the catalogue, and the sentences of statements.
# X-Keeps-Capitals: no
"""


def path_of(code: str) -> Path:
    """The file of a language."""
    return FOLDER / f"{code}.po"


def read(code: str) -> Catalog:
    """What a file holds by now."""
    with path_of(code).open("rb") as opened:
        return read_po(opened, locale=code)


def renewed(old: Catalog, messages: Iterable[Gathered]) -> Catalog:
    """The messages of today with the translations that there are."""
    new = Catalog(
        locale=old.locale,
        project="Goodwill",
        header_comment=old.header_comment,
        fuzzy=False,
    )
    for each in messages:
        name = (each.message, each.many) if each.many else each.message
        context = each.context or None
        known = old.get(each.message, context)
        fits = known is not None and bool(known.pluralizable) == bool(each.many)
        new.add(
            name,
            known.string if known is not None and fits else None,
            locations=[(each.place, 0)],
            context=context,
        )
    return new


def write(code: str, catalog: Catalog) -> None:
    """The file of a language, without days that change each time."""
    with path_of(code).open("wb") as opened:
        write_po(opened, catalog, width=100, omit_header=False, include_lineno=False)
    lines = path_of(code).read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision'))]
    path_of(code).write_text("\n".join(kept).rstrip() + "\n", "utf-8")


def lacking(catalog: Catalog) -> list[str]:
    """The messages without a translation."""
    found = []
    for message in catalog:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(texts):
            found.append(str(message.id))
    return found


def main(arguments: list[str]) -> int:
    """Do what is asked; 1 where something has no translation."""
    if arguments[:1] == ["new"]:
        code = arguments[1]
        empty = Catalog(locale=code, header_comment=HEADER.format(name=code).rstrip())
        write(code, renewed(empty, gather()))
        return 0
    missing = 0
    for code in (each for each in available() if each != ENGLISH):
        catalog = renewed(read(code), gather())
        if arguments[:1] == ["update"]:
            write(code, catalog)
        without = lacking(catalog)
        missing += len(without)
        sys.stdout.write(
            f"{code}: {len(list(catalog)) - 1} messages, {len(without)} not translated\n"
        )
        sys.stdout.write("".join(f"  {text}\n" for text in without))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
