"""The linear model beside the cues: what words, pairs of words and letters say of each act.

`words` cuts a sentence, `terms` names what is weighed, `shipped` stores a model, `weigher`
weighs sentences with it. `goodwill.lab.train` makes the model from `training/`; what it was
made of and how well it does stands in `docs/models.md`.
"""

from __future__ import annotations

from goodwill.acts.linear.weigher import Weighed, Weigher, weigher

__all__ = ["Weighed", "Weigher", "weigher"]
