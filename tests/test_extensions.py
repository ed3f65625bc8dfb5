"""The example of an extension: installed beside the package, it is found, told and used."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import copytree
from typing import Any

import orjson
import pytest
from tests.live.fakes import Asked, Says, serving
from typer.testing import CliRunner

from goodwill.serve.cli.app import app

EXAMPLE = Path(__file__).parent.parent / "examples" / "plugin"
LETTERS = """==== letter ====
From: kim@acre.example
To: ann@ours.example
Date: 1 Jun 2026 10:00:00 +0000

The valves leak again. Could you send somebody by Friday?
==== letter ====
From: ann@ours.example
To: kim@acre.example
Date: 2 Jun 2026 10:00:00 +0000

I will come myself on Thursday.
"""
HOURS = "".join(
    f"e{n},acre,ann@ours.example,2026-0{1 + n % 6}-10,5,{'rework' if n % 2 else 'delivery'}\n"
    for n in range(12)
)


def installed(folder: Path) -> Path:
    """The example as an installer lays it."""
    return laid(EXAMPLE, folder)


def laid(source: Path, folder: Path) -> Path:
    """A package as an installer lays it: its code, and the metadata that names what it brings.

    An installer needs the build tool from the network; what it writes is this.
    """
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
    (package,) = (source / "src").iterdir()
    copytree(package, folder / package.name)
    metadata = folder / f"{package.name}-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8"
    )
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in named.items())
        for group, named in project["entry-points"].items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(points), "utf-8")
    return folder


def goodwill(path: Path, *words: str, said: str = "", folder: Path | None = None) -> str:
    """What a command prints in an environment with that folder in it; its key is in `folder`."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(path), *sys.path[1:]])}
    if folder is not None:
        environment["GOODWILL_KEY_FILE"] = str(folder / "key")
    ran = subprocess.run(
        [sys.executable, "-m", "goodwill", *words],
        capture_output=True, check=False, env=environment, text=True, input=said,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr + ran.stdout
    return ran.stdout


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("installed"))


def test_what_a_package_brings_is_listed_with_where_it_comes_from(path: Path) -> None:
    found = orjson.loads(goodwill(path, "extensions", "--format", "json"))

    assert [(one["group"], one["name"], one["is_usable"]) for one in found] == [
        ("goodwill.connectors", "post", True),
        ("goodwill.live", "service-desk", True),
        ("goodwill.signals", "fieldwork", True),
        ("goodwill.engines", "duckdb-on-disk", True),
        ("goodwill.catalogue", "fieldwork", True),
    ]
    assert {(one["package"], one["version"]) for one in found} == {("goodwill-fieldwork", "0.1.0")}


def test_its_file_is_read_its_measurement_taken_and_its_pattern_judged(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "letters.post").write_text(LETTERS, "utf-8")
    (tmp_path / "in" / "goodwill.toml").write_text('[company]\ndomains = ["ours.example"]\n')
    (tmp_path / "in" / "accounts.csv").write_text(
        "account_id,name,domains\nacre,Acre,acre.example\n"
    )
    (tmp_path / "in" / "effort.csv").write_text(
        f"entry_id,account_id,person,worked_on,hours,activity\n{HOURS}"
    )
    book = ("--book", str(tmp_path / "book"))
    goodwill(path, *book, "import", str(tmp_path / "in"))
    statement = orjson.loads(
        goodwill(path, *book, "statement", "acre", "--as-of", "2026-06-30", "--format", "json")
    )

    assert statement["coverage"]["messages"] == 2
    (line,) = [one for one in statement["patterns"] if one["id"] == "work_done_twice"]
    assert (line["status"], line["direction"]) == ("present", "ours")
    assert "effort" in {item["source"] for item in line["evidence"]}


VISITS = [
    {
        "id": f"v{number}",
        "account_id": "acre",
        "person": "ann@ours.example",
        "worked_on": f"2026-0{1 + number}-10",
        "hours": 2.5,
        "activity": "delivery",
        "changed": f"2026-0{1 + number}-11T08:00:00Z",
        "struck": False,
    }
    for number in range(5)
]


class Desk:
    """The service desk that the example keeps up with, two visits a page; it is ill at times."""

    def __init__(self) -> None:
        self.visits, self.calls = list(VISITS), 0

    def answer(self, asked: Asked) -> Says:
        self.calls += 1
        if asked.token != "desk-key-1":  # noqa: S105  made up
            return Says.json({"message": "no"}, 401)
        if self.calls % 3 == 0:
            return Says(429, b"", {"retry-after": "1"})
        found = [one for one in self.visits if str(one["changed"]) >= asked.query.get("since", "")]
        end = 2 * int(asked.query["page"])
        more = end < len(found)
        return Says.json({"visits": found[end - 2 : end], "more": more, "total": len(found)})


