"""`problem`: something is broken, late, missing or wrong, and the writer says so as a fact.

Confused with: a complaint (adds blame or displeasure), a question whether something is wrong,
"no problem", a fault that is mended.
Languages: English well; German, French and Spanish by their usual words.
Known gaps: faults of trades told in their own words ("it chatters at low feed").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="problem", prior=-3.8)
