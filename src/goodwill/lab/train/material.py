"""All that the model learns from, and a digest of it that the model carries.

Sentences teach which acts a sentence holds, whole mails what is personal as a whole. The digest is
in the model's notes, so that a test sees when `training/` was changed and no model made since.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from goodwill.lab.train.blocks import in_blocks
from goodwill.lab.train.examples import (
    Example,
    read_cases,
    read_mails,
    read_personal_mails,
    read_sentences,
)
from goodwill.lab.train.public import read_public

__all__ = ["Material", "read_material"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """`sentences` are marked for acts, `mails` as personal or not."""

    sentences: tuple[Example, ...]
    mails: tuple[Example, ...]

    def notes(self) -> dict[str, object]:
        """How many texts there are, and a digest of them and of what they hold."""
        digest = sha256()
        for example in (*self.sentences, *self.mails):
            digest.update(f"{sorted(example.holds)}{example.text}\n".encode())
        return {"texts": len(self.sentences) + len(self.mails), "sha256": digest.hexdigest()}


def read_material(root: Path) -> Material:
    """The files of the folder `root`, and the tests' own cases beside it."""
    sentences = (
        *read_sentences(root / "sentences"),
        *read_mails(root / "mails"),
        *read_cases(root.parent / "tests" / "cases" / "acts"),
        *read_public(root / "labelled"),
        *read_mails(root / "labelled" / "marked"),
    )
    mails = read_personal_mails(root / "mails")
    return Material(sentences=tuple(in_blocks(sentences)), mails=tuple(in_blocks(mails)))
