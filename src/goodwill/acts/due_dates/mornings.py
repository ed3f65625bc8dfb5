"""Tonight, and a time of the morning: `I'll go over it tonight and send it by 8 a.m.`.

Both times are of the same day by their words, and the second is over when the first comes: it is
the next morning's. A time that says it is one of the morning counts anywhere behind the evening; a
bare one up to `_LAST_BARE` only in the next clause, since `tonight by eight` may be eight tonight.
"""

from __future__ import annotations

import re

__all__ = ["is_next_morning"]

_EVENING = (
    r"\b(?:tonight|this evening|(?:heute|noch|heut) (?:abend|nacht)|ce soir|cette nuit"
    r"|esta noche|stasera|stanotte|questa sera|hoje (?:a|de) noite|esta noite|logo a noite|vanavond"
    r"|vannacht)\b"
)
_BY = (
    r"\b(?:by|before|bis|vor|spatestens(?: um)?|avant|pour|d'ici|antes de|para|entro|prima|ate"
    r"|antes|voor|tegen|uiterlijk(?: om)?)(?: (?:las?|les?|l'|as|a|alle|delle|um|om))? "
)
_HOUR = r"(?:0?[1-9]|1[01])(?:[.:h]\d\d)? ?"
_TOLD = (
    r"(?:a\.?m\b|in the morning|uhr (?:fruh|morgens|in der fruh)|(?:h|heures?) du matin"
    r"|(?:horas )?de la manana|del mattino|di mattina|(?:h |horas )?da manha"
    r"|uur 's (?:ochtends|morgens))"
)
_LAST_BARE = (
    r"0?[1-9](?:[.:h]\d\d)?(?: ?(?:uhr|h|heures|horas|uur|o'clock))?(?![\w/.:-]*\d)(?! ?p\.?m\b)"
)
_PATTERN = re.compile(
    rf"{_EVENING}[^.;!?]{{0,80}}?(?:{_BY}{_HOUR}{_TOLD}"
    rf"|(?:,| and| und| et| y| e| en)\b[^.;!?]{{0,60}}?{_BY}{_LAST_BARE}"
    r"(?! (?:\w*tage?n?|days?|jours?|dias?|giorni|dagen)\b))"
)


def is_next_morning(folded: str) -> bool:
    """Whether the time that a folded text ends in is of the morning after the evening it names."""
    return _PATTERN.search(folded) is not None
