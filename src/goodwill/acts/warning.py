"""`warning`: an insider warns the reader, in goodwill, of a danger to the relation.

A rival with the boss, a change of mind, a contract in doubt. Confused with: a threat (from one
who would do it), a hazard notice, a weather or virus warning, an automatic alert.
Known gaps: warnings wrapped in small talk.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="warning", prior=-4.6)
