"""Read the training sentences: what each line is, and what it is not.

`training/sentences/<act>.txt` holds lines that are the act (`+`) and lines that look like it and
are not (`-`), under a heading for each language (`== de`); behind ` ## ` stand the other acts
that a line holds. What a line was not asked about counts a little against it, since most
sentences hold few acts.

`training/mails/*.tsv` hold whole mails as they come, a sentence a line, each with all acts that
it holds before a tab (`-`: none); an empty line ends a mail. They are sure both ways: of all acts,
or of those behind `== asked:`. `~act` is one that a sentence reads like and is not, `?act` one that
nobody asked about.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goodwill.acts.languages import languages_in
from goodwill.errors import CatalogueError, nearest
from goodwill.facts.acts import ACT_IDS

__all__ = ["Example", "read_cases", "read_mails", "read_personal_mails", "read_sentences"]

_ASKED = "== asked:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One training text, and for which acts it is known what it is.

    `source` is the file it stands in, `group` what must not be torn apart when parts are held
    out (the file, until `blocks` parts it), `mail` the whole mail of which it is a sentence. An
    act in neither `holds` nor `lacks` was not asked about; those of `resembles` are lacked by a
    text that was written to be mistaken for them. Names were blanked in what `is_nameless`.
    """

    text: str
    language: str
    source: str
    group: str
    holds: frozenset[str]
    lacks: frozenset[str]
    resembles: frozenset[str] = frozenset()
    is_nameless: bool = False
    mail: str | None = None


def read_sentences(folder: Path) -> Iterator[Example]:
    """The hand-written lines, by file and in the file's order; `CatalogueError` names a bad one."""
    for path in sorted(folder.glob("*.txt")):
        language = "en"
        for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
            line = raw.strip()
            if line.startswith("=="):
                language = line.removeprefix("==").strip()
            elif line and not line.startswith("#"):
                yield _example(line, path, number, language)


def read_mails(folder: Path) -> Iterator[Example]:
    """The sentences of whole mails, each marked for every act."""
    for path in sorted(folder.glob("*.tsv")):
        mail, asked = 0, frozenset(ACT_IDS)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                mail += 1
            elif line.startswith(_ASKED):
                asked = frozenset(line.removeprefix(_ASKED).split())
                _refuse_unknown(asked, f"{path.name}, line {number}")
            elif not line.startswith("#"):
                yield _sentence_of_mail(line, path, number, f"{path.stem}:{mail}", asked)


def read_personal_mails(folder: Path) -> Iterator[Example]:
    """Whole mails, personal or not, subject and text together."""
    own = frozenset({"personal"})
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            mail = json.loads(line)
            yield Example(
                text=f"{mail['subject']}\n{mail['text']}",
                language="en",
                source=path.name,
                group=path.name,
                holds=own if mail["is"] else frozenset(),
                lacks=frozenset() if mail["is"] else own,
                is_nameless=True,
            )


def read_cases(folder: Path) -> Iterator[Example]:
    """The lines of the tests' own cases, which were written before there was a model."""
    for path in sorted(folder.glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        own = frozenset((case["act"],))
        parts = [case, case["sought"]] if "sought" in case else [case]
        marked = [(t, key == "is") for part in parts for key in ("is", "is_not") for t in part[key]]
        for text, is_act in marked:
            yield Example(
                text=text,
                language=_language_of(text),
                source=f"cases/{path.stem}",
                group=f"cases/{path.stem}",
                holds=own if is_act else frozenset(),
                lacks=frozenset() if is_act else own,
            )


def _language_of(text: str) -> str:
    found = languages_in(text)
    return found[0] if len(found) == 1 else "en"


def _sentence_of_mail(
    line: str, path: Path, number: int, mail: str, asked: frozenset[str]
) -> Example:
    marks, _, text = line.partition("\t")
    tags = frozenset(marks.split()) - {"-"}
    resembles = frozenset(tag[1:] for tag in tags if tag.startswith("~"))
    left_open = frozenset(tag[1:] for tag in tags if tag.startswith("?"))
    holds = frozenset(tag for tag in tags if tag[0] not in "~?")
    _refuse_unknown(holds | resembles | left_open, f"{path.name}, line {number}")
    return Example(
        text=text.strip(),
        language="en",
        source=path.stem,
        group=path.name,
        holds=holds,
        lacks=(asked | resembles) - holds - left_open,
        resembles=resembles,
        is_nameless=True,
        mail=mail,
    )


def _refuse_unknown(acts: frozenset[str], where: str) -> None:
    for unknown in acts.difference(ACT_IDS):
        raise CatalogueError(f'{where} names the act "{unknown}".{nearest(unknown, ACT_IDS)}')


def _example(line: str, path: Path, number: int, language: str) -> Example:
    where = f"{path.name}, line {number}"
    if line[:2] not in {"+ ", "- "}:
        raise CatalogueError(
            f"{where} begins with {line[:2]!r}.",
            hint='A line begins with "+ " where it is the act, with "- " where it is not.',
        )
    text, _, tags = line[2:].partition(" ## ")
    others = frozenset(tags.split())
    _refuse_unknown(others, where)
    own = frozenset((path.stem,))
    is_act = line[0] == "+"
    return Example(
        text=text.strip(),
        language=language,
        source=path.stem,
        group=path.name,
        holds=others | own if is_act else others - own,
        lacks=frozenset() if is_act else own,
        is_nameless=True,
    )
