"""From an archive to committed facts with all acts, beside peers that read the same mails.

The peers are in `bench/peers/`; each is run right after ours in every round, so that a busy machine
is busy for both. The analyst's script takes long, and is run once.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tomllib import loads

from bench.figures import Figure, rate, ratio
from bench.given import Given
from bench.peers.mail_stores import INDEXERS, as_maildir, is_there
from bench.runs import PEERS, ROOT, Took, fresh, run, run_python

from goodwill.catalogue.loader import load_catalogue

__all__ = ["ANSWERED", "PART", "import_anew", "lines_of_the_contract", "measure"]

PART = "import"
IMPORT = "messages a second into committed facts and acts"
ANSWERED = ROOT / "bench" / "peers" / "analyst_lines.toml"
BARS = {"notmuch new": 4.0, "mu index": 2.0, "email.policy.default": 2.0, "analyst": 10.0}
ECONOMICS = (
    "revenue",
    "gross_margin",
    "cost_to_serve",
    "proposal_cost",
    "entertainment_cost",
    "discount_given",
    "late_payment_cost",
    "contribution",
    "return_per_hour",
)
"""The figures of a statement's economics, as the contract names them."""


def measure(given: Given) -> list[Figure]:
    """Messages a second of ours and of each peer that is installed, and how many times ours is."""
    runs = [list(_round(given, number)) for number in range(given.rounds)]
    names = [name for name, _ in runs[0]]
    seconds = {name: tuple(dict(one)[name].seconds for one in runs if name in dict(one))
               for name in names}  # fmt: skip
    processor = tuple(dict(one)["goodwill"].processor for one in runs)
    figures = [
        Figure(part=PART, name=IMPORT, unit="/s", samples=rate(given.mails, seconds[name]),
               better="more", of=name, bar=4000.0 if name == "goodwill" else None)
        for name in names
    ]  # fmt: skip
    ours = figures[0]
    return [
        *figures,
        *(ratio(ours, peer, bar=BARS[peer.of]) for peer in figures[1:]),
        Figure(part=PART, name="processor for a message, all processes", unit="µs",
               samples=tuple(one / given.mails * 1e6 for one in processor)),
        *_answers(names),
    ]  # fmt: skip


def _round(given: Given, number: int) -> Iterator[tuple[str, Took]]:
    """One run of each."""
    yield "goodwill", import_anew(given.archive, given.folder / "imported")
    maildir = as_maildir(given.archive, given.folder)
    for name, (program, index) in INDEXERS.items():
        if is_there(program):
            yield name, index(maildir)
    yield (
        "email.policy.default",
        run_python(
            "import sys; from bench.peers.stdlib_email import main; main(sys.argv[1])",
            given.archive,
        ),
    )
    python = PEERS / "python"
    if number == 0 and python.exists():
        yield "analyst", run([python, "-m", "bench.peers.analyst", given.archive])


def import_anew(archive: Path, book: Path, *, watched: bool = False) -> Took:
    """`goodwill import` into a fresh book, start-up and all."""
    shutil.rmtree(book, ignore_errors=True)
    took = fresh("--book", book, "import", archive, "--format", "json", watched=watched)
    if not json.loads(took.said)["total"]["seen"]:
        raise SystemExit(f"{archive} holds no mail that can be imported")
    return took


def lines_of_the_contract() -> list[str]:
    """Every line that a statement has, by name."""
    known = load_catalogue()
    return [
        "kind",
        "stage",
        "coverage",
        "commitments",
        "plan",
        *(f"committee.{one}" for one in ("people", "active", "single_threaded", "missing_roles")),
        *(f"gates.{one}" for one in known.gates),
        *(f"patterns.{one}" for one in known.patterns),
        *(f"practices.{one}" for one in known.practices),
        *(f"expectations.{one}" for one in known.expectations),
        *(f"risks.{one}" for one in known.risks),
        *(f"economics.{one}" for one in ECONOMICS),
    ]


def _answers(names: list[str]) -> Iterator[Figure]:
    """How much of a statement the analyst's table answers."""
    if "analyst" not in names:
        return
    lines = loads(ANSWERED.read_text("utf-8"))["lines"]
    known = lines_of_the_contract()
    if unknown := set(lines) - set(known):
        raise SystemExit(f"analyst_lines.toml names {sorted(unknown)}, which no statement has")
    yield Figure(part=PART, name="lines of a statement that it answers", unit="share", of="analyst",
                 samples=(len(lines) / len(known),), better="more")  # fmt: skip
