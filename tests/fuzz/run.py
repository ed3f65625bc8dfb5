"""Fuzz one target, or all, for some seconds each; what falls is kept and printed.

    python -W ignore -m tests.fuzz.run [TARGET ...] --seconds 600

With atheris (libFuzzer) inputs grow by what they reach in the code; without it they are the
corpus, changed at random from `--seed`. An input that makes a target raise, or take longer than
`SLOW` seconds, is written into the folder `found/`; exit code 1 where there is any.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.fuzz.corpus import corpus
from tests.fuzz.mutate import mutated

NAMES = ("mail", "mbox", "ics", "csv", "markup", "query")
SLOW = 20
FOUND = Path("found")


def main() -> int:
    """Run each target in a process of its own, and tell how it went."""
    asked = argparse.ArgumentParser()
    asked.add_argument("targets", nargs="*", default=NAMES)
    asked.add_argument("--seconds", type=int, default=600)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.here:
        return _changed_at_random(told.targets[0], told.seconds, told.seed)
    return max([_one(name, told.seconds, told.seed) for name in told.targets])


def _one(name: str, seconds: int, seed: int) -> int:
    began, before = time.monotonic(), set(FOUND.glob(f"{name}-*"))
    if importlib.util.find_spec("atheris") is not None:
        code, how = _with_atheris(name, seconds), "atheris"
    else:
        code, how = _at_random(name, seconds, seed), "changed at random"
    new = sorted(path.name for path in set(FOUND.glob(f"{name}-*")) - before)  # slow ones, too
    state = "nothing fell" if code == 0 and not new else f"see the folder {FOUND}: {new}"
    _tell(f"R19: {name}: {time.monotonic() - began:.0f} s, {how}: {state}")
    return int(code != 0 or bool(new))


def _with_atheris(name: str, seconds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(corpus(name).values()):
            (Path(folder) / str(number)).write_bytes(data)
        FOUND.mkdir(exist_ok=True)
        command = [
            sys.executable, "-W", "ignore", "-m", "tests.fuzz.by_coverage", name, folder,
            f"-max_total_time={seconds}", f"-timeout={SLOW}", "-max_len=20000",
            f"-artifact_prefix={FOUND}/{name}-", "-print_final_stats=1", "-rss_limit_mb=3000",
        ]  # fmt: skip
        done = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
    for line in done.stderr.splitlines():
        is_wanted = line.startswith("stat::number_of_executed_units")
        if is_wanted or (done.returncode and not line.startswith(("#", "INFO:"))):
            _tell(line)
    return done.returncode


def _at_random(name: str, seconds: int, seed: int) -> int:
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz.run", name, "--here"]
    return subprocess.run(
        [*command, "--seconds", str(seconds), "--seed", str(seed)], check=False
    ).returncode


def _changed_at_random(name: str, seconds: int, seed: int) -> int:
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415  a process that only starts others

    rng, seeds, count, fell = Random(seed), list(corpus(name).values()), 0, 0  # noqa: S311
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data, began = mutated(rng, seeds), time.monotonic()
        count += 1
        try:
            TARGETS[name](data)
        except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
            fell += _kept(name, data, traceback.format_exc())
        if time.monotonic() - began > SLOW:
            fell += _kept(name, data, f"took {time.monotonic() - began:.0f} s")
    _tell(f"{name}: {count} inputs")
    return int(fell > 0)


def _kept(name: str, data: bytes, why: str) -> int:
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{name}-{sha256(data).hexdigest()[:16]}"
    path.write_bytes(data)
    _tell(f"{path}: {why}")
    return 1


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
