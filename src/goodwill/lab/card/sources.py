"""Where the material comes from, for which acts it speaks and how much it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from goodwill.facts.acts import ACT_IDS
from goodwill.lab.train.examples import Example
from goodwill.lab.train.marks import NEIGHBOUR, NEIGHBOUR_ACT, OWN, TAGGED, WHOLE
from goodwill.lab.train.material import Material
from goodwill.lab.train.public import ONE_OF, RARE

__all__ = ["is_hand_written", "source_rows"]

_OURS = "this project's, hand-written"

_FILES: Mapping[str, tuple[str, str]] = {
    "sentences": ("`sentences/*.txt`", _OURS),
    "cases": ("`tests/cases/acts/*.toml`", _OURS),
    "mails": ("`mails/*.tsv`", _OURS),
    "whole mails": ("`mails/*.jsonl`", _OURS),
    "email_intent": ("`labelled/email_intent.tsv`", "ParakweetLabs, Apache-2.0"),
    "enron_intent": ("`labelled/enron_intent.tsv`", "public record, marked by this project"),
    "enron_civil": ("`labelled/enron_civil.tsv`", "public record, marked by this project"),
    "goemotions": ("`labelled/goemotions.tsv`", "Demszky et al. 2020, CC BY 4.0"),
    "politeness": (
        "`labelled/politeness.tsv`",
        "Danescu-Niculescu-Mizil et al. 2013, CC BY 4.0",
    ),
    "work_tone": ("`labelled/work_tone.tsv`", "Coutinho 2025, MIT"),
    "enron_faults": ("`labelled/enron_faults.tsv`", "public record, marked by this project"),
    "enron_mail": ("`labelled/marked/enron_mail.tsv`", "public record, marked by this project"),
    "list_mail": ("`labelled/marked/list_mail.tsv`", "public lists, marked by this project"),
}
"""The files of each kind of source, and whose they are."""


def source_rows(material: Material) -> list[tuple[str, ...]]:
    """Files, number of texts, author and licence, acts, what one counts."""
    examples = (*material.sentences, *material.mails)
    kinds = Counter(map(_kind, examples))
    return [
        (files, f"{kinds[kind]:,}", owner, _acts(kind, examples), _counts(kind))
        for kind, (files, owner) in _FILES.items()
        if kinds[kind]
    ]


def is_hand_written(example: Example) -> bool:
    """Whether the text was made up for this project."""
    return _FILES[_kind(example)][1] == _OURS


def _kind(example: Example) -> str:
    if example.source in ACT_IDS:
        return "sentences"
    if example.mail is not None:
        return example.source if example.source in _FILES else "mails"
    if example.source.endswith(".jsonl"):
        return "whole mails"
    return "cases" if example.source.startswith("cases/") else example.source


def _counts(kind: str) -> str:
    if kind == "sentences":
        return f"{OWN:g}; others' acts {TAGGED:g}"
    if kind in {"mails", "enron_mail", "list_mail"}:
        return f"{OWN:g}; what is not, {WHOLE:g}"
    apart = [f"{act} {count:g}" for (name, act), count in NEIGHBOUR_ACT.items() if name == kind]
    return "; ".join((f"{NEIGHBOUR.get(kind, OWN):g}", *apart))


def _acts(kind: str, examples: Sequence[Example]) -> str:
    """The acts that some text holds; then those that no text holds and some lacks."""
    own = [example for example in examples if _kind(example) == kind]
    held = ONE_OF if kind == "email_intent" else _union(example.holds for example in own)
    lacked = _union(example.lacks for example in own) - held
    parts = [_named(held), f"{_named(lacked)} as what is not" if lacked else ""]
    return "; ".join(part for part in parts if part)


def _union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*parts)


def _named(acts: frozenset[str]) -> str:
    if acts == frozenset(ACT_IDS):
        return "all"
    if len(acts) > len(RARE) / 2:
        return "the rare acts"
    return ", ".join(act for act in ACT_IDS if act in acts)
