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
from goodwill.store.tables.schema import METADATA

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
THEIR_RIGHTS = {"erase": ["person"], "person": ["person"]}
"""These do what a person has a right to: to be forgotten, and to be told what is held of her."""
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
        known = (*WHOSE_ACCOUNTS.get(name, ()), *THEIR_RIGHTS.get(name, ()))
        assert named == [one for one in named if one in known], name
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


JUDGED = (
    r"(score|rank|rating|performance|productivity|behaviou?r|sentiment|mood|quota_share|leader)"
)
PEOPLE = r"(employee|colleague|staff|person|owner|user|rep|seller|ours|team|member)"
SCORED = re.compile(rf"{PEOPLE}s?_?{JUDGED}|{JUDGED}s?_?(of_|by_|per_)?{PEOPLE}|leaderboard")
"""A name of a field, a column, a route or a page that would judge or compare people."""


def names_of_shapes() -> Iterator[str]:
    """The names of every field that the program hands on, of any dataclass, tuple or dict."""
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                yield node.target.id


def test_the_measure_of_these_names_finds_what_it_should() -> None:
    for bad in ("employee_score", "rank_of_owner", "person_rating", "leaderboard", "team_ranks",
                "performance_by_user", "staff_sentiment"):  # fmt: skip
        assert SCORED.search(bad), bad
    for good in ("owner", "person_id", "copy_rank", "user_id", "predictable_performance", "score"):
        assert not SCORED.search(good), good


def test_no_field_that_is_handed_on_judges_people() -> None:
    """Refusal 1, in every shape: statements, reports, pages, the API and the tools."""
    assert [name for name in set(names_of_shapes()) if SCORED.search(name)] == []


def test_no_column_of_the_book_judges_people() -> None:
    """Refusal 1, where things are kept: tables, and the views that analysts read."""
    names = [f"{table}.{one.name}" for table, made in METADATA.tables.items() for one in made.c]
    views = "\n".join(path.read_text("utf-8") for path in (SRC / "store").glob("views*.py"))

    assert [name for name in names if SCORED.search(name)] == []
    assert SCORED.search(views) is None


def test_no_door_leads_to_figures_about_one_of_our_people() -> None:
    """Refusals 1 and 3: neither a page nor a route is a list, a search or a score of colleagues."""
    routes = [
        text
        for path in (*(SRC / "serve" / "web").rglob("*.py"), *(SRC / "serve" / "api").rglob("*.py"))
        for text in re.findall(r'"(/[\w/{}.-]*)"', path.read_text("utf-8"))
    ]

    assert len(routes) > len({"/", "/plan"})
    assert [one for one in routes if re.search(r"employee|colleague|staff|rank|leader", one)] == []
    assert [one for one in routes if SCORED.search(one)] == []


def test_no_query_adds_up_by_one_of_our_own_people() -> None:
    """Refusal 12: signals group by account; what would tell people apart stands in no group."""
    for spec in signals():
        groups = re.findall(r"group by ([^\n)]*)", spec.sql)
        assert not [one for one in groups if re.search(r"\b(owner|person|our_person)\b", one)], (
            spec.name
        )
