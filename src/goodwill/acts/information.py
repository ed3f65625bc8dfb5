"""`information`: useful news or advice, unasked, that serves the reader.

A new rule, a price about to rise, a study, a way to save, above all advice against the writer's
own interest ("you don't need ours for that"). Confused with: an answer to a question, figures
and attachments of a running matter (`delivery`, `logistics`), one's own news, advertising, a
warning from inside the client (`warning`), a new way of doing things (`idea`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="information", prior=-4.2)
