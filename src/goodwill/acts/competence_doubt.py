"""`competence_doubt`: somebody doubts that the reader's side knows its trade.

Confused with: an insult (`hostile`), a question of fact, a complaint about one fault, doubt
about a product or about oneself.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="competence_doubt", prior=-4.6)
