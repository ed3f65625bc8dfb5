"""`problem`: something is broken, late, missing or wrong, and the writer says so as a fact.

Confused with: a complaint (adds blame or displeasure), a question whether something is wrong,
"no problem", a fault that is mended.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="problem", prior=-3.8)
