"""Style, types and imports, held by the tools that judge them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent

TOOLS = {
    "every rule of style, with a reason for each exception": ["ruff", "check", "."],
    "one way to lay code out": ["ruff", "format", "--check", "."],
    "strict types, in the tests too": ["mypy"],
    "what may import what": ["lint-imports"],
    "a map of every concept that says what the tree holds": [
        "python",
        "tools/coverage.py",
        "--check",
    ],
}


@pytest.mark.parametrize("command", TOOLS.values(), ids=TOOLS)
def test_the_tools_agree(command: list[str]) -> None:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
