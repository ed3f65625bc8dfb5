"""`question`: the writer wants to know something.

Confused with: a request in a question's form ("could you send it?": mostly `request`), a
rhetorical question, a greeting ("how are you?"), a question that is told, not asked ("I asked
when it would come"), a tag ("nice, isn't it?").
Known gaps: questions without a mark and without a question word in front.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="question", prior=-3.2)
