"""What an administrator puts in place: the unit for systemd, the containers, the release."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from goodwill.serve.cli.app import app

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "goodwill.service"
CONTAINERS = ROOT / "deploy" / "Containerfile"
MOST_EXPOSED = 1.5
"""Of 10, as systemd reckons; a service without any of its fences has 9.6."""

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def test_every_option_that_is_put_in_place_is_one_of_serve() -> None:
    told = CliRunner().invoke(app, ["serve", "--help"]).stdout
    start = next(line for line in UNIT.read_text().splitlines() if line.startswith("ExecStart="))
    composed = read(ROOT / "deploy" / "compose.yaml")["services"]["pages"]["command"]
    used = re.findall(r"--[a-z-]+", " ".join([start, *composed]))

    assert len(used) >= 3
    assert all(option in told for option in used)


@needs_systemd
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = UNIT.read_text().replace("/opt/goodwill/bin/goodwill", shutil.which("true") or "")
    (tmp_path / "goodwill.service").write_text(text)
    ran = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "goodwill.service")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert [line for line in ran.stderr.splitlines() if "goodwill" in line] == []


@needs_systemd
def test_the_service_can_do_little_else() -> None:
    ran = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(UNIT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    exposure = re.search(r"exposure level for \S+: ([0-9.]+)", ran.stdout)

    assert exposure, ran.stderr
    assert float(exposure[1]) <= MOST_EXPOSED


def test_the_container_runs_as_nobody_and_installs_what_is_locked() -> None:
    text = CONTAINERS.read_text("utf-8")
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE)

    assert re.search(r"^USER goodwill$", text, re.MULTILINE)
    assert "--require-hashes" in text
    assert all((ROOT / name).exists() for line in copied for name in line.split())


def test_no_service_of_the_containers_is_open_to_others_or_has_a_password_in_it() -> None:
    services = read(ROOT / "deploy" / "compose.yaml")["services"]

    assert all(
        port.startswith("127.0.0.1:") for one in services.values() for port in one.get("ports", [])
    )
    assert services["database"]["environment"]["POSTGRES_PASSWORD"].startswith("${")
    assert services["pages"]["cap_drop"] == ["ALL"]


def test_the_release_may_do_only_what_each_job_needs() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "release.yml")
    jobs = workflow["jobs"]

    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in jobs.values())
    assert "id-token" not in jobs["build"]["permissions"]
    assert jobs["publish"]["permissions"]["id-token"] == "write"
    assert jobs["publish"]["needs"] == "try"
    assert jobs["try"]["needs"] == "build"


def test_a_release_is_tried_on_every_python_that_is_promised() -> None:
    tried = read(ROOT / ".github" / "workflows" / "release.yml")["jobs"]["try"]["strategy"]
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]

    assert tried["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert asked == ">=3.11,<3.14"


def test_the_release_runs_targets_that_there_are() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    calls = re.findall(r"\bmake ([a-z -]+)$", text, re.MULTILINE)
    called = {name for line in calls for name in line.split()}

    assert called == {"dist", "sbom", "audit"}
    assert called <= set(targets)


def test_a_change_is_tried_on_every_python_that_is_promised_by_targets_that_there_are() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "check.yml")
    jobs = workflow["jobs"]
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert workflow["permissions"] == {"contents": "read"}
    assert jobs["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert {"test", *jobs["more"]["strategy"]["matrix"]["what"]} <= set(targets)


def test_a_form_for_reports_asks_for_no_words_of_clients() -> None:
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    asked = [read(form) for form in forms if form.stem != "config"]

    assert {form["name"] for form in asked} == {"A fault", "A line of a statement is wrong"}
    for form in asked:
        said = form["body"][0]["attributes"]["value"]
        assert re.search("Never paste mail|Leave out names", said)


def test_the_citation_is_of_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    cited = read(ROOT / "CITATION.cff")

    assert cited["version"] == project["version"]
    assert cited["license"] == project["license"]
