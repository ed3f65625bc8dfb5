"""`goodwill evaluate`: every example of its page, what it prints, its exit codes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from goodwill.lab.evaluate.run import TASKS
from goodwill.serve.cli.app import app
from goodwill.serve.cli.evaluate import What
from goodwill.serve.text.evaluation import TITLES

PAGE = Path(__file__).parent.parent.parent / "docs" / "evaluate.md"
EXAMPLE = re.compile(r"^```(?:jsonl|csv|tsv) (\S+)(.*)\n((?:(?!```).*\n)+)```$", re.MULTILINE)


def evaluate(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, words)])


def document(done: Result) -> Any:
    return json.loads(done.stdout)


def write(folder: Path, name: str, *lines: object) -> Path:
    file = folder / name
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts) + "\n", "utf-8")
    return file


def thanks_and_others(rows: int = 12) -> list[object]:
    held = [{"text": f"Thank you very much for room {row}!", "thanks": 1} for row in range(rows)]
    lacking = [{"text": f"The lift stands on floor {row}.", "thanks": 0} for row in range(rows)]
    return [*held, *lacking]


def examples() -> list[Any]:
    found = EXAMPLE.findall(PAGE.read_text("utf-8"))
    return [pytest.param(name, call, text, id=name) for name, call, text in found]


@pytest.mark.parametrize(("name", "call", "text"), examples())
def test_every_example_of_the_page_is_measured(
    tmp_path: Path, name: str, call: str, text: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    done = evaluate(tmp_path / name, *shlex.split(call), "--format", "json")

    assert done.exit_code == 0, done.output
    assert document(done)["lines"]
    assert document(done)["files"][0]["rows"] == text.strip().count("\n") + (".csv" not in name)


def test_the_page_has_an_example_of_each_form() -> None:
    assert {param.id for param in examples()} == {
        *("sentences.jsonl", "columns.csv", "labels.csv", "intent.tsv"),
        *("ratings.csv", "days.csv", "zones.jsonl"),
    }


def test_the_page_names_every_task_and_every_option() -> None:
    page = PAGE.read_text("utf-8")
    shown = CliRunner().invoke(app, ["evaluate", "--help"], env={"COLUMNS": "200"}).output

    for option in re.findall(r"--[a-z]+", shown):
        assert option in page or option == "--help"


def test_every_task_may_be_asked_for_and_has_a_title() -> None:
    of_acts = {"personal", "commitments"}

    assert [what.value for what in What] == list(TASKS)
    assert set(TASKS) - of_acts <= TITLES.keys()


def test_forwards_of_an_archive_are_shown(tmp_path: Path) -> None:
    head = "From: {}@x.example\nTo: tom@x.example\nDate: Tue, 3 Mar 2026 {}:05:00 +0000\n"
    words = "The pump leaks again and nobody came to look at it."
    block = "From: Ann <ann@x.example>\nSent: Tuesday, March 3, 2026 8:05 AM\nTo: Tom\nSubject: P\n"
    original = f"{head.format('ann', '08')}Subject: P\nMessage-ID: <1@x.example>\n\n{words}\n"
    carrier = f"{head.format('kim', '09')}Subject: Fw: P\nMessage-ID: <2@x.example>\n\nSee.\n\n"
    carrier += f"---- Forwarded message ----\n{block}\n{words}\n"
    archive = tmp_path / "archive.mbox"
    line = "From a@x.example Tue Mar  3 08:05:00 2026\n"
    archive.write_text(f"{line}{original}\n{line}{carrier}\n")

    told = evaluate(archive, "--what", "forwards").output

    assert TITLES["forwards"] in told
    assert "1 of 1 mails that pass one on name an author and a day" in " ".join(told.split())


def test_ours_the_floor_and_the_majority_stand_beside_each_other(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    file = write(tmp_path, "labelled.jsonl", *thanks_and_others())

    (line,) = document(evaluate(file, "--format", "json"))["lines"]

    assert [each["by"] for each in line["answers"]] == ["ours", "floor", "majority"]
    assert (line["name"], line["n"], line["held"], line["groups"]) == ("thanks", 24, 12, 24)
    ours = line["answers"][0]["measures"]
    assert ours["auc"]["value"] == 1
    assert ours["auc"]["low"] == 1
    assert set(ours) == {
        *("precision", "recall", "f1", "accuracy", "auc", "average_precision", "brier"),
        "calibration_error",
    }


def test_without_the_extra_there_is_no_floor_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.lab.evaluate.run.has_floor", lambda: False)
    file = write(tmp_path, "labelled.jsonl", *thanks_and_others())

    done = evaluate(file)

    assert done.exit_code == 0
    assert "pip install 'goodwill[lab]'" in done.stdout
    assert "floor:" not in done.stdout
    assert "majority" in done.stdout


@pytest.mark.parametrize(("rows", "is_told"), [(9, True), (10, False)])
def test_too_few_of_either_kind_are_told(tmp_path: Path, rows: int, is_told: bool) -> None:
    done = evaluate(write(tmp_path, "labelled.jsonl", *thanks_and_others(rows)))

    assert done.exit_code == 0
    assert ("too few to tell" in done.stdout) is is_told
    assert ("–" in done.stdout) is not is_told


def test_one_kind_only_is_measured_as_far_as_it_goes(tmp_path: Path) -> None:
    file = write(tmp_path, "labelled.jsonl", *thanks_and_others(12)[12:])

    (line,) = document(evaluate(file, "--format", "json"))["lines"]

    assert line["answers"][0]["measures"]["auc"] == {"value": None, "low": None, "high": None}
    assert line["answers"][0]["measures"]["accuracy"]["value"] == 1
    assert line["too_little"] == "0 hold it and 12 do not, 10 of either are needed"


def test_bad_rows_are_listed_and_the_exit_code_is_one(tmp_path: Path) -> None:
    file = write(tmp_path, "labelled.jsonl", *thanks_and_others(), {"text": "", "thanks": 1})

    done = evaluate(file)

    assert done.exit_code == 1
    assert "line 25" in done.stdout
    assert "1 rows could not be used" not in done.stderr
    assert "1 row could not be used" in done.stderr


def test_mistakes_are_written_one_a_line(tmp_path: Path) -> None:
    wrong = {"text": "Thank you so much, that was very kind! 🙏", "thanks": 0, "thread": "t"}
    file = write(tmp_path, "labelled.jsonl", *thanks_and_others(), wrong)

    evaluate(file, "--errors", tmp_path / "mistakes.jsonl")

    (mistake,) = map(json.loads, (tmp_path / "mistakes.jsonl").read_text("utf-8").splitlines())
    assert mistake.pop("got") >= 0.5
    where = {"path": str(file), "line": 25, "text": wrong["text"]}
    assert mistake == {"task": "acts", "name": "thanks", "expected": False, **where}


def test_groups_are_told_and_drawn(tmp_path: Path) -> None:
    rows = [
        {**row, "room": number % 5}
        for number, row in enumerate(thanks_and_others())
        if isinstance(row, dict)
    ]
    file = write(tmp_path, "labelled.jsonl", *rows)

    (line,) = document(evaluate(file, "--group", "room", "--format", "json"))["lines"]

    assert (line["groups"], line["grouped_by"]) == (5, "room")
    assert line["answers"][0]["measures"]["f1"]["low"] is None


def test_whole_mails_are_read_without_what_they_quote(tmp_path: Path) -> None:
    head = "-----Original Message-----\nFrom: Nora\nSent: Monday, 1 June 2026 17:02\nSubject: Lift"
    mail = f"Noted.\n\n{head}\n\nThank you so much for your help!"
    file = write(tmp_path, "labelled.jsonl", {"text": mail, "acts": ["thanks"]})

    def recall(*words: str) -> object:
        (line,) = document(evaluate(file, "--format", "json", *words))["lines"]
        return line["answers"][0]["measures"]["recall"]["value"]

    assert recall() == 1
    assert recall("--mails") == 0


def test_one_task_alone_is_measured_where_it_is_asked_for(tmp_path: Path) -> None:
    days = write(tmp_path, "days.csv", "text,said_on,due_on", "By 12 June.,2026-06-01,2026-06-12")
    acts = write(tmp_path, "acts.jsonl", {"text": "I will send it.", "acts": ["commitment"]})

    def tasks(what: str) -> list[tuple[str, str]]:
        found = document(evaluate(days, acts, "--what", what, "--format", "json"))
        return [(line["task"], line["name"]) for line in found["lines"]]

    assert tasks("dates") == [("dates", "due days")]
    assert tasks("acts") == [("acts", "commitment")]
    assert tasks("commitments") == [("acts", "commitment or contingent_promise")]
    assert tasks("personal") == [("acts", "personal")]
    assert evaluate(days, acts, "--what", "zones").exit_code == 2


WRONG = {
    "no such file": (["nowhere.csv"], "could not be opened"),
    "a folder that is no judged book": (["."], "holds no expect.json"),
    "an empty file": (["empty.csv"], "nothing to measure"),
    "a label that nobody explained": (["label.csv"], "does not say of which act"),
    "no such act": (["label.csv", "--act", "thank"], 'The nearest name is "thanks"'),
    "no such group": (["label.csv", "--act", "thanks", "--group", "tread"], '"thread"'),
    "no such text": (["label.csv", "--act", "thanks", "--text", "body"], "nothing stands under"),
    "bytes of another kind": (["noise.bin"], "nothing to measure"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "label.csv", "text,label,thread", "Cheers,yes,t1")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 20)

    done = evaluate(*words)

    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert "\n  " in done.stderr