def test_its_live_source_is_connected_kept_up_with_and_takes_back(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text("account_id,name,domains\nacre,Acre,acre.example\n")
    book = ("--book", str(tmp_path / "book"))
    goodwill(path, *book, "import", str(tmp_path / "accounts.csv"))
    desk = Desk()
    with serving(desk) as url:
        connect = ("connect", "other", "service-desk", "--url", url, "--own-network")
        goodwill(path, *book, *connect, said="desk-key-1\n", folder=tmp_path)
        first = orjson.loads(goodwill(path, *book, "sync", "--format", "json", folder=tmp_path))
        changed = "2026-07-01T08:00:00Z"
        desk.visits[0] = {**desk.visits[0], "struck": True, "changed": changed}
        desk.visits.append(desk.visits.pop(0))
        again = orjson.loads(goodwill(path, *book, "sync", "--format", "json", folder=tmp_path))

    assert first[0]["came"]["total"]["imported"] == 5
    assert (again[0]["came"]["total"]["imported"], again[0]["came"]["gone"]) == (0, 1)
    assert "desk-key-1" not in repr(first) + repr(again)


@pytest.fixture(scope="module")
def kitchens(path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The made-up company's book: fifteen accounts with all sorts of facts."""
    folder = str(tmp_path_factory.mktemp("demo") / "book")
    goodwill(path, "demo", "--folder", folder, "--format", "json")
    return folder


def doctor(path: Path, book: str, engine: str) -> Any:
    """What the doctor says of the book on an engine: its name, and problems that it makes."""
    said = goodwill(path, "--book", book, "doctor", "--engine", engine, "--format", "json")
    report = orjson.loads(said)
    mine = [one for one in report["problems"] if one["what"].startswith(f"engine {engine}")]
    return report["engine"]["name"], mine


def test_its_engine_measures_every_account_as_duckdb_does(path: Path, kitchens: str) -> None:
    assert doctor(path, kitchens, "duckdb-on-disk") == ("duckdb-on-disk", [])


OFF_BY_ONE = """
from goodwill.engines.base import EngineKind
from goodwill.engines.duckdb import DuckDBEngine

class OffByOne(DuckDBEngine):
    def run(self, sql, params):
        return super().run(sql.replace("cast(value as", "1 + cast(value as"), params)

class Broken(DuckDBEngine):
    def define(self, name, sql, params):
        raise RuntimeError("no such function")

ENGINE = EngineKind(name="duckdb-on-disk", connect=OffByOne)
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (OFF_BY_ONE, "differs from DuckDB in "),
        (OFF_BY_ONE.replace("=OffByOne", "=Broken"), "no such function"),
    ],
    ids=["other numbers", "an error"],
)
def test_an_engine_that_measures_otherwise_is_told(
    tmp_path: Path, kitchens: str, code: str, said: str
) -> None:
    path = installed(tmp_path)
    (path / "goodwill_fieldwork" / "on_disk.py").write_text(code, "utf-8")
    _, problems = doctor(path, kitchens, "duckdb-on-disk")

    assert problems
    assert all(said in one["what"] for one in problems)


def test_a_book_is_measured_on_the_engine_that_its_settings_name(
    path: Path, tmp_path: Path
) -> None:
    book = ("--book", str(tmp_path / "book"))
    named = tmp_path / "goodwill.toml"
    named.write_text('[engine]\nname = "duckdb-on-disk"\n')
    (tmp_path / "accounts.csv").write_text("account_id,name,domains\nacre,Acre,acre.example\n")
    goodwill(path, *book, "import", str(named), str(tmp_path / "accounts.csv"))
    asked = (*book, "statement", "acre", "--as-of", "2026-06-30", "--format", "json")
    with_engine = orjson.loads(goodwill(path, *asked))
    report = orjson.loads(goodwill(path, *book, "doctor", "--format", "json"))
    without = CliRunner().invoke(app, list(asked))

    assert with_engine["account"]["id"] == "acre"
    assert report["engine"]["name"] == "duckdb-on-disk"
    assert without.exit_code == 2
    assert 'There is no engine "duckdb-on-disk"' in without.stderr


def test_a_package_that_does_not_load_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path = installed(tmp_path)
    (path / "goodwill_fieldwork" / "post.py").write_text("import nothing_like_it\n", "utf-8")
    found = orjson.loads(goodwill(path, "extensions", "--format", "json"))

    assert [one["is_usable"] for one in found] == [False, True, True, True, True]
    assert "nothing_like_it" in found[0]["fault"]
    assert "redone_share" in goodwill(path, "signals")


def test_without_any_the_groups_are_told() -> None:
    said = CliRunner().invoke(app, ["extensions"]).stdout

    assert "goodwill.connectors" in said
    assert "goodwill.catalogue" in said
