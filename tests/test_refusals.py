"""What the program refuses to do, whoever asks (`docs/refusals.md`).

Some are kept by what is not there: no command that could, no word for it, no way out of the
machine. These tests fail on the day that somebody adds one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command

import goodwill
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.acts import ACT_IDS, REMARK_IDS
from goodwill.facts.tables import RELATIONS
from goodwill.serve.cli.app import app
from goodwill.signals.header import signals

SRC = Path(goodwill.__file__).parent
FEELINGS = re.compile(
    r"anger|angry|stress|mood|happy|sad\b|fear|love|attract|loyal|emotion|feeling|health|"
    r"resign|personality|intimacy",
)
GUILT = re.compile(
    r"\b(theft|thief|thieves|steal\w*|fraud\w*|abuser\w*|liars?|cheat\w*)\b", re.IGNORECASE
)
SENDS_MAIL = {"smtplib", "aiosmtplib", "sendgrid", "email_sender"}
POSTS, ASKS = "serve/digest/post.py", "serve/cli/digest.py"
"""Who hands a mail to the user's own server, and who alone asks for that: a person at a command."""
WHOSE_ACCOUNTS = {"digest": ["--owner"], "plan": ["--owner"]}
"""These say whose accounts are told of, or whose hours a task takes: nothing is told of anybody."""
OUR_PEOPLE = re.compile(r"person|colleague|employee|owner|rep\b|staff|who", re.IGNORECASE)


def imports() -> Iterator[tuple[Path, str]]:
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, name.name.split(".")[0]) for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module.split(".")[0]


def commands() -> Iterator[tuple[str, typer.core.TyperCommand]]:
    group = get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    yield from leaves(group)


def leaves(group: typer.core.TyperGroup) -> Iterator[tuple[str, typer.core.TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from leaves(command)
        else:
            assert isinstance(command, typer.core.TyperCommand)
            yield name, command


def catalogue_words() -> Iterator[tuple[str, str]]:
    """All that the catalogue says to a reader; `known_gaps` and sources speak of texts."""
    for file in load_catalogue().files:
        for line in file.content.decode().splitlines():
            if not line.lstrip().startswith(("#", "source", "id =")):
                yield file.where, line


def test_no_employee_is_ranked_scored_or_searched_for() -> None:
    """Refusals 1 and 3: no command takes one of our people, and no list of them is made."""
    for name, command in commands():
        asked = [option for one in command.params for option in one.opts]
        named = [option for option in asked if OUR_PEOPLE.search(option)]
        assert named == [one for one in named if one in WHOSE_ACCOUNTS.get(name, [])], name
        assert name not in {"search", "employees", "people", "team", "ranking"}


def test_figures_of_a_signal_are_an_accounts_and_nobodys_own() -> None:
    """Refusals 1 and 12: every row that is measured belongs to an account."""
    assert "account_id" in RELATIONS["message"]._fields
    for spec in signals():
        assert re.search(r"\baccount_id\b", spec.sql), spec.name


def test_no_word_of_ours_names_a_feeling_or_a_trait() -> None:
    """Refusal 4: acts and concepts are what was done, never what somebody felt."""
    catalogue = load_catalogue()
    ids = [*ACT_IDS, *REMARK_IDS, *catalogue.patterns, *catalogue.risks, *catalogue.practices]
    assert not [one for one in ids if FEELINGS.search(one)]


@pytest.mark.parametrize("where", sorted({where for where, _ in catalogue_words()}))
def test_no_guilt_is_stated(where: str) -> None:
    """Refusal 7: such words stand in a client's own quote or nowhere."""
    assert not [line for file, line in catalogue_words() if file == where and GUILT.search(line)]


def test_nothing_is_ever_sent_but_a_digest_that_somebody_asks_for() -> None:
    """Refusal 8: to our own side alone, which `tests/serve/test_digest.py` keeps."""
    sending = {path.relative_to(SRC).as_posix() for path, name in imports() if name in SENDS_MAIL}
    asking = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if "serve.digest.post" in path.read_text("utf-8")
    }

    assert sending == {POSTS}
    assert asking == {ASKS}
