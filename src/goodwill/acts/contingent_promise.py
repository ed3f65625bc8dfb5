"""`contingent_promise`: something is promised in return for something, or if something comes.

"Give us this price and the next three sites are yours." Confused with: a plain promise
(`commitment`), a polite offer of help ("if you need anything I will help"), a threat, a term of
contract.
Known gaps: bargains spread over two sentences.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="contingent_promise", prior=-4.6)
