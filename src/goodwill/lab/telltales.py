"""`python -m goodwill.lab.telltales [--anew]`: work out the telltales of cues and forms.

Which string of a pattern is rarest is counted in the sentences that the model learns from
(`training/` of the working folder), in the language that has most of it. To be called after a cue
was changed: until then what is new is worked out at every start. Those of patterns that did not
change stay, which is quick; `--anew` makes them all, which matters to speed alone, and only after
the sentences have changed much.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.acts import recognisers, remarks
from goodwill.acts.discreet import private_forms
from goodwill.acts.fold import fold
from goodwill.acts.patterns import to_re2
from goodwill.acts.ready import key_of, ready_telltales, save_telltales
from goodwill.acts.telltales import fewest, guessed_share, telltales_of
from goodwill.lab.train.material import read_material
from goodwill.privacy.topics import topic_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodwill.acts.telltales import Share

__all__ = ["patterns", "renewed", "share_in"]

TRAINING = Path("training")

_SENTENCES = 5_000
"""Of each language at most."""

_FEWEST = 500
"""Sentences of a language by which anything is told."""

_JOINED = (16, 64, 256)
"""How many skeletons are kept apart is tried out."""

_OF_A_STRING = 0.0001
"""What it costs to look for one more string, as a share of trying the pattern on a sentence."""

_LONGEST = 10
"""Signs of a telltale: more are hardly rarer, and all of them are looked for at once."""

_HARDLY = 0.002
"""A difference in shares that is not worth a telltale of its own."""

_FORMS = Path(remarks.__file__).parent / "forms"


def patterns() -> Iterator[str]:
    """Every pattern of the shipped cues, of the forms of remarks, and of what is private."""
    for recogniser in recognisers():
        yield from (cue.pattern for cue in recogniser.cues if cue.pattern)
    for path in sorted(_FORMS.glob("*/*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8")).values():
            lines = "\n".join(entry.values()).split("\n")
            yield from (line.strip() for line in lines if line.strip())
    yield from (*private_forms(), *topic_forms())


def share_in(sentences: Iterable[tuple[str, str]]) -> Share:
    """How often a string stands in a sentence of a language, each sentence beside its language."""
    spoken: dict[str, list[str]] = {}
    for language, sentence in sentences:
        spoken.setdefault(language, []).append(fold(sentence))
    known = [
        ("\n".join(each[:: -(-len(each) // _SENTENCES)]), min(len(each), _SENTENCES))
        for each in spoken.values()
        if len(each) >= _FEWEST
    ]

    @cache
    def share(piece: str) -> float:
        if not piece:
            return 1.0
        counted = max((text.count(piece) / count for text, count in known), default=0.0)
        return counted + guessed_share(piece) / _SENTENCES  # of strings never met, a guess

    return share


def rarest(pattern: str, share: Share) -> list[str]:
    """The telltales of a pattern for which it is tried least."""
    ways = [
        sorted(fewest({_cut(each, share) for each in telltales_of(to_re2(pattern), share, joined)}))
        for joined in _JOINED
    ]

    def cost(way: list[str]) -> float:
        return sum(share(each) + _OF_A_STRING for each in way) if way else 1.0

    return min(ways, key=cost)


def _cut(telltale: str, share: Share) -> str:
    """The begin of a long telltale, which others may share, unless its end is rarer."""
    begin, end = telltale[:_LONGEST], telltale[-_LONGEST:]
    return begin if share(begin) <= share(end) + _HARDLY else end


def renewed(known: Mapping[str, Sequence[str]], share: Share) -> dict[str, Sequence[str]]:
    """Telltales of all patterns by key: those that are known, and the others worked out."""
    wanted = {key_of(each): each for each in patterns()}
    return {
        key: known[key] if key in known else rarest(each, share) for key, each in wanted.items()
    }


def main() -> None:
    """Work them out, and write them beside the cues."""
    share = share_in((each.language, each.text) for each in read_material(TRAINING).sentences)
    save_telltales(renewed({} if "--anew" in sys.argv else ready_telltales(), share))


if __name__ == "__main__":
    main()
