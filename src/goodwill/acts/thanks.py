"""`thanks`: the writer is grateful to the reader.

Confused with: a closing ("Many thanks, Jo": passed over as such), thanks in advance and the
phrases of circulars ("thank you for your interest"), a refusal ("no thanks"), a cause
("thanks to the rain"), a request ("merci de nous envoyer", "would appreciate").
Known gaps: irony ("thanks a lot for wrecking it") counts as thanks.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="thanks", prior=-4.0)
